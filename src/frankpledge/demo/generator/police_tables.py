"""The publications of the Home Office and the ONS about the invented county, in exactly their layouts.

By partnership and outcomes as XLSX, by force as ODS: a sheet of notes and one a financial year, as the published
files have. The ONS's workbooks have a cover, notes, and the tables C2 to C5 below titles of several lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from frankpledge.analysis.periods import Quarter
from frankpledge.demo.generator.county import County
from frankpledge.demo.generator.names import DISTRICTS, FORCE_NAME
from frankpledge.demo.generator.partition import Floats
from frankpledge.demo.generator.police_counts import (
    UNASSIGNED,
    Offence,
    PoliceCounts,
    financial_year,
    offences,
    outcome_types,
    twins,
    whole_quarters,
)
from frankpledge.demo.generator.police_levels import ons_workbook, years_ending
from frankpledge.demo.generator.records import partnerships
from frankpledge.demo.generator.sheets import ods_bytes, xlsx_bytes

_FOLDER = "police_tables"
_SHARED = ("Offence Description", "Offence Group", "Offence Subgroup", "Offence Code")
CSP_HEADER = ("Financial Year", "Financial Quarter", "Police Force", "CSP Name", *_SHARED, "Offence Count")
FORCE_HEADER = ("Financial Year", "Financial Quarter", "Force Name", *_SHARED, "Number of Offences")
OUTCOMES_HEADER = (
    "Financial Year", "Financial Quarter", "Force Name", *_SHARED, "Outcome Description", "Outcome Group",
    "Outcome Type", "Force outcomes for offences recorded in quarter", "Force outcomes recorded in quarter",
)  # fmt: skip

Rows = list[tuple[object, ...]]


def police_table_paths(out: Path, months: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the files that months of evidence give rise to: none without a whole quarter."""
    if not whole_quarters(months):
        return ()
    folder = out / _FOLDER
    ons = [folder / f"csp-tables-{last!s}.xlsx" for last in years_ending(whole_quarters(months))]
    named = ("prc-csp-tables.xlsx", "prc-pfa-tables.ods", "prc-outcomes-tables.xlsx")
    return (*(folder / name for name in named), *ons)


def write_police_tables(out: Path, counts: PoliceCounts, *, months: tuple[str, ...], people: Mapping[str, int]) -> None:
    """Write the tables to a folder; `people` are residents by partnership."""
    paths = police_table_paths(out, months)
    if not paths:
        return
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    csp, force, became, *levels = paths
    csp.write_bytes(xlsx_bytes({"Notes": _notes("Community Safety Partnership"), **_by_year(CSP_HEADER, _csp(counts))}))
    force.write_bytes(ods_bytes({"Notes": _notes("Police Force Area"), **_by_year(FORCE_HEADER, _force(counts))}))
    became.write_bytes(xlsx_bytes({"Notes": _notes("outcomes"), **_by_year(OUTCOMES_HEADER, _outcomes(counts))}))
    for path, last in zip(levels, years_ending(counts.quarters), strict=True):
        path.write_bytes(xlsx_bytes(ons_workbook(counts, last=last, people=people)))


def residents_of(county: County, residents: Floats) -> dict[str, int]:
    """Return the residents of each partnership from those of its LSOAs."""
    found = dict.fromkeys(partnerships(), 0.0)
    for area, people in zip(county.lsoa21, residents, strict=True):
        found[DISTRICTS[area.district].partnership] += float(people)
    return {name: round(people) for name, people in found.items()}


def _by_year(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> dict[str, Rows]:
    """Return the rows in a sheet for each financial year, called 2024_25, each below the header."""
    sheets: dict[str, Rows] = {}
    for row in rows:
        sheets.setdefault(str(row[0]).replace("/", "_"), [header]).append(row)
    return sheets


def _csp(counts: PoliceCounts) -> Iterator[tuple[object, ...]]:
    for quarter in counts.quarters:
        for place in (*partnerships(), UNASSIGNED):
            shared = (financial_year(quarter), quarter.number, FORCE_NAME, place)
            for one in offences():
                yield (*shared, *_offence(one), counts.crimes[quarter, place, one.code])
            for twin, _ in twins():
                yield (*shared, *_offence(twin), 0)


def _force(counts: PoliceCounts) -> Iterator[tuple[object, ...]]:
    for quarter in counts.quarters:
        shared = (financial_year(quarter), quarter.number, FORCE_NAME)
        whole = counts.of_year((quarter,), None)
        for one in offences():
            yield (*shared, *_offence(one), whole[one.code])
        for twin, n in twins():
            yield (*shared, *_offence(twin), n)


def _outcomes(counts: PoliceCounts) -> Iterator[tuple[object, ...]]:
    kinds = [*outcome_types().values(), ("1A", "Charged/Summonsed - alternate offence", "Charged/Summonsed")]
    for quarter in counts.quarters:
        for one in offences():
            for kind, name, group in sorted(kinds, key=lambda row: row[1]):
                numbers = tuple(table[quarter, one.code, kind] for table in (counts.of_recorded, counts.given))
                if any(numbers):
                    yield (*_shared(quarter), *_offence(one), name, group, kind, *numbers)


def _shared(quarter: Quarter) -> tuple[object, ...]:
    return (financial_year(quarter), quarter.number, FORCE_NAME)


def _offence(one: Offence) -> tuple[str, str, str, str]:
    return (one.name, one.group, one.subgroup, one.code)


def _notes(what: str) -> Rows:
    return [
        (f"Police recorded crime {what} open data, generated for this demonstration",),
        ("Not a publication of the Home Office: an invented county in the layout of one",),
        (),
        ("Force Notes",),
        (f"{FORCE_NAME}: crimes that could not be assigned to a partnership are shown as {UNASSIGNED}",),
        ("Additional Notes",),
        ("Counts may be below zero where crimes of an earlier period have since been cancelled",),
        ("Offences marked (outcomes only) are listed so that outcomes can be given for them",),
    ]
