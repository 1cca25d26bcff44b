"""Many risks changed at a stroke, shown before it is done; and earlier states of one, compared and put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.risks import actions
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.models import Review, Risk, Turn
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.models import SentList
from tests.domain.bodies.stage import Stage
from tests.domain.risks.conftest import RAISED, TODAY
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
NEXT = date(2026, 3, 31)


@pytest.fixture
def three(workspace: Workspace, officer: User, given: Described) -> list[Risk]:
    return [
        actions.raise_risk(
            workspace=workspace, given=replace(given, title=f"Risk of {at}"), first=First(RAISED), by=officer
        )
        for at in ("fire", "flood", "frost")
    ]  # fmt: skip


@pytest.fixture
def keeper(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def here(workspace: Workspace) -> str:
    return reverse("risks:bulk", args=(workspace.slug,))


def sent(keeper: Client, workspace: Workspace, **data: str) -> SentList:
    answer = keeper.post(here(workspace), data)
    assert answer.status_code == 302, answer.content.decode()
    kept = SentList.objects.order_by("-sent_at").first()
    assert kept is not None
    return kept


def done(keeper: Client, workspace: Workspace, kept: SentList, deed: str) -> None:
    keeper.post(reverse(f"risks:list_{deed}", args=(workspace.slug, kept.pk)))


def test_boxes_stand_before_risks_for_whoever_keeps_the_register(
    three: list[Risk], keeper: Client, workspace: Workspace, member: User
) -> None:
    address = reverse("risks:list", args=(workspace.slug,))
    page = keeper.get(address).content.decode()
    assert faults(page) == []
    assert page.count('name="chosen"') == len(three)
    assert "Change 2 risks" in keeper.get(here(workspace), {"chosen": ["1", "3", "99", "x"]}).content.decode()
    assert "Change 1 risk<" in keeper.get(here(workspace), {"all": "1", "words": "flood"}).content.decode()
    assert "No risk is chosen." in keeper.get(here(workspace), follow=True).content.decode()
    keeper.force_login(member)
    assert 'name="chosen"' not in keeper.get(address).content.decode()
    assert keeper.get(here(workspace)).status_code == 403


def test_a_review_of_many_is_shown_done_and_taken_back(three: list[Risk], keeper: Client, workspace: Workspace) -> None:
    before = Review.objects.count()
    data = {"numbers": "1,2", "what": "review", "review_on": str(NEXT), "reason": "The season is over"}
    kept = sent(keeper, workspace, **data)
    assert (kept.faults, len(kept.changes), Review.objects.count()) == ([], 2, before)
    done(keeper, workspace, kept, "apply")
    assert [one.reviews.order_by("-at").first().due_next for one in three[:2]] == [NEXT, NEXT]  # type: ignore[union-attr]
    done(keeper, workspace, kept, "undo")
    assert Review.objects.count() == before


def test_owners_change_and_nobody_named_is_one(
    three: list[Risk], keeper: Client, workspace: Workspace, stage: Stage
) -> None:
    fire = stage.organisations["fire"]
    data = {"numbers": "1,3", "what": "owner", "organisation": str(fire.pk), "owner": "none"}
    done(keeper, workspace, sent(keeper, workspace, **data), "apply")
    assert [(one.organisation, one.person) for one in Risk.objects.filter(number__in=(1, 3))] == [(fire, None)] * 2
    assert Risk.objects.get(number=2).organisation != fire


def test_many_close_with_one_reason_and_open_again(three: list[Risk], keeper: Client, workspace: Workspace) -> None:
    kept = sent(keeper, workspace, numbers="1,2", what="close", reason="It has passed")
    done(keeper, workspace, kept, "apply")
    assert list(Risk.objects.order_by("number").values_list("state", flat=True)) == ["closed", "closed", "open"]
    assert {(one.on, one.reason) for one in Turn.objects.all()} == {(TODAY, "It has passed")}
    again = sent(keeper, workspace, numbers="1,3", what="reopen", reason="It is back")
    assert (len(again.changes), again.unchanged) == (1, 1)
    done(keeper, workspace, again, "apply")
    done(keeper, workspace, again, "undo")
    done(keeper, workspace, kept, "undo")
    assert set(Risk.objects.values_list("state", flat=True)) == {"open"}
    assert not Turn.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"what": "review", "reason": "x"}, "Give the day"),
        ({"what": "review", "review_on": "2026-03-31"}, "Say why"),
        ({"what": "owner"}, "Choose who owns them"),
        ({"what": "close"}, "Say why"),
        ({"what": "close", "reason": "x", "numbers": ""}, "required"),
    ],
)
def test_what_a_change_needs_is_asked_for(
    data: dict[str, str], told: str, three: list[Risk], keeper: Client, workspace: Workspace
) -> None:
    page = keeper.post(here(workspace), {"numbers": str(three[0].number), **data}).content.decode()
    assert told in page
    assert not SentList.objects.exists()


def test_an_earlier_state_of_a_risk_is_compared_in_words_and_put_back(
    three: list[Risk], keeper: Client, workspace: Workspace, officer: User, given: Described
) -> None:
    risk = three[0]
    actions.amend_risk(risk=risk, given=replace(given, title="Risk of famine", category="law"), by=officer)
    address = reverse("versions:of", args=(workspace.slug, "risks.risk", risk.pk))
    page = keeper.get(f"{address}?first=1&second=2").content.decode()
    assert faults(page) == []
    assert "Risk of fire" in page
    assert "Risk of famine" in page
    assert ">law<" not in page
    assert keeper.post(reverse("versions:put_back", args=(workspace.slug, "risks.risk", risk.pk, 1))).status_code == 302
    risk.refresh_from_db()
    assert (risk.title, risk.category) == ("Risk of fire", given.category)
