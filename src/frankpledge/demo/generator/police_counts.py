"""What the Home Office counts of the county's own records: by partnership, offence code and financial quarter.

Somewhat fewer than the street files show, since some records are cancelled before the Home Office counts; here and
there a correction takes a cell below zero; a few crimes are assigned to no partnership.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.periods import FinancialYear, Month, Quarter
from frankpledge.demo.generator.extract import Details
from frankpledge.demo.generator.names import FORCE_NAME
from frankpledge.demo.generator.outcomes import Outcomes
from frankpledge.demo.generator.profiles import ASB, type_names
from frankpledge.demo.generator.records import Records, partnerships

UNASSIGNED = f"Unassigned {FORCE_NAME}"
_CANCELLED = 0.045
_UNASSIGNED = 0.006
_CORRECTED = 0.02
_ONLY_SMALL = 2
# Of the outcomes given, the share that is for another offence than the one recorded: type 1A, a part of type 1.
_ALTERNATE = 0.08


@dataclass(frozen=True)
class Offence:
    """An offence as the Home Office lists it."""

    code: str
    name: str
    group: str
    subgroup: str


Key = tuple[Quarter, str, str]
"""Quarter, partnership and offence code."""


@dataclass(frozen=True)
class PoliceCounts:
    """Counts by quarter, partnership and code; outcomes by quarter, code and type: of its crimes, and given in it."""

    quarters: tuple[Quarter, ...]
    crimes: Mapping[Key, int]
    of_recorded: Mapping[tuple[Quarter, str, str], int]
    given: Mapping[tuple[Quarter, str, str], int]

    def of_year(self, quarters: tuple[Quarter, ...], partnership: str | None) -> Counter[str]:
        """Return the crimes of some quarters by code, in a partnership or, for None, in the whole force."""
        found: Counter[str] = Counter()
        for (quarter, place, code), n in self.crimes.items():
            if quarter in quarters and partnership in (None, place):
                found[code] += n
        return found


@cache
def offences() -> tuple[Offence, ...]:
    """Return the offences that are counted, in the order of the table."""
    found = [
        Offence(code, name, row["group"], row["subgroup"])
        for row in _table()["offence"]
        for code, name in row["codes"].items()
    ]
    return tuple(sorted(found, key=lambda one: one.name))


@cache
def twins() -> tuple[tuple[Offence, int], ...]:
    """Return the offences listed for outcomes alone, each with what stands in it every quarter."""
    rows = _table()["twin"]
    return tuple(
        (Offence(row["code"], row["name"], row["group"], row["subgroup"]), row["each_quarter"]) for row in rows
    )


@cache
def outcome_types() -> Mapping[str, tuple[str, str, str]]:
    """Return type, description and group of the outcomes by data.police.uk's words for them."""
    return {words: (row[0], row[1], row[2]) for words, row in _table()["outcome"].items()}


def whole_quarters(months: tuple[str, ...]) -> tuple[Quarter, ...]:
    """Return the financial quarters of which every month is among these."""
    held = {Month.parse(month) for month in months}
    every = dict.fromkeys(Quarter.of(month) for month in sorted(held))
    return tuple(quarter for quarter in every if set(quarter.window.months()) <= held)


def police_counts(
    records: Records, detail: Details, became: Outcomes, *, months: tuple[str, ...], rng: np.random.Generator
) -> PoliceCounts:
    """Return what the Home Office counts of the records, anti-social behaviour left out."""
    quarters = whole_quarters(months)
    owner = _quarter_of(months, quarters)
    names = np.array([*partnerships(), UNASSIGNED], dtype=object)
    kept = (rng.random(len(records)) >= _CANCELLED) & (records.kind != type_names().index(ASB))
    kept &= owner[records.month] >= 0
    place = np.where(rng.random(len(records)) < _UNASSIGNED, len(names) - 1, records.partnership)
    crimes: Counter[Key] = Counter(
        (quarters[owner[records.month[at]]], str(names[place[at]]), str(detail.offence[at]))
        for at in np.flatnonzero(kept)
    )
    whole = {
        (quarter, str(name), one.code): crimes[quarter, str(name), one.code]
        for quarter in quarters
        for name in names
        for one in offences()
    }
    corrected = {at: _corrected(n, rng) for at, n in whole.items()}
    of_recorded, given = _outcomes(records, detail, became, kept, quarters, owner, rng)
    return PoliceCounts(quarters, corrected, of_recorded, given)


def _outcomes(
    records: Records,
    detail: Details,
    became: Outcomes,
    kept: NDArray[np.bool_],
    quarters: tuple[Quarter, ...],
    owner: NDArray[np.int64],
    rng: np.random.Generator,
) -> tuple[Counter[tuple[Quarter, str, str]], Counter[tuple[Quarter, str, str]]]:
    """Return outcomes by quarter, code and type: of the quarter's crimes by the end, and those given in the quarter."""
    of_recorded: Counter[tuple[Quarter, str, str]] = Counter()
    given: Counter[tuple[Quarter, str, str]] = Counter()
    alternate = rng.random(len(records)) < _ALTERNATE
    for at in np.flatnonzero(kept):
        month, code = int(became.month[at]), str(detail.offence[at])
        decided = str(became.decided[at]) if month < len(owner) else ""
        kind = outcome_types().get(decided, outcome_types()[""])[0]
        recorded = quarters[owner[records.month[at]]]
        kinds = (kind, "1A") if kind == "1" and alternate[at] else (kind,)
        for each in kinds:
            of_recorded[recorded, code, each] += 1
            if kind != "0" and owner[month] >= 0:
                given[quarters[owner[month]], code, each] += 1
    return of_recorded, given


def _corrected(n: int, rng: np.random.Generator) -> int:
    """Return the count, now and then taken one below zero by a correction of an earlier quarter."""
    return -1 if n <= _ONLY_SMALL and rng.random() < _CORRECTED else n


def _quarter_of(months: tuple[str, ...], quarters: tuple[Quarter, ...]) -> NDArray[np.int64]:
    """Return for each month the position of its quarter, -1 where that is not whole."""
    place = {quarter: position for position, quarter in enumerate(quarters)}
    return np.array([place.get(Quarter.of(Month.parse(month)), -1) for month in months], dtype=np.int64)


def financial_year(quarter: Quarter) -> str:
    """Return the financial year of a quarter, as 2024/25."""
    return str(FinancialYear(quarter.start))


def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "offences.toml").read_text(encoding="utf-8"))
