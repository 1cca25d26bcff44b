"""The register of training in the words and parts of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from frankpledge.analysis.tallies import tally
from frankpledge.domain.training.models import Course
from frankpledge.domain.training.queries import Line, Year
from frankpledge.domain.training.rules import Question, State, response
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = (
    "course", "provider", "subject", "on", "year", "place", "state", "cancelled_because", "cost", "funded_by", "places",
    "organisation", "delegates", "asked", "answered", "said",
)  # fmt: skip
YEARS_HEAD = ("year", "events_held", "organisation", "delegates_known", "events_counted", "events_not_counted")
COLUMNS = (
    Column("Course"), Column("When"), Column("Provider"), Column("Cost"), Column("Came", right=True),
    Column("Feedback"),
)  # fmt: skip
SHOWN_AT_HOME = 3
NOT_COUNTED = "some, not counted"


def pounds(amount: Decimal | None) -> str:
    """Return a cost; what is not known is said, and 0 is free."""
    if amount is None:
        return "not known"
    return f"£{amount:,.2f}".removesuffix(".00") if amount else "free"


def lines_table(lines: Iterable[Line], slug: str) -> Table:
    """Return events as a table."""
    rows = tuple(
        Row(
            (line.course, _when(line), line.provider, pounds(line.cost), _came(line), _feedback(line)),
            href=reverse("training:event", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Events", COLUMNS, rows, caption_hidden=True)


def _when(line: Line) -> str:
    return in_words(line.on) if line.state is State.HELD else f"{in_words(line.on)}, {line.state.label.lower()}"


def _came(line: Line) -> str:
    if line.lacks:
        return component("tag", words="Not counted", kind="late")
    return str(line.came) if line.state is State.HELD else "–"


def _feedback(line: Line) -> str:
    return response(asked=line.asked, answered=line.answered) if line.state is State.HELD else "–"


def facts(lines: Iterable[Line]) -> tuple[Fact, ...]:
    """Return how many were held, how many came, and what it cost, of the events shown."""
    held = [line for line in lines if line.state is State.HELD]
    came = tally(counts=[count for line in held for count in line.delegates.values()])
    silent = sum(not line.delegates for line in held)
    costs = [line.cost for line in held if line.cost is not None]
    unknown = len(held) - len(costs)
    return (
        Fact("Held", f"{len(held):,}", "of the events shown"),
        Fact("Came", str(came), f"of {silent:,} nothing was recorded" if silent else "people, each time they came"),
        Fact(
            "Cost",
            pounds(sum(costs, Decimal(0)) if costs else None),
            f"of {unknown:,} not known" if unknown else "in all",
        ),
    )


def courses_links(courses: Iterable[Course], slug: str) -> tuple[Choice, ...]:
    """Return the courses as links."""
    return tuple(Choice(one.title, reverse("training:course", args=(slug, one.pk)), one.subject) for one in courses)


@dataclass(frozen=True)
class EventPage:
    """One event: its facts, who came from where, and what they said."""

    line: Line
    lede: str
    details: tuple[tuple[str, str], ...]
    delegates: Table | None
    questions: tuple[tuple[Question, Table, str], ...]
    response: str


def event_page(line: Line) -> EventPage:
    """Return the page of an event."""
    details = (
        ("Provider", line.provider),
        ("Subject", line.subject),
        ("Place", line.place or "not said"),
        ("Cost", pounds(line.cost)),
        ("Funded by", line.funded_by or "not said"),
        ("Places", "not said" if line.places is None else f"{line.places:,}"),
    )
    return EventPage(
        line=line,
        lede=f"{_when(line)}: {line.because}" if line.because else _when(line),
        details=details,
        delegates=_delegates(line) if line.delegates else None,
        questions=tuple((one, _question(one), _mean(one)) for one in line.questions),
        response=response(asked=line.asked, answered=line.answered),
    )


def _delegates(line: Line) -> Table:
    rows = tuple(Row((name, NOT_COUNTED if count is None else f"{count:,}")) for name, count in line.delegates.items())
    columns = (Column("Organisation"), Column("Delegates", right=True))
    return Table("Delegates", columns, rows, total=Row(("In all", str(line.came))), caption_hidden=True)


def _question(one: Question) -> Table:
    rows = tuple(Row((str(step), f"{one.counts.get(step, 0):,}")) for step in range(one.highest, one.lowest - 1, -1))
    columns = (Column(f"From {one.lowest} to {one.highest}"), Column("Answers", right=True))
    return Table(one.words, columns, rows, total=Row(("In all", f"{one.answers:,}")))


def _mean(one: Question) -> str:
    return "Nobody answered." if one.mean is None else f"Mean {one.mean:.1f}, of {one.answers:,} answers."


def years_table(one: Year) -> Table:
    """Return who came in a year by organisation, with the total."""
    rows = tuple(
        Row((name, str(found), f"{found.counted + found.not_known:,}"), quiet=found.total == 0)
        for name, found in one.by_organisation.items()
    )
    columns = (Column("Organisation"), Column("Delegates", right=True), Column("Events", right=True))
    foot = Row(("In all", str(one.came), f"{one.held:,} held"))
    return Table(f"Delegates in {one.year}", columns, rows, total=foot, caption_hidden=True)


def cost_words(one: Year) -> str:
    """Return what a year cost, and of how many events that is not known."""
    told = f"; of {one.cost_not_known:,} not known" if one.cost_not_known else ""
    return f"Cost: {pounds(one.cost)}{told}."


# ---- as files --------------------------------------------------------------------------------------------------------


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the events shown as a list that leaves: a line for each organisation, or one where none was recorded."""
    rows = []
    for line in lines:
        plain = (
            line.course, line.provider, line.subject, line.on, str(line.year), line.place, line.state.label,
            line.because, line.cost, line.funded_by, line.places,
        )  # fmt: skip
        end = (line.asked, line.answered, line.said)
        for name, count in line.delegates.items() or (("", None),):
            rows.append((*plain, name or None, "?" if name and count is None else count, *end))
    return Listing("training", f"Training on {in_words(today)}", HEAD, tuple(rows), today)


def years_listing(years: Iterable[Year], *, today: date) -> Listing:
    """Return delegates by year and organisation as a list that leaves."""
    rows = tuple(
        (str(one.year), one.held, name, found.total, found.counted, found.not_known)
        for one in years
        for name, found in one.by_organisation.items()
    )
    return Listing("training-by-year", f"Delegates by year on {in_words(today)}", YEARS_HEAD, rows, today)


def home_needs(lines: list[Line], slug: str) -> HomeContribution:
    """Return the events of which nobody was counted, for whoever keeps the register."""
    needs = [
        Need(
            title=f"Count who came: {line.course}",
            href=reverse("training:event", args=(slug, line.id)),
            words=f"{line.lacks[:1].upper()}{line.lacks[1:]}.",
        )
        for line in lines[:SHOWN_AT_HOME]
    ]
    if len(lines) > SHOWN_AT_HOME:
        href = f"{reverse('training:list', args=(slug,))}?state=uncounted"
        needs.append(Need(f"{len(lines) - SHOWN_AT_HOME:,} more events", href, "Nobody said how many came."))
    return HomeContribution(needs=tuple(needs))
