"""Beside peers, force, region and nation: a table, dots with intervals, and a funnel where it can be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analysis.comparison import Comparison, funnel
from frankpledge.charts.comparison import AreaRate, comparison_dots
from frankpledge.charts.comparison import Level as Mark
from frankpledge.charts.funnel import LEAST, FunnelPoint, funnel_plot
from frankpledge.charts.words import joined
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.pictures import block, words_of
from frankpledge.domain.yardsticks.queries.levels import Level
from frankpledge.domain.yardsticks.queries.peers import Answer, PeerReading, everywhere, peer_reading, peers_in_use
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

RATE = "Recorded crimes per 1,000 residents"


def held(ledger: Ledger) -> PeerReading | None:
    """Return the area beside its peers and the wider areas, None where no evidence is given."""
    reading, known = ledger.reading, ledger.known
    chosen = peers_in_use(known.workspace) if known else None
    found: PeerReading | None = ledger.ask(
        f"peers of {chosen.identity if chosen else 'no set'}",
        lambda open_, area: peer_reading(open_, area, reading.window, chosen, dispersion=reading.dispersion),
    )
    return found


def table(ledger: Ledger) -> list[Block]:
    """Return what may be said against peers, how they were chosen, and the table of them and the wider areas."""
    found = held(ledger)
    if found is None:
        return []
    blocks: list[Block] = [Subheading("Beside similar areas")]
    if found.name:
        blocks += [_answered(ledger, found), _chosen(found)]
    else:
        words = "**No set of peers is in use**, so that there is no comparison with similar areas."
        blocks.append(Paragraph(line=line(words), note="An officer or analyst forms one under Evidence, Peers"))
        if not any(one.rate and one.name != ledger.reading.force for one in found.wider):
            return [*blocks, *_no_wider(found)]  # the force stands beside its partnerships already
    return [*blocks, _table(ledger, found)]


def _no_wider(found: PeerReading) -> list[Block]:
    """Return the paragraph that says why no wider area has a rate, nothing where no reason is known."""
    why = "; ".join(f"{one.name}: {one.why}" for one in found.wider if one.why)
    if not why:
        return []
    note = "A wider area has a rate only where every force and month of it is loaded"
    return [Paragraph(line=line("No rate of a wider area is given. {why}.", why=Text(why)), note=note)]


def _answered(ledger: Ledger, found: PeerReading) -> Paragraph:
    first = found.answers[0]
    if first.found is None:
        words = line("**We cannot tell** how the rate stands to that of peers: {why}.", why=Text(first.why))
        return Paragraph(line=words, note="One source and window: an area of which a month is missing has no rate")
    _write_down(ledger, found, first.found)
    peers = f"its {first.size} peers"
    said = {
        "higher": f"The rate of recorded crime is **higher** than that of {peers}: {{peers.ratio}} times it.",
        "lower": f"The rate of recorded crime is **lower** than that of {peers}: {{peers.ratio}} times it.",
        "none": f"**No detectable difference** from the rate of {peers} (ratio {{peers.ratio}}).",
        "cannot_tell": f"**We cannot tell** whether the rate differs from that of {peers}.",
    }
    others = "; ".join(_also(one) for one in found.answers[1:])
    also = f" {others[:1].upper()}{others[1:]}." if others else ""
    return Paragraph(line=line(f"{said[first.found.verdict]}{also}"), note=_interval(first.found))


def _also(answer: Answer) -> str:
    if answer.found is None:
        return f"against {answer.size}: not known, as {answer.why}"
    words = {"none": "no detectable difference", "cannot_tell": "cannot tell"}
    verdict = words.get(answer.found.verdict, answer.found.verdict)
    ratio = f" ({answer.found.ratio:.2f})" if answer.found.ratio is not None else ""
    return f"against {answer.size}: {verdict}{ratio}"


def _interval(found: Comparison) -> str:
    if found.low is None or found.high is None:
        return "Too few months before the window to know how far months vary"
    return (
        f"95% interval of the ratio {found.low:.2f} to {found.high:.2f}, widened by the spread of past months"
        f" (φ {found.dispersion or 1:.1f}). The area itself is not among its peers"
    )


def _write_down(ledger: Ledger, found: PeerReading, compared: Comparison) -> None:
    if compared.ratio is None:
        return
    people, events = (sum(getattr(one, name) or 0 for one in found.levels) for name in ("people", "events"))
    ledger.add(
        "peers.ratio",
        f"{compared.ratio:.2f}",
        "Rate of recorded crime, as a ratio to that of the peers together",
        value=compared.ratio,
        unit="ratio",
        denominator=f"{whole(people)} residents of {len(found.levels)} peers",
        method=f"{_interval(compared)}; peers {found.how}",
        inputs=(
            {"what": "events here", "value": found.own.events},
            {"what": "residents here", "value": found.own.people},
            {"what": "events of the peers", "value": events},
            {"what": "residents of the peers", "value": people},
        ),
    )


def _chosen(found: PeerReading) -> Paragraph:
    if found.by_hand:
        return Paragraph(
            line=line("These peers were **chosen by no methodology**: {why}", why=Text(f"{found.reason.rstrip('.')}.")),
            note="Peers chosen by hand can be chosen for the answer that they give",
        )
    named = joined([f"{name[:1].lower()}{name[1:]} ({year})" for name, year in found.variables])
    return Paragraph(
        line=line(
            f"The peers are the {len(found.levels)} nearest of {found.chosen_from} partnerships by {{named}}.",
            named=Text(named),
        ),
        note="Standardised Euclidean distance, each with the same weight. None of it is crime",
    )


def _table(ledger: Ledger, found: PeerReading) -> Table:
    """Return the peers, highest first, with the area among them, and the wider areas below."""
    members = sorted(
        (found.own, *found.levels), key=lambda one: (one.rate is None, -(one.rate.value if one.rate else 0))
    )
    rows = [_row(ledger, one, "peer") for one in (members if found.name else [found.own])]
    rows.append(Row(cells=((Text("Wider areas, this one among them"),),), group=True))
    rows += [_row(ledger, one, "wider") for one in found.wider]
    how = f"Peers {found.how}. " if found.name else ""
    return Table(
        title="Recorded crime beside peers and wider areas",
        subtitle=f"{RATE}, {ledger.reading.span}",
        columns=(
            Column("Area", share=0.34),
            Column("Crimes", "right"),
            Column("Residents", "right"),
            Column("Rate", "right"),
            Column("95% interval", "right"),
        ),
        rows=tuple(rows),
        source=f"data.police.uk; residents mid-{ledger.reading.people_year}. {how}{ledger.reading.cut_off}",
        notes=_notes(found),
        generated=ledger.reading.generated,
    )


def _notes(found: PeerReading) -> tuple[str, ...]:
    """Return why areas have no data: wider ones one by one, peers by what is lacking."""
    lacking = sorted({one.why for one in found.levels if one.why})
    notes = ["A wider area has a rate only where every force and month of it is loaded."]
    notes += [f"{one.name}: {one.why}." for one in found.wider if one.why]
    return (*notes, *([f"Peers without data: {joined(lacking)}."] if lacking else []))


def _row(ledger: Ledger, one: Level, kind: str) -> Row:
    name: Line = (Strong(one.name),) if one.own else (Text(one.name),)
    none: Line = (Absent("missing", "no data"),)
    if one.events is None:
        return Row(cells=(name, none, none, none, none))
    people: Line = (Text(whole(one.people)),) if one.people else (Absent("missing", "no data"),)
    if one.rate is None:
        return Row(cells=(name, (Text(whole(one.events)),), people, none, none))
    key = f"{kind}.{one.code or one.name.lower().replace(' ', '-')}.rate"
    ledger.add(
        key,
        one_place(one.rate.value),
        f"{RATE}, {one.name}",
        value=one.rate.value,
        unit="per 1,000",
        area=one.name,
        denominator=f"{whole(one.people or 0)} residents",
        method=f"95% interval {one.rate.low:,.1f} to {one.rate.high:,.1f}, {one.rate.method}",
        inputs=({"what": "events", "value": one.events}, {"what": "residents", "value": one.people}),
    )
    interval = f"{one_place(one.rate.low)} to {one_place(one.rate.high)}"
    return Row(cells=(name, (Text(whole(one.events)),), people, line(f"{{{key}}}"), (Text(interval),)))


def dots(ledger: Ledger) -> list[Block]:
    """Return the peers and the wider areas as dots with intervals, nothing where most of the peers have no rate."""
    found = held(ledger)
    if found is None or not found.name:
        return []
    wider = [one for one in found.wider if one.rate]
    rated = [one for one in (found.own, *found.levels) if one.rate]
    if found.own.rate is None or 2 * (len(rated) - 1) < len(found.levels):
        return []  # most of the picture would be missing: the table says so better
    group = "Peers, chosen by no methodology" if found.by_hand else "Peers, nearest by the open method"
    shown = [*(_mark(one, group) for one in (found.own, *found.levels)), *(_mark(one, "Wider areas") for one in wider)]
    title = _title(ledger, found)
    words = words_of(ledger, "peers", title, f"{RATE} with 95% intervals, {ledger.reading.span}", f"Peers {found.how}")
    first = wider[0] if wider else None
    level = Mark(label=first.name, value=first.rate.value) if first and first.rate else None
    return [block(comparison_dots(words, areas=shown, unit="per 1,000 residents", force=level))]


def _mark(one: Level, group: str) -> AreaRate:
    if one.rate is None:
        return AreaRate(label=one.name, value=None, own=one.own, group=group, why="no data")
    return AreaRate(
        label=one.name, value=one.rate.value, lower=one.rate.low, upper=one.rate.high, own=one.own, group=group
    )


def _title(ledger: Ledger, found: PeerReading) -> str:
    name, answer = ledger.reading.name, found.answers[0].found
    if answer is None or answer.verdict == "cannot_tell":
        return f"We cannot tell whether {name} differs from its peers"
    if answer.verdict == "none":
        return f"No detectable difference between {name} and its peers"
    return f"{name} has a {answer.verdict} rate of recorded crime than its peers"


def funnelled(ledger: Ledger) -> list[Block]:
    """Return the funnel of every partnership of the nation with complete data, nothing under 20 of them."""
    window = ledger.reading.window
    found: tuple[Level, ...] | None = ledger.ask("everywhere", lambda open_, area: everywhere(open_, area, window))
    return [funnel_of(ledger, found)] if found is not None and len(found) >= LEAST else []


def funnel_of(ledger: Ledger, found: Sequence[Level]) -> Block:
    """Return the funnel of 20 areas or more, each with its events and residents."""
    events, people = [one.events for one in found], [one.people for one in found]
    outer, inner = (funnel(events=events, base=people, per=1_000, confidence=c) for c in (0.998, 0.95))
    points = [
        FunnelPoint(
            label=one.name,
            base=one.people or 0,
            value=float(outer.value[at]),
            inner=(float(inner.lower[at]), float(inner.upper[at])),
            outer=(float(outer.lower[at]), float(outer.upper[at])),
            outside="" if not outer.outside[at] else "higher" if outer.z[at] > 0 else "lower",
            own=one.own,
        )
        for at, one in enumerate(found)
    ]
    out = sum(point.outside != "" for point in points)
    own = next((point for point in points if point.own), None)
    where = {"higher": "above", "lower": "below", "": "within"}[own.outside] if own else ""
    title = f"{out} of {len(points)} partnerships lie outside the range expected for their size"
    if own:
        title = (
            f"{ledger.reading.name} lies {where} the range expected for its size; {out} of {len(points)} lie outside"
        )
    method = (
        f"Limits at 95% and 99.8%, widened for spread between areas (τ² {outer.tau_squared:.3f}), tails winsorised 10%"
    )
    words = words_of(ledger, "funnel", title[:86], f"{RATE} against residents, {ledger.reading.span}", method)
    return block(funnel_plot(words, points=points, centre=float(outer.centre[0]), base="residents", unit=RATE.lower()))


EXHIBITS = {"peers.table": table, "peers.dots": dots, "peers.funnel": funnelled}
