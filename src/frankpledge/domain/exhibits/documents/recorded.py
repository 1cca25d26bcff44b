"""The Home Office's count as the headline for levels, and both police sources side by side.

Where the Home Office's table is loaded for an area and the window is made of its quarters, it gives the level; the
street files give place and pattern. Neither corrects the other. Nothing is shown where the table is not loaded.
"""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.rates import rate
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.reading import Compared
from frankpledge.domain.evidence.queries.recorded import (
    HOME_OFFICE,
    RecordedLevels,
    SourcesCompared,
    recorded_levels,
    sources_compared,
)
from frankpledge.domain.evidence.queries.recorded_change import recorded_change
from frankpledge.domain.exhibits.documents.ledger import SOURCE, Ledger, one_place, signed_percent, whole
from frankpledge.domain.exhibits.documents.sentences import sentence, sentence_case
from frankpledge.ground.documents.blocks import Block, Column, Paragraph, Row, Subheading, Table, Text
from frankpledge.ground.documents.words import line
from frankpledge.lake.areas import Area, nation
from frankpledge.lake.queries import NotWholeQuarters
from frankpledge.lake.store import Snapshot

_ABOUT = "Official but not accredited statistics, without fraud and anti-social behaviour"

_EFFECTS = {"more": "more", "fewer": "fewer", "either": "more or fewer"}
_SURE = {"V": "the publisher's own data", "S": "its guides, read in part", "K": "general knowledge"}


def headline(ledger: Ledger) -> list[Block]:
    """Return the Home Office's level, its rate and what may be said of its change; none where it is not loaded."""
    found = counted(ledger)
    if found is None:
        return []
    blocks: list[Block] = [
        Subheading("How much was recorded, by the Home Office's count"),
        _level(ledger, found.levels),
    ]
    return [*blocks, *_change(ledger, found.levels, found.compared)]


@dataclass(frozen=True)
class Counted:
    """The Home Office's level of the window, and what may be said of its change: None without the whole year before."""

    levels: RecordedLevels
    compared: Compared | None


def counted(ledger: Ledger) -> Counted | None:
    """Return the Home Office's count where it can head the document: whole, of the area itself; None elsewhere."""
    if ledger.reading.kind not in ("csp", "force"):
        return None
    found: Counted | None = ledger.ask("recorded", lambda open_, area: _counted(open_, area, ledger))
    return found


def _counted(snapshot: Snapshot, area: Area, ledger: Ledger) -> Counted | None:
    reading, levels = ledger.reading, _levels(snapshot, area, ledger)
    if levels is None or not levels.complete:
        return None
    around = {"nation": nation(area), "force": reading.force}
    return Counted(levels, recorded_change(snapshot, levels, **around, events=tuple(reading.events)))


def two_sources(ledger: Ledger) -> list[Block]:
    """Return the table of both police sources with their gap and the reasons for it; none where one is not loaded."""
    asked = _asked(ledger)
    pair = sources_compared(*asked, ledger.reading.window) if asked else None
    if pair is None or pair.percent is None:
        return []
    return [
        Subheading("Two police sources, and why they differ"),
        _gap(ledger, pair, pair.percent),
        _table(ledger, pair),
        _reasons(pair),
    ]


def _asked(ledger: Ledger) -> tuple[Snapshot, Area] | None:
    """Return the open evidence and the area as the Home Office would know it; None where nothing is known of either."""
    if ledger.known is None or ledger.reading.kind not in ("csp", "force"):
        return None
    return ledger.known.open, find(ledger.known.open, ledger.reading.code, kind=ledger.reading.kind)


def _levels(snapshot: Snapshot, area: Area, ledger: Ledger) -> RecordedLevels | None:
    try:
        return recorded_levels(snapshot, area, ledger.reading.window)
    except NotWholeQuarters:
        return None


def _level(ledger: Ledger, levels: RecordedLevels) -> Paragraph:
    reading = ledger.reading
    _count(ledger, "recorded.total", "Recorded crime without fraud, Home Office", levels.total.now, levels)
    said = f"The Home Office counts {{recorded.total}} crimes in {{area}} {reading.within}"
    area = Text(reading.name)
    about = f"{_ABOUT}; {_trace(levels)}"
    if not reading.people:
        why = reading.people_flag or "no residents are known"
        return Paragraph(
            line=line(f"{said}. No rate is given: {{why}}.", area=area, why=Text(why.rstrip("."))), note=about
        )
    found = rate(events=max(0, levels.total.now), population=reading.people)
    label = "Recorded crime without fraud per 1,000 residents, Home Office"
    ledger.rate("recorded.rate", label, found, places=1, source=HOME_OFFICE)
    base = f"{whole(found.population)} residents, mid-{reading.people_year}"
    interval = f"95% interval {one_place(found.lower)} to {one_place(found.upper)}."
    return Paragraph(
        line=line(f"{said}, {{recorded.rate}} for every 1,000 residents.", area=area),
        note=f"{base}; {interval} {reading.people_flag} {about}".replace("  ", " "),
    )


