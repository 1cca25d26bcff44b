"""Numbers, months and verdicts in words; letters and how wide they are; scales and their round values."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.charts.axes import axis_decimals, roomy_ticks
from frankpledge.charts.chart import ChartTable
from frankpledge.charts.drawing import px, slug, spread
from frankpledge.charts.lettering import block_width, shorten, text_width, wrap
from frankpledge.charts.numerals import column_decimals, number, percentage
from frankpledge.charts.scales import RATIO_LADDERS, Scale, inner_ticks, ratio_ticks, ticks
from frankpledge.charts.words import joined, month_index, month_name, runs, signal_colour

sentences = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0, "0"), (1968, "1,968"), (-9, "−9"), (63.84, "63.8"), (146.25, "146"), (0.00031, "0.00031"), (1e-9, "0.000000"),
     (-0.0, "0"), (12_345_678, "12,345,678"), (2.5, "2.5")],
)  # fmt: skip
def test_numbers_have_commas_a_true_minus_and_as_many_decimals_as_they_need(value: float, printed: str) -> None:
    assert number(value) == printed


def test_decimals_can_be_asked_for_and_zero_stays_zero() -> None:
    assert number(72, 1) == "72.0"
    assert number(0, 5) == "0"
    assert number(-0.04, 1) == "0.0", "what rounds to nothing has no sign"


def test_a_column_has_one_number_of_decimals() -> None:
    assert column_decimals([96.7, 3, 75.12]) == 1
    assert column_decimals([0.00031, 0.0004]) == 5
    assert column_decimals([4727.5, 3.25]) == 0
    assert column_decimals([]) == 0


def test_a_table_is_printed_with_one_number_of_decimals_a_column() -> None:
    rows = (("A", 1.2628, 742, 0.0003, None), ("B", 0.8, "none", 0.00042, "later"), ("C", 2, -9, 0, ""))
    table = ChartTable(("Kind", "Ratio", "Before", "Rate", "Note"), rows)
    assert table.printed == (
        ("A", "1.26", "742", "0.00030", ""),
        ("B", "0.80", "none", "0.00042", "later"),
        ("C", "2.00", "−9", "0", ""),
    )
    assert ChartTable(("Level",), ((12.345,), (1234.5,))).printed == (("12",), ("1,234",))
    assert ChartTable(("Level",), ((12.345,), (123.4,))).printed == (("12.3",), ("123.4",))


def test_percentages_carry_their_sign() -> None:
    assert [percentage(r) for r in (1.26, 0.81, 1.0, 13.0)] == ["+26%", "−19%", "0%", "+1,200%"]


def test_months_are_counted_and_named() -> None:
    assert month_index("2025-03") - month_index("2024-12") == 3
    assert month_name(month_index("2025-03")) == "March 2025"
    assert month_name(month_index("2025-03"), short=True) == "Mar"


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "2025/01", "25-01", "2025-1", "2025-01-01", "may 2025", ""])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_index(text)


def test_lists_are_joined_as_spoken() -> None:
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_runs_are_unbroken() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert runs([]) == []


def test_a_colour_belongs_to_a_detected_change_alone() -> None:
    assert signal_colour("higher", "smaller") == "worse"
    assert signal_colour("higher", "bigger") == "better"
    assert signal_colour("lower", "bigger") == "worse"
    assert signal_colour("none", "smaller") == "ink"


def test_letters_are_as_wide_as_in_the_bundled_font() -> None:
    fonts = Path(__file__).parents[2] / "src/frankpledge/ground/ui/static/built/fonts"
    image_font = pytest.importorskip("PIL.ImageFont")
    if not (fonts / "SourceSans3-Regular.ttf").exists():
        pytest.skip("the letters are not built")
    for file, weight in (("Regular", 400), ("Semibold", 600)):
        font = image_font.truetype(str(fonts / f"SourceSans3-{file}.ttf"), 1000)
        for words in ("Violence and sexual offences", "▲ higher, −19%", "Tŷ Ŵyn £1,968–2,000 ≥ 50", "“Ross-on-Wye”"):
            assert text_width(words, 1000, weight) == pytest.approx(font.getlength(words), rel=0.025)


def test_an_unknown_letter_counts_as_wide() -> None:
    assert text_width("界", 15) == 15
    assert text_width("e\u0301", 15) == text_width("é", 15) == text_width("e", 15)


@given(sentences, st.integers(30, 400))
def test_wrapped_words_fit_and_none_is_lost(words: str, room: int) -> None:
    lines = wrap(words, room, 15)
    assert all(text_width(line, 15) <= room or len(line) <= 3 for line in lines)
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == "".join(words.split()).replace("-", "")


@given(sentences, st.integers(30, 400), st.integers(1, 3))
def test_shortened_words_keep_to_their_lines(words: str, room: int, lines: int) -> None:
    short = shorten(words, room, 15, lines=lines)
    assert len(short) <= lines
    assert block_width(short, 15) <= max(room, 45)
    assert short == wrap(words, room, 15) or short[-1].endswith("…")


@pytest.mark.parametrize("whole", [True, False])
@given(low=st.floats(-1e9, 1e9), span=st.floats(0, 1e9), parts=st.integers(2, 6))
def test_ticks_are_round_and_enclose_the_values(whole: bool, low: float, span: float, parts: int) -> None:
    found = ticks(low, low + span, parts, whole=whole)
    slack = max(1e-12, abs(low) * 1e-9, span * 1e-9)
    assert found[0] <= low + slack
    assert found[-1] >= low + span - slack
    assert list(found) == sorted(set(found))
    assert len(found) <= parts + 3
    assert not whole or all(float(t).is_integer() for t in found)


def test_a_series_of_zeros_has_a_floor_and_a_ceiling() -> None:
    assert ticks(0, 0) == (0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert ticks(0, 0, whole=True) == (0, 1)
    assert ticks(5, 5)[0] == 5


def test_inner_ticks_stay_inside() -> None:
    assert inner_ticks(0, 97, 5) == (0, 20, 40, 60, 80)


def test_axis_numbers_have_the_fewest_decimals_that_are_true() -> None:
    assert axis_decimals([0, 0.0002, 0.0004]) == 4
    assert axis_decimals([0, 25, 50]) == 0
    assert axis_decimals([1e-14]) == 12


def test_axis_numbers_that_would_meet_become_fewer() -> None:
    assert len(roomy_ticks(Scale(0, 12_345_678, 0, 600), 15)) > len(roomy_ticks(Scale(0, 12_345_678, 0, 150), 15))
    assert roomy_ticks(Scale(0, 12_345_678, 0, 20), 15) == (0,)


def test_ratio_ticks_always_hold_the_same() -> None:
    assert all(1.0 in ladder for ladder in RATIO_LADDERS)
    assert ratio_ticks(0.9, 1.1, lambda levels: len(levels) < 3) == (1.0,)
    assert ratio_ticks(0.1, 9, lambda levels: False) == (1.0,)
    assert 0.25 in ratio_ticks(0.2, 9, lambda levels: True)


def test_a_ratio_scale_is_even_in_ratios() -> None:
    scale = Scale(0.25, 4, 0, 400, log=True)
    assert [scale.at(v) for v in (0.25, 0.5, 1, 2, 4)] == pytest.approx([0, 100, 200, 300, 400])


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_are_moved_apart_inside_their_field(middles: list[float]) -> None:
    heights = [20.0] * len(middles)
    placed = spread(middles, heights, 0, 300)
    order = sorted(placed)
    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(order))
    assert min(placed) >= 10 - 1e-6
    assert max(placed) <= 290 + 1e-6
    by_wish = [p for _, p in sorted(zip(middles, placed, strict=True))]
    assert by_wish == order, "no label overtakes another"


def test_coordinates_are_short_and_never_minus_zero() -> None:
    assert [px(v) for v in (1.0, 2.25, -0.01, 100.04)] == ["1", "2.2", "0", "100"]


def test_names_become_ids() -> None:
    assert slug("Shoplifting, Herefordshire (2025)") == "shoplifting-herefordshire-2025"
    assert slug("…") == "chart"
