"""The geography folder: lookups, boundaries and populations in the shapes in which the real ones are published."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from frankpledge.demo.generator.county import Area, County
from frankpledge.demo.generator.names import DISTRICTS, FORCE_CODE, FORCE_NAME, District
from frankpledge.demo.generator.people import AGES, People
from frankpledge.demo.generator.terrain import geometry_in_lon_lat
from frankpledge.demo.generator.writing import csv_bytes, write_geojson, write_gzip

_FORMED = 2020  # the year in which Inkle Marshes took in its two districts


def write_geography(county: County, out: Path) -> Path:
    """Write lookups and boundaries of the county to a folder and return it."""
    out.mkdir(parents=True, exist_ok=True)
    _write_lookups(county, out)
    _write_boundaries(county, out)
    return out


def write_population(county: County, people: People, out: Path) -> tuple[Path, ...]:
    """Write one file of residents by LSOA of 2011 and single year of age for each year; return the paths."""
    header = ["lsoa11_name", "lsoa11_code", "total_population", *map(str, range(AGES - 1)), "90+"]
    paths = []
    for year, counts in sorted(people.counts.items()):
        rows = [
            [area.name, area.code, f"{row.sum():.1f}", *(f"{count:.1f}" for count in row)]
            for area, row in zip(county.lsoa11, counts, strict=True)
        ]
        paths.append(write_gzip(out / population_file(year), csv_bytes(header, rows)))
    return tuple(paths)


def population_file(year: int) -> str:
    """Return the name of the population file of a year; its two digits are how a reader knows the year."""
    return f"population{year % 100:02d}_lsoa11.csv.gz"


Lookups = dict[str, tuple[Sequence[str], list[tuple[object, ...]]]]


def _write_lookups(county: County, out: Path) -> None:
    for name, (header, rows) in (_district_lookups() | _lsoa_lookups(county)).items():
        write_gzip(out / f"{name}.csv.gz", csv_bytes(header, rows))
    header = ("LAD17CD", "LAD17NM", "CSP17CD", "CSP17NM", "PFA17CD", "PFA17NM", "FID")
    rows17 = [
        (d.code, d.name, d.partnership_2017_code, d.partnership_2017, FORCE_CODE, FORCE_NAME, number + 1)
        for number, d in enumerate(DISTRICTS)
    ]
    (out / "lad17_csp17_pfa17.csv").write_bytes("\ufeff".encode() + csv_bytes(header, rows17))


def _district_lookups() -> Lookups:
    return {
        "lookup_ltla24_csp24_pfa24": (
            ("ltla24_code", "ltla24_name", "csp24_code", "csp24_name", "pfa24_code", "pfa24_name"),
            [(d.council_code, d.council, d.partnership_code, d.partnership, FORCE_CODE, FORCE_NAME) for d in DISTRICTS],
        ),
        "lookup_ltla21_utla21": (
            ("ltla21_name", "ltla21_code", "utla21_name", "utla21_code"),
            [(d.council, d.council_code, d.upper, d.upper_code) for d in _councils()],
        ),
        "lookup_ltla_ltla": (
            tuple(f"ltla{year}_{part}" for year in range(16, 25) for part in ("code", "name")),
            [tuple(value for year in range(2016, 2025) for value in _council_in(d, year)) for d in DISTRICTS],
        ),
    }


def _lsoa_lookups(county: County) -> Lookups:
    old, new = county.lsoa11, county.lsoa21
    ward_of = {lsoa: ward for ward in county.wards for lsoa in ward.lsoas}
    return {
        "lookup_lsoa11_ltla21": (
            ("lsoa11_name", "lsoa11_code", "ltla21_name", "ltla21_code"),
            [(area.name, area.code, _of(area).council, _of(area).council_code) for area in old],
        ),
        "lookup_lsoa11_lsoa21_ltla22": (
            ("lsoa11_name", "lsoa11_code", "change_code", "lsoa21_name", "lsoa21_code", "ltla22_name", "ltla22_code"),
            [
                (
                    old[a].name,
                    old[a].code,
                    code,
                    new[b].name,
                    new[b].code,
                    _of(new[b]).council,
                    _of(new[b]).council_code,
                )
                for a, b, code in county.changes
            ],
        ),
        "lookup_lsoa21_ward24_ltla24": (
            ("lsoa21_name", "lsoa21_code", "ward24_name", "ward24_code", "ltla24_name", "ltla24_code"),
            [
                (a.name, a.code, ward_of[i].name, ward_of[i].code, _of(a).council, _of(a).council_code)
                for i, a in enumerate(new)
            ],
        ),
        "ruc21_lsoa21": (("lsoa21_code", "ruc21_code", "classification", "ruc"), _rural_urban(county)),
        "imd2025_lsoa21": (("lsoa21_code", "IMD_decile", "Income_decile", "IMD_rank"), _deprivation(county)),
        "households_2021_lsoa21": (("lsoa21_code", "households"), _households(county)),
    }


def _write_boundaries(county: County, out: Path) -> None:
    old, new = county.shapes(county.lsoa11), county.shapes(county.lsoa21)
    for council in _councils():
        code = council.council_code
        inside_old = [i for i, area in enumerate(county.lsoa11) if _of(area).council_code == code]
        inside_new = [i for i, area in enumerate(county.lsoa21) if _of(area).council_code == code]
        wards = [ward for ward in county.wards if DISTRICTS[ward.district].council_code == code]
        _write_lsoas(out / "lsoa11" / f"{code}.geojson", "11", [county.lsoa11[i] for i in inside_old], old[inside_old])
        _write_lsoas(out / "lsoa21" / f"{code}.geojson", "21", [county.lsoa21[i] for i in inside_new], new[inside_new])
        write_geojson(
            out / "ward" / f"{code}.geojson",
            name=code,
            properties=[
                {
                    "FID": n + 1,
                    "WD25CD": w.code,
                    "WD25NM": w.name,
                    "WD25NMW": " ",
                    "LAD25CD": code,
                    "LAD25NM": council.council,
                }
                for n, w in enumerate(wards)
            ],
            shapes=geometry_in_lon_lat(np.array([_joined(new[list(ward.lsoas)]) for ward in wards], dtype=object)),
        )
    keys = [(_of(area).council_code, _of(area).council) for area in county.lsoa21]
    _write_dissolved(out / "boundaries_ltla24.geojson", "ltla24", keys, new)
    keys = [(_of(area).partnership_code, _of(area).partnership) for area in county.lsoa21]
    _write_dissolved(out / "boundaries_csp24.geojson", "csp24", keys, new)
    _write_dissolved(out / "boundaries_pfa24.geojson", "pfa24", [(FORCE_CODE, FORCE_NAME)] * len(new), new)


def _write_lsoas(path: Path, vintage: str, areas: list[Area], shapes: NDArray[np.object_]) -> None:
    properties = [
        {
            "FID": number + 1,
            f"LSOA{vintage}CD": area.code,
            f"LSOA{vintage}NM": area.name,
            "GlobalID": str(uuid.uuid5(uuid.NAMESPACE_URL, f"lsoa{vintage}/{area.code}")),
            "LADCD_ACTIVE": _of(area).council_code,
            "UTLACD": _of(area).upper_code,
        }
        for number, area in enumerate(areas)
    ]
    write_geojson(path, name=path.stem, properties=properties, shapes=geometry_in_lon_lat(shapes))


def _write_dissolved(path: Path, kind: str, keys: list[tuple[str, str]], shapes: NDArray[np.object_]) -> None:
    unique = sorted(set(keys))
    joined = [_joined(shapes[[key == one for key in keys]]) for one in unique]
    properties = [{f"{kind}_name": name, f"{kind}_code": code} for code, name in unique]
    write_geojson(
        path, name=path.stem, properties=properties, shapes=geometry_in_lon_lat(np.array(joined, dtype=object))
    )


def _joined(shapes: NDArray[np.object_]) -> shapely.Geometry:
    return shapely.coverage_union_all(shapes)


def _of(area: Area) -> District:
    return DISTRICTS[area.district]


def _councils() -> list[District]:
    """One district for each council of today."""
    return list({district.council_code: district for district in DISTRICTS}.values())


def _council_in(district: District, year: int) -> tuple[str, str]:
    return (district.council_code, district.council) if year >= _FORMED else (district.code, district.name)


def _rural_urban(county: County) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for area, urban in zip(county.lsoa21, county.urban(county.lsoa21), strict=True):
        if urban > 0.5:
            rows.append((area.code, "UN1", "Urban: Nearer to a major town or city", "Urban"))
        elif urban > 0.25:
            rows.append((area.code, "RLN1", "Larger rural: Nearer to a major town or city", "Rural"))
        else:
            rows.append((area.code, "RSN1", "Smaller rural: Nearer to a major town or city", "Rural"))
    return rows


def _deprivation(county: County) -> list[tuple[object, ...]]:
    """Return tenths of deprivation and of income: towns more deprived than the country, with much between them."""
    urban = np.asarray(county.urban(county.lsoa21), dtype=np.float64)
    rng = np.random.default_rng(len(urban))
    score = urban + rng.normal(0.0, 0.35, len(urban))
    income = score + rng.normal(0.0, 0.15, len(urban))
    ranks, incomes = (np.argsort(np.argsort(-one)) for one in (score, income))
    tenth = len(urban) / 10
    return [
        (area.code, 1 + int(rank // tenth), 1 + int(own // tenth), int(rank) + 1)
        for area, rank, own in zip(county.lsoa21, ranks, incomes, strict=True)
    ]


def _households(county: County) -> list[tuple[object, ...]]:
    """Return households: some 2.3 people in each, fewer in towns."""
    urban = county.urban(county.lsoa21)
    return [
        (area.code, round(county.people(area) / (2.5 - 0.3 * float(share))))
        for area, share in zip(county.lsoa21, urban, strict=True)
    ]
