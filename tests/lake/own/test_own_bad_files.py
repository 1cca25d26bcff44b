"""Whatever a partner sends, it gets a plain answer and harms nothing: the corpus of bad files at the own desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.report import FileResult
from frankpledge.lake.store import EmptyLake, Lake
from tests.lake.bad_files import Bad, corpus
from tests.lake.files import write
from tests.lake.own.own_files import EXTRACT, extract, extract_row, take_own
from tests.lake.own.test_indicators import WIDE

CORPUS = tuple(corpus())


@pytest.mark.parametrize("number", range(0, len(CORPUS), 3), ids=[bad.kind.replace(" ", "-") for bad in CORPUS[::3]])
@pytest.mark.parametrize("mapping", [None, EXTRACT, WIDE], ids=["unconfirmed", "records", "workbook"])
def test_a_bad_file_is_refused_in_plain_words(number: int, mapping: object, lake: Lake, inbox: Path) -> None:
    bad: Bad = CORPUS[number]
    results: tuple[FileResult, ...] = take_own(lake, write(inbox, bad.name, bad.make()), mapping=mapping).files  # type: ignore[arg-type]
    assert results
    for result in results:
        assert result.status == "refused"
        assert bad.name in result.message
        assert "Traceback" not in result.message
    with pytest.raises(EmptyLake):
        lake.snapshot()


@pytest.mark.parametrize(
    "dress",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "crlf", "tabs", "semicolons", "quoted", "wide blank columns"],
)
def test_a_good_extract_reads_the_same_in_any_dress(dress: str, lake: Lake, inbox: Path) -> None:
    text = extract([extract_row(1, **{"Crime Ref": "FN/É/1"}), extract_row(2)])
    dressed = {
        "crlf": text.replace("\n", "\r\n"),
        "tabs": text.replace(",", "\t"),
        "semicolons": text.replace(",", ";"),
        "quoted": "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in text.splitlines()),
        "wide blank columns": "\n".join(f"{row},,," for row in text.splitlines()),
    }.get(dress, text)
    encoding = dress if dress in ("utf-8", "utf-8-sig", "cp1252", "utf-16") else "utf-8"
    (told,) = take_own(lake, write(inbox, "a.csv", dressed.encode(encoding)), mapping=EXTRACT).files
    assert told.status == "new", told.message
    rows = lake.snapshot().read("records").sort_by("line").to_pylist()
    assert [(row["reference"], row["recorded"], row["domestic_abuse"], row["easting"]) for row in rows] == [
        ("FN/É/1", "2026-01-14", True, 352000.0),
        ("FN/00002", "2026-01-14", False, 352000.0),
    ]


def test_a_row_that_is_longer_than_the_header_is_set_aside(lake: Lake, inbox: Path) -> None:
    rows = [extract_row(n) for n in range(1, 31)]
    (told,) = take_own(lake, write(inbox, "a.csv", extract([*rows, [*extract_row(31), "more"]])), mapping=EXTRACT).files
    assert [(bad.line, bad.reason) for bad in told.problems] == [(32, "the row has 12 fields where the header has 11")]


def test_a_column_that_stands_twice_is_refused_when_it_is_one_of_ours(lake: Lake, inbox: Path) -> None:
    text = extract([extract_row(1)]).replace("Victim name", "Crime Ref")
    (told,) = take_own(lake, write(inbox, "a.csv", text), mapping=EXTRACT).files
    assert told.status == "refused"
    assert "'Crime Ref' stands twice" in told.message
