"""What the public sees: data.police.uk files made from the force's records by snapping each to its nearest map point.

Rows stand as in the real files: by LSOA name, crime types in their old order, those without a place last. Anti-social
behaviour has neither Crime ID nor outcome; a few crimes stand twice under one ID with another outcome.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from frankpledge.demo.generator.mappoints import MapPoints
from frankpledge.demo.generator.names import FORCE_REPORTS_AS, FORCE_SLUG
from frankpledge.demo.generator.outcomes import Outcomes
from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.profiles import ASB, type_names
from frankpledge.demo.generator.truths import Publication
from frankpledge.demo.generator.writing import as_degrees, table_bytes

STREET_HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
OUTCOMES_HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Outcome type",
)  # fmt: skip

_TWICE = 0.0004
_OTHER_OUTCOME = "Unable to prosecute suspect"


@dataclass(frozen=True)
class Rows:
    """The published form of every record: map point (-1: none), type, month, ID, outcome; `late` came in afterwards."""

    months: tuple[str, ...]
    points: MapPoints
    point: Ints
    kind: Ints
    month: Ints
    crime_id: NDArray[np.object_]
    outcomes: Outcomes
    late: NDArray[np.bool_]
    twice: NDArray[np.bool_]


def snapped(points: MapPoints, *, east: Floats, north: Floats, placeless: NDArray[np.bool_]) -> Ints:
    """Return the map point nearest to each record; -1 for those without a place."""
    return np.where(placeless, -1, points.nearest(east, north))


def crime_ids(references: NDArray[np.object_], kind: Ints, *, seed: int) -> NDArray[np.object_]:
    """Return 64 hexadecimal digits for each crime, nothing for anti-social behaviour."""
    asb = type_names().index(ASB)
    ids = [
        "" if one == asb else hashlib.sha256(f"{seed}/{reference}".encode()).hexdigest()
        for reference, one in zip(references, kind, strict=True)
    ]
    return np.array(ids, dtype=object)


def late_records(
    month: Ints, *, months: int, publication: Publication, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], Mapping[int, float]]:
    """Return which records the first publication lacks, and the gain drawn for each republished month.

    A gain is the share by which the second publication exceeds the first.
    """
    late = np.zeros(len(month), dtype=bool)
    gains: dict[int, float] = {}
    for position in publication.republished(months):
        here = np.flatnonzero(month == position)
        gains[position] = float(rng.uniform(*publication.gain))
        lacking = round(len(here) * gains[position] / (1.0 + gains[position]))
        late[rng.choice(here, size=lacking, replace=False)] = True
    return late, gains


def doubled(kind: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return which crimes are published twice under one ID."""
    return np.asarray((rng.random(len(kind)) < _TWICE) & (kind != type_names().index(ASB)))


def street_members(rows: Rows, *, positions: Sequence[int], as_of: int, with_late: bool) -> dict[str, bytes]:
    """Return the street files of these months as published in the month `as_of`, by their names in an archive."""
    shown = rows.outcomes.shown(recorded=rows.month, as_of=as_of)
    members = {}
    for position in positions:
        chosen = np.flatnonzero((rows.month == position) & (with_late | ~rows.late))
        again = chosen[rows.twice[chosen]]
        words = np.concatenate([shown[chosen], np.full(len(again), _OTHER_OUTCOME, dtype=object)])
        chosen = np.concatenate([chosen, again])
        names = np.where(rows.point[chosen] < 0, "\uffff", rows.points.lsoa_name[rows.point[chosen]])
        order = np.lexsort((rows.kind[chosen], names.astype(str)))
        chosen, words = chosen[order], words[order]
        columns = _shared(rows, chosen, "No Location", np.full(len(chosen), rows.months[position], dtype=object))
        kinds = np.array(type_names(), dtype=object)[rows.kind[chosen]]
        columns += [pa.array(kinds.tolist()), pa.array(words.tolist()), pa.array([""] * len(chosen))]
        content = table_bytes(pa.table(columns, names=list(STREET_HEADER)))
        members[f"{rows.months[position]}/{rows.months[position]}-{FORCE_SLUG}-street.csv"] = content
    return members


def outcome_members(rows: Rows, *, positions: Sequence[int], as_of: int, with_late: bool) -> dict[str, bytes]:
    """Return the outcomes files of these months, each listing what was decided in its month."""
    members = {}
    for position in positions:
        if position > as_of:
            continue
        chosen = rows.outcomes.listed(month=position)
        chosen = chosen[with_late | ~rows.late[chosen]]
        columns = _shared(rows, chosen, "No location", np.full(len(chosen), rows.months[position], dtype=object))
        columns.append(pa.array(rows.outcomes.decided[chosen].tolist()))
        content = table_bytes(pa.table(columns, names=list(OUTCOMES_HEADER)))
        members[f"{rows.months[position]}/{rows.months[position]}-{FORCE_SLUG}-outcomes.csv"] = content
    return members


def _shared(rows: Rows, chosen: NDArray[np.intp], nowhere: str, month: NDArray[np.object_]) -> list[pa.Array]:
    """The first nine columns, which both kinds of file have."""
    point = rows.point[chosen]
    gone = point < 0
    place = np.maximum(point, 0)
    points = rows.points

    def words(values: NDArray[np.object_], instead: str) -> pa.Array:
        return pa.array(np.where(gone, instead, values[place]).tolist(), pa.string())

    force = pa.array([FORCE_REPORTS_AS] * len(chosen))
    return [
        pa.array(rows.crime_id[chosen].tolist(), pa.string()),
        pa.array(month.tolist(), pa.string()),
        force,
        force,
        as_degrees(np.where(gone, np.nan, points.longitude[place])),
        as_degrees(np.where(gone, np.nan, points.latitude[place])),
        words(points.location, nowhere),
        words(points.lsoa_code, ""),
        words(points.lsoa_name, ""),
    ]
