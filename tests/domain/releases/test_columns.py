"""A partner's file whose columns nobody has named: asked about, tried, confirmed, remembered, and asked no more."""

from __future__ import annotations

import html as pages
from pathlib import Path

import pytest
from django.test import Client, TestCase

from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.releases.models import ColumnMapping, Upload
from frankpledge.domain.releases.rules import FileState
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.store import EmptyLake
from tests.domain.releases.sent import LOAD, load, page, result, work
from tests.lake.files import zipped
from tests.lake.own.own_files import HEADERS, extract, extract_row

MEANS = {
    "Crime Ref": "reference",
    "Recorded": "recorded",
    "From": "earliest",
    "To": "latest",
    "HO Code": "offence_code",
    "X Coord": "easting",
    "Y Coord": "northing",
    "DA": "domestic_abuse",
    "Alc": "alcohol",
    "Token": "victim",
}
ABOUT = {"data_set": "Crime extract", "supplier": "Fenshire Constabulary", "dates": "day_first"}
NARRATIVE = "She told the officer that her former partner had come to the house again"
GOOD = extract(extract_row(number) for number in range(1, 41)).encode()


def answers(**said: str) -> dict[str, str]:
    """Return the form filled: what each column means, and what was said besides."""
    columns = {f"c{number}": MEANS.get(header, "") for number, header in enumerate(HEADERS)}
    return {**columns, **ABOUT, "coordinates": "osgb", "blank": "unknown", **said}


@pytest.fixture
def own(loader: Client, workspace: Workspace) -> Upload:
    """Return an extract that was sent for the partnership, and whose columns are asked about."""
    return load(loader, {"extract.csv": GOOD}, whose="own", places=[str(workspace.pk)])


def columns(upload: Upload, part: str = "columns") -> str:
    return f"{LOAD}{upload.pk}/1/{part}/"


def send(client: Client, upload: Upload, **said: str) -> None:
    answer = client.post(columns(upload), answers(**said))
    assert answer.status_code == 302, answer.content.decode()
    work()


def confirm(client: Client, upload: Upload) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post(columns(upload, "confirm")).status_code == 302
    work()


def test_a_file_of_unknown_columns_waits_and_says_what_is_asked(loader: Client, own: Upload, empty: Path) -> None:
    assert own.files.get().state == FileState.ASKING
    html = result(loader, own)
    assert "1 file waits to be told what its columns mean" in html
    assert columns(own) in html
    assert (empty / "uploads" / str(own.pk) / "0001").exists()


def test_the_page_suggests_what_it_can_and_says_what_is_not_sure(loader: Client, workspace: Workspace) -> None:
    rows = [extract_row(number, DA="sometimes" if number == 3 else "Y") for number in range(1, 9)]
    upload = load(loader, {"extract.csv": extract(rows).encode()}, whose="own", places=[str(workspace.pk)])
    html = pages.unescape(page(loader, columns(upload)))
    assert html.count("selected>Reference (needed)") == 1
    assert "selected>Domestic abuse" in html
    assert "Not sure: domestic abuse? 'sometimes' means neither yes nor no." in html
    assert "FN/00001, FN/00002, FN/00003" in html


def test_free_text_is_never_shown_and_keys_only_begin(loader: Client, workspace: Workspace) -> None:
    rows = [extract_row(number, To=NARRATIVE) for number in range(1, 5)]
    text = extract(rows).replace("Token", "Victim key")
    upload = load(loader, {"extract.csv": text.encode()}, whose="own", places=[str(workspace.pk)])
    html = page(loader, columns(upload))
    assert NARRATIVE not in html
    assert "Nobody Known" not in html
    assert "not shown: they may be about a person" in html
    assert f"text of {len(NARRATIVE)} letters" in html
    assert "9f3c2a7be41d05c8aa10" not in html
    assert "9f3c…" in html


def test_a_trial_tells_what_would_be_read_and_keeps_nothing(loader: Client, own: Upload, workspace: Workspace) -> None:
    send(loader, own)
    html = page(loader, columns(own, "trial"))
    assert "40 of 40 rows would be kept" in html
    assert "Victim name" in html
    assert not ColumnMapping.objects.exists()
    with pytest.raises(EmptyLake):
        own_lake(workspace).snapshot()


def test_a_trial_shows_the_first_errors_with_line_and_column(loader: Client, workspace: Workspace) -> None:
    rows = [extract_row(number, **({"Recorded": "last week"} if number == 7 else {})) for number in range(1, 41)]
    upload = load(loader, {"extract.csv": extract(rows).encode()}, whose="own", places=[str(workspace.pk)])
    send(loader, upload)
    html = page(loader, columns(upload, "trial"))
    assert "39 of 40 rows would be kept" in html
    assert "Recorded" in html
    assert ">8</th>" in html


