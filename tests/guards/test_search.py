"""The search of one partnership holds nothing of another, counts nothing that a role may not read, and no casework."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from frankpledge.domain.attachments.queries import carriers
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.comments.queries import subject_of
from frankpledge.ground.registry import FindableKind
from frankpledge.ground.search.actions import rebuild
from frankpledge.ground.search.models import Entry
from frankpledge.ground.search.queries import findable_kinds, kinds_for, search
from tests.architecture.test_doors import CASEWORK
from tests.guards.page import faults
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
NOT_ROWS_OF_A_TOWN = {
    "explorer.area": "areas are read from the evidence, of which a town has none",
    "meetings.decision": "found once the minutes are agreed, which a town's are not",
    "meetings.item": "found once the minutes are agreed, which a town's are not",
    "releases.release": "files are read from the evidence, of which a town has none",
}


def page(client: Client, town: Town, asked: str, **more: str) -> str:
    """Return the page of the search in a town."""
    answer = client.get(f"/w/{town.workspace.slug}/search/", {"q": asked, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_that_a_town_holds_is_found_by_its_canary(town: Town) -> None:
    rebuild(town.workspace)
    held = set(Entry.objects.filter(workspace=town.workspace).values_list("kind", flat=True))
    assert {kind.kind for kind in findable_kinds()} - held == set(NOT_ROWS_OF_A_TOWN)
    kinds = kinds_for(workspace=town.workspace, viewer=town.everyone())
    found = {kind.kind for kind, _ in search(town.canary, workspace=town.workspace, kinds=kinds).counts}
    assert held - found == {"studies.study", "duties.duty", "web.word"}  # the same for everybody


def test_what_is_found_leads_to_a_page_that_the_reader_may_open(client: Client, town: Town) -> None:
    rebuild(town.workspace)
    closed = []
    for role, person in town.people.items():
        client.force_login(person)
        kinds = kinds_for(workspace=town.workspace, viewer=person)
        seen = {}
        for number in (1, 2, 3):
            for thing in search(town.canary, workspace=town.workspace, kinds=kinds, page=number).things:
                seen.setdefault(thing.kind.kind, thing.href.split("#")[0])
        statuses = {href: client.get(href).status_code for href in seen.values()}
        closed += [f"{role}: {href} {status}" for href, status in statuses.items() if status != 200]
    assert closed == []


def test_no_canary_of_a_sister_is_found_counted_or_quoted(client: Client, town: Town, foreign: Town) -> None:
    rebuild(town.workspace)
    rebuild(foreign.workspace)
    client.force_login(town.everyone())
    own = page(client, town, "strategic")
    assert town.canary in own
    assert foreign.canary not in own
    assert "Nothing here has those words" in page(client, town, foreign.canary)
    for asked in ("assessment", "chapter", "remark", "figure", foreign.canary[:5] + "*"):
        assert foreign.canary not in page(client, town, asked).replace(f'value="{foreign.canary}"', "")


def test_each_role_is_told_only_how_much_it_may_read(client: Client, town: Town) -> None:
    rebuild(town.workspace)
    wrong = []
    for role, person in town.people.items():
        client.force_login(person)
        may = [kind for kind in findable_kinds() if role in kind.roles]
        most = Entry.objects.filter(workspace=town.workspace, kind__in=[kind.kind for kind in may])
        said = page(client, town, town.canary)
        counted = re.search(r'class="lede">([\d,]+|One|Nothing)', said)
        number = {"One": 1, "Nothing": 0}.get(counted[1], counted[1]) if counted else ""
        wrong += (
            [] if int(str(number)) == sum(town.canary in f"{e.title} {e.text}" for e in most) else [f"{role} {number}"]
        )
        closed = [kind.label for kind in findable_kinds() if kind not in may]
        wrong += [f"{role}: {label}" for label in closed if f">{label}<" in said]
    assert wrong == []


def test_whoever_finds_a_thing_by_the_names_of_its_files_may_see_it(town: Town) -> None:
    rebuild(town.workspace)
    carry, hidden, by_name = set(carriers()), [], 0
    for kind in (one for one in findable_kinds() if one.kind in carry):
        entries = Entry.objects.filter(workspace=town.workspace, kind=kind.kind)
        by_name += sum(" Files: " in one.text for one in entries)
        for role in kind.roles & set(town.people):
            seen = {"workspace": town.workspace, "viewer": town.people[role]}
            hidden += [f"{role} {one}" for one in entries if not subject_of(kind=kind.kind, about=one.about, **seen)]
    assert hidden == []
    assert by_name


def test_a_data_contact_finds_nothing_of_what_readers_find(client: Client, town: Town) -> None:
    rebuild(town.workspace)
    client.force_login(town.people[Role.DATA_CONTACT])
    assert "Nothing here has those words" in page(client, town, "strategic assessment")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "   ",
        "🚓",
        "the",
        "-x",
        '"',
        "x" * 10_000,
        "a\x00b",
        "NEAR(",
        "*",
        "a" * 299 + '"',
        "<script>",
        "%s %(x)s",
        "\\",
    ],
)
def test_whatever_is_typed_gets_a_plain_page(asked: str, client: Client, town: Town) -> None:
    client.force_login(town.everyone())
    said = page(client, town, asked)
    assert faults(said) == []
    assert "<script>" not in said.replace("<script src=", "")


@pytest.mark.parametrize("odd", [{"page": "-1"}, {"page": "²"}, {"page": "9" * 50}, {"kind": "'"}, {"since": "x"}])
def test_an_odd_address_is_answered_all_the_same(odd: dict[str, str], client: Client, town: Town) -> None:
    rebuild(town.workspace)
    client.force_login(town.everyone())
    assert faults(page(client, town, town.canary, **odd)) == []


def casework(kinds: tuple[FindableKind, ...]) -> list[str]:
    """Return the kinds that come from restricted casework."""
    return [
        kind.kind
        for kind in kinds
        if kind.kind.split(".")[0] in CASEWORK or kind.read.__module__.split(".")[2] in CASEWORK
    ]


def test_no_casework_can_be_found() -> None:
    assert casework(findable_kinds()) == []


def test_planted_casework_is_noticed() -> None:
    planted = FindableKind("tasking.person", "People", frozenset(), lambda workspace, about: ())
    assert casework((planted,)) == ["tasking.person"]
