"""A tie is made by whoever sees both ends, seen by whoever does, ended with a reason, and never lost."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from frankpledge.domain.action_log.models import Action
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import BesideRequest
from frankpledge.ground.threads import rules
from frankpledge.ground.threads.actions import tie, untie
from frankpledge.ground.threads.models import Tie
from frankpledge.ground.threads.queries import gaps, near, place_of, thread_of, tie_of
from frankpledge.ground.threads.registry import BESIDE
from frankpledge.ground.threads.rules import Ref, Way
from tests.ground.threads.conftest import Table, set_table

pytestmark = pytest.mark.django_db
WHY = "People asked for light on the steps"


def tied(table: Table) -> Tie:
    """Return the tie by which the action rests on what was heard."""
    return tie(workspace=table.workspace, earlier=table.heard, later=table.action, why=WHY, by=table.officer)


def walked(table: Table, ref: Ref, viewer: User, way: Way) -> list[tuple[Ref, str]]:
    """Return what a person comes to one way, with why."""
    found = thread_of(ref, workspace=table.workspace, viewer=viewer)
    return [(one.place.ref, one.reached.edge.why) for one in found.at(way)]


def test_a_tie_is_walked_both_ways(table: Table) -> None:
    tied(table)
    assert walked(table, table.heard, table.member, Way.ON) == [(table.action, WHY)]
    assert walked(table, table.action, table.member, Way.BACK) == [(table.heard, WHY)]
    assert walked(table, table.heard, table.member, Way.BACK) == []


def test_a_tie_that_was_ended_is_walked_no_more_and_kept_with_its_reason(table: Table) -> None:
    made = tied(table)
    untie(tie=made, because="They meant another place", by=table.officer)
    assert walked(table, table.heard, table.member, Way.ON) == []
    kept = Tie.objects.get()
    assert (kept.why, kept.ended_because, kept.ended_by) == (WHY, "They meant another place", table.officer)
    told = Event.objects.filter(verb__startswith="threads.").order_by("number").values_list("verb", flat=True)
    assert list(told) == ["threads.tied", "threads.untied"]
    with pytest.raises(rules.NotATie, match="ended already"):
        untie(tie=kept, because="Again", by=table.officer)


def test_two_things_that_were_untied_may_be_tied_again(table: Table) -> None:
    untie(tie=tied(table), because="They meant another place", by=table.officer)
    tied(table)
    assert walked(table, table.heard, table.member, Way.ON) == [(table.action, WHY)]


def test_whoever_may_not_see_an_end_sees_nothing_of_the_tie(table: Table) -> None:
    made = tied(table)
    assert walked(table, table.heard, table.commissioner, Way.ON) == []
    with pytest.raises(rules.NoSuchPlace):
        thread_of(table.action, workspace=table.workspace, viewer=table.commissioner)
    with pytest.raises(rules.NoSuchPlace):
        tie_of(made.pk, workspace=table.workspace, viewer=table.commissioner)
    assert near(table.heard, workspace=table.workspace, viewer=table.commissioner) == {Way.BACK: (), Way.ON: ()}
    assert near(table.heard, workspace=table.workspace, viewer=table.member)[Way.ON][0].place.ref == table.action


def test_nothing_of_another_partnership_can_be_tied_or_seen(table: Table) -> None:
    other = set_table("Moor")
    with pytest.raises(rules.NoSuchPlace):
        tie(workspace=table.workspace, earlier=other.heard, later=table.action, why=WHY, by=table.officer)
    with pytest.raises(rules.NoSuchPlace):
        place_of(other.action, workspace=table.workspace, viewer=table.officer)
    with pytest.raises(rules.NoSuchPlace):
        place_of(table.action, workspace=table.workspace, viewer=other.officer)
    assert not Tie.objects.exists()


def test_only_whoever_may_ties_and_unties(table: Table) -> None:
    with pytest.raises(NotPermitted):
        tie(workspace=table.workspace, earlier=table.heard, later=table.action, why=WHY, by=table.member)
    with pytest.raises(NotPermitted):
        untie(tie=tied(table), because="No", by=table.member)


@pytest.mark.parametrize("why", ["", "   ", "x" * 501])
def test_a_tie_says_why_in_so_many_words(table: Table, why: str) -> None:
    with pytest.raises(rules.NotATie):
        tie(workspace=table.workspace, earlier=table.heard, later=table.action, why=why, by=table.officer)


def test_a_tie_is_made_once_and_never_against_another_or_to_itself(table: Table) -> None:
    tied(table)
    with pytest.raises(rules.NotATie, match="tied already"):
        tied(table)
    with pytest.raises(rules.NotATie, match="other way"):
        tie(workspace=table.workspace, earlier=table.action, later=table.heard, why=WHY, by=table.officer)
    with pytest.raises(rules.NotATie, match="not on itself"):
        tie(workspace=table.workspace, earlier=table.action, later=table.action, why=WHY, by=table.officer)


@pytest.mark.parametrize("ref", [Ref("no.kind", "1"), Ref("action_log.action", "no identifier"), Ref("x", "")])
def test_what_is_no_place_is_said_to_be_none(table: Table, ref: Ref) -> None:
    with pytest.raises(rules.NoSuchPlace):
        thread_of(ref, workspace=table.workspace, viewer=table.officer)


def test_the_database_keeps_a_tie_whole(table: Table) -> None:
    made = tied(table)
    for wrong in (
        {"why": ""},
        {"ended_because": "no who"},
        {"later_kind": made.earlier_kind, "later_about": made.earlier_about},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Tie.objects.filter(pk=made.pk).update(**wrong)  # type: ignore[arg-type]


def test_an_action_without_evidence_is_found_until_it_is_tied(table: Table) -> None:
    def lacking() -> list[Ref]:
        found = gaps("actions", workspace=table.workspace, viewer=table.officer)
        return [gap.place.ref for gap in found]

    assert table.action in lacking()
    tied(table)
    assert table.action not in lacking()


def test_evidence_that_one_may_not_see_fills_no_gap_and_is_not_told(table: Table) -> None:
    tied(table)
    assert gaps("actions", workspace=table.workspace, viewer=table.commissioner) == ()


def test_the_page_of_a_thing_tells_its_neighbours(table: Table) -> None:
    tied(table)
    asked = BesideRequest(
        workspace=table.workspace, viewer=table.member, kind=table.action.kind, about=table.action.about,
        today=Action.objects.get(pk=table.action.about).agreed_on,
    )  # fmt: skip
    said = BESIDE(asked)
    assert said is not None
    assert said.drawn is not None
    assert [[item.why[: len(WHY)] for item in side.items] for side in said.drawn.context["sides"]] == [[WHY], []]
