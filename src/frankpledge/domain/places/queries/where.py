"""Where does it last? Concentration, hot spots by year, where it changed, how last year's picks fared, near repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from frankpledge.analysis.places import (
    ChangeMap,
    Concentration,
    PredictionAccuracy,
    change_map,
    concentration,
    prediction_accuracy,
)
from frankpledge.analysis.refusals import NotACount, NotEnoughData
from frankpledge.analysis.repeats import Knox, knox
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.own import Own, own_of
from frankpledge.domain.studies.queries.series import CannotStudy, Subject, subject
from frankpledge.domain.yardsticks.queries.alike import square_kilometres_of as square_kilometres
from frankpledge.domain.yardsticks.queries.hot import HotReading, hot_reading
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Part

METRES = (0.0, 100.0, 200.0, 400.0)
DAYS = (0.0, 7.0, 14.0, 28.0)
SHUFFLES, SEED = 999, 1
BUSIEST = 0.05


@dataclass(frozen=True)
class Tried:
    """Places picked by what was known a year before, and how they fared in the window; None and `why` where not."""

    name: str
    picked: int
    found: PredictionAccuracy | None
    why: str = ""


@dataclass(frozen=True)
class PlacesReading:
    """One entry a place in `codes`, `names`, `before`, `after`. What is not known is None, and `whys` say why."""

    subject: Subject
    codes: tuple[str, ...]
    names: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    outlines: tuple[Part, ...]
    concentration: Concentration | None
    changed: ChangeMap | None
    hot: HotReading
    tried: tuple[Tried, ...]
    whys: dict[str, str]
    people_year: int | None = None


@lru_cache(maxsize=16)
def places_reading(asked: Asked) -> PlacesReading:
    """Return what the neighbourhoods of an area show. Refused where no lookup tells which they are."""
    of = subject(asked)
    if not asked.snapshot.has("places"):
        raise CannotStudy("No lookup of places is loaded, so it is not known where events lie.")
    _, year, _ = residents(asked.snapshot, asked.area, asked.window)
    held = {place.code: place for place in _rates(asked, 0, year).places}
    earlier = {place.code: place.events for place in _rates(asked, 12, year).places} if _whole(of, 12) else {}
    codes = tuple(sorted(held))
    after = tuple(held[code].events for code in codes)
    before = tuple(earlier.get(code, 0) for code in codes) if earlier else ()
    whys: dict[str, str] = {}
    outlines = areas.parts(asked.snapshot, asked.area, by="component")
    hot = hot_reading(asked.snapshot, asked.area, asked.window, of.all, people_year=year, measure=asked.what)
    return PlacesReading(
        subject=of,
        codes=codes,
        names=tuple(held[code].name for code in codes),
        before=before,
        after=after,
        outlines=outlines,
        concentration=_gathered(after, whys),
        changed=_changed(of, before, after, whys),
        hot=hot,
        tried=_tried(of, codes, before, after, outlines, year),
        whys=whys,
        people_year=year,
    )


def _rates(asked: Asked, back: int, year: int | None) -> queries.PlaceRates:
    window = asked.window.shifted(-back)
    return queries.place_rates(
        asked.snapshot, asked.area, str(window.first), str(window.last), measure=asked.what, year=year
    )


def _whole(of: Subject, back: int) -> bool:
    return not of.all.missing(of.window.shifted(-back)) and not of.all.missing(of.window)


def _gathered(after: tuple[int, ...], whys: dict[str, str]) -> Concentration | None:
    try:
        return concentration(counts=after)
    except NotEnoughData as refusal:
        whys["concentration"] = refusal.reason
        return None


def _changed(of: Subject, before: tuple[int, ...], after: tuple[int, ...], whys: dict[str, str]) -> ChangeMap | None:
    if not before:
        whys["changed"] = "Months of the two periods are missing, so places are not held against the year before."
        return None
    try:
        return change_map(before=before, after=after, dispersion=max(1.0, of.dispersion or 1.0))
    except (NotEnoughData, NotACount) as refusal:
        whys["changed"] = refusal.reason
        return None


def _tried(
    of: Subject,
    codes: tuple[str, ...],
    before: tuple[int, ...],
    after: tuple[int, ...],
    outlines: tuple[Part, ...],
    year: int | None,
) -> tuple[Tried, ...]:
    """Return how the hot spots of a year ago, and its busiest places, fared in the window that they had not seen."""
    if not before:
        return ()
    asked = of.asked
    ground = {part.code: square_kilometres(part.shape) for part in outlines}
    then = hot_reading(
        asked.snapshot, asked.area, asked.window.shifted(-12), of.all, people_year=year, measure=asked.what
    )
    hot = {place.code for place in then.hot}
    number = max(1, round(BUSIEST * len(codes)))
    busiest = {codes[at] for at in np.argsort(-np.array(before), kind="stable")[:number]}
    picks = (("Hot spots of the year before", hot, then.why), (f"Its busiest {BUSIEST:.0%} of places", busiest, ""))
    return tuple(_fared(name, picked, why, codes, before, after, ground) for name, picked, why in picks)


def _fared(
    name: str,
    picked: set[str],
    why: str,
    codes: tuple[str, ...],
    before: tuple[int, ...],
    after: tuple[int, ...],
    ground: dict[str, float],
) -> Tried:
    study = [at for at, code in enumerate(codes) if code in ground]
    if why or not picked or not study:
        return Tried(name, 0, None, why or ("no outlines are loaded" if not study else "there was none"))
    try:
        found = prediction_accuracy(
            picked=[codes[at] in picked for at in study],
            events=[after[at] for at in study],
            area=[ground[codes[at]] for at in study],
            events_before=[before[at] for at in study],
        )
    except NotEnoughData as refusal:
        return Tried(name, len(picked), None, refusal.reason)
    return Tried(name, len(picked), found)


@dataclass(frozen=True)
class NearRepeats:
    """Pairs close in space and time beyond chance, from a force's own records; None and why where it has none."""

    own: Own | None
    found: Knox | None
    why: str


def near_repeats(asked: Asked, workspace: Workspace | None) -> NearRepeats:
    """Return whether events follow others close by and soon after, where records have points and days."""
    own = own_of(asked, workspace)
    if own.events is None:
        return NearRepeats(None, None, own.why)
    try:
        found = _pairs(own.events.points)
    except NotEnoughData as refusal:
        return NearRepeats(own, None, refusal.reason)
    return NearRepeats(own, found, "")


@lru_cache(maxsize=16)
def _pairs(points: tuple[tuple[float, float, date], ...]) -> Knox:
    """Return the pairs of records; what was shuffled once for the same records is not shuffled again."""
    return knox(
        points=[(east, north) for east, north, _ in points],
        days=[float(day.toordinal() - date(2000, 1, 1).toordinal()) for *_, day in points],
        distance_bands=METRES,
        time_bands=DAYS,
        permutations=SHUFFLES,
        seed=SEED,
    )
