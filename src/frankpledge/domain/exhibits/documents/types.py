"""Types of crime: what was recorded, and which types changed beyond chance."""

from __future__ import annotations

from frankpledge.charts.words import joined
from frankpledge.domain.evidence.queries.reading import TypeReading
from frankpledge.domain.exhibits.documents.crime import EXACT
from frankpledge.domain.exhibits.documents.ledger import Ledger, whole
from frankpledge.domain.exhibits.documents.sentences import (
    comparison_row,
    doubt,
    months_label,
    per_day,
    periods_compared,
    sentence,
    write_down,
)
from frankpledge.ground.documents.blocks import Block, Column, Paragraph, Table
from frankpledge.ground.documents.words import line
from frankpledge.statute.categories import crime_type


def stem(name: str) -> str:
    """Return the key under which the figures of a type are written down."""
    return "type." + "-".join(name.lower().replace("-", " ").split())


def changed(types: tuple[TypeReading, ...], *verdicts: str) -> tuple[TypeReading, ...]:
    """Return the types whose comparison came to one of the verdicts."""
    return tuple(t for t in types if t.compared and t.compared.change.verdict in verdicts)


def most_recorded(ledger: Ledger) -> list[Block]:
    """Return the paragraph on the types most often recorded."""
    return [largest(ledger)]


def which_changed(ledger: Ledger) -> list[Block]:
    """Return how many types changed and a sentence on each of them, nothing where none can be compared."""
    types = ledger.reading.types
    for each in types:
        if each.compared:
            write_down(ledger, stem(each.name), each.name, each.compared)
    if not any(each.compared for each in types):
        return []
    return [
        tally(ledger),
        *(
            Paragraph(
                line=sentence(stem(t.name), t.name.lower(), t.compared, when=months_label(ledger.reading.like)),
                note=EXACT if index == 0 else "",
            )
            for index, t in enumerate(changed(types, "higher", "lower"))
            if t.compared
        ),
    ]


def by_type(ledger: Ledger) -> list[Block]:
    """Return the table of types."""
    return [_table(ledger)]


def largest(ledger: Ledger) -> Paragraph:
    """Return the paragraph on the three types most often recorded."""
    reading = ledger.reading
    top = [t for t in reading.types if t.total][:3]
    if not top:
        return Paragraph(line=line(f"No crime was recorded {reading.within}."))
    said = []
    for each in top:
        ledger.share(f"{stem(each.name)}.share", f"{each.name}: share of recorded crime", each.total, reading.crime)
        ledger.count(f"{stem(each.name)}.total", each.name, each.total)
        said.append(f"{each.name.lower()} ({{{stem(each.name)}.total}}, {{{stem(each.name)}.share}})")
    return Paragraph(
        line=line(f"Most often recorded were {joined(said)} of recorded crime."),
        note="Types are those of data.police.uk, not offences",
    )


def tally(ledger: Ledger) -> Paragraph:
    """Return how many types changed, and how many would by chance alone."""
    types = [t for t in ledger.reading.types if t.compared]
    number = len(changed(tuple(types), "higher", "lower"))
    unknown = len(changed(tuple(types), "cannot_tell"))
    if unknown == len(types):
        why = doubt(types[0].compared) if types[0].compared else ""
        return Paragraph(
            line=line(f"**For none of the {len(types)} types can we tell whether it changed**: {why}."),
            note="The counts of both periods are in the table",
        )
    inputs = tuple({"type": t.name, "verdict": t.compared.change.verdict} for t in types if t.compared)
    ledger.add(
        "types.changed",
        f"{number} of {len(types)}",
        "Types changed beyond chance",
        value=number,
        denominator=str(len(types)),
        period=periods_compared(ledger.reading),
        inputs=inputs,
    )
    rest = f" For {unknown} we cannot tell." if unknown else ""
    higher, lower = (_names(changed(tuple(types), verdict), verdict) for verdict in ("higher", "lower"))
    return Paragraph(
        line=line(f"{{types.changed}} types changed by more than chance explains: **{higher}**; **{lower}**.{rest}"),
        note=f"Of {len(types)} types about {0.05 * len(types):.1f} would be called changed by chance alone",
    )


def _names(types: tuple[TypeReading, ...], verdict: str) -> str:
    return f"{verdict}, " + (", ".join(t.name.lower() for t in types) if types else "none")


def _table(ledger: Ledger) -> Table:
    reading = ledger.reading
    return Table(
        title="Recorded crime by type",
        subtitle=f"{reading.name}, {reading.span}; compared: {periods_compared(reading)}",
        columns=(
            Column("Type"),
            Column("Total", "right"),
            Column("Before", "right"),
            Column("Now", "right"),
            Column("Difference", "right"),
            Column("Signal"),
        ),
        rows=tuple(
            comparison_row(t.name, t.compared, whole(t.total), polarity=crime_type(t.name).polarity)
            for t in reading.types
        ),
        source=f"data.police.uk. {reading.cut_off}",
        notes=(f"Total is of the whole window; before and now are of the months compared. {per_day(reading)}".strip(),),
        generated=reading.generated,
    )


EXHIBITS = {"types.largest": most_recorded, "types.changed": which_changed, "types.table": by_type}
