"""What other agencies of the invented county would send: fire and rescue, public health and probation, by quarter.

Fire is a column a quarter and its small counts are hidden; public health is a row a value, with marks for what is not
there; probation puts numerator, denominator and percentage under each quarter. All of it is drawn by chance alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.demo.generator.records import partnerships
from frankpledge.demo.generator.sheets import xlsx_bytes
from frankpledge.demo.generator.writing import csv_bytes

FIRE, HEALTH, PROBATION = "agencies/fire-incidents.xlsx", "agencies/public-health.csv", "agencies/probation.xlsx"
HEALTH_HEADER = ("Indicator", "Area", "Period", "Value", "Numerator", "Denominator", "Unit")
_SMALL = 5
# A quarter's expected number in a partnership.
_FIRES = {
    "Deliberate primary fires": 9.0,
    "Deliberate secondary fires": 21.0,
    "Deliberate vehicle fires": 5.0,
    "Malicious false alarms": 6.0,
    "Violence against fire staff": 0.7,
}
_ADMISSIONS = {"Alcohol-specific hospital admissions": 95.0, "Emergency admissions for violence": 14.0}
_TREATED, _COMPLETED = 240, 0.19
_COHORT, _RECONVICTED = 180, 0.27
Rows = list[list[object]]


def quarters_in(months: Sequence[str]) -> tuple[Quarter, ...]:
    """Return the financial quarters that lie wholly within the months."""
    held = {Month.parse(month) for month in months}
    starts = dict.fromkeys(Quarter.of(month) for month in sorted(held))
    return tuple(quarter for quarter in starts if set(quarter.window.months()) <= held)


def agency_paths(out: Path, months: Sequence[str]) -> tuple[Path, ...]:
    """Return where the three files are; none without a whole quarter."""
    return tuple(out / name for name in (FIRE, HEALTH, PROBATION)) if quarters_in(months) else ()


def write_agencies(out: Path, months: Sequence[str], rng: np.random.Generator) -> None:
    """Write the three files to a folder; nothing without a whole quarter."""
    quarters = quarters_in(months)
    made = {FIRE: _fire(quarters, rng), HEALTH: _health(quarters, rng), PROBATION: _probation(quarters, rng)}
    for path in agency_paths(out, months):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[path.relative_to(out).as_posix()])


def _fire(quarters: Sequence[Quarter], rng: np.random.Generator) -> bytes:
    """A cover, and a column a quarter; counts of one to four stand as "<5"."""
    rows: Rows = [["Nevershire Fire and Rescue Service: incidents by quarter"], []]
    rows.append(["Incident type", "Area", *map(str, quarters)])
    for area in partnerships():
        for kind, mean in _FIRES.items():
            counts = rng.poisson(mean, len(quarters)).tolist()
            rows.append([kind, area, *(f"<{_SMALL}" if 0 < n < _SMALL else n for n in counts)])
    cover: Rows = [["Invented for a demonstration."], ["Counts of one to four are hidden."]]
    return xlsx_bytes({"Cover": cover, "Incidents": rows})


def _health(quarters: Sequence[Quarter], rng: np.random.Generator) -> bytes:
    """A row a value; the newest quarter of one indicator is not there yet, and says so."""
    rows: Rows = []
    for area in partnerships():
        for kind, mean in _ADMISSIONS.items():
            for quarter, n in zip(quarters, rng.poisson(mean, len(quarters)).tolist(), strict=True):
                rows.append([kind, area, str(quarter), f"<{_SMALL}" if 0 < n < _SMALL else n, "", "", "count"])
        for quarter in quarters:
            treated = int(rng.poisson(_TREATED))
            done = int(rng.binomial(treated, _COMPLETED))
            value: Sequence[object] = (f"{100 * done / treated:.1f}", done, treated)
            value = (":", "", "") if quarter == quarters[-1] else value
            rows.append(["Adults who completed drug treatment", area, str(quarter), *value, "percent"])
    return csv_bytes(HEALTH_HEADER, rows)


def _probation(quarters: Sequence[Quarter], rng: np.random.Generator) -> bytes:
    """Three columns under each quarter: how many, of how many, and the percentage."""
    above: list[object] = ["Measure", "Area"]
    below: list[object] = [None, None]
    for quarter in quarters:
        above += [str(quarter), None, None]
        below += ["Numerator", "Denominator", "%"]
    rows: Rows = [["Nevershire Probation: proven reoffending"], above, below]
    for area in partnerships():
        cells: list[object] = ["Reconvicted within the year", area]
        for _ in quarters:
            cohort = int(rng.poisson(_COHORT))
            again = int(rng.binomial(cohort, _RECONVICTED))
            cells += [again, cohort, round(100 * again / cohort, 1)]
        rows.append(cells)
    return xlsx_bytes({"Reoffending": rows})
