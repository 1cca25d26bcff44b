"""The Home Office's tables, cell by cell: every sheet, every oddity, and nothing that is no count."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from odfdo import Cell, Document, Row, Table

from frankpledge.lake.quality import quality
from frankpledge.lake.report import FileResult
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, take, write
from tests.lake.police_tables import (
    CSP_HEADER,
    FORCE_HEADER,
    OUTCOMES_HEADER,
    SHOPLIFTING,
    VIOLENCE,
    Rows,
    book,
    csp_row,
    force_row,
    text,
)

BEFORE = [csp_row("Ashby & District", VIOLENCE, 40, "2023/24 4"), csp_row("Barrow", VIOLENCE, 7, "2023/24 4")]
AFTER = [
    csp_row("Ashby & District", VIOLENCE, 44),
    csp_row("Ashby & District", SHOPLIFTING, -2),
    csp_row("Barrow", VIOLENCE, 0),
]
WORKBOOK: dict[str, Rows] = {
    "Cover": [["Police recorded crime"], ["Community Safety Partnership open data"]],
    "Notes": [["Updated: 29 January 2026"], [], ["Force Notes"], ["Fenshire: counts of Q4 are provisional"]],
    "2023_24": [CSP_HEADER, *BEFORE],
    "2024_25": [CSP_HEADER, *AFTER],
}


def one(lake: Lake, inbox: Path, content: bytes | str, name: str = "prc-csp.xlsx") -> FileResult:
    (result,) = take(lake, write(inbox, name, content)).files
    return result


def rows(lake: Lake, table: str = "recorded_crime_csp") -> list[dict[str, Any]]:
    return sorted(lake.snapshot().read(table).to_pylist(), key=lambda row: (row["sheet"], row["line"]))


def test_every_years_sheet_is_read_with_sheet_and_row_and_the_others_are_kept_as_notes(lake: Lake, inbox: Path) -> None:
    result = one(lake, inbox, book(WORKBOOK))
    assert (result.status, result.reader, result.rows_read, result.rows_quarantined) == (
        "new",
        "recorded_crime_csp",
        5,
        0,
    )
    held = rows(lake)
    assert [(row["sheet"], row["line"], row["csp_name"], row["offence_code"], row["n"]) for row in held] == [
        ("2023_24", 2, "Ashby & District", "8N", 40),
        ("2023_24", 3, "Barrow", "8N", 7),
        ("2024_25", 2, "Ashby & District", "8N", 44),
        ("2024_25", 3, "Ashby & District", "46", -2),
        ("2024_25", 4, "Barrow", "8N", 0),
    ]
    assert {(row["year"], row["quarter"], row["force"]) for row in held} == {
        ("2023/24", 4, "fenshire"),
        ("2024/25", 4, "fenshire"),
    }
    notes = {(row["sheet"], row["line"]): row["text"] for row in lake.snapshot().read("table_notes").to_pylist()}
    assert notes["Notes", 4] == "Fenshire: counts of Q4 are provisional"
    assert result.quality["sheets_not_read"] == ["Cover", "Notes"]


def test_the_same_in_csv_and_opendocument(tmp_path: Path) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    for name in ("2023_24", "2024_25"):
        table = Table(name)
        for values in WORKBOOK[name]:
            row = Row()
            for value in values:
                row.append_cell(Cell(value if isinstance(value, int) else str(value)))
            table.append_row(row)
        document.body.append(table)
    document.save(str(tmp_path / "prc-csp.ods"))
    (tmp_path / "prc-csp.csv").write_text(text([CSP_HEADER, *BEFORE, *AFTER]))
    counted = []
    for name in ("prc-csp.ods", "prc-csp.csv"):
        lake = Lake(tmp_path / name.replace(".", "-"))
        (result,) = take(lake, tmp_path / name).files
        assert (result.status, result.rows_kept) == ("new", 5), result.message
        counted.append([(row["year"], row["csp_name"], row["offence_code"], row["n"]) for row in rows(lake)])
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("FY,Quarter,Force,CSP,Offence Code,n", "2024/25,Q4,Fenshire,Barrow,8N,7"),
        (
            "Financial Year,Financial Quarter,Force Name,CSP Name,Offence Code,Number of Offences",
            "2024-25,4.0,Fenshire,Barrow,8N,7.0",
        ),
        (
            " financial  year,FINANCIAL QUARTER,Police Force,CSP name,offence code,offence count",
            "2024/2025,4,Fenshire,Barrow,8N,7",
        ),
    ],
)
def test_titles_and_values_of_other_editions_are_understood(header: str, row: str, lake: Lake, inbox: Path) -> None:
    result = one(lake, inbox, f"{header}\n{row}\n", "prc.csv")
    assert result.status == "new", result.message
    (held,) = rows(lake)
    assert (held["year"], held["quarter"], held["csp_name"], held["offence_code"], held["n"]) == (
        "2024/25",
        4,
        "Barrow",
        "8N",
        7,
    )


def test_a_title_above_and_a_footnote_below_are_notes_and_rows_keep_their_place(lake: Lake, inbox: Path) -> None:
    sheet = [["Police recorded crime by CSP"], [], CSP_HEADER, *AFTER, [], ["Source: Home Office"]]
    result = one(lake, inbox, book({"Data": sheet}))
    assert (result.rows_kept, result.rows_quarantined) == (3, 0)
    assert [row["line"] for row in rows(lake)] == [4, 5, 6]
    notes = [(row["line"], row["text"]) for row in lake.snapshot().read("table_notes").to_pylist()]
    assert sorted(notes) == [(1, "Police recorded crime by CSP"), (8, "Source: Home Office")]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("12%", "'12%' is a percentage where a count belongs"),
        (0.12, "'0.12' is no whole number: a rate or a share stands where a count belongs"),
        ("about forty", "'about forty' is no number"),
        ("1,23", "is no number"),
    ],
)
def test_what_is_no_count_is_set_aside_with_sheet_row_and_column(
    cell: object, says: str, lake: Lake, inbox: Path
) -> None:
    many = [csp_row(f"Place {number}", VIOLENCE, number) for number in range(40)]
    sheets = {"2024_25": [CSP_HEADER, *many[:20], csp_row("Barrow", SHOPLIFTING, cell), *many[20:]]}
    result = one(lake, inbox, book(sheets))
    assert (result.status, result.rows_kept, result.rows_quarantined) == ("new", 40, 1)
    (bad,) = lake.snapshot().read("quarantine").to_pylist()
    assert bad["file"].endswith("prc-csp.xlsx › 2024_25")
    assert (bad["line"], bad["column"]) == (22, "Offence Count")
    assert says in bad["reason"]


def test_commas_part_thousands_and_a_minus_sign_may_be_a_long_one(lake: Lake, inbox: Path) -> None:
    cells = ["1,234", "−3", " 12 ", "0"]
    sheet = [CSP_HEADER, *(csp_row(f"Place {number}", VIOLENCE, cell) for number, cell in enumerate(cells))]
    assert one(lake, inbox, book({"2024_25": sheet})).status == "new"
    assert [row["n"] for row in rows(lake)] == [1234, -3, 12, 0]


@pytest.mark.parametrize("mark", [":", "[x]", "..", "Not provided", "[c]", "<5"])
def test_a_mark_is_kept_and_is_no_number(mark: str, lake: Lake, inbox: Path) -> None:
    result = one(lake, inbox, book({"2024_25": [CSP_HEADER, *AFTER, csp_row("Coldwell", VIOLENCE, mark)]}))
    assert result.rows_quarantined == 0
    marked = rows(lake)[-1]
    assert (marked["n"], marked["mark"]) == (None, mark)
    assert any("1 cells hold a mark" in line for line in quality(lake).lines())


def test_an_offence_code_of_no_known_shape_is_told_and_kept(lake: Lake, inbox: Path) -> None:
    odd = ("A new offence", "Violence against the person", "Violence with injury", "ZZ-9")
    result = one(lake, inbox, book({"2024_25": [CSP_HEADER, *AFTER, csp_row("Barrow", odd, 3)]}))
    assert result.quality["codes_unknown"] == ["ZZ-9"]
    assert rows(lake)[-1]["n"] == 3
    assert any("offence codes of no known shape, kept: ZZ-9" in line for line in quality(lake).lines())


def test_an_edition_that_lost_most_rows_of_its_quarter_is_told_and_one_of_another_quarter_is_not(
    lake: Lake, inbox: Path
) -> None:
    whole = [csp_row(f"Place {number}", VIOLENCE, number) for number in range(20)]
    one(lake, inbox, book({"2024_25": [CSP_HEADER, *whole]}))
    one(lake, inbox, book({"2024_25": [CSP_HEADER, csp_row("Place 1", VIOLENCE, 3)]}), "torn.xlsx")
    torn = "the version before had 20 rows, this has 1"
    assert [torn in judged.warnings for judged in quality(lake).releases] == [True]
    one(lake, inbox, book({"2023_24": [CSP_HEADER, csp_row("Place 1", VIOLENCE, 3, "2023/24 4")]}), "other.xlsx")
    assert [torn in judged.warnings for judged in quality(lake).releases] == [True, False]


def test_codes_that_begin_and_end_are_told_as_breaks_of_classification(lake: Lake, inbox: Path) -> None:
    old = ("Burglary in a dwelling", "Theft offences", "Domestic burglary", "28A")
    new = ("Residential burglary of a home", "Theft offences", "Residential burglary", "28I")
    sheet = [FORCE_HEADER, force_row(old, 9, "2022/23 1"), force_row(VIOLENCE, 9, "2022/23 1"),
             force_row(new, 8, "2022/23 2"), force_row(VIOLENCE, 9, "2022/23 2")]  # fmt: skip
    facts = one(lake, inbox, book({"2022_23": sheet})).quality
    assert facts["codes_ended"] == {"28A": "2022/23 Q1"}
    assert facts["codes_begun"] == {"28I": "2022/23 Q2"}


def test_a_sheet_of_several_years_is_told_and_read(lake: Lake, inbox: Path) -> None:
    result = one(lake, inbox, book({"Latest": [CSP_HEADER, *BEFORE, *AFTER]}))
    assert result.quality["sheets_of_several_years"] == {"Latest": ["2023/24", "2024/25"]}
    assert any("the sheet 'Latest' holds several years: 2023/24, 2024/25" in line for line in quality(lake).lines())


def test_two_sheets_that_count_the_same_are_refused_with_both_places(lake: Lake, inbox: Path) -> None:
    sheets = {"2023_24": [CSP_HEADER, *BEFORE, AFTER[0]], "2024_25": [CSP_HEADER, *AFTER]}
    result = one(lake, inbox, book(sheets))
    assert result.status == "refused"
    assert "in sheet 2023_24, row 4, and in sheet 2024_25, row 2" in result.message


def test_a_table_of_parts_is_never_taken_for_the_whole(lake: Lake, inbox: Path) -> None:
    header = (*OUTCOMES_HEADER[:7], "Offence Subcode", *OUTCOMES_HEADER[7:])
    result = one(lake, inbox, text([header, ["x"] * len(header)]), "subcodes.csv")
    assert result.status == "refused"
    assert "no reader knows" in result.message


def test_outcomes_keep_types_as_text_and_both_counts_apart(lake: Lake, inbox: Path) -> None:
    shared = ("2024/25", 4, "Fenshire", *VIOLENCE)
    sheet = [
        OUTCOMES_HEADER,
        (*shared, "Charged/Summonsed", "Charged/Summonsed", 1, 12, 9),
        (*shared, "Charged/Summonsed - alternate offence", "Charged/Summonsed", "1A", 2, 1),
        (*shared, "Not yet assigned an outcome", "Not yet assigned an outcome", 0, 30, "Not provided"),
    ]
    result = one(lake, inbox, book({"Notes": [["Note"]], "Outcomes_open_data": sheet}), "prc-outcomes.xlsx")
    assert (result.status, result.reader, result.rows_kept) == ("new", "recorded_outcomes", 3)
    held = rows(lake, "recorded_outcomes")
    assert [(row["outcome_type"], row["n_recorded"], row["n_given"], row["mark_given"]) for row in held] == [
        ("1", 12, 9, None),
        ("1A", 2, 1, None),
        ("0", 30, None, "Not provided"),
    ]


def test_the_three_tables_are_told_apart_by_their_headings(lake: Lake, inbox: Path) -> None:
    force = write(inbox, "a.csv", text([FORCE_HEADER, force_row(VIOLENCE, 51)]))
    csp = write(inbox, "b.csv", text([CSP_HEADER, *AFTER]))
    shared = ("2024/25", 4, "Fenshire", *VIOLENCE, "Charged", "Charged", 1, 12, 9)
    became = write(inbox, "c.csv", text([OUTCOMES_HEADER, shared]))
    readers = [result.reader for result in take(lake, force, csp, became).files]
    assert readers == ["recorded_crime", "recorded_crime_csp", "recorded_outcomes"]


def test_a_quarter_that_has_not_come_is_refused(lake: Lake, inbox: Path) -> None:
    result = one(lake, inbox, text([FORCE_HEADER, force_row(VIOLENCE, 51, "2026/27 1")]), "prc.csv")
    assert result.status == "refused"
    assert "2026-04, which has not yet come" in result.message


def test_an_extract_of_one_force_replaces_that_force_alone(lake: Lake, inbox: Path) -> None:
    both = [("2024/25", 4, force, *VIOLENCE, n) for force, n in (("Fenshire", 50), ("Mereshire", 30))]
    one(lake, inbox, text([FORCE_HEADER, *both]), "all.csv")
    take(lake, write(inbox, "own.csv", text([FORCE_HEADER, force_row(VIOLENCE, 49)])), at=FEBRUARY)
    held = {row["force"]: row["n"] for row in rows(lake, "recorded_crime")}
    assert held == {"fenshire": 49, "mereshire": 30}


def test_the_same_file_twice_changes_nothing_packed_or_plain(lake: Lake, inbox: Path) -> None:
    plain = text([FORCE_HEADER, force_row(VIOLENCE, 51)])
    one(lake, inbox, plain, "prc.csv")
    before = lake.snapshot().manifest.id
    assert one(lake, inbox, gzip.compress(plain.encode()), "prc.csv.gz").status == "known"
    assert lake.snapshot().manifest.id == before


def test_the_home_offices_list_gives_its_names_their_codes(lake: Lake, inbox: Path) -> None:
    listed = "CSP Name,Force Name,Region,ONS Code\nAshby,Fenshire,East,X22000001\nNorth Fen,Fenshire,East,N/A\n"
    result = one(lake, inbox, listed, "recrime-geo.csv")
    assert (result.reader, result.quality["without_code"]) == ("home_office_areas", ["North Fen"])
    (row,) = lake.snapshot().read("csp_names").to_pylist()
    assert (row["csp_name"], row["csp_code"], row["force"], row["line"]) == ("Ashby", "X22000001", "fenshire", 2)
