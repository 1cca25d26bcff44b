"""How a score lies to an appetite, how a review stands, and what may not be written of a risk."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as some

from frankpledge.domain.risks import rules
from frankpledge.domain.risks.rules import Level, NotARisk, ScoreKind, State, Tolerance
from frankpledge.statute.risks import schemes

DAY = date(2025, 12, 2)
DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))
BEARS_NINE = Tolerance("five", 9, 3, {"people": 4})


@pytest.mark.parametrize(
    ("level", "category", "kind", "words"),
    [
        (Level("five", 3, 3), "money", "within", "within the appetite of 9"),
        (Level("five", 2, 5), "money", "above", "above the appetite of 9"),
        (Level("five", 1, 5), "people", "above", "above the appetite of 4"),
        (Level("four", 4, 4), "money", "other_scale", "scored on another scale than the body uses now: cannot tell"),
        (None, "money", "not_scored", "not scored"),
    ],
)
def test_a_score_is_held_against_the_appetite_of_its_kind(
    level: Level | None, category: str, kind: str, words: str
) -> None:
    found = rules.judged(level, BEARS_NINE, category)
    assert (found.kind, found.words) == (kind, words)
    assert found.above is {"above": True, "within": False}.get(kind)


def test_without_an_appetite_nothing_is_above_it() -> None:
    assert rules.judged(Level("five", 5, 5), Tolerance("five", None, 3), "law").above is None


@pytest.mark.parametrize(("likelihood", "impact"), [(1, 1), (3, 4), (5, 5), (2, 2)])
def test_a_score_is_a_product_in_the_band_that_the_definitions_name(likelihood: int, impact: int) -> None:
    level = Level("five", likelihood, impact)
    by_hand = {1: "1 of 25, low", 12: "12 of 25, high", 25: "25 of 25, very high", 4: "4 of 25, low"}
    assert level.words == by_hand[level.score]


def test_a_scheme_without_the_score_says_so() -> None:
    with pytest.raises(ValueError, match="26 is no score"):
        schemes()[0].band(26)


@pytest.mark.parametrize(
    ("was", "now", "kind", "words"),
    [
        (None, Level("five", 1, 1), "first", "first score"),
        (None, None, "first", "not scored"),
        (Level("five", 2, 3), Level("five", 3, 3), "higher", "higher, from 6"),
        (Level("five", 2, 3), Level("five", 3, 2), "same", "unchanged"),
        (Level("five", 5, 5), Level("five", 1, 1), "lower", "lower, from 25"),
        (Level("five", 5, 5), Level("four", 4, 4), "other_scale", "from 25 of 25, very high on another scale"),
    ],
)
def test_scores_are_compared_on_one_scale_alone(was: Level | None, now: Level | None, kind: str, words: str) -> None:
    found = rules.movement(was, now)
    assert (found.kind, found.words) == (kind, words)


@pytest.mark.parametrize(
    ("due", "kind", "words"),
    [
        (date(2025, 12, 2), "soon", "review on 2 December 2025"),
        (date(2025, 12, 1), "late", "review 1 day late"),
        (date(2025, 12, 16), "soon", "review on 16 December 2025"),
        (date(2025, 12, 17), "later", "review on 17 December 2025"),
        (None, "none", "no day is set for its review"),
    ],
)
def test_a_review_is_late_from_the_day_after_its_day(due: date | None, kind: str, words: str) -> None:
    found = rules.review_clock(due=due, state=State.OPEN, on=DAY)
    assert (found.kind, found.words, found.late) == (kind, words, kind == "late")
    assert rules.review_clock(due=due, state=State.CLOSED, on=DAY).kind == "closed"


@tried(due=DAYS, on=DAYS)
def test_a_review_is_late_exactly_when_its_day_is_past(due: date, on: date) -> None:
    assert rules.review_clock(due=due, state=State.OPEN, on=on).late is (due < on)


@tried(on=DAYS, months=some.integers(1, 24))
def test_the_next_review_is_so_many_months_on_and_never_past_its_month(on: date, months: int) -> None:
    found = rules.next_review(on, months)
    naive = on.replace(day=1)
    for _ in range(months):
        naive = (naive + timedelta(days=31)).replace(day=1)
    last = monthrange(naive.year, naive.month)[1]
    assert found == naive.replace(day=min(on.day, last))


def test_scores_that_cannot_be_true_together_are_told() -> None:
    low, high = Level("five", 1, 2), Level("five", 5, 5)
    wrong = {ScoreKind.INHERENT: low, ScoreKind.CURRENT: high}
    assert rules.doubts(wrong) == ("its current score is above its inherent one",)
    assert rules.doubts({ScoreKind.CURRENT: low, ScoreKind.TARGET: high}) == (
        "its target score is above its current one",
    )
    assert rules.doubts({ScoreKind.INHERENT: high, ScoreKind.CURRENT: low}) == ()
    assert rules.doubts({ScoreKind.INHERENT: Level("four", 1, 1), ScoreKind.CURRENT: high}) == ()
    assert rules.doubts({}) == ()


@pytest.mark.parametrize(
    ("tolerance", "told"),
    [
        (Tolerance("five", 26, 3), "26 is no score of this scale"),
        (Tolerance("four", 16, 3, {"money": 17}), "17 is no score"),
        (Tolerance("five", 9, 0), "1 to 24 months"),
        (Tolerance("five", 9, 3, {"weather": 4}), "“weather” is no kind of risk"),
        (Tolerance("seven", 9, 3), "“seven” is no scale"),
    ],
)
def test_an_appetite_that_cannot_be_borne_is_refused(tolerance: Tolerance, told: str) -> None:
    with pytest.raises(NotARisk, match=told):
        rules.check_tolerance(tolerance)


def test_an_appetite_of_none_and_one_that_fits_are_taken() -> None:
    assert rules.check_tolerance(BEARS_NINE) is BEARS_NINE
    assert rules.check_tolerance(Tolerance("four", None, 24)).limit("law") is None


@pytest.mark.parametrize("level", [Level("five", 0, 1), Level("five", 1, 6), Level("four", 5, 1)])
def test_a_step_that_the_scale_lacks_is_refused(level: Level) -> None:
    with pytest.raises(NotARisk, match="is not on the scale"):
        rules.check_level(level)
    assert rules.check_level(Level("four", 4, 4)).score == 16


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("https://csp.example/w/tithing/assessments/2025-12/", "/w/tithing/assessments/2025-12/"),
        ("  /w/tithing/duties/ ", "/w/tithing/duties/"),
    ],
)
def test_a_page_is_kept_without_its_host(place: str, kept: str) -> None:
    assert rules.check_place(place, slug="tithing") == kept


def test_the_page_of_another_workspace_or_site_is_refused() -> None:
    for place in ("https://csp.example/w/other/duties/", "https://elsewhere.example/", "javascript:alert(1)", ""):
        with pytest.raises(NotARisk, match="no page of this workspace"):
            rules.check_place(place, slug="tithing")


def test_states_reasons_and_days_are_checked() -> None:
    for refused in (
        lambda: rules.check_state(State.CLOSED, wanted=State.OPEN),
        lambda: rules.check_state(State.OPEN, wanted=State.CLOSED),
        lambda: rules.check_reason("  "),
        lambda: rules.check_title(" "),
        lambda: rules.check_title("x" * 301),
        lambda: rules.check_raised(DAY + timedelta(days=1), today=DAY),
        lambda: rules.check_day(DAY, raised_on=DAY + timedelta(days=1), today=DAY),
        lambda: rules.check_review(DAY - timedelta(days=1), on=DAY),
        lambda: rules.check_control(since=DAY, until=None, on=DAY - timedelta(days=1), today=DAY),
        lambda: rules.check_control(since=None, until=None, on=DAY + timedelta(days=1), today=DAY),
        lambda: rules.check_control(since=DAY, until=DAY, on=DAY, today=DAY),
        lambda: rules.check_own(own=False, keeper=False),
        lambda: rules.check_two("one", "one"),
        lambda: rules.check_ours("theirs", "ours"),
        lambda: rules.check_registered(None),
    ):
        with pytest.raises(NotARisk):
            refused()  # type: ignore[no-untyped-call]
    rules.check_two(None, None)
    rules.check_own(own=True, keeper=False)
    assert rules.check_review(None, on=DAY) is None
    assert rules.check_registered("one") == "one"


def test_every_kind_and_state_has_its_words() -> None:
    assert [kind.label for kind in ScoreKind] == ["Inherent", "Current", "Target"]
    assert all(kind.words for kind in ScoreKind)
    assert [state.label for state in State] == ["Open", "Closed"]
