"""Files sent from a page: kept apart, loaded in the background, told of one by one, and forgotten."""

from __future__ import annotations

import io
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from frankpledge.domain.releases.models import Upload
from frankpledge.domain.releases.rules import FileState, in_words, safe_name, told_apart
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.jobs.models import JobRun
from frankpledge.lake.store import EmptyLake, Lake
from tests.domain.releases.sent import LOAD, load, page, post, result, work
from tests.lake.files import street_name, street_text, zipped

GOOD = street_text(60).encode()


def left_on_disk(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in (folder / "uploads").rglob("*") if path.is_file())


# ---- a good file ---------------------------------------------------------------------------------------------


def test_a_file_waits_in_a_private_folder_and_is_gone_when_it_is_loaded(loader: Client, empty: Path) -> None:
    answer = post(loader, {street_name(): GOOD})
    upload = Upload.objects.get()
    assert answer.headers["Location"] == f"{LOAD}{upload.pk}/"
    place = empty / "uploads" / str(upload.pk) / "0001"
    assert place.read_bytes() == GOOD
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert left_on_disk(empty) == [f"uploads/{upload.pk}/0001"]
    assert work() == 1
    assert left_on_disk(empty) == []
    assert not place.parent.exists()


def test_the_page_tells_how_far_the_work_is_and_then_what_came_of_it(loader: Client) -> None:
    post(loader, {street_name(): GOOD})
    upload = Upload.objects.get()
    html = result(loader, upload)
    assert "Loading 1 file" in html
    assert "data-look-again" in html
    work()
    html = result(loader, upload)
    assert "The file is loaded" in html
    assert "data-look-again" not in html
    assert ">60</span>" in html
    release = upload.files.get().outcome[0]["release"]
    assert f"/evidence/releases/{release}/" in html
    assert f"/evidence/load/{upload.pk}/" in page(loader, LOAD)


def test_the_lake_knows_the_file_by_the_name_that_it_came_with(loader: Client, empty: Path) -> None:
    load(loader, {street_name(): GOOD})
    rows = Lake(empty / "lake").snapshot().read("releases").to_pylist()
    assert [row["file"] for row in rows] == [street_name()]


def test_the_same_file_twice_is_told_and_changes_nothing(loader: Client, empty: Path) -> None:
    load(loader, {street_name(): GOOD})
    state = Lake(empty / "lake").snapshot().manifest.id
    upload = load(loader, {street_name(): GOOD})
    assert Lake(empty / "lake").snapshot().manifest.id == state
    html = result(loader, upload)
    assert "Known already" in html
    assert "Already loaded as r-" in html


def test_a_newer_file_replaces_the_month_and_the_page_compares_the_two(loader: Client) -> None:
    load(loader, {street_name(): GOOD})
    upload = load(loader, {street_name(): street_text(40).encode()})
    html = result(loader, upload)
    assert "Replaces an older file" in html
    assert "60 rows before, 40 now" in html
    newer = page(loader, f"/w/tithing/evidence/releases/{upload.files.get().outcome[0]['release']}/")
    assert "60 rows before, 40 now" in newer
    assert "−20" in newer


def test_an_archive_is_told_of_member_by_member(loader: Client) -> None:
    inside: dict[str, str | bytes] = {
        f"2025-0{m}/{street_name(f'2025-0{m}')}": street_text(30, month=f"2025-0{m}") for m in (1, 2)
    }
    upload = load(loader, {"police.zip": zipped({**inside, "readme.pdf": b"%PDF-1.7"})})
    html = result(loader, upload)
    assert "2025-01-" in html
    assert "2025-02-" in html
    assert "it is a PDF, not data." in html
    assert upload.files.get().state == FileState.LOADED


# ---- a bad file ----------------------------------------------------------------------------------------------


def slipping() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../slipped.csv", GOOD)
    return out.getvalue()


