"""One duty on its page: the law, how its days are reckoned, what proves it, and what started its clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from frankpledge.domain.duties.models import DutyEvent, Evidence
from frankpledge.domain.duties.presenters.words import (
    CLOCKS,
    NATIONS,
    due_words,
    evidence_words,
    for_words,
    force_words,
    law_words,
    state_part,
)
from frankpledge.domain.duties.queries.register import Owed
from frankpledge.domain.duties.rules import Kind
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import state_of
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import PARTS, Duty, bodies, event_kinds
from frankpledge.statute.obligations import Happening, State, event_due
from frankpledge.statute.reckoning import reckoning

_TRIGGERS = {
    "standing": "Always",
    "yearly": "Once in every year from 1 April",
    "quarterly": "For every quarter",
    "rolling": "At least once in so many months",
    "power": "A power: nobody must",
    "rule": "A rule for reckoning",
}
_UNITS = {"days": "day", "working_days": "working day", "clear_days": "clear working day", "months": "month"}


@dataclass(frozen=True)
class OwedPart:
    """One obligation on the page of its duty. `key` is what new evidence of it is recorded for."""

    title: str
    state: str
    due: str
    reckoned: str
    evidence: str
    why_not: str
    prove: str


def clock_words(duty: Duty) -> str:
    """Return the clock in words: what starts it, how long it runs, and who set the time."""
    started = event_kinds()[duty.starts].label if duty.starts else _TRIGGERS[duty.trigger]
    said = [f"{started}{_runs(duty)}."]
    if duty.clock is not None:
        said.append(CLOCKS[duty.clock])
    elif duty.trigger == "event":
        said.append("No day is set.")
    return " ".join(said)


def _runs(duty: Duty) -> str:
    """Return how long the clock runs, as the rest of a sentence."""
    if duty.trigger == "yearly" and duty.by:
        month, day = duty.by.split("-")
        return f", by {int(day)} {_MONTHS[int(month) - 1]}"
    if duty.trigger == "quarterly":
        return ", by the end of the next"
    if duty.review_months is not None:
        return f", looked at again every {_many(duty.review_months, 'month')}"
    if duty.unit == "given":
        return ": by the day that is named"
    if duty.within is None or duty.unit is None:
        return ""
    if not duty.within:
        return ": on that day"
    return f": {_many(duty.within, _UNITS[duty.unit])} {'before' if duty.unit == 'clear_days' else 'after'}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def law_details(duty: Duty) -> tuple[tuple[str, str], ...]:
    """Return the law of a duty as names and values."""
    kinds = bodies()
    told = (
        ("Who is bound", duty.who),
        ("Kinds of body", ", ".join(kinds[name].label for name in duty.bodies)),
        ("Clock", clock_words(duty)),
        ("Evidence wanted", duty.evidence),
        ("Provision", duty.provision),
        ("Holds in", f"{NATIONS[duty.nation]}{', two-tier counties only' if duty.two_tier_only else ''}"),
        ("In force", force_words(duty)),
        ("How sure we are", law_words(duty)),
        ("Note", duty.note or ""),
    )
    return tuple((name, value) for name, value in told if value)


def owner_details(owed: Owed) -> tuple[tuple[str, str], ...]:
    """Return who answers for a duty as names and values."""
    row = owed.responsibility
    deputy = row.deputy.name if row and row.deputy else "–"
    return (("Who answers", owed.owner or "Nobody yet"), ("Deputy", deputy))


def caption_of(duty: Duty) -> str:
    """Return what stands above the title of a duty."""
    return f"{duty.id} · {PARTS[duty.part]}"


def owed_parts(owed: Iterable[Owed], slug: str, *, may_prove: bool) -> tuple[OwedPart, ...]:
    """Return what is owed in a year by one duty, each with its reckoning and the address where it can be proved."""
    return tuple(
        OwedPart(
            title=for_words(one) or f"In the year {one.obligation.key}",
            state=state_part(one.obligation),
            due=due_words(one.obligation),
            reckoned=reckoning(one.obligation),
            evidence=evidence_words(one.evidence),
            why_not=one.obligation.why_not,
            prove=_address(one, slug) if may_prove and _can_be_proved(one) else "",
        )
        for one in owed
    )


def _can_be_proved(one: Owed) -> bool:
    return one.obligation.state not in (State.NOT_APPLICABLE, State.NOT_IN_FORCE)


def _address(one: Owed, slug: str) -> str:
    key = "" if one.duty.trigger in ("standing", "rolling") else one.obligation.key
    return f"{reverse('duties:prove', args=(slug, one.duty.id))}?{urlencode({'for': key})}"


def held_choices(owed: Iterable[Owed]) -> tuple[Choice, ...]:
    """Return what Frankpledge itself holds that proves a duty, each once, as links."""
    held = {shown.href: shown for one in owed for shown in one.evidence if shown.held}
    return tuple(Choice(shown.words, shown.href, in_words(shown.on)) for shown in held.values())


def evidence_table(found: Iterable[Evidence], slug: str, *, events: dict[str, str]) -> Table:
    """Return the evidence that was recorded for a duty. `events`: the words of events by the key of what they start."""
    rows = tuple(
        Row(
            (
                one.words,
                in_words(one.on),
                events.get(one.key, one.key) or "always",
                Kind(one.kind).label,
                one.recorded_by.name,
                _standing(one),
            ),
            href=reverse("duties:evidence", args=(slug, one.pk)),
            quiet=one.withdrawn_at is not None,
        )
        for one in found
    )
    columns = (
        Column("Evidence"), Column("Of"), Column("For"), Column("Kind"), Column("Recorded by"), Column("State"),
    )  # fmt: skip
    return Table("Evidence", columns, rows, caption_hidden=True)


def _standing(one: Evidence | DutyEvent) -> str:
    if one.withdrawn_at is not None:
        return component("tag", words="Withdrawn")
    return component("state", kind="present", words="Stands")


def evidence_details(one: Evidence, *, duty: Duty, event: str) -> tuple[tuple[str, str], ...]:
    """Return one piece of evidence as names and values."""
    told = (
        ("Duty", f"{duty.id} {duty.title}"),
        ("For", event or one.key or "always"),
        ("Of", in_words(one.on)),
        ("Kind", Kind(one.kind).label),
        ("Recorded by", f"{one.recorded_by.name}, {in_words(one.recorded_at.date())}"),
        ("Withdrawn", _withdrawn_words(one)),
    )
    return tuple((name, value) for name, value in told if value)


def _withdrawn_words(one: Evidence | DutyEvent) -> str:
    if one.withdrawn_at is None or one.withdrawn_by is None:
        return ""
    return f"{in_words(one.withdrawn_at.date())}, by {one.withdrawn_by.name}"


def events_table(found: Iterable[DutyEvent], slug: str) -> Table:
    """Return what started clocks."""
    kinds = event_kinds()
    rows = tuple(
        Row(
            (
                one.words,
                kinds[one.kind].label if one.kind in kinds else one.kind,
                in_words(one.on),
                in_words(one.given) if one.given else "–",
                _standing(one),
            ),
            href=reverse("duties:event", args=(slug, one.pk)),
            quiet=one.withdrawn_at is not None,
        )
        for one in found
    )
    columns = (Column("Event"), Column("What happened"), Column("On"), Column("Day that it names"), Column("State"))
    return Table("Events", columns, rows, caption_hidden=True)


def event_details(one: DutyEvent) -> tuple[tuple[str, str], ...]:
    """Return one event as names and values."""
    kind = event_kinds().get(one.kind)
    told = (
        ("What happened", kind.label if kind else one.kind),
        ("On", in_words(one.on)),
        ((kind.asks if kind and kind.asks else "Day that it names"), in_words(one.given) if one.given else ""),
        ("Recorded by", f"{one.recorded_by.name}, {in_words(one.recorded_at.date())}"),
        ("Withdrawn", _withdrawn_words(one)),
    )
    return tuple((name, value) for name, value in told if value)


def started_by(one: DutyEvent, duties: Iterable[Duty], slug: str) -> tuple[Choice, ...]:
    """Return the duties whose clock an event starts, with the day by which each is due."""
    happening = Happening(id=str(one.pk), kind=one.kind, on=one.on, given=one.given)
    return tuple(
        Choice(duty.title, reverse("duties:one", args=(slug, duty.id)), _by_words(duty, happening))
        for duty in duties
        if duty.starts == one.kind and duty.in_force(one.on)
    )


def proof_choices(found: QuerySet[Evidence], event: DutyEvent, slug: str) -> tuple[Choice, ...]:
    """Return the evidence that was recorded for what an event started, as links."""
    kept = found.filter(key=f"event:{event.pk}")
    return tuple(
        Choice(one.words, reverse("duties:evidence", args=(slug, one.pk)), f"{one.duty}, {in_words(one.on)}")
        for one in kept
    )


def _by_words(duty: Duty, happening: Happening) -> str:
    due = event_due(duty, happening)
    return f"by {in_words(due)}" if due else "no day is set"


def feed_lines(found: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    """Return the calendars that were given out, and what became of each."""
    return tuple((link.to_whom, f"{state_of(link).label}, to {in_words(link.expires_at.date())}") for link in found)
