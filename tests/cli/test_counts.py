"""Counting from a terminal: the same answer in every dress, by whatever it is split, and as known on any day."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Office
from tests.cli.terminal import run

ASB = "Anti-social behaviour"
YEAR = ("2025-01", "2025-12")
HEAD = ["total", "rows", "source", "cut_off", "caveats"]
GROUPS = ("month", "type", "lsoa", "ward", "outcome")


def published(archives: tuple[Path, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield member, month and type of every row of the street files in archives."""
    for archive in archives:
        with ZipFile(archive) as zipped:
            for member in (name for name in zipped.namelist() if name.endswith("-street.csv")):
                with zipped.open(member) as file:
                    for row in csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline="")):
                        yield member, row["Month"], row["Crime type"]


def by_hand(office: Office, *, republished: bool) -> Counter[tuple[str, bool]]:
    """Return rows by month and whether they are anti-social behaviour, as first or as last published."""
    second = list(published(office.made.second_publication)) if republished else []
    again = {month for _, month, _ in second}
    first = [row for row in published(office.made.first_publication) if row[1] not in again]
    return Counter((month, kind == ASB) for _, month, kind in [*first, *second])


def test_json_has_the_promised_keys_and_each_row_its_groups_and_count(office: Office) -> None:
    told = office.say.counts("Nevermouth", *YEAR, "--by", "month,type", "--json").json
    assert list(told)[:5] == HEAD
    assert {tuple(row) for row in told["rows"]} == {("month", "type", "count")}
    assert told["complete"] is True
    assert told["missing"] == []
    assert office.made.county in told["source"]
    assert told["cut_off"].startswith(str(office.made.known_second))


def test_crime_is_what_is_counted_unless_something_else_is_asked_for(office: Office) -> None:
    hand = by_hand(office, republished=True)
    for measure, kinds in (("crime", (False,)), ("asb", (True,)), ("all", (False, True))):
        told = office.say.counts(office.made.county, *YEAR, "--measure", measure, "--by", "month", "--json").json
        months = {row["month"]: row["count"] for row in told["rows"]}
        assert months == {f"2025-{n:02}": sum(hand[f"2025-{n:02}", kind] for kind in kinds) for n in range(1, 13)}
    plain = office.say.counts("Nevermouth", *YEAR, "--json").json["total"]
    assert plain == office.say.counts("Nevermouth", *YEAR, "--measure", "crime", "--json").json["total"]


@pytest.mark.parametrize("measure", ["crime", "asb", "all"])
def test_every_way_of_splitting_adds_up_to_the_same_total(office: Office, measure: str) -> None:
    whole = office.say.counts("Nevermouth", *YEAR, "--measure", measure, "--json").json["total"]
    ways = [*((one,) for one in GROUPS), *combinations(GROUPS, 2), GROUPS]
    for by in ways:
        told = office.say.counts("Nevermouth", *YEAR, "--measure", measure, "--by", ",".join(by), "--json").json
        assert (told["total"], sum(row["count"] for row in told["rows"])) == (whole, whole), by


def test_a_day_before_the_republication_gives_the_old_answer(office: Office) -> None:
    eve = office.made.known_second - timedelta(days=1)
    for day, republished in ((eve, False), (office.made.known_second, True)):
        hand = by_hand(office, republished=republished)
        ask = ("--measure", "all", "--as-known", str(day), "--json")
        told = office.say.counts(office.made.county, *YEAR, *ask).json
        assert told["total"] == sum(n for (month, _), n in hand.items() if month >= "2025-01")
    before = office.made.known_first - timedelta(days=1)
    refused = office.say.counts("Nevermouth", *YEAR, "--as-known", str(before)).refusal
    assert str(office.made.known_first) in refused


def test_a_spreadsheet_gets_rows_alone_and_caveats_go_to_stderr(office: Office) -> None:
    told = office.say.counts("Nevermouth", *YEAR, "--by", "ward,month", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert list(rows[0]) == ["ward", "month", "count"]
    whole = office.say.counts("Nevermouth", *YEAR, "--json").json
    assert sum(int(row["count"]) for row in rows) == whole["total"]
    assert "best fit" in told.err


def test_a_person_reads_names_beside_codes_and_the_source_below(office: Office) -> None:
    told = office.say.counts("Nevermouth", *YEAR, "--by", "ward").out
    names = office.say.counts("Nevermouth", *YEAR, "--by", "ward", "--json").json["names"]
    assert names
    for code, name in names.items():
        assert any(code in line and name in line for line in told.splitlines())
    assert f"Source: data.police.uk, street-level files of {office.made.county}" in told


def test_a_window_with_missing_months_is_marked_and_names_them(office: Office) -> None:
    told = office.say.counts("Nevermouth", "2024-10", "2025-01", "--json").json
    assert told["complete"] is False
    assert told["missing"] == [{"force": office.made.force, "month": "2024-10"}]
    assert "October 2024" in " ".join(told["caveats"])
    assert "October 2024" in office.say.counts("Nevermouth", "2024-10", "2025-01").out
    assert "January 2023" in office.say.counts("Nevermouth", "2023-01", "2023-02").refusal


def test_an_unknown_area_is_answered_with_suggestions(office: Office) -> None:
    assert "Did you mean Nevermouth" in office.say.counts("Nevermuth", *YEAR).refusal
    refused = json.loads(office.say.counts("Nevermuth", *YEAR, "--json").refusal)
    assert refused["refused"] == "UnknownArea"
    assert "Nevermouth" in refused["cure"]


def test_a_name_means_the_partnership_unless_a_kind_is_asked_for(office: Office) -> None:
    assert office.say.counts("vale & wold", *YEAR, "--json").json["area"]["kind"] == "csp"
    force = office.say.counts(office.made.county, *YEAR, "--kind", "force", "--json").json["area"]
    assert force["kind"] == "force"
    assert office.say.counts("Nevermouth", *YEAR, "--kind", "planet").refusal


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2025-13", "2025-14"), "2025-13"),
        (("January", "March"), "2025-01"),
        (("2025-12", "2025-01"), "before it begins"),
        ((*YEAR, "--by", "colour"), "--by: “colour”"),
        ((*YEAR, "--by", "month,month"), "twice"),
        ((*YEAR, "--measure", "drugs"), "--measure: “drugs”"),
        ((*YEAR, "--format", "xml"), "--format: “xml”"),
        ((*YEAR, "--as-known", "yesterday"), "--as-known: “yesterday”"),
        ((*YEAR, "--engine", "abacus"), "--engine: “abacus” is not an engine. Use duckdb or spark"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_its_cure(
    office: Office, words: tuple[str, ...], told: str
) -> None:
    assert told in office.say.counts("Nevermouth", *words).refusal


def test_the_folder_may_stand_before_or_after_the_command_or_in_the_environment(office: Office, tmp_path: Path) -> None:
    words = ("releases", "--json")
    before = run("--data", office.say.data, *words, at=tmp_path)
    after = run(*words, "--data", office.say.data, data=tmp_path / "elsewhere", at=tmp_path)
    assert before.json == after.json == office.say(*words).json
    assert len(before.json["releases"]) > 1
