"""Two documents to render: one with every kind of block, one long and odd. Every number in them is generated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frankpledge.ground.documents.blocks import (
    Absent,
    Callout,
    Column,
    Contents,
    Document,
    Figure,
    HowToRead,
    KeyFigures,
    Line,
    NoteMark,
    Paragraph,
    Picture,
    Plain,
    Position,
    Quality,
    Recommendation,
    Row,
    Section,
    Signal,
    State,
    Subheading,
    SummaryPoint,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line

_KINDS = ("Shoplifting", "Public order", "Drugs", "Burglary", "Vehicle crime", "Other theft", "Bicycle theft")


def chart(bars: tuple[int, ...] = (937, 780, 352, 480, 276, 748, 106)) -> str:
    """Return a plain bar chart as SVG, 600 wide, with a gradient, a clip and a reference to its own parts."""
    rows = "".join(
        f'<text x="180" y="{24 + 30 * i}" text-anchor="end" font-size="13">{kind}</text>'
        f'<rect x="190" y="{10 + 30 * i}" width="{bar / 3}" height="20" fill="#10485A" clip-path="url(#inside)"/>'
        f'<text x="{196 + bar / 3}" y="{24 + 30 * i}" font-size="13">{bar}</text>'
        for i, (kind, bar) in enumerate(zip(_KINDS, bars, strict=True))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="220" viewBox="0 0 600 220" role="img"'
        ' aria-labelledby="title desc" font-family="\'Source Sans 3\', sans-serif"><title id="title">Bars</title>'
        '<desc id="desc">Seven bars.</desc><defs>'
        '<clipPath id="inside"><rect width="600" height="220"/></clipPath></defs>'
        f"{rows}</svg>"
    )


def figure(key: str, display: str, value: float | None, **more: str) -> Figure:
    """Return a generated figure with everything that a reader may ask of it."""
    told = {
        "label": "Crimes recorded",
        "area": "Invented county",
        "period": "year ending December 2025",
        "denominator": "193,600 residents (mid-2020)",
        "source": "Recorded crime, invented force",
        "cut_off": "2026-01-09",
        "method": "count of records",
        "caveat": "Generated for the sample.",
    }
    return Figure(
        key=key,
        display=display,
        value=value,
        generated=True,
        inputs=({"what": "records", "value": value or 0, "release": "r1"},),
        **{**told, **more},
    )


def figures() -> dict[str, Figure]:
    """Return a value, a rate, a zero, one that is missing and one that is suppressed."""
    every = (
        figure("crime.this", "9,980", 9980),
        figure("crime.last", "9,730", 9730, period="year ending December 2024"),
        figure("crime.rate", "52", 51.55, label="Crimes for every 1,000 residents", unit="per 1,000"),
        figure("robbery.this", "0", 0, label="Robberies"),
        figure("probation.this", "no data", None, label="Adults who reoffended", state="missing"),
        figure("small.this", "not shown", None, label="Offences in a small place", state="suppressed"),
    )
    return {one.key: one for one in every}


def picture(name: str = "types", **changes: object) -> Picture:
    """Return a chart with its words and its numbers."""
    bars = (937, 780, 352, 480, 276, 748, 106)
    whole = Picture(
        name=name,
        title="Shoplifting is the largest of seven types",
        subtitle="Offences recorded, Invented county, year ending December 2025",
        source="Recorded crime, invented force, as known on 9 January 2026. Counts of records",
        description="Horizontal bars for seven types, from 937 for shoplifting down to 106 for bicycle theft.",
        svg=chart(bars),
        columns=("Type", "2025"),
        rows=tuple((kind, str(bar)) for kind, bar in zip(_KINDS, bars, strict=True)),
        notes=("Types under 100 are left out.",),
        generated=True,
    )
    return replace(whole, **changes)


def _cells(*cells: str | Line) -> tuple[Line, ...]:
    return tuple(line(cell) if isinstance(cell, str) else cell for cell in cells)


def change_table() -> Table:
    """Return a table with groups, a total, signals, absences, formulas as text and a lettered note."""
    return Table(
        title="Shoplifting rose; burglary and vehicle crime fell",
        subtitle="Offences recorded, Invented county, years ending December",
        columns=(
            Column("Type", share=2),
            Column("2024", "right"),
            Column("2025", "right"),
            Column("Per cent", "right"),
            Column("Signal", share=1.3),
        ),
        rows=(
            Row(_cells("Theft"), group=True),
            Row(_cells("Shoplifting", "742", "937", "+26%", (Signal("higher"),))),
            Row(_cells("Burglary", "592", "480", "−19%", (Signal("lower"),))),
            Row(_cells("Bicycle theft", "120", "106", "−12%", (Signal("none"),))),
            Row(_cells("Other"), group=True),
            Row(
                _cells(
                    (Text("Anti-social behaviour"), NoteMark("a")),
                    (Absent("missing", "no data"),),
                    "1,968",
                    (Absent("withheld", "base under 50"),),
                    (Signal("cannot_tell"),),
                )
            ),
            Row(_cells("=SUM(A1)", (Absent("suppressed", "not shown"),), "0", "+1", (Signal("higher", "neither"),))),
            Row(_cells("All", "1,454", "3,491", "", (Signal("higher", "bigger"),)), total=True),
        ),
        source="Recorded crime, invented force",
        notes=("Incidents, not crimes; never added to them.",),
        generated=True,
    )


def coverage_table() -> Table:
    """Return a table of states, positions and qualities."""
    return Table(
        title="Contents: one is incomplete, reoffending",
        subtitle="Regulation 7(a) to (c)",
        columns=(
            Column("Item", share=0.4),
            Column("It must include", share=3),
            Column("State", share=1.2),
            Column("Other", share=1.6),
        ),
        rows=(
            Row(_cells("(a)", "levels and patterns", (State("incomplete"),), (Quality(2),))),
            Row(_cells("(b)", "changes", (State("present"),), (Quality(3),))),
            Row(_cells("(c)", "why", (State("missing"),), (Quality(1),))),
            Row(_cells("(d)", "nothing to tell", (State("nil"),), (Position("met"),))),
            Row(_cells("(g)", "county matters", (State("not_applicable"),), (Position("not_met"),))),
            Row(_cells("s6", "serious violence", (Quality(0),), (Position("cannot_tell"),))),
        ),
        numbered=False,
    )


def _recommendation(code: str, verb: str, words: str) -> Recommendation:
    return Recommendation(
        code=code,
        verb=verb,
        line=line(words),
        evidence="A signal in eight months of twelve. See 1.1 and Figure 1.",
        owner="Police",
        by="1 April 2026",
        cost="within existing posts",
        otherwise="watching brief, review in the second quarter",
    )


def sample() -> Document:
    """Return a document with every kind of block and every kind of word."""
    summary = Section(
        ref="summary",
        title="What matters, in three sentences",
        numbered=False,
        about="the whole assessment on one page",
        blocks=(
            KeyFigures(
                (
                    ("crime.this", "crimes recorded in the year, without anti-social behaviour"),
                    ("crime.rate", "for every 1,000 residents (mid-2020: 193,600)"),
                    ("robbery.this", "robberies"),
                    ("probation.this", "on adults who reoffended"),
                )
            ),
            SummaryPoint(
                "1",
                line("Police recorded {crime.this} crimes, against {crime.last}: **no detectable change**."),
                "Figure 1",
            ),
            SummaryPoint(
                "2", line("**We cannot tell whether reoffending changed**: {probation.this}."), "Paragraph 1.3"
            ),
            SummaryPoint("", line("**The board is asked** to decide two things."), "Chapter 2"),
            picture(),
        ),
    )
    contents = Section("contents", "Contents", (Contents(), HowToRead()), numbered=False)
    theme = Section(
        ref="theft",
        title="Neighbourhood crime",
        about="theft, burglary and anti-social behaviour",
        blocks=(
            Paragraph(
                line("Shoplifting was {signal}: see [the decisions](#decisions).", signal=Signal("higher")),
                "Exact test",
            ),
            Paragraph(
                line(
                    "Burglary was {one} & <b>not</b> #emph[code]; $x$ @ref `raw` {two}.",
                    one=Signal("lower"),
                    two=Quality(2),
                )
            ),
            Paragraph(
                line("Reoffending: {probation.this}; a small place: {small.this}; robberies: {robbery.this}."),
                "No return was made for three quarters, and nothing is put in its place",
            ),
            change_table(),
            Subheading("What is not known"),
            Plain(line("See [the open data](https://data.police.uk/) for the source."), "A note without a number"),
            Callout("warning", "With care", line("One month is incomplete.")),
            Callout("note", "", line("Incidents are never added to crimes.")),
            coverage_table(),
        ),
    )
    decisions = Section(
        ref="decisions",
        title="Recommendations asked of the board",
        about="two decisions",
        blocks=(
            Paragraph(line("The board is asked to decide two things."), "Minute the decision by number"),
            _recommendation("R1", "Agree", "shoplifting as a priority for 2026/27."),
            _recommendation("R2", "Require", "the three missing probation returns."),
        ),
    )
    return Document(
        title="Strategic assessment 2025/26",
        subtitle="Crime, disorder, substance misuse and reoffending in the invented county, year ending December 2025",
        partnership="Invented Community Safety Partnership",
        status="Draft, not approved",
        foot="data to 31 December 2025, cut-off 9 January 2026",
        cut_off=date(2026, 1, 9),
        sections=(summary, contents, theme, decisions),
        figures=figures(),
        cover=(
            ("Prepared for", "the board of the invented partnership, 4 March 2026"),
            ("Status", "Draft, not approved"),
            ("Data", "Twelve months to 31 December 2025, as known on 9 January 2026"),
        ),
        demonstration="Everything in this document is generated; no place in it is real.",
        places=places(),
    )


def places() -> tuple[tuple[float, float, float], ...]:
    """Return the centres of a hundred or so invented places, heavier about two towns."""
    found = []
    for i in range(120):
        x, y = (i * 37 % 101) / 101, (i * 61 % 103) / 103
        if (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.2:
            near = min((x - a) ** 2 + (y - b) ** 2 for a, b in ((0.4, 0.4), (0.7, 0.7)))
            found.append((x, y, max(0.05, 1 - 12 * near)))
    return tuple(found)


def odd() -> Document:
    """Return a long and odd document: forty rows, long names and words, no notes, no source, no places, no about."""
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and St Mary-le-Wigford with Ŵ, ŷ, é, ß, Ł and ő"
    rows = tuple(
        Row(
            _cells(
                f"{name} {i}" if i % 7 == 0 else f"Place {i}",
                f"{i:,}",
                "X01000001X01000002X01000003" if i == 5 else "+0",
            )
        )
        for i in range(1, 41)
    )
    table = Table(
        title=f"Forty places, of which one is called {name}",
        subtitle="",
        columns=(
            Column("Place"),
            Column("Number", "right"),
            Column("A head that is rather long for its column", "right"),
        ),
        rows=rows,
    )
    wide = Table(
        title="Seven columns",
        subtitle="Each with a number",
        columns=tuple(Column(f"Column {i}", "right" if i else "left") for i in range(7)),
        rows=(Row(_cells("A place with a long name here", *(["1,234,567"] * 6))),),
        numbered=False,
    )
    sections = tuple(
        Section(
            ref=f"part-{i}",
            title=f"Part {i}: {name}" if i == 2 else f"Part {i}",
            blocks=(
                Paragraph(line("One word.")),
                Paragraph(line(("A long sentence about very little, " * 40).strip() + ".")),
                *((table, wide) if i == 1 else ()),
                *((picture(f"odd-{i}", notes=(), source="", generated=False),) if i == 2 else ()),
            ),
        )
        for i in range(1, 5)
    )
    return Document(
        title=f"An assessment of {name}, with a title so long that it has to be set smaller",
        subtitle=name,
        partnership=f"{name} Community Safety Partnership",
        status="Approved, edition 2",
        foot="cut-off 9 January 2026",
        cut_off=date(2026, 1, 9),
        sections=(Section("contents", "Contents", (Contents(), HowToRead()), numbered=False), *sections),
        approved=True,
    )
