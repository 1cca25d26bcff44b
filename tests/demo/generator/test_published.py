"""The published files are data.police.uk's to the letter, and derive from the records by snapping alone."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.demo.generator import Generated, generate
from frankpledge.demo.generator.archives import earlier_quarters
from frankpledge.demo.generator.extract import EXTRACT_HEADER
from frankpledge.demo.generator.published import OUTCOMES_HEADER, STREET_HEADER
from frankpledge.demo.generator.stops import STOPS_HEADER
from tests.demo.generator.chance import plausible
from tests.demo.generator.conftest import Row

Files = dict[str, list[Row]]
ASB = "Anti-social behaviour"


@pytest.fixture(scope="module")
def rows(first_street: Files) -> list[Row]:
    return [row for month in first_street.values() for row in month]


@pytest.fixture(scope="module")
def extract(evidence: Generated) -> list[Row]:
    with evidence.extract.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_archive_is_laid_out_as_the_real_one(evidence: Generated) -> None:
    with zipfile.ZipFile(evidence.first_publication[0]) as archive:
        names = archive.namelist()
    kinds = ("outcomes", "stop-and-search", "street")
    assert names == [f"{month}/{month}-nevershire-{kind}.csv" for month in evidence.months for kind in kinds]


def test_files_have_unix_line_ends_no_quotes_and_no_mark_before_the_header(evidence: Generated) -> None:
    with zipfile.ZipFile(evidence.first_publication[0]) as archive:
        for name in archive.namelist()[:6]:
            content = archive.read(name)
            assert b"\r" not in content
            assert b'"' not in content
            assert content.endswith(b"\n")
            assert content[:8] in {b"Crime ID", b"Type,Dat"}


def test_every_row_names_its_month_and_force(first_street: Files, evidence: Generated) -> None:
    for month, held in first_street.items():
        assert {row["Month"] for row in held} == {month}
        assert {(row["Reported by"], row["Falls within"]) for row in held} == {(evidence.force_reports_as,) * 2}


def test_anti_social_behaviour_has_neither_id_nor_outcome_and_every_crime_has_both(rows: list[Row]) -> None:
    for row in rows:
        if row["Crime type"] == ASB:
            assert row["Crime ID"] == row["Last outcome category"] == ""
        else:
            assert len(row["Crime ID"]) == 64
            assert row["Last outcome category"] != ""


def test_about_one_row_in_fifty_has_no_place_and_stands_last(first_street: Files, rows: list[Row]) -> None:
    placeless = [row for row in rows if row["Location"] == "No Location"]
    assert plausible(len(placeless), of=len(rows), probability=0.02)
    for row in placeless:
        assert row["Longitude"] == row["Latitude"] == row["LSOA code"] == row["LSOA name"] == ""
    for held in first_street.values():
        words = [row["Location"] == "No Location" for row in held]
        assert words == sorted(words)


def test_rows_stand_by_lsoa_name(first_street: Files) -> None:
    for held in first_street.values():
        names = [row["LSOA name"] for row in held if row["LSOA name"]]
        assert names == sorted(names)


def test_a_few_rows_lie_beyond_the_border_and_a_few_streets_are_blank(rows: list[Row]) -> None:
    beyond = [row for row in rows if row["LSOA name"].startswith("Evermore")]
    others = [row for row in rows if row["Crime type"] != "Burglary"]
    assert plausible(len(beyond), of=len(others), probability=0.0035 * 0.98)
    assert 0 < sum(row["Location"] == "On or near " for row in rows) < 0.02 * len(rows)


def test_a_few_crime_ids_occur_twice_with_another_outcome(rows: list[Row]) -> None:
    crimes = [row for row in rows if row["Crime ID"]]
    counts = Counter(row["Crime ID"] for row in crimes)
    repeats = {one for one, count in counts.items() if count > 1}
    assert plausible(len(repeats), of=len(counts), probability=0.0004)
    assert max(counts.values()) == 2


def test_rows_that_repeat_exactly_are_nearly_all_anti_social_behaviour(rows: list[Row]) -> None:
    repeats = [row for row, count in Counter(tuple(row.items()) for row in rows).items() for _ in range(count - 1)]
    asb = [row for row in repeats if dict(row)["Crime type"] == ASB]
    assert len(asb) > 0.98 * len(repeats)
    assert 0.05 < len(asb) / sum(row["Crime type"] == ASB for row in rows) < 0.4


def test_about_twenty_five_thousand_rows_a_year_are_published(rows: list[Row]) -> None:
    assert 22_000 < len(rows) / 3 < 29_000


def test_many_records_share_a_map_point_as_in_real_files(rows: list[Row]) -> None:
    points = Counter((row["Longitude"], row["Latitude"]) for row in rows if row["Longitude"])
    assert len(points) < 3_700
    assert all(len(lon.split(".")[1]) == 6 and len(lat.split(".")[1]) == 6 for lon, lat in points)


def test_every_record_is_published_once_unless_it_came_late(
    rows: list[Row], extract: list[Row], second_street: Files
) -> None:
    last = Counter(row["Recorded date"][:7] for row in extract)
    late = {month: len(held) for month, held in second_street.items()}
    first = Counter(row["Month"] for row in rows)
    for month, recorded in last.items():
        published = late.get(month, first[month])
        assert 0 <= published - recorded <= 8  # crimes that stand twice under one ID


def test_republished_months_gain_one_to_three_per_cent_and_no_other_month_is_published_again(
    first_street: Files, second_street: Files, evidence: Generated
) -> None:
    assert tuple(second_street) == evidence.republished
    assert evidence.republished == ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
    for month, held in second_street.items():
        gain = len(held) / len(first_street[month]) - 1
        assert gain == pytest.approx(evidence.gains[month], abs=0.001)
        assert 0.0095 < gain < 0.0305


def test_a_republished_month_keeps_its_rows_and_learns_outcomes(first_street: Files, second_street: Files) -> None:
    for month, held in second_street.items():
        before = {row["Crime ID"] for row in first_street[month]}
        after = {row["Crime ID"] for row in held}
        assert before <= after
    words = [
        Counter(row["Last outcome category"] for row in files["2025-06"]) for files in (first_street, second_street)
    ]
    assert words[1]["Awaiting court outcome"] < words[0]["Awaiting court outcome"]


def test_recent_months_hold_more_that_is_under_investigation(first_street: Files) -> None:
    def pending(month: str) -> float:
        held = [row for row in first_street[month] if row["Crime ID"]]
        return sum(row["Last outcome category"] == "Under investigation" for row in held) / len(held)

    assert pending("2025-12") > 0.2
    assert pending("2024-06") < 0.001


def test_outcomes_files_list_what_was_decided_in_their_month(
    evidence: Generated, members: Callable[[Path, str], Files], rows: list[Row]
) -> None:
    crimes = {row["Crime ID"]: row["Month"] for row in rows if row["Crime ID"]}
    for month, held in members(evidence.first_publication[0], "-outcomes.csv").items():
        assert {row["Month"] for row in held} == {month}
        assert all(crimes[row["Crime ID"]] <= month for row in held)
        assert "No Location" not in {row["Location"] for row in held}
        assert {"Awaiting court outcome", "Under investigation"}.isdisjoint(row["Outcome type"] for row in held)


def test_stop_and_search_moments_are_utc_so_a_summer_file_may_begin_in_the_month_before(
    evidence: Generated, members: Callable[[Path, str], Files]
) -> None:
    files = members(evidence.first_publication[0], "-stop-and-search.csv")
    for month, held in files.items():
        moments = [row["Date"] for row in held]
        assert moments == sorted(moments)
        assert all(moment.endswith("+00:00") for moment in moments)
        early = [moment for moment in moments if moment[:7] != month]
        assert all(
            moment[11:13] == "23" and month[5:] in {"04", "05", "06", "07", "08", "09", "10"} for moment in early
        )
    assert any(row["Date"][:7] != month for month, held in files.items() for row in held)
    pointless = sum(row["Latitude"] == "" for held in files.values() for row in held)
    assert plausible(pointless, of=sum(map(len, files.values())), probability=1 / 3)


def test_the_extract_has_exact_times_points_codes_flags_and_keyed_victims(extract: list[Row]) -> None:
    assert tuple(extract[0]) == EXTRACT_HEADER
    assert len({row["Reference"] for row in extract}) == len(extract)
    assert extract[0]["Reference"] == "NV/2023/000001"
    assert {row[flag] for row in extract for flag in EXTRACT_HEADER[7:13]} == {"Y", "N"}
    violence = [row for row in extract if row["Offence code"] == "8N"]
    assert plausible(sum(row["Domestic abuse"] == "Y" for row in violence), of=len(violence), probability=0.36)
    victims = Counter(row["Victim key"] for row in extract if row["Victim key"])
    assert max(victims.values()) > 2
    assert all(len(key) == 20 for key in victims)
    assert not any(row["Victim key"] for row in extract if row["Business"] == "Y")


def test_headers_and_words_are_those_of_real_files(
    shared_data: Path, rows: list[Row], evidence: Generated, members: Callable[[Path, str], Files]
) -> None:
    def real(archive: str, ending: str) -> Files:
        return members(shared_data / "police_uk" / archive, ending)

    street = [row for held in real("norfolk-2025.zip", "-street.csv").values() for row in held]
    assert tuple(street[0]) == STREET_HEADER
    assert {row["Crime type"] for row in rows} == {row["Crime type"] for row in street}
    known = {row["Last outcome category"] for row in street} | {"Under investigation"}
    assert {row["Last outcome category"] for row in rows} <= known
    stops = real("stop-and-search-2019-12-to-2020-02.zip", "-stop-and-search.csv")["2020-01"]
    assert tuple(stops[0]) == STOPS_HEADER
    ours = members(evidence.first_publication[0], "-stop-and-search.csv")["2024-01"]
    for column in STOPS_HEADER[2:4] + STOPS_HEADER[6:]:
        assert {row[column] for row in ours} <= {row[column] for row in stops}, column
    with (shared_data / "police_uk" / "2025-01-west-mercia-outcomes.excerpt.csv").open(encoding="utf-8") as file:
        assert tuple(next(csv.reader(file))) == OUTCOMES_HEADER


def test_a_year_s_own_archive_holds_the_same_crimes_as_the_archive_of_all_months(
    tmp_path: Path, members: Callable[[Path, str], Files]
) -> None:
    made = generate(tmp_path, seed=3, months=26, first="2023-01", yearly=True)
    assert [(one.name, str(one.known)) for one in made.earlier] == [("2023", "2024-01-24"), ("2024", "2025-01-24")]
    for archive, year in zip(made.earlier, ("2023", "2024"), strict=True):
        own = members(archive.path, "-street.csv")
        whole = members(made.first_publication[0], "-street.csv")
        assert sorted(own) == [month for month in sorted(whole) if month.startswith(year) and month != "2024-09"]
        for month, rows in own.items():
            assert sorted(row["Crime ID"] + row["Location"] for row in rows) == sorted(
                row["Crime ID"] + row["Location"] for row in whole[month]
            )


def test_the_quarters_of_the_last_year_come_out_one_by_one_but_for_the_last_that_is_held() -> None:
    of_2025 = tuple(f"2025-{month:02}" for month in range(1, 13))
    assert earlier_quarters(of_2025) == (of_2025[:3], of_2025[3:6], of_2025[6:9])
    assert earlier_quarters(("2024-11", "2024-12", *of_2025[:5])) == (of_2025[:3],)
    assert earlier_quarters(of_2025[:3]) == (), "what the last archive holds comes with it"
    assert earlier_quarters(of_2025[1:7]) == (of_2025[3:6],), "a quarter that is not whole is none"
