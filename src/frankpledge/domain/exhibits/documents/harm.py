"""Harm and cost: the ranking of offences by count beside their ranking by harm, and what changes between the two."""

from __future__ import annotations

from frankpledge.analysis.harm import Weighed, Weighing
from frankpledge.charts.words import joined
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.yardsticks.queries.harm import (
    HarmReading,
    OffenceCounts,
    Scale,
    harm_reading,
    offence_counts,
    scales,
    type_counts,
)
from frankpledge.ground.documents.blocks import Block, Column, Line, Paragraph, Row, Strong, Subheading, Table, Text
from frankpledge.ground.documents.words import line

SHOWN = 10
MOVED = 2  # fewer places than this say nothing


def held(ledger: Ledger, kind: str) -> list[HarmReading]:
    """Return the offences of the area weighed by every scale of a kind, published first."""
    months, window = ledger.months(), ledger.reading.window
    if months is None or ledger.known is None:
        return []
    coded: OffenceCounts | None = ledger.ask("offences", lambda open_, area: offence_counts(open_, area, window))
    typed = type_counts(ledger.reading.name, months, window)
    workspace = ledger.known.workspace
    found = []
    if coded is not None:
        found += [harm_reading(coded, scale) for scale in scales(kind, by="code", workspace=workspace)]
    if typed is not None:
        weighed = [harm_reading(typed, scale) for scale in scales(kind, by="type", workspace=workspace)]
        found += [one for one in weighed if coded is None or one.weighing is not None]
    return found


def by_harm(ledger: Ledger) -> list[Block]:
    """Return offences by count beside offences by harm."""
    return _shown(ledger, "harm", "By harm as well as by number")


def by_cost(ledger: Ledger) -> list[Block]:
    """Return offences by count beside offences by what they were estimated to cost."""
    return _shown(ledger, "cost", "What it was estimated to cost")


def _shown(ledger: Ledger, kind: str, title: str) -> list[Block]:
    found = held(ledger, kind)
    if not found:
        return []
    blocks: list[Block] = [Subheading(title)]
    for number, one in enumerate(found):
        key = kind if number == 0 else f"{kind}-{number + 1}"
        if one.weighing is None:
            blocks.append(_refused(one))
        else:
            blocks += [_said(ledger, key, one, one.weighing), _table(ledger, one, one.weighing)]
    return blocks


def _refused(one: HarmReading) -> Paragraph:
    if one.offences.by == "type":
        words = (
            "Recorded crime **cannot be weighed by offence**: only types of data.police.uk are known here, and {scale}"
            " has no confirmed weight for any of them."
        )
        note = "A type holds offences of very different gravity. Load the Home Office's table by offence code"
        return Paragraph(line=line(words, scale=Text(one.scale.name)), note=note)
    return Paragraph(line=line("Offences are not weighed: {why}", why=Text(one.why)), note=one.scale.name)


def _said(ledger: Ledger, key: str, one: HarmReading, found: Weighing) -> Paragraph:
    """Return how much of the offences could be weighed, and which move most when they are."""
    everything = round(found.count + sum(found.unweighed.values()))
    ledger.share(
        f"{key}.covered",
        f"Share of offences that {one.scale.name} has a weight for",
        round(found.count),
        everything,
        area=one.offences.area,
        period=one.offences.period,
        source=one.offences.source,
    )
    _total(ledger, key, one, found)
    what = "cost an estimated {total} at prices of {year}" if one.scale.kind == "cost" else "weigh {total} {unit}"
    said = f"{{{key}.covered}} of the offences recorded in {{area}} have a weight; they {what}. {_moves(one, found)}"
    note = f"{one.scale.name}. {one.scale.limits}"
    pieces = {"area": Text(one.offences.area), "year": Text(one.scale.price_year), "unit": Text(one.scale.unit)}
    words = said.replace("{total}", f"{{{key}.total}}")
    if one.offences.area != ledger.reading.name:
        note = f"These are the offences of the whole force: no table by partnership and offence is loaded. {note}"
    return Paragraph(line=line(words, **pieces), note=note)


def _total(ledger: Ledger, key: str, one: HarmReading, found: Weighing) -> None:
    money = one.scale.kind == "cost"
    display = f"£{found.total / 1e6:,.1f} million" if money else whole(found.total)
    ledger.add(
        f"{key}.total",
        display,
        f"Offences weighed by {one.scale.name}",
        value=found.total,
        unit=f"pounds at prices of {one.scale.price_year}" if money else one.scale.unit,
        area=one.offences.area,
        period=one.offences.period,
        denominator=f"{whole(found.count)} offences that have a weight",
        source=f"{one.offences.source}; {one.scale.source}",
        method="sum of count × weight over offences that have a confirmed weight; none is guessed",
        caveat=one.scale.limits,
        inputs=tuple({"offence": w.offence, "count": w.count, "weight": w.weight} for w in found.offences),
    )


