"""Duties from a terminal: listed, proved, started, and the statement written."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from frankpledge.analysis.periods import financial_year_of
from tests.cli.conftest import Office
from tests.cli.terminal import Terminal

TODAY = date.today()  # noqa: DTZ011 (a command runs in a process of its own, whose clock nobody moves)
YEAR = str(financial_year_of(TODAY))


@pytest.fixture(scope="module")
def place(office: Office, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the workspace of the county's partnership, founded by drafting its assessment."""
    out = tmp_path_factory.mktemp("out")
    told = office.say("assess", "--area", "Nevermouth", "--to", "2025-12", "--formats", "html", "--out", out)
    assert told.code == 0, told.err
    return "nevermouth"


def test_duties_are_listed_proved_and_started_from_a_terminal(office: Office, place: str, tmp_path: Path) -> None:
    say, at = office.say, ("--workspace", place)
    listed = say("duties", "list", *at, "--json").json
    assert listed["year"] == YEAR
    (seven,) = [one for one in listed["duties"] if one["duty"] == "CSP-07"]
    assert (seven["key"], seven["confidence"], seven["unconfirmed"]) == (YEAR, "V", False)
    assert seven["reckoning"].startswith("By 31 March")
    assert {one["state"] for one in say("duties", "list", *at, "--state", "open", "--json").json["duties"]} <= {
        "late",
        "due",
        "not_evidenced",
    }
    assert "Strategic assessment" in say("duties", "list", *at).out
    file = tmp_path / "minutes.txt"
    file.write_text("Approved.")
    kept = ("duties", "evidence", "CSP-13", "Minutes", *at, "--on", str(TODAY), "--for", YEAR, "--file", str(file))
    assert say(*kept, "--json").json["key"] == YEAR
    (met,) = [one for one in say("duties", "list", *at, "--state", "met", "--json").json["duties"] if one["evidence"]]
    assert (met["duty"], met["evidence"][0]["words"]) == ("CSP-13", "Minutes")
    made = say("duties", "event", "scrutiny_report", "Report", *at, "--on", str(TODAY), "--json").json
    due = TODAY + timedelta(days=28)
    assert made["started"] == [{"duty": "Reply to recommendations", "due": f"by {due.day} {due:%B %Y}"}]
    again = say("duties", "event", "breach", "Breach", *at, "--on", str(TODAY)).out
    assert "Breach reported in 72 hours: by" in again
    assert "Recorded" in say("duties", "evidence", "ASB-01", "Procedures", *at, "--on", str(TODAY)).out
    assert "scrutiny_request" in say("duties", "kinds").out
    assert {one["kind"] for one in say("duties", "kinds", "--json").json["kinds"]} >= {"breach", "death"}


def test_the_statement_is_written_in_every_form(office: Office, place: str, tmp_path: Path) -> None:
    written = office.say("duties", "statement", str(tmp_path / "out"), "--workspace", place, "--json").json
    assert [Path(one).suffix for one in written["files"]] == [".html", ".pdf", ".docx", ".odt"]
    assert all(Path(one).stat().st_size > 1_000 for one in written["files"])
    told = office.say("duties", "statement", str(tmp_path), "--workspace", place, "--formats", "html").out
    assert "nevermouth-assurance-statement" in told


def test_what_cannot_be_asked_is_refused(office: Office, place: str, terminal: Terminal) -> None:
    say, at = office.say, ("--workspace", place)
    assert "no state of a duty" in say("duties", "list", *at, "--state", "odd").refusal
    assert "is not a year" in say("duties", "list", *at, "--year", "2026").refusal
    assert "is not a day" in say("duties", "event", "breach", "x", *at, "--on", "soon").refusal
    assert (
        "is not a day"
        in say("duties", "event", "scrutiny_request", "x", *at, "--on", str(TODAY), "--names", "y").refusal
    )
    assert "No statement is written" in say("duties", "statement", "out", *at, "--formats", "exe").refusal
    assert "there is no duty" in say("duties", "evidence", "XXX-1", "x", *at, "--on", str(TODAY)).refusal
    assert "no such workspace" in terminal("duties", "list", "--workspace", "nowhere").refusal
