"""An answer as OData writes it: the documents that describe the tables, a page of rows, and what was wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID
from xml.sax.saxutils import quoteattr

from django.http import HttpResponse

from frankpledge.api.odata.filtering import BadQuery, condition
from frankpledge.domain.performance.queries.tables import TABLES, Known, Row

ON_A_PAGE, MOST_ON_A_PAGE = 1_000, 5_000
SPACE = "Frankpledge"
EDM = {
    "guid": "Edm.Guid", "text": "Edm.String", "number": "Edm.Double", "whole": "Edm.Int64", "yes": "Edm.Boolean",
    "day": "Edm.Date", "moment": "Edm.DateTimeOffset",
}  # fmt: skip
UNKNOWN = ("$expand", "$search", "$apply", "$compute", "$levels")


@dataclass(frozen=True)
class Query:
    """What an address asks of a table."""

    select: str = ""
    where: str = ""
    order: str = ""
    top: int | None = None
    skip: int = 0
    count: bool = False


def chosen(known: Known, rows: Sequence[Row], query: Query) -> list[Row]:
    """Return the rows that meet the filter, in the order that is asked, whole."""
    found = list(rows)
    if query.where.strip():
        test = condition(query.where, known.columns)
        found = [row for row in found if test(row)]
    for part in reversed([one.strip() for one in query.order.split(",") if one.strip()]):
        found = _ordered(found, part, known)
    return found


def _ordered(rows: list[Row], part: str, known: Known) -> list[Row]:
    name, _, way = part.partition(" ")
    if name not in known.columns or way.strip() not in {"", "asc", "desc"}:
        raise BadQuery(f"“{part}” orders nothing: a column, then asc or desc.", "$orderby")
    down = way.strip() == "desc"
    there, gone = [row for row in rows if row[name] is not None], [row for row in rows if row[name] is None]
    there = sorted(there, key=lambda row: row[name], reverse=down)
    return [*there, *gone] if down else [*gone, *there]


def columns_of(known: Known, select: str) -> list[str]:
    """Return the columns that are asked for: all of them where none is named."""
    names = [one.strip() for one in select.split(",") if one.strip()]
    odd = [one for one in names if one not in known.columns and one != "*"]
    if odd:
        raise BadQuery(f"there is no column “{odd[0]}”; there are {', '.join(known.columns)}.", "$select")
    return list(known.columns) if not names or "*" in names else names


def page(name: str, rows: Sequence[Row], query: Query, *, root: str, asked: Mapping[str, str]) -> HttpResponse:
    """Return one page of a table, with the address of the next where there is more."""
    known = TABLES[name]
    found, names = chosen(known, rows, query), columns_of(known, query.select)
    if query.skip < 0 or (query.top is not None and query.top < 0):
        raise BadQuery("it is not below 0.", "$top" if query.skip >= 0 else "$skip")
    size = ON_A_PAGE if query.top is None else min(query.top, MOST_ON_A_PAGE)
    part = found[query.skip : query.skip + size]
    told: dict[str, Any] = {"@odata.context": f"{root}$metadata#{name}"}
    if query.select.strip():
        told["@odata.context"] += f"({','.join(names)})"
    if query.count:
        told["@odata.count"] = len(found)
    told["value"] = [{column: written(row[column]) for column in names} for row in part]
    left = len(found) - query.skip - size
    wanted = None if query.top is None else query.top - size
    if left > 0 and (wanted is None or wanted > 0):
        after = {**asked, "$skip": str(query.skip + size), **({} if wanted is None else {"$top": str(wanted)})}
        told["@odata.nextLink"] = f"{root}{name}?{urlencode(after, safe='$', quote_via=quote)}"
    return answer(told)


def written(value: Any) -> Any:
    """Return a value as JSON holds it; what is not known is null, never 0."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def service(root: str) -> HttpResponse:
    """Return the list of tables."""
    sets = [{"name": name, "kind": "EntitySet", "url": name} for name in TABLES]
    return answer({"@odata.context": f"{root}$metadata", "value": sets})


def metadata() -> HttpResponse:
    """Return what every table holds, as the CSDL that clients read first."""
    kinds = "".join(_kind(name, known) for name, known in TABLES.items())
    sets = "".join(f'<EntitySet Name="{name}" EntityType="{SPACE}.{name}Row"/>' for name in TABLES)
    whole = (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="{SPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">{kinds}'
        f'<EntityContainer Name="Container">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>'
    )
    response = HttpResponse(whole, content_type="application/xml")
    response["OData-Version"] = "4.0"
    return response


def _kind(name: str, known: Known) -> str:
    told = "".join(_column(column, kind, key=column == known.key) for column, kind in known.columns.items())
    return f'<EntityType Name="{name}Row"><Key><PropertyRef Name="{known.key}"/></Key>{told}</EntityType>'


def _column(column: str, kind: str, *, key: bool) -> str:
    must = ' Nullable="false"' if key else ""
    return f'<Property Name={quoteattr(column)} Type="{EDM[kind]}"{must}/>'


def answer(told: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return something told as OData's JSON."""
    content = json.dumps(told, ensure_ascii=False)
    response = HttpResponse(content, status=status, content_type="application/json;odata.metadata=minimal")
    response["OData-Version"] = "4.0"
    return response


def wrong(refused: BadQuery) -> HttpResponse:
    """Return what was wrong with a question: 400, or 501 where it asks for more than is offered."""
    status = 400 if refused.known else 501
    code = "BadRequest" if refused.known else "NotImplemented"
    return answer({"error": {"code": code, "message": str(refused), "target": refused.target}}, status)


def not_there(name: str) -> HttpResponse:
    """Return that there is no such table."""
    message = f"there is no table “{name}”; there are {', '.join(TABLES)}."
    return answer({"error": {"code": "NotFound", "message": message, "target": name}}, 404)