def _moves(one: HarmReading, found: Weighing) -> str:
    up = [w for w in found.offences if w.moved >= MOVED]
    down = [w for w in found.offences if w.moved <= -MOVED]
    if not up and not down:
        return "Weighing them changes no rank by more than one place."
    top = sorted(up, key=lambda w: (-w.moved, w.offence))[:3]
    low = sorted(down, key=lambda w: (w.moved, w.offence))[:3]
    parts = []
    if top:
        parts.append(f"move up: {joined([_moved(one, w) for w in top])}")
    if low:
        parts.append(f"move down: {joined([_moved(one, w) for w in low])}")
    said = "; these ".join(parts)
    return f"When offences are weighed, these {said}."


def _moved(one: HarmReading, weighed: Weighed) -> str:
    name = one.offences.words[weighed.offence]
    ranks = f"{weighed.rank_by_count:g} to {weighed.rank_by_total:g}"
    return f"{name[:1].lower()}{name[1:]} ({ranks})".replace("{", "").replace("}", "")


def _table(ledger: Ledger, one: HarmReading, found: Weighing) -> Table:
    money = one.scale.kind == "cost"
    unit = f"£, prices of {one.scale.price_year}" if money else one.scale.unit
    rows = [_row(one, w) for w in found.offences[:SHOWN]]
    rest = found.offences[SHOWN:]
    if rest:
        rows.append(_summed(f"{len(rest)} other offences with a weight", rest, found))
    rows.append(_unweighed(found))
    top = found.offences[0]
    name = one.offences.words[top.offence]
    return Table(
        title=_title(name, top, one.scale, len(found.offences)),
        subtitle=f"{one.offences.area}, {one.offences.period}; weight in {unit}",
        columns=(
            Column("Offence", share=0.34),
            Column("Number", "right"),
            Column("Rank by number", "right"),
            Column("Weight", "right"),
            Column("Share of cost" if money else "Share of harm", "right"),
            Column("Rank by cost" if money else "Rank by harm", "right"),
        ),
        rows=tuple(rows),
        source=f"{one.offences.source}; {one.scale.source}. {ledger.reading.cut_off}",
        notes=_notes(one, found),
        generated=ledger.reading.generated,
    )


def _title(name: str, top: Weighed, scale: Scale, weighed: int) -> str:
    """Return the finding, of so many offences that have a weight: the largest of them holds most, or more than any."""
    what = "cost" if scale.kind == "cost" else "harm"
    holds = f"most of the {what}" if top.share > 1 / 2 else f"more {what} than any other"
    words = f"Of {weighed} offences with a weight, {name[:1].lower()}{name[1:]} holds {holds}"
    return words if len(words) <= 86 else f"Of {weighed} offences with a weight, the first holds {holds}"


def _row(one: HarmReading, weighed: Weighed) -> Row:
    moved = weighed.moved >= MOVED
    rank: Line = (Strong(f"{weighed.rank_by_total:g}"),) if moved else (Text(f"{weighed.rank_by_total:g}"),)
    return Row(
        cells=(
            (Text(one.offences.words[weighed.offence]),),
            (Text(whole(weighed.count)),),
            (Text(f"{weighed.rank_by_count:g}"),),
            (Text(whole(weighed.weight)),),
            (Text(f"{one_place(100 * weighed.share)}%"),),
            rank,
        )
    )


def _summed(name: str, rest: tuple[Weighed, ...], found: Weighing) -> Row:
    share = 100 * sum(w.total for w in rest) / found.total if found.total else 0.0
    nothing: Line = (Text("–"),)
    count: Line = (Text(whole(sum(w.count for w in rest))),)
    return Row(cells=((Text(name),), count, nothing, nothing, (Text(f"{one_place(share)}%"),), nothing))


def _unweighed(found: Weighing) -> Row:
    nothing: Line = (Text("–"),)
    number: Line = (Text(whole(sum(found.unweighed.values()))),)
    name: Line = (Text(f"{len(found.unweighed)} offences without a confirmed weight"),)
    return Row(cells=(name, number, nothing, (Text("none"),), nothing, nothing), total=True)


def _notes(one: HarmReading, found: Weighing) -> tuple[str, ...]:
    largest = sorted(found.unweighed.items(), key=lambda pair: -pair[1])[:5]
    notes = ["Ranks are among offences that have a weight; bold: up by two places or more."]
    if largest:
        named = joined([f"{one.offences.words[code]} ({whole(n)})" for code, n in largest])
        notes.append(f"Without a weight, and in no share: {named}{' and others' * (len(found.unweighed) > 5)}.")
    if one.offences.corrected:
        notes.append(f"Left out, as corrections exceed counts: {', '.join(one.offences.corrected)}.")
    return tuple(notes)


EXHIBITS = {"harm.table": by_harm, "harm.cost": by_cost}
