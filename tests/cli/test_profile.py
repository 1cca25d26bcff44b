"""A problem profile from a terminal: files in the formats asked for, or a plain no before anything is made."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.terminal import Terminal, Told


def profile(office: Office, out: Path, *more: str, area: str = "Nevermouth", kind: str = "Burglary") -> Told:
    return office.say("profile", "--area", area, "--type", kind, "--out", out, *more)


def test_a_profile_is_written_as_web_page_word_and_pdf_and_says_what_it_cannot(office: Office, tmp_path: Path) -> None:
    told = profile(office, tmp_path / "profile", "--json")
    assert told.code == 0, told.err
    files = {Path(path).suffix: Path(path) for path in told.json["files"]}
    assert sorted(files) == [".docx", ".html", ".pdf"]
    page = files[".html"].read_text(encoding="utf-8")
    for words in ("Objective", "Scanning", "Analysis", "Response", "Assessment", "What we cannot say", "not approved"):
        assert words in page, words
    assert files[".pdf"].read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(files[".docx"]) as word:
        assert "What we cannot say" in word.read("word/document.xml").decode()
    months = ("--from", "2025-01", "--to", "2025-12")
    counted = office.say("counts", "--area", "Nevermouth", *months, "--by", "type", "--json").json["rows"]
    assert told.json["figures"]["level.total"] == next(row["count"] for row in counted if row["type"] == "Burglary")
    assert any("who they are is not held" in gap for gap in told.json["gaps"])


def test_any_area_and_type_and_an_earlier_month_may_be_asked_for_as_it_was_known(
    office: Office, tmp_path: Path
) -> None:
    told = profile(
        office,
        tmp_path,
        "--formats",
        "html",
        "--to",
        "2025-11",
        "--as-known",
        str(office.made.known_first),
        area="Yarrow Bank",
        kind="asb",
    )
    assert told.code == 0, told.err
    (made,) = tmp_path.iterdir()
    assert made.name == "yarrow-bank-asb-problem-profile-2025-11.html"
    assert "a draft, not approved" in told.out


@pytest.mark.parametrize(
    ("area", "kind", "more", "told"),
    [
        ("Nevermuth", "Burglary", (), "Did you mean Nevermouth"),
        ("Nevermouth", "witchcraft", (), "--type: Nothing that is counted is called “witchcraft”"),
        ("Nevermouth", "Burglary", ("--formats", "doc"), "--formats: “doc”"),
        ("Nevermouth", "Burglary", ("--formats", ","), "--formats: No format"),
        ("Nevermouth", "Burglary", ("--to", "December"), "--to: “December”"),
        ("Nevermouth", "Burglary", ("--to", "2040-12"), "2040"),
        ("Nevermouth", "", (), "--type is needed"),
    ],
)
def test_what_cannot_be_profiled_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path, area: str, kind: str, more: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "profile"
    assert told in profile(office, out, *more, area=area, kind=kind).refusal
    assert not out.exists()


def test_a_folder_that_is_there_is_written_into_and_a_file_of_its_name_is_refused(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("a letter")
    assert profile(office, tmp_path, "--formats", "html").code == 0
    assert len(list(tmp_path.iterdir())) == 2
    assert (tmp_path / "kept.txt").read_text() == "a letter"
    assert str(tmp_path / "kept.txt") in profile(office, tmp_path / "kept.txt", "--formats", "html").refusal


def test_without_evidence_there_is_nothing_to_profile(terminal: Terminal, tmp_path: Path) -> None:
    told = terminal("profile", "--area", "Nevermouth", "--type", "Burglary", "--out", tmp_path / "profile")
    assert told.code != 0
    assert "loaded" in told.refusal
    assert not (tmp_path / "profile").exists()
