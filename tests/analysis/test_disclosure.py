from __future__ import annotations

from math import nan

import pytest

from frankpledge.analysis import NotACount
from frankpledge.analysis.disclosure import Missing, Suppressed, joined, round_base, suppress_primary


def test_restricted_counts_of_one_to_four_are_hidden_and_zero_and_five_are_shown() -> None:
    shown = suppress_primary(counts=[0, 1, 4, 5, 120], policy="restricted")
    assert shown == (0, Suppressed(), Suppressed(), 5, 120)
    assert suppress_primary(counts=[4, 9, 10], policy="casework", threshold=9) == (Suppressed(), Suppressed(), 10)


def test_open_data_are_shown_as_they_are() -> None:
    assert suppress_primary(counts=[0, 1, 4], policy="open") == (0, 1, 4)


def test_missing_hidden_and_zero_are_three_things_and_print_as_three() -> None:
    shown = suppress_primary(counts=[None, nan, 3, 0], policy="restricted")
    assert shown == (Missing(), Missing(), Suppressed(), 0)
    assert [str(cell) for cell in shown] == ["[x]", "[x]", "[c]", "0"]
    assert Missing() != Suppressed()


def test_a_join_takes_the_strictest_policy() -> None:
    assert joined("open", "restricted", "open") == "restricted"
    assert joined("casework", "restricted") == "casework"
    assert joined("open") == "open"
    with pytest.raises(ValueError, match="nothing"):
        joined()


def test_rounding_goes_to_the_nearest_multiple_and_halves_upwards() -> None:
    assert round_base(counts=[0, 2, 3, 7, 8, None, 12]) == (0, 0, 5, 5, 10, Missing(), 10)
    assert round_base(counts=[5, 15], base=10) == (10, 20)
    with pytest.raises(NotACount):
        round_base(counts=[1], base=0)


def test_an_unknown_policy_and_a_negative_count_are_refused() -> None:
    with pytest.raises(ValueError, match="open, restricted, casework"):
        suppress_primary(counts=[1], policy="secret")  # type: ignore[arg-type]
    with pytest.raises(NotACount):
        suppress_primary(counts=[-2], policy="open")
