"""The chapter on method and data quality: sources, completeness, parameters, and what cannot be said."""

from __future__ import annotations

from frankpledge.domain.exhibits.documents.ledger import Ledger, whole
from frankpledge.domain.exhibits.documents.sentences import gaps
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    FigureRef,
    Paragraph,
    Quality,
    Row,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line

STATUS = (
    "Police recorded crime is an official statistic and not an accredited one. It measures what was reported and how it"
    " was recorded as well as what happened. The Crime Survey is better for long trends, not for so small an area."
)
CHANGE = (
    "**Change.** Below 50 events in both periods together: exact conditional test. From 50: ratio with a 95% interval"
    " widened by the spread of past months around the season. “Higher” and “lower” need an interval clear of 1; “no"
    " detectable change” one wholly within 10% of 1. "
)
NO_SPREAD = (
    "No such spread can be worked out from the months loaded (24 before the window are needed), so from 50 events the"
    " verdict on a change is “cannot tell”."
)
RATES = (
    "**Rates.** Per 1,000 residents at the nearest mid-year estimate. Intervals are exact below 10 events, Byar's from"
    " 10. Areas without residents get no rate. Percentages are withheld on a base under 50."
)
PLACES = (
    "**Places.** A row counts where the LSOA of its published point lies. LSOAs that changed between 2011 and 2021 are"
    " grouped into the smallest groups common to both, and counts are never split between places."
)


def chapter(ledger: Ledger, *, title: str, about: str) -> Section:
    """Return the chapter on method and data quality."""
    blocks: list[Block] = [
        Subheading("Sources"),
        _sources(ledger),
        Subheading("What to know of the rows"),
        *rows(ledger),
        Subheading("Methods"),
        *methods(ledger),
    ]
    return Section(ref="method", title=title, about=about, blocks=tuple(blocks))


def _sources(ledger: Ledger) -> Table:
    reading = ledger.reading
    return Table(
        title="Data sets behind this document",
        subtitle=f"As known on {reading.known_at}",
        columns=(
            Column("Data set", share=0.25),
            Column("Supplier", share=0.21),
            Column("Period", share=0.18),
            Column("Quality", share=0.12),
            Column("What to know", share=0.24),
        ),
        rows=tuple(
            Row(
                cells=(
                    (Text(s.data_set),),
                    (Text(s.supplier),),
                    (Text(s.period),),
                    (Quality(steps=s.quality),),
                    (Text(s.know),),
                )
            )
            for s in ledger.sources
        ),
        source="release register; every figure is listed with its source in the spreadsheet of figures",
        generated=reading.generated,
    )


def rows(ledger: Ledger) -> list[Block]:
    """Return the paragraphs on missing months, repeats and rows without a place."""
    quality = ledger.reading.quality
    ledger.count("quality.rows", "Rows of the area in the window", quality.rows)
    ledger.count("quality.duplicates", "Rows that repeat another exactly", quality.duplicates)
    blocks: list[Block] = [
        Paragraph(
            line=(
                Text("The counts rest on "),
                FigureRef("quality.rows"),
                Text(" rows, crime and anti-social behaviour together. "),
                FigureRef("quality.duplicates"),
                Text(" of them repeat another row exactly. They are counted, because they may be distinct events."),
            ),
            note="Nearly all repeats are anti-social behaviour, which carries no reference",
        )
    ]
    if quality.force_rows and quality.placeless:
        ledger.share(
            "quality.placeless", "Rows of the force without a place", quality.placeless, quality.force_rows, places=1
        )
        blocks.append(
            Paragraph(
                line=(
                    Text("Of the rows of the force, "),
                    FigureRef("quality.placeless"),
                    Text(" carry no place: they are in the force's count and in no partnership's."),
                ),
                note=f"{whole(quality.placeless)} of {whole(quality.force_rows)}",
            )
        )
    if quality.missing_now or quality.missing_before:
        held = (ledger.reading.before, quality.missing_before), (ledger.reading.window, quality.missing_now)
        gone = ", ".join(gaps(window, names) for window, names in held if names)
        blocks.append(Paragraph(line=(Strong("Months that are not there: "), Text(f"{gone}."))))
    blocks += [Paragraph(line=(Text(caveat),)) for caveat in quality.caveats]
    return blocks


def methods(ledger: Ledger) -> list[Block]:
    """Return the paragraphs that state each method with its parameters."""
    spread = NO_SPREAD
    if ledger.reading.dispersion is not None:
        ledger.add(
            "crime.dispersion",
            f"{ledger.reading.dispersion:.1f}",
            "Spread of monthly recorded crime around its seasonal baseline (φ)",
            value=ledger.reading.dispersion,
            method="Pearson χ² over degrees of freedom of a Poisson log-linear baseline with two harmonics, at least 1",
        )
        spread = "For all crime the spread (φ) is {crime.dispersion}."
    return [
        Paragraph(line=line(STATUS), note="Office for Statistics Regulation, 2014 and 2024"),
        Paragraph(line=line(CHANGE + spread)),
        Paragraph(line=line(RATES)),
        Paragraph(line=line(PLACES)),
    ]
