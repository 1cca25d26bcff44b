"""Who lives in an area, and on what else a rate may rest: ages, sexes, households, people by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import EstimateAge, Rate, estimate_age, rate
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.settings import settings

VINTAGES = {"lsoa21": "2021", "lsoa11": "2011"}
BASES = {
    "residents": "residents",
    "women": "women and girls",
    "households": "households",
    "workday": "people present on a working day",
}


@dataclass(frozen=True)
class BaseReading:
    """A number to divide by: of what, of which year, and how far that lies from the window."""

    base: str
    number: int
    year: int
    age: EstimateAge

    @property
    def words(self) -> str:
        """The base in words: "84,300 households, 2021"; estimates of residents are of the middle of a year."""
        middle = "mid-" if self.base in ("residents", "women") else ""
        return f"{self.number:,} {BASES[self.base]}, {middle}{self.year}"


@dataclass(frozen=True)
class PeopleReading:
    """The people of an area. `bands` and `sexes` are empty where no file gives them; a base that is not loaded None."""

    residents: BaseReading
    bands: Mapping[str, int]
    women: BaseReading | None
    men: int | None
    households: BaseReading | None
    workday: BaseReading | None
    rural_lsoas: int
    lsoas: int
    rural_year: int


def people_reading(snapshot: Snapshot, area: Area, window: Window) -> PeopleReading | None:
    """Return the people of an area at the estimate nearest the window, None where no estimate of it is loaded."""
    try:
        found = areas.population(snapshot, area, year=window.middle.year)
    except areas.NoPopulation:
        return None
    kind, codes = codes_of(snapshot, area, found.year)
    bands = queries.ages(snapshot, codes, kind=kind, year=found.year)
    year, classes = queries.rural_urban(snapshot)
    classed = [classes[code] for code in _all_codes(snapshot, area) if code in classes]
    return PeopleReading(
        residents=_base("residents", found.people, found.year, window),
        bands={name: round(people) for name, people in bands.items()},
        women=base_reading(snapshot, area, window, "women"),
        men=_men(snapshot, codes, kind, found.year),
        households=base_reading(snapshot, area, window, "households"),
        workday=base_reading(snapshot, area, window, "workday"),
        rural_lsoas=sum(queries.is_rural(label) for label in classed),
        lsoas=len(classed),
        rural_year=year,
    )


def base_reading(snapshot: Snapshot, area: Area, window: Window, base: str) -> BaseReading | None:
    """Return a base of an area at the year nearest the window, None where none is loaded for all of it."""
    if base in ("residents", "women"):
        try:
            found = areas.population(snapshot, area, year=window.middle.year)
        except areas.NoPopulation:
            return None
        if base == "residents":
            return _base(base, found.people, found.year, window)
        kind, codes = codes_of(snapshot, area, found.year)
        women = queries.sexes(snapshot, codes, kind=kind, year=found.year).get("female")
        return _base(base, round(women), found.year, window) if women else None
    return _other(snapshot, area, window, base)


def rate_on(events: int, base: BaseReading | None, *, per: int = 1_000) -> Rate | None:
    """Return the rate on a base, None without one or where it is too old to bear a rate."""
    if base is None or base.number <= 0 or base.age.verdict == "refused":
        return None
    return rate(events=events, population=base.number, per=per)


def codes_of(snapshot: Snapshot, area: Area, year: int) -> tuple[str, list[str]]:
    """Return the kind and codes by which estimates of a year make up an area: its LSOAs, or the area itself."""
    known = areas.estimate_years(snapshot)
    for kind in VINTAGES:
        codes = lsoas_of(snapshot, area, kind)
        if codes and (kind, year) in known:
            return kind, codes
    return area.kind, [area.code]


def lsoas_of(snapshot: Snapshot, area: Area, kind: str) -> list[str]:
    """Return the LSOAs of one vintage that make up an area."""
    rows = areas.places_in(snapshot, area).select(["lsoa_code", "vintage"]).to_pylist()
    return [row["lsoa_code"] for row in rows if row["vintage"] in (VINTAGES[kind], "both")]


def _all_codes(snapshot: Snapshot, area: Area) -> list[str]:
    return list(areas.places_in(snapshot, area)["lsoa_code"].to_pylist())


def _men(snapshot: Snapshot, codes: list[str], kind: str, year: int) -> int | None:
    found = queries.sexes(snapshot, codes, kind=kind, year=year).get("male")
    return round(found) if found else None


def _other(snapshot: Snapshot, area: Area, window: Window, base: str) -> BaseReading | None:
    known = queries.bases(snapshot, base)
    candidates: dict[int, float] = {}
    for (kind, year), numbers in known.items():
        codes = lsoas_of(snapshot, area, kind) if kind in VINTAGES else [area.code] if kind == area.kind else []
        if codes and all(code in numbers for code in codes):
            candidates.setdefault(year, sum(numbers[code] for code in codes))
    if not candidates:
        return None
    nearest = min(candidates, key=lambda year: (abs(year - window.middle.year), year))
    return _base(base, round(candidates[nearest]), nearest, window)


def _base(base: str, number: int, year: int, window: Window) -> BaseReading:
    age = estimate_age(
        window.middle.year,
        year,
        flagged_over=settings().estimate_flagged_over,
        refused_over=settings().estimate_refused_over,
    )
    return BaseReading(base, number, year, age)
