"""Proposals, releases and public tables in the words and parts of their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from frankpledge.analysis.disclosure.views import ALL
from frankpledge.domain.disclosure.models import Release, ReleasedCell
from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.domain.open_data.queries.cubes import Source
from frankpledge.domain.open_data.queries.trying import NotReleasable
from frankpledge.domain.open_data.rules import State
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table
from frankpledge.lake.own.periods import label_of
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.disclosure import disclosure

LOG_HEAD = ("released_on", "what", "data_set", "numbers", "proposed_by", "approved_by", "state")
_SHOWN_ROWS, _SHOWN_TO_PUBLIC = 400, 120


def proposals_table(found: Iterable[Proposal], slug: str) -> Table:
    """Return proposals as a table."""
    columns = (Column("Table"), Column("State"), Column("Proposed"), Column("Hidden", right=True))
    rows = tuple(
        Row(
            (
                one.title,
                State(one.state).label,
                f"{one.proposed_by.name}, {in_words(one.proposed_at.date())}",
                f"{one.report['hidden']:,} of {one.report['numbers']:,}",
            ),
            href=reverse("open_data:one", args=(slug, one.pk)),
        )
        for one in found
    )
    return Table("Proposals", columns, rows, caption_hidden=True)


def log_listing(found: Iterable[Release], *, today: date) -> Listing:
    """Return every release to the public as a list."""
    rows = tuple(
        (
            one.released_at.date(), one.what, one.told.get("source", ""), one.cell_count,
            one.proposed_by.name if one.proposed_by else "", one.released_by.name, _state_of(one),
        )
        for one in found
    )  # fmt: skip
    return Listing("released", "What was released to the public", LOG_HEAD, rows, today)


def log_table(found: Iterable[Release]) -> Table:
    """Return releases to the public as a table."""
    columns = (
        Column("Released"), Column("What"), Column("Numbers", right=True), Column("Proposed by"), Column("Approved by"),
        Column("Stands"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                in_words(one.released_at.date()),
                one.what,
                f"{one.cell_count:,}",
                one.proposed_by.name if one.proposed_by else "–",
                one.released_by.name,
                _state_of(one),
            )
        )
        for one in found
    )
    return Table("Log of releases", columns, rows, caption_hidden=True)


def _state_of(one: Release) -> str:
    table: DataTable | None = getattr(one, "table", None)
    if table is None:
        return "edition or statutory counts"
    return "withdrawn" if table.withdrawn_at else "public"


def report_facts(report: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what the trial found, as large numbers."""
    return (
        Fact("Numbers", f"{report['numbers']:,}", "in the table, totals among them"),
        Fact("Hidden", f"{report['hidden']:,}", _why_hidden(report)),
        Fact("Attacked", f"{report['attacked']:,}", "small counts, of this table and of all before it"),
    )


def _why_hidden(report: Mapping[str, Any]) -> str:
    said = f"{report['small']:,} small, {report['besides']:,} to protect them"
    return f"{said}, {report['as_sent']:,} by the supplier" if report.get("as_sent") else said


