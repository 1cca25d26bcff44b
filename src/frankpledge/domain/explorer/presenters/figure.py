"""The page of one figure: its value with all of its frame, the files it was counted from, and their very rows."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.reading import Band
from frankpledge.domain.explorer.presenters import tables
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.links import Links
from frankpledge.domain.explorer.presenters.notes import definition
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.explorer.queries.figures import PAGE, Figure
from frankpledge.ground.ui.parts import Choice, Column, Pages, Row, Table
from frankpledge.lake.queries import FileRow, RowsBehind

FIRST_ROWS = 5


@dataclass(frozen=True)
class FigurePage:
    """One figure with its frame, and where it came from."""

    title: str
    caption: str
    known: str
    details: tuple[tuple[str, str], ...]
    sources: Table
    adds_up: str
    rows: Table
    links: tuple[Choice, ...]
    back: str


def figure_page(one: Figure, found: Answer, question: Asked, behind: RowsBehind, slug: str) -> FigurePage:
    """Return the page of a figure, with the rows behind it as they were counted anew."""
    links = Links(slug, question)
    more = [Choice(f"All {behind.total:,} rows", links.rows(one.of, one.key), "each with its file and line")]
    if one.earlier:
        more.append(Choice("Rows of the year before", links.rows(one.of, one.key, before=True)))
    more += [
        Choice(f"Population, release {release}", links.release(release), "the residents of the rate")
        for release in one.population
    ]
    if one.of == "type":
        more.append(Choice(f"Ask about {say.subject(one.key)} alone", links.ask(what=one.key)))
    return FigurePage(
        title=title(one),
        caption=f"A figure · {one.name} · {one.window.label}",
        known=found.explored.cut_off,
        details=details(one, found),
        sources=sources_table(behind, links),
        adds_up=adds_up(one, behind),
        rows=rows_table(behind.rows[:FIRST_ROWS], links),
        links=tuple(more),
        back=links.ask(),
    )


def title(one: Figure) -> str:
    """Return the figure as one would say it."""
    name = say.subject(one.what)
    if one.of == "rate" and one.rate:
        return f"{one.rate.value:.1f} per 1,000 residents: the rate of {name}"
    if one.of == "change" and one.change:
        if one.change.percent is None:
            return f"{one.before:,} to {one.change.after:,.0f}: {name} against the year before"
        return f"{say.percent(one.change.percent)}: {name} against the year before"
    if one.what == "crime":
        return f"{one.count:,} crimes recorded"
    return f"{one.count:,} recorded: {name}"


def details(one: Figure, found: Answer) -> tuple[tuple[str, str], ...]:
    """Return everything a figure must carry."""
    e = found.explored
    counted = f"{one.count:,}" if one.count is not None else "the months that both years have"
    lines = [("Where", one.name), ("What", definition_of(one, found)), ("Period", one.window.label)]
    lines.append(("Counted", f"{counted} {say.unit(one.what)}"))
    lines += rate_lines(one, e.people_year) + change_lines(one) + month_lines(one.band, one.average)
    lines += [
        ("Source", found.source),
        ("As known on", e.cut_off.removeprefix("As known on ")),
        ("State of the evidence", f"manifest {found.manifest}"),
        *(("To know", words) for words in e.caveats),
    ]
    return tuple(lines)


def definition_of(one: Figure, found: Answer) -> str:
    """Return what is counted."""
    if one.of == "type":
        return say.capital(say.subject(one.what))
    head, covers = definition(found)[0]
    return f"{head}. {covers}"


def rate_lines(one: Figure, year: int | None) -> list[tuple[str, str]]:
    """Return a rate, its interval and its denominator."""
    if one.rate is None:
        why = "none: residents are not known, or months are missing"
        return [("Rate", why)] if one.of in ("place", "beside") else []
    return [
        ("Rate", f"{one.rate.value:.2f} per 1,000 residents over the period"),
        ("95% interval", f"{one.rate.lower:.2f} to {one.rate.upper:.2f} ({one.rate.method})"),
        ("Denominator", f"{one.people:,} residents, mid-{year} estimate"),
    ]


def change_lines(one: Figure) -> list[tuple[str, str]]:
    """Return a change, its interval, its test and its verdict."""
    change = one.change
    if change is None:
        return []
    ratio = f"{change.ratio:.3f}" if change.ratio is not None else "none: nothing was recorded before"
    lines = [
        ("Same months before", f"{change.before:,.0f} in {change.exposure_before:,.0f} days"),
        ("Now", f"{change.after:,.0f} in {change.exposure_after:,.0f} days"),
        ("Ratio per day", ratio),
    ]
    if change.low is not None and change.high is not None:
        lines.append(("95% interval", f"{change.low:.3f} to {change.high:.3f}"))
    spread = f", dispersion {change.dispersion:.2f}" if change.dispersion else ""
    return [*lines, ("Method", f"{change.method}{spread}"), ("Verdict", change.reason)]


def month_lines(band: Band | None, average: float | None) -> list[tuple[str, str]]:
    """Return what a month was expected to bring."""
    lines = []
    if band:
        lines.append(("Expected", f"{band.centre:.1f}, range {tables.band_range(band)}"))
        lines.append(("Method", "Poisson baseline with season, of the months before the period"))
    if average is not None:
        lines.append(("Three-year average", f"{average:,.1f}, the same month of the three years before"))
    return lines


def sources_table(behind: RowsBehind, links: Links) -> Table:
    """Return the files that the figure was counted from, each with its rows."""
    rows = tuple(
        Row((_file(file, member), f"{count:,}"), href=links.release(release))
        for release, file, member, count in sorted(behind.releases, key=lambda row: _file(row[1], row[2]))
    )
    heads = (Column("File"), Column("Rows of this figure", right=True))
    total = Row(("Together", f"{behind.total:,}"))
    return Table("Files that it was counted from", heads, rows, total=total, caption_hidden=True)


def adds_up(one: Figure, behind: RowsBehind) -> str:
    """Return whether the rows add up to the figure."""
    if one.count is None:
        return f"The rows of every month from {one.window.first.label} to {one.window.last.label}."
    if one.count == behind.total:
        return f"Counted again from the rows: {behind.total:,}, as the figure says."
    return f"Counted again from the rows: {behind.total:,}, where the figure says {one.count:,}."


def rows_table(rows: tuple[FileRow, ...], links: Links) -> Table:
    """Return rows of files, each with its file and line."""
    heads = (
        Column("File and line"),
        Column("Month"),
        Column("Type"),
        Column("Near"),
        Column("Small area"),
        Column("Last outcome"),
    )
    made = tuple(
        Row(
            (
                f"{_file(row.file, row.member)}, line {row.line:,}",
                short(Month.parse(row.month)),
                row.crime_type,
                row.location or tables.NONE,
                row.lsoa or "no place",
                row.outcome or "none given",
            ),
            href=links.release(row.release_id),
        )
        for row in rows
    )
    return Table("Rows", heads, made, caption_hidden=True)


def short(month: Month) -> str:
    """Return a month as it stands in a narrow column: Jan 2025."""
    return f"{month.name[:3]} {month.year}"


def _file(file: str, member: str) -> str:
    """Return the file itself, the archive that it lay in left out."""
    return (member or file).rsplit("/", 1)[-1]


@dataclass(frozen=True)
class RowsPage:
    """A page of the rows behind a figure."""

    title: str
    caption: str
    lede: str
    known: str
    table: Table
    pages: Pages
    back: str


def rows_page(
    one: Figure, found: Answer, question: Asked, behind: RowsBehind, slug: str, *, page: int, before: bool
) -> RowsPage:
    """Return a page of rows."""
    links = Links(slug, question)
    window = one.earlier.window if before and one.earlier else one.now.window
    parts = {"of": one.of, **({"key": one.key} if one.key else {}), **({"before": "1"} if before else {})}
    last = max(1, -(-behind.total // PAGE))
    return RowsPage(
        title=f"{behind.total:,} rows of {say.subject(one.what)}",
        caption=f"Behind a figure · {one.name} · {window.label}",
        lede="As police published them: points are moved to a nearby street, the head is line 1.",
        known=found.explored.cut_off,
        table=rows_table(behind.rows, links),
        pages=Pages(page, last, f"{question.other(**parts)}&"),
        back=links.figure(one.of, one.key),
    )
