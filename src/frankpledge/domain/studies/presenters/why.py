"""Why did it change?: a bridge whose parts add up, the types and the places behind it."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.charts.bridge import Step, bridge
from frankpledge.charts.chart import Chart
from frankpledge.charts.words import joined
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.studies.presenters.page import Frame, Line, Part, StudyPage, drawn, signed
from frankpledge.domain.studies.queries.why import PlacePart, TypePart, Why, whole
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

SHOWN = 7
SHOWN_PLACES = 15
POPULATION, MOVED = "More or fewer residents", "Residents elsewhere"
SUPPLIED = "Recorded otherwise: as supplied"
UNALLOCATED = "Recorded otherwise: not allocated"
NOWHERE = "Where residents are not known"


def why_page(found: Why, frame: Frame) -> StudyPage:
    """Return the page that says of what parts a change is made."""
    parts = tuple(part for part in (_bridge(found, frame), _types(found, frame), _places(found, frame)) if part)
    return StudyPage(
        caption=frame.caption,
        title=_title(found),
        lede=_lede(found),
        known=found.subject.cut_off,
        facts=_facts(found),
        parts=parts,
        parameters=_parameters(found),
        cautions=_cautions(found),
    )


def steps(found: Why) -> list[Step]:
    """Return the steps of the bridge as whole numbers that add up: residents, the largest parts, the rest."""
    named: list[tuple[str, float]] = []
    if found.residents_known:
        named += [(POPULATION, found.parts.population), (MOVED, found.parts.place)]
    named += _largest(found)
    if found.parts.recording:
        named.append((SUPPLIED, found.parts.recording.value))
    if any(one.unallocated for one in found.types):
        named.append((UNALLOCATED, found.parts.unallocated))
    if found.outside:
        named.append((NOWHERE, float(found.outside)))
    counted = whole([part for _, part in named], found.change)
    return [Step(label, value) for (label, _), value in zip(named, counted, strict=True)]


def _largest(found: Why) -> list[tuple[str, float]]:
    """Return the parts of types, or of places where one type alone is counted: the largest, then all others as one."""
    allocated = [one for one in found.types if not one.unallocated]
    parts: Sequence[TypePart | PlacePart] = allocated
    if len(found.types) == 1:
        parts = found.places if allocated else ()
    shown, rest = parts[:SHOWN], parts[SHOWN:]
    told = [(f"{one.name}", one.part) for one in shown]
    kind = "places" if len(found.types) == 1 else "types"
    return [*told, *([(f"{len(rest)} other {kind}", sum(one.part for one in rest))] if rest else [])]


def _title(found: Why) -> str:
    name = say.capital(say.subject(found.subject.asked.what))
    compared = found.subject.explored.compared
    verdict = compared.change.verdict if compared else "cannot_tell"
    largest = max(found.types, key=lambda one: abs(one.part), default=None)
    if verdict in ("higher", "lower") and largest and len(found.types) > 1 and largest.part:
        return (
            f"{name} is {verdict}: {signed(found.change)}, of which {say.subject(largest.name)} {signed(largest.part)}"
        )
    if verdict in ("higher", "lower"):
        return f"{name} is {verdict} by {abs(found.change):,}"
    if verdict == "none":
        return f"No detectable change in {say.subject(found.subject.asked.what)}: its parts pull both ways"
    return f"We cannot tell whether {say.subject(found.subject.asked.what)} changed: its parts in numbers"


def _lede(found: Why) -> str:
    said = (
        f"{found.after:,} in the {found.subject.window.label}, {found.before:,} a year before: {signed(found.change)}."
    )
    return f"{said} The parts below add up to exactly that. They describe the sum; they are not causes."


def _facts(found: Why) -> tuple[Fact, ...]:
    compared = found.subject.explored.compared
    reason = compared.change.reason if compared else ""
    people = found.parts.population + found.parts.place
    known = found.residents_known
    residents = (
        Fact("Residents", signed(people), "events: more or fewer residents, and where they live")
        if known
        else Fact(
            "Residents",
            component("absent", kind="missing", words="not known"),
            f"one estimate, of mid-{found.years[0]}, serves both years",
            in_words=True,
        )
    )
    kind = "Places" if len(found.types) == 1 else "Types"
    cut: Sequence[TypePart | PlacePart] = found.places if kind == "Places" else found.types
    up, down = (sum(one.part for one in cut if (one.part > 0) is rise) for rise in (True, False))
    return (
        Fact("Change", signed(found.change), reason),
        residents,
        Fact(f"{kind} that rose", signed(up), f"events at changed rates, all {kind.lower()} that rose together"),
        Fact(f"{kind} that fell", signed(down), f"events at changed rates, all {kind.lower()} that fell together"),
    )


def _bridge(found: Why, frame: Frame) -> Part:
    made = steps(found)
    before, after = (
        Step(say.capital(found.subject.before.label), found.before),
        Step(say.capital(found.subject.window.label), found.after),
    )
    unit = say.unit(found.subject.asked.what)
    cut = "place" if len(found.types) == 1 else "type"

    def draw(width: int) -> Chart:
        words = frame.words(
            f"bridge-{width}",
            _bridge_title(found, made),
            f"{say.capital(unit)} recorded in {found.subject.name}; parts at changed rates by {cut}, whole {unit}",
        )
        return bridge(words, before=before, after=after, steps=made, unit=unit, width=width)

    rows: list[Line] = [("before", float(found.before), ("before", found.before, ""))]
    exact = _exact(found)
    rows += [(step.label, step.value, (step.label, step.value, exact.get(step.label, step.value))) for step in made]
    rows.append(("after", float(found.after), ("after", found.after, "")))
    return Part(
        ref="bridge",
        title="The parts of the change",
        picture=drawn(draw),
        method=_method(found),
        file=frame.file("bridge", ("part", "events", "exact"), rows),
    )


def _exact(found: Why) -> dict[str, float]:
    p = found.parts
    supplied = p.recording.value if p.recording else 0.0
    fixed = {POPULATION: p.population, MOVED: p.place, SUPPLIED: supplied, UNALLOCATED: p.unallocated}
    return {name: round(value, 4) for name, value in (*fixed.items(), *_largest(found))}


def _bridge_title(found: Why, made: Sequence[Step]) -> str:
    named = [one for one in made if not one.label.endswith((" other places", " other types"))] or list(made)
    up, down = max(named, key=lambda one: one.value), min(named, key=lambda one: one.value)
    if up.value > 0 > down.value:
        less = _named(down) if len(found.types) == 1 else _inside(down)
        return f"{_named(up)} adds {up.value:,.0f}, {less} takes away {-down.value:,.0f}"
    if up.value > 0:
        return f"{_named(up)} adds most: {up.value:,.0f} of {found.change:,}"
    if down.value < 0:
        return f"{_named(down)} takes away most: {-down.value:,.0f} of {-found.change:,}"
    return "Nothing in the count changed" if not found.change else f"The count changed by {signed(found.change)}"


def _named(step: Step) -> str:
    return step.label.partition(":")[0]


def _inside(step: Step) -> str:
    name = _named(step)
    return f"{name[:1].lower()}{name[1:]}"


def _method(found: Why) -> str:
    said = (
        "A count is residents × their share in a place × the rate there. Each part is its average effect over all "
        "orders in which these could have changed (Shapley), so none is preferred and nothing is left over; whole "
        "numbers are rounded so that they still add up, the exact ones are in the CSV."
    )
    if not found.residents_known:
        said += f" Both years rest on residents of mid-{found.years[0]}: what more or fewer of them brought is in the "
        said += "rates."
    if found.recorded:
        named = joined([f"{event.words.rstrip('.')} ({event.first.label})" for event in found.recorded])
        said += f" Registered: {named}. "
        told = found.parts.recording
        if told:
            said += (
                f"That it brought {told.low:,.0f} to {told.high:,.0f} of the later events was supplied by the reader."
            )
        else:
            said += (
                "How much of the change that brought nobody has said: what these types' rates brought is not allocated."
            )
    return said


def _types(found: Why, frame: Frame) -> Part | None:
    if len(found.types) < 2:
        return None
    rows = tuple(
        Row(
            (one.name, f"{one.before:,}", f"{one.after:,}", signed(one.after - one.before), _part(one)),
            quiet=at >= SHOWN,
        )
        for at, one in enumerate(found.types)
    )
    heads = (
        Column("Type of crime"),
        Column("Before", right=True),
        Column("After", right=True),
        Column("Difference", right=True),
        Column("At changed rates", right=True),
    )
    total = Row(("All", f"{found.before:,}", f"{found.after:,}", signed(found.change), signed(found.parts.rates, 1)))
    lines: list[Line] = [
        (one.name, float(one.after), (one.name, one.before, one.after, "" if one.unallocated else round(one.part, 4)))
        for one in found.types
    ]
    return Part(
        ref="types",
        title="By type",
        table=Table("Types of crime", heads, rows, total=total, caption_hidden=True),
        method="The difference is what the counts show; at changed rates it is freed from more or fewer residents.",
        file=frame.file("types", ("type", "before", "after", "at_changed_rates"), lines),
    )


def _part(one: TypePart) -> str:
    return component("absent", kind="withheld", words="not allocated") if one.unallocated else signed(one.part, 1)


def _places(found: Why, frame: Frame) -> Part:
    one, many = say.LEVELS[frame.asked.level]
    shown, rest = found.places[:SHOWN_PLACES], found.places[SHOWN_PLACES:]
    rows = [_place_row(p.name, p.before, p.after, p.part) for p in shown]
    if rest:
        before, after = sum(p.before for p in rest), sum(p.after for p in rest)
        rows.append(_place_row(f"{len(rest):,} other {many}", before, after, sum(p.part for p in rest)))
    if found.outside:
        rows.append(Row((NOWHERE, "", "", signed(found.outside), "")))
    heads = (
        Column(say.capital(one)),
        Column("Before", right=True),
        Column("After", right=True),
        Column("Difference", right=True),
        Column("At changed rates", right=True),
    )
    lines: list[Line] = [
        (p.code, float(p.after), (p.name, p.code, p.before, p.after, round(p.part, 4))) for p in found.places
    ]
    return Part(
        ref="places",
        title=f"By {one}",
        table=Table("Places", heads, tuple(rows), caption_hidden=True),
        method=f"The same sum cut another way: {many} by how much their changed rates brought, the largest first.",
        file=frame.file("places", ("place", "code", "before", "after", "at_changed_rates"), lines),
    )


def _place_row(name: str, before: int, after: int, part: float) -> Row:
    return Row((name, f"{before:,}", f"{after:,}", signed(after - before), signed(part, 1)))


def _parameters(found: Why) -> tuple[tuple[str, str], ...]:
    level = say.LEVELS[found.subject.asked.level][1]
    years = found.years
    used = f"mid-{years[0]} and mid-{years[1]}" if found.residents_known else f"mid-{years[0]}, for both years"
    return (
        ("Periods", f"{found.subject.window.label}, against the {found.subject.before.label}"),
        (
            "Places",
            f"{len(found.places):,} {level}" + (f"; {found.left_out} without residents" if found.left_out else ""),
        ),
        ("Residents", used),
        ("Method", "Shapley over residents, where they live, and rates"),
        ("Recording", _supplied(found)),
    )


def _supplied(found: Why) -> str:
    told = found.parts.recording
    if told:
        return f"supplied: {told.low:,.0f} to {told.high:,.0f} of the later events, of which the middle is drawn"
    if found.recorded:
        return "changed, and no range is supplied: what these types' rates brought is not allocated"
    return "no change of it is registered between the two periods"


def _cautions(found: Why) -> tuple[str, ...]:
    said = ["A part says how the sum is made up. That one follows the other is not shown by it."]
    if found.recorded:
        said.append("The recorded level changed; whether crime did cannot be told where recording changed.")
    return (*said, *found.subject.explored.caveats)
