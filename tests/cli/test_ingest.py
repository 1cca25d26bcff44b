"""Loading from a terminal: what came of each file, in words and in JSON, and nothing twice."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from tests.cli.conftest import Office
from tests.cli.terminal import COMMAND, Terminal, environment


def test_the_same_archive_twice_changes_nothing_and_is_counted_without_lookups(terminal: Terminal, mini: Path) -> None:
    first = terminal("ingest", mini, "--json")
    assert first.err == ""
    assert (first.code, first.json["tally"]) == (0, {"new": 2, "known": 0, "replaced": 0, "refused": 0})
    assert sum(file["rows_kept"] for file in first.json["files"]) == 200
    releases = terminal("releases", "--json").json
    second = terminal("ingest", mini, "--json")
    assert (second.code, second.json["manifest_id"]) == (0, None)
    assert second.json["tally"] == {"new": 0, "known": 2, "replaced": 0, "refused": 0}
    assert terminal("releases", "--json").json == releases
    assert "already loaded" in terminal("ingest", mini).out
    told = terminal.counts("Nevermouth", "2025-01", "2025-02", "--measure", "all", "--json").json
    assert told["area"]["kind"] == "district"
    assert told["total"] > 0
    assert "No lookups are loaded" in " ".join(told["caveats"])
    refused = terminal("assess", "--area", "Nevermouth", "--to", "2025-02", "--out", terminal.data / "papers").refusal
    assert "community safety partnership" in refused


def test_a_bad_file_is_named_with_line_reason_and_cure_and_the_good_one_loads(
    terminal: Terminal, mini: Path, tmp_path: Path
) -> None:
    assert "frankpledge ingest" in terminal("releases").refusal
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear,Sir\nplease,find\n")
    told = terminal("ingest", letter, mini, tmp_path / "nowhere.csv")
    assert told.code == 2
    lines = told.err.splitlines()
    assert any(f"{letter}, line 1" in line and "Dear" in line and "Files that are read" in line for line in lines)
    assert any(f"{tmp_path / 'nowhere.csv'}" in line and "Check the path" in line for line in lines)
    assert all(line.count(str(letter)) <= 1 for line in lines)
    assert "2 new, 0 replaced, 0 known, 2 refused" in told.out
    assert len(terminal("releases", "--json").json["releases"]) == 2


def test_an_empty_folder_and_a_moment_that_is_none_are_refused(office: Office, mini: Path, tmp_path: Path) -> None:
    before = office.say("releases", "--json").json
    told = office.say("ingest", tmp_path)
    assert told.code == 2
    assert "holds no files" in told.err
    assert "--known-at: “lately”" in office.say("ingest", mini, "--known-at", "lately").refusal
    assert office.say("releases", "--json").json == before


def test_loading_sets_up_a_folder_that_is_not_and_shows_progress_on_a_terminal(mini: Path, tmp_path: Path) -> None:
    shown, end = pty.openpty()
    words = [*COMMAND, "ingest", str(mini)]
    done = subprocess.run(words, env=environment(tmp_path / "fresh"), stdout=subprocess.PIPE, stderr=end, check=True)
    os.close(end)
    text = os.read(shown, 65_536)
    os.close(shown)
    assert b"Setting up" in text
    assert "━".encode() in text
    assert "━".encode() not in done.stdout
    assert b"2 new, 0 replaced, 0 known, 0 refused" in done.stdout


def test_releases_tell_what_was_replaced(office: Office) -> None:
    rows = office.say("releases", "--json").json["releases"]
    again = {row["month"] for row in rows if row["current"] == "replaced"}
    assert len(again) == office.made.truths.publication.months
    assert "replaced" in office.say("releases").out


def test_quality_is_told_of_one_release_or_of_all(office: Office) -> None:
    release = office.say("releases", "--json").json["releases"][-1]["release"]
    (one,) = office.say("quality", release, "--json").json["releases"]
    assert one["release_id"] == release
    whole = office.say("quality", "--json").json
    assert len(whole["releases"]) > 14
    assert office.say("quality").out.splitlines() == whole["lines"]
    assert "no release" in office.say("quality", "r-none").refusal


def test_areas_are_found_by_part_of_a_name_with_their_residents(office: Office) -> None:
    (found,) = office.say("areas", "neverm", "--kind", "csp", "--json").json["areas"]
    assert (found["code"], found["name"]) == (office.made.partnership_code, "Nevermouth")
    table = office.say("areas", "neverm", "--kind", "csp").out
    assert f"{found['residents']:,}" in table
    assert str(found["year"]) in table
    assert {a["name"] for a in office.say("areas", "--json").json["areas"]} == set(office.made.partnerships)
    assert "Kinds are csp" in office.say("areas", "--kind", "planet").refusal
