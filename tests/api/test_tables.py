"""The tables of indicators for dashboards: what OData asks and how it is refused, and the same rows as files."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from frankpledge.api.odata.answering import ON_A_PAGE
from frankpledge.api.odata.filtering import BadQuery, condition
from frankpledge.api.parts import PERFORMANCE
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.performance.queries.tables import TABLES
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.domain.measured import NOW, keep, measured
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db
SPACE = "{http://docs.oasis-open.org/odata/ns/edm}"


@pytest.fixture
def analyst() -> User:
    return new_member(new_workspace(), Role.ANALYST, name="An analyst")


@pytest.fixture
def asks(analyst: User) -> Program:
    workspace = analyst.memberships.get().workspace
    found = measured(workspace, analyst)
    keep(found["rising"], "2025/26 Q3", 402, because="late reports", known=NOW, by=analyst)
    return Program(workspace, analyst, writes=False, parts=(PERFORMANCE,))


def rows(asks: Program, table: str, **query: str) -> list[dict[str, object]]:
    return list(asks.get(f"/odata/{table}", **query)["value"])


def test_the_service_names_every_table_and_the_metadata_describe_each(asks: Program) -> None:
    assert [one["name"] for one in asks.get("/odata/")["value"]] == list(TABLES)
    answer = asks.call("GET", "/odata/$metadata")
    assert answer["OData-Version"] == "4.0"
    schema = ET.fromstring(answer.content).find(f".//{SPACE}Schema")
    assert schema is not None
    for name, known in TABLES.items():
        kind = schema.find(f"{SPACE}EntityType[@Name='{name}Row']")
        assert kind is not None
        assert [one.get("Name") for one in kind.findall(f"{SPACE}Property")] == list(known.columns)


def test_every_row_has_the_columns_that_are_promised_and_no_other(asks: Program) -> None:
    for name, known in TABLES.items():
        assert {tuple(row) for row in rows(asks, name)} <= {tuple(known.columns)}


def test_a_correction_is_another_row_and_the_newest_is_marked(asks: Program) -> None:
    rising = str(Indicator.objects.get(reference="NC-01").pk)
    where = f"indicator_id eq {rising} and ends eq 2025-12-31"
    found = rows(asks, "Values", **{"$filter": where, "$orderby": "known_at"})
    assert [(one["figure"], one["latest"], one["because"]) for one in found] == [
        (391, False, None), (402, True, "late reports"),
    ]  # fmt: skip


def test_what_is_missing_is_null_with_its_reason_and_never_nought(asks: Program) -> None:
    found = rows(asks, "Values", **{"$filter": "state eq 'missing'"})
    assert len(found) == 2
    assert {(one["figure"], one["missing"]) for one in found} == {(None, "the case system was replaced")}


def test_rows_are_chosen_ordered_counted_and_cut(asks: Program) -> None:
    told = asks.get(
        "/odata/Values", **{"$select": "ends,figure", "$orderby": "ends desc", "$top": "2", "$count": "true"}
    )
    assert told["@odata.count"] == Value.objects.count()
    assert [list(row) for row in told["value"]] == [["ends", "figure"]] * 2
    assert told["value"][0]["ends"] == "2025-12-31"
    assert told["@odata.context"].endswith("$metadata#Values(ends,figure)")
    assert "@odata.nextLink" not in told


def test_pages_follow_one_another_by_their_links_and_hold_every_row_once(asks: Program) -> None:
    like = Value.objects.all()[0]
    parts = (f"part {number}" for number in range(ON_A_PAGE))
    kept = {field.attname: getattr(like, field.attname) for field in Value._meta.fields if field.attname != "id"}
    Value.objects.bulk_create(Value(**kept | {"breakdown": part}) for part in parts)
    told = asks.get("/odata/Values", **{"$filter": "latest eq true", "$orderby": "known_at"})
    found = list(told["value"])
    while "@odata.nextLink" in told:
        answer = asks.client.get(told["@odata.nextLink"], headers={"Authorization": f"Bearer {asks.text}"})
        told = answer.json()
        found += told["value"]
    assert len({one["id"] for one in found}) == len(found) == Value.objects.count() - 1


def test_only_what_changed_since_is_given_again(asks: Program) -> None:
    since = "known_at gt 2026-01-16T00:00:00Z"
    assert [one["figure"] for one in rows(asks, "Values", **{"$filter": since})] == [402]
    answer = asks.call("GET", "/tables/Values.csv", changed_since="2026-01-16T00:00:00Z")
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [one["figure"] for one in told] == ["402"]


def test_judgements_are_told_as_known_then(asks: Program) -> None:
    now = {one["reference"]: one for one in rows(asks, "Judgements", as_known="2026-01-21T00:00:00Z")}
    then = {one["reference"]: one for one in rows(asks, "Judgements", as_known="2026-01-19T00:00:00Z")}
    assert (now["NC-01"]["figure"], then["NC-01"]["figure"]) == (402, 391)
    assert now["NC-01"]["signal"] == "higher"


def test_parquet_holds_the_same_rows_with_their_types(asks: Program) -> None:
    answer = asks.call("GET", "/tables/Values.parquet")
    held = pq.read_table(io.BytesIO(answer.content))
    assert held.column_names == list(TABLES["Values"].columns)
    assert held.num_rows == Value.objects.count()
    assert str(held.schema.field("known_at").type) == "timestamp[us, tz=UTC]"
    assert held.column("figure").null_count == 2


def test_each_table_that_leaves_is_recorded_with_its_token(asks: Program) -> None:
    before = Release.objects.count()
    rows(asks, "Indicators")
    row = Release.objects.order_by("released_at").last()
    assert row is not None
    assert Release.objects.count() == before + 1
    assert row.what.endswith("table Indicators")
    assert row.cell_count == 3


@pytest.mark.parametrize(
    ("query", "status", "target"),
    [
        ({"$filter": "figur gt 3"}, 400, "$filter"),
        ({"$filter": "figure gt"}, 400, "$filter"),
        ({"$filter": "figure gt 'three'"}, 400, "$filter"),
        ({"$filter": "figure near 3"}, 400, "$filter"),
        ({"$filter": "(latest eq true"}, 400, "$filter"),
        ({"$filter": "latest eq true; drop"}, 400, "$filter"),
        ({"$select": "nothing"}, 400, "$select"),
        ({"$orderby": "ends upwards"}, 400, "$orderby"),
        ({"$top": "-1"}, 400, "$top"),
        ({"$count": "perhaps"}, 400, "$count"),
        ({"$expand": "Targets"}, 501, "$expand"),
        ({"$apply": "aggregate(figure)"}, 501, "$apply"),
    ],
)
def test_what_cannot_be_read_is_refused_as_odata_does_and_never_half_answered(
    asks: Program, query: dict[str, str], status: int, target: str
) -> None:
    answer = asks.call("GET", "/odata/Values", **query)
    assert answer.status_code == status
    told = answer.json()["error"]
    assert told["target"] == target
    assert told["message"]


def test_a_table_that_there_is_not_and_another_partnerships_are_not_there(asks: Program) -> None:
    assert asks.call("GET", "/odata/Secrets").status_code == 404
    assert asks.call("GET", "/tables/Values.exe").status_code == 404
    assert asks.call("GET", "/api/v1/w/elsewhere/odata/Values").status_code == 404


def test_a_token_that_reaches_other_parts_reads_no_table(analyst: User) -> None:
    workspace = analyst.memberships.get().workspace
    other = Program(workspace, analyst, writes=False, parts=("actions",))
    assert other.call("GET", "/odata/Values").status_code == 403


COLUMNS = {"name": "text", "n": "number", "day": "day", "at": "moment", "yes": "yes"}
ROW = {"name": "O'Hara", "n": 3, "day": datetime(2025, 4, 1, tzinfo=UTC).date(), "at": NOW, "yes": None}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("name eq 'O''Hara'", True),
        ("contains(name, 'Har') and not startswith(name, 'X')", True),
        ("n in (1, 2, 3)", True),
        ("n gt 3 or n lt 3", False),
        ("n ge 3 and (n le 3 or day eq 2024-01-01)", True),
        ("yes eq null", True),
        ("yes ne null", False),
        ("at gt 2026-01-20T09:59:00+00:00", True),
        ("day ge 2025-04-01", True),
    ],
)
def test_a_filter_says_of_a_row_what_it_means(text: str, holds: bool) -> None:
    assert condition(text, COLUMNS)(ROW) is holds


def test_a_filter_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(BadQuery, match="too deeply"):
        condition("(" * 30 + "n eq 1" + ")" * 30, COLUMNS)
