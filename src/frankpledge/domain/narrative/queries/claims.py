"""Claims over recorded crime, each tested by the verdict of the evidence's own method.

"Rose" and "fell": the interval of the ratio excludes no change. "No detectable change": it lies wholly within the
material range. "Cannot tell": neither, or something is missing. A claim over a window with a missing month cannot be
said, which is not the same as false.
"""

from __future__ import annotations

from collections.abc import Callable

from frankpledge.analysis.comparison import rank_intervals
from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.reading import Comparison
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import (
    AREA,
    FIGURE,
    MONTH,
    NUMBER,
    PERIOD,
    TYPE,
    WHAT,
    Argument,
    month_of,
    number_of,
)
from frankpledge.domain.narrative.queries.catalogue import ClaimKind, figure_of
from frankpledge.domain.narrative.queries.printed import listed, whole
from frankpledge.domain.narrative.queries.readings import (
    Asked,
    change_of,
    comparison_of,
    expected_of,
    places_of,
    spread_of,
)
from frankpledge.domain.narrative.queries.recorded import asked_of, before, count
from frankpledge.domain.narrative.rules import Arguments, Judgement, Reference
from frankpledge.statute.categories import crime_types

Holds = Callable[[Known, Arguments], Judgement]
SEED = 20_260_401


def changed(verdict: str) -> Holds:
    """Return the test that the change against the year before has a verdict."""

    def holds(known: Known, arguments: Arguments) -> Judgement:
        asked = asked_of(known, arguments)
        found, gone = change_of(asked), _gone(asked)
        if verdict == "cannot_tell" and (gone or found is None):
            return Judgement(holds=True, words=f"It cannot be told: {_not_loaded(gone)}")
        if gone or found is None:
            return Judgement.cannot_be_said(_not_loaded(gone))
        when = f"in {'the ' if len(asked.window) == 12 else ''}{asked.window.label}"
        said = f"{whole(found.now)} {when} against {whole(found.before)} the year before."
        figures = (count(known, arguments), before(known, arguments))
        return Judgement(found.change.verdict == verdict, f"{said} {found.change.reason}", figures)

    return holds


def against_force(verdict: str) -> Holds:
    """Return the test that the rate stands so to the rest of the force."""

    def holds(known: Known, arguments: Arguments) -> Judgement:
        found = _comparison(asked_of(known, arguments))
        return found if isinstance(found, Judgement) else Judgement(found.verdict == verdict, found.reason)

    return holds


def extreme(*, highest: bool) -> Holds:
    """Return the test that the rate is the highest (lowest) of the force's partnerships, whose intervals must part."""

    def holds(known: Known, arguments: Arguments) -> Judgement:
        asked = asked_of(known, arguments)
        found = _comparison(asked)
        if isinstance(found, Judgement):
            return found
        spread = spread_of(asked)
        if spread is None or not all(one.people for one in found.areas) or not any(one.own for one in found.areas):
            why = "Fewer than 24 earlier months are loaded, or residents are not known for every partnership."
            return Judgement.cannot_be_said(f"Ranks have no interval. {why}")
        ranks = rank_intervals(
            events=[one.events for one in found.areas],
            base=[one.people for one in found.areas],
            seed=SEED,
            dispersion=max(1.0, spread),
        )
        own = next(at for at, one in enumerate(found.areas) if one.own)
        low, high = int(ranks.low[own]), int(ranks.high[own])
        rest = [at for at in range(len(found.areas)) if at != own]
        apart = all(high < ranks.low[at] for at in rest) if highest else all(low > ranks.high[at] for at in rest)
        place = 1 if highest else len(found.areas)
        tie = "it cannot be told from others" if low <= place <= high else "others stand before it"
        words = f"Its rank by rate is {low} to {high} of {len(found.areas)} (95% interval, 1 is the highest)"
        return Judgement(apart, f"{words}: {'apart from all others' if apart else tie}.")

    return holds


def most_common(known: Known, arguments: Arguments) -> Judgement:
    """Return whether a type is recorded more often than each other type of crime."""
    asked = asked_of(known, arguments)
    if asked.missing:
        return Judgement.cannot_be_said(_not_loaded(asked.missing))
    totals = {each.name: Asked(asked.snapshot, asked.area, asked.window, each.name).total for each in crime_types()}
    others = {name: n for name, n in totals.items() if name != asked.what and not _is_asb(name)}
    rival = max(others, key=lambda name: others[name])
    own = totals[asked.what]
    words = f"{whole(own)} of {asked.what}, against {whole(others[rival])} of {rival}."
    return Judgement(own > others[rival], words, (count(known, {**arguments, "what": asked.what}),))


