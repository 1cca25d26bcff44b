"""What only a partnership's own evidence shows: domestic abuse, sexual violence, hate, alcohol, and partners' counts.

All of it is restricted. For a whole partnership and a whole year a count may be published, its small cells hidden;
months, shares and percentages never are, so none of a force's own records is printed here. Each exhibit is empty where
there is no such evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.sentences import doubt, months_label, sentence_case
from frankpledge.domain.supplied.queries.partners import PartnerPoint, PartnerSeries, partner_series
from frankpledge.domain.supplied.queries.records import OwnMeasure, OwnReading, own_reading
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    FigureRef,
    Inline,
    Line,
    Paragraph,
    Row,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

RESTRICTED = "restricted"
# What `disclosure` knows a count by, so that a small one is hidden from the public.
_COUNTED = "recorded"


@dataclass(frozen=True)
class _Theme:
    """A theme that records tell by flag or code: its heading, its subject, what was counted, and what to know of it."""

    name: str
    title: str
    subject: str
    counted: str
    caveat: str


_THEMES = (
    _Theme(
        "domestic_abuse",
        "Domestic abuse",
        "recorded domestic abuse",
        "crimes and incidents as domestic abuse",
        "A flag that officers set: much domestic abuse is never reported, and more may be flagged than used to be",
    ),
    _Theme(
        "sexual",
        "Sexual offences",
        "recorded sexual offences",
        "sexual offences",
        "Told by their offence codes; many are reported long after they happened, most never",
    ),
    _Theme(
        "hate",
        "Hate crime",
        "recorded hate crime",
        "crimes and incidents as hate",
        "A flag that officers set by what the victim or a witness perceives",
    ),
    _Theme(
        "alcohol",
        "Alcohol-related crime and disorder",
        "recorded alcohol-related crime and disorder",
        "crimes and incidents as alcohol-related",
        "A flag that officers set, often by judgement; forces differ in how they use it",
    ),
)


def theme(of: _Theme, ledger: Ledger) -> list[Block]:
    """Return the level of one theme, how many suffered it again, and what may be said of its change."""
    reading = _own(ledger)
    found = reading.of(of.name) if reading else None
    if reading is None or found is None:
        return []
    return [Subheading(of.title), _level(of, ledger, reading, found), *_change(of, ledger, reading, found)]


def partner_indicators(ledger: Ledger) -> list[Block]:
    """Return the newest value of every indicator that partners supply, with its period, its parts or its absence."""
    series = [one.until(ledger.reading.window.last) for one in (partner_series(ledger.known) if ledger.known else ())]
    told = [one for one in series if one.points]
    named = any(one.area for one in told)
    here = [one for one in told if not named or one.area in ("", ledger.reading.name)]
    if not here:
        return []
    rows: list[Row] = []
    group = ""
    for number, one in enumerate(here, start=1):
        if one.supplier != group:
            group = one.supplier
            rows.append(Row(cells=((Text(group),),), group=True))
        rows.append(_row(ledger, one, number))
    return [
        Table(
            title="What partners count",
            subtitle=f"{ledger.reading.name}, the newest value of each indicator",
            columns=(
                Column("Indicator"),
                Column("Period"),
                Column("Value", "right"),
                Column("Out of", "right"),
                Column("Before", "right"),
            ),
            rows=tuple(rows),
            source="; ".join(dict.fromkeys(f"{one.supplier}, {one.title}" for one in here)),
            generated=ledger.reading.generated,
        )
    ]


def _own(ledger: Ledger) -> OwnReading | None:
    """Return what the partnership's own records say, read once for a state of both lakes."""
    known = ledger.known
    if known is None or known.own is None:
        return None
    reading = ledger.reading

    def read(_: Snapshot, area: Area) -> Any:
        return own_reading(known, area, reading.window, events=tuple(reading.events))

    found: OwnReading | None = ledger.ask(f"own {known.own.root} {known.own.manifest.id}", read)
    return found


def _source(reading: OwnReading) -> str:
    return f"{reading.supplier}, {reading.data_set}"


def _period(reading: OwnReading) -> str:
    if reading.complete:
        return reading.window.label
    there = tuple(month for month in reading.window.months() if month not in reading.missing)
    return f"{months_label(there)} of the {reading.window.label}"


def _count(ledger: Ledger, key: str, label: str, value: int, reading: OwnReading, **known: object) -> str:
    told: dict[str, object] = {
        "period": _period(reading),
        "source": _source(reading),
        "cut_off": f"As known on {day_in_words(reading.known_on)}",
        "policy": RESTRICTED,
        "inputs": ({"what": "records", "value": value, "releases": list(reading.releases)},),
        **known,
    }
    return ledger.add(key, whole(value), label, value=value, unit=_COUNTED, **told)


def _level(of: _Theme, ledger: Ledger, reading: OwnReading, found: OwnMeasure) -> Paragraph:
    key = f"own.{of.name}"
    _count(ledger, f"{key}.total", sentence_case(of.subject), found.total, reading)
    said = f"{{who}} recorded {{{key}.total}} {of.counted} in {{area}} in {{when}}"
    again = reading.domestic_victims if of.name == "domestic_abuse" else None
    if again is not None:
        _count(ledger, f"{key}.again", "Victims of domestic abuse with two crimes or more", again.repeated, reading)
        _count(ledger, f"{key}.victims", "Victims of domestic abuse known by a keyed hash", again.distinct, reading)
        said += f"; {{{key}.again}} of {{{key}.victims}} victims suffered it more than once"
    notes = [f"{_source(reading)}. {of.caveat}"]
    if found.unstated:
        notes.append("Some records do not say")
    if reading.placeless:
        notes.append("Records that lie in no small area are counted in none")
    if reading.missing:
        notes.append(f"Not there: {months_label(reading.missing)}")
    words = {"who": Text(reading.supplier), "area": Text(ledger.reading.name), "when": Text(_in_words(reading))}
    return Paragraph(line=line(f"{said}.", **words), note=". ".join(notes))


