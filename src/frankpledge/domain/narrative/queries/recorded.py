"""Figures over recorded crime: counts, rates, changes, shares and places, each as the evidence gives it."""

from __future__ import annotations

from frankpledge.analysis.change import three_year_average
from frankpledge.analysis.periods import Month, three_years_before
from frankpledge.analysis.rates import Rate, proportion, rate
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.naming import day_in_words, display_name
from frankpledge.domain.evidence.queries.reading import Comparison
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import AREA, PERIOD, TYPE, WHAT, Argument, area_of, period_of
from frankpledge.domain.narrative.queries.catalogue import FigureQuery
from frankpledge.domain.narrative.queries.printed import interval_words, listed, rate_words, signed_percent, whole
from frankpledge.domain.narrative.queries.readings import (
    Asked,
    change_of,
    comparison_of,
    people_of,
    places_of,
    releases_of,
)
from frankpledge.domain.narrative.rules import Arguments, Withheld
from frankpledge.ground.documents.blocks import Figure

SOURCE = "data.police.uk, street-level recorded crime and anti-social behaviour"
SIGNED, PLAIN = "signed", "plain"


def asked_of(known: Known, arguments: Arguments, *, what: str = "crime") -> Asked:
    """Return the question of some arguments: area, period, and what is counted."""
    counted = arguments.get("what") or arguments.get("type") or what
    area = area_of(known, arguments["area"])
    events = standing_events(known.workspace, known.open, area)
    return Asked(known.open, area, period_of(arguments["period"]), counted, events)


def figure(known: Known, asked: Asked, display: str, label: str, **more: object) -> Figure:
    """Return a figure with what all of these share: area, period, source, cut-off."""
    shared: dict[str, object] = {
        "key": "figure",
        "area": display_name(asked.area),
        "period": asked.window.label,
        "source": SOURCE,
        "cut_off": f"As known on {day_in_words(known.open.manifest.known_at.date())}",
        "generated": bool(known.workspace and known.workspace.generated),
    }
    return Figure(display=display, label=label, **{**shared, **more})  # type: ignore[arg-type]  # Figure's own fields


def missing(known: Known, asked: Asked, label: str, gone: tuple[Month, ...]) -> Figure:
    """Return the figure of a window that is not complete: no number, and the months that are not there."""
    why = f"Not loaded: {listed(gone)}. A window with a missing month is incomplete, never smaller."
    return figure(known, asked, "no data", label, state="missing", caveat=why)


def count(known: Known, arguments: Arguments) -> Figure:
    """Return how much was recorded."""
    asked = asked_of(known, arguments)
    label = _sentence_case(asked.words)
    if asked.missing:
        return missing(known, asked, label, asked.missing)
    return figure(known, asked, whole(asked.total), label, value=asked.total, unit="recorded", inputs=_rows(asked))


def before(known: Known, arguments: Arguments) -> Figure:
    """Return how much was recorded in the same months a year before."""
    asked = asked_of(known, arguments)
    return count(known, {**arguments, "period": str(asked.window.shifted(-12))})


def per_residents(known: Known, arguments: Arguments) -> Figure:
    """Return the rate per 1,000 residents."""
    asked = asked_of(known, arguments)
    label = f"{_sentence_case(asked.words)} per 1,000 residents"
    if asked.missing:
        return missing(known, asked, label, asked.missing)
    people, year, flag = people_of(asked.snapshot, asked.area, asked.window)
    if people is None:
        return figure(known, asked, "no data", label, state="missing", caveat=flag)
    return _rate(known, asked, rate(events=asked.total, population=people), label, year=year, flag=flag)


def change(known: Known, arguments: Arguments) -> Figure:
    """Return the change against the year before in per cent. Withheld on a base under 50."""
    asked = asked_of(known, arguments)
    label = f"{_sentence_case(asked.words)}: change against the year before"
    gone = (*asked.missing_before, *asked.missing)
    found = change_of(asked)
    if gone or found is None:
        return missing(known, asked, label, gone)
    percent, test = found.change.percent, found.change
    if percent is None:
        raise Withheld(
            f"a percentage is not given on a base under 50 ({asked.words}, {found.before} the year before).",
            cure="Quote the two counts.",
        )
    interval = "no interval: too few months to know how far they vary"
    if test.low is not None and test.high is not None:
        interval = f"ratio {interval_words(test.low, test.high, places=2)}"
    plain = arguments.get("form") == PLAIN
    return figure(
        known,
        asked,
        f"{abs(percent):.0f}%" if plain else signed_percent(percent),
        label,
        value=percent,
        unit="%",
        period=f"{asked.window.label}, against the year before",
        method=f"{interval}; {test.method}",
        inputs=({"what": "now", "value": found.now}, {"what": "before", "value": found.before}),
    )


def average(known: Known, arguments: Arguments) -> Figure:
    """Return the average of the same months over the three years before, event months excluded."""
    asked = asked_of(known, arguments)
    years = three_years_before(asked.window)
    series = asked.months.series(asked.chosen, last=asked.window.last)
    found = three_year_average(values=series.values, months=series.months, window=asked.window, excluded=asked.unusual)
    return figure(
        known,
        asked,
        whole(found),
        f"{_sentence_case(asked.words)}: average of three years",
        value=found,
        unit="a year" if len(asked.window) == 12 else "recorded",
        period=f"the same months of {years[0].first.label} to {years[2].last.label}",
        method="mean of the same calendar months, months of lockdown and other registered events excluded",
    )