BAD = {
    "empty.csv": (b"", "the file is empty"),
    "ours.csv": (b"a,b\n1,2\n", "no reader knows this kind of file (its columns begin a, b)"),
    "slip.zip": (slipping(), "its name points outside the archive"),
    "page.csv": (b"<!doctype html><p>sign in</p>", "it is a web page, not data"),
    "cut.zip": (zipped({street_name(): GOOD})[:200], "cut short or damaged"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_by_itself_with_the_place_and_the_cure(loader: Client, empty: Path, name: str) -> None:
    content, says = BAD[name]
    upload = load(loader, {name: content, street_name(): GOOD})
    html = result(loader, upload)
    assert "1 of 2 files are loaded" in html
    assert says in html
    assert "Refused" in html
    assert str(empty) not in html
    assert [file.state for file in upload.files.all()] == [FileState.REFUSED, FileState.LOADED]
    assert Lake(empty / "lake").snapshot().read("releases").num_rows == 1
    assert left_on_disk(empty) == []
    assert not list(empty.rglob("slipped.csv"))


def test_a_row_that_cannot_be_read_is_set_aside_with_file_line_and_column(loader: Client) -> None:
    lines = street_text(60).split("\n")
    lines[5] = lines[5].replace("2025-01", "a month", 1)
    upload = load(loader, {street_name(): "\n".join(lines).encode()})
    record = upload.files.get().outcome[0]
    assert (record["read"], record["kept"], record["set_aside"]) == (60, 59, 1)
    assert "1 row could not be read and is set aside" in result(loader, upload)
    one = f"/w/tithing/evidence/releases/{record['release']}/"
    html = page(loader, one)
    assert "Month" in html
    assert "a month" in html
    csv = loader.get(f"{one}set-aside.csv").content.decode()
    assert csv.splitlines()[0] == "file,line,column,why,row"
    assert f"{street_name()},6,Month," in csv


def test_what_a_spreadsheet_would_run_leaves_as_words(loader: Client) -> None:
    lines = street_text(60).split("\n")
    lines[5] = "=cmd|' /C calc'!A0" + lines[5][64:].replace("2025-01", "x", 1)
    upload = load(loader, {street_name(): "\n".join(lines).encode()})
    one = f"/w/tithing/evidence/releases/{upload.files.get().outcome[0]['release']}/set-aside.csv"
    assert "'=cmd|" in loader.get(one).content.decode()


def test_all_refused_leaves_the_lake_as_it_was(loader: Client, empty: Path) -> None:
    upload = load(loader, {"ours.csv": b"a,b\n1,2\n"})
    assert "The file is not loaded" in result(loader, upload)
    with pytest.raises(EmptyLake):
        Lake(empty / "lake").snapshot()


def test_names_are_bounded_told_apart_and_escaped(loader: Client) -> None:
    odd = "<script>alert(1)</script>\u202egnp.csv"
    upload = load(loader, {odd: b"a,b\n1,2\n", f"{'long' * 60}.csv": b"c,d\n1,2\n"})
    html = result(loader, upload)
    assert "<script>alert" not in html
    assert "\u202e" not in html
    names = list(upload.files.values_list("name", flat=True))
    assert all(len(name) <= 120 for name in names)
    assert names[1].endswith(".csv")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("C:\\files\\a.csv", "a.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\n\x00b\u202e.csv", "a b.csv"),
        ("  ", "file"),
        ("", "file"),
        ("x" * 200, "x" * 120),
        ("x" * 200 + ".csv", "x" * 115 + "….csv"),
        ("Ŵy.csv", "Ŵy.csv"),
    ],
)
def test_a_name_is_fit_to_be_shown(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe) <= 120


def test_names_that_are_alike_are_told_apart() -> None:
    assert told_apart(["a.csv", "a.csv", "b", "b", "a.csv"]) == ["a.csv", "a (2).csv", "b", "b (2)", "a (3).csv"]


def test_sizes_are_said_as_one_says_them() -> None:
    assert [in_words(size) for size in (8, 1_500, 2_400_000)] == ["8 bytes", "2 kB", "2.4 MB"]


# ---- the form ------------------------------------------------------------------------------------------------


def test_nothing_chosen_is_an_error_and_what_was_said_stays(loader: Client) -> None:
    answer = loader.post(LOAD, {"whose": "open"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose at least one file." in html
    assert 'value="open" checked' in html


def test_more_files_than_a_request_takes_are_refused_with_words(loader: Client, empty: Path) -> None:
    answer = post(loader, {f"{n}.csv": b"a,b\n" for n in range(11)})
    assert answer.status_code == 422
    assert "More than 10 files were sent in one go." in answer.content.decode()
    assert not Upload.objects.exists()
    assert left_on_disk(empty) == []


def test_more_than_fits_is_refused_before_it_is_kept(loader: Client, empty: Path, settings: Any) -> None:
    settings.UPLOAD_MEGABYTES = 2
    answer = post(loader, {"large.csv": b"x" * 4_000_000})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "These files are more than 2 MB together" in html
    assert "frankpledge ingest" in html
    assert 'value="open" checked' in html
    assert not Upload.objects.exists()
    assert left_on_disk(empty) == []


def test_own_files_of_nobody_are_an_error(loader: Client) -> None:
    answer = post(loader, {"a.csv": b"a,b\n"}, whose="own")
    assert answer.status_code == 422
    assert "Tick at least one partnership." in answer.content.decode()


# ---- who may -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEAD, Role.MEMBER, Role.DATA_CONTACT, Role.ADMINISTRATOR, Role.SCRUTINY])
def test_others_than_officer_and_analyst_load_nothing(loader: Client, people: dict[Role, User], role: Role) -> None:
    loader.force_login(people[role])
    assert post(loader, {street_name(): GOOD}).status_code == 403
    assert not Upload.objects.exists()


def test_a_right_that_ended_before_the_work_began_loads_nothing(loader: Client, empty: Path, analyst: User) -> None:
    post(loader, {street_name(): GOOD})
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=1)):
        analyst.memberships.update(valid_to=datetime.now(UTC))
        work()
    run = JobRun.objects.get(title="Load files")
    assert run.state == "refused"
    assert not (empty / "lake" / "manifests").exists()
