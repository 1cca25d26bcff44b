"""What changed in a quarter: indicators with a signal, values restated, definitions and targets that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.indicators.models import Definition, Target
from frankpledge.domain.indicators.queries.drawn import aimed_at
from frankpledge.domain.indicators.queries.history import Restated
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.deadlines import in_words

AT_HOME = 3
COLUMNS = (
    Column("Indicator"), Column("Period"), Column("Was", right=True), Column("Is", right=True),
    Column("Restated by", right=True), Column("Known on"), Column("Why"), Column("Documents that used it"),
)  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """Definitions and targets that began in a quarter, as links."""

    definitions: tuple[Choice, ...]
    targets: tuple[Choice, ...]


def said(line: Line) -> str:
    """Return in a sentence how an indicator changed."""
    return f"{line.judged.signal.said}: {line.printed}, {line.shown.label}. {line.judged.signal.note}"


def unsaid(lines: Sequence[Line], first: date) -> str:
    """Return of how many indicators a quarter that began on a day says nothing; empty where every one has a figure."""
    known = sum(line.shown.figure is not None and line.shown.ends >= first for line in lines)
    if known == len(lines):
        return ""
    return f"{known} of {len(lines)} indicators have a figure of this quarter. Of the others nothing can be said."


def restated_table(found: Sequence[Restated], slug: str, used: dict[UUID, str]) -> Table:
    """Return restated values, each with the documents that used what stood there before."""
    rows = []
    for one in found:
        value = one.after.value
        rows.append(
            Row(
                (
                    value.indicator.name,
                    one.label,
                    printed(one.before.figure, value.definition),
                    printed(one.after.figure, value.definition),
                    f"{one.share:.0%}",
                    in_words(value.known_at.date()),
                    value.because,
                    used.get(value.pk, "") or "none",
                ),
                href=reverse("performance:one", args=(slug, value.indicator_id)),
            )
        )
    return Table("Restated values", COLUMNS, tuple(rows), caption_hidden=True)


def moved(definitions: Sequence[Definition], targets: Sequence[Target], slug: str) -> Moved:
    """Return what is counted or aimed at otherwise."""
    return Moved(
        tuple(
            Choice(one.indicator.name, _to(slug, one.indicator_id), f"definition {one.number}: {one.changed_because}")
            for one in definitions
        ),
        tuple(
            Choice(one.indicator.name, _to(slug, one.indicator_id), f"{_aim(one)}, from {in_words(one.since)}")
            for one in targets
        ),
    )


def _aim(target: Target) -> str:
    definition = target.indicator.definitions.all()[0]
    return aimed_at(target, definition)


def _to(slug: str, indicator: UUID) -> str:
    return reverse("performance:one", args=(slug, indicator))


def home_needs(found: Sequence[Restated], reviews: Sequence[Definition], slug: str) -> HomeContribution:
    """Return what waits for who leads: values that were restated, and definitions that are due to be looked at."""
    needs = [
        Need(
            title=f"{one.after.value.indicator.name} was restated",
            href=_to(slug, one.after.value.indicator_id),
            words=f"{one.label}: {printed(one.before.figure, one.before.value.definition)} became "
            f"{printed(one.after.figure, one.after.value.definition)}. {one.after.value.because}",
            tag=f"By {one.share:.0%}",
        )
        for one in found[:AT_HOME]
    ]
    needs += [
        Need(
            title=f"Look again at the definition of {one.indicator.name}",
            href=_to(slug, one.indicator_id),
            words=f"Definition {one.number} was to be looked at again.",
            due=one.review_on,
            tag="Review due",
            late=True,
        )
        for one in reviews[:AT_HOME]
    ]
    return HomeContribution(needs=tuple(needs))
