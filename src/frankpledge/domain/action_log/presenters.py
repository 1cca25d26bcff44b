"""The action log in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from frankpledge.domain.action_log.actions import ask_for_report
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import Kept, Line, Owes, Tally, line_of
from frankpledge.domain.action_log.rules import Progress, Status, days_in_words, in_words
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeContribution, HomeSection, Need
from frankpledge.ground.telling import Reminded
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Happened, Row, Table

HEAD = (
    "number", "reference", "wording", "group", "organisation", "person", "deputy", "agreed_on", "due", "first_due",
    "slips", "status", "closed_on", "said", "last_words", "last_said_on", "evidence", "asks_for", "evidence_wanted",
    "origin",
)  # fmt: skip
KEPT_HEAD = (
    Column("Organisation"), Column("Open", right=True), Column("Late", right=True),
    Column("Median days late", right=True),
    Column("Most days late", right=True), Column("Date moved", right=True), Column("Completed, on their first date"),
)  # fmt: skip
SHOWN_AT_HOME = 5


def due_words(due: date | None) -> str:
    """Return a date by which, or that there is none."""
    return in_words(due) if due else "ongoing"


def standing_cell(line: Line) -> str:
    """Return how an action stands, marked where it is late."""
    words = line.standing.words[:1].upper() + line.standing.words[1:]
    return component("tag", words=words, kind="late") if line.standing.late else words


def lines_table(lines: Iterable[Line], slug: str, *, choose: bool = False) -> Table:
    """Return actions as a table; with a box before each that is open, by which it is chosen."""
    columns = (
        Column("Action"), Column("Group"), Column("Organisation"), Column("By"), Column("Standing"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                f"{line.number}. {line.wording}",
                line.body,
                f"{line.organisation}{f': {line.person}' if line.person else ''}",
                due_words(line.due) + (f", moved {_times(line.slips)}" if line.slips else ""),
                standing_cell(line),
            ),
            href=reverse("action_log:one", args=(slug, line.id)),
            choose=str(line.number) if choose and line.status is Status.OPEN else "",
        )
        for line in lines
    )
    return Table("Actions", columns, rows, caption_hidden=True)


def _times(slips: int) -> str:
    return {1: "once", 2: "twice"}.get(slips, f"{slips} times")


def facts(found: Tally) -> tuple[Fact, ...]:
    """Return how many are open, late, and had their date moved, of the lines shown."""
    oldest = f"the oldest by {days_in_words(found.oldest)}" if found.late else "none is late"
    return (
        Fact("Open", f"{found.open:,}", "of the actions shown"),
        Fact("Late", f"{found.late:,}", oldest),
        Fact("Date moved", f"{found.slipped:,}", "open, and not due on their first date"),
    )


def kept_table(kept: Iterable[Kept]) -> Table:
    """Return how organisations keep their word."""
    rows = tuple(
        Row(
            (
                one.organisation,
                f"{one.open:,}",
                f"{one.late:,}",
                "–" if one.median_days_late is None else f"{one.median_days_late:,.0f}",
                "–" if one.oldest_days_late is None else f"{one.oldest_days_late:,}",
                f"{one.slipped:,}",
                f"{one.on_time:,} of {one.ended:,}" if one.ended else "none completed",
            )
        )
        for one in kept
    )
    return Table("How organisations keep their word", KEPT_HEAD, rows, caption_hidden=True)


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the lines shown as a list that leaves."""
    rows = tuple(_cells(line) for line in lines)
    return Listing("actions", f"Actions on {in_words(today)}", HEAD, rows, today)


def _cells(line: Line) -> tuple[Cell, ...]:
    return (
        line.number, line.reference or None, line.wording, line.body, line.organisation, line.person, line.deputy,
        line.agreed_on, line.due, line.first_due, line.slips, line.status.value, line.closed_on,
        line.said.value if line.said else None,
        line.last_words, line.last_at.date() if line.last_at else None, line.evidence, line.asks_for,
        line.evidence_wanted or None, line.origin or None,
    )  # fmt: skip


# ---- one action ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActionPage:
    """One action: how it stands, who does it, and all that happened to it."""

    line: Line
    caption: str
    details: tuple[tuple[str, str], ...]
    happened: tuple[Happened, ...]


