"""Three judgements, each of its own: has it changed, how does it stand, how good is the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Polarity, Status, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.judged import Judged, Position, Quality, Signal
from frankpledge.domain.indicators.rules.positions import Aim, along, position
from frankpledge.domain.indicators.rules.quality import quality
from frankpledge.domain.indicators.rules.signals import limits, signal, spread_of
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way, windows

COUNT = Way(Measure.COUNT, 1, Every.QUARTER, WindowKind.ITSELF)
SHARE = Way(Measure.SHARE, 1, Every.QUARTER, WindowKind.ITSELF)
MONTHLY = Way(Measure.COUNT, 1, Every.MONTH, WindowKind.QUARTER)


def quarters(values: list[int | None], *, of: int | None = None) -> list[Part]:
    found = []
    for at, value in enumerate(values):
        month = Month(2022, 4) + 3 * at
        numbers = Numbers(missing="no return") if value is None else Numbers(
            numerator=Decimal(value), denominator=None if of is None else Decimal(of)
        )  # fmt: skip
        found.append(Part(month.first_day, (month + 2).last_day, numbers))
    return found


def months(values: list[int]) -> list[Part]:
    return [
        Part((m := Month(2022, 4) + n).first_day, m.last_day, Numbers(numerator=Decimal(value)))
        for n, value in enumerate(values)
    ]


def last(parts: list[Part], way: Way) -> Shown:
    return windows(parts, way)[-1]


# ---- has it changed? ------------------------------------------------------------------------------------------------


def test_four_quarters_of_a_year_say_nothing_of_change() -> None:
    parts = quarters([2302, 2132, 1974, 1886])
    found = signal(parts, COUNT, last(parts, COUNT), Polarity.SMALLER)
    assert (found.verdict, found.said, found.tone) == ("cannot_tell", "Cannot tell", "ink")
    assert "no same quarter of an earlier year" in found.note


def test_a_quarter_far_above_the_same_quarters_of_earlier_years_is_higher_and_worse() -> None:
    parts = quarters([200, 220, 180, 210] * 3 + [201, 222, 179, 330])
    found = signal(parts, COUNT, last(parts, COUNT), Polarity.SMALLER)
    assert (found.verdict, found.tone, found.said) == ("higher", "worse", "Higher than expected")
    assert found.note.startswith("330 against 210 in the same quarter of earlier years; ratio 1.58")


def test_the_season_alone_is_no_change() -> None:
    parts = quarters([100, 300, 100, 100] * 3 + [100, 301])
    assert signal(parts, COUNT, last(parts, COUNT), Polarity.SMALLER).verdict == "none"


def test_a_quarter_without_a_figure_has_no_signal() -> None:
    parts = quarters([200, 220, 180, 210] * 3 + [None])
    found = signal(parts, COUNT, last(parts, COUNT), Polarity.SMALLER)
    assert (found.verdict, found.said, found.note) == ("cannot_tell", "No data", "No figure: no return.")


def test_a_step_in_monthly_counts_is_found_against_the_season() -> None:
    season = [100, 96, 104, 110, 112, 108, 101, 97, 95, 90, 92, 99]
    parts = months(season * 3 + [150, 149, 158])
    found = signal(parts, MONTHLY, last(parts, MONTHLY), Polarity.SMALLER)
    assert found.verdict == "higher"
    assert found.note.startswith("June 2025 lies above the expected ")


def test_monthly_counts_that_keep_their_season_are_no_signal() -> None:
    season = [100, 96, 104, 110, 112, 108, 101, 97, 95, 90, 92, 99]
    parts = months(season * 3 + [101, 95, 104])
    assert signal(parts, MONTHLY, last(parts, MONTHLY), Polarity.SMALLER).verdict == "none"


def test_rare_events_by_month_are_judged_by_whole_quarters_with_the_exact_test() -> None:
    parts = months([1, 0, 1] * 11 + [9, 8, 9])
    shown = last(parts, MONTHLY)
    found = signal(parts, MONTHLY, shown, Polarity.SMALLER)
    assert (shown.figure, found.verdict) == (26, "higher")
    assert found.method == "quarter against the same quarters of earlier years"


def test_a_share_is_judged_by_limits_of_its_own_base_and_never_by_its_percentage_alone() -> None:
    calm = [30, 34, 28, 33, 31, 29, 35, 30]
    small, large = quarters([*calm, 52], of=100), quarters([*(10 * one for one in calm), 520], of=1000)
    assert signal(small, SHARE, last(small, SHARE), Polarity.SMALLER).verdict == "higher"
    assert signal(large, SHARE, last(large, SHARE), Polarity.SMALLER).verdict == "higher"
    slight = quarters([*calm, 40], of=100)
    assert signal(slight, SHARE, last(slight, SHARE), Polarity.SMALLER).verdict == "none"


def shares(values: list[int], every: Every) -> tuple[list[Part], Way]:
    step = 1 if every is Every.MONTH else 3
    parts = []
    for at, value in enumerate(values):
        month = Month(2019, 4) + step * at
        numbers = Numbers(Decimal(value), Decimal(1000))
        parts.append(Part(month.first_day, (month + (step - 1)).last_day, numbers))
    return parts, Way(Measure.SHARE, 1, every, WindowKind.ITSELF)


def test_a_share_that_is_high_every_winter_is_held_against_winters() -> None:
    year = [300, 296, 305, 301, 298, 303, 300, 304, 297, 420, 424, 418]
    parts, way = shares([*year, *(one + 3 for one in year), *(one - 2 for one in year[:11])], Every.MONTH)
    found = signal(parts, way, last(parts, way), Polarity.SMALLER)
    assert found.verdict == "none"
    assert found.method == "p chart, limits from the first 24, each quarter of the year at its own level"
    summer, _ = shares([*year, *(one + 3 for one in year), *year[:4], 420], Every.MONTH)
    assert signal(summer, way, last(summer, way), Polarity.SMALLER).verdict == "higher"


def test_no_limit_of_a_share_is_made_of_unusual_months_which_are_judged_all_the_same() -> None:
    level = [300, 296, 305, 301, 298, 303, 300, 304, 297, 302, 299, 301]
    lockdown = frozenset(Month(2020, 4) + at for at in range(3))
    values = [*level, 120, 130, 125, *level[3:], *level, 303]
    parts, way = shares(values, Every.MONTH)
    plain = limits(parts, way, last(parts, way)).points[-1]
    without = limits(parts, replace(way, unusual=lockdown), last(parts, way))
    assert plain.centre is not None
    assert plain.centre < 26.5  # the three months of a lockdown pull the springs down
    assert without.points[-1].centre == pytest.approx(30, abs=0.3)
    assert "the first 24 usual months" in without.method
    early = parts[:15]
    found = limits(early, replace(way, unusual=lockdown), last(early, way))
    fallen = [one.part.starts for one in found.points if one.rules]
    assert fallen == [date(2020, 4, 1), date(2020, 5, 1), date(2020, 6, 1)]


def test_too_few_quarters_of_a_figure_that_stands_alone_do_not_know_the_season() -> None:
    means = Way(Measure.MEAN, 1, Every.QUARTER, WindowKind.ITSELF)
    parts = quarters([31, 34, 28, 33, 31, 29, 35, 30, 32, 31, 33, 30, 32], of=10)
    told = limits(parts[:12], means, last(parts[:12], means)).method
    assert told == "XmR chart, limits from the first 8, too few to know the season"
    told = limits(parts, means, last(parts, means)).method
    assert told == "XmR chart, limits from the first 12, each quarter of the year at its own level"


def test_values_by_another_definition_are_not_held_against_each_other() -> None:
    parts = quarters([200, 220, 180, 210] * 3 + [330, 340, 320])
    changed = [replace(one, definition=2 if at >= 12 else 1) for at, one in enumerate(parts)]
    found = signal(changed, COUNT, last(changed, COUNT), Polarity.SMALLER)
    assert found.verdict == "cannot_tell"
    assert len(limits(changed, COUNT, last(changed, COUNT)).points) == 3


def test_no_colour_where_it_is_not_stated_which_way_is_better() -> None:
    parts = quarters([200, 220, 180, 210] * 3 + [201, 222, 179, 330])
    found = signal(parts, COUNT, last(parts, COUNT), Polarity.NOT_STATED)
    assert (found.verdict, found.tone) == ("higher", "ink")


# ---- against the target ---------------------------------------------------------------------------------------------


def shown(figure: str, numbers: Numbers, way: Way = SHARE) -> Shown:
    (found,) = windows([Part(date(2025, 7, 1), date(2025, 9, 30), numbers)], way)
    assert found.figure == Decimal(figure)
    return found


AT_MOST_32 = Aim(TargetKind.VALUE, low=Decimal(32))


@pytest.mark.parametrize(
    ("top", "base", "standing"), [(96, 322, "close"), (60, 322, "meets"), (160, 322, "misses"), (0, 322, "meets")]
)
def test_a_share_stands_against_its_target_with_its_interval(top: int, base: int, standing: str) -> None:
    (found,) = windows([Part(date(2025, 7, 1), date(2025, 9, 30), Numbers(Decimal(top), Decimal(base)))], SHARE)
    assert position(found, SHARE, AT_MOST_32, Polarity.SMALLER).standing == standing


def test_the_interval_of_96_of_322_is_wilsons() -> None:
    (found,) = windows([Part(date(2025, 7, 1), date(2025, 9, 30), Numbers(Decimal(96), Decimal(322)))], SHARE)
    told = position(found, SHARE, AT_MOST_32, Polarity.SMALLER)
    assert told.note == "29.8, interval 25.1 to 35.0; the target is at most 32."


def test_a_figure_printed_without_its_base_is_not_judged_against_a_target() -> None:
    found = shown("21", Numbers(value=Decimal(21)))
    told = position(found, SHARE, AT_MOST_32, Polarity.SMALLER)
    assert (told.standing, told.said) == ("close", "Cannot tell")
    assert "has no interval" in told.note


def test_a_target_without_a_stated_direction_says_so() -> None:
    found = shown("25", Numbers(Decimal(25), Decimal(100)))
    told = position(found, SHARE, AT_MOST_32, Polarity.NOT_STATED)
    assert (told.standing, told.said) == ("no_target", "Cannot tell")
    assert told.note == "The target is 32, and which way is better is not stated."


def test_no_target_yet_gives_its_reason_and_no_target_at_all_says_that() -> None:
    found = shown("25", Numbers(Decimal(25), Decimal(100)))
    none_yet = Aim(TargetKind.NONE_YET, reason="The measure is to be confirmed. Expected by 1 April 2026.")
    assert position(found, SHARE, none_yet, Polarity.SMALLER).note == none_yet.reason
    assert position(found, SHARE, None, Polarity.SMALLER).standing == "no_target"


@pytest.mark.parametrize(("count", "standing"), [(100, "meets"), (60, "misses"), (160, "misses"), (82, "close")])
def test_a_range_has_two_ends(count: int, standing: str) -> None:
    found = shown(str(count), Numbers(Decimal(count)), COUNT)
    aim = Aim(TargetKind.RANGE, low=Decimal(80), high=Decimal(125))
    assert position(found, COUNT, aim, Polarity.NEITHER).standing == standing


def test_a_trajectory_lies_on_the_line_between_its_points() -> None:
    points = ((date(2025, 4, 1), Decimal(100)), (date(2026, 4, 1), Decimal(60)))
    assert along(points, date(2025, 4, 1)) == 100
    assert along(points, date(2025, 10, 1)) == Decimal(100) - Decimal(40) * 183 / 365
    assert along(points, date(2027, 1, 1)) == 60
    assert along(points, date(2024, 1, 1)) == 100


def test_a_direction_is_judged_against_the_same_time_a_year_earlier() -> None:
    aim = Aim(TargetKind.DIRECTION)
    before, now = shown("300", Numbers(Decimal(300)), COUNT), shown("200", Numbers(Decimal(200)), COUNT)
    assert position(now, COUNT, aim, Polarity.SMALLER, before=before, spread=1.7).said == "Moves as aimed"
    assert position(now, COUNT, aim, Polarity.BIGGER, before=before, spread=1.7).said == "Moves the other way"
    assert position(now, COUNT, aim, Polarity.SMALLER, before=before, spread=9.0).standing == "close"
    assert position(now, COUNT, aim, Polarity.SMALLER, before=before).said == "Cannot tell", "φ is not known"
    assert position(now, COUNT, aim, Polarity.SMALLER, before=now).standing == "close"
    assert position(now, COUNT, aim, Polarity.SMALLER).said == "Cannot tell"


def test_the_direction_of_a_share_is_judged_as_a_share() -> None:
    # Newcombe (1998): 56/70 against 48/80 differ by 0.0524 to 0.3339: the interval leaves out nothing.
    aim = Aim(TargetKind.DIRECTION)
    before = shown("60", Numbers(Decimal(48), Decimal(80)))
    now = shown("80", Numbers(Decimal(56), Decimal(70)))
    assert position(now, SHARE, aim, Polarity.BIGGER, before=before).said == "Moves as aimed"


def test_no_baseline_is_made_of_unusual_months() -> None:
    quiet = quarters([200, 220, 180, 210, 200, 220, 20, 210, 201, 222, 182])
    plain = signal(quiet, COUNT, last(quiet, COUNT), Polarity.SMALLER)
    way = replace(COUNT, unusual=frozenset({Month(2023, 11)}))
    kept = signal(quiet, way, last(quiet, way), Polarity.SMALLER)
    assert plain.note.startswith("182 against 100 ")
    assert kept.note.startswith("182 against 180 ")


def test_how_far_counts_vary_is_known_from_what_came_before() -> None:
    level = [200, 220, 180, 210] * 3
    found = spread_of(quarters([*level, 900]), COUNT, Month(2025, 4).first_day)
    assert found == spread_of(quarters(level), COUNT, Month(2025, 4).first_day) == 1
    assert spread_of(quarters(level[:4]), COUNT, Month(2025, 4).first_day) is None


# ---- how good is the data? ------------------------------------------------------------------------------------------

ON = date(2025, 11, 20)


def test_a_settled_figure_with_its_numbers_is_good() -> None:
    found = replace(shown("25", Numbers(Decimal(25), Decimal(100))), status=Status.FINAL)
    assert quality(found, SHARE, small_base=30, on=ON) == Quality(3)


def test_what_takes_from_a_figure_is_said() -> None:
    found = shown("50", Numbers(Decimal(10), Decimal(20)))
    told = quality(found, SHARE, small_base=30, on=ON)
    assert (told.steps, told.reasons) == (2, ("a small base of 20", "provisional"))
    assert told.note == "A small base of 20; provisional."


def test_a_figure_printed_without_its_base_is_poor() -> None:
    found = replace(shown("32", Numbers(value=Decimal(32))), status=Status.PRINTED)
    assert quality(found, SHARE, small_base=30, on=ON) == Quality(1, ("printed without its base",))


def test_no_figure_is_not_usable_and_says_since_when_it_was_due() -> None:
    missing = Part(date(2025, 7, 1), date(2025, 9, 30), Numbers(missing="no value has been written down"), times=0)
    (found,) = windows([missing], replace(SHARE, lag_days=31))
    told = quality(found, replace(SHARE, lag_days=31), small_base=30, on=ON)
    assert (told.steps, told.reasons) == (0, ("no value has been written down; due on 31 October 2025",))


def test_what_came_later_than_its_lag_is_told() -> None:
    came = datetime(2025, 11, 14, 9, tzinfo=UTC)
    part = Part(date(2025, 7, 1), date(2025, 9, 30), Numbers(Decimal(25), Decimal(100)), Status.FINAL, first_known=came)
    way = replace(SHARE, lag_days=31)
    (found,) = windows([part], way)
    assert quality(found, way, small_base=30, on=ON).reasons == ("came 14 days late",)


@pytest.mark.parametrize(
    ("judged", "calls"),
    [
        (Judged(Signal("higher"), Position("no_target"), Quality(3)), True),
        (Judged(Signal("none"), Position("misses"), Quality(3)), True),
        (Judged(Signal("cannot_tell"), Position("no_target"), Quality(0)), True),
        (Judged(Signal("none"), Position("close"), Quality(2)), False),
    ],
)
def test_an_exception_changed_or_misses_its_target_or_cannot_be_used(judged: Judged, calls: bool) -> None:
    assert judged.calls is calls
