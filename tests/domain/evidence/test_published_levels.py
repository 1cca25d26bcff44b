"""Levels as the Home Office and the ONS publish them: known answers, a naive twin, and every reason for no answer."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.recorded import ons_level, recorded_levels, sources_compared
from frankpledge.lake.areas import Area, find_area
from frankpledge.lake.quality import quality
from frankpledge.lake.queries import NotWholeQuarters, csp_names, quarters, quarters_within
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, JANUARY, take, write
from tests.lake.invented_land import ASHBY, BARROW, COLDWELL, FENSHIRE, lookups, street
from tests.lake.police_tables import (
    ARTICLES,
    CSP_HEADER,
    FORCE_HEADER,
    FRAUD,
    OLD_BURGLARY,
    SHOPLIFTING,
    VIOLENCE,
    book,
    csp_row,
    force_row,
    ons_row,
    ons_sheet,
    text,
)

QUARTER = Window(Month(2025, 1), Month(2025, 3))
KINDS = (VIOLENCE, SHOPLIFTING, FRAUD, OLD_BURGLARY, ARTICLES)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def csp_table(inbox: Path, *rows: tuple[object, ...], name: str = "prc-csp.xlsx") -> Path:
    return write(inbox, name, book({"2024_25": [CSP_HEADER, *rows]}))


def test_a_level_without_fraud_and_without_what_is_kept_for_outcomes(lake: Lake, inbox: Path) -> None:
    rows = [
        csp_row("Ashby & District", VIOLENCE, 44),
        csp_row("Ashby & District", SHOPLIFTING, -2),
        csp_row("Ashby & District", FRAUD, 9),
        csp_row("Ashby & District", ARTICLES, 5),
        csp_row("Ashby & District", OLD_BURGLARY, 7),
        csp_row("Barrow", VIOLENCE, 6),
        csp_row("Ashby & District", VIOLENCE, 40, "2023/24 4"),
    ]
    take(lake, *lookups(inbox), csp_table(inbox, *rows))
    found = recorded_levels(lake.snapshot(), ASHBY, QUARTER)
    assert found is not None
    assert (found.total.now, found.total.before, found.complete) == (42, 40, True)
    assert [(level.name, level.now, level.before) for level in found.groups] == [
        ("Violence against the person", 44, 40),
        ("Theft offences", -2, 0),
    ]
    assert found.fraud is not None
    assert (found.fraud.now, found.fraud.before) == (9, 0)
    assert sorted(row.n or 0 for row in found.left_out) == [5, 7]
    assert [(row.sheet, row.line, row.n) for row in found.total.rows] == [("2024_25", 2, 44), ("2024_25", 3, -2)]
    assert found.names == ("Ashby & District",)
    assert [level.name for level in found.codes if level.new_name] == ["46"], "it has no row a year before"


def test_old_burglary_counts_in_the_years_in_which_nothing_else_does(lake: Lake, inbox: Path) -> None:
    table = text([FORCE_HEADER, *(force_row(OLD_BURGLARY, 100, f"{year} 1") for year in ("2016/17", "2017/18"))])
    take(lake, *lookups(inbox), write(inbox, "prc.csv", table))
    totals = []
    for year in (2016, 2017):
        found = recorded_levels(lake.snapshot(), FENSHIRE, Window(Month(year, 4), Month(year, 6)))
        assert found is not None
        totals.append(found.total.now)
    assert totals == [100, 0]


def test_a_missing_quarter_makes_a_total_incomplete_and_bars_the_comparison(lake: Lake, inbox: Path) -> None:
    rows = [csp_row("Barrow", VIOLENCE, 10, when) for when in ("2024/25 1", "2024/25 2", "2024/25 4", "2023/24 1")]
    take(lake, *lookups(inbox), csp_table(inbox, *rows))
    found = recorded_levels(lake.snapshot(), BARROW, year_ending(Month(2025, 3)))
    assert found is not None
    assert (found.total.now, found.total.before, found.complete) == (30, None, False)
    assert [str(quarter) for quarter in found.missing] == ["2024/25 Q3"]
    assert [str(quarter) for quarter in found.missing_before] == ["2023/24 Q2", "2023/24 Q3", "2023/24 Q4"]


def test_a_mark_makes_a_total_unknown_as_a_whole_and_is_never_zero(lake: Lake, inbox: Path) -> None:
    rows = [csp_row("Barrow", VIOLENCE, 10), csp_row("Barrow", SHOPLIFTING, "Not provided")]
    take(lake, *lookups(inbox), csp_table(inbox, *rows))
    found = recorded_levels(lake.snapshot(), BARROW, QUARTER)
    assert found is not None
    assert (found.total.now, found.complete) == (10, False)
    assert [(row.code, row.mark) for row in found.marked] == [("46", "Not provided")]


def test_nothing_is_said_of_an_area_that_no_table_names(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox))
    assert recorded_levels(lake.snapshot(), BARROW, QUARTER) is None
    take(lake, csp_table(inbox, csp_row("Barrow", VIOLENCE, 10)), at=FEBRUARY)
    snapshot = lake.snapshot()
    assert recorded_levels(snapshot, BARROW, QUARTER) is not None
    assert recorded_levels(snapshot, COLDWELL, QUARTER) is None
    assert recorded_levels(snapshot, FENSHIRE, QUARTER) is None, "a force is never the sum of some of its partnerships"
    assert recorded_levels(snapshot, Area("ward", "X05000001", "Abbey"), QUARTER) is None
    assert recorded_levels(lake.snapshot(JANUARY.date()), BARROW, QUARTER) is None, "not known then"


def test_a_window_within_a_quarter_is_refused_with_the_cure() -> None:
    with pytest.raises(NotWholeQuarters, match="not made of whole financial quarters") as told:
        quarters("2025-02", "2025-06")
    assert "Begin with April" in str(told.value)
    assert [str(quarter) for quarter in quarters_within("2025-02", "2025-10")] == ["2025/26 Q1", "2025/26 Q2"]
    assert quarters_within("2025-02", "2025-04") == ()


def test_names_are_resolved_by_the_list_or_by_name_and_never_by_likeness(lake: Lake, inbox: Path) -> None:
    rows = [
        csp_row(name, VIOLENCE, 1)
        for name in ("Ashby and  District", "Old Barrow", "Barow", "Unassigned Fenshire", "Coldwell")
    ]
    take(lake, *lookups(inbox), csp_table(inbox, *rows))
    found = csp_names(lake.snapshot())
    assert found.codes == {("fenshire", "Ashby and District"): "X22000001"}, "Coldwell is another force's"
    assert found.unresolved == (("fenshire", "Barow"), ("fenshire", "Coldwell"), ("fenshire", "Old Barrow"))
    assert found.unassigned == (("fenshire", "Unassigned Fenshire"),)
    told = "\n".join(quality(lake).lines())
    assert "no loaded lookup names: Barow (fenshire); Coldwell (fenshire); Old Barrow (fenshire)" in told
    listed = "CSP Name,Force Name,Region,ONS Code\nOld Barrow,Fenshire,East,X22000002\n"
    take(lake, write(inbox, "recrime-geo.csv", listed), at=FEBRUARY)
    assert csp_names(lake.snapshot()).codes["fenshire", "Old Barrow"] == "X22000002"
    level = recorded_levels(lake.snapshot(), BARROW, QUARTER)
    assert level is not None
    assert level.total.now == 1


def naive(rows: list[tuple[object, ...]], *, csp: str, window: Window) -> Counter[str]:
    """Return counts by group in the plainest way: no store, no queries."""
    sums: Counter[str] = Counter()
    for year, quarter, _, name, offence, group, _, _, n in rows:
        start = int(str(year)[:4])
        first = Month(start + (quarter == 4), {1: 4, 2: 7, 3: 10, 4: 1}[int(str(quarter))])
        only = "outcome" in str(offence) and not (str(year) <= "2016/17" and offence == OLD_BURGLARY[0])
        if name == csp and first in window and not only and group != "Fraud offences":
            sums[str(group)] += int(str(n))
    return sums


@pytest.mark.parametrize("seed", range(6))
def test_every_level_is_what_a_naive_count_of_random_rows_says(seed: int, lake: Lake, inbox: Path) -> None:
    chance = random.Random(seed)
    whens = [f"{year}/{year - 1999} {quarter}" for year in (2015, 2016, 2017, 2018) for quarter in (1, 2, 3, 4)]
    rows = [
        csp_row(name, kind, chance.choice([0, 1, 7, 250, -1]), when)
        for name in ("Ashby & District", "Barrow")
        for when in whens
        for kind in KINDS
        if kind == VIOLENCE or chance.random() < 0.7
    ]
    chance.shuffle(rows)
    take(lake, *lookups(inbox), csp_table(inbox, *rows))
    snapshot = lake.snapshot()
    first = chance.randrange(4, 13)
    start = Month(int(whens[first][:4]), {1: 4, 2: 7, 3: 10}.get(int(whens[first][-1]), 1))
    start = start + 12 if whens[first][-1] == "4" else start
    window = Window(start, start + 3 * chance.randrange(1, 4) - 1)
    for area, name in ((ASHBY, "Ashby & District"), (BARROW, "Barrow")):
        found = recorded_levels(snapshot, area, window)
        assert found is not None
        now, before = naive(rows, csp=name, window=window), naive(rows, csp=name, window=window.shifted(-12))
        assert found.total.now == now.total()
        assert found.total.before == before.total()
        assert {level.name: (level.now, level.before) for level in found.groups} == {
            group: (now[group], before[group]) for group in {**now, **before}
        }
        assert sum(row.n or 0 for row in found.total.rows) == found.total.now


def test_the_two_sources_side_by_side_over_the_quarters_that_both_have(lake: Lake, inbox: Path) -> None:
    crimes = [("X01000003", "Greater Ashby 002A", "Burglary")] * 5 + [("X01000003", "x", "Anti-social behaviour")] * 9
    elsewhere = [("X01000001", "Greater Ashby 001A", "Drugs"), ("", "", "Robbery")]
    months = ("2024-12", "2025-01", "2025-02", "2025-03", "2025-04")
    files = [street(inbox, month, "Fenshire Police", crimes + elsewhere, slug="fenshire") for month in months]
    rows = [csp_row("Barrow", VIOLENCE, 12), csp_row("Barrow", FRAUD, 40), csp_row("Barrow", VIOLENCE, 3, "2025/26 1")]
    force = write(inbox, "prc.csv", text([FORCE_HEADER, force_row(VIOLENCE, 20)]))
    take(lake, *lookups(inbox), *files, csp_table(inbox, *rows), force)
    snapshot = lake.snapshot()
    window = Window(Month(2024, 12), Month(2025, 9))
    pair = sources_compared(snapshot, BARROW, window)
    assert pair is not None
    assert (pair.street, pair.recorded, pair.ratio, pair.percent) == (15, 12, 1.25, 25.0)
    assert (str(pair.window), [str(quarter) for quarter in pair.not_compared]) == (
        str(QUARTER),
        ["2025/26 Q1", "2025/26 Q2"],
    )
    assert [reason.id for reason in pair.reasons if reason.areas == ("csp",)] == ["placed"]
    whole = sources_compared(snapshot, find_area(snapshot, "Fenshire", kind="force"), window)
    assert whole is not None
    assert (whole.street, whole.recorded) == (21, 20), "rows without a place count in the force"
    assert sources_compared(snapshot, ASHBY, window) is None, "the Home Office's table does not name it"
    assert sources_compared(snapshot, BARROW, Window(Month(2025, 1), Month(2025, 2))) is None, "no whole quarter"
    lines = quality(lake).lines()
    told = "January to March 2025: {} crimes in the street files, {} in the Home Office's table"
    assert f"Barrow, {told.format(15, 12)} (+25.0%)." in lines
    assert f"fenshire, {told.format(21, 20)} (+5.0%)." in lines


def test_what_the_ons_printed_is_answered_for_its_own_year_and_no_other(lake: Lake, inbox: Path) -> None:
    title = "Table C3: Recorded crime, year ending September 2025"
    rows = [ons_row("X22000001", "Ashby & District", 5_120, 1_700, ":", 0, "[c]", 210)]
    take(lake, *lookups(inbox), write(inbox, "c.xlsx", book({"Table C3": ons_sheet(title, "Numbers", rows)})))
    snapshot = lake.snapshot()
    level = ons_level(snapshot, ASHBY, year_ending(Month(2025, 9)))
    assert level is not None
    assert level.total is not None
    assert (level.total.value, level.total.sheet, level.total.line) == (5_120, "Table C3", 6)
    marks = {cell.group: (cell.value, cell.state) for cell in level.cells if cell.value is None}
    assert marks == {"Sexual offences": (None, "missing"), "Theft offences": (None, "suppressed")}
    robbery = level.cell("count", "robbery")
    assert robbery is not None
    assert (robbery.value, robbery.state) == (0, "known")
    assert "Source: invented" in level.notes
    assert level.total_rate is None
    assert ons_level(snapshot, ASHBY, year_ending(Month(2025, 6))) is None
    assert ons_level(snapshot, ASHBY, Window(Month(2025, 4), Month(2025, 9))) is None
    assert ons_level(snapshot, BARROW, year_ending(Month(2025, 9))) is None


def test_the_real_force_table_gives_the_known_levels(shared_data: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    police = shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip"
    recorded = shared_data / "recorded_crime"
    report = take(
        lake,
        police,
        recorded / "prc_pfa_long.csv.gz",
        recorded / "trafford_crime_rate.csv",
        recorded / "recrime-geo-pfa.csv",
        *(shared_data / "geography" / name for name in _LOOKUPS),
    )
    assert not report.refused
    snapshot = lake.snapshot()
    area = find_area(snapshot, "West Mercia", kind="force")
    known = {year_ending(Month(2025, 12)): 80_730, year_ending(Month(2022, 9)): 93_484}
    for window, total in known.items():
        found = recorded_levels(snapshot, area, window)
        assert found is not None
        assert found.complete
        assert found.total.now == total == sum(row.n or 0 for row in found.total.rows)
    pair = sources_compared(snapshot, area, year_ending(Month(2025, 12)))
    assert pair is not None
    assert (pair.street, pair.recorded, f"{pair.percent:+.1f}") == (85_235, 80_730, "+5.6")
    told = "\n".join(quality(lake).lines())
    assert "Trafford: 2019 is less than 65% of 2018 in every group: perhaps half a year" in told
    trafford = ons_level(snapshot, find_area(snapshot, "Trafford", kind="csp"), year_ending(Month(2019, 3)))
    assert trafford is not None
    assert trafford.total_rate is not None
    assert trafford.total_rate.value == pytest.approx(82.0576, abs=1e-4)
    manchester = ons_level(
        snapshot, find_area(snapshot, "Greater Manchester", kind="force"), year_ending(Month(2019, 3))
    )
    assert manchester is not None
    assert manchester.total_rate is not None
    assert (manchester.total_rate.value, manchester.total_rate.mark) == (None, ":")


def test_burglary_does_not_vanish_from_the_real_table_for_a_label(shared_data: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    lookup = shared_data / "geography" / "lookup_ltla24_csp24_pfa24.csv.gz"
    take(lake, shared_data / "recorded_crime" / "prc_pfa_long.csv.gz", lookup)
    snapshot = lake.snapshot()
    area = find_area(snapshot, "West Mercia", kind="force")
    burglary = []
    for year in (2013, 2014, 2016, 2017, 2018):
        found = recorded_levels(snapshot, area, year_ending(Month(year, 3)))
        assert found is not None
        burglary.append(sum(level.now for level in found.subgroups if "burglary" in level.name.casefold()))
    assert min(burglary) > 0.7 * max(burglary), burglary


_LOOKUPS = (
    "lookup_lsoa11_lsoa21_ltla22.csv.gz",
    "lookup_lsoa21_ward24_ltla24.csv.gz",
    "lookup_ltla24_csp24_pfa24.csv.gz",
    "lad17_csp17_pfa17.csv",
    "lookup_lsoa11_ltla21.csv.gz",
)