def action_page(action: Action, line: Line) -> ActionPage:
    """Return the page of an action."""
    details = [
        ("Organisation", line.organisation),
        ("Person", line.person or "nobody named"),
        ("Deputy", line.deputy or "nobody named"),
        ("Agreed on", in_words(line.agreed_on)),
        ("By", due_words(line.due)),
        ("First date", due_words(line.first_due)),
        ("To show that it is done", action.evidence_wanted or "not said"),
    ]
    if action.reference:
        details.append(("Number in its plan", action.reference))
    if action.origin:
        details.append(("Agreed at", action.origin))
    if line.evidence:
        details.append(("Evidence", line.evidence))
    return ActionPage(line, f"Action {line.number} · {line.body}", tuple(details), tuple(_happened(action)))


def _happened(action: Action) -> list[Happened]:
    told = [Happened(action.recorded_at, action.recorded_by.name, "recorded it")]
    told += [
        Happened(
            slip.at, slip.by.name, f"moved its date from {due_words(slip.was)} to {due_words(slip.now)}: {slip.reason}"
        )
        for slip in action.slips.all()
    ]
    for one in action.reports.all():
        words = ": ".join(filter(None, (f"said “{Progress(one.said).label.lower()}”", one.words)))
        words += f" Evidence: {one.evidence}" if one.evidence else ""
        words += f" Asked for {in_words(one.asks_for)}." if one.asks_for else ""
        told.append(Happened(one.at, one.in_name_of, words))
    return sorted(told, key=lambda one: one.at, reverse=True)


# ---- home ------------------------------------------------------------------------------------------------------------


def home_needs(found: QuerySet[Action], slug: str, *, keeper: bool, on: date) -> HomeContribution:
    """Return what waits for the reader: their own actions that are late or soon due; for the keeper, requests too."""
    lines = [line_of(one, on=on) for one in found[:SHOWN_AT_HOME]]
    shown = tuple(
        Need(
            title=f"Action {line.number}: {line.wording}",
            href=reverse("action_log:one", args=(slug, line.id)),
            words=_why(line),
            due=line.due,
            tag=line.standing.words[:1].upper() + line.standing.words[1:],
            late=line.standing.late,
        )
        for line in lines
    )
    more = found.count() - SHOWN_AT_HOME if keeper else 0
    if more > 0:
        rest = Need(
            title=f"{more:,} more actions are late, or ask for another date",
            href=f"{reverse('action_log:list', args=(slug,))}?state=late",
            words="See the action log.",
        )
        shown = (*shown, rest)
    return HomeContribution(needs=shown)


def owed_sections(owed: Iterable[Owes], slug: str) -> tuple[HomeSection, ...]:
    """Return what each of the reader's organisations owes, to stand beside what needs them."""
    return tuple(
        HomeSection(
            title=one.name,
            template="action_log/owed.html",
            context={
                "open": len(one.lines),
                "late": [line for line in one.lines if line.standing.late][:SHOWN_AT_HOME],
                "all_late": sum(line.standing.late for line in one.lines),
                "href": f"{reverse('action_log:list', args=(slug,))}?{urlencode({'organisation': one.id})}",
                "slug": slug,
            },
            order=20,
            place="side",
        )
        for one in owed
    )


def neutral(line: Line) -> str:
    """Return an action as a mail may name it: its number and its date, and nothing of what it is about."""
    asked = "; another date is asked for" if line.asks_for else ""
    return f"Action {line.number}, due {due_words(line.due)}: {line.standing.words}{asked}"


def reminder(action: Action, line: Line, *, contact: str = "") -> Reminded:
    """Return an action as whoever does it is reminded of it: the person, the deputy, or the organisation's contact."""
    people = [one for one in (action.person, action.deputy) if one is not None and one.withdrawn_at is None]
    account = next((one.user for one in people if one.user is not None), None)
    return Reminded(
        id=f"action:{action.pk}:{line.standing.kind}",
        key=str(action.organisation_id),
        whom=action.organisation.name,
        account=account,
        address=next((one.email for one in people if one.email), contact),
        title=f"Action {line.number}: {line.wording} ({line.standing.words})",
        neutral=neutral(line),
        href=reverse("action_log:one", args=(action.workspace.slug, action.pk)),
        link=lambda by, days: ask_for_report(action=action, days=days, by=by, beside=True).path,
    )


def _why(line: Line) -> str:
    if line.asks_for:
        return f"{line.organisation} asks for {in_words(line.asks_for)}: {line.last_words}"
    told = f": {line.standing.contradicts}" if line.standing.contradicts else ""
    return f"{line.organisation}, {line.body}{told}."
