"""What programs ask asks no query for each row: an old office costs as many as a young one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.guards.grown import Grown, grow
from tests.guards.programs import Operation, Program, operations
from tests.guards.seating import OLD, YOUNG
from tests.staged import Stage, Staged

pytestmark = pytest.mark.django_db
LONGEST_PAGE = 200
# A register of bodies, seats and people is read whole, in a few queries for each kind of row; duties ask every proof.
TELL_OF_MORE = {"list_duties": 76, "list_bodies": 32, "list_places": 44}
AT_MOST = 28
# Lists of which an old office is not given more rows: this may only grow shorter.
NOT_GROWN = {
    "list_case_review_counts", "list_case_reviews", "list_commentaries", "list_data_tables", "list_decision_headings",
    "list_decision_reports", "list_duties", "list_editions", "list_events", "list_forward_plan", "list_highlights",
    "list_indicators", "list_pairs", "list_plans", "list_reports", "list_return_rounds", "list_returns",
    "list_site_pages", "list_strategies", "list_strategies_of_others", "list_their_plans",
}  # fmt: skip


def lists() -> list[Operation]:
    """Return everything that programs read page by page, and asks for nothing in particular."""
    paged = [one for one in operations() if any(each["name"] == "size" for each in one.parameters("query"))]
    return [one for one in paged if [each["name"] for each in one.parameters("path")] == ["slug"]]


@pytest.fixture(scope="module")
def young(staging: Stage) -> Staged[Grown]:
    return staging.make(lambda: grow(YOUNG))


@pytest.fixture(scope="module")
def old(staging: Stage) -> Staged[Grown]:
    return staging.make(lambda: grow(OLD))


def asked(operation: Operation, place: Grown) -> tuple[int, int]:
    """Return how many queries the longest page of a list asks, and how many rows it has."""
    program = Program(place.workspace, place.person)
    query = {"size": LONGEST_PAGE} | ({"state": "all"} if takes_all(operation) else {})
    assert program.call(operation, {"slug": place.workspace.slug}, query, None).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        answer = program.call(operation, {"slug": place.workspace.slug}, query, None)
    return len(queries), len(answer.json()["items"])


def takes_all(operation: Operation) -> bool:
    """Return whether a list has a filter by state in which all may be chosen."""
    return any(one["name"] == "state" and "'all'" in str(one["schema"]) for one in operation.parameters("query"))


@pytest.mark.parametrize("operation", lists(), ids=str)
def test_a_list_asks_no_more_in_an_old_office_than_in_a_young_one(
    operation: Operation, young: Staged[Grown], old: Staged[Grown]
) -> None:
    (few, short), (many, long) = (asked(operation, place.copy()) for place in (young, old))
    assert many <= few
    assert many <= TELL_OF_MORE.get(operation.name, AT_MOST)
    assert long >= short


def test_most_lists_have_more_rows_in_an_old_office(young: Staged[Grown], old: Staged[Grown]) -> None:
    longer = []
    for operation in lists():
        (_, short), (_, long) = (asked(operation, place.copy()) for place in (young, old))
        longer += [operation.name] if long > short else []
    same = {one.name for one in lists()} - set(longer) - NOT_GROWN
    assert not same, "\n".join(sorted(same))
