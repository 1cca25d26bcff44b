"""How an action stood after each change: compared, put back by its own acts, erased, and shown to who may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.action_log.models import Action, Slip
from frankpledge.domain.bodies.actions.corrections import correct
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.versions.actions import erase, put_back
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.queries import Thing, differences, thing_of
from frankpledge.ground.versions.rules import NotPutBack
from tests.domain.action_log.plans import applied, sent, undone
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
KIND = "action_log.action"


def pair(found: Thing, *numbers: int) -> tuple[Version, Version]:
    first, second = (one for number in numbers for one in found.versions if one.number == number)
    return first, second


def thing(action: Action, viewer: User) -> Thing:
    found = thing_of(kind=KIND, about=str(action.pk), workspace=action.workspace, viewer=viewer)
    assert found is not None
    return found


@pytest.fixture
def changed(action: Action, given: Undertaken, stage: Stage, officer: User) -> Action:
    """Return the action after its wording and its person changed, then its date."""
    other = replace(given, wording="Bring a shorter strategy", person=stage.people["fire"])
    actions.amend_action(action=action, given=other, by=officer)
    actions.move_date(action=action, due=date(2026, 3, 31), reason="the lead left", by=officer)
    return action


def test_each_change_leaves_a_version_with_who_and_when(changed: Action, officer: User) -> None:
    found = thing(changed, officer)
    assert [(one.number, one.verb) for one in found.versions] == [
        (3, "action_log.date_moved"), (2, "action_log.action_amended"), (1, "action_log.action_added"),
    ]  # fmt: skip
    event = Event.objects.get(verb="action_log.date_moved")
    assert (found.versions[0].who, found.versions[0].at) == (event.actor_label, event.at)


def test_two_versions_are_compared_field_by_field_in_words(changed: Action, officer: User) -> None:
    found = thing(changed, officer)
    first, last = pair(found, 1, 3)
    assert [(one.label, one.first, one.second) for one in differences(found.kind, first, last)] == [
        ("What is to be done", "Bring the strategy to the board", "Bring a shorter strategy"),
        ("Person", "Council commander", "Fire commander"),
        ("By when", "1 December 2025", "31 March 2026"),
    ]


def test_an_event_that_changes_no_field_leaves_no_version(action: Action, given: Undertaken, officer: User) -> None:
    actions.amend_action(action=action, given=given, by=officer)
    assert Version.objects.filter(kind=KIND).count() == 1


def test_putting_back_is_done_by_the_apps_own_acts_and_is_a_version_itself(changed: Action, officer: User) -> None:
    put_back(thing=thing(changed, officer), number=1, by=officer)
    changed.refresh_from_db()
    assert (changed.wording, changed.due) == ("Bring the strategy to the board", date(2025, 12, 1))
    assert [one.reason for one in Slip.objects.order_by("at")] == [
        "the lead left", "Put back on 2 December 2025 to what stood there before",
    ]  # fmt: skip
    verbs = list(Event.objects.filter(workspace=changed.workspace_id).order_by("number").values_list("verb", flat=True))
    assert verbs[-3:] == ["action_log.action_amended", "action_log.date_moved", "versions.put_back"]
    last = thing(changed, officer).versions[0]
    assert last.state == Version.objects.get(kind=KIND, number=1).state
    with pytest.raises(NotPutBack, match="as it stood then"):
        put_back(thing=thing(changed, officer), number=1, by=officer)


def test_only_whoever_keeps_the_log_puts_back(changed: Action, officer: User, member: User) -> None:
    with pytest.raises(NotPermitted):
        put_back(thing=thing(changed, officer), number=1, by=member)
    changed.refresh_from_db()
    assert changed.wording == "Bring a shorter strategy"


def test_where_it_stands_is_compared_and_never_put_back(action: Action, officer: User) -> None:
    actions.stop_action(action=action, reason="no money", by=officer)
    found = thing(action, officer)
    first, last = pair(found, 1, 2)
    assert [one.label for one in differences(found.kind, first, last)] == ["Status", "Ended on"]
    with pytest.raises(NotPutBack):
        put_back(thing=found, number=1, by=officer)


def test_a_name_is_read_as_it_is_today_so_that_nothing_personal_is_kept_twice(
    changed: Action, stage: Stage, officer: User
) -> None:
    kept = "".join(str(one.state) for one in Version.objects.all())
    assert "commander" not in kept
    correct(row=stage.people["council"], changes={"name": "Erased"}, reason="asked to", by=officer)
    found = thing(changed, officer)
    first, last = pair(found, 1, 3)
    assert ("Person", "Erased", "Fire commander") in [
        (one.label, one.first, one.second) for one in differences(found.kind, first, last)
    ]


def test_earlier_states_are_erased_for_good(changed: Action, officer: User, member: User) -> None:
    with pytest.raises(NotPermitted):
        erase(thing=thing(changed, officer), by=member)
    assert erase(thing=thing(changed, officer), by=officer) == 2
    assert "Bring the strategy to the board" not in str(list(Version.objects.filter(kind=KIND).values_list("state")))
    assert [one.number for one in thing(changed, officer).versions] == [3]


def test_what_left_the_log_leaves_no_version(workspace: Workspace, officer: User, stage: Stage) -> None:
    heads = ("wording", "group", "organisation", "agreed_on")
    one = applied(sent(workspace, officer, heads, ("Mend", "Board", "Ruritania Police", "2025-09-03")), officer)
    assert Version.objects.filter(kind=KIND).count() == 1
    undone(one, officer)
    assert Version.objects.filter(kind=KIND).count() == 0


def test_the_page_compares_and_puts_back(changed: Action, officer: User, client: Client) -> None:
    client.force_login(officer)
    page = client.get(reverse("action_log:one", args=(changed.workspace.slug, changed.pk))).content.decode()
    address = reverse("versions:of", args=(changed.workspace.slug, KIND, changed.pk))
    assert address in page
    said = client.get(address, {"first": "1", "second": "3"}).content.decode()
    assert "Put back what stood in version 1" in said
    assert "Bring the strategy to the board" in said
    assert "changed “By when”: version 3" in said
    assert "changed “What is to be done”, “Person”: version 2" in said
    assert "kept it first: version 1" in said
    assert client.get(address, {"first": "nonsense", "second": "99"}).status_code == 200
    client.post(reverse("versions:put_back", args=(changed.workspace.slug, KIND, changed.pk, 1)))
    changed.refresh_from_db()
    assert changed.due == date(2025, 12, 1)
    assert client.get(reverse("versions:of", args=(changed.workspace.slug, KIND, "nonsense"))).status_code == 404
    assert (
        client.get(reverse("versions:of", args=(changed.workspace.slug, "accounts.user", officer.pk))).status_code
        == 404
    )
