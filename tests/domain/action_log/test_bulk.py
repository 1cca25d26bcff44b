"""Many actions changed at a stroke: shown before it is done, refused one by one with the reason, taken back as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.action_log.models import Action, Slip
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.models import SentList
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
NEW = date(2026, 3, 31)


@pytest.fixture
def five(workspace: Workspace, officer: User, given: Undertaken) -> list[Action]:
    """Return five actions; the fourth is due on the new date already."""
    dues = [date(2025, 12, 1)] * 3 + [NEW, date(2025, 12, 1)]
    return [
        actions.add_action(workspace=workspace, given=replace(given, wording=f"Do {at}", due=due), by=officer)
        for at, due in enumerate(dues, start=1)
    ]


@pytest.fixture
def keeper(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def here(workspace: Workspace) -> str:
    return reverse("action_log:bulk", args=(workspace.slug,))


def sent(keeper: Client, workspace: Workspace, **data: str) -> SentList:
    answer = keeper.post(here(workspace), data)
    assert answer.status_code == 302, answer.content.decode()
    return SentList.objects.get()


def test_boxes_stand_before_what_is_open_for_whoever_keeps_the_log(
    five: list[Action], keeper: Client, workspace: Workspace, officer: User, member: User
) -> None:
    actions.stop_action(action=five[0], reason="no money", by=officer)
    address = f"{reverse('action_log:list', args=(workspace.slug,))}?state=all"
    page = keeper.get(address).content.decode()
    assert page.count('name="chosen"') == 4
    assert "Change all 4 open ones of this list" in page
    keeper.force_login(member)
    assert 'name="chosen"' not in keeper.get(address).content.decode()


def test_the_chosen_ones_or_all_of_a_choice_are_asked_about(
    five: list[Action], keeper: Client, workspace: Workspace
) -> None:
    assert "Change 2 actions" in keeper.get(here(workspace), {"chosen": ["1", "3", "99", "x"]}).content.decode()
    assert "Change 5 actions" in keeper.get(here(workspace), {"all": "1"}).content.decode()
    assert "Change 1 action<" in keeper.get(here(workspace), {"all": "1", "words": "Do 2"}).content.decode()
    answer = keeper.get(here(workspace), follow=True)
    assert "No action is chosen." in answer.content.decode()


def test_a_new_date_with_one_reason_is_shown_before_it_is_done(
    five: list[Action], keeper: Client, workspace: Workspace
) -> None:
    data = {"numbers": "1,2,4", "what": "date", "due": "2026-03-31", "reason": "the lead left"}
    one = sent(keeper, workspace, **data)
    assert Slip.objects.count() == 0
    assert [(change["which"], change["parts"]) for change in one.changes] == [
        (f"Action {n}: Do {n}", [["by when", "1 December 2025", "31 March 2026 (the lead left)"]]) for n in (1, 2)
    ]
    assert one.unchanged == 1
    page = keeper.get(reverse("action_log:list_one", args=(workspace.slug, one.pk))).content.decode()
    assert "Make these changes" in page
    assert "Say what its heads mean" not in page
    keeper.post(reverse("action_log:list_apply", args=(workspace.slug, one.pk)))
    assert {slip.reason for slip in Slip.objects.all()} == {"the lead left"}
    assert Action.objects.filter(due=NEW).count() == 3
    keeper.post(reverse("action_log:list_undo", args=(workspace.slug, one.pk)))
    assert Action.objects.filter(due=NEW).count() == 1
    assert Slip.objects.count() == 0


def test_others_do_them_and_what_is_refused_is_told_one_by_one(
    five: list[Action], keeper: Client, workspace: Workspace, stage: Stage, officer: User
) -> None:
    deputy = stage.people["police"]
    before = replace(
        Undertaken("Do 2", stage.board, stage.organisations["council"], five[1].agreed_on, None), deputy=None
    )
    actions.amend_action(action=five[1], given=before, by=officer)
    actions.stop_action(action=five[2], reason="no money", by=officer)
    one = sent(
        keeper, workspace, numbers="1,2,3", what="owner", person=str(deputy.pk),
        organisation=str(stage.organisations["police"].pk),
    )  # fmt: skip
    told = {number: reason for _, number, _, reason, _ in one.faults}
    assert told == {1: "the deputy is the same person.", 3: "it is stopped."}
    assert [change["which"] for change in one.changes] == ["Action 2: Do 2"]
    keeper.post(reverse("action_log:list_apply", args=(workspace.slug, one.pk)), {"leave_out": "1"})
    assert list(Action.objects.filter(person=deputy).values_list("number", flat=True)) == [2]


def test_they_are_done_with_what_shows_it(five: list[Action], keeper: Client, workspace: Workspace) -> None:
    one = sent(
        keeper, workspace, numbers="1,5", what="done", evidence="the minutes of the board", closed_on="2025-11-28"
    )
    keeper.post(reverse("action_log:list_apply", args=(workspace.slug, one.pk)))
    done = Action.objects.filter(status="completed", closed_on=date(2025, 11, 28))
    assert [action.reports.get().evidence for action in done] == ["the minutes of the board"] * 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"what": "date", "due": "2026-03-31"}, "Say why"),
        ({"what": "owner"}, "Choose who does them"),
        ({"what": "done"}, "Say what shows it"),
        ({"numbers": "none", "what": "date", "reason": "x"}, "Choose the actions on the list again"),
    ],
)
def test_what_a_change_needs_is_asked_for(
    data: dict[str, str], words: str, five: list[Action], keeper: Client, workspace: Workspace
) -> None:
    answer = keeper.post(here(workspace), {"numbers": "1,2", **data})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert SentList.objects.count() == 0
