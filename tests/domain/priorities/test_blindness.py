"""While the first round is open nobody sees another's marks: on no page, in no file, in no sentence, by no query.

Proved by what was written (it is nowhere), and by what was marked: whatever an agency marks, everybody else is shown
the same, to the byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.models import Sheet
from frankpledge.domain.priorities.queries.results import recommended, result_of, sheets_seen, tiers_of
from frankpledge.domain.priorities.queries.scorings import PURPOSE, own_marks, own_sheet, standings
from frankpledge.domain.priorities.rules import Marked, StillBlind
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links.actions import keep_answers
from frankpledge.ground.links.queries import link_for
from tests.domain.priorities.conftest import Table
from tests.guards.test_reach import linked, route_of

pytestmark = pytest.mark.django_db
SECRET = "Zwetschge"
BENEATH = {"evidence", "releases", "engagement", "public"}
# Of a route of another app, one page: the filters and orders of every list lead to thousands that are alike.
ALIKE_AT_MOST = 1
Marks = dict[UUID, Marked]


def shown_to(user: User) -> dict[str, str]:
    """Return all that a person reaches by links, without what differs at each call.

    Pages of apps that lie beneath this one are not walked: they cannot know of it.
    """
    client = Client()
    client.force_login(user)
    pages: dict[str, str] = {}
    asked: Counter[str] = Counter()
    waiting = ["/w/tithing/"]
    while waiting:
        address = waiting.pop()
        if address in pages or not address.startswith("/w/tithing/") or address.split("/")[3] in BENEATH:
            continue
        route = route_of(address)
        asked[route] += 1
        if asked[route] > ALIKE_AT_MOST and not route.startswith("priorities:"):
            continue
        text = client.get(address, follow=True).content.decode("utf-8", "replace")
        pages[address] = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
        waiting += sorted(linked(text, address)) if text.startswith("<!doctype html>") else []
    return pages


def files_for(user: User, scoring: UUID) -> list[tuple[int, str]]:
    """Return what a person is answered who asks for the result in every form."""
    client = Client()
    client.force_login(user)
    place = f"/w/tithing/priorities/{scoring}/result"
    answers = [client.get(f"{place}{suffix}") for suffix in ("/", ".csv", ".xlsx")]
    return [(answer.status_code, answer.content.decode()) for answer in answers]


@pytest.fixture(params=[False, True], ids=["saved", "sent"])
def give(request: pytest.FixtureRequest, table: Table) -> Callable[[Marks], None]:
    """Return what gives the council's marks: saved to come back to, or sent."""
    table.open()
    act = actions.send_sheet if request.param else actions.save_sheet

    def given(marks: Marks) -> None:
        act(agency=table.council, marks=marks, by=table.councillor)

    return given


def test_what_an_agency_writes_is_shown_to_nobody_else(
    table: Table, people: dict[Role, User], give: Callable[[Marks], None]
) -> None:
    give(table.marks(4, 2, 1, comment=SECRET))
    for role, person in people.items():
        if person != table.councillor:
            met = [address for address, text in shown_to(person).items() if SECRET in text]
            assert met == [], role
            assert all(
                status in {403, 422} and SECRET not in text for status, text in files_for(person, table.scoring.pk)
            )
    assert SECRET not in str(list(Event.objects.values()))


def test_whatever_an_agency_marks_everybody_else_is_shown_the_same(
    table: Table, officer: User, analyst: User, give: Callable[[Marks], None]
) -> None:
    seen = []
    for marks in (table.marks(0, 0, 0), table.marks(4, 4, 4, certainty="unsure", comment=SECRET)):
        with transaction.atomic():
            give(marks)
            events = list(Event.objects.values_list("verb", "facts", "actor_label"))
            pages = [timeless(shown_to(person)) for person in (officer, analyst, table.constable)]
            seen.append((events, pages))
            transaction.set_rollback(True)
    assert seen[0][0] == seen[1][0]
    for zero, four in zip(seen[0][1], seen[1][1], strict=True):
        assert zero == four


def timeless(pages: dict[str, str]) -> dict[str, str]:
    """Return pages without the times of day, which differ from one call to the next."""
    return {address: re.sub(r"\d\d:\d\d(:[\d.+:]+)?", "", text) for address, text in pages.items()}


def test_no_query_gives_anything_of_it(table: Table, officer: User, give: Callable[[Marks], None]) -> None:
    give(table.marks(4, 2, 1, comment=SECRET))
    for ask in (result_of, tiers_of, sheets_seen):
        with pytest.raises(StillBlind):
            ask(table.scoring)
    assert recommended(workspace=table.scoring.workspace, year="2025/26", viewer=officer) == ()
    for viewer in (officer, table.constable):
        assert own_sheet(agency=table.council, viewer=viewer) is None
        assert own_marks(agency=table.council, viewer=viewer) == {}
    assert SECRET not in str(standings(scoring=table.scoring, viewer=officer))


def test_what_is_saved_by_a_link_is_seen_by_nobody_either(table: Table, people: dict[Role, User]) -> None:
    table.open()
    opened = actions.ask_agency(agency=table.fire, days=5, by=table.officer)
    comment = f"comment-{table.issues[0].pk}"
    keep_answers(link=link_for(opened.token, PURPOSE), answers={comment: [SECRET]})
    for person in people.values():
        assert [address for address, text in shown_to(person).items() if SECRET in text] == []
    assert SECRET in Client().get(opened.path).content.decode()


def test_once_the_round_is_closed_marks_are_seen_and_what_was_only_saved_never_is(table: Table, officer: User) -> None:
    table.open()
    actions.save_sheet(agency=table.council, marks=table.marks(1, 1, 1, comment="Mirabelle"), by=table.councillor)
    table.send(table.police, 4, 2, 1, comment=SECRET)
    table.close()
    pages = " ".join(shown_to(officer).values())
    assert "/w/tithing/ledger/" in shown_to(officer)
    assert SECRET in pages
    assert "Mirabelle" not in pages
    assert Sheet.objects.count() == 2
