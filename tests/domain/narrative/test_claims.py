"""A claim holds when the evidence's own method gives its verdict, and cannot be said where a month is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.analysis.change import compare_counts
from frankpledge.domain.evidence.actions import EventFacts, register_event
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.catalogue import judged, predicate, reference
from frankpledge.domain.narrative.rules import Judgement
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.lake.store import Lake
from tests.domain.county import ASB, County, months_between
from tests.domain.narrative.conftest import AREA, YEAR, claim, count

VERDICTS = {"rose": "higher", "fell": "lower", "no_detectable_change": "none", "cannot_tell": "cannot_tell"}
pytestmark = pytest.mark.django_db


def of(known: Known, kind: str, **arguments: str) -> Judgement:
    return judged(known, predicate(kind, **{"area": AREA, "period": YEAR, **arguments}))


def test_claims_of_change_follow_the_verdict_of_the_assessment_for_every_type(now: Known, reading: AreaReading) -> None:
    given = {one.name: one.compared.change.verdict for one in reading.types if one.compared}
    assert len(set(given.values())) > 1
    for name, verdict in given.items():
        assert {kind for kind in VERDICTS if of(now, kind, what=name).holds} == {
            kind for kind, wanted in VERDICTS.items() if wanted == verdict
        }


def test_a_small_change_is_judged_by_the_exact_test_on_the_rows(county: County, now: Known) -> None:
    here = Counter(r.kind for r in county.of("Nevermouth", "2025-07", "2025-09"))
    then = Counter(r.kind for r in county.of("Nevermouth", "2024-07", "2024-09"))
    small = [kind for kind in here if kind != ASB and here[kind] + then[kind] < 50]
    assert small
    for kind in small:
        worked = compare_counts(before=then[kind], after=here[kind], exposure_before=92, exposure_after=92)
        assert of(now, "cannot_tell", what=kind, period="2025-07 to 2025-09").holds == (worked.verdict == "cannot_tell")


def test_a_republished_month_makes_a_fall_untrue_and_says_why(then: Known, now: Known) -> None:
    fell = claim("fell", "Drugs", "2025-04 to 2025-06")
    old, new = judged(then, fell), judged(now, fell)
    assert (old.state, new.state) == ("holds", "untrue")
    assert old.words.startswith("80 in April to June 2025 against 108 the year before.")
    assert new.words.startswith("81 in April to June 2025 against 108 the year before.")
    assert [figure.display for figure in new.figures] == ["81", "108"]


def test_a_missing_month_makes_a_change_unsayable_and_cannot_tell_true(
    partly: Callable[..., Path], partnership: Partnership
) -> None:
    months = [month for month in months_between("2023-01", "2025-12") if month != "2024-05"]
    known = Known(Lake(partly(months) / "lake").snapshot(), None, partnership.workspace)
    for kind in ("rose", "fell", "no_detectable_change"):
        one = of(known, kind, what="crime")
        assert (one.state, one.holds, one.words) == ("refused", False, "May 2024 is not loaded.")
    assert of(known, "cannot_tell", what="crime").holds
    gone = [month for month in months if month != "2025-03"]
    known = Known(Lake(partly(gone) / "lake").snapshot(), None, partnership.workspace)
    for kind, more in (
        ("above_force", {}),
        ("highest", {}),
        ("half_in_at_most", {"number": "64"}),
        ("most_common_type", {"type": "Burglary"}),
        ("outside_expected", {"what": "crime", "month": "2025-03", "side": "lower"}),
        ("at_most", {"figure": count().key, "number": "10"}),
    ):
        wanted = {key: value for key, value in {"area": AREA, "period": YEAR}.items() if kind != "at_most"}
        assert judged(known, predicate(kind, **wanted, **more)).state == "refused", kind


def test_above_below_and_about_the_rest_of_the_force(now: Known, reading: AreaReading) -> None:
    assert reading.comparison is not None
    kinds = {"above_force": "higher", "below_force": "lower", "no_different_from_force": "none"}
    assert {kind for kind in kinds if of(now, kind).holds} == {
        kind for kind, wanted in kinds.items() if wanted == reading.comparison.verdict
    }
    assert of(now, "above_force").holds


def test_highest_and_lowest_need_ranks_that_part(county: County, now: Known) -> None:
    rates = {
        name: len([r for r in county.of(name, "2025-01", "2025-12") if r.kind != ASB]) / county.residents(name, 2024)
        for name in ("Nevermouth", "Vale and Wold", "Inklemarsh", "Quillbridge")
    }
    assert max(rates, key=lambda name: rates[name]) == "Nevermouth"
    assert of(now, "highest").holds
    assert not of(now, "lowest").holds
    assert "others stand before it" in of(now, "lowest").words
    lowest = min(rates, key=lambda name: rates[name])
    assert of(now, "lowest", area=f"csp:{lowest}").holds
    assert not of(now, "highest", area=f"csp:{lowest}").holds


def test_overlapping_ranks_tie(now: Known) -> None:
    """In one month the two middle partnerships cannot be told apart, so neither is above the other for certain."""
    tied = [
        of(now, kind, area=f"csp:{name}", period=f"2025-{month:02d}").words
        for kind in ("highest", "lowest")
        for name in ("Quillbridge", "Inklemarsh", "Vale and Wold")
        for month in range(1, 13)
    ]
    assert any("it cannot be told from others" in words for words in tied)


def test_ranks_without_two_years_before_have_no_interval(partly: Callable[..., Path], partnership: Partnership) -> None:
    known = Known(Lake(partly(months_between("2025-01", "2025-12")) / "lake").snapshot(), None, partnership.workspace)
    assert of(known, "highest").state == "refused"


def test_the_most_common_type_is_the_one_with_the_most_rows(county: County, now: Known) -> None:
    kinds = Counter(row.kind for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind != ASB)
    (first, _), *rest = kinds.most_common()
    assert of(now, "most_common_type", type=first).holds
    assert not any(of(now, "most_common_type", type=name).holds for name, _ in rest)


def test_a_month_outside_what_was_expected_is_the_one_that_the_assessment_marks(
    now: Known, reading: AreaReading
) -> None:
    marked = {
        (str(month), band.signal)
        for month, band in zip(reading.crime_series.months, reading.expected, strict=True)
        if band and band.signal and not band.in_a_run
    }
    told = {
        (f"2025-{month:02d}", side)
        for month in range(1, 13)
        for side in ("higher", "lower")
        if of(now, "outside_expected", what="crime", month=f"2025-{month:02d}", side=side).holds
    }
    assert told == marked
    assert of(now, "outside_expected", what="crime", month="2026-01", side="higher").state == "refused"


def test_bounds_hold_at_the_bound_itself(county: County, now: Known) -> None:
    crimes = len([row for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind != ASB])
    for kind, at, above in (("at_least", True, False), ("at_most", True, True), ("fewer_than", False, True)):
        exact = judged(now, predicate(kind, figure=count().key, number=str(crimes)))
        more = judged(now, predicate(kind, figure=count().key, number=f"{crimes + 1:,}"))
        assert (exact.holds, more.holds) == (at, above), kind


def test_half_in_so_many_places(now: Known, reading: AreaReading) -> None:
    assert reading.places is not None
    fewest = reading.places.fewest_holding_half
    assert of(now, "half_in_at_most", number=str(fewest)).holds
    assert not of(now, "half_in_at_most", number=str(fewest - 1)).holds


def test_what_a_claim_cannot_find_is_not_false_but_unsayable(now: Known) -> None:
    one = judged(now, predicate("rose", area="csp:Atlantis", what="crime", period=YEAR))
    assert one.state == "refused"
    assert "Atlantis" in one.words
    withheld = reference("recorded_change", area=AREA, what="Robbery", period="2025-04")
    assert judged(now, predicate("at_least", figure=withheld.key, number="1")).state == "refused"


def test_a_change_of_recording_that_is_registered_takes_a_verdict_back_without_new_data(
    now: Known, partnership: Partnership, analyst: User
) -> None:
    whole = {"what": "crime", "period": YEAR}
    assert of(now, "no_detectable_change", **whole).holds
    step = EventFacts(kind="recording", first="2025-03", last="2025-03", words="Online reports", source="Bulletin 4")
    register_event(facts=step, workspace=partnership.workspace, by=analyst)
    after = of(now, "no_detectable_change", **whole)
    assert (after.state, "crime: cannot tell" in after.words) == ("untrue", True)
    assert of(now, "cannot_tell", **whole).holds
    assert of(Known(now.open, None), "no_detectable_change", **whole).holds
    unsure = of(now, "outside_expected", what="crime", month="2025-05", side="lower", period=YEAR)
    assert unsure.state == "refused"
