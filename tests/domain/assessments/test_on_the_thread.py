"""What an edition says is walked to: from a figure to the finding that quotes it, to what is done, and back."""

from __future__ import annotations

import pytest

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.threads.actions import tie
from frankpledge.ground.threads.queries import gaps, matching, thread_of
from frankpledge.ground.threads.rules import Ref, Way
from tests.guards.town import Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return build_town("Vale")


def one(town: Town, kind: str) -> Ref:
    """Return the one place of a kind."""
    found = matching(workspace=town.workspace, viewer=town.people[Role.OFFICER])
    (ref,) = [place.ref for _, place in found if place.ref.kind == kind]
    return ref


def walked(town: Town, ref: Ref, way: Way, role: Role = Role.OFFICER) -> list[str]:
    found = thread_of(ref, workspace=town.workspace, viewer=town.people[role])
    return [come.place.ref.kind for come in found.at(way)]


def test_a_figure_leads_to_its_finding_and_on_to_what_is_done_and_back(town: Town) -> None:
    figure, finding = one(town, "assessments.figure"), one(town, "assessments.finding")
    action = Ref("action_log.action", str(town.parts["identifier"]))
    assert finding in [gap.place.ref for gap in gaps("findings", workspace=town.workspace, viewer=town.everyone())]
    tie(workspace=town.workspace, earlier=finding, later=action, why="Lamps", by=town.people[Role.OFFICER])
    assert walked(town, figure, Way.ON)[:2] == ["assessments.finding", "action_log.action"]
    assert {"assessments.finding", "assessments.figure", "documents.edition"} <= set(walked(town, action, Way.BACK))
    assert finding not in [gap.place.ref for gap in gaps("findings", workspace=town.workspace, viewer=town.everyone())]


def test_a_finding_says_its_words_with_the_figure_printed(town: Town) -> None:
    found = thread_of(one(town, "assessments.finding"), workspace=town.workspace, viewer=town.people[Role.SCRUTINY])
    assert found.place.title == "Vale lamps went out 34 times."
    assert not found.place.over


def test_a_draft_is_no_place(town: Town) -> None:
    kinds = [place.words for kind, place in matching(workspace=town.workspace, viewer=town.everyone())
             if kind.kind == "documents.edition"]  # fmt: skip
    assert kinds == ["The newest"]
