"""The minutes as a paper: drafted from the record, agreed by a second person, corrected by a new edition."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from frankpledge.domain.meetings import rules
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.rules import State
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.statute.deadlines import in_words

KIND = "minutes"
FORMS = ("html", "docx", "odt", "pdf")


@transaction.atomic
def send_minutes(*, meeting: Meeting, tree: Document, by: User) -> Meeting:
    """Draft the minutes from the record as it stands and put them before whoever may agree them."""
    check_granted(GRANTS, Capability.MINUTE, workspace=meeting.workspace, user=by)
    rules.check_state(State(meeting.state), wanted=[State.HELD], deed="given minutes")
    if meeting.minutes is None:
        title = f"{tree.title}, {in_words(meeting.on)}"
        meeting.minutes = papers.create_paper(workspace=meeting.workspace, kind=KIND, title=title, tree=tree, by=by)
        meeting.save(update_fields=["minutes"])
    else:
        meeting.minutes = papers.revise_paper(paper=meeting.minutes, tree=tree, by=by)
    meeting.minutes = papers.send_for_review(paper=meeting.minutes, by=by)
    record("meetings.minutes_sent", meeting, by=by, facts={"on": meeting.on.isoformat()})
    return meeting


def return_minutes(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Return minutes to draft, with what is wrong in them."""
    meeting.minutes = papers.return_to_draft(paper=_paper(meeting), reason=reason, by=by)
    return meeting


def agree_minutes(*, meeting: Meeting, by: User, formats: Iterable[str] = FORMS) -> Edition:
    """Agree minutes as a true record: refused for whoever wrote them. They become an edition that never changes."""
    return papers.approve(paper=_paper(meeting), by=by, formats=formats)


def correct_minutes(*, meeting: Meeting, edition: Edition, tree: Document, note: str, by: User) -> Meeting:
    """Open agreed minutes again to put them right; the note is printed on the next edition."""
    check_granted(GRANTS, Capability.MINUTE, workspace=meeting.workspace, user=by)
    meeting.minutes = papers.correct(edition=edition, tree=tree, note=note, by=by)
    return meeting


def _paper(meeting: Meeting) -> Paper:
    if meeting.minutes is None:
        raise rules.NotAMeeting("it has no minutes yet.", cure="Send them for agreement first.")
    return meeting.minutes
