"""Types above and below the rest of the force area: dots with intervals, and the table."""

from __future__ import annotations

from frankpledge.charts.comparison import AreaRate, comparison_dots
from frankpledge.charts.comparison import Level as Mark
from frankpledge.charts.words import joined
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.pictures import block, words_of
from frankpledge.domain.exhibits.documents.types import stem
from frankpledge.domain.yardsticks.queries.against import Against, TypeAgainst, against_rest
from frankpledge.ground.documents.blocks import Absent, Block, Column, Line, Paragraph, Row, Subheading, Table, Text
from frankpledge.ground.documents.words import line

GROUPS = {
    "higher": "Higher rate here",
    "lower": "Lower rate here",
    "none": "No detectable difference",
    "cannot_tell": "Cannot tell",
}
APART = ("higher", "lower")
WORDS = {"higher": "higher", "lower": "lower", "none": "no detectable difference", "cannot_tell": "cannot tell"}


def held(ledger: Ledger) -> Against | None:
    """Return every type against the rest of the force area, None where no evidence or no force is known."""
    months = ledger.months()
    if months is None:
        return None
    reading = ledger.reading
    found: Against | None = ledger.ask(
        "against", lambda open_, area: against_rest(open_, area, reading.window, months, events=reading.events)
    )
    return found


def types(ledger: Ledger) -> list[Block]:
    """Return which types are recorded more or less often here than in the rest of the force area."""
    found = held(ledger)
    if found is None:
        return []
    head = Subheading("Against the rest of the force")
    if found.why:
        words = line("**No type is compared** with {rest}: {why}.", rest=Text(found.rest), why=Text(found.why))
        return [head, Paragraph(line=words)]
    blocks: list[Block] = [head, _said(ledger, found)]
    apart = [one for one in found.types if _drawn(one)]
    if len(apart) > 1:
        blocks.append(_picture(ledger, found))
    return [*blocks, _table(ledger, found)]


def _drawn(one: TypeAgainst) -> bool:
    return one.found.ratio is not None and one.found.low is not None


def _said(ledger: Ledger, found: Against) -> Paragraph:
    tested = len(found.types)
    if tested and all(one.found.verdict == "cannot_tell" for one in found.types):
        words = f"**For none of the {tested} types can we tell** whether the rate differs from that of {{rest}}."
        short = any(one.found.low is None for one in found.types)
        note = "Too few months before the window to know how far months vary" if short else "Every interval holds 1"
        return Paragraph(line=line(words, rest=Text(found.rest)), note=note)
    parts = []
    for verdict in APART:
        names = [one.name.lower() for one in found.types if one.found.verdict == verdict]
        parts.append(f"**{verdict}**, {joined(names) if names else 'none'}")
    unknown = sum(one.found.verdict == "cannot_tell" for one in found.types)
    number = sum(one.found.verdict in APART for one in found.types)
    ledger.add(
        "against.apart",
        f"{number} of {tested}",
        f"Types recorded at another rate than in {found.rest}",
        value=number,
        denominator=str(tested),
        method="95% interval of the ratio of rates, widened by the spread of past months of the type, clear of 1",
        inputs=tuple({"type": one.name, "verdict": one.found.verdict} for one in found.types),
    )
    rest = f" For {unknown} we cannot tell." if unknown else ""
    return Paragraph(
        line=line(
            f"{{against.apart}} types are recorded at another rate than in {{rest}}: {'; '.join(parts)}.{rest}",
            rest=Text(found.rest),
        ),
        note=f"The area is not in its comparator. Of {tested} types about {0.05 * tested:.1f} would differ by chance",
    )


def _picture(ledger: Ledger, found: Against) -> Block:
    rows = [
        AreaRate(
            label=one.name,
            value=one.found.ratio if _drawn(one) else None,
            lower=one.found.low,
            upper=one.found.high,
            group=GROUPS[one.found.verdict],
            why="cannot tell",
        )
        for verdict in GROUPS
        for one in found.types
        if one.found.verdict == verdict
    ]
    number = sum(one.found.verdict in APART for one in found.types)
    title = f"{number} of {len(rows)} types are recorded at another rate than in {found.rest}"
    if len(title) > 86:
        title = f"{number} of {len(rows)} types are recorded at another rate than in the rest of the force"
    subtitle = f"Ratio of rates per resident with 95% intervals, {ledger.reading.span}"
    words = words_of(ledger, "against-types", title, subtitle, "1 is the rate of the other partnerships together")
    level = Mark(label=found.rest[:1].upper() + found.rest[1:], value=1.0)
    return block(comparison_dots(words, areas=rows, unit="times the rate of the rest of the force area", force=level))


def _table(ledger: Ledger, found: Against) -> Table:
    return Table(
        title="Types of record here and in the rest of the force area",
        subtitle=f"Recorded per 1,000 residents, {ledger.reading.span}; rows with a place",
        columns=(
            Column("Type", share=0.28),
            Column("Here", "right"),
            Column("Rate", "right"),
            Column("Rest", "right"),
            Column("Ratio", "right"),
            Column("95% interval", "right"),
            Column("Rate here"),
        ),
        rows=tuple(_row(ledger, found, one) for one in found.types),
        source=f"data.police.uk; residents mid-{found.year}. {ledger.reading.cut_off}",
        notes=("Intervals are widened by the spread of past months; without 24 of them, from 50 events: cannot tell.",),
        generated=ledger.reading.generated,
    )


def _row(ledger: Ledger, found: Against, one: TypeAgainst) -> Row:
    none: Line = (Absent("missing", "not tested"),)
    here, there = (
        1_000 * n / people for n, people in ((one.events, found.people), (one.rest_events, found.rest_people))
    )
    ratio, interval = none, none
    if one.found.ratio is not None and one.rest_events:
        key = f"{stem(one.name)}.against"
        bounds = "not tested" if one.found.low is None else f"{one.found.low:.2f} to {one.found.high:.2f}"
        ledger.add(
            key,
            f"{one.found.ratio:.2f}",
            f"{one.name}: rate here ÷ rate in {found.rest}",
            value=one.found.ratio,
            unit="ratio",
            denominator=f"{whole(found.people)} residents here, {whole(found.rest_people)} elsewhere, mid-{found.year}",
            method=f"95% interval {bounds}, {one.found.method}",
            inputs=({"what": "events here", "value": one.events}, {"what": "in the rest", "value": one.rest_events}),
        )
        ratio = line(f"{{{key}}}")
        interval = (Text(bounds),) if one.found.low is not None else none
    return Row(
        cells=(
            (Text(one.name),),
            (Text(whole(one.events)),),
            (Text(one_place(here)),),
            (Text(one_place(there)),),
            ratio,
            interval,
            (Text(WORDS[one.found.verdict]),),
        )
    )


EXHIBITS = {"against.types": types}
