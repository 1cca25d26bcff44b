"""The register of campaigns in the words and parts of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse

from frankpledge.domain.campaigns.queries import Line
from frankpledge.domain.campaigns.rules import PieceKind, State, ran
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = (
    "campaign", "subject", "aim", "began", "ended", "state", "lead", "partners", "cost", "funded_by", "events",
    "materials", "channel", "unit", "reached", "source", "as_at", "changed", "known_from",
)  # fmt: skip
COLUMNS = (
    Column("Campaign"), Column("Ran"), Column("Led by"), Column("Cost"), Column("Reached"), Column("What changed"),
)  # fmt: skip
SHOWN_AT_HOME = 3


def pounds(amount: Decimal | None) -> str:
    """Return a cost; what is not known is said, and 0 is none."""
    if amount is None:
        return "not known"
    return f"£{amount:,.2f}".removesuffix(".00") if amount else "none"


def counted(count: int | None) -> str:
    """Return a count; what is not known is said."""
    return "not known" if count is None else f"{count:,}"


def lines_table(lines: Iterable[Line], slug: str) -> Table:
    """Return campaigns as a table."""
    rows = tuple(
        Row(
            (
                f"{line.name} ({line.subject})",
                _ran(line),
                _led(line),
                pounds(line.cost),
                _reached(line),
                line.changed or _not_told(line),
            ),
            href=reverse("campaigns:one", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Campaigns", COLUMNS, rows, caption_hidden=True)


def _ran(line: Line) -> str:
    told = ran(began=line.began, ended=line.ended)
    return f"{told}, {line.state.label.lower()}" if line.state is State.PLANNED else told


def _led(line: Line) -> str:
    more = len(line.partners)
    return f"{line.lead} and {more:,} {'other' if more == 1 else 'others'}" if more else line.lead


def _reached(line: Line) -> str:
    return "; ".join(f"{one.channel.label}: {counted(one.count)}" for one in line.reached) or "not recorded"


def _not_told(line: Line) -> str:
    return component("tag", words="Not told", kind="late") if line.lacks else "–"


def facts(lines: Iterable[Line]) -> tuple[Fact, ...]:
    """Return how many campaigns there were, what they cost, and of how many nothing was told, of those shown."""
    found = list(lines)
    costs = [line.cost for line in found if line.cost is not None]
    running, untold = (sum(line.state is State.RUNNING for line in found), sum(bool(line.lacks) for line in found))
    unknown = len(found) - len(costs)
    return (
        Fact("Campaigns", f"{len(found):,}", f"{running:,} running"),
        Fact(
            "Cost",
            pounds(sum(costs, Decimal(0)) if costs else None),
            f"of {unknown:,} not known" if unknown else "in all",
        ),
        Fact("Not told", f"{untold:,}", "over for six weeks, and nobody said what came of it"),
    )


def details(line: Line) -> tuple[tuple[str, str], ...]:
    """Return a campaign's facts."""
    return (
        ("Subject", line.subject),
        ("Ran", _ran(line)),
        ("Led by", line.lead),
        ("With", ", ".join(line.partners) or "nobody named"),
        ("Cost", pounds(line.cost)),
        ("Funded by", line.funded_by or "not said"),
    )


def reach_table(line: Line) -> Table:
    """Return whom a campaign reached, a channel a row: counts that are never added."""
    rows = tuple(
        Row((one.channel.label, counted(one.count), one.channel.unit, one.source, in_words(one.as_at)))
        for one in line.reached
    )
    columns = (
        Column("Channel"), Column("Reached", right=True), Column("Counted"), Column("Source"), Column("Until"),
    )  # fmt: skip
    return Table("Whom it reached", columns, rows, caption_hidden=True)


def lede(line: Line) -> str:
    """Return what a campaign is for, or when it ran."""
    return line.aim or _ran(line)


def part_words(kind: PieceKind, count: int | None) -> str:
    """Return what was counted of an event or a material."""
    return f"{kind.counted}: {counted(count)}"


# ---- as a file -------------------------------------------------------------------------------------------------------


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the campaigns shown as a list that leaves: a line for each channel, or one where none was recorded."""
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        kinds = [one.kind for one in line.parts]
        plain = (
            line.name, line.subject, line.aim, line.began, line.ended, line.state.label, line.lead,
            "; ".join(line.partners), line.cost, line.funded_by, kinds.count(PieceKind.EVENT),
            kinds.count(PieceKind.MATERIAL),
        )  # fmt: skip
        reached: list[tuple[Cell, ...]] = [
            (one.channel.label, one.channel.unit, "?" if one.count is None else one.count, one.source, one.as_at)
            for one in line.reached
        ]
        rows += [(*plain, *each, line.changed, line.known_from) for each in reached or [(None,) * 5]]
    return Listing("campaigns", f"Campaigns on {in_words(today)}", HEAD, tuple(rows), today)


def home_needs(lines: list[Line], slug: str) -> HomeContribution:
    """Return the campaigns of which nothing was told, for whoever keeps the register."""
    needs = tuple(
        Need(
            title=f"Say what came of the campaign {line.name}",
            href=reverse("campaigns:one", args=(slug, line.id)),
            words=f"It ended on {in_words(line.ended)}; missing: {' and '.join(line.lacks)}.",
        )
        for line in lines[:SHOWN_AT_HOME]
        if line.ended
    )
    return HomeContribution(needs=needs)
