"""Assessing from a terminal: a draft in the formats asked for, or a plain no before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.terminal import Terminal, Told


def assess(office: Office, out: Path, *more: str, area: str = "Nevermouth", to: str = "2025-12") -> Told:
    return office.say("assess", "--area", area, "--to", to, "--out", out, *more)


def test_a_draft_is_written_in_every_format_and_says_that_it_is_not_approved(office: Office, tmp_path: Path) -> None:
    told = assess(office, tmp_path / "papers", "--json")
    assert told.code == 0, told.err
    assert told.json["status"] == "draft, not approved"
    files = [Path(path) for path in told.json["files"]]
    assert sorted(path.suffix for path in files) == [".docx", ".html", ".odt", ".pdf", ".pdf", ".pptx", ".xlsx"]
    assert all(path.stat().st_size > 5_000 for path in files)
    page = next(path for path in files if path.suffix == ".html").read_text(encoding="utf-8")
    assert "not approved" in page
    verified = office.say("audit", "verify", "--json")
    assert (verified.code, verified.json["whole"]) == (0, True)
    assert "Nothing was changed" in office.say("audit", "verify").out


def test_what_is_no_longer_as_written_is_listed_and_nothing_is_where_nothing_was_written(office: Office) -> None:
    told = office.say("assess", "--stale", "--json")
    assert (told.code, told.json) == (0, {"overtaken": []})
    assert "Every sentence is as written" in office.say("assess", "--stale").out


def test_a_draft_is_not_made_of_options_that_are_not_given(office: Office) -> None:
    told = office.say("assess", "--area", "Nevermouth")
    assert told.code != 0
    assert "--to is needed" in told.err


def test_only_the_formats_asked_for_are_written(office: Office, tmp_path: Path) -> None:
    told = assess(office, tmp_path, "--formats", "html", area="Vale and Wold")
    assert told.code == 0, told.err
    assert [path.suffix for path in tmp_path.iterdir()] == [".html"]
    assert "a draft, not approved" in told.out


def test_an_area_without_residents_is_assessed_without_rates(office: Office, tmp_path: Path) -> None:
    lookups = [path for path in office.made.geography if path.is_dir()]
    with Terminal(tmp_path / "data") as say:
        assert say("init").code == 0
        assert say("ingest", *lookups, *office.made.first_publication).code == 0
        words = ("assess", "--area", "Nevermouth", "--to", "2025-12", "--formats", "html", "--out", tmp_path)
        told = say(*words)
        assert told.code == 0, told.err
    page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "No estimate of the residents" in page


@pytest.mark.parametrize(
    ("area", "to", "formats", "told"),
    [
        ("Nevermouth", "2025-12", "doc", "--formats: “doc”"),
        ("Nevermouth", "2025-12", ",", "--formats: No format"),
        ("Nevermouth", "December", "html", "--to: “December”"),
        ("Nevermouth", "2020-12", "html", "December 2020"),
        ("Nevermouth", "2040-12", "html", "December 2040"),
        ("Nevermuth", "2025-12", "html", "Did you mean Nevermouth"),
        ("Nevershire", "2025-12", "html", "force"),
    ],
)
def test_what_cannot_be_assessed_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path, area: str, to: str, formats: str, told: str
) -> None:
    assert told in assess(office, tmp_path, "--formats", formats, area=area, to=to).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused_by_name(office: Office, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a letter")
    assert str(tmp_path / "papers") in assess(office, tmp_path / "papers", "--formats", "html").refusal


def test_a_record_that_was_tampered_with_ends_in_two(terminal: Terminal) -> None:
    heads = terminal.data / "audit-heads.log"
    assert terminal("audit", "verify").code == 0
    heads.write_text(heads.read_text().replace("a", "b").replace("1", "2"))
    told = terminal("audit", "verify")
    assert told.code == 2
    assert "tampered with" in told.out
