"""The whole of the generated evidence, written to a folder: the county, its people, its force's records, its publications."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frankpledge.demo.generator.chances import place_odds
from frankpledge.demo.generator.county import County, county
from frankpledge.demo.generator.extract import Details, details, extract_bytes
from frankpledge.demo.generator.geography import write_geography, write_population
from frankpledge.demo.generator.mappoints import MapPoints, PlantedPlaces, map_points, planted_places
from frankpledge.demo.generator.names import FORCE_REPORTS_AS, FORCE_SLUG, MAIN_PARTNERSHIP
from frankpledge.demo.generator.outcomes import outcomes
from frankpledge.demo.generator.people import of_lsoa21, people
from frankpledge.demo.generator.profiles import type_names
from frankpledge.demo.generator.published import (
    Rows,
    crime_ids,
    doubled,
    late_records,
    outcome_members,
    snapped,
    street_members,
)
from frankpledge.demo.generator.records import Made, Records, partnerships, records
from frankpledge.demo.generator.series import months_from, null_twins
from frankpledge.demo.generator.stops import stop_members
from frankpledge.demo.generator.truths import Truths, planted_truths
from frankpledge.demo.generator.writing import csv_bytes, write_gzip, write_zip

DEFAULT_SEED = 1285
_TWINS_MEAN = 100.0
# The month after the last one, and three months later: when the two archives were put together.
_FIRST_AS_OF = 1
_SECOND_AS_OF = 4


@dataclass(frozen=True)
class Event:
    """A registered change in recording or in life: partnership (or "force"), crime type (or "all"), first and last month."""

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

    `gains` gives for each republished month the share by which the second publication exceeds the first;
    `hot_spot` and `emerging` are LSOA codes that both vintages share.
    """

    folder: Path
    geography: Path
    populations: tuple[Path, ...]
    first_publication: Path
    second_publication: Path
    extract: Path
    null_twins: Path
    months: tuple[str, ...]
    force: str
    force_reports_as: str
    partnerships: tuple[str, ...]
    main_partnership: str
    truths: Truths
    hot_spot: tuple[str, ...]
    emerging: str
    events: tuple[Event, ...]
    republished: tuple[str, ...]
    gains: dict[str, float]

    def public_files(self) -> tuple[Path, ...]:
        """The files to load first: geography, populations and the first publication."""
        return (self.geography, *self.populations, self.first_publication)


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
        points=points, truths=truths, places=places, residents=residents, crime_types=type_names(), rng=chance
    )
    made = records(points=points, odds=odds, truths=truths, months=months, rng=happening)
    return Scene(land, points, places, made, residents)


def generate(
    out: Path, *, seed: int = DEFAULT_SEED, months: int = 36, first: str = "2023-01", truths: Truths | None = None
) -> Generated:
    """Write the invented county's evidence to a folder and return where everything is.

    The same seed, months and first month give the same bytes. A ValueError under two months or for a wrong month.
    """
    if months < 2:
        raise ValueError("The generator needs at least two months.")
    truths = truths or planted_truths()
    span = months_from(first, months)
    world = scene(seed=seed, months=span, truths=truths)
    detail = _details(world, truths, seed)
    rows, gains = _published(world, detail, truths, span, seed)
    crowd = people(world.county, years=_years(span), rng=_sources(seed)[1])
    again = truths.publication.republished(months)
    write_geography(world.county, out / "geography")
    written = Generated(
        folder=out,
        geography=out / "geography",
        populations=write_population(world.county, crowd, out / "population"),
        first_publication=_first_archive(out, rows, seed),
        second_publication=_second_archive(out, rows, again),
        extract=_extract(out, world.made.records, detail),
        null_twins=_write_twins(out, truths, span, seed),
        months=span,
        force=FORCE_SLUG,
        force_reports_as=FORCE_REPORTS_AS,
        partnerships=partnerships(),
        main_partnership=MAIN_PARTNERSHIP,
        truths=truths,
        hot_spot=tuple(world.county.lsoa21[one].code for one in world.places.hot_spot),
        emerging=world.county.lsoa21[world.places.emerging].code,
        events=_events(truths, span),
        republished=tuple(span[one] for one in again),
        gains={span[position]: gain for position, gain in gains.items()},
    )
    _write_planted(out, written, world.made)
    return written


def _sources(seed: int) -> list[np.random.Generator]:
    """Independent streams, so that a change in one part leaves the others as they were."""
    return [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(9)]


def _years(months: tuple[str, ...]) -> tuple[int, ...]:
    """Mid-year estimates are out about a year later: from the first year to the last but one, and at least one."""
    first, last = int(months[0][:4]), int(months[-1][:4])
    return tuple(range(first, max(first, last - 1) + 1))


def _details(world: Scene, truths: Truths, seed: int) -> Details:
    records = world.made.records
    nearest = world.points.nearest(records.east, records.north)
    crowded = np.array(
        [
            np.average(world.county.ground.urban[area.cells], weights=world.county.ground.people[area.cells])
            for area in world.county.lsoa21
        ]
    )
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


def _first_archive(out: Path, rows: Rows, seed: int) -> Path:
    span = range(len(rows.months))
    as_of = len(rows.months) - 1 + _FIRST_AS_OF
    members = street_members(rows, positions=span, as_of=as_of, with_late=False)
    members |= outcome_members(rows, positions=span, as_of=as_of, with_late=False)
    members |= stop_members(rows.points, months=rows.months, positions=span, rng=_sources(seed)[7])
    return write_zip(out / "police_uk" / f"{FORCE_SLUG}-first-publication.zip", dict(sorted(members.items())))


def _second_archive(out: Path, rows: Rows, again: range) -> Path:
    as_of = len(rows.months) - 1 + _SECOND_AS_OF
    members = street_members(rows, positions=again, as_of=as_of, with_late=True)
    members |= outcome_members(rows, positions=again, as_of=as_of, with_late=True)
    return write_zip(out / "police_uk" / f"{FORCE_SLUG}-second-publication.zip", dict(sorted(members.items())))


def _extract(out: Path, records: Records, detail: Details) -> Path:
    path = out / "force" / f"{FORCE_SLUG}-extract.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(extract_bytes(records, detail))
    return path


def _write_twins(out: Path, truths: Truths, months: tuple[str, ...], seed: int) -> Path:
    counts, _ = null_twins(bounds=truths.counts, months=months, mean=_TWINS_MEAN, rng=_sources(seed)[8])
    rows = ([f"twin-{number + 1:04d}", *row.tolist()] for number, row in enumerate(counts))
    return write_gzip(out / "truths" / "null-twins.csv.gz", csv_bytes(("series", *months), rows))


def _events(truths: Truths, months: tuple[str, ...]) -> tuple[Event, ...]:
    found = []
    for change in truths.changes:
        span = change.span(len(months))
        if change.registered and len(span):
            first, last = months[span[0]], months[span[-1]]
            found.append(Event(change.name, change.scope, change.crime_type, change.factor, first, last, change.words))
    return tuple(found)


def _write_planted(out: Path, written: Generated, made: Made) -> None:
    """A note beside the files of what was planted where, for a person who wants to check a finding."""
    note = {
        "generated": True,
        "months": [written.months[0], written.months[-1]],
        "hot_spot": written.hot_spot,
        "emerging": written.emerging,
        "events": [asdict(event) for event in written.events],
        "gains": written.gains,
        "series": [
            {"partnership": place, "crime_type": kind, "mean": round(made.means[place, kind], 3)} | asdict(nature)
            for (place, kind), nature in made.natures.items()
        ],
    }
    (out / "truths" / "planted.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
