"""Hiding against everything ever told: an attacker who differences releases of three years finds nothing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.analysis.disclosure import GivenAway, Number, Published, Unsolved, audit, hide
from frankpledge.analysis.disclosure.views import Cube, NoSuchView, View, Year
from frankpledge.analysis.periods import Month

FIRST = Month(2022, 4)
MONTHS = tuple(FIRST + at for at in range(36))


class Remembered(dict[str, list[tuple[float, float]]]):
    """Keeps what was found, and counts how often it was asked for something new."""

    def put(self, digest: str, found: list[tuple[float, float]]) -> None:
        self[digest] = found


class Register:
    """A publisher with a memory: what it told, and what it may never give away."""

    def __init__(self, *, naive: bool = False) -> None:
        self.told: list[Published] = []
        self.small: dict[object, tuple[object, ...]] = {}
        self.hidden: set[str] = set()
        self._memory = Remembered()
        self._naive = naive

    def publish(self, view: View) -> frozenset[str]:
        ties = [
            Published(tie.one + tie.other, 0.0, weights=(1.0,) * len(tie.one) + (-1.0,) * len(tie.other))
            for tie in view.ties
        ]
        numbers = [line.number for line in view.lines]
        primary = frozenset(one.name for one in numbers if 1 <= one.value <= 4)
        hidden = primary
        if not self._naive:
            told = [*self.told, *ties]
            found = hide(numbers=numbers, told=told, protected=self.small, kept=self.hidden, memory=self._memory)
            assert found.primary == primary
            hidden = found.names
        self.told += [*ties, *(Published(one.cells, one.value) for one in numbers if one.name not in hidden)]
        self.small |= {one.name: one.cells for one in numbers if one.name in primary}
        self.hidden |= hidden
        return hidden


def county(seed: int, *, wards: int = 2, neighbourhoods: int = 4, kinds: int = 3) -> Cube:
    rng = np.random.default_rng(seed)
    places = {f"L{at}": f"W{at % wards}" for at in range(neighbourhoods)}
    counts = {
        (place, f"K{kind}", month): n
        for place, kind, month in product([*places, ""], range(kinds), MONTHS)
        if (n := int(rng.poisson((0.1, 1.2, 4.0)[kind % 3])))
    }
    sensitive = {("Hate crime", month): int(rng.poisson(0.3)) for month in MONTHS}
    return Cube(
        counts=counts, months=MONTHS, wards=places, groups={f"K{at}": f"G{at % 2}" for at in range(kinds)},
        sensitive=sensitive, sensitive_kinds=("Hate crime",),
    )  # fmt: skip


def three_years(cube: Cube, register: Register) -> None:
    """Publish all there is, as it comes: months by quarters, wards by years, then the three years, then longer sums."""
    for year in cube.years:
        for half in (year.months[:6], year.months[6:]):
            register.publish(cube.partnership(half))
        register.publish(cube.wards_by_year([year]))
        register.publish(cube.wards_by_year([year], merged="group"))
        register.publish(cube.sensitive_by_year([year]))
    register.publish(cube.neighbourhoods_by_three_years(cube.years[-1]))
    register.publish(cube.partnership(cube.months, span=12, merged="all"))


def test_a_differencing_attack_over_three_years_recovers_nothing() -> None:
    register = Register()
    three_years(county(1), register)
    found = audit(releases=register.told, protected=register.small, exact=False)
    assert len(found.ranges) > 30
    assert found.unsafe == ()
    assert all(reach.low <= 1 and reach.high >= 5 for reach in found.ranges.values())
    shown = sum(one.value is not None and one.weights is None for one in register.told)
    assert shown > 150


def test_the_same_attack_breaks_a_publisher_who_only_hides_small_counts() -> None:
    register = Register(naive=True)
    three_years(county(1), register)
    found = audit(releases=register.told, protected=register.small, exact=False)
    exact = [name for name in found.unsafe if found.ranges[name].low == found.ranges[name].high]
    assert len(exact) >= 5


def possible(told: list[Published], cells: list[str], most: int) -> np.ndarray:
    """Return every way to fill the cells that fits all that was told, by trying each."""
    ways = np.stack(np.meshgrid(*[np.arange(most + 1)] * len(cells), indexing="ij"), axis=-1).reshape(-1, len(cells))
    for one in told:
        low, high = one.bounds or (0, np.inf)
        total = ways[:, [cells.index(str(cell)) for cell in one.cells]].sum(axis=1)
        ways = ways[(total >= low) & (total <= high)]
    return ways


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 7), min_size=5, max_size=5))
def test_trying_every_table_finds_no_small_count_in_what_two_releases_show(values: list[int]) -> None:
    cells = [f"c{at}" for at in range(5)]
    true = dict(zip(cells, values, strict=True))

    def number(name: str, *parts: str) -> Number:
        return Number(name=name, cells=parts, value=sum(true[part] for part in parts), dear=10 * (len(parts) > 1))

    first = [*(number(cell, cell) for cell in cells[:3]), number("one", *cells[:3])]
    second = [*(number(cell, cell) for cell in cells[3:]), number("two", *cells[3:]), number("all", *cells)]
    told: list[Published] = []
    small: dict[object, tuple[object, ...]] = {}
    for release in (first, second):
        try:
            found = hide(numbers=release, told=told, protected=small)
        except GivenAway:
            return
        told += [Published(one.cells, one.value) for one in release if one.name not in found.names]
        small |= {one.name: one.cells for one in release if one.name in found.primary}
    ways = possible(told, cells, 12)
    assert (ways == values).all(axis=1).any()
    for parts in small.values():
        assert {1, 2, 3, 4, 5} <= set(ways[:, [cells.index(str(part)) for part in parts]].sum(axis=1).tolist())


def test_a_month_that_would_complete_a_year_is_hidden_where_the_year_was_told() -> None:
    months = [Number(name=f"m{at}", cells=(f"m{at}",), value=value) for at, value in enumerate([9, 3, 12, 30])]
    year = Published(("m0", "m1", "m2", "m3"), 54)
    first = hide(numbers=months[:3], told=[year])
    assert (first.primary, first.secondary) == ({"m1"}, frozenset())
    told = [year, Published(("m0",), 9), Published(("m2",), 12)]
    last = hide(numbers=months[3:], told=told, protected={"m1": ("m1",)}, kept={"m1"})
    assert last.names == {"m3"}


def test_what_was_told_cannot_be_hidden_any_more_and_names_what_it_gives_away() -> None:
    told = [Published(("a", "b"), 20), Published(("a",), 17)]
    with pytest.raises(GivenAway, match="1 small counts could be worked out") as refused:
        hide(numbers=[Number(name="b", cells=("b",), value=3)], told=told)
    assert refused.value.cells == ("b",)
    assert "coarser places" in refused.value.cure


def test_a_share_is_an_equation_of_two_sums() -> None:
    numbers = [Number(name="b", cells=("b",), value=40)]
    between = [
        Published(("a", "b"), low=-np.inf, high=0.0, weights=(1.0, -0.0755)),
        Published(("a", "b"), low=0.0, high=np.inf, weights=(1.0, -0.0745)),
    ]
    assert not audit(releases=[*between, Published(("b",), 40)], protected={"a": ("a",)}).safe
    assert hide(numbers=numbers, told=between, protected={"a": ("a",)}).names == {"b"}


def test_what_was_found_is_kept_and_only_what_a_release_touches_is_solved_again() -> None:
    memory = Remembered()
    told = [Published(("a", "b", "c"), 30), Published(("c",), 20), Published(("x", "y"), 40)]
    small: dict[object, tuple[object, ...]] = {"a": ("a",), "x": ("x",)}
    first = audit(releases=told, protected=small, exact=False, memory=memory)
    assert (first.safe, len(memory)) == (True, 2)
    again = audit(releases=list(reversed(told)), protected=small, exact=False, memory=memory)
    assert (again.safe, len(memory)) == (True, 2)
    third = audit(releases=[*told, Published(("y",), 36)], protected=small, exact=False, memory=memory)
    assert (third.unsafe, len(memory)) == (("x",), 3)
    assert third.ranges["x"].low == third.ranges["x"].high == 4


def test_a_hiding_that_is_not_found_in_its_time_is_refused() -> None:
    cube = county(3)
    numbers = [line.number for line in cube.wards_by_year(cube.years[:1]).lines]
    with pytest.raises(Unsolved):
        hide(numbers=numbers, seconds=0.0)


def test_the_ties_between_tables_hold_in_truth_and_totals_add_up() -> None:
    cube = county(4)
    for view in (
        cube.partnership(cube.months),
        cube.wards_by_year(cube.years),
        cube.neighbourhoods_by_three_years(cube.years[-1]),
        cube.neighbourhoods_by_three_years(cube.years[-1], merged="all"),
        cube.partnership(cube.months, merged="group", span=12),
    ):
        for tie in view.ties:
            assert sum(view.counts[cell] for cell in tie.one) == sum(view.counts[cell] for cell in tie.other)
        assert all(line.number.value == sum(view.counts[cell] for cell in line.number.cells) for line in view.lines)
        assert len({line.number.name for line in view.lines}) == len(view.lines)
    grand = next(line for line in cube.wards_by_year(cube.years[:1]).lines if (line.place, line.kind) == ("*", "*"))
    inside = set(cube.years[0].months)
    assert grand.total
    assert grand.number.value == sum(n for (_, _, month), n in cube.counts.items() if month in inside)


def test_a_year_that_is_not_whole_and_a_month_that_is_not_held_are_refused() -> None:
    cube = county(1)
    with pytest.raises(NoSuchView, match="April 2030"):
        cube.partnership([Month(2030, 4)])
    with pytest.raises(NoSuchView, match="no whole period"):
        cube.partnership(cube.months[:5], span=12)
    with pytest.raises(NoSuchView, match="not every month"):
        cube.wards_by_year([Year(Month(2025, 4))])
    with pytest.raises(NoSuchView, match="No year"):
        cube.sensitive_by_year([])
