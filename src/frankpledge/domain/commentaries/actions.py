"""Writing a commentary, sending it, approving what another wrote, returning it, and opening it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from frankpledge.domain.commentaries import rules
from frankpledge.domain.commentaries.models import ApprovedWords, Commentary
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.queries import line_now, line_to_tell, there_for, words_of
from frankpledge.domain.commentaries.queries.quoted import quotable
from frankpledge.domain.commentaries.rules import State, Words
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.narrative.rules import figure_as_json
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def write_commentary(*, indicator: Indicator, until: date | None, words: Words, by: User) -> Commentary:
    """Write, or write anew, what is said of an indicator for the period that ends on a day (the newest without one).

    Its quoted figures are accepted as they stand now. Refused while it is out for approval, or approved.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=indicator.workspace, user=by)
    line = line_to_tell(indicator, until)
    said = rules.tidy(words)
    figures = _accepted(said, line)
    one = there_for(indicator, starts=line.shown.starts, ends=line.shown.ends)
    if one is not None:
        rules.check_state(one.state, wanted=State.DRAFT, deed="changed")
    one = one or Commentary(
        workspace=indicator.workspace, indicator=indicator, starts=line.shown.starts, ends=line.shown.ends
    )
    one.happened, one.why, one.next, one.figures = said.happened, said.why, said.next, figures
    one.written_by, one.written_at = by, clock.now()
    one.save()
    record("commentaries.written", one, by=by, facts=_facts(one))
    return one


def _accepted(said: Words, line: Line) -> dict[str, Any]:
    """Return the figures that words quote, as they are printed now. Refused where they quote one that there is not."""
    known = quotable(line)
    rules.check_words(said, known)
    return {name: figure_as_json(known[name]) for name in said.quoted}


@transaction.atomic
def take_figures(*, commentary: Commentary, by: User) -> Commentary:
    """Accept the figures that a draft quotes as they are printed now. Refused for a commentary that is no draft."""
    check_granted(GRANTS, Capability.WRITE, workspace=commentary.workspace, user=by)
    rules.check_state(commentary.state, wanted=State.DRAFT, deed="changed")
    line = line_now(commentary)
    if line is not None:
        commentary.figures = _accepted(words_of(commentary), line)
    commentary.written_by, commentary.written_at = by, clock.now()
    commentary.save(update_fields=["figures", "written_by", "written_at"])
    record("commentaries.figures_taken", commentary, by=by, facts=_facts(commentary))
    return commentary


@transaction.atomic
def send_commentary(*, commentary: Commentary, by: User) -> Commentary:
    """Send a commentary to whoever may approve it. Refused where it does not say what happened."""
    check_granted(GRANTS, Capability.WRITE, workspace=commentary.workspace, user=by)
    rules.check_state(commentary.state, wanted=State.DRAFT, deed="sent")
    rules.check_complete(words_of(commentary))
    _move(commentary, State.SENT)
    record("commentaries.sent", commentary, by=by, facts=_facts(commentary))
    return commentary


@transaction.atomic
def approve_commentary(
    *, commentary: Commentary, by: User, because: str = "", at: datetime | None = None
) -> ApprovedWords:
    """Approve a commentary (`at` for history) and return its text, kept for ever. Refused for whoever wrote it."""
    check_granted(GRANTS, Capability.APPROVE, workspace=commentary.workspace, user=by)
    rules.check_state(commentary.state, wanted=State.SENT, deed="approved")
    rules.check_second_person(author=commentary.written_by_id, approver=by.pk)
    text = ApprovedWords.objects.create(
        workspace=commentary.workspace,
        commentary=commentary,
        number=commentary.approved.count() + 1,
        happened=commentary.happened,
        why=commentary.why,
        next=commentary.next,
        figures=commentary.figures,
        because=because.strip()[:500],
        written_by=commentary.written_by,
        approved_by=by,
        approved_at=at or clock.now(),
    )
    _move(commentary, State.APPROVED)
    record("commentaries.approved", commentary, by=by, facts=_facts(commentary))
    return text


@transaction.atomic
def return_commentary(*, commentary: Commentary, reason: str, by: User) -> Commentary:
    """Return a commentary to its author, with what is wrong in it."""
    check_granted(GRANTS, Capability.APPROVE, workspace=commentary.workspace, user=by)
    rules.check_state(commentary.state, wanted=State.SENT, deed="returned")
    _move(commentary, State.DRAFT, because=rules.check_reason(reason, what="a return"))
    record("commentaries.returned", commentary, by=by, facts=_facts(commentary))
    return commentary


@transaction.atomic
def reopen_commentary(*, commentary: Commentary, reason: str, by: User) -> Commentary:
    """Open an approved commentary to write it anew; what was approved stays as it was."""
    check_granted(GRANTS, Capability.WRITE, workspace=commentary.workspace, user=by)
    rules.check_state(commentary.state, wanted=State.APPROVED, deed="opened again")
    _move(commentary, State.DRAFT, because=rules.check_reason(reason, what="opening it again"))
    record("commentaries.reopened", commentary, by=by, facts=_facts(commentary))
    return commentary


@transaction.atomic
def hand_over(*, commentary: Commentary, to: User, by: User) -> None:
    """Let another write on what somebody began who leaves."""
    check_granted(GRANTS, Capability.WRITE, workspace=commentary.workspace, user=to)
    commentary.written_by = to
    commentary.save(update_fields=["written_by"])
    record("commentaries.handed_over", commentary, by=by, facts=_facts(commentary))


def _move(one: Commentary, state: State, *, because: str = "") -> None:
    one.state, one.returned_because = state, because
    one.save(update_fields=["state", "returned_because"])


def _facts(one: Commentary) -> dict[str, str | int]:
    return {"indicator": one.indicator.name, "until": one.ends.isoformat()}
