"""Files of data.police.uk, good ones in every dress and single bad rows within good files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.lake.readers import police_uk
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.readers.police_uk_street import COLUMNS
from frankpledge.lake.source import Head, SourceFile
from frankpledge.lake.store import Lake
from tests.lake.bad_files import street_rows, workbook
from tests.lake.files import (
    JANUARY,
    SLUG,
    STREET_HEADER,
    crime_id,
    outcomes_text,
    stops_text,
    street_name,
    street_row,
    street_text,
    take,
    total,
    write,
)


def rows_of(lake: Lake, table: str = "street") -> list[dict[str, object]]:
    order = "searched_at" if table == "stops" else "line"
    return list(lake.snapshot().read(table).sort_by(order).to_pylist())


PLAIN = street_text(12)
DRESSES = {
    "CRLF": street_text(12, end="\r\n").encode(),
    "byte order mark": PLAIN.encode("utf-8-sig"),
    "UTF-16": PLAIN.encode("utf-16"),
    "no newline at the end": PLAIN.rstrip("\n").encode(),
    "blank lines at the end": (PLAIN + "\n\n").encode(),
    "header in capitals": PLAIN.replace(STREET_HEADER, STREET_HEADER.upper()).encode(),
    "all quoted": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in PLAIN.rstrip("\n").split("\n")
    ).encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_good_file_reads_the_same_in_any_dress(dress: str, tmp_path: Path) -> None:
    plain, dressed = Lake(tmp_path / "plain"), Lake(tmp_path / "dressed")
    take(plain, write(tmp_path, "plain.csv", PLAIN))
    (result,) = take(dressed, write(tmp_path, "dressed.csv", DRESSES[dress])).files
    assert result.status == "new", result.message

    def without_release(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{name: value for name, value in row.items() if name != "release_id"} for row in rows]

    assert without_release(rows_of(dressed)) == without_release(rows_of(plain))


def test_windows_letters_are_read_as_such(lake: Lake, inbox: Path) -> None:
    text = PLAIN.replace("Mill Lane 0", "Café Lane – “Mill”")
    take(lake, write(inbox, "a.csv", text.encode("cp1252")))
    assert rows_of(lake)[0]["location"] == "On or near Café Lane – “Mill”"


def test_welsh_letters_are_read_as_such(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", PLAIN.replace("Mill Lane 0", "Heol-y-Tŵr Ŷd")))
    assert rows_of(lake)[0]["location"] == "On or near Heol-y-Tŵr Ŷd"


def test_columns_in_another_order_and_unknown_ones_are_no_obstacle(lake: Lake, inbox: Path) -> None:
    lines = [line.split(",") for line in PLAIN.rstrip("\n").split("\n")]
    turned = [[*reversed(line), "new" if number else "Ward"] for number, line in enumerate(lines)]
    (result,) = take(lake, write(inbox, "a.csv", "\n".join(",".join(line) for line in turned) + "\n")).files
    assert result.rows_kept == 12
    assert result.quality["unfamiliar_columns"] == ["Ward"]
    assert rows_of(lake)[0]["lsoa_code"] == "X01000000"


def test_the_files_of_2010_have_grid_references_and_no_identifiers(lake: Lake, inbox: Path) -> None:
    header = "Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context"
    row = "2010-12,West Mercia Police,West Mercia Police,351000,240000,On or near High Town,Violent crime,"
    blank = "2010-12,West Mercia Police,West Mercia Police,,,No Location,Anti-social behaviour,"
    (result,) = take(lake, write(inbox, "2010-12-west-mercia-street.csv", f"{header}\n{row}\n{blank}\n")).files
    assert result.status == "new", result.message
    first, second = rows_of(lake)
    assert (first["longitude"], first["latitude"]) == (
        pytest.approx(-2.7157, abs=1e-3),
        pytest.approx(52.0557, abs=1e-3),
    )
    assert (second["longitude"], second["lsoa_code"], second["crime_id"]) == (None, None, None)
    assert "Crime ID" in result.quality["absent_columns"]  # type: ignore[operator]


def test_a_street_of_two_lines_keeps_the_lines_of_the_rows_after_it(lake: Lake, inbox: Path) -> None:
    lines = PLAIN.rstrip("\n").split("\n")
    fields = lines[3].split(",")
    fields[6] = '"On or near\nMill Lane"'
    lines[3] = ",".join(fields)
    take(lake, write(inbox, "a.csv", "\n".join(lines) + "\n"))
    kept = rows_of(lake)
    assert [row["line"] for row in kept] == [2, 3, 4, *range(6, 15)]
    assert kept[2]["location"] == "On or near\nMill Lane"


def test_a_few_bad_rows_are_set_aside_with_line_column_and_reason(lake: Lake, inbox: Path) -> None:
    lines = street_text(60).rstrip("\n").split("\n")
    lines[10] = lines[10].replace("2025-01", "2025-00", 1)
    lines[20] += ",one too many"
    (result,) = take(lake, write(inbox, "a.csv", "\n".join(lines) + "\n")).files
    assert (result.status, result.rows_read, result.rows_kept, result.rows_quarantined) == ("new", 60, 58, 2)
    aside = lake.snapshot().read("quarantine").sort_by("line").to_pylist()
    assert [(row["line"], row["column"]) for row in aside] == [(11, "Month"), (21, "")]
    assert aside[0]["reason"] == "'2025-00' is no month (2025-01 would be)"
    assert aside[1]["row"].endswith("one too many")
    assert aside[0]["release_id"] == result.release_id


def test_a_stray_row_of_another_month_does_not_wipe_that_month_out(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, street_name("2025-01"), street_text(30)))
    stray = street_text(40, month="2025-02") + street_row(99, month="2025-01") + "\n"
    (result,) = take(lake, write(inbox, street_name("2025-02"), stray)).files
    assert (result.rows_kept, result.rows_quarantined) == (40, 1)
    assert total(lake) == 70
    (aside,) = lake.snapshot().read("quarantine").to_pylist()
    assert (aside["line"], aside["column"]) == (42, "Month")


def test_duplicates_repeats_and_blanks_are_kept_and_counted(lake: Lake, inbox: Path) -> None:
    quiet = ",2025-01,A Police,A Police,-2.1,52.1,On or near Mill,X01,Mill 1A,Anti-social behaviour,,"
    crime = f"{crime_id(1)},2025-01,A Police,A Police,-2.1,52.1,On or near ,X01,Mill 1A,Drugs,Caution,"
    moved = crime.replace("Caution", "Charged")
    nowhere = f"{crime_id(2)},2025-01,A Police,A Police,,,No Location,,,Drugs,,"
    text = f"{STREET_HEADER}\n{quiet}\n{quiet}\n{quiet}\n{crime}\n{crime}\n{moved}\n{nowhere}\n"
    (result,) = take(lake, write(inbox, "a.csv", text)).files
    assert total(lake) == 7
    told = result.quality
    assert (told["exact_duplicates"], told["id_repeats"], told["blank_street"], told["no_place"]) == (3, 2, 3, 1)
    assert told["by_type"] == {"Anti-social behaviour": 3, "Drugs": 4}


def test_an_identifier_that_is_no_hash_is_kept_as_written(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", PLAIN.replace(crime_id(("2025-01", "Fenshire Constabulary", 0)), "ABC/123")))
    kept = rows_of(lake)
    assert kept[0]["crime_id"] == b"ABC/123"
    assert len(kept[2]["crime_id"]) == 32  # type: ignore[arg-type]


def test_outcomes_join_crimes_by_their_identifier(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "o.csv", outcomes_text(4)))
    kept = rows_of(lake, "outcomes")
    assert kept[0]["crime_id"] == bytes.fromhex(crime_id(0))
    assert (kept[1]["outcome_type"], kept[1]["location"], kept[1]["lsoa_code"]) == (
        "Local resolution",
        "No location",
        None,
    )


def test_searches_take_force_and_month_from_the_name_and_times_in_utc(lake: Lake, inbox: Path) -> None:
    times = ("2024-12-31T23:30:00+00:00", "2025-01-31T23:59:10+00:00", "2025-07-01T00:30:00+01:00")
    take(lake, write(inbox, f"2025-01-{SLUG}-stop-and-search.csv", stops_text(times[:2])))
    take(lake, write(inbox, f"2025-06-{SLUG}-stop-and-search.csv", stops_text(times[2:])))
    kept = rows_of(lake, "stops")
    assert [row["month"] for row in kept] == ["2025-01", "2025-01", "2025-06"]
    assert [row["force"] for row in kept] == [SLUG] * 3
    assert kept[2]["searched_at"].isoformat() == "2025-06-30T23:30:00+00:00"  # type: ignore[attr-defined]


def test_searches_of_a_nameless_file_load_when_force_and_month_are_said(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "download.csv", stops_text())
    assert take(lake, file).files[0].status == "refused"
    (result,) = take(lake, file, force="Fenshire Police", month="2025-01").files
    assert result.status == "new", result.message
    assert lake.snapshot().partitions("stops") == (("2025-01", "fenshire"),)
    assert take(lake, file, force="fenshire", month="2025-01").files[0].status == "known"


def test_what_was_said_wrongly_can_be_said_again(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "download.csv", stops_text())
    take(lake, file, force="hillshire", month="2025-01")
    (result,) = take(lake, file, force="fenshire", month="2025-01").files
    assert result.status == "new"
    assert result.release_id.endswith("-2")
    assert set(lake.snapshot().partitions("stops")) == {("2025-01", "fenshire"), ("2025-01", "hillshire")}


def test_a_workbook_of_street_rows_reads_as_the_file_that_it_was_made_from(lake: Lake, inbox: Path) -> None:
    (result,) = take(lake, write(inbox, "street.xlsx", workbook(street_rows(9)))).files
    assert (result.status, result.rows_kept, result.member) == ("new", 9, "")
    assert [row["line"] for row in rows_of(lake)] == list(range(2, 11))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("West Mercia Police", "west-mercia"),
        ("Norfolk Constabulary", "norfolk"),
        ("Metropolitan Police Service", "metropolitan"),
        ("Devon & Cornwall Police", "devon-and-cornwall"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("City of London Police", "city-of-london"),
        ("British Transport Police", "btp"),
        ("Police Service of Northern Ireland", "northern-ireland"),
        ("Dyfed-Powys Police", "dyfed-powys"),
        ("Heddlu Llŷn", "heddlu-llyn"),
    ],
)
def test_a_force_has_one_short_name(name: str, slug: str) -> None:
    assert force_slug(name) == slug


cells = st.text(alphabet=st.sampled_from("abé01.-: "), max_size=6)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-01", "2025-13", "", "2025-1"]),
            st.sampled_from(["A Police", ""]),
            st.sampled_from(["1.5", "-2e0", "x", "", "181", "nan"]),
            st.sampled_from(["Drugs", ""]),
            cells,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_reading_by_column_and_by_row_find_the_same(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, ...]]
) -> None:
    head = Head("csv", ("Month", "Reported by", "Longitude", "Crime type", "Location"))
    text = "\n".join([",".join(head.header), *(",".join(row) for row in drawn), ""])
    path = tmp_path_factory.getbasetemp() / "drawn.csv"
    path.write_text(text, encoding="utf-8")
    source = SourceFile(path, "drawn.csv", "", "0", len(text))
    places, _ = police_uk._places(source, head, COLUMNS)
    fast = police_uk._by_column(text.encode(), 5, places)
    slow, bad = police_uk._by_row(source, text.encode(), 5, places)
    assert (fast is None) == bool(bad)
    if fast is not None:
        assert fast.to_pylist() == slow.to_pylist()


def test_the_load_is_dated_by_its_argument(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", PLAIN))
    assert lake.snapshot().releases()["loaded_at"].to_pylist() == [JANUARY]
