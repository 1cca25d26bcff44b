"""The register: definitions that change, targets of five kinds, values that are corrected, and who may put them up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.domain.indicators.actions import publish_value, restated
from frankpledge.domain.indicators.actions.keeping import (
    Aimed,
    Wording,
    amend_indicator,
    define_again,
    put_in_order,
    retire_indicator,
    reword_definition,
    set_reporting_column,
    set_target,
    take_up_again,
)
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.history import (
    definitions_begun,
    reporting_column,
    restatements,
    reviews_due,
    revisions,
    targets_begun,
)
from frankpledge.domain.indicators.queries.overview import overview
from frankpledge.domain.indicators.queries.sheet import sheet_of
from frankpledge.domain.indicators.rules import (
    Measure,
    NotAnIndicator,
    NotATarget,
    NotAValue,
    NotYours,
    Polarity,
    Status,
    TargetKind,
    WindowKind,
)
from frankpledge.domain.indicators.rules.judged import Position
from frankpledge.domain.indicators.rules.targets import colour_of, target_words
from frankpledge.domain.performance.presenters.tables import definitions
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.versions.queries import differences, thing_of
from frankpledge.refusal import Refusal
from tests.domain.indicators.conftest import CRIMES, REPEATS, Keep, Register

pytestmark = pytest.mark.django_db
APRIL = date(2025, 4, 1)


@pytest.fixture
def repeats(register: Register) -> Indicator:
    return register()


def test_words_that_change_no_number_are_put_right_where_they_stand_and_how_they_stood_can_be_compared(
    repeats: Indicator, keep: Keep, workspace: Workspace, analyst: User, officer: User, people: dict[Role, User]
) -> None:
    value = keep(repeats, "2024/25 Q4", 20, 80)
    said = Wording("Cases heard again.", "Police return", "Two areas.", 20, date(2026, 4, 1))
    for wrong, because, match in (
        (said, " ", "put right for a reason"), (replace(said, words=""), "Why", "not said what is measured"),
        (replace(said, source=" "), "Why", "whose numbers"),
    ):  # fmt: skip
        with pytest.raises(NotAnIndicator, match=match):
            reword_definition(indicator=repeats, said=wrong, because=because, by=analyst)
    with pytest.raises(Refusal):
        reword_definition(indicator=repeats, said=said, because="Why", by=people[Role.LEAD])
    reword_definition(indicator=repeats, said=said, because="The source was wrong.", by=officer)
    with pytest.raises(NotAnIndicator, match="says so already"):
        reword_definition(indicator=repeats, said=said, because="Again.", by=officer)
    value.refresh_from_db()
    assert (repeats.definitions.count(), value.definition.source) == (1, "Police return")
    thing = thing_of(kind="indicators.indicator", about=str(repeats.pk), workspace=workspace, viewer=analyst)
    assert thing is not None
    after, before = thing.versions[0], thing.versions[-1]
    told = {one.label: (one.first, one.second) for one in differences(thing.kind, before, after)}
    assert told == {
        "What is measured": (REPEATS.words, "Cases heard again."),
        "Source": ("Quarterly return", "Police return"),
        "Caveats": ("nothing", "Two areas."),
        "Days until a value is due": ("31", "20"),
        "Definition looked at again on": ("nothing", "1 April 2026"),
        "Why the definition was put right": ("nothing", "The source was wrong."),
    }
    sheet = sheet_of(repeats)
    assert sheet is not None
    assert definitions(sheet.definitions).rows[0].cells[-1] == (
        "first definition; put right on 2 December 2025: The source was wrong."
    )


def test_old_values_keep_the_definition_by_which_they_were_counted(
    repeats: Indicator, keep: Keep, analyst: User
) -> None:
    before = keep(repeats, "2024/25 Q4", 20, 80)
    define_again(
        indicator=repeats, defined=replace(REPEATS, since=APRIL, words="Cases that came back."),
        because="The guidance of 2025", by=analyst,
    )  # fmt: skip
    after = keep(repeats, "2025/26 Q1", 20, 80)
    before.refresh_from_db()
    assert (before.definition.number, after.definition.number) == (1, 2)
    sheet = sheet_of(repeats)
    assert sheet is not None
    assert [one.words for one in sheet.definitions] == ["Cases that came back.", REPEATS.words]


@pytest.mark.parametrize(
    ("changes", "because", "where"),
    [
        ({"since": date(2023, 4, 1)}, "Guidance", "since"),
        ({"since": APRIL}, " ", "because"),
        ({"since": APRIL, "denominator": ""}, "Guidance", "denominator"),
        ({"since": APRIL, "measure": Measure.COUNT}, "Guidance", "denominator"),
        ({"since": APRIL, "start_month": 13}, "Guidance", "start_month"),
        ({"since": APRIL, "numerator": " "}, "Guidance", "numerator"),
        ({"since": APRIL, "words": ""}, "Guidance", "words"),
    ],
)
def test_a_definition_that_defines_nothing_is_refused_at_its_box(
    changes: dict[str, Any], because: str, where: str, repeats: Indicator, analyst: User
) -> None:
    with pytest.raises(NotAnIndicator) as refused:
        define_again(indicator=repeats, defined=replace(REPEATS, **changes), because=because, by=analyst)
    assert refused.value.where == where
    assert repeats.definitions.count() == 1


def test_a_year_is_never_shown_by_quarter(register: Register) -> None:
    from frankpledge.domain.indicators.rules import Every

    with pytest.raises(NotAnIndicator, match="cannot be shown by quarter"):
        register("Y-1", replace(CRIMES, every=Every.YEAR, window=WindowKind.QUARTER))


def test_an_indicator_cannot_be_reckoned_from_one_that_is_reckoned_itself(register: Register) -> None:
    first = register("A")
    second = register("B", replace(REPEATS, reckoned_from=first))
    with pytest.raises(NotAnIndicator, match="itself reckoned"):
        register("C", replace(REPEATS, reckoned_from=second))


def test_two_indicators_cannot_share_a_short_name(register: Register) -> None:
    register("A")
    with pytest.raises(NotAnIndicator, match="there is an indicator A already"):
        register("A")


# ---- targets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aimed", "words"),
    [
        (Aimed(APRIL, TargetKind.VALUE, low=Decimal(32)), "at most 32.0%"),
        (Aimed(APRIL, TargetKind.RANGE, low=Decimal(20), high=Decimal(40)), "20.0% to 40.0%"),
        (Aimed(APRIL, TargetKind.DIRECTION), "lower than a year before"),
        (
            Aimed(APRIL, TargetKind.TRAJECTORY, points=((date(2026, 3, 31), Decimal(28)), (APRIL, Decimal(34)))),
            "from 34.0% to 28.0% by 31 March 2026",
        ),
        (Aimed(APRIL, TargetKind.NONE_YET, reason="To be confirmed", expected_on=date(2026, 4, 1)), "none yet"),
    ],
)
def test_each_of_the_five_kinds_of_target_is_kept_and_told(
    aimed: Aimed, words: str, repeats: Indicator, analyst: User
) -> None:
    made = set_target(indicator=repeats, aimed=aimed, by=analyst)
    points = tuple((date.fromisoformat(day), Decimal(value)) for day, value in made.points)
    told = target_words(aimed.kind, Polarity.SMALLER, low=made.low, high=made.high, points=points, decimals=1, sign="%")
    assert told == words


@pytest.mark.parametrize(
    ("aimed", "where"),
    [
        (Aimed(APRIL, TargetKind.VALUE), "low"),
        (Aimed(APRIL, TargetKind.VALUE, low=Decimal(1), high=Decimal(2)), "low"),
        (Aimed(APRIL, TargetKind.RANGE, low=Decimal(1)), "high"),
        (Aimed(APRIL, TargetKind.RANGE, low=Decimal(5), high=Decimal(2)), "high"),
        (Aimed(APRIL, TargetKind.DIRECTION, low=Decimal(5)), "low"),
        (Aimed(APRIL, TargetKind.TRAJECTORY, points=((APRIL, Decimal(1)),)), "points"),
        (Aimed(APRIL, TargetKind.TRAJECTORY, points=((APRIL, Decimal(1)), (APRIL, Decimal(2)))), "points"),
        (Aimed(APRIL, TargetKind.NONE_YET, expected_on=APRIL), "reason"),
        (Aimed(APRIL, TargetKind.NONE_YET, reason="To be confirmed"), "expected_on"),
    ],
)
def test_a_target_that_lacks_what_its_kind_needs_is_refused(
    aimed: Aimed, where: str, repeats: Indicator, analyst: User
) -> None:
    with pytest.raises(NotATarget) as refused:
        set_target(indicator=repeats, aimed=aimed, by=analyst)
    assert refused.value.where == where


def test_two_targets_cannot_begin_on_one_day(repeats: Indicator, analyst: User) -> None:
    aimed = Aimed(APRIL, TargetKind.VALUE, low=Decimal(32))
    set_target(indicator=repeats, aimed=aimed, by=analyst)
    with pytest.raises(NotATarget, match="from that day already"):
        set_target(indicator=repeats, aimed=aimed, by=analyst)


# ---- the register ---------------------------------------------------------------------------------------------------


def test_a_retired_indicator_leaves_the_page_and_keeps_its_values(
    repeats: Indicator, keep: Keep, workspace: Workspace, analyst: User
) -> None:
    keep(repeats, "2025/26 Q1", 20, 80)
    retire_indicator(indicator=repeats, on=APRIL, because="The panel ended", by=analyst)
    assert overview(workspace=workspace, viewer=analyst) == ()
    assert len(overview(workspace=workspace, viewer=analyst, retired=True)) == 1
    with pytest.raises(NotAnIndicator, match="retired already"):
        retire_indicator(indicator=repeats, on=APRIL, because="Again", by=analyst)
    take_up_again(indicator=repeats, by=analyst)
    assert len(overview(workspace=workspace, viewer=analyst)) == 1
    with pytest.raises(NotAnIndicator, match="not retired"):
        take_up_again(indicator=repeats, by=analyst)


def test_indicators_stand_in_the_order_that_they_were_put_in(
    register: Register, workspace: Workspace, analyst: User
) -> None:
    first, second, third = register("A"), register("B"), register("C")
    put_in_order(workspace=workspace, order=[third, first], by=analyst)
    assert [one.indicator for one in overview(workspace=workspace, viewer=analyst)] == [third, first, second]


def test_a_member_of_the_board_keeps_no_register(repeats: Indicator, member: User) -> None:
    with pytest.raises(Refusal):
        amend_indicator(indicator=repeats, name="Mine", supplier=None, sensitive=False, by=member)
    with pytest.raises(Refusal):
        retire_indicator(indicator=repeats, on=APRIL, because="Why not", by=member)


# ---- values ---------------------------------------------------------------------------------------------------------


def test_a_correction_says_why_and_both_values_stay(repeats: Indicator, keep: Keep) -> None:
    keep(repeats, "2025/26 Q1", 20, 80, known=datetime(2025, 7, 20, tzinfo=UTC))
    with pytest.raises(NotAValue, match="there is a value of this period already"):
        keep(repeats, "2025/26 Q1", 30, 80)
    keep(repeats, "2025/26 Q1", 30, 80, because="Ten were missed", status=Status.REVISED)
    (found,) = revisions(repeats)
    assert [(one.figure, one.status) for one in found.versions] == [
        (Decimal(25), Status.PROVISIONAL), (Decimal("37.5"), Status.REVISED),
    ]  # fmt: skip


def test_a_correction_by_more_than_the_setting_is_a_restatement_and_a_small_one_is_not(
    register: Register, keep: Keep
) -> None:
    made = register("TC-1", CRIMES)
    first = keep(made, "2025/26 Q1", 100, known=datetime(2025, 7, 20, tzinfo=UTC))
    small = keep(made, "2025/26 Q1", 104, because="Four late", known=datetime(2025, 8, 20, tzinfo=UTC))
    large = keep(made, "2025/26 Q1", 120, because="A station was left out", known=datetime(2025, 9, 20, tzinfo=UTC))
    assert restated(first, small) is None
    assert restated(small, large) == pytest.approx(16 / 104)
    (found,) = restatements([made], since=datetime(2025, 7, 1, tzinfo=UTC))
    assert (found.before.value, found.after.value, found.label) == (small, large, "2025/26 Q1")
    assert restatements([made], since=datetime(2025, 10, 1, tzinfo=UTC)) == ()
    assert Event.objects.filter(verb="indicators.value_restated").count() == 1


def test_from_zero_any_number_is_a_restatement_and_a_number_that_goes_missing_is_none(
    register: Register, keep: Keep
) -> None:
    made = register("TC-1", CRIMES)
    none = keep(made, "2025/26 Q1", 0, known=datetime(2025, 7, 20, tzinfo=UTC))
    some = keep(made, "2025/26 Q1", 2, because="Two came late", known=datetime(2025, 7, 21, tzinfo=UTC))
    gone = keep(made, "2025/26 Q1", None, missing="All wrong", because="All wrong")
    assert restated(none, some) == 1.0
    assert restated(some, gone) is None


def test_whoever_wrote_a_value_down_does_not_put_it_before_the_board(
    repeats: Indicator, keep: Keep, analyst: User, people: dict[Role, User]
) -> None:
    value = keep(repeats, "2025/26 Q1", 20, 80)
    with pytest.raises(NotYours):
        publish_value(value=value, by=analyst)
    assert publish_value(value=value, by=people[Role.LEAD]).published_by == people[Role.LEAD]


# ---- the column of a council ----------------------------------------------------------------------------------------


def test_the_reporting_column_is_on_between_its_days_with_its_own_rule(workspace: Workspace, officer: User) -> None:
    for since, on in ((APRIL, True), (date(2025, 10, 1), False)):
        set_reporting_column(
            workspace=workspace, on=on, since=since, because="The cabinet asks", rule="From position alone", by=officer
        )
    assert reporting_column(workspace, date(2025, 3, 31)) is None
    found = reporting_column(workspace, date(2025, 9, 30))
    assert found is not None
    assert found.rule == "From position alone"
    assert reporting_column(workspace, date(2025, 10, 1)) is None


@pytest.mark.parametrize(
    ("position", "colour"),
    [
        (Position("meets", low=1.0, high=2.0), "green"),
        (Position("misses", low=1.0, high=2.0), "red"),
        (Position("close", low=1.0, high=2.0), "amber"),
        (Position("close"), "grey"),
        (Position("no_target"), "grey"),
    ],
)
def test_a_colour_comes_from_position_alone_and_is_grey_when_nothing_can_be_told(
    position: Position, colour: str
) -> None:
    assert colour_of(position) == colour


# ---- what changed ---------------------------------------------------------------------------------------------------


def test_what_began_in_a_quarter_is_told(repeats: Indicator, workspace: Workspace, analyst: User) -> None:
    define_again(indicator=repeats, defined=replace(REPEATS, since=date(2025, 7, 1)), because="Guidance", by=analyst)
    set_target(indicator=repeats, aimed=Aimed(date(2025, 8, 1), TargetKind.DIRECTION), by=analyst)
    quarter = (date(2025, 7, 1), date(2025, 9, 30))
    assert [one.number for one in definitions_begun(workspace, *quarter)] == [2]
    assert [one.kind for one in targets_begun(workspace, *quarter)] == ["direction"]
    assert definitions_begun(workspace, date(2025, 10, 1), date(2025, 12, 31)) == ()


def test_a_definition_is_due_for_review_until_another_takes_its_place(
    register: Register, workspace: Workspace, analyst: User
) -> None:
    made = register("A", replace(REPEATS, review_on=date(2025, 11, 1)))
    assert [one.indicator for one in reviews_due(workspace, date(2025, 12, 2))] == [made]
    assert reviews_due(workspace, date(2025, 10, 31)) == ()
    again = replace(REPEATS, since=APRIL, review_on=date(2027, 4, 1))
    define_again(indicator=made, defined=again, because="Looked at", by=analyst)
    assert reviews_due(workspace, date(2025, 12, 2)) == ()
