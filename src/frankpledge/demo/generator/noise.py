"""The areas of a country of noise: forces, districts, wards and LSOAs with the lookups that say which lies in which."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from frankpledge.demo.generator.partition import Floats
from frankpledge.demo.generator.writing import csv_bytes, write_gzip
from frankpledge.statute.forces import forces as statute_forces

_LSOAS_PER_DISTRICT = 107
_LSOAS_PER_MIDDLE = 5


@dataclass(frozen=True)
class Force:
    """One force: slug, the name it reports under, its area's name and code, and its LSOAs by name."""

    slug: str
    reports_as: str
    name: str
    code: str
    longitude: float
    latitude: float
    districts: tuple[tuple[str, str], ...]
    district: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    """Where the files of a generated country are."""

    folder: Path
    geography: Path
    files: tuple[Path, ...]
    forces: tuple[Force, ...]
    months: tuple[str, ...]
    rows: int


def write_lookups(out: Path, *, weights: Floats, lsoas: int) -> tuple[Force, ...]:
    """Write the lookups of so many LSOAs, shared over forces by weight, and return the forces."""
    shares = np.maximum(4, np.rint(weights / weights.sum() * lsoas)).astype(int)
    forces: list[Force] = []
    for known, number, size in zip_longest(_known(len(shares)), range(len(shares)), shares):
        taken = sum(len(force.codes) for force in forces)
        districts = sum(len(force.districts) for force in forces)
        forces.append(_force(known or _invented(number), number, int(size), taken, districts))
    tables: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]] = {
        "lookup_ltla24_csp24_pfa24": (
            ("ltla24_code", "ltla24_name", "csp24_code", "csp24_name", "pfa24_code", "pfa24_name"),
            [(code, name, f"X22{code[3:]}", name, f.code, f.name) for f in forces for code, name in f.districts],
        ),
        "lookup_lsoa21_ward24_ltla24": (
            ("lsoa21_name", "lsoa21_code", "ward24_name", "ward24_code", "ltla24_name", "ltla24_code"),
            [row for force in forces for row in _ward_rows(force)],
        ),
        "lookup_lsoa11_lsoa21_ltla22": (
            ("lsoa11_name", "lsoa11_code", "change_code", "lsoa21_name", "lsoa21_code", "ltla22_name", "ltla22_code"),
            [
                (name, code, "U", name, code, force.districts[one][1], force.districts[one][0])
                for force in forces
                for name, code, one in zip(force.names, force.codes, force.district, strict=True)
            ],
        ),
    }
    for file, (header, rows) in tables.items():
        write_gzip(out / f"{file}.csv.gz", csv_bytes(header, rows))
    return tuple(forces)


def _known(count: int) -> list[tuple[str, str, str, str]]:
    """Slug, reporting name, area name and area code of the first forces of England and Wales."""
    real = [force for force in statute_forces() if force.is_territorial]
    return [(f.slug, f.reported_by, f.pfa_name or f.slug, f.pfa_code or "") for f in real][:count]


def _invented(number: int) -> tuple[str, str, str, str]:
    name = f"Force {number + 1:02d}"
    return f"force-{number + 1:02d}", f"{name} Police", name, f"X23{number + 1:06d}"


def _force(known: tuple[str, str, str, str], number: int, size: int, taken: int, districts_taken: int) -> Force:
    slug, reports_as, name, code = known
    count = max(1, round(size / _LSOAS_PER_DISTRICT))
    place = slug.replace("-", " ").title()  # an area's own name may hold a comma
    districts = tuple(
        (f"X07{districts_taken + one + 1:06d}", f"{place} District {one + 1:02d}") for one in range(count)
    )
    owner = tuple(int(one) for one in np.sort(np.arange(size) % count))
    names, within, before = [], 0, -1
    for one in owner:
        within = within + 1 if one == before else 0
        before = one
        middle, letter = divmod(within, _LSOAS_PER_MIDDLE)
        names.append(f"{districts[one][1]} {middle + 1:03d}{chr(65 + letter)}")
    return Force(
        slug=slug,
        reports_as=reports_as,
        name=name,
        code=code,
        longitude=1.0 + (number % 7),
        latitude=54.0 + 0.8 * (number // 7),
        districts=districts,
        district=owner,
        codes=tuple(f"X01{taken + one + 1:06d}" for one in range(size)),
        names=tuple(names),
    )


def _ward_rows(force: Force) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for name, code, one in zip(force.names, force.codes, force.district, strict=True):
        ward = int(name[-4:-1])  # each middle area is a ward
        district_code, district = force.districts[one]
        ward_code = f"X05{int(district_code[3:]) * 100 + ward:06d}"
        rows.append((name, code, f"{district} Ward {ward:02d}", ward_code, district, district_code))
    return rows