def test_what_is_confirmed_is_loaded_remembered_and_asked_no_more(
    loader: Client, own: Upload, workspace: Workspace, empty: Path
) -> None:
    send(loader, own)
    confirm(loader, own)
    assert "The file is loaded" in result(loader, own)
    assert own_lake(workspace).snapshot().read("records").num_rows == 40
    assert not [path for path in (empty / "uploads").rglob("*") if path.is_file()]
    with pytest.raises(EmptyLake):
        the_lake().snapshot()
    again = extract(extract_row(number) for number in range(1, 61)).encode()
    upload = load(loader, {"next.csv": again}, whose="own", places=[str(workspace.pk)])
    assert "The file is loaded" in result(loader, upload)
    assert own_lake(workspace).snapshot().read("records").num_rows == 60


def test_its_page_says_that_it_is_our_own_and_the_list_finds_it(loader: Client, own: Upload) -> None:
    send(loader, own)
    confirm(loader, own)
    html = page(loader, "/w/tithing/evidence/releases/?kind=own_records")
    assert "extract.csv" in html
    assert "(our own)" in html
    own.refresh_from_db()
    release = own.files.get().outcome[0]["release"]
    html = page(loader, f"/w/tithing/evidence/releases/{release}/")
    assert "Force extract, our own" in html
    assert "January 2026" in html


def test_a_needed_column_left_out_is_refused_with_the_columns_that_are_left(loader: Client, own: Upload) -> None:
    number = HEADERS.index("HO Code")
    answer = loader.post(columns(own), answers(**{f"c{number}": ""}))
    html = pages.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“Offence code” cannot be read: no column is mapped to it." in html
    assert "'HO Code'" in html


def test_one_meaning_for_two_columns_is_an_error_at_the_second(loader: Client, own: Upload) -> None:
    number = HEADERS.index("Alc")
    answer = loader.post(columns(own), answers(**{f"c{number}": "domestic_abuse"}))
    assert answer.status_code == 422
    assert "“DA” means that already." in answer.content.decode()


def test_a_trial_that_cannot_be_read_says_why_and_offers_to_change_it(loader: Client, own: Upload) -> None:
    send(loader, own, dates="iso")
    html = page(loader, columns(own, "trial"))
    assert "Change the columns" in html
    assert "Load it, and remember" not in html or "0 of 40" in html


def test_nothing_is_confirmed_that_was_not_tried(loader: Client, own: Upload) -> None:
    answer = loader.post(columns(own, "confirm"), follow=True)
    assert "These columns were not tried yet." in answer.content.decode()
    assert not ColumnMapping.objects.exists()


def test_another_kind_of_file_offers_its_own_meanings(loader: Client, own: Upload) -> None:
    html = page(loader, f"{columns(own)}?kind=long")
    assert "Indicator (needed)" in html
    assert "Offence code" not in html


def test_a_file_in_an_archive_is_asked_about_too(loader: Client, workspace: Workspace) -> None:
    archive = zipped({"in/extract.csv": GOOD, "in/readme.pdf": b"%PDF-1.7"})
    upload = load(loader, {"all.zip": archive}, whose="own", places=[str(workspace.pk)])
    assert "Crime Ref" in page(loader, columns(upload))
    send(loader, upload)
    confirm(loader, upload)
    assert own_lake(workspace).snapshot().read("records").num_rows == 40


def test_layouts_are_listed_renamed_and_forgotten(loader: Client, own: Upload) -> None:
    send(loader, own)
    confirm(loader, own)
    kept = ColumnMapping.objects.get()
    assert "Crime extract" in page(loader, "/w/tithing/evidence/columns/")
    here = f"/w/tithing/evidence/columns/{kept.pk}/"
    assert "Offence code" in page(loader, here)
    loader.post(here, {"name": "Monthly extract"})
    assert "Monthly extract" in page(loader, here)
    assert loader.post(f"{here}forget/").status_code == 302
    assert not ColumnMapping.objects.exists()
    assert loader.get(here).status_code == 404


def test_a_reader_sees_layouts_and_changes_none(
    loader: Client, own: Upload, people: dict[Role, User], partnership: Partnership
) -> None:
    send(loader, own)
    confirm(loader, own)
    here = f"/w/tithing/evidence/columns/{ColumnMapping.objects.get().pk}/"
    loader.force_login(people[Role.MEMBER])
    assert "Forget it" not in page(loader, here)
    assert loader.post(here, {"name": "Mine"}).status_code == 403
    assert loader.post(f"{here}forget/").status_code == 403
    assert ColumnMapping.objects.get().name == "Crime extract"
