"""What can be worked out of hidden counts, and tables from which it cannot."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analysis import NotACount, NotEnoughData
from frankpledge.analysis.disclosure import CannotProtect, Protected, Published, Unsolved, audit, protect
from frankpledge.analysis.disclosure.cube import Cube
from frankpledge.analysis.disclosure.tables import _by_programme


def test_a_total_gives_a_single_hidden_count_away() -> None:
    told = audit(releases=[Published(("a", "b"), 12), Published(("b",), 9)], protected=["a"])

    assert (told.ranges["a"].low, told.ranges["a"].high) == (3, 3)
    assert told.unsafe == ("a",)
    assert not told.safe


def test_rolling_years_and_quarters_together_give_away_what_neither_does_alone() -> None:
    months = [f"m{number}" for number in range(1, 14)]
    first, second = Published(tuple(months[:12]), 100), Published(tuple(months[1:]), 103)
    last = Published(("m13",), 5)

    assert audit(releases=[first], protected=["m1"]).safe
    assert audit(releases=[first, second], protected=["m1"]).safe
    together = audit(releases=[first, second, last], protected=["m1"])
    assert (together.ranges["m1"].low, together.ranges["m1"].high) == (2, 2)


def test_nested_areas_and_their_remainder_are_one_attack() -> None:
    # A merged area less the wards that were published alone.
    releases = [Published(("w1", "w2", "w3"), 40), Published(("w1",), 22), Published(("w2",), 15)]

    assert audit(releases=releases, protected=["w3"]).ranges["w3"].high == 3


def test_a_rate_is_a_count_within_its_rounding() -> None:
    # 0.4 per 1,000 on 8,000 people: between 2.8 and 3.6 events, so exactly three.
    told = audit(releases=[Published(("a",), low=8_000 * 0.00035, high=8_000 * 0.00045)], protected=["a"])

    assert (told.ranges["a"].low, told.ranges["a"].high) == (3, 3)


def test_zeros_that_are_always_shown_tell_that_a_hidden_count_is_at_least_one() -> None:
    releases = [Published(("a", "b"), 2)]

    assert audit(releases=releases, protected=["a", "b"]).ranges["a"].low == 0
    assert audit(releases=releases, protected=["a", "b"], zeros_shown=True).ranges["a"].high == 1


def test_what_nobody_ever_published_is_safe() -> None:
    told = audit(releases=[Published(("other",), 3), Published(("a",))], protected=["a"])

    assert told.safe
    assert told.ranges["a"].high == np.inf


def test_releases_that_contradict_each_other_are_not_about_the_same_counts() -> None:
    with pytest.raises(ValueError, match="contradict"):
        audit(releases=[Published(("a",), 3), Published(("a",), 4)], protected=["a"])
    with pytest.raises(ValueError, match="contradict"):
        audit(
            releases=[Published(("a", "b"), 3), Published(("b", "c"), 4), Published(("a", "b", "c"), 2)],
            protected=["a"],
        )


def naive(releases: list[Published], cells: list[str], cell: str, most: int) -> tuple[int, int]:
    """Return the range of a cell by trying every set of counts."""
    fits = [
        dict(zip(cells, counts, strict=True))[cell]
        for counts in product(range(most + 1), repeat=len(cells))
        if all(
            one.value is None or sum(dict(zip(cells, counts, strict=True))[c] for c in one.cells) == one.value
            for one in releases
        )
    ]
    return min(fits), max(fits)


@settings(max_examples=25)
@given(
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
    st.sets(st.sets(st.sampled_from("abcd"), min_size=2).map(frozenset), min_size=1, max_size=3),
)
def test_ranges_are_those_of_trying_every_count(values: list[int], sums: set[frozenset[str]]) -> None:
    truth = dict(zip("abcd", values, strict=True))
    releases = [Published(tuple(sorted(one)), sum(truth[c] for c in one)) for one in sums]
    releases.append(Published(tuple("abcd"), sum(values)))

    told = audit(releases=releases, protected=list("abcd"))

    for cell in "abcd":
        assert (told.ranges[cell].low, told.ranges[cell].high) == naive(releases, list("abcd"), cell, sum(values))


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_one_small_count_takes_three_others_with_it() -> None:
    # Willenborg and de Waal's shape: a cell of 3 in a table with totals needs a rectangle of hidden cells.
    found = protect(table=[[20, 50, 10], [8, 19, 22], [17, 32, 3]])

    assert found.table[2, 2] is None
    assert found.hidden == 4
    assert int(found.primary.sum()) == 1
    assert found.table[3, 3] == 181
    assert found.audit.safe


def test_open_tables_and_large_counts_are_shown_whole() -> None:
    found = protect(table=[[20, 50], [8, 0]])

    assert found.hidden == 0
    assert found.table.tolist() == [[20, 50, 70], [8, 0, 8], [28, 50, 78]]


def test_without_totals_small_counts_alone_are_hidden() -> None:
    found = protect(table=[3, 9, 0], totals=False)

    assert found.table.tolist() == [None, 9, 0]


def test_missing_stays_missing_and_has_no_total() -> None:
    found = protect(table=[[20, None, 10], [8, 19, 22]])

    assert found.missing[0, 1]
    assert found.table[0, 3] is None
    assert found.table[1, 3] == 49


def test_hiding_a_second_number_is_not_enough_where_their_sum_is_small() -> None:
    # Two hidden in each line, and 1 + 2 = 3 tells that neither is above three.
    found = protect(table=[[1, 2, 50], [2, 1, 60], [70, 80, 90]])

    assert found.secondary.any()
    assert all(reach.high >= 5 for reach in found.audit.ranges.values())


def test_a_number_that_cannot_fall_protects_nothing_and_more_is_hidden() -> None:
    # The zero closes both lines, but cannot fall: so the 3 cannot either, and is known to be no less.
    small, large = np.array([[3, 9], [9, 0]]), np.full((30, 25), 100)
    large[:2, :2] = small

    beside = protect(table=[[3, 9, 100], [9, 0, 100], [100, 100, 100]])
    assert (beside.hidden, beside.table[1, 1]) == (4, 0)  # another rectangle, without the zero
    assert protect(table=large).hidden > 4
    cube = Cube(large.astype(float), totals=True)
    three = cube.values == 3
    hidden = three.copy()
    cube.close(hidden, three, 5)
    with pytest.raises(CannotProtect, match="1 small counts can still be worked out after hiding 4"):
        _by_programme(cube, hidden.copy(), three, 4, 0, 20.0)
    assert _by_programme(cube, hidden, three, 4, 9, 20.0).safe
    assert hidden.sum() > 4


def test_an_attack_that_comes_to_no_end_in_its_time_proves_nothing() -> None:
    rng = np.random.default_rng(0)
    names = [f"c{number}" for number in range(300)]
    counts = dict(zip(names, rng.integers(0, 9, 300).tolist(), strict=True))
    sums = [tuple(rng.choice(names, 40, replace=False).tolist()) for _ in range(60)]
    releases = [Published(one, sum(counts[name] for name in one)) for one in sums]

    with pytest.raises(Unsolved, match="came to no end"):
        audit(releases=releases, protected=names[:5], seconds=1e-3)


def test_a_line_is_closed_once_and_one_without_anything_left_to_hide_stays() -> None:
    cube = Cube(np.array([[2.0, 0, 0], [0, 3, 0]]), totals=True)
    hidden = np.isfinite(cube.cost)
    before = hidden.copy()
    small = (cube.values >= 1) & (cube.values <= 4)
    cube.hide_more(hidden, [(0, 0)])
    cube.close(hidden, small, 5)
    assert np.array_equal(hidden, before)

    # Two lines give the same number away; hiding it closes both, so the second finds nothing left to do.
    both = Cube(np.array([[3.0, 9], [9, 9]]), totals=True)
    one = both.values == 3
    hides = one.copy()
    both.close(hides, one, 5)
    assert int(hides.sum()) == 4

    alone = Cube(np.array([3.0]), totals=True)
    hides = np.array([True, False])
    alone.close(hides, hides, 5)  # the total is the only other number, and a grand total is never hidden
    assert hides.tolist() == [True, False]


def published(found: Protected) -> list[Published]:
    inner = tuple(size - 1 for size in found.table.shape)
    releases = []
    for place in np.argwhere(found.table != None):  # noqa: E711 (each entry is asked)
        axes = [range(size) if i == size else (i,) for i, size in zip(place.tolist(), inner, strict=True)]
        releases.append(Published(tuple(product(*axes)), float(found.table[tuple(place)])))
    return releases


@pytest.mark.parametrize("shape", [(8, 5), (4, 3, 3)])
@pytest.mark.parametrize("seed", range(3))
def test_an_attack_on_all_that_is_shown_recovers_no_small_count(shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(0.8, 9, shape))

    found = protect(table=counts)

    small = [tuple(cell) for cell in np.argwhere((counts >= 1) & (counts <= 4)).tolist()]
    told = audit(releases=published(found), protected=small)
    assert told.safe
    assert all(told.ranges[cell].low <= counts[cell] <= told.ranges[cell].high for cell in small)


def test_the_table_shows_nothing_but_the_truth() -> None:
    counts = np.random.default_rng(5).poisson(6, (7, 6))
    found = protect(table=counts)
    whole = np.zeros((8, 7), dtype=int)
    whole[:7, :6] = counts
    whole[:7, 6], whole[7] = counts.sum(axis=1), np.append(counts.sum(axis=0), counts.sum())

    assert all(shown is None or shown == true for shown, true in zip(found.table.ravel(), whole.ravel(), strict=True))


def test_what_is_no_table_of_counts_is_refused() -> None:
    with pytest.raises(NotEnoughData):
        protect(table=[])
    with pytest.raises(NotACount):
        protect(table=[1.5, 2])
    with pytest.raises(NotACount):
        protect(table=[-1, 2])
