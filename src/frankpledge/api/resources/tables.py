"""Indicators for Power BI, Excel and whoever reckons: stable tables as OData v4, and as CSV and Parquet."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call
from frankpledge.api.odata import answering
from frankpledge.api.odata.answering import Query, written
from frankpledge.api.odata.filtering import BadQuery
from frankpledge.api.parts import PERFORMANCE
from frankpledge.api.routing import reads
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.performance.queries.tables import TABLES, Asked, Row
from frankpledge.ground.documents.listing import inert
from frankpledge.ground.ui.pages import attachment

ARROW = {
    "guid": pa.string(), "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes": pa.bool_(),
    "day": pa.date32(), "moment": pa.timestamp("us", tz="UTC"),
}  # fmt: skip
MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


class ODataQuery(Schema):
    """What OData asks in an address. What is not offered is refused, never left out in silence."""

    select: Annotated[str, Field("", alias="$select", description="Columns, by commas.")]
    where: Annotated[str, Field("", alias="$filter", description="Such as latest eq true and ends gt 2025-03-31.")]
    order: Annotated[str, Field("", alias="$orderby", description="Such as ends desc.")]
    top: Annotated[str, Field("", alias="$top", description="How many rows.")]
    skip: Annotated[str, Field("", alias="$skip", description="How many rows to leave out first.")]
    count: Annotated[str, Field("", alias="$count", description="true tells how many there are in all.")]
    expand: Annotated[str, Field("", alias="$expand", description="Not offered.")]
    search: Annotated[str, Field("", alias="$search", description="Not offered.")]
    apply: Annotated[str, Field("", alias="$apply", description="Not offered.")]
    as_known: Annotated[datetime | None, Field(None, description="Judgements as known at this moment.")]


class SinceQuery(Schema):
    """Which rows of a table: those that changed since a moment; judgements as known at one."""

    changed_since: Annotated[datetime | None, Field(None, description="Only what became known after it.")]
    as_known: Annotated[datetime | None, Field(None, description="Judgements as known at this moment.")]


def _root(call: Call) -> str:
    return reverse("api:tables_service", args=(call.workspace.slug,))


@reads("/odata/", part=PERFORMANCE, returns=None)
def tables_service(call: Call) -> HttpResponse:
    """List the tables, as OData's service document."""
    call.check(GRANTS, Capability.SEE)
    return answering.service(_root(call))


@reads("/odata/$metadata", part=PERFORMANCE, returns=None)
def tables_metadata(call: Call) -> HttpResponse:
    """Describe the tables, as OData's metadata document."""
    call.check(GRANTS, Capability.SEE)
    return answering.metadata()


@reads("/odata/{slug:dataset}", part=PERFORMANCE, returns=None, asks=ODataQuery)
def tables_rows(call: Call, dataset: str, given: dict[str, Any]) -> HttpResponse:
    """Read a table by OData v4: $select, $filter, $orderby, $top, $skip and $count, page by page by nextLink."""
    call.check(GRANTS, Capability.SEE)
    if dataset not in TABLES:
        return answering.not_there(dataset)
    try:
        query, asked = _query(given)
        rows = _let_out(call, dataset, Asked(call.workspace, call.by, as_known=given.get("as_known")))
        return answering.page(dataset, rows, query, root=_root(call), asked=asked)
    except BadQuery as refused:
        return answering.wrong(refused)


def _query(given: dict[str, Any]) -> tuple[Query, dict[str, str]]:
    """Return what is asked, and as it was written. Refused where it asks for more than is offered."""
    for name in ("expand", "search", "apply"):
        if given[name]:
            raise BadQuery(f"${name} is not offered.", f"${name}", known=False)
    if given["count"] not in {"", "true", "false"}:
        raise BadQuery("it is true or false.", "$count")
    names = {"select": "$select", "where": "$filter", "order": "$orderby", "count": "$count"}
    asked = {said: given[name] for name, said in names.items() if given[name]}
    if given.get("as_known"):
        asked["as_known"] = given["as_known"].isoformat()
    query = Query(
        given["select"], given["where"], given["order"], _whole(given["top"], "$top"),
        _whole(given["skip"], "$skip") or 0, given["count"] == "true",
    )  # fmt: skip
    return query, asked


def _whole(text: str, target: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise BadQuery(f"“{text[:20]}” is no whole number from 0.", target)
    return int(text)


def _let_out(call: Call, table: str, asked: Asked) -> list[Row]:
    """Return the rows of a table after recording that they leave, each figure as the audience may see it."""
    rows = TABLES[table].rows(asked)
    cells = [
        Cell(key=f"{table} {at}", value=row.get("figure"), policy=Policy.RESTRICTED, count=False)
        for at, row in enumerate(rows)
    ]
    what = f"By a program, token {call.token.pk.hex[:8]}: table {table}"
    let = release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=call.workspace, by=call.by)
    return [
        {**row, "figure": let.cells[f"{table} {at}"].value} if "figure" in row else row for at, row in enumerate(rows)
    ]


@reads("/tables/{slug:dataset}.{slug:kind}", part=PERFORMANCE, returns=None, asks=SinceQuery)
def fetch_table(call: Call, dataset: str, kind: str, given: dict[str, Any]) -> HttpResponse:
    """Fetch a table as a file, whole or what changed since a moment.

    `kind` is csv or parquet; `dataset` is Indicators, Definitions, Targets, Values or Judgements.
    """
    call.check(GRANTS, Capability.SEE)
    if dataset not in TABLES or kind not in MEDIA:
        raise Http404("there is no such table, or no such form of it.")
    since, known = given.get("changed_since"), given.get("as_known")
    rows = _let_out(call, dataset, Asked(call.workspace, call.by, since=since, as_known=known))
    content = _csv(dataset, rows) if kind == "csv" else _parquet(dataset, rows)
    return attachment(content, name=f"{call.workspace.slug}-{dataset.lower()}.{kind}", media_type=MEDIA[kind])


def _csv(table: str, rows: list[Row]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(TABLES[table].columns)
    for row in rows:
        writer.writerow(["" if row[one] is None else inert(written(row[one])) for one in TABLES[table].columns])
    return target.getvalue().encode("utf-8-sig")


def _parquet(table: str, rows: list[Row]) -> bytes:
    columns = TABLES[table].columns
    held = {
        name: pa.array([_plain(row[name], kind) for row in rows], type=ARROW[kind]) for name, kind in columns.items()
    }
    target = io.BytesIO()
    pq.write_table(pa.table(held), target, compression="zstd")
    return target.getvalue()


def _plain(value: Any, kind: str) -> Any:
    return str(value) if kind == "guid" and value is not None else value