def outside(known: Known, arguments: Arguments) -> Judgement:
    """Return whether a month lies outside what the months before the period led one to expect, on the side claimed."""
    asked, month = asked_of(known, arguments), month_of(arguments["month"])
    if month not in asked.window or month in asked.missing:
        return Judgement.cannot_be_said(f"{month.label} is not loaded, or lies outside the {asked.window.label}.")
    months, bands = expected_of(asked)
    band = bands[months.index(month)]
    if band is None or band.lower is None or band.upper is None:
        return Judgement.cannot_be_said("Too few months lie before, or too few events in them, to expect anything.")
    if band.unsure:
        return Judgement.cannot_be_said(f"From a change of recording on, {month.label} cannot be held against it.")
    seen = asked.months.total((month,), asked.chosen)
    words = f"{whole(seen)} in {month.label}; {whole(band.lower)} to {whole(band.upper)} were expected."
    return Judgement(band.signal == arguments["side"] and not band.in_a_run, words)


def bounded(told: str, test: Callable[[float, float], bool]) -> Holds:
    """Return the test of a quoted figure against a number."""

    def holds(known: Known, arguments: Arguments) -> Judgement:
        found = figure_of(known, Reference.parse(arguments["figure"]))
        number = float(number_of(arguments["number"]))
        if found.value is None:
            return Judgement.cannot_be_said(f"{found.label}: {found.display}. {found.caveat}".strip())
        words = f"{found.label}: {found.display}; claimed to be {told} {_printed(number)}."
        return Judgement(test(float(found.value), number), words, (found,))

    return holds


def _printed(number: float) -> str:
    """Return a number as documents print it: 10,010, 12.5."""
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def half_in(known: Known, arguments: Arguments) -> Judgement:
    """Return whether half of recorded crime lies in no more than so many neighbourhoods."""
    asked = asked_of(known, arguments)
    if asked.missing:
        return Judgement.cannot_be_said(_not_loaded(asked.missing))
    found = places_of(asked.snapshot, asked.area, asked.window)
    if found is None:
        return Judgement.cannot_be_said("No lookup tells the neighbourhoods of the area.")
    words = f"Half of recorded crime lies in {found.fewest_holding_half} of {len(found.neighbourhoods)} neighbourhoods."
    return Judgement(found.fewest_holding_half <= number_of(arguments["number"]), words)


def _comparison(asked: Asked) -> Comparison | Judgement:
    if asked.missing:
        return Judgement.cannot_be_said(_not_loaded(asked.missing))
    found = comparison_of(asked)
    if found is None:
        return Judgement.cannot_be_said("Its force has no other partnership that is known.")
    return found


def _gone(asked: Asked) -> tuple[Month, ...]:
    return (*asked.missing_before, *asked.missing)


def _not_loaded(gone: tuple[Month, ...]) -> str:
    return f"{listed(gone)} {'is' if len(gone) == 1 else 'are'} not loaded." if gone else "No month can be compared."


def _is_asb(name: str) -> bool:
    return next(each.is_asb for each in crime_types() if each.name == name)


_SIDE = Argument(
    "side", "Which side", "choice", choices=lambda _: (("higher", "above what was expected"), ("lower", "below it"))
)
_COUNTED = (AREA, WHAT, PERIOD)
RECORDED_CLAIMS = (
    ClaimKind("rose", "Rose against the year before", _COUNTED, changed("higher")),
    ClaimKind("fell", "Fell against the year before", _COUNTED, changed("lower")),
    ClaimKind("no_detectable_change", "No detectable change against the year before", _COUNTED, changed("none")),
    ClaimKind("cannot_tell", "We cannot tell whether it changed", _COUNTED, changed("cannot_tell")),
    ClaimKind("above_force", "Rate above that of the rest of the force", (AREA, PERIOD), against_force("higher")),
    ClaimKind("below_force", "Rate below that of the rest of the force", (AREA, PERIOD), against_force("lower")),
    ClaimKind(
        "no_different_from_force", "Rate about that of the rest of the force", (AREA, PERIOD), against_force("none")
    ),
    ClaimKind("highest", "Highest rate of the force's partnerships", (AREA, PERIOD), extreme(highest=True)),
    ClaimKind("lowest", "Lowest rate of the force's partnerships", (AREA, PERIOD), extreme(highest=False)),
    ClaimKind("most_common_type", "The type most often recorded", (AREA, TYPE, PERIOD), most_common),
    ClaimKind("outside_expected", "A month outside the expected range", (AREA, WHAT, PERIOD, MONTH, _SIDE), outside),
    ClaimKind(
        "half_in_at_most", "Half of crime lies in at most so many neighbourhoods", (AREA, PERIOD, NUMBER), half_in
    ),
    ClaimKind(
        "at_least", "A quoted figure is this number or more", (FIGURE, NUMBER), bounded("at least", lambda a, b: a >= b)
    ),
    ClaimKind(
        "at_most", "A quoted figure is this number or less", (FIGURE, NUMBER), bounded("at most", lambda a, b: a <= b)
    ),
    ClaimKind(
        "fewer_than",
        "A quoted figure is fewer than this number",
        (FIGURE, NUMBER),
        bounded("fewer than", lambda a, b: a < b),
    ),
)
