"""All crime: how much, month by month, against last year, and beside the other partnerships."""

from __future__ import annotations

from frankpledge.domain.evidence.queries.reading import AreaLevel, Comparison
from frankpledge.domain.exhibits.documents import pictures, recorded
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.sentences import (
    gaps,
    months_label,
    periods_note,
    sentence,
    write_down,
)
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    Line,
    Paragraph,
    Row,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line

EXACT = "Exact conditional test below 50 events; above, log ratio widened by the spread of past months"


def how_much(ledger: Ledger) -> list[Block]:
    """Return the level of recorded crime, with its rate when residents are known.

    Where the Home Office's count is the headline, the street-level count is told apart from it: one source at a time.
    """
    if recorded.counted(ledger) is None:
        return [Subheading("How much was recorded"), level(ledger)]
    said = (
        "**The level is the Home Office's count.** Months, types and places are by data.police.uk alone, which shows"
        " them where the Home Office does not. Both count crimes recorded by police, and no figure mixes the two."
    )
    note = "By how much they differ and why stands at the end of the chapter"
    return [Subheading("Place and pattern, by data.police.uk"), level(ledger), Paragraph(line=line(said), note=note)]


def months(ledger: Ledger) -> list[Block]:
    """Return the line of months."""
    trend = pictures.monthly(ledger, "crime")
    return [trend] if trend is not None else []


def changed(ledger: Ledger) -> list[Block]:
    """Return what may be said of the change against last year."""
    alone = recorded.counted(ledger) is None
    return [Subheading("Has it changed?" if alone else "Has the count on data.police.uk changed?"), *change(ledger)]


def beside_others(ledger: Ledger) -> list[Block]:
    """Return the comparison with the force and its other partnerships, nothing where there is none."""
    found = ledger.reading.comparison
    return [Subheading("Beside other partnerships"), *beside(ledger, found)] if found else []


def level(ledger: Ledger) -> Paragraph:
    """Return the paragraph on the level, with the rate when residents are known."""
    reading, rate = ledger.reading, ledger.reading.crime_rate
    ledger.count("crime.total", "Recorded crime, without anti-social behaviour", reading.crime)
    who = "Police recorded" if recorded.counted(ledger) is None else "data.police.uk holds"
    said = f"{who} {{crime.total}} crimes in {{area}} {reading.within}"
    area = Text(reading.name)
    if rate is None:
        why = "months are missing" if not reading.complete else reading.people_flag or "no residents are known"
        return Paragraph(line=line(f"{said}. No rate is given: {{why}}", area=area, why=Text(closed(why))))
    ledger.rate("crime.rate", "Recorded crime per 1,000 residents", rate, places=0)
    base = f"{whole(rate.population)} residents, mid-{reading.people_year}"
    interval = f"95% interval {one_place(rate.lower)} to {one_place(rate.upper)}."
    return Paragraph(
        line=line(f"{said}, {{crime.rate}} for every 1,000 residents.", area=area),
        note=f"{base}; {interval} {reading.people_flag}".strip(),
    )


def _subject(ledger: Ledger) -> str:
    """Return what a sentence on change calls the rows of street-level files, told apart from another count's crimes."""
    return "recorded crime" if recorded.counted(ledger) is None else "recorded crime on data.police.uk"


def closed(sentence: str) -> str:
    """Return a sentence with one full stop at its end."""
    return f"{sentence.rstrip('.')}."


def change(ledger: Ledger) -> list[Block]:
    """Return what may be said of the change against last year; a refused comparison names its months."""
    reading = ledger.reading
    blocks: list[Block] = []
    if not reading.complete or reading.quality.missing_before:
        blocks.append(refused(ledger))
    if reading.crime_compared is None:
        return blocks
    write_down(ledger, "crime", "Recorded crime, like months", reading.crime_compared)
    when = "" if not blocks else months_label(reading.like)
    blocks.append(
        Paragraph(
            line=sentence("crime", _subject(ledger), reading.crime_compared, when=when),
            note=f"{periods_note(reading)} {EXACT}",
        )
    )
    return blocks


