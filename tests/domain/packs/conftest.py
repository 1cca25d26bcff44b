from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.meetings.actions.planning import ItemFacts, amend_item, plan_meeting
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.actions.papers import File, PaperFacts, send_paper
from frankpledge.domain.packs.jobs import build_pack
from frankpledge.domain.packs.models import Pack, Paper
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage, set_table
from tests.ground.documents.sent_files import pdf, word

TODAY = date(2025, 12, 2)
SECRET = "Ashcombe"
"""A word that stands in nothing but what is restricted."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def meeting(stage: Stage, workspace: Workspace, officer: User) -> Meeting:
    """Return a board to come, of which the fourth item is restricted."""
    made = plan_meeting(workspace=workspace, body=stage.board, on=TODAY + timedelta(days=30), place="Hall", by=officer)
    fourth = made.items.get(order=4)
    given = ItemFacts(fourth.title, marking=Marking.RESTRICTED, asks=f"to visit {SECRET}", because="It names a place.")
    amend_item(item=fourth, given=given, by=officer)
    return made


def item(meeting: Meeting, order: int) -> Item:
    return meeting.items.select_related("meeting__workspace", "meeting__body", "workspace").get(order=order)


def send(
    meeting: Meeting, by: User, *, order: int = 3, file: bytes = b"", because: str = "", title: str = "Wardens"
) -> Paper:
    """Send a paper for an item: a PDF of three pages, if no other file is given."""
    marking = Marking.RESTRICTED if because else Marking.OPEN
    content = file or pdf("The wardens began in October.", "They walk at night.", "They cost 12,000 pounds.")
    given = PaperFacts(title, "Head of public protection", marking, because)
    return send_paper(item=item(meeting, order), given=given, file=File("wardens.pdf", content), by=by)


@pytest.fixture
def packed(meeting: Meeting, officer: User) -> Pack:
    """Return a pack of an open PDF, an open Word file, and a restricted PDF under the restricted item."""
    send(meeting, officer)
    send(meeting, officer, order=5, title="Lighting", file=word("Lamps", "Forty lamps are out.", "Ten are mended."))
    secret = pdf(f"The house at {SECRET}.", f"{SECRET} again.")
    send(meeting, officer, order=4, title=f"Visit to {SECRET}", file=secret, because="It names a place.")
    return build_pack(meeting, by=officer)


@pytest.fixture
def sitter(stage: Stage, people: dict[Role, User], officer: User) -> User:
    """Return a board member who sits at the table for the council."""
    tie_account(person=stage.people["council"], account=people[Role.MEMBER], by=officer)
    return people[Role.MEMBER]
