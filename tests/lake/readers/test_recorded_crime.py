"""The Home Office's table, and the comparison of street files with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.lake.quality import quality
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, JANUARY, MARCH, street_name, street_text, take, write

HEADER = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences"
)
ROWS = (
    '2024/25,4,Fenshire,"Burglary, dwelling",Theft offences,Burglary,28A,21',
    "2024/25,4,Fenshire,Violence,Violence against the person,Violence,8N,-1",
    "2024/25,4,Fenshire,Fraud,Fraud offences,Fraud,51,500",
    "2024/25,3,Fenshire,Violence,Violence against the person,Violence,8N,40",
    '2024/25,4,"London, City of",Violence,Violence against the person,Violence,8N,7',
)


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


def test_counts_are_kept_as_published(lake: Lake, inbox: Path) -> None:
    (result,) = take(lake, write(inbox, "prc.csv", table(*ROWS))).files
    assert (result.status, result.reader, result.rows_kept) == ("new", "recorded_crime", 5)
    rows = sorted(lake.snapshot().read("recorded_crime").to_pylist(), key=lambda row: row["line"])
    assert [(row["line"], row["offence_code"], row["n"]) for row in rows[:2]] == [(2, "28A", 21), (3, "8N", -1)]
    assert rows[4]["force"] == "city-of-london"


def test_short_headers_and_decimal_counts_read_the_same(lake: Lake, inbox: Path) -> None:
    text = "FY,Financial Quarter,Force,Offence Code,n\n2012/13,1.0,Fenshire,8N,20323.0\n"
    (result,) = take(lake, write(inbox, "prc.csv", text)).files
    assert result.status == "new", result.message
    (row,) = lake.snapshot().read("recorded_crime").to_pylist()
    assert (row["year"], row["quarter"], row["n"], row["offence_group"]) == ("2012/13", 1, 20_323, None)


def test_a_later_edition_takes_the_older_ones_place_in_the_quarters_that_it_holds(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "old.csv", table(*ROWS)))
    revised = table(ROWS[0].replace(",21", ",19"), *ROWS[1:3])
    (result,) = take(lake, write(inbox, "new.csv", revised), at=FEBRUARY).files
    assert result.status == "replaced"

    def counted(as_known: date | None = None) -> list[tuple[int, str, int]]:
        rows = lake.snapshot(as_known).read("recorded_crime").to_pylist()
        return sorted((row["quarter"], row["offence_code"], row["n"]) for row in rows)

    assert counted() == [(3, "8N", 40), (4, "28A", 19), (4, "51", 500), (4, "8N", -1), (4, "8N", 7)]
    assert counted(JANUARY.date()) == [(3, "8N", 40), (4, "28A", 21), (4, "51", 500), (4, "8N", -1), (4, "8N", 7)]
    whole = take(lake, write(inbox, "third.csv", table(*ROWS, "")), at=MARCH).files[0]
    assert (whole.status, len(whole.replaces)) == ("replaced", 2)
    assert len(counted()) == 5


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("last year,4,Fenshire,x,y,z,8N,1", "no financial year"),
        ("2024/25,5,Fenshire,x,y,z,8N,1", "outside 1 to 4"),
        ("2024/25,4,Fenshire,x,y,z,8N,many", "no number"),
        ("2024/25,4,Fenshire,x,y,z,8N,12%", "a percentage where a count belongs"),
        ("2024/25,4,Fenshire,x,y,z,8N,0.12", "no whole number"),
        ("2024/25,4,,x,y,z,8N,1", "Force Name is blank"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: str, says: str, lake: Lake, inbox: Path) -> None:
    (result,) = take(lake, write(inbox, "prc.csv", table(row))).files
    assert result.status == "refused"
    assert says in result.message


def test_street_files_are_compared_with_the_table_by_whole_quarters_alone(lake: Lake, inbox: Path) -> None:
    months = ["2024-12", "2025-01", "2025-02", "2025-03"]
    files = [write(inbox, street_name(month), street_text(12, month=month)) for month in months]
    take(lake, *files, write(inbox, "prc.csv", table(*ROWS)))
    (compared,) = quality(lake).recorded
    assert (compared.force, compared.label) == ("fenshire", "January to March 2025")
    assert (compared.street, compared.recorded, compared.percent) == (24, 20, pytest.approx(20.0))
    told = quality(lake).lines()
    assert (
        "fenshire, January to March 2025: 24 crimes in the street files, 20 in the Home Office's table (+20.0%)."
        in told
    )
    assert any("Fraud is left out of the Home Office's count" in line for line in told)


def test_the_real_table_differs_from_the_street_files_by_the_known_share(shared_data: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    police = shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip"
    report = take(lake, police, shared_data / "recorded_crime" / "prc_pfa_long.csv.gz")
    assert not report.refused
    year = [one for one in quality(lake).recorded if one.label.endswith("2025")]
    assert [one.quarter for one in year] == [4, 1, 2, 3]
    assert (sum(one.street for one in year), sum(one.recorded for one in year)) == (85_235, 80_730)