def _in_words(reading: OwnReading) -> str:
    span = _period(reading)
    return f"the {span}" if span.startswith("year") else span


def _change(of: _Theme, ledger: Ledger, reading: OwnReading, found: OwnMeasure) -> list[Block]:
    """Return the sentence that the verdict allows, with both counts and no percentage, which would not be published."""
    if found.compared is None:
        return []
    like = tuple(month for month in reading.window.months() if month in reading.months and month - 12 in reading.months)
    key, now, before = f"own.{of.name}", months_label(like), months_label(tuple(month - 12 for month in like))
    method = found.compared.change.method
    _count(ledger, f"{key}.like", sentence_case(of.subject), found.compared.now, reading, period=now, method=method)
    _count(ledger, f"{key}.like_before", sentence_case(of.subject), found.compared.before, reading, period=before)
    note = f"{sentence_case(now)}, against {before}. {sentence_case(method)}"
    return [Paragraph(line=_said(key, of.subject, found, now), note=note)]


def _said(key: str, subject: str, found: OwnMeasure, when: str) -> Line:
    compared = found.compared
    assert compared is not None
    pair: Line = (FigureRef(f"{key}.like"), Text(" against "), FigureRef(f"{key}.like_before"))
    verdict = compared.change.verdict
    if verdict in ("higher", "lower"):
        return (Strong(f"{sentence_case(subject)} is {verdict}"), Text(f" in {when}: "), *pair, Text("."))
    if verdict == "none":
        return (Strong("No detectable change"), Text(f" in {subject} in {when} ("), *pair, Text(")."))
    start = Strong(f"We cannot tell whether {subject} changed")
    return (start, Text(f" in {when} ("), *pair, Text(f"): {doubt(compared)}."))


def _row(ledger: Ledger, one: PartnerSeries, number: int) -> Row:
    key = f"own.partner.{number}"
    latest, before = one.latest, one.points[-2] if len(one.points) > 1 else None
    name = f"{one.indicator} ({one.theme})" if one.theme else one.indicator
    of: Inline = _base(ledger, f"{key}.of", one, latest) if latest.denominator is not None else Text("")
    then = _cell(ledger, f"{key}.before", one, before) if before else Text("")
    return Row(cells=((Text(name),), (Text(latest.label),), (_cell(ledger, key, one, latest),), (of,), (then,)))


def _base(ledger: Ledger, key: str, one: PartnerSeries, point: PartnerPoint) -> FigureRef:
    """Return the denominator of a value as a figure of its own: it is a restricted count like any other."""
    assert point.denominator is not None
    label = f"{one.indicator}{f', {one.area}' if one.area else ''}: of how many"
    ledger.add(
        key,
        whole(point.denominator),
        label,
        value=point.denominator,
        unit=_COUNTED,
        period=point.label,
        source=f"{one.supplier}, {one.title}",
        policy=RESTRICTED,
    )
    return FigureRef(key)


def _cell(ledger: Ledger, key: str, one: PartnerSeries, point: PartnerPoint) -> Inline:
    """Return a value as a figure of its own; what is missing or hidden keeps its mark and is never a number."""
    if point.state != "value" or point.value is None:
        kind = "suppressed" if point.state == "suppressed" else "missing"
        return Absent(kind, f"{'hidden by the supplier' if kind == 'suppressed' else 'no data'} {point.mark}".strip())
    counted = one.unit == "count"
    parts = [
        {"what": name, "value": value}
        for name, value in (("numerator", point.numerator), ("denominator", point.denominator))
        if value is not None
    ]
    place = " ".join(part for part in (point.sheet, f"line {point.line}" if point.line else "") if part)
    ledger.add(
        key,
        _printed(one.unit, point.value),
        f"{one.indicator}{f', {one.area}' if one.area else ''}",
        value=point.value,
        unit=_COUNTED if counted else one.unit or "as supplied",
        period=point.label,
        denominator="" if point.denominator is None else whole(point.denominator),
        source=f"{one.supplier}, {one.title}",
        policy=RESTRICTED,
        caveat=f"Target {one.target}" if one.target else "",
        inputs=({"what": "cell", "value": point.value, "release": point.release, "place": place}, *parts),
    )
    return FigureRef(key)


def _printed(unit: str, value: float) -> str:
    number = whole(value) if value == int(value) else one_place(value)
    return f"{number}%" if unit == "percent" else f"£{number}" if unit == "pounds" else number


_NAMES = {"domestic_abuse": "domestic_abuse", "sexual": "sexual_violence", "hate": "hate", "alcohol": "alcohol"}
EXHIBITS: dict[str, Callable[[Ledger], list[Block]]] = {
    **{f"own.{_NAMES[of.name]}": partial(theme, of) for of in _THEMES},
    "own.partner_indicators": partner_indicators,
}