def report_lines(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Return how the table was tried."""
    policy, before = disclosure(), proposal.report["before"]
    rule = (
        f"To whoever has all that was released, every small count may be anything from 1 to {policy.hidden_up_to + 1}"
    )
    return (
        ("Data", f"{proposal.report['source']}, from {proposal.report['supplier']}"),
        ("Table", proposal.report["words"]),
        ("Fixed table", policy.geometry(proposal.report["geometry"]).name),
        (
            "Hidden are",
            f"counts from 1 to {policy.hidden_up_to}, and what would give them away; all bear {policy.marker}",
        ),
        (
            "Attacked with",
            "all earlier releases of these data" if before else "itself: nothing was released of these data",
        ),
        ("Found", rule),
        ("Proposed by", f"{proposal.proposed_by.name}, {in_words(proposal.proposed_at.date())}"),
    )


def numbers_table(shown: Sequence[Sequence[Any]], told: Mapping[str, Any]) -> Table:
    """Return the numbers of a table as the public would see them, the first of many, with rates and shares if any."""
    rates, shares = bool(told.get("residents")), told.get("shares") or {}
    counts = {(place, kind, period): value for place, kind, period, value in shown}
    columns = [Column("Place"), Column("Type"), Column("Period"), Column("Count", right=True)]
    columns += [Column("Per 1,000 residents", right=True)] * rates + [Column("Share", right=True)] * bool(shares)
    rows = []
    for place, kind, period, value in shown[:_SHOWN_ROWS]:
        row = [place_words(place, told["names"]), kind_words(kind), label_of_period(period), count_words(value)]
        if rates:
            found = per_thousand(told, place, period, value)
            row.append(count_words(None) if value is None else "–" if found is None else f"{found:,.1f}")
        if shares:
            part = share(value, counts.get((place, shares.get(kind, ""), period)))
            row.append("" if kind not in shares else count_words(None) if part is None else f"{part:.1f}%")
        rows.append(Row(tuple(row)))
    return Table("The table as the public would see it", tuple(columns), tuple(rows), caption_hidden=True)


def per_thousand(told: Mapping[str, Any], place: str, period: str, count: float | str | None) -> float | None:
    """Return a count for every 1,000 residents; None where it is not shown, or residents are not known."""
    people = told["residents"].get(place, {}).get(period)
    if not people or not isinstance(count, int | float):
        return None
    return float(round(1000 * count / people[0], disclosure().rate_decimals))


def rate_of(told: Mapping[str, Any], cell: ReleasedCell) -> tuple[float | None, int | None, int | None]:
    """Return the rate of a released count with its residents and the year of their estimate, None where not known."""
    people, year = told["residents"].get(cell.place, {}).get(cell.period, (None, None))
    return per_thousand(told, cell.place, cell.period, cell.value), people, year


def share(number: float | str | None, base: float | str | None) -> float | None:
    """Return a number as a percentage of its base; None unless both are shown and the base is not nothing."""
    if not isinstance(number, int | float) or not isinstance(base, int | float) or not base:
        return None
    return float(round(100 * number / base, disclosure().rate_decimals))


def shares_of(told: Mapping[str, Any], cells: Sequence[ReleasedCell]) -> dict[tuple[str, str, str], float | None]:
    """Return the share of each released number that is told as one, by its place, kind and period."""
    counts = {(one.place, one.kind, one.period): one.value for one in cells}
    shares: Mapping[str, str] = told.get("shares") or {}
    return {
        (place, kind, period): share(value, counts.get((place, shares[kind], period)))
        for (place, kind, period), value in counts.items()
        if kind in shares
    }


def place_words(place: str, names: Mapping[str, str]) -> str:
    """Return a place in words."""
    return "The whole partnership" if place == ALL else names.get(place, place) or "No place known"


def kind_words(kind: str) -> str:
    """Return a type in words."""
    return "All types" if kind == ALL else kind


def label_of_period(period: str) -> str:
    """Return a period in words."""
    return label_of(period if "--" in period else f"{period}--{period}")


def count_words(value: float | str | None) -> str:
    """Return a count, the one mark of what is hidden, or that of what is missing."""
    if isinstance(value, str):
        return value
    return disclosure().marker if value is None else f"{value:,.0f}"


def refused_parts(refused: NotReleasable, slug: str) -> dict[str, Any]:
    """Return what a refused table shows: the cells that fail, and links to the ways out, filled in."""
    here = reverse("open_data:propose", args=(slug,))
    ways = []
    for way in refused.ways:
        query = "&".join(f"{name}={value}" for name, value in way.asked.as_json().items())
        ways.append((way.words, f"{here}?{query.replace(' ', '+')}"))
    columns = (Column("Place"), Column("Type"), Column("Period"))
    rows = tuple(Row(tuple(cell.split(", ", 2))) for cell in refused.cells if cell.count(", ") >= 2)
    fails = Table("Some of the cells that fail", columns, rows, caption_hidden=True) if rows else None
    more = refused.failing - len(rows)
    return {"fails": fails, "more": max(0, more), "ways": ways}


def source_lines(found: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    """Return the restricted data sets that tables can be made of."""
    return tuple(
        (one.name, f"{one.supplier}, {one.months[0].label} to {one.months[-1].label}"
         + (f"; sensitive ({one.sensitive.name.lower()})" if one.sensitive else ""))
        for one in found
    )  # fmt: skip


def home_needs(found: Iterable[Proposal], slug: str) -> HomeContribution:
    """Return what waits for a second person."""
    needs = tuple(
        Need(
            title=f"Approve a table of open data: {one.title}",
            href=reverse("open_data:one", args=(slug, one.pk)),
            words=f"{one.proposed_by.name} proposed it. It takes a second person.",
            tag="Waits",
        )
        for one in found
    )
    return HomeContribution(needs=needs)


# ---- for the public --------------------------------------------------------------------------------------------------


def table_choices(tables: Iterable[DataTable], address: Callable[[DataTable], str]) -> tuple[Choice, ...]:
    """Return public tables as links."""
    return tuple(
        Choice(
            one.proposal.title,
            address(one),
            f"{one.release.told['words']}; published {in_words(one.published_at.date())}",
        )
        for one in tables
    )


def file_choices(files: Mapping[str, tuple[Any, ...]], address: Callable[[str], str]) -> tuple[Choice, ...]:
    """Return the files of a public table as links."""
    return tuple(Choice(told[0], address(name), told[3]) for name, told in files.items())


def public_summary(table: DataTable) -> tuple[tuple[str, str], ...]:
    """Return what a reader of a public table must know."""
    told = table.release.told
    return (
        ("Shows", told["words"]),
        ("Source", f"{told['source']}, {told['supplier']}"),
        ("As known on", in_words(date.fromisoformat(told["as_known_on"]))),
        ("Published", in_words(table.published_at.date())),
        ("Licence", "Open Government Licence v3.0"),
    )


def public_numbers(table: DataTable, cells: Sequence[ReleasedCell]) -> Table:
    """Return the first numbers of a public table: totals come first, and the files hold all."""
    totals = [one for one in cells if ALL in (one.place, one.kind)]
    shown = (totals + [one for one in cells if ALL not in (one.place, one.kind)])[:_SHOWN_TO_PUBLIC]
    missing = disclosure().missing_marker
    rows = [(one.place, one.kind, one.period, missing if one.state == "missing" else one.value) for one in shown]
    return numbers_table(rows, table.release.told)
