"""Stop and search files of the invented force, in the published columns and words.

A file holds the searches of a month by local time and writes their moments in UTC, so in summer its first rows can lie
in the month before. About a third have no point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from frankpledge.demo.generator.mappoints import MapPoints
from frankpledge.demo.generator.names import FORCE_SLUG
from frankpledge.demo.generator.series import days_in
from frankpledge.demo.generator.writing import csv_bytes

STOPS_HEADER = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip

_T = TypeVar("_T")

_A_MONTH = 150
_POINTLESS = 1 / 3
_DRUGS = ("Misuse of Drugs Act 1971 (section 23)", "Controlled drugs")
_PACE = "Police and Criminal Evidence Act 1984 (section 1)"
_TYPES = {"Person search": 0.78, "Person and Vehicle search": 0.17, "Vehicle search": 0.05}
_AGES = {"10-17": 0.20, "18-24": 0.33, "25-34": 0.23, "over 34": 0.19, "": 0.05}
_GENDERS = {"Male": 0.87, "Female": 0.10, "": 0.03}
_GROUNDS = {
    _DRUGS: 0.66,
    (_PACE, "Offensive weapons"): 0.13,
    (_PACE, "Article for use in theft"): 0.10,
    (_PACE, "Stolen goods"): 0.08,
    (_PACE, "Articles for use in criminal damage"): 0.02,
    ("Firearms Act 1968 (section 47)", "Firearms"): 0.01,
}
_OUTCOMES = {
    "A no further action disposal": 0.72,
    "Arrest": 0.12,
    "Community resolution": 0.10,
    "Summons / charged by post": 0.03,
    "Caution (simple or conditional)": 0.015,
    "Penalty Notice for Disorder": 0.015,
}
_ETHNICITIES = {
    ("White - English/Welsh/Scottish/Northern Irish/British", "White"): 0.80,
    ("White - Any other White background", "White"): 0.06,
    ("Asian/Asian British - Any other Asian background", "Asian"): 0.04,
    ("Black/African/Caribbean/Black British - African", "Black"): 0.04,
    ("Mixed/Multiple ethnic groups - White and Black Caribbean", "Black"): 0.02,
    ("Other ethnic group - Not stated", ""): 0.04,
}


def stop_members(
    points: MapPoints, *, months: tuple[str, ...], positions: Sequence[int], rng: np.random.Generator
) -> dict[str, bytes]:
    """Return the stop and search files of these months, by their names in an archive."""
    lengths = days_in(months)
    members = {}
    for position in positions:
        rows = _month(points, months[position], int(lengths[position]), rng)
        name = f"{months[position]}/{months[position]}-{FORCE_SLUG}-stop-and-search.csv"
        members[name] = csv_bytes(STOPS_HEADER, rows)
    return members


def _month(points: MapPoints, month: str, days: int, rng: np.random.Generator) -> list[tuple[str, ...]]:
    count = int(rng.poisson(_A_MONTH))
    local = np.datetime64(f"{month}-01T00:00") + np.sort(rng.integers(0, days * 24 * 60, count))
    inside = np.flatnonzero(points.lsoa >= 0)
    spots = rng.choice(inside, size=count, p=points.draw[inside] / points.draw[inside].sum())
    nowhere = rng.random(count) < _POINTLESS
    columns = [_picked(table, count, rng) for table in (_TYPES, _GENDERS, _AGES, _ETHNICITIES, _GROUNDS, _OUTCOMES)]
    linked, stripped = rng.random(count) < 0.30, rng.random(count) < 0.03
    rows = []
    for n, (kind, gender, age, ethnicity, grounds, outcome) in enumerate(zip(*columns, strict=True)):
        lat = "" if nowhere[n] else f"{points.latitude[spots[n]]:.6f}"
        lon = "" if nowhere[n] else f"{points.longitude[spots[n]]:.6f}"
        vehicle = kind == "Vehicle search"
        person = ("", "", "", "") if vehicle else (gender, age, *ethnicity)
        rows.append(
            (kind, _in_utc(local[n]), "False", "", lat, lon, *person, *grounds, outcome, str(bool(linked[n])))
            + (("",) if vehicle else (str(bool(stripped[n])),))
        )
    return rows


def _in_utc(local: np.datetime64) -> str:
    """The moment of a clock in England, as the files write it: an hour back in summer time."""
    year = local.astype("datetime64[Y]")
    summer = _clock_change(year, 3) <= local < _clock_change(year, 10)
    return f"{np.datetime_as_string(local - np.timedelta64(60 if summer else 0, 'm'), unit='s')}+00:00"


def _clock_change(year: np.datetime64, month: int) -> np.datetime64:
    """One in the morning of the last Sunday of a month of 31 days."""
    last = (year.astype("datetime64[M]") + np.timedelta64(month, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    back = (int(last.astype(np.int64)) + 4) % 7  # day 0 of 1970 was a Thursday
    return np.datetime64(last - np.timedelta64(back, "D"), "m") + np.timedelta64(60, "m")


def _picked(table: Mapping[_T, float], count: int, rng: np.random.Generator) -> list[_T]:
    odds = np.array(list(table.values()))
    choices = list(table)
    return [choices[one] for one in rng.choice(len(choices), size=count, p=odds / odds.sum())]
