"""The whole of the generated evidence in a folder: the county, its people, its force's records, what it published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.demo.generator.agencies import agency_paths, write_agencies
from frankpledge.demo.generator.archives import FIRST_AS_OF, Archive, earlier, published_on, write_again, write_archive
from frankpledge.demo.generator.chances import place_odds
from frankpledge.demo.generator.county import County, county
from frankpledge.demo.generator.extract import Details, details, extract_bytes
from frankpledge.demo.generator.geography import population_file, write_geography, write_population
from frankpledge.demo.generator.mappoints import MapPoints, PlantedPlaces, map_points, planted_places
from frankpledge.demo.generator.names import COUNTY_NAME, FORCE_REPORTS_AS, FORCE_SLUG, main_district
from frankpledge.demo.generator.outcomes import outcomes
from frankpledge.demo.generator.people import of_lsoa21, people
from frankpledge.demo.generator.police_counts import police_counts
from frankpledge.demo.generator.police_tables import police_table_paths, residents_of, write_police_tables
from frankpledge.demo.generator.profiles import type_names
from frankpledge.demo.generator.published import (
    Rows,
    crime_ids,
    doubled,
    late_records,
    snapped,
)
from frankpledge.demo.generator.records import Made, Records, partnerships, records
from frankpledge.demo.generator.series import months_from, null_twins
from frankpledge.demo.generator.truths import Truths, planted_truths
from frankpledge.demo.generator.writing import csv_bytes, write_gzip

DEFAULT_SEED = 1285
_TWINS_MEAN = 100.0
_SECOND_AS_OF = 3  # months after the last one: when the second archive was put together
_CAME_LATE = "09"

_FIRST = f"police_uk/{FORCE_SLUG}-first-publication.zip"
_SECOND = f"police_uk/{FORCE_SLUG}-second-publication.zip"
_EXTRACT = f"force/{FORCE_SLUG}-extract.csv"
_TWINS = "truths/null-twins.csv.gz"
_NOTE = "truths/planted.json"


@dataclass(frozen=True)
class Event:
    """A registered change in recording or in life; scope a partnership or "force", crime type may be "all"."""

    name: str
    scope: str
    crime_type: str
    factor: float
    first: str
    last: str
    words: str


@dataclass(frozen=True)
class Generated:
    """Where the generated files are, and what was planted in them.

    `geography` is the folder of lookups and boundaries, then the population files. `police_tables` are the Home
    Office's and the ONS's, `agencies` those of fire, public health and probation; none without a whole quarter.
    `known_first` and `known_second` are the days on which the two publications came out; `earlier` are the archives
    of the years before the last and of the last one's quarters, where they were asked for. `gains` gives for each
    republished month the share by which the second exceeds the first. `hot_spot` and `emerging` are LSOA codes that
    both vintages share.
    """

    folder: Path
    geography: tuple[Path, ...]
    first_publication: tuple[Path, ...]
    second_publication: tuple[Path, ...]
    extract: Path
    agencies: tuple[Path, ...]
    null_twins: Path
    planted: Path
    police_tables: tuple[Path, ...]
    earlier: tuple[Archive, ...]
    months: tuple[str, ...]
    known_first: date
    known_second: date
    county: str
    force: str
    force_reports_as: str
    partnerships: tuple[str, ...]
    partnership: str
    partnership_code: str
    two_tier: bool
    truths: Truths
    hot_spot: tuple[str, ...]
    emerging: str
    events: tuple[Event, ...]
    gains: dict[str, float]

    @property
    def last_month(self) -> str:
        """The last month of evidence, as "2025-12"."""
        return self.months[-1]

    @property
    def republished(self) -> tuple[str, ...]:
        """The months that the second publication holds."""
        return tuple(self.gains)


@dataclass(frozen=True)
class Scene:
    """Everything made in memory before a byte is written."""

    county: County
    points: MapPoints
    places: PlantedPlaces
    made: Made
    residents: NDArray[np.float64]


def scene(*, seed: int, months: tuple[str, ...], truths: Truths) -> Scene:
    """Return the county and the records of its force, from the seed alone."""
    ground, crowd, spots, chance, happening = _sources(seed)[:5]
    land = county(ground)
    residents = of_lsoa21(land, people(land, years=_years(months), rng=crowd).total(_years(months)[-1]))
    points = map_points(land, spots)
    places = planted_places(land, truths)
    odds = place_odds(
        points=points,
        truths=truths,
        places=places,
        residents=residents,
        urban=land.urban(land.lsoa21),
        crime_types=type_names(),
        rng=chance,
    )
    made = records(points=points, odds=odds, truths=truths, months=months, rng=happening)
    return Scene(land, points, places, made, residents)


def generate(
    out: Path,
    *,
    seed: int = DEFAULT_SEED,
    months: int = 36,
    first: str = "2023-01",
    truths: Truths | None = None,
    yearly: bool = False,
) -> Generated:
    """Write the invented county's evidence to a folder and return where everything is.

    With `yearly`, the years before the last also come as archives of their own, each with its day, so that a history
    can be loaded as it became known; the last of them comes without its September. So do the quarters of the last
    year. The same seed, months, first month and truths give the same bytes; where a folder already holds them from
    this very generator nothing is written. A ValueError under two months or for a wrong month.
    """
    if months < 2:
        raise ValueError("The generator needs at least two months.")
    truths = truths or planted_truths()
    span = months_from(first, months)
    mark = _mark(seed, span, truths, yearly=yearly)
    note = out / _NOTE
    if not (note.exists() and json.loads(note.read_text(encoding="utf-8"))["mark"] == mark):
        note.unlink(missing_ok=True)
        _write_all(out, seed, span, truths, mark, yearly=yearly)
    return _told(out, span, truths, json.loads(note.read_text(encoding="utf-8")), yearly=yearly)


def _write_all(out: Path, seed: int, months: tuple[str, ...], truths: Truths, mark: str, *, yearly: bool) -> None:
    world = scene(seed=seed, months=months, truths=truths)
    detail = _details(world, truths, seed)
    rows, gains = _published(world, detail, truths, months, seed)
    write_geography(world.county, out / "geography")
    write_population(
        world.county, people(world.county, years=_years(months), rng=_sources(seed)[1]), out / "population"
    )
    archives = {_FIRST: tuple(range(len(months)))}
    for one in earlier(out, months, late=_late(months)) if yearly else ():
        archives[str(one.path.relative_to(out))] = one.positions
    for name, positions in archives.items():
        write_archive(out / name, rows, positions, as_of=positions[-1] + FIRST_AS_OF, stops=_sources(seed)[7])
    write_again(out / _SECOND, rows, tuple(gains), as_of=len(months) - 1 + _SECOND_AS_OF)
    _write_extract(out, world.made.records, detail)
    write_agencies(out, months, _sources(seed)[10])
    _write_twins(out, truths, months, seed)
    _write_police_tables(out, world, detail, rows, seed)
    _write_note(out, world, truths, months, gains, mark)


def _told(out: Path, months: tuple[str, ...], truths: Truths, note: dict[str, Any], *, yearly: bool) -> Generated:
    """What lies in a folder that has been written."""
    main = main_district()
    return Generated(
        folder=out,
        geography=(out / "geography", *(out / "population" / population_file(year) for year in _years(months))),
        first_publication=(out / _FIRST,),
        second_publication=(out / _SECOND,),
        extract=out / _EXTRACT,
        agencies=agency_paths(out, months),
        null_twins=out / _TWINS,
        planted=out / _NOTE,
        police_tables=police_table_paths(out, months),
        earlier=earlier(out, months, late=_late(months)) if yearly else (),
        months=months,
        known_first=published_on(months, FIRST_AS_OF),
        known_second=published_on(months, _SECOND_AS_OF),
        county=COUNTY_NAME,
        force=FORCE_SLUG,
        force_reports_as=FORCE_REPORTS_AS,
        partnerships=partnerships(),
        partnership=main.partnership,
        partnership_code=main.partnership_code,
        two_tier=main.upper_code != main.council_code,
        truths=truths,
        hot_spot=tuple(note["hot_spot"]),
        emerging=note["emerging"],
        events=_events(truths, months),
        gains=note["gains"],
    )


def _mark(seed: int, months: tuple[str, ...], truths: Truths, *, yearly: bool) -> str:
    """A hash of everything that the files follow from, this package's own text included."""
    digest = hashlib.sha256(repr((seed, months, truths, yearly)).encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(seed: int) -> list[np.random.Generator]:
    """Independent streams, so that a change in one part leaves the others as they were."""
    return [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(11)]


def _years(months: tuple[str, ...]) -> tuple[int, ...]:
    """Mid-year estimates are out about a year later: from the first year to the last but one, and at least one."""
    first, last = int(months[0][:4]), int(months[-1][:4])
    return tuple(range(first, max(first, last - 1) + 1))


def _details(world: Scene, truths: Truths, seed: int) -> Details:
    records = world.made.records
    nearest = world.points.nearest(records.east, records.north)
    crowded = world.county.urban(world.county.lsoa21)
    rural = crowded[np.maximum(world.points.lsoa[nearest], 0)] < 0.5
    share = truths.publication.placeless
    return details(records, rural=rural, placeless=share, seed=seed, rng=_sources(seed)[5])


def _published(
    world: Scene, detail: Details, truths: Truths, months: tuple[str, ...], seed: int
) -> tuple[Rows, dict[int, float]]:
    rng = _sources(seed)[6]
    made, publication = world.made.records, truths.publication
    late, gains = late_records(made.month, months=len(months), publication=publication, rng=rng)
    rows = Rows(
        months=months,
        points=world.points,
        point=snapped(world.points, east=made.east, north=made.north, placeless=detail.placeless),
        kind=made.kind,
        month=made.month,
        crime_id=crime_ids(detail.reference, made.kind, seed=seed),
        outcomes=outcomes(kind=made.kind, month=made.month, rng=rng),
        late=late,
        twice=doubled(made.kind, rng),
    )
    return rows, dict(gains)


def _late(months: tuple[str, ...]) -> str:
    """The month that the archive of the last year but one came without; the next publication has it."""
    return f"{int(months[-1][:4]) - 1}-{_CAME_LATE}"


def _write_extract(out: Path, records: Records, detail: Details) -> None:
    path = out / _EXTRACT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(extract_bytes(records, detail))


def _write_twins(out: Path, truths: Truths, months: tuple[str, ...], seed: int) -> None:
    counts, _ = null_twins(bounds=truths.counts, months=months, mean=_TWINS_MEAN, rng=_sources(seed)[8])
    rows = ([f"twin-{number + 1:04d}", *row.tolist()] for number, row in enumerate(counts))
    write_gzip(out / _TWINS, csv_bytes(("series", *months), rows))


def _write_police_tables(out: Path, world: Scene, detail: Details, rows: Rows, seed: int) -> None:
    """What the Home Office and the ONS publish of the same records."""
    rng = _sources(seed)[9]
    counts = police_counts(world.made.records, detail, rows.outcomes, months=rows.months, rng=rng)
    write_police_tables(out, counts, months=rows.months, people=residents_of(world.county, world.residents))


def _events(truths: Truths, months: tuple[str, ...]) -> tuple[Event, ...]:
    found = []
    for change in truths.changes:
        span = change.span(len(months))
        if change.registered and len(span):
            first, last = months[span[0]], months[span[-1]]
            found.append(Event(change.name, change.scope, change.crime_type, change.factor, first, last, change.words))
    return tuple(found)


def _write_note(
    out: Path, world: Scene, truths: Truths, months: tuple[str, ...], gains: dict[int, float], mark: str
) -> None:
    """A note beside the files of what was planted where, written last: a folder without it is not whole."""
    note = {
        "generated": True,
        "mark": mark,
        "months": [months[0], months[-1]],
        "hot_spot": _codes(world, world.places.hot_spot),
        "emerging": _codes(world, (world.places.emerging,))[0],
        "events": [asdict(event) for event in _events(truths, months)],
        "gains": {months[position]: gain for position, gain in gains.items()},
        "series": [
            {"partnership": place, "crime_type": kind, "mean": round(world.made.means[place, kind], 3)} | asdict(nature)
            for (place, kind), nature in world.made.natures.items()
        ],
    }
    (out / _NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def _codes(world: Scene, positions: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(world.county.lsoa21[one].code for one in positions)
