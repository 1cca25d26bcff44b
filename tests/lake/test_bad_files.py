"""Every bad file gets a plain answer: which, where, why and what to do; the good file beside it still loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.lake.report import FileResult, IngestReport
from frankpledge.lake.store import Lake
from tests.lake.bad_files import Bad, corpus, street_rows, workbook
from tests.lake.files import cube_agrees, street_name, street_text, take, total, write

CORPUS = tuple(corpus())


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lake, IngestReport]:
    """Return a lake after one call with every bad file and one good file in their midst."""
    folder = tmp_path_factory.mktemp("corpus")
    for number, bad in enumerate(CORPUS):
        write(folder, f"{number:03d}/{bad.name}", bad.make())
    write(folder, f"050-good/{street_name('2023-05')}", street_text(30, month="2023-05"))
    (folder / "999").mkdir()
    (folder / "999" / "link.csv").symlink_to("/etc/hostname")
    lake = Lake(folder.parent / "lake-of-the-corpus")
    return lake, take(lake, folder)


@pytest.fixture(scope="module")
def by_folder(taken: tuple[Lake, IngestReport]) -> Mapping[str, list[FileResult]]:
    found: dict[str, list[FileResult]] = {}
    for result in taken[1].files:
        found.setdefault(Path(result.file).parent.name, []).append(result)
    return found


def test_the_corpus_is_wide() -> None:
    assert len(CORPUS) >= 90
    assert len({bad.kind for bad in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("number", range(len(CORPUS)), ids=[bad.kind.replace(" ", "-") for bad in CORPUS])
def test_a_bad_file_is_refused_with_place_reason_and_cure(
    number: int, by_folder: Mapping[str, list[FileResult]]
) -> None:
    bad: Bad = CORPUS[number]
    results = by_folder[f"{number:03d}"]
    refused = [result for result in results if result.status == "refused"]
    assert refused, results
    message = refused[0].message
    assert bad.says in message
    assert bad.name in message, "it says which file"
    assert bad.line is None or f"line {bad.line}" in message
    assert "Traceback" not in message
    if bad.kind != "name twice in zip":
        assert len(refused) == len(results)


def test_a_link_in_a_folder_is_refused(by_folder: Mapping[str, list[FileResult]]) -> None:
    (result,) = by_folder["999"]
    assert result.status == "refused"
    assert "a link to another place" in result.message


def test_the_good_file_among_them_loads_whole(taken: tuple[Lake, IngestReport]) -> None:
    lake, report = taken
    loaded = {Path(file.file).name for file in report.files if file.status != "refused"}
    assert loaded == {street_name("2023-05"), "twice.zip"}
    assert total(lake) == 35
    assert cube_agrees(lake)


def test_a_call_of_bad_files_alone_changes_nothing(lake: Lake, inbox: Path) -> None:
    report = take(lake, write(inbox, "bad.csv", "nothing,of\nany,use\n"), inbox / "not there.csv")
    assert report.manifest_id is None
    assert [file.status for file in report.files] == ["refused", "refused"]
    assert "there is no such file" in report.files[1].message
    assert not list(lake.root.rglob("*.parquet"))


def test_the_child_that_reads_spreadsheets_may_not_take_what_it_likes(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "street.xlsx", workbook(street_rows(5)))
    starved = Lake(lake.root, replace(lake.limits, sheet_memory=8 * 1024 * 1024))
    (result,) = take(starved, file).files
    assert result.status == "refused"
    assert "spreadsheet cannot be read" in result.message
    hurried = Lake(lake.root, replace(lake.limits, sheet_seconds=0.01))
    (result,) = take(hurried, file).files
    assert "could not be read within 0.01 seconds" in result.message
    (result,) = take(lake, file).files
    assert result.status == "new"


def test_a_link_that_somebody_names_is_followed_and_one_in_a_folder_is_not(lake: Lake, inbox: Path) -> None:
    folder = inbox / "real"
    write(folder, street_name(), street_text(5))
    (inbox / "named").symlink_to(folder)
    (folder / "elsewhere").symlink_to(inbox)
    report = take(lake, inbox / "named")
    assert [(Path(file.file).name, file.status) for file in report.files] == [
        ("elsewhere", "refused"),
        (street_name(), "new"),
    ]