def _change(ledger: Ledger, levels: RecordedLevels, compared: Compared | None) -> list[Block]:
    """Return the sentence that the verdict allows, nothing where the year before is not whole."""
    if compared is None:
        gone = ", ".join(quarter.label for quarter in levels.missing_before) or "some of its numbers"
        return [Paragraph(line=line(f"No comparison with the year before: {gone} is not there."))]
    before = ledger.reading.before
    _count(ledger, "recorded.like", "Recorded crime without fraud", compared.now, levels)
    _count(ledger, "recorded.like_before", "Recorded crime without fraud", compared.before, levels, period=before.label)
    if compared.change.percent is not None:
        ledger.add(
            "recorded.percent",
            signed_percent(compared.change.percent),
            "Recorded crime without fraud: difference",
            value=compared.change.percent,
            unit="%",
            source=HOME_OFFICE,
            method=compared.change.method,
            inputs=({"what": "now", "value": compared.now}, {"what": "before", "value": compared.before}),
        )
    note = (
        f"{sentence_case(ledger.reading.window.label)}, against {before.label}, by the spread of its earlier quarters"
    )
    return [Paragraph(line=sentence("recorded", "recorded crime", compared), note=note)]


def _gap(ledger: Ledger, pair: SourcesCompared, percent: float) -> Paragraph:
    span = pair.window.label
    shared = {"releases": list(pair.releases)}
    ledger.add(
        "recorded.street", whole(pair.street), "Crimes on data.police.uk", value=pair.street, unit="recorded",
        period=span, source=SOURCE, inputs=({"what": "rows of street-level files", **shared},),
    )  # fmt: skip
    ledger.add(
        "recorded.counted", whole(pair.recorded), "Crimes by the Home Office's count", value=pair.recorded,
        unit="recorded", period=span, source=HOME_OFFICE, inputs=({"what": "rows of its table", **shared},),
    )  # fmt: skip
    ledger.add(
        "recorded.gap", f"{percent:+.1f}%".replace("-", "−"), "data.police.uk against the Home Office's count",
        value=percent, unit="%", period=span, source=f"{SOURCE}; {HOME_OFFICE}",
        inputs=({"what": "street", "value": pair.street}, {"what": "recorded", "value": pair.recorded}),
    )  # fmt: skip
    said = (
        "data.police.uk holds {recorded.street} crimes for {when}, the Home Office's table {recorded.counted}: "
        "{recorded.gap}."
    )
    return Paragraph(
        line=line(said, when=Text(f"the {span}" if span.startswith("year") else span)),
        note="The gap is shown and never used to correct either: each figure here is of one source throughout",
    )


def _table(ledger: Ledger, pair: SourcesCompared) -> Table:
    rows = [
        Row(
            cells=(
                (Text(one.quarter.label),),
                (Text(whole(one.street)),),
                (Text(whole(one.recorded)),),
                (_apart(one.street, one.recorded),),
            )
        )
        for one in pair.quarters
    ]
    gone = ", ".join(quarter.label for quarter in pair.not_compared)
    return Table(
        title="Recorded crime in two police sources",
        subtitle=f"{ledger.reading.name}, {pair.window.label}" + (f"; not in both: {gone}" if gone else ""),
        columns=(
            Column("Quarter"),
            Column("data.police.uk", "right"),
            Column("Home Office", "right"),
            Column("Difference", "right"),
        ),
        rows=tuple(rows),
        source=f"{SOURCE}; {HOME_OFFICE}",
    )


def _reasons(pair: SourcesCompared) -> Table:
    """Return why the two differ, which way each reason works, and how sure we are of it."""
    return Table(
        title="Why the two sources differ",
        subtitle="What each reason does to the count of data.police.uk, seen beside the Home Office's",
        columns=(Column("Reason"), Column("data.police.uk holds"), Column("We know it from")),
        rows=tuple(
            Row(cells=((Text(f"{one.words}."),), (Text(_EFFECTS[one.effect]),), (Text(_SURE[one.confidence]),)))
            for one in pair.reasons
        ),
    )


def _apart(street: int, recorded: int) -> Text:
    return Text(f"{100 * (street / recorded - 1):+.1f}%".replace("-", "−") if recorded > 0 else "no base")


def _count(ledger: Ledger, key: str, label: str, value: int, levels: RecordedLevels, **known: object) -> None:
    inputs = ({"what": "rows of the Home Office's table", "value": value, "releases": list(levels.releases)},)
    ledger.add(key, whole(value), label, value=value, unit="recorded", source=HOME_OFFICE, inputs=inputs, **known)


def _trace(levels: RecordedLevels) -> str:
    """Return where the count stands, so that a reader can find its cells."""
    rows = levels.total.rows
    sheets = ", ".join(dict.fromkeys(row.sheet for row in rows if row.sheet))
    return f"{len(rows):,} rows of the table" + (f", sheets {sheets}" if sheets else "")


EXHIBITS = {"recorded.headline": headline, "recorded.two_sources": two_sources}