def refused(ledger: Ledger) -> Paragraph:
    """Return the paragraph that refuses a full-year change, naming the months that are not there."""
    reading, quality = ledger.reading, ledger.reading.quality
    gone = [
        f"{gaps(window, names)} (of the {window.label})"
        for window, names in ((reading.window, quality.missing_now), (reading.before, quality.missing_before))
        if names
    ]
    rest = (
        f" Only {months_label(ledger.reading.like)} can be compared with the same months a year before."
        if ledger.reading.like
        else " No month can be compared with the same month a year before."
    )
    return Paragraph(
        line=line(
            f"**The change over the full year is not given**, because months are missing: {'; '.join(gone)}.{rest}"
        ),
        note="A missing month is not a fall in crime",
    )


def beside(ledger: Ledger, comparison: Comparison) -> list[Block]:
    """Return the comparison with the force and its other partnerships."""
    reading = ledger.reading
    words = line("{reason}", reason=Text(comparison.reason))
    if comparison.verdict in ("higher", "lower") and comparison.ratio is not None:
        ledger.add(
            "crime.against_force",
            f"{comparison.ratio:.2f}",
            "Rate of recorded crime, as a ratio to the rest of the force area",
            value=comparison.ratio,
            unit="ratio",
            method=f"95% interval {comparison.lower:.2f} to {comparison.upper:.2f}; the area is taken out of the force",
            inputs=tuple({"what": a.name, "events": a.events, "residents": a.people} for a in comparison.areas),
        )
        words = line(
            f"The rate of recorded crime is **{comparison.verdict}** than in the rest of the {{force}} area: "
            "{crime.against_force} times its rate.",
            force=Text(reading.force),
        )
    note = "The area itself is taken out of its comparator. The interval is widened by the spread of past months."
    blocks: list[Block] = [Paragraph(line=words, note=note)]
    if comparison.placeless:
        label = "Crimes of the force in no partnership of it"
        ledger.count("force.placeless", label, comparison.placeless, area=reading.force)
        said = "{force.placeless} crimes of the force carry no place, or one outside it, and count in no partnership."
        blocks.append(Paragraph(line=line(said)))
    if (dots := pictures.comparison(ledger, comparison)) is not None:
        blocks.append(dots)
    blocks.append(_table(ledger, comparison))
    return blocks


def _table(ledger: Ledger, comparison: Comparison) -> Table:
    areas = sorted(comparison.areas, key=lambda a: -(a.rate.value if a.rate else 0))
    rows = [_row(area) for area in areas]
    if comparison.force:
        rows.append(_row(comparison.force, total=True))
    return Table(
        title=f"Recorded crime in the partnerships of {ledger.reading.force}",
        subtitle=f"Crimes with a place, {ledger.reading.span}; rate per 1,000 residents",
        columns=(
            Column("Partnership"),
            Column("Crimes", "right"),
            Column("Residents", "right"),
            Column("Rate", "right"),
            Column("95% interval", "right"),
        ),
        rows=tuple(rows),
        source=f"data.police.uk; residents mid-{ledger.reading.people_year}. {ledger.reading.cut_off}",
        generated=ledger.reading.generated,
    )


def _row(area: AreaLevel, *, total: bool = False) -> Row:
    none: Line = (Absent("missing", "no data"),)
    name: Line = (Strong(area.name),) if area.own else (Text(area.name),)
    return Row(
        cells=(
            name,
            (Text(whole(area.events)),),
            (Text(whole(area.people)),) if area.people else none,
            (Text(one_place(area.rate.value)),) if area.rate else none,
            (Text(f"{one_place(area.rate.lower)} to {one_place(area.rate.upper)}"),) if area.rate else none,
        ),
        total=total,
    )


EXHIBITS = {
    "crime.level": how_much,
    "crime.months": months,
    "crime.change": changed,
    "crime.beside": beside_others,
}