def share(known: Known, arguments: Arguments) -> Figure:
    """Return the share of a type in all recorded crime."""
    asked = asked_of(known, arguments)
    everything = Asked(asked.snapshot, asked.area, asked.window)
    label = f"{_sentence_case(asked.words)}, as a share of recorded crime"
    if asked.missing:
        return missing(known, asked, label, asked.missing)
    found = proportion(count=asked.total, total=everything.total)
    return figure(
        known,
        asked,
        f"{100 * found.value:.0f}%",
        label,
        value=100 * found.value,
        unit="%",
        denominator=f"{whole(everything.total)} crimes",
        method=f"{interval_words(100 * found.lower, 100 * found.upper)} (Wilson)",
        inputs=({"what": "count", "value": asked.total}, {"what": "total", "value": everything.total}),
    )


def force_rate(known: Known, arguments: Arguments) -> Figure:
    """Return the rate of the partnerships of the force together."""
    asked = asked_of(known, arguments)
    label = "Recorded crime per 1,000 residents, partnerships of the force together"
    found = _beside(asked)
    if found is None:
        return missing(known, asked, label, asked.missing)
    if found.force is None or found.force.rate is None:
        return figure(known, asked, "no data", label, state="missing", caveat=found.reason)
    year = people_of(asked.snapshot, asked.area, asked.window)[1]
    return _rate(known, asked, found.force.rate, label, year=year, area=found.force.name)


def ratio(known: Known, arguments: Arguments) -> Figure:
    """Return the rate as a multiple of the rest of the force's."""
    asked = asked_of(known, arguments)
    label = "Rate of recorded crime, as a ratio to the rest of the force area"
    found = _beside(asked)
    if found is None:
        return missing(known, asked, label, asked.missing)
    if found.ratio is None:
        return figure(known, asked, "no data", label, state="missing", caveat=found.reason)
    bounds = ""
    if found.lower is not None and found.upper is not None:
        bounds = f"{interval_words(found.lower, found.upper, places=2)}; "
    return figure(
        known,
        asked,
        f"{found.ratio:.2f}",
        label,
        value=found.ratio,
        unit="ratio",
        method=f"{bounds}the area is taken out of the force",
        inputs=tuple({"what": a.name, "events": a.events, "residents": a.people} for a in found.areas),
    )


def months_present(known: Known, arguments: Arguments) -> Figure:
    """Return how many months of a window are loaded."""
    asked = asked_of(known, arguments)
    there = len(asked.window) - len(asked.missing)
    gone = f"Not loaded: {listed(asked.missing)}" if asked.missing else ""
    denominator = f"{len(asked.window)} months"
    return figure(
        known,
        asked,
        str(there),
        "Months that are loaded",
        value=there,
        unit="months",
        denominator=denominator,
        caveat=gone,
    )


def places_half(known: Known, arguments: Arguments) -> Figure:
    """Return the fewest neighbourhoods that hold half of recorded crime."""
    asked = asked_of(known, arguments)
    label = "Fewest neighbourhoods that hold half of recorded crime"
    found = None if asked.missing else places_of(asked.snapshot, asked.area, asked.window)
    if asked.missing:
        return missing(known, asked, label, asked.missing)
    if found is None:
        return figure(known, asked, "no data", label, state="missing", caveat="No lookup tells its neighbourhoods.")
    fewest, all_ = found.fewest_holding_half, len(found.neighbourhoods)
    return figure(
        known,
        asked,
        whole(fewest),
        label,
        value=fewest,
        unit="neighbourhoods",
        denominator=f"{all_} neighbourhoods",
        caveat="Neighbourhoods are those of the snapped points; much crime may mean many people.",
        inputs=tuple({"what": one.name, "value": one.events} for one in found.neighbourhoods[:fewest]),
    )


def _beside(asked: Asked) -> Comparison | None:
    return None if asked.missing else comparison_of(asked)


def _rate(
    known: Known, asked: Asked, found: Rate, label: str, *, year: int | None, flag: str = "", **more: object
) -> Figure:
    return figure(
        known,
        asked,
        rate_words(found.value),
        label,
        value=found.value,
        unit=f"per {found.per:,}",
        denominator=f"{whole(found.population)} residents, mid-{year}",
        method=f"{interval_words(found.lower, found.upper)}, {found.method}",
        caveat=flag,
        inputs=({"what": "events", "value": found.events}, {"what": "residents", "value": found.population}),
        **more,
    )


def _rows(asked: Asked) -> tuple[dict[str, object], ...]:
    releases = list(releases_of(asked.snapshot, asked.area, asked.window))
    return ({"what": "rows of street-level files", "value": asked.total, "releases": releases},)


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_FORM = Argument(
    "form",
    "How it is printed",
    "choice",
    optional=True,
    choices=lambda _: ((SIGNED, "with its sign: +17%"), (PLAIN, "without: 17%, for “rose by 17%”")),
)
RECORDED = (
    FigureQuery("recorded_count", "How much was recorded", (AREA, WHAT, PERIOD), count),
    FigureQuery("recorded_before", "How much was recorded a year before", (AREA, WHAT, PERIOD), before),
    FigureQuery("recorded_change", "Change against the year before, in per cent", (AREA, WHAT, PERIOD, _FORM), change),
    FigureQuery("three_year_average", "Average of the three years before", (AREA, WHAT, PERIOD), average),
    FigureQuery("recorded_rate", "Rate per 1,000 residents", (AREA, WHAT, PERIOD), per_residents),
    FigureQuery("share_of_crime", "Share of a type in recorded crime", (AREA, TYPE, PERIOD), share),
    FigureQuery("force_rate", "Rate of the force's partnerships together", (AREA, PERIOD), force_rate),
    FigureQuery("ratio_to_force", "Rate as a multiple of the rest of the force", (AREA, PERIOD), ratio),
    FigureQuery("places_half", "Neighbourhoods that hold half of crime", (AREA, PERIOD), places_half),
    FigureQuery("months_present", "Months that are loaded", (AREA, PERIOD), months_present),
)
