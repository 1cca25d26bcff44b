"""Ours against theirs: each pair once, the latest judgement counts, and what stands alone or runs against is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from frankpledge.domain.alignment import actions
from frankpledge.domain.alignment.actions import PlanFacts
from frankpledge.domain.alignment.actions.lists import PRIORITIES
from frankpledge.domain.alignment.models import Judgement, TheirPlan
from frankpledge.domain.alignment.queries import Matrix, matrix
from frankpledge.domain.alignment.rules import NotAPlan, Verdict
from frankpledge.domain.plans.models import Priority
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.threads.queries import thread_of
from frankpledge.ground.threads.rules import Ref, Way
from tests.domain.bodies.stage import Stage, set_table
from tests.ground.people import new_member
from tests.guards.aligned import our_priority, their_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def ours(workspace: Workspace, officer: User) -> Priority:
    return our_priority("Our", workspace, officer)


@pytest.fixture
def theirs(stage: Stage, officer: User) -> TheirPlan:
    return their_plan("Their", stage.organisations["police"], officer)


def seen(workspace: Workspace, viewer: User) -> Matrix:
    return matrix(workspace=workspace, viewer=viewer, on=clock.today())


def test_a_pair_is_judged_and_the_judgement_before_is_kept(
    ours: Priority, theirs: TheirPlan, workspace: Workspace, officer: User
) -> None:
    assert [one.stands.words for one in seen(workspace, officer).every] == ["Not judged"]
    other = theirs.priorities.get()
    actions.judge(ours=ours, theirs=other, verdict=Verdict.NONE, reason="Nothing", by=officer)
    assert [one.name for one in seen(workspace, officer).our_orphans] == ["Our harbour"]
    assert [one.name for one in seen(workspace, officer).their_orphans] == ["Their safer nights"]
    actions.judge(ours=ours, theirs=other, verdict=Verdict.CONFLICTS, reason="Patrols leave", by=officer)
    found = seen(workspace, officer)
    assert [one.stands.reason for one in found.conflicts] == ["Patrols leave"]
    assert Judgement.objects.count() == 2
    actions.judge(ours=ours, theirs=other, verdict=Verdict.SUPPORTS, reason="They stay", by=officer)
    found = seen(workspace, officer)
    assert (found.our_orphans, found.their_orphans, found.conflicts, found.unjudged) == ((), (), (), ())


def test_what_was_judged_is_outdated_when_theirs_changes_is_dropped_or_ends(
    ours: Priority, theirs: TheirPlan, workspace: Workspace, officer: User, stage: Stage
) -> None:
    other = theirs.priorities.get()
    actions.judge(ours=ours, theirs=other, verdict=Verdict.SUPPORTS, reason="Both", by=officer)
    assert seen(workspace, officer).outdated == ()
    actions.change_priority(priority=other, name="Their quieter nights", by=officer)
    (pair,) = seen(workspace, officer).outdated
    assert pair.stands.outdated == ("theirs was then called “Their safer nights”",)
    actions.drop_priority(priority=other, on=clock.today(), by=officer)
    given = PlanFacts(
        "police_and_crime", theirs.title, stage.organisations["police"], "A paper",
        ends=clock.today() - timedelta(days=1),
    )  # fmt: skip
    actions.amend_plan(plan=theirs, given=given, by=officer)
    (pair,) = seen(workspace, officer).outdated
    assert len(pair.stands.outdated) == 3
    with pytest.raises(NotAPlan, match="any more"):
        actions.judge(ours=ours, theirs=other, verdict=Verdict.NONE, reason="x", by=officer)


def test_a_priority_that_was_dropped_before_anybody_judged_it_asks_for_nothing(
    ours: Priority, theirs: TheirPlan, workspace: Workspace, officer: User
) -> None:
    actions.drop_priority(priority=theirs.priorities.get(), on=clock.today(), by=officer)
    assert seen(workspace, officer).every == ()


def test_two_plans_of_one_title_and_a_plan_of_a_stranger_are_refused(
    theirs: TheirPlan, workspace: Workspace, officer: User, stage: Stage
) -> None:
    given = PlanFacts("council", theirs.title, stage.organisations["council"], "A paper")
    with pytest.raises(NotAPlan, match="of this title is there"):
        actions.add_plan(workspace=workspace, given=given, by=officer)
    actions.withdraw_plan(plan=theirs, reason="Typed twice", by=officer)
    assert actions.add_plan(workspace=workspace, given=given, by=officer).title == theirs.title


def test_whoever_only_reads_judges_nothing(ours: Priority, theirs: TheirPlan, workspace: Workspace) -> None:
    member = new_member(workspace, Role.MEMBER)
    with pytest.raises(NotPermitted):
        actions.judge(ours=ours, theirs=theirs.priorities.get(), verdict=Verdict.NONE, reason="x", by=member)


def test_a_draft_of_ours_is_not_shown_to_whoever_reads_no_drafts(
    ours: Priority, theirs: TheirPlan, workspace: Workspace
) -> None:
    found = seen(workspace, new_member(workspace, Role.SCRUTINY))
    assert (found.plan, found.ours, found.every) == (None, (), ())
    assert [one.title for one in found.plans] == [theirs.title]


def test_a_list_of_priorities_is_taken_in_and_taken_back(
    theirs: TheirPlan, workspace: Workspace, officer: User
) -> None:
    lines = (
        (0, 2, [theirs.title, "1", "Their safest nights", ""]),
        (0, 3, [theirs.title, "", "Fewer thefts", "From vans"]),
        (0, 4, [theirs.title, "9", "Nothing", ""]),
    )
    read = Read((Sheet("Sheet", 1, ("plan", "number", "priority", "detail")),), lines)
    sent = send_list(kind=PRIORITIES, workspace=workspace, name="theirs.csv", read=read, by=officer)
    apply_list(sent=sent, kind=PRIORITIES, leave_out=True, by=officer)
    assert [str(one) for one in theirs.priorities.all()] == ["1. Their safest nights", "2. Fewer thefts"]
    sent.refresh_from_db()
    undo_list(sent=sent, kind=PRIORITIES, by=officer)
    assert [str(one) for one in theirs.priorities.all()] == ["1. Their safer nights"]


def test_one_judges_from_the_matrix(
    ours: Priority, theirs: TheirPlan, workspace: Workspace, officer: User, client: Client
) -> None:
    client.force_login(officer)
    place = f"/w/{workspace.slug}/plan/others/"
    page = client.get(place).content.decode()
    judge = f"{place}judge/{ours.pk}/{theirs.priorities.get().pk}/"
    assert judge in page
    assert client.post(judge, {"verdict": "supports", "reason": ""}).status_code == 422
    page = client.post(judge, {"verdict": "conflicts", "reason": "Patrols leave"}, follow=True).content.decode()
    assert "Patrols leave" in page
    assert "Conflicts" in page
    assert "Patrols leave" in client.get(f"{place}matrix.csv").content.decode()
    assert "Their safer nights" in client.get(f"{place}priorities.csv").content.decode()


def test_theirs_stands_behind_ours_on_the_thread(
    ours: Priority, theirs: TheirPlan, workspace: Workspace, officer: User
) -> None:
    other = theirs.priorities.get()
    actions.judge(ours=ours, theirs=other, verdict=Verdict.OVERLAPS, reason="Both", by=officer)
    found = thread_of(Ref("alignment.theirpriority", str(other.pk)), workspace=workspace, viewer=officer)
    assert [come.place.ref.kind for come in found.at(Way.ON)] in ([], ["plans.priority"])
