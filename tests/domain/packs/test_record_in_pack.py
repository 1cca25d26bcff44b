"""What an agenda draws from the record stands in the pack of whoever may see the logs, and in no open version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.packs.actions.building import LOOK, ask_to_look
from frankpledge.domain.packs.documents.leaving import as_html, as_pdf
from frankpledge.domain.packs.jobs import build_pack
from frankpledge.domain.packs.models import Pack, Part
from frankpledge.domain.packs.presenters.pack import lines
from frankpledge.domain.packs.queries.reading import open_version, parts_of, seen_by
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.jobs.models import JobRun
from tests.domain.bodies.stage import Stage
from tests.domain.packs.conftest import TODAY
from tests.domain.packs.test_pack import marked, pages_of

pytestmark = pytest.mark.django_db
WORD = "Quayside"
"""A word that stands in nothing but the action log."""


def undertaken(stage: Stage, due: date) -> Undertaken:
    return Undertaken(f"Light the {WORD}", stage.board, stage.organisations["council"], TODAY, due)


@pytest.fixture
def board(stage: Stage, workspace: Workspace, officer: User) -> Meeting:
    """Return a board to come, on whose agenda an action stands that falls due."""
    add_action(workspace=workspace, given=undertaken(stage, TODAY + timedelta(days=9)), by=officer)
    return plan_meeting(workspace=workspace, body=stage.board, on=TODAY + timedelta(days=30), by=officer)


@pytest.fixture
def pack(board: Meeting, officer: User) -> Pack:
    return build_pack(board, by=officer)


def record_of(pack: Pack) -> Part:
    return next(one for one in parts_of(pack) if one.title.startswith("From the record: Actions"))


def test_the_action_that_is_due_stands_on_a_page_of_its_own_in_both_forms(pack: Pack, officer: User) -> None:
    seen, part = seen_by(officer, pack=pack), record_of(pack)
    pages = pages_of(as_pdf(seen))
    assert WORD in pages[str(part.first)]
    assert "Late. " in pages[str(part.first)]
    marks = dict(marked(as_html(seen)))
    assert list(marks) == list(pages)
    assert WORD in marks[str(part.first)]


def test_the_open_version_and_scrutiny_see_a_sheet_and_the_same_numbers(
    pack: Pack, officer: User, people: dict[Role, User]
) -> None:
    part, whole = record_of(pack), pages_of(as_pdf(seen_by(officer, pack=pack)))
    for seen in (open_version(pack), seen_by(people[Role.SCRUTINY], pack=pack)):
        said = pages_of(as_pdf(seen))
        assert WORD not in " ".join(said.values())
        assert WORD not in as_html(seen).decode()
        assert "What the record says stands here" in said[str(part.first)]
        assert list(said) == list(whole)
        line = next(one for one in lines(seen) if one.title == part.title)
        assert (line.withheld, line.restricted, line.members) == (True, False, True)


def test_whoever_may_see_the_logs_reads_them_without_a_seat(pack: Pack, people: dict[Role, User]) -> None:
    seen = seen_by(people[Role.ANALYST], pack=pack)
    assert record_of(pack).key not in seen.withheld


def test_the_logs_alone_do_not_make_a_pack_sensitive(pack: Pack, officer: User) -> None:
    said = " ".join(pages_of(as_pdf(seen_by(officer, pack=pack))).values())
    assert "OFFICIAL-SENSITIVE" not in said
    assert "Restricted" not in said


def test_a_pack_is_stale_once_the_log_says_something_else(
    pack: Pack, stage: Stage, workspace: Workspace, officer: User
) -> None:
    assert not seen_by(officer, pack=pack).stale
    add_action(workspace=workspace, given=undertaken(stage, TODAY + timedelta(days=8)), by=officer)
    assert seen_by(officer, pack=pack).stale
    assert ask_to_look(workspace.pk) is not None
    assert ask_to_look(workspace.pk) is None, "one look waits already"
    assert JobRun.objects.filter(workspace=workspace, name=LOOK).count() == 1


def test_a_body_that_owes_nothing_has_no_page_of_it(stage: Stage, workspace: Workspace, officer: User) -> None:
    bare = plan_meeting(workspace=workspace, body=stage.board, on=TODAY + timedelta(days=30), by=officer)
    built = build_pack(bare, by=officer)
    assert not [one for one in parts_of(built) if one.title.startswith("From the record: Actions")]
