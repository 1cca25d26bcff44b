"""Every indicator on one page, as it is known now or was known at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.domain.indicators.actions import publish_value
from frankpledge.domain.indicators.models import Definition
from frankpledge.domain.indicators.queries.overview import Line, overview
from frankpledge.domain.indicators.rules import Status, WindowKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.indicators.conftest import CRIMES, REPEATS, Keep, Register

pytestmark = pytest.mark.django_db
# Four quarters with 44 repeats among 200 cases.
YEAR = (("2024/25 Q3", 10, 20), ("2024/25 Q4", 20, 100), ("2025/26 Q1", 10, 40), ("2025/26 Q2", 4, 40))


@pytest.fixture
def repeats(register: Register, keep: Keep) -> Any:
    made = register()
    for quarter, top, base in YEAR:
        keep(made, quarter, top, base, known=datetime(2025, 10, 20, 9, tzinfo=UTC))
    return made


def only(workspace: Workspace, viewer: User, **asked: Any) -> Line:
    (line,) = overview(workspace=workspace, viewer=viewer, **asked)
    return line


def test_a_line_has_the_window_of_its_definition_and_says_from_what_it_was_reckoned(
    workspace: Workspace, officer: User, repeats: Any
) -> None:
    line = only(workspace, officer)
    assert (line.shown.label, line.printed, line.shown.numbers.denominator) == (
        "twelve months to September 2025", "22.0%", 200,
    )  # fmt: skip
    assert [one.figure for one in line.series[:-1]] == [None, None, None]


def test_a_quarter_that_is_due_and_not_there_is_shown_as_no_data_and_never_as_the_quarter_before(
    workspace: Workspace, officer: User, repeats: Any
) -> None:
    line = only(workspace, officer, until=date(2025, 12, 31))
    assert (line.shown.ends, line.printed) == (date(2025, 12, 31), "no data")
    assert line.judged.quality.steps == 0
    assert line.judged.signal.said == "No data"


def test_the_board_of_october_sees_what_was_known_then(
    workspace: Workspace, officer: User, repeats: Any, keep: Keep
) -> None:
    keep(
        repeats, "2025/26 Q2", 24, 40, because="Twenty repeats had been missed", status=Status.REVISED,
        known=datetime(2025, 11, 12, 9, tzinfo=UTC),
    )  # fmt: skip
    then = only(workspace, officer, as_known=datetime(2025, 11, 1, tzinfo=UTC))
    assert (then.shown.numbers.numerator, then.shown.corrected) == (44, 0)
    now = only(workspace, officer)
    assert (now.shown.numbers.numerator, now.shown.figure, now.shown.corrected) == (64, Decimal(32), 1)
    assert "corrected in 1 of its parts" in now.judged.quality.reasons


def test_before_the_board_only_stands_what_was_published(
    workspace: Workspace, officer: User, people: dict[Role, User], repeats: Any
) -> None:
    assert only(workspace, officer, published=True).printed == "no data"
    for value in repeats.values.all():
        publish_value(value=value, by=people[Role.LEAD])
    assert only(workspace, officer, published=True).printed == "22.0%"


def test_an_annual_rate_can_be_a_window_of_a_quarterly_one(
    workspace: Workspace, officer: User, register: Register, keep: Keep
) -> None:
    quarterly = register("DA-03a", replace(REPEATS, window=WindowKind.ITSELF))
    annual = register("DA-03b")
    Definition.objects.filter(indicator=annual).update(reckoned_from=quarterly)
    for quarter, top, base in YEAR:
        keep(quarterly, quarter, top, base)
    first, second = overview(workspace=workspace, viewer=officer)
    assert (first.printed, second.printed) == ("10.0%", "22.0%")


def test_a_line_says_where_the_figure_went(workspace: Workspace, officer: User, register: Register, keep: Keep) -> None:
    made = register("TC-01", CRIMES)
    keep(made, "2025/26 Q1", 114)
    keep(made, "2025/26 Q2", 120)
    assert only(workspace, officer).direction.words == "up from 114 (2025/26 Q1)"


def test_who_may_not_see_indicators_sees_none(workspace: Workspace, people: dict[Role, User], repeats: Any) -> None:
    assert overview(workspace=workspace, viewer=people[Role.DATA_CONTACT]) == ()


def test_many_indicators_cost_as_many_queries_as_one(
    workspace: Workspace,
    officer: User,
    repeats: Any,
    register: Register,
    keep: Keep,
    django_assert_max_num_queries: Any,
) -> None:
    for at in range(12):
        keep(register(f"TC-{at}", CRIMES), "2025/26 Q2", at)
    with django_assert_max_num_queries(8):
        assert len(overview(workspace=workspace, viewer=officer)) == 13
