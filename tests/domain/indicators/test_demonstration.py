"""The register of the demonstration: the appendix of 2013/14 as it was printed, and truths that the judgements find."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from frankpledge.analysis.periods import Quarter
from frankpledge.demo.measured import measure_everything, print_the_appendix, print_the_offences
from frankpledge.demo.risky import told_of
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.overview import Line, overview
from frankpledge.domain.performance.presenters.overview import side_by_side
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.staged import Stage, Staged

pytestmark = pytest.mark.django_db


@pytest.fixture
def appendix(workspace: Workspace, officer: User) -> dict[str, Line]:
    print_the_appendix(workspace, by=officer)
    return {line.indicator.name: line for line in overview(workspace=workspace, viewer=officer)}


def printed_rows() -> list[dict[str, str]]:
    with files("frankpledge.demo").joinpath("appendix.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_figure_of_the_appendix_comes_out_as_printed_over_its_own_quarters(appendix: dict[str, Line]) -> None:
    for name, line in appendix.items():
        rows = [row for row in printed_rows() if row["indicator"] == name and row["value"]]
        ends = [Quarter.parse(row["period"].replace("-", "/", 1)).window.last.last_day for row in rows]
        assert [one.ends for one in line.series] == ends
        assert [str(one.figure) for one in line.series] == [f"{float(row['value']):.4f}" for row in rows]
    assert len(appendix) == 12


def test_the_annual_repeat_rate_stands_as_printed_over_twelve_months_beside_the_quarterly_one(
    appendix: dict[str, Line],
) -> None:
    annual, quarterly = (appendix[f"Repeat MARAC cases ({kind} rate)"] for kind in ("annual", "quarterly"))
    assert [one.figure for one in annual.series] == [34, 31, 32, 30]
    assert annual.series[0].label == "twelve months to June 2013"
    assert [one.figure for one in quarterly.series] == [32, 38, 26, 21]
    assert annual.judged.quality.reasons == ("printed without its base",)
    assert annual.judged.position.note == "The target is 32, and which way is better is not stated."


def test_the_measure_to_be_confirmed_is_a_gap_with_its_reason(appendix: dict[str, Line]) -> None:
    line = appendix["Percentage of integrated offender cohort who reoffend"]
    assert (line.series, line.printed) == ((), "no data")
    assert line.judged.position.said == "No target yet"
    assert "Measure to be confirmed" in line.judged.position.note


def test_nothing_of_the_appendix_is_called_a_change_from_four_quarters(appendix: dict[str, Line]) -> None:
    assert {line.judged.signal.verdict for line in appendix.values()} == {"cannot_tell"}


def test_the_appendix_is_shown_side_by_side_with_directions_and_small_lines(
    appendix: dict[str, Line], workspace: Workspace
) -> None:
    table = side_by_side(tuple(appendix.values()), workspace.slug)
    crime = next(row for row in table.rows if row.cells[0].endswith("Total recorded crime"))
    assert crime.cells[1] == "Smaller is better"
    assert [
        f"<b>{value}</b>" in cell
        for value, cell in zip(("2,302", "2,132", "1,974", "1,886"), crime.cells[3:7], strict=True)
    ] == [True] * 4
    assert crime.cells[7] == "down"
    assert "<svg" in crime.cells[8]
    deaths = next(row for row in table.rows if row.cells[0].endswith("killed or seriously injured"))
    assert "2012/13 Q4" in deaths.cells[3]


def test_the_printed_rate_without_a_base_stands_beside_the_same_count_on_residents(
    workspace: Workspace, officer: User
) -> None:
    print_the_offences(workspace, by=officer)
    print_the_offences(workspace, by=officer)  # nothing comes twice
    count, rate, residents = overview(workspace=workspace, viewer=officer)
    assert [int(one.figure or 0) for one in count.series] == [1830, 2013, 2678]
    assert (rate.printed, rate.judged.quality.reasons) == ("27", ("printed without its base",))
    assert "not reproducible" in rate.definition.caveats
    assert residents.printed == "13.8"


@pytest.fixture(scope="module")
def filled(staging: Stage, founding: Staged[dict[Role, User]]) -> Staged[Workspace]:
    """Return a workspace whose register is filled once for this module."""

    def fill() -> Workspace:
        people = founding.copy()
        (membership,) = people[Role.OFFICER].memberships.all()
        measure_everything(membership.workspace, by=people[Role.ANALYST], second=people[Role.OFFICER], counted=False)
        return membership.workspace

    return staging.make(fill)


@pytest.fixture
def county(filled: Staged[Workspace], analyst: User) -> list[Line]:
    return list(overview(workspace=filled.copy(), viewer=analyst, until=date(2025, 12, 31)))


def test_the_planted_changes_are_found_and_the_planted_gaps_are_told(county: list[Line]) -> None:
    told = {one["reference"]: one for one in told_of("measures.toml")["indicator"]}
    found = {line.indicator.reference: line for line in county}
    for reference, line in found.items():
        if truth := told[reference].get("truth"):
            assert (reference, line.judged.signal.verdict) == (reference, truth)
        if truth := told[reference].get("truth_position"):
            assert (reference, line.judged.position.standing) == (reference, truth)
    assert found["RO-01"].shown.figure is None
    assert found["RO-04"].judged.position.said == "No target yet"
    assert "corrected in 1 of its parts" in found["DA-03"].judged.quality.reasons
    assert "TP-03" not in found  # retired


def test_few_of_those_in_which_nothing_was_planted_are_marked(county: list[Line]) -> None:
    told = {one["reference"]: one for one in told_of("measures.toml")["indicator"]}
    quiet = [line for line in county if "step" not in told[line.indicator.reference]]
    assert len(quiet) > 20
    assert sum(line.judged.signal.changed for line in quiet) <= 2


def test_filling_it_again_changes_nothing(
    county: list[Line], workspace: Workspace, analyst: User, officer: User
) -> None:
    before = Indicator.objects.filter(workspace=workspace).count()
    measure_everything(workspace, by=analyst, second=officer)
    assert Indicator.objects.filter(workspace=workspace).count() == before
