"""What only a partnership's own evidence can say: the force's records with their flags, and what partners count."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.demo.partners import EXTRACT
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.supplied.queries.partners import (
    is_police,
    own_sources,
    partner_series,
)
from frankpledge.domain.supplied.queries.records import OwnReading, own_reading
from frankpledge.lake.ingest import ingest
from frankpledge.lake.own.desk import OwnDesk
from frankpledge.lake.own.locate import locator
from frankpledge.lake.store import Lake
from frankpledge.statute.data_sets import data_set, offence_codes
from frankpledge.statute.events import Event
from tests.domain.county import County
from tests.lake.files import write
from tests.lake.own.own_files import table
from tests.lake.own.test_returns import FALSE_ALARMS

AT = datetime(2026, 3, 24, 9, tzinfo=UTC)
YEAR = year_ending(Month(2025, 12))


@pytest.fixture(scope="module")
def known(own_known: Known) -> Known:
    return own_known


@pytest.fixture(scope="module")
def found(known: Known) -> OwnReading:
    reading = own_reading(known, find(known.open, "Nevermouth"), YEAR)
    assert reading is not None
    return reading


@pytest.fixture(scope="module")
def by_hand(county: County, known: Known) -> list[dict[str, str]]:
    """Return the rows of the extract that lie in Nevermouth, read from the file line by line."""
    places = {row["lsoa_code"]: row["csp_code"] for row in known.open.read("places").to_pylist()}
    assert known.own is not None
    lsoas = dict(
        zip(*(known.own.read("records")[name].to_pylist() for name in ("reference", "lsoa_code")), strict=True)
    )
    nevermouth = find(known.open, "Nevermouth").code
    with county.made.extract.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if places.get(lsoas[row["Reference"]]) == nevermouth]


def months_of(rows: list[dict[str, str]], header: str) -> Counter[str]:
    return Counter(row["Recorded date"][:7] for row in rows if row[header] == "Y")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("domestic_abuse", "Domestic abuse"),
        ("hate", "Hate"),
        ("alcohol", "Alcohol"),
        ("knife", "Knife"),
        ("rural", "Rural"),
        ("business", "Business"),
    ],
)
def test_flags_are_counted_by_month_as_the_file_has_them(
    name: str, header: str, found: OwnReading, by_hand: list[dict[str, str]]
) -> None:
    counted = months_of(by_hand, header)
    measure = found.of(name)
    assert measure is not None
    assert measure.total == sum(n for month, n in counted.items() if month >= "2025-01") > 0
    told = dict(zip(map(str, measure.series.months), measure.series.values, strict=True))
    assert told == {month: counted[month] for month in told}
    assert measure.compared is not None
    assert measure.compared.before == sum(n for month, n in counted.items() if month[:4] == "2024")
    assert measure.unstated == 0


def test_sexual_offences_are_told_by_their_codes(found: OwnReading, by_hand: list[dict[str, str]]) -> None:
    codes = offence_codes("sexual")
    assert {"19C", "20A"} <= codes
    wanted = sum(row["Offence code"] in codes and row["Recorded date"] >= "2025" for row in by_hand)
    measure = found.of("sexual")
    assert measure is not None
    assert measure.total == wanted > 0


def test_the_verdict_on_domestic_abuse_has_its_spread_and_its_doubt(found: OwnReading) -> None:
    measure = found.of("domestic_abuse")
    assert measure is not None
    assert measure.compared is not None
    change = measure.compared.change
    assert change.verdict in ("higher", "lower", "none", "cannot_tell")
    assert change.dispersion is not None, "two years of months stand before the window"


def test_a_change_of_recording_parts_the_years(known: Known) -> None:
    event = Event(
        id="flag", kind="recording", first=Month(2025, 4), last=Month(2025, 4), nation="both", forces=(), types=(),
        words="The force began to flag domestic abuse by itself.", source="the force", confidence="V",
    )  # fmt: skip
    reading = own_reading(known, find(known.open, "Nevermouth"), YEAR, events=(event,))
    assert reading is not None
    measure = reading.of("domestic_abuse")
    assert measure is not None
    assert measure.compared is not None
    assert measure.compared.change.verdict == "cannot_tell"


def test_repeat_victims_are_those_whose_key_comes_again(found: OwnReading, by_hand: list[dict[str, str]]) -> None:
    year = [row for row in by_hand if row["Recorded date"] >= "2025" and row["Victim key"]]
    keys = Counter(row["Victim key"] for row in year)
    assert found.victims is not None
    assert (found.victims.n, found.victims.distinct) == (len(year), len(keys))
    assert found.victims.repeated == sum(n > 1 for n in keys.values())
    assert found.domestic_victims is not None
    assert found.domestic_victims.share_of_distinct.value > found.victims.share_of_distinct.value


def test_every_timed_record_weighs_one_in_the_week(found: OwnReading) -> None:
    assert found.hours is not None
    assert found.hours.weights.sum() == pytest.approx(found.hours.n)
    assert found.hours.n + found.hours.too_long == found.rows


def test_where_a_partnership_has_no_records_there_is_no_reading(known: Known, tmp_path: Path) -> None:
    area = find(known.open, "Nevermouth")
    assert own_reading(Known(known.open, None), area, YEAR) is None
    assert own_reading(known, area, Window(Month(2019, 1), Month(2019, 12))) is None


def test_an_extract_drawn_in_the_midst_of_a_month_does_not_pass_it_off_as_whole(
    county: County, known: Known, tmp_path: Path
) -> None:
    lines = county.made.extract.read_text(encoding="utf-8").splitlines()
    kept = [lines[0], *(line for line in lines[1:] if line.split(",")[1] <= "2025-12-14")]
    lake = Lake(tmp_path / "lake")
    finder = locator(known.open, find(known.open, "Nevermouth"))
    desk = OwnDesk(AT.date(), {}, EXTRACT, finder)
    ingest(lake, [write(tmp_path, "cut.csv", "\n".join([*kept, ""]))], known_at=AT, by="analyst", desk=desk)
    reading = own_reading(Known(known.open, lake.snapshot()), find(known.open, "Nevermouth"), YEAR)
    assert reading is not None
    assert (reading.partial, reading.missing, reading.complete) == (Month(2025, 12), (Month(2025, 12),), False)
    measure = reading.of("domestic_abuse")
    assert measure is not None
    assert measure.series.months[-1] == Month(2025, 11)


def test_partners_indicators_keep_supplier_period_parts_and_state(known: Known) -> None:
    series = partner_series(known)
    assert {one.supplier for one in series} == {
        "Nevershire Fire and Rescue Service", "Nevershire Public Health Team", "Nevershire Probation",
    }  # fmt: skip
    treated = next(one for one in series if one.indicator.startswith("Adults") and one.area == "Nevermouth")
    assert (treated.unit, treated.latest.state, treated.latest.mark, treated.latest.value) == (
        "percent",
        "missing",
        ":",
        None,
    )
    before = treated.points[-2]
    assert before.value == pytest.approx(100 * before.numerator / before.denominator, abs=0.06)  # type: ignore[operator]
    assert [point.order for point in treated.points] == sorted(point.order for point in treated.points)
    again = next(one for one in series if one.indicator == "Reconvicted within the year")
    assert all(point.denominator and point.numerator is not None for point in again.points)
    hidden = [point for one in series for point in one.points if point.state == "suppressed"]
    assert hidden
    assert {(point.mark, point.value) for point in hidden} == {("<5", None)}


def test_a_nil_return_is_a_zero_and_not_a_gap(known: Known, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    rows = [
        ["PI-4", "Fen Fire", "2025/26 Q1", "", "", "", "", ""],
        ["PI-4", "Fen Fire", "2025/26 Q2", "03/08/2025", "", "", "", ""],
    ]
    desk = OwnDesk(AT.date())
    ingest(lake, [write(tmp_path, "a.csv", table(FALSE_ALARMS, rows))], known_at=AT, by="analyst", desk=desk)
    (series,) = partner_series(replace(known, own=lake.snapshot()))
    assert (series.supplier, series.data_set) == ("Fen Fire", data_set("PI-4"))
    assert [(point.label, point.value, point.state) for point in series.points] == [
        ("April to June 2025", 0, "value"),
        ("July to September 2025", 1, "value"),
    ]
    assert not series.police


def test_each_supplier_of_the_own_lake_is_the_police_or_is_not(known: Known) -> None:
    assert [(line.supplier, line.police) for line in own_sources(known)] == [
        ("Nevershire Police", True),
        ("Nevershire Fire and Rescue Service", False),
        ("Nevershire Probation", False),
        ("Nevershire Public Health Team", False),
    ]
    assert own_sources(Known(known.open, None)) == ()


@pytest.mark.parametrize(
    ("supplier", "police"),
    [
        ("West Mercia Police", True),
        ("Fenshire Constabulary", True),
        ("Public Health Team", False),
        ("West Mercia Police and Crime Commissioner survey", False),
        ("Policy unit", False),
    ],
)
def test_who_is_police_is_told_by_name(supplier: str, police: bool) -> None:
    assert is_police(supplier) is police
