"""What was sent up, in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Matter, standing_of
from frankpledge.domain.escalations.rules import Deed, Standing, State
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import Agenda, HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Happened, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = (
    "number", "from", "to", "about", "asked", "why", "sent_on", "answer_wanted_by", "state", "agenda", "answer",
    "decision", "closed_on", "answer_read",
)  # fmt: skip
SHOWN_AT_HOME = 5


def wanted_words(by_when: date | None) -> str:
    """Return by when an answer is wanted."""
    return in_words(by_when) if by_when else "when it next meets"


def standing_cell(found: Standing) -> str:
    """Return how an escalation stands, marked where it is late."""
    words = found.words[:1].upper() + found.words[1:]
    return component("tag", words=words, kind="late") if found.late else words


def lines_table(found: Iterable[Escalation], slug: str, *, today: date) -> Table:
    """Return escalations as a table."""
    rows = tuple(
        Row(
            (
                f"{one.number}. {one.about_words}",
                one.asks,
                f"{one.from_body} to {one.to_body}",
                wanted_words(one.by_when),
                standing_cell(standing_of(one, on=today)),
            ),
            href=reverse("escalations:one", args=(slug, one.pk)),
        )
        for one in found
    )
    columns = (Column("Sent up"), Column("Asked"), Column("From and to"), Column("Answer by"), Column("Standing"))
    return Table("What was sent up", columns, rows, caption_hidden=True)


def facts(found: Iterable[Escalation], *, today: date) -> tuple[Fact, ...]:
    """Return how many are open, late and on an agenda, of those shown."""
    still = [one for one in found if State(one.state).is_open]
    late = sum(standing_of(one, on=today).late for one in still)
    placed = sum(one.state == State.ON_AGENDA for one in still)
    return (
        Fact("Open", f"{len(still):,}", "of those shown, without an answer"),
        Fact("Late", f"{late:,}", "an answer was wanted by now" if late else "none is late"),
        Fact("On an agenda", f"{placed:,}", "of those that are open"),
    )


def listing(found: Iterable[Escalation], *, today: date) -> Listing:
    """Return the escalations shown as a list that leaves."""
    rows = tuple(
        (
            one.number, one.from_body.name, one.to_body.name, one.about_words, one.asks, one.why, one.sent_on,
            one.by_when, one.state, one.agenda_words, one.answer, one.decision, one.closed_on,
            one.read_at.date() if one.read_at else None,
        )
        for one in found
    )  # fmt: skip
    return Listing("escalations", f"What was sent up, on {in_words(today)}", HEAD, rows, today)


# ---- one -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EscalationPage:
    """One escalation: what it is about, how it stands, and all that was done with it."""

    one: Escalation
    standing: Standing
    caption: str
    matter: Matter
    agenda: Matter | None
    decided: str
    details: tuple[tuple[str, str], ...]
    happened: tuple[Happened, ...]


def escalation_page(
    one: Escalation, matter: Matter, agenda: Matter | None, *, coming: Iterable[Agenda], today: date
) -> EscalationPage:
    """Return the page of an escalation with its steps."""
    decided = f"Decision {one.decision} of {one.to_body}" if one.decision else ""
    details = (
        ("Sent up by", one.from_body.name),
        ("Asked of", one.to_body.name),
        ("Sent on", in_words(one.sent_on)),
        ("Answer wanted by", wanted_words(one.by_when)),
        ("Who waits for it", one.sender.name),
        *_next_time(one, coming),
    )
    return EscalationPage(
        one=one,
        standing=standing_of(one, on=today),
        caption=f"Escalation {one.number} · {one.from_body} to {one.to_body}",
        matter=matter,
        agenda=agenda,
        decided=decided,
        details=details,
        happened=tuple(reversed([_happened(step.deed, step) for step in one.steps.all()])),
    )


def _next_time(one: Escalation, coming: Iterable[Agenda]) -> Iterable[tuple[str, str]]:
    """Yield when the group that is asked meets next, and under which item it takes up what was sent up."""
    following = next(iter(coming), None)
    if following is not None:
        under = f", under item {following.under}" if following.under else ""
        yield f"{one.to_body} meets next", f"{in_words(following.on)}{under}"


def _happened(deed: str, step: object) -> Happened:
    words, label = getattr(step, "words", ""), Deed(deed).label
    return Happened(step.at, step.by.name, f"{label}: {words}" if words else label)  # type: ignore[attr-defined]


# ---- elsewhere -----------------------------------------------------------------------------------------------------


def need_of(one: Escalation, slug: str, *, today: date) -> Need:
    """Return an escalation as something that waits."""
    found = standing_of(one, on=today)
    answered = one.state == State.ANSWERED
    told = f"{one.to_body} answered: {one.answer}" if answered else f"{one.from_body} asks {one.to_body}: {one.asks}."
    told += f" On the agenda: {one.agenda_words}." if one.state == State.ON_AGENDA else ""
    return Need(
        title=f"Escalation {one.number}: {one.about_words}",
        href=reverse("escalations:one", args=(slug, one.pk)),
        words=told,
        due=one.by_when,
        tag=found.short[:1].upper() + found.short[1:],
        late=found.late,
    )


def home_needs(found: Iterable[Escalation], slug: str, *, today: date) -> HomeContribution:
    """Return what waits for the reader: answers to note, and what has no answer yet."""
    needs = [need_of(one, slug, today=today) for one in found]
    shown = tuple(needs[:SHOWN_AT_HOME])
    if more := len(needs) - len(shown):
        words = "1 more waits for an answer" if more == 1 else f"{more:,} more wait for an answer"
        shown = (*shown, Need(words, reverse("escalations:list", args=(slug,)), "See what was sent up."))
    return HomeContribution(needs=shown)
