"""What is left of files that were sent: work that broke off, files given up, copies for their suppliers."""

from __future__ import annotations

import io
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.test import Client, TestCase
from openpyxl import load_workbook

from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.uploads import sweep_uploads
from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.rules import FileState
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.jobs.models import JobRun
from tests.domain.releases.sent import LOAD, load, page, post, result, work
from tests.lake.files import street_name, street_text
from tests.lake.own.own_files import EXTRACT, HEADERS, extract, extract_row

GOOD = street_text(60).encode()


def left_on_disk(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in (folder / "uploads").rglob("*") if path.is_file())


# ---- leaving, coming back, giving up -------------------------------------------------------------------------


def test_work_that_broke_off_keeps_the_files_and_is_asked_for_again(loader: Client, empty: Path) -> None:
    (empty / "lake").write_text("no folder", encoding="utf-8")
    upload = load(loader, {street_name(): GOOD})
    (empty / "lake").unlink()
    html = result(loader, upload)
    assert "The work stopped" in html
    assert "Load again" in html
    assert left_on_disk(empty) == [f"uploads/{upload.pk}/0001"]
    loader.post(f"{LOAD}{upload.pk}/again/")
    work()
    assert "The file is loaded" in result(loader, upload)
    assert left_on_disk(empty) == []


def test_files_that_are_given_up_are_deleted_and_change_nothing(loader: Client, empty: Path) -> None:
    upload = load(loader, {"a.csv": b"a,b\n1,2\n"})
    UploadedFile.objects.update(state=FileState.WAITING)
    (empty / "uploads" / str(upload.pk)).mkdir()
    (empty / "uploads" / str(upload.pk) / "0001").write_bytes(GOOD)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert loader.post(f"{LOAD}{upload.pk}/give-up/").status_code == 302
    assert left_on_disk(empty) == []
    assert UploadedFile.objects.get().state == FileState.DROPPED
    loader.post(f"{LOAD}{upload.pk}/again/")
    assert work() == 0


def test_what_waited_too_long_is_deleted_and_what_is_under_way_is_not(loader: Client, empty: Path) -> None:
    post(loader, {"a.csv": GOOD})
    upload = Upload.objects.get()
    part = empty / "uploads" / "arriving" / "left.part"
    part.write_bytes(b"x")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        assert sweep_uploads() == 0
        JobRun.objects.update(state="failed", began_at=datetime.now(UTC))
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert sweep_uploads() == 1
    assert left_on_disk(empty) == []
    assert "was given up" in result(loader, upload)


def test_each_deed_stands_in_the_ledger(loader: Client) -> None:
    load(loader, {street_name(): GOOD})
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"releases.files_sent", "releases.upload_loaded", "evidence.files_ingested"} <= verbs


# ---- what goes back to the supplier --------------------------------------------------------------------------


def faulty(client: Client, workspace: Workspace) -> Upload:
    """Load an extract of forty rows of which one has no date of recording, its columns confirmed already."""
    by = User.objects.get(name="Analyst")
    remember_mapping(workspace=workspace, name="Extract", headers=HEADERS, mapping=EXTRACT, by=by)
    rows = [extract_row(number, **({"Recorded": "last week"} if number == 7 else {})) for number in range(1, 41)]
    return load(client, {"extract.csv": extract(rows).encode()}, whose="own", places=[str(workspace.pk)])


def test_a_copy_with_its_faults_marked_can_be_sent_back(loader: Client, workspace: Workspace, empty: Path) -> None:
    upload = faulty(loader, workspace)
    assert left_on_disk(empty) == [f"uploads/{upload.pk}/0001.annotated"]
    assert stat.S_IMODE((empty / "uploads" / str(upload.pk) / "0001.annotated").stat().st_mode) == 0o600
    address = f"{LOAD}{upload.pk}/1/faults.xlsx"
    assert address in result(loader, upload)
    answer = loader.get(address)
    assert answer["Content-Disposition"].startswith("attachment; ")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert rows[0][-1] == "What to look at"
    assert [at for at, row in enumerate(rows) if at and row[-1]] == [7]
    assert "last week" in rows[7][-1]
    assert Event.objects.filter(verb="disclosure.released").count() == 1


def test_a_copy_is_kept_for_some_days_and_no_longer(loader: Client, workspace: Workspace, empty: Path) -> None:
    upload = faulty(loader, workspace)
    sweep_uploads()
    assert left_on_disk(empty) != []
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        sweep_uploads()
    assert left_on_disk(empty) == []
    assert loader.get(f"{LOAD}{upload.pk}/1/faults.xlsx").status_code == 404


def test_a_file_without_faults_has_no_copy(loader: Client, empty: Path) -> None:
    upload = load(loader, {street_name(): GOOD})
    assert loader.get(f"{LOAD}{upload.pk}/1/faults.xlsx").status_code == 404
    assert "To send back" not in result(loader, upload)


def test_what_waits_for_its_columns_is_among_what_needs_the_analyst(
    loader: Client, workspace: Workspace, people: dict[Role, User]
) -> None:
    load(loader, {"extract.csv": extract().encode()}, whose="own", places=[str(workspace.pk)])
    assert "Say what the columns of extract.csv mean" in page(loader, "/w/tithing/")
    loader.force_login(people[Role.MEMBER])
    assert "extract.csv" not in page(loader, "/w/tithing/")
