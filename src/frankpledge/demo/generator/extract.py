"""The force extract: the county's records as a force would hand them over, one row each, exact in time and place.

References and victim keys are made from the seed alone. A victim key is a keyed hash, so that the same person can be
recognised again and never named.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from frankpledge.demo.generator.profiles import ASB, profiles
from frankpledge.demo.generator.records import Records
from frankpledge.demo.generator.writing import table_bytes

EXTRACT_HEADER = (
    "Reference", "Recorded date", "Earliest occurred", "Latest occurred", "Offence code", "Easting", "Northing",
    "Domestic abuse", "Alcohol", "Hate", "Knife", "Rural", "Business", "Victim key",
)  # fmt: skip

FLAGS = ("domestic_abuse", "alcohol", "hate", "knife", "rural", "business")

_WITHOUT_VICTIM = (ASB, "Drugs", "Possession of weapons", "Other crime")
_REPEAT = 0.12
_REPEAT_DOMESTIC = 0.38
_MEMORY = 400  # a repeat victim is one of the last so many of the same type and partnership


@dataclass(frozen=True)
class Details:
    """What a record carries besides its time and place; parallel to the records."""

    reference: NDArray[np.object_]
    offence: NDArray[np.object_]
    flags: Mapping[str, NDArray[np.bool_]]
    victim: NDArray[np.object_]
    placeless: NDArray[np.bool_]


def details(
    records: Records, *, rural: NDArray[np.bool_], placeless: float, seed: int, rng: np.random.Generator
) -> Details:
    """Return references, offence codes, flags and victim keys for records sorted by the day they were recorded."""
    offence = np.full(len(records), "", dtype=object)
    flags = {
        name: np.zeros(len(records), dtype=bool) for name in ("domestic_abuse", "alcohol", "hate", "knife", "business")
    }
    for kind, profile in enumerate(profiles()):
        here = np.flatnonzero(records.kind == kind)
        odds = np.array(list(profile.offences.values()))
        offence[here] = rng.choice(np.array(list(profile.offences), dtype=object), size=len(here), p=odds / odds.sum())
        for name, share in profile.flags.items():
            flags[name][here] = rng.random(len(here)) < share
    return Details(
        reference=_references(records),
        offence=offence,
        flags={**flags, "rural": rural},
        victim=_victims(records, flags, seed, rng),
        placeless=rng.random(len(records)) < placeless,
    )


def extract_bytes(records: Records, details: Details) -> bytes:
    """Return the extract as CSV, in the order of recording."""

    def place(values: NDArray[np.float64]) -> pa.Array:
        return pa.array(["" if gone else f"{one:.1f}" for one, gone in zip(values, details.placeless, strict=True)])

    def moment(values: NDArray[np.datetime64]) -> pa.Array:
        return pa.array(np.datetime_as_string(values.astype("datetime64[s]")).tolist())

    columns = [
        pa.array(details.reference.tolist()),
        pa.array(np.datetime_as_string(records.recorded).tolist()),
        moment(records.earliest),
        moment(records.latest),
        pa.array(details.offence.tolist()),
        place(records.east),
        place(records.north),
        *(pa.array(np.where(details.flags[name], "Y", "N").tolist()) for name in FLAGS),
        pa.array(details.victim.tolist()),
    ]
    return table_bytes(pa.table(columns, names=list(EXTRACT_HEADER)))


def _references(records: Records) -> NDArray[np.object_]:
    """`NV/2023/000001` and on, from one each year."""
    years = records.recorded.astype("datetime64[Y]").astype(np.int64) + 1970
    _, first = np.unique(years, return_index=True)
    start = np.repeat(first, np.diff([*first, len(years)]))
    number = np.arange(len(years)) - start + 1
    return np.array([f"NV/{year}/{one:06d}" for year, one in zip(years, number, strict=True)], dtype=object)


def _victims(
    records: Records, flags: Mapping[str, NDArray[np.bool_]], seed: int, rng: np.random.Generator
) -> NDArray[np.object_]:
    """A keyed hash of the victim of each offence against a person; some are victims again, most of domestic abuse."""
    without = [kind for kind, profile in enumerate(profiles()) if profile.name in _WITHOUT_VICTIM]
    personal = ~np.isin(records.kind, without) & ~flags["business"]
    again = rng.random(len(records)) < np.where(flags["domestic_abuse"], _REPEAT_DOMESTIC, _REPEAT)
    back = rng.random(len(records))
    key = hashlib.sha256(f"frankpledge victim key {seed}".encode()).digest()
    result = np.full(len(records), "", dtype=object)
    groups: dict[tuple[int, int, bool], list[int]] = {}
    fresh = 0
    for position in np.flatnonzero(personal):
        group = (
            int(records.kind[position]),
            int(records.partnership[position]),
            bool(flags["domestic_abuse"][position]),
        )
        known = groups.setdefault(group, [])
        if again[position] and known:
            person = known[-1 - int(back[position] * min(len(known), _MEMORY))]
        else:
            fresh += 1
            person = fresh
        known.append(person)
        result[position] = hmac.new(key, str(person).encode(), hashlib.sha256).hexdigest()[:20]
    return result
