"""Somebody who keeps every file that we ever published, for three years, and takes them apart by linear programmes.

They share nothing with the gate but the files: they think in the finest counts there are (a neighbourhood, a type, a
month, as known at a load), and know the geography, the rules, and of each cell whether a correction changed it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from frankpledge.analysis.disclosure import GivenAway, Published, hide
from frankpledge.analysis.disclosure.views import Cube, View
from frankpledge.analysis.periods import Month
from frankpledge.domain.disclosure.queries.union import trial
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.open_data import actions
from frankpledge.domain.open_data.documents import as_csv
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.open_data.queries import catalogue, cells_of
from frankpledge.domain.open_data.queries.cubes import Held, Source
from frankpledge.domain.open_data.queries.trying import Tried, view_of
from frankpledge.domain.open_data.rules import Asked, Detail, Period, Place
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake.areas import Area
from frankpledge.statute.disclosure import disclosure

pytestmark = pytest.mark.django_db
MONTHS = tuple(Month(2022, 4) + at for at in range(36))
WARDS = {"L0": "W0", "L1": "W1", "L2": "W0", "L3": "W1"}
GROUPS = {"K0": "G0", "K1": "G1", "K2": "G0"}
SOURCE = Source("records:county", "Extract", "Force", MONTHS)
LEAST, MOST, NEAR = 1, disclosure().hidden_up_to + 1, 1e-6
Y1, Y2, Y3 = (MONTHS[at : at + 12] for at in (0, 12, 24))
A, G, T, S = Detail.ALL, Detail.GROUP, Detail.TYPE, Detail.SENSITIVE
P, W, L = Place
# What is published in three years, in order: of which load, and what. The fifth is withdrawn afterwards.
TABLES: tuple[tuple[int, Place, Detail, Period, tuple[Month, ...]], ...] = (
    (0, P, T, Period.MONTH, Y1), (0, W, T, Period.YEAR, Y1), (0, P, T, Period.QUARTER, Y1),
    (0, P, T, Period.MONTH, Y2), (0, W, G, Period.YEAR, Y2), (0, W, T, Period.YEAR, Y2),
    (0, P, G, Period.ROLLING, (*Y1, *Y2)), (0, P, T, Period.MONTH, Y3), (0, W, T, Period.YEAR, Y3),
    (0, L, G, Period.THREE_YEARS, MONTHS), (0, P, S, Period.YEAR, MONTHS), (0, P, A, Period.YEAR, MONTHS),
    (1, P, T, Period.MONTH, Y2), (1, W, T, Period.YEAR, Y2), (1, W, T, Period.YEAR, Y3),
    (1, P, T, Period.ROLLING, MONTHS), (1, L, G, Period.THREE_YEARS, MONTHS),
)  # fmt: skip
WITHDRAWN = 4
Counts = Mapping[tuple[str, str, Month], int]
Number = tuple[str, str, str, int | None]  # place, kind, period, and the count where it is shown


def county() -> Cube:
    rng = np.random.default_rng(3)
    counts = {
        (place, kind, month): n
        for place, (at, kind), month in product([*WARDS, ""], enumerate(GROUPS), MONTHS)
        if (n := int(rng.poisson((0.1, 1.2, 4.0)[at])))
    }
    sensitive = {("Hate crime", month): int(rng.poisson(0.2)) for month in MONTHS}
    return Cube(
        counts=counts, months=MONTHS, wards=WARDS, groups=GROUPS, sensitive=sensitive, sensitive_kinds=("Hate crime",)
    )


def corrected(cube: Cube) -> Cube:
    """Return the same county after its force put a dozen records of the last two years elsewhere."""
    rng, counts = np.random.default_rng(5), dict(cube.counts)
    keys = sorted(counts, key=str)
    for at in rng.choice(len(keys), 24, replace=False).tolist():
        place, kind, month = keys[at]
        if month not in Y1:
            counts[place, kind, month] -= 1
            counts[str(rng.choice([*WARDS])), kind, month] = counts.get((place, kind, month), 0) + 1
    return replace(cube, counts={key: count for key, count in counts.items() if count})


def asked(place: Place, detail: Detail, period: Period, months: tuple[Month, ...]) -> Asked:
    return Asked(SOURCE.id, place, detail, period, months[0], months[-1])


# ---- two publishers --------------------------------------------------------------------------------------------------


def published(
    loads: tuple[Cube, Cube], workspace: Workspace, by: User, second: User
) -> Iterator[tuple[int, list[Number]]]:
    """Yield what the public has of each table that passed the gate: its CSV, read again."""
    for at, (load, place, detail, period, months) in enumerate(TABLES):
        one = asked(place, detail, period, months)
        cube = loads[load]
        try:
            found = trial(view_of(one, cube), data_set=SOURCE.id, workspace=workspace)
        except GivenAway:
            continue
        tried = Tried(one, Held(SOURCE, cube, {}, Area("csp", "X", "County")), found, known_of(workspace))
        proposal = actions._kept(workspace, tried, f"table {at}", by)
        table = actions._released(proposal, tried, second)
        yield load, read(as_csv(table, cells_of(table)))
        if at == WITHDRAWN:
            proposal.refresh_from_db()
            actions.withdraw(proposal=proposal, reason="Made again by type.", by=second)


def known_of(workspace: Workspace) -> Known:
    from frankpledge.domain.evidence.queries.store import known_or_nothing

    return known_or_nothing(workspace)


def read(content: bytes) -> list[Number]:
    numbers = []
    for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
        place = {"The whole partnership": "*", "No place known": ""}.get(row["place"], row["place"])
        kind = "*" if row["type"] == "All types" else row["type"]
        count = None if row["count"] == disclosure().marker else int(row["count"])
        numbers.append((place, kind, f"{row['period_begins'][:7]}--{row['period_ends'][:7]}", count))
    return numbers


def naively(loads: tuple[Cube, Cube]) -> Iterator[tuple[int, list[Number]]]:
    """Yield the same tables as a publisher makes them who protects each by itself and remembers nothing."""
    for load, place, detail, period, months in TABLES:
        view = view_of(asked(place, detail, period, months), loads[load])
        numbers = [line.number for line in view.lines]
        alone = hide(numbers=numbers, told=list(_tied(view)))
        yield load, [
            (
                line.place, line.kind, line.period if "--" in line.period else f"{line.period}--{line.period}",
                None if line.number.name in alone.names else line.number.value,
            )
            for line in view.lines
        ]  # fmt: skip


def _tied(view: View) -> Iterator[Published]:
    for tie in view.ties:
        yield Published(tie.one + tie.other, 0.0, weights=(1.0,) * len(tie.one) + (-1.0,) * len(tie.other))


# ---- the attacker ----------------------------------------------------------------------------------------------------


@dataclass
class Attacker:
    """All that was ever shown, as equations over the finest counts of each load."""

    loads: tuple[Cube, Cube]
    rows: list[tuple[dict[int, float], float]] = field(default_factory=list)
    hidden: dict[tuple[int, str, str, str], frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        finest = product(range(2), [*WARDS, ""], GROUPS, MONTHS)
        self.at = {cell: number for number, cell in enumerate(finest)}
        self._share_what_no_correction_changed()

    def _share_what_no_correction_changed(self) -> None:
        for cells in (*self._months(), *self._of_wards(), *self._of_neighbourhoods()):
            before, after = (sum(self.loads[load].counts.get(cell, 0) for cell in cells) for load in (0, 1))
            if before == after:
                row = {self.at[0, *cell]: 1.0 for cell in cells} | {self.at[1, *cell]: -1.0 for cell in cells}
                self.rows.append((row, 0.0))

    def _months(self) -> Iterator[list[tuple[str, str, Month]]]:
        for kind, month in product(GROUPS, MONTHS):
            yield [(place, kind, month) for place in (*WARDS, "")]

    def _of_wards(self) -> Iterator[list[tuple[str, str, Month]]]:
        for ward, kind, year in product(("W0", "W1", ""), GROUPS, (Y1, Y2, Y3)):
            yield [(place, kind, month) for place in self._in(ward) for month in year]

    def _of_neighbourhoods(self) -> Iterator[list[tuple[str, str, Month]]]:
        for place, group, year in product((*WARDS, ""), ("G0", "G1"), (Y1, Y2, Y3)):
            yield [(place, kind, month) for kind in self._types(group) for month in year]

    @staticmethod
    def _in(place: str) -> list[str]:
        if place == "*":
            return [*WARDS, ""]
        return [one for one, ward in WARDS.items() if ward == place] or [place]

    @staticmethod
    def _types(kind: str) -> list[str]:
        return [one for one in GROUPS if kind in ("*", one, GROUPS[one])]

    def take(self, load: int, numbers: Iterable[Number]) -> None:
        for place, kind, period, count in numbers:
            if kind == "Hate crime":
                continue  # it has no part in any other table
            first, last = (Month.parse(end) for end in period.split("--"))
            inside = [month for month in MONTHS if first <= month <= last]
            cells = frozenset(
                self.at[load, each, one, month]
                for each in self._in(place) for one in self._types(kind) for month in inside
            )  # fmt: skip
            if count is None:
                self.hidden[load, place, kind, period] = cells
            else:
                self.rows.append((dict.fromkeys(cells, 1.0), float(count)))

    def narrowed(self) -> tuple[list[tuple[int, str, str, str]], int]:
        """Return the small counts that can be told more narrowly than the policy allows, and how many were tried."""
        data, columns, edges = [], [], [0]
        for row, _ in self.rows:
            columns += list(row)
            data += list(row.values())
            edges.append(len(data))
        left = csr_array((data, columns, edges), shape=(len(self.rows), len(self.at)))
        right = np.array([value for _, value in self.rows])
        found, tried = [], 0
        for name, cells in self.hidden.items():
            if 1 <= self._truth(cells) <= disclosure().hidden_up_to:
                tried += 1
                aim = np.zeros(len(self.at))
                aim[list(cells)] = 1.0
                low, high = (
                    sign * linprog(sign * aim, A_eq=left, b_eq=right, bounds=(0, 1e5)).fun for sign in (1.0, -1.0)
                )
                if low > LEAST + NEAR or high < MOST - NEAR:
                    found.append(name)
        return found, tried

    def _truth(self, cells: frozenset[int]) -> int:
        names = [*self.at]
        return sum(self.loads[names[at][0]].counts.get(names[at][1:], 0) for at in cells)


def test_three_years_of_every_file_with_corrections_and_withdrawals_recover_no_small_count(
    workspace: Workspace, officer: User, second: User
) -> None:
    loads = (first := county(), corrected(first))
    attacker = Attacker(loads)
    taken = list(published(loads, workspace, officer, second))
    for load, numbers in taken:
        attacker.take(load, numbers)
    assert len(taken) >= len(TABLES) - 2, "most of what is asked for can be published"
    shown = sum(count is not None for _, numbers in taken for *_, count in numbers)
    assert shown > 200
    assert not {count for _, numbers in taken for *_, count in numbers} & {1, 2, 3, 4}
    assert catalogue(workspace).count() == DataTable.objects.count() - 1
    narrowed, tried = attacker.narrowed()
    assert tried > 40, tried
    assert narrowed == []


def test_the_same_files_of_a_publisher_without_a_memory_give_people_away() -> None:
    loads = (first := county(), corrected(first))
    attacker = Attacker(loads)
    for load, numbers in naively(loads):
        attacker.take(load, numbers)
    narrowed, tried = attacker.narrowed()
    assert tried > 40, tried
    assert len(narrowed) >= 5
