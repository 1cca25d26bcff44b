"""A judgement holds as it was made until either side, or the plan of the other, is not what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from frankpledge.domain.alignment import rules
from frankpledge.domain.alignment.rules import Judged, NotAPlan, Now, Verdict, standing

THEN, BEFORE, AFTER = (datetime(2026, month, 1, tzinfo=UTC) for month in (5, 4, 6))
ON = date(2026, 7, 1)
JUDGED = Judged(Verdict.SUPPORTS, "Both want it", THEN, "Harbour", "Nights")
NOW = Now("Harbour", "Nights", BEFORE, None, None)


def test_a_judgement_stands_where_nothing_changed() -> None:
    found = standing(JUDGED, NOW, on=ON)
    assert (found.verdict, found.reason, found.outdated, found.words) == (
        Verdict.SUPPORTS, "Both want it", (), "Supports",
    )  # fmt: skip


def test_what_nobody_judged_is_said_to_be_so() -> None:
    assert standing(None, NOW, on=ON).words == "Not judged"


@pytest.mark.parametrize(
    ("now", "because"),
    [
        (replace(NOW, ours="Quays"), "our priority was then called “Harbour”"),
        (replace(NOW, theirs="Days"), "theirs was then called “Nights”"),
        (replace(NOW, changed_at=AFTER), "theirs was changed since"),
        (replace(NOW, dropped_on=date(2026, 7, 1)), "theirs was dropped on 1 July 2026"),
        (replace(NOW, ends=date(2026, 6, 30)), "their plan ended on 30 June 2026"),
    ],
)
def test_it_is_outdated_once_a_side_or_its_plan_is_not_as_it_was(now: Now, because: str) -> None:
    found = standing(JUDGED, now, on=ON)
    assert found.outdated == (because,)
    assert found.words == "Supports, outdated"


@pytest.mark.parametrize("now", [replace(NOW, ends=ON), replace(NOW, dropped_on=date(2026, 7, 2))])
def test_on_its_last_day_it_still_stands(now: Now) -> None:
    assert standing(JUDGED, now, on=ON).outdated == ()


def test_what_makes_no_plan_is_refused() -> None:
    for wrong in ("", "  ", "x" * 301):
        with pytest.raises(NotAPlan):
            rules.check_line(wrong, where="Title")
    with pytest.raises(NotAPlan, match="no sort of plan"):
        rules.check_kind("weather")
    with pytest.raises(NotAPlan, match="before it starts"):
        rules.check_days(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(NotAPlan, match="any more"):
        rules.check_standing(dropped=True)
    assert rules.check_kind("council") == "council"
    assert Verdict.NONE.label == "Nothing in common"
    assert not Verdict.CONFLICTS.joins
