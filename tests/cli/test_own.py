"""A partner's files from a terminal: templates out, mapping confirmed, loaded for one partnership, taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.terminal import Terminal, environment
from tests.lake.files import street_text, write
from tests.lake.own.own_files import extract, extract_row

FOUND = """
import sys
from pathlib import Path
from frankpledge.config.start import setup
setup(Path(sys.argv[1]))
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.rules import Role
for slug in ("fen", "mere"):
    founder = create_user(email=f"founder@{slug}.invalid", name=slug)
    workspace = create_workspace(name=slug, slug=slug, by=founder)
    analyst = create_user(email=f"analyst@{slug}.invalid", name=f"{slug} analyst")
    add_member(workspace=workspace, user=analyst, role=Role.ANALYST, by=founder)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at an installation with two partnerships and an analyst in each."""
    data = tmp_path_factory.mktemp("own") / "data"
    with Terminal(data) as say:
        assert say("init").code == 0
        done = subprocess.run([sys.executable, "-c", FOUND, str(data)], env=environment(data), capture_output=True)
        assert done.returncode == 0, done.stderr
        yield say


FEN = ("--for", "fen", "--as", "analyst@fen.invalid")


def test_from_a_look_to_a_load_to_taking_it_back(office: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path, "crimes.csv", extract())
    assert "nobody has said yet how its columns are read" in office("ingest", *FEN, file).err
    seen = office("mapping", file, "--supplier", "Fenshire Constabulary", "--out", tmp_path / "m.json", "--json").json
    assert seen["mapping"]["columns"]["reference"] == "Crime Ref"
    said = json.loads((tmp_path / "m.json").read_text())
    assert "Victim name" in said["left_out"]
    said["columns"] |= {
        "earliest": "From",
        "latest": "To",
        "easting": "X Coord",
        "northing": "Y Coord",
        "victim": "Token",
    }
    (tmp_path / "m.json").write_text(json.dumps(said))
    told = office("ingest", *FEN, "--mapping", tmp_path / "m.json", file, "--json")
    assert told.code == 0, told.err
    release = told.json["files"][0]["release_id"]
    assert told.json["files"][0]["quality"]["unfamiliar_columns"] == ["Alc", "Victim name"]
    back = office("withdraw", release, *FEN, "--reason", "Sent by mistake.")
    assert back.code == 0, back.err
    assert "is taken back" in back.out
    assert "taken back before" in office("withdraw", release, *FEN, "--reason", "Again.").refusal


def test_a_stranger_to_the_partnership_loads_nothing_for_it(office: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path, "crimes.csv", extract([extract_row(77)]))
    told = office("ingest", "--for", "fen", "--as", "analyst@mere.invalid", file)
    assert "your role does not allow you" in told.refusal
    assert "Workspaces are fen, mere" in office("ingest", "--for", "nowhere", file).refusal
    assert "Nobody has the address" in office("ingest", "--for", "fen", "--as", "who@x.invalid", file).refusal


def test_what_is_wrong_comes_back_in_a_copy_of_the_file(office: Terminal, tmp_path: Path) -> None:
    assert office("template", "PI-5", "--out", tmp_path / "collisions.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "collisions.xlsx")
    book["PI-5"].append(["PI-5", "Fen Council", "2025/26 Q1", "31/06/2025", "", "A49", "", "", 0, 1, 0, 0, 0, 0])
    book.save(tmp_path / "collisions.xlsx")
    told = office("ingest", *FEN, "--annotate", tmp_path / "back", tmp_path / "collisions.xlsx")
    assert told.code == 2
    assert "row 2, column Date: '31/06/2025' is no day of the calendar" in told.err
    copy = openpyxl.load_workbook(tmp_path / "back" / "collisions-to-correct.xlsx")
    assert copy["PI-5"].cell(2, 15).value == "Date: '31/06/2025' is no day of the calendar"


def test_open_data_go_back_too(office: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path, "2025-01-fenshire-street.csv", street_text(20))
    release = office("ingest", file, "--json").json["files"][0]["release_id"]
    assert office("withdraw", release, "--reason", "The wrong month.", "--json").json["withdrawn"] == release
    assert "There is no release" in office("withdraw", "r-nothing", "--reason", "x").refusal


def test_data_sets_are_listed_and_an_unknown_one_or_form_is_refused(office: Terminal, tmp_path: Path) -> None:
    listed = office("template", "list", "--json").json["data_sets"]
    assert [one["data set"] for one in listed][:2] == ["PI-1", "PI-2"]
    assert "PI-12" in office("template", "list").out
    assert "There is no data set" in office("template", "PI-99", "--out", tmp_path / "a.xlsx").refusal
    assert "No template is made" in office("template", "PI-1", "--out", tmp_path / "a.doc").refusal


def test_a_file_that_holds_no_mapping_is_refused(office: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path, "crimes.csv", extract([extract_row(78)]))
    broken = write(tmp_path, "m.json", "{")
    assert "It is no JSON" in office("ingest", *FEN, "--mapping", broken, file).refusal
    assert "No sheet of it has a header" in office("mapping", write(tmp_path, "a.csv", "alone\n")).refusal
