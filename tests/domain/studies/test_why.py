"""Why it changed: the parts are those of the rows counted by hand, and add up exactly, whatever is asked."""

from __future__ import annotations

from collections import Counter

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotACount
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.presenters.why import SUPPLIED, UNALLOCATED, steps, why_page
from frankpledge.domain.studies.queries.series import CannotStudy, subject
from frankpledge.domain.studies.queries.why import whole, why
from frankpledge.lake.store import Lake
from frankpledge.statute.events import Event
from tests.domain.county import ASB, County, load, months_between, people_of, places_only, street_files
from tests.domain.studies.conftest import Ask

LATER, EARLIER = ("2025-01", "2025-12"), ("2024-01", "2024-12")


def counted(county: County, span: tuple[str, str]) -> Counter[str]:
    return Counter(row.kind for row in county.of("Nevermouth", *span) if row.kind != ASB)


def test_types_and_totals_are_those_of_the_rows(county: County, ask: Ask) -> None:
    found = why(ask())
    before, after = counted(county, EARLIER), counted(county, LATER)
    assert (found.before, found.after) == (before.total(), after.total())
    assert {one.name: (one.before, one.after) for one in found.types} == {
        kind: (before[kind], after[kind]) for kind in {*before, *after}
    }


@pytest.mark.parametrize("level", ["neighbourhood", "ward", "district"])
@pytest.mark.parametrize("what", ["crime", "Burglary", "asb"])
def test_all_parts_add_up_to_the_change_exactly(ask: Ask, what: str, level: str) -> None:
    found = why(ask(what=what, level=level))
    assert found.exact == pytest.approx(found.after - found.before, abs=1e-6)
    assert sum(step.value for step in steps(found)) == found.after - found.before
    assert sum(one.part for one in found.places) == pytest.approx(found.parts.rates, abs=1e-6)


def test_with_one_estimate_for_both_years_a_part_is_the_difference_and_residents_are_not_known(ask: Ask) -> None:
    found = why(ask())
    assert not found.residents_known
    assert (found.parts.population, found.parts.place) == (0, 0)
    for one in found.types:
        if not one.unallocated:
            assert one.part == pytest.approx(one.after - one.before, abs=1e-6)
    page = why_page(found, Frame("tithing", "why", subject(ask())))
    assert "not known" in page.facts[1].value
    assert all("resident" not in step.label.lower() for step in steps(found) if "not known" not in step.label)


def test_residents_of_two_years_have_parts_of_their_own(
    county: County, tmp_path_factory: pytest.TempPathFactory, ask: Ask
) -> None:
    folder = tmp_path_factory.mktemp("two-estimates")
    months = months_between("2024-01", "2025-12")
    people = [people_of(county, folder / str(year), said_to_be=year) for year in (2024, 2025)]
    double(people[1])
    load(folder, [places_only(county, folder), *people, *street_files(county, folder / "files", months)])
    found = why(ask(snapshot=Lake(folder / "lake").snapshot()))
    assert found.years == (2024, 2025)
    # Twice as many people at the rates of then, and at those of now: the average of both orders.
    assert found.parts.population == pytest.approx((found.before + found.after / 2) / 2, rel=0.02)
    assert found.parts.place == pytest.approx(0, abs=1e-6)
    assert found.exact == pytest.approx(found.change, abs=1e-6)
    assert steps(found)[0].label == "More or fewer residents"


def double(path) -> None:  # type: ignore[no-untyped-def]
    """Write a population file anew with twice as many people everywhere."""
    import csv
    import gzip

    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    with gzip.open(path, "wt", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({key: str(2 * float(value)) if is_number(value) else value for key, value in row.items()})


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def recording(*types: str) -> Event:
    return Event(
        id="x",
        kind="recording",
        first=Month(2025, 3),
        last=Month(2025, 3),
        nation="both",
        forces=(),
        types=types,
        words="Reports came online",
        source="A test",
        confidence="K",
    )


def test_a_type_that_is_recorded_otherwise_is_not_allocated_and_no_other_is_touched(ask: Ask) -> None:
    plain, told = why(ask()), why(ask(events=(recording("Burglary"),)))
    burglary = next(one for one in told.types if one.name == "Burglary")
    assert burglary.unallocated
    assert told.parts.unallocated == pytest.approx(next(o.part for o in plain.types if o.name == "Burglary"))
    assert [step.value for step in steps(told) if step.label == UNALLOCATED] == [burglary.after - burglary.before]
    assert (
        "Reports came online (March 2025)"
        in why_page(told, Frame("t", "why", subject(told.subject.asked))).parts[0].method
    )


def test_what_somebody_knows_recording_brought_is_a_part_of_its_own_and_all_still_add_up(ask: Ask) -> None:
    asked = ask(what="Burglary", events=(recording("Burglary"),))
    told = why(asked, (40.0, 60.0))
    assert told.parts.recording
    assert (told.parts.recording.low, told.parts.recording.value) == (40, 50)
    assert told.exact == pytest.approx(told.change, abs=1e-6)
    assert sum(step.value for step in steps(told)) == told.change
    assert [step.value for step in steps(told) if step.label == SUPPLIED] == [50]
    assert not [step for step in steps(told) if step.label == UNALLOCATED]
    assert "40 to 60" in why_page(told, Frame("t", "why", subject(asked))).parts[0].method


def test_a_range_is_given_to_one_type_alone_and_never_more_than_there_are(ask: Ask) -> None:
    with pytest.raises(CannotStudy, match="given to one alone"):
        why(ask(what="Burglary"), (1.0, 2.0))
    with pytest.raises(NotACount):
        why(ask(what="Burglary", events=(recording("Burglary"),)), (0.0, 1e6))


def test_incomplete_periods_are_not_taken_apart(ask: Ask) -> None:
    with pytest.raises(CannotStudy, match="12 months of the two periods are not loaded"):
        why(ask(to="2023-12"))


def test_a_lake_without_people_says_which_are_missing(
    county: County, tmp_path_factory: pytest.TempPathFactory, ask: Ask
) -> None:
    folder = tmp_path_factory.mktemp("no-people")
    files = street_files(county, folder / "files", months_between("2024-10", "2025-12"))
    snapshot = load(folder, [places_only(county, folder), *files]).snapshot()
    assert find(snapshot, "Nevermouth", "csp")
    with pytest.raises(CannotStudy, match="Residents are not known"):
        why(ask(months=3, snapshot=snapshot))


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [([0.4, 0.3, 0.3], 1, [1, 0, 0]), ([-1.5, 2.5], 1, [-1, 2]), ([], 0, []), ([10.2, -3.2], 7, [10, -3])],
)
def test_rounded_parts_add_up(parts: list[float], total: int, expected: list[int]) -> None:
    assert whole(parts, total) == expected
    assert sum(whole(parts, total)) == total
