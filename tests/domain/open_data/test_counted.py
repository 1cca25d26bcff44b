"""Partners' returns, their ready-counted figures and rates go through the same gate as a force's records."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis.disclosure.ready import Ready
from frankpledge.analysis.disclosure.views import Cube, NoSuchView
from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.store import Known, known
from frankpledge.domain.open_data import actions
from frankpledge.domain.open_data.documents import FILES, as_csv, as_csvw, as_parquet
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.open_data.queries import cells_of
from frankpledge.domain.open_data.queries.counted import counted
from frankpledge.domain.open_data.queries.cubes import held, sources_of
from frankpledge.domain.open_data.queries.trying import NotReleasable, tried, tried_again
from frankpledge.domain.open_data.rules import Asked, CannotRelease, Detail, Period, Place, asked_from
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.lake.own.templates import header
from frankpledge.lake.store import Lake, Snapshot
from frankpledge.statute.data_sets import data_set
from tests.domain.county import County
from tests.lake.own.own_files import load_text, table

pytestmark = pytest.mark.django_db
RECORDS = "records:nevershire-police.crime-and-incident-extract"
FIRES, SHARES = "values:fire-and-rescue-incidents", "values:proven-reoffending"
HEALTH = "values:public-health-indicators"
APRIL, MARCH = Month(2024, 4), Month(2025, 3)


def asked(source: str, period: Period = Period.QUARTER, *, detail: Detail = Detail.TYPE, rates: bool = False) -> Asked:
    return Asked(source, Place.PARTNERSHIP, detail, period, APRIL, MARCH, rates)


def let_out(loaded: Partnership, one: Asked, by: User, second: User) -> tuple[DataTable, list[dict[str, str]]]:
    made = actions.propose(workspace=loaded.workspace, asked=one, title="", by=by)
    released = actions.approve(proposal=made, by=second)
    text = as_csv(released, cells_of(released)).decode()
    return released, list(csv.DictReader(io.StringIO(text, newline="")))


def test_ready_counted_figures_are_sources_beside_the_records_and_what_the_supplier_hid_stays_hidden(
    loaded: Partnership, officer: User, second: User
) -> None:
    state = known(loaded.workspace)
    assert [one.id for one in sources_of(state)] == [RECORDS, FIRES, SHARES, HEALTH]
    _, rows = let_out(loaded, asked(FIRES), officer, second)
    assert state.own is not None
    sent = {
        (row["indicator"], row["first"]): row
        for row in state.own.read("partner_values").to_pylist()
        if row["area"] == "Nevermouth" and row["data_set"] == "fire-and-rescue-incidents"
    }
    assert len(rows) == 4 * len({row["type"] for row in rows})
    for row in rows:
        told = sent[row["type"], row["period_begins"][:7]]
        if told["state"] == "suppressed" or 1 <= told["value"] <= 4:
            assert row["count"] == "[c]"
        else:
            assert row["count"] == str(int(told["value"]))
    assert {row["count"] for row in rows} > {"[c]"}


def test_a_share_leaves_with_its_numbers_and_only_where_both_are_shown(
    loaded: Partnership, officer: User, second: User
) -> None:
    released, rows = let_out(loaded, asked(SHARES), officer, second)
    by = {(row["type"], row["period_begins"]): row for row in rows}
    numbers = [row for row in rows if row["type"].endswith("(number)")]
    assert len(numbers) == 4
    for row in numbers:
        base = by[row["type"].replace("(number)", "(all)"), row["period_begins"]]
        shown = "[c]" not in (row["count"], base["count"])
        expected = f"{100 * int(row['count']) / int(base['count']):.1f}" if shown else ""
        assert row["share"] == expected
    assert {row["share"] for row in rows if not row["type"].endswith("(number)")} == {""}
    assert b'"share"' in as_csvw(released, cells_of(released))
    assert as_parquet(released, cells_of(released)) == as_parquet(released, cells_of(released))


def test_health_figures_are_sensitive_and_leave_by_year_alone(loaded: Partnership) -> None:
    state = known(loaded.workspace)
    whole = held(state, HEALTH, loaded).cube
    assert isinstance(whole, Ready)
    assert whole.sensitive_kinds == set(whole.kinds)
    for period in (Period.MONTH, Period.QUARTER):
        with pytest.raises((NotReleasable, NoSuchView)):
            tried(asked(HEALTH, period), known=state, partnership=loaded)
        with pytest.raises(NotReleasable, match="No fixed table"):
            tried(asked(HEALTH, period, detail=Detail.SENSITIVE), known=state, partnership=loaded)
    yearly = tried(asked(HEALTH, Period.YEAR, detail=Detail.SENSITIVE), known=state, partnership=loaded)
    assert {line.period for line in yearly.trial.view.lines} == {"2024-04--2025-03"}
    with pytest.raises(NoSuchView, match="whole partnership"):
        tried(asked(FIRES, Period.ROLLING), known=state, partnership=loaded)


def test_a_rate_stands_beside_its_count_with_its_residents_and_never_without_it(
    loaded: Partnership, officer: User, second: User
) -> None:
    one = Asked(RECORDS, Place.WARD, Detail.TYPE, Period.YEAR, APRIL, MARCH, rates=True)
    assert asked_from(one.as_json()) == one
    _, rows = let_out(loaded, one, officer, second)
    assert {"[c]"} < {row["count"] for row in rows}
    for row in rows:
        if row["count"] == "[c]" or not row["residents"]:
            assert row["per_1000_residents"] == ""
        else:
            assert float(row["per_1000_residents"]) == round(1000 * int(row["count"]) / int(row["residents"]), 1)
    state = known(loaded.workspace)
    people, year, _ = residents(state.open, find(state.open, "Nevermouth"), Window(APRIL, MARCH))
    whole = [row for row in rows if row["place"] == "The whole partnership"]
    assert {(row["residents"], row["residents_year"]) for row in whole} == {(str(people), str(year))}
    for wrong in (Period.MONTH, Period.QUARTER):
        with pytest.raises(CannotRelease, match="twelve months"):
            tried(asked(RECORDS, wrong, rates=True), known=state, partnership=loaded)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"unit": "percent", "value": 12.0}, "a share without its numbers"),
        ({"unit": "percent", "value": 12.0, "numerator": 70.0, "denominator": 60.0}, "more than all"),
        ({"unit": "count", "value": 3.5}, "no whole number"),
        ({"unit": "pounds", "value": 300.0}, "no count"),
        ({"unit": "count", "value": 3.0, "period": "undated"}, "of no time"),
    ],
)
def test_a_figure_that_no_rule_of_small_counts_could_be_held_to_is_left_out(row: dict[str, object], why: str) -> None:
    plain = {
        "period": "2024-04--2024-06", "state": "value", "numerator": None, "denominator": None, "theme": "",
        "indicator": "Some", "value": None,
    }  # fmt: skip
    assert counted({**plain, **row}) is None, why


def test_returns_of_single_events_are_counted_by_category_and_sensitive_ones_for_a_year_alone(
    newest: Snapshot, partnership: Partnership, tmp_path: Path
) -> None:
    lake = Lake(tmp_path / "own")
    alarms, admissions = header(data_set("PI-4")), header(data_set("PI-10"))
    for at in range(4):
        first, which = APRIL + 3 * at, f"2024/25 Q{at + 1}"
        day = f"03/{first.month:02d}/{first.year}"
        calls = [["PI-4", "Fire Service", which, day, "", "", "", ""] for _ in range(7 if at else 3)]
        load_text(lake, tmp_path, table(alarms, calls), None, f"a{at}.csv")
        ill = [["PI-10", "Hospital", which, day, "HR1"] for _ in range(3)]
        load_text(lake, tmp_path, table(admissions, ill), None, f"b{at}.csv")
    state = Known(newest, lake.snapshot(), partnership.workspace)
    found = {one.id: one for one in sources_of(state)}
    assert {one.name: one.sensitive.id if one.sensitive else None for one in found.values()} == {
        "Malicious false alarms": None, "Hospital admissions in respect of domestic abuse": "domestic",
    }  # fmt: skip
    calls_, ill_ = "rows:pi-4.fire-service", "rows:pi-10.hospital"
    assert (found[calls_].supplier, found[ill_].supplier) == ("Fire Service", "Hospital")
    quarters = tried(asked(calls_), known=state, partnership=partnership)
    assert [row[-1] for row in quarters.shown] == [None, 7, 7, 7]
    both = tried(asked(calls_, Period.YEAR), known=state, partnership=partnership)
    assert [row[-1] for row in both.shown] == [24]
    year_ = tried(asked(ill_, Period.YEAR, detail=Detail.SENSITIVE), known=state, partnership=partnership)
    assert [row[-1] for row in year_.shown] == [12]
    cube = held(state, ill_, partnership).cube
    assert isinstance(cube, Cube)
    assert cube.counts == {}


def test_a_table_can_be_made_again_as_it_was_known_after_later_loads_with_the_same_bytes(
    county: County, partnership: Partnership, officer: User, second: User, tmp_path: Path, settings: Any
) -> None:
    lakes, inbox = tmp_path / "data" / "lake", tmp_path / "inbox"
    (lakes / "workspace").mkdir(parents=True)
    inbox.mkdir()
    for entry in (county.folder / "lake").iterdir():
        if entry.name != "workspace":
            (lakes / entry.name).symlink_to(entry)
    settings.DATA = tmp_path / "data"
    own, alarms = Lake(lakes / "workspace" / str(partnership.workspace_id)), header(data_set("PI-4"))

    def sent(quarter: int, calls: int, name: str) -> None:
        month = APRIL + 3 * (quarter - 1)
        row = ["PI-4", "Fire Service", f"2024/25 Q{quarter}", f"03/{month.month:02d}/{month.year}", "", "", "", ""]
        load_text(own, inbox, table(alarms, [row] * calls), None, name)

    for quarter, calls in ((1, 3), (2, 9), (3, 8), (4, 12)):
        sent(quarter, calls, f"{quarter}.csv")
    one = asked("rows:pi-4.fire-service")
    made = actions.propose(workspace=partnership.workspace, asked=one, title="Alarms", by=officer)
    released = actions.approve(proposal=made, by=second)
    files = {name: make(released, cells_of(released)) for name, (_, make, _, _) in FILES.items()}

    sent(1, 30, "corrected.csv")
    sent(3, 2, "corrected-too.csv")
    made.refresh_from_db()
    again = tried_again(made, partnership=partnership)
    assert (again.digest, again.shown) == (made.digest, made.report["shown"])
    assert [row[-1] for row in again.shown] == [None, 9, 8, 12]
    assert {name: make(released, cells_of(released)) for name, (_, make, _, _) in FILES.items()} == files
    now = tried(one, known=known(partnership.workspace), partnership=partnership)
    assert next(row[-1] for row in now.shown) == 30
    assert now.digest != made.digest
