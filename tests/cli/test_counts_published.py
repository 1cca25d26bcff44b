"""Asking for published levels from a terminal: the Home Office's, the ONS's, outcomes, and both police sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from frankpledge.demo.generator import Generated
from tests.cli.conftest import Office
from tests.cli.terminal import Terminal
from tests.lake.files import write
from tests.lake.police_tables import book, ons_row, ons_sheet

YEAR = ("2025-01", "2025-12")


@pytest.fixture(scope="module")
def made(office: Office) -> Generated:
    return office.made


@pytest.fixture(scope="module")
def say(made: Generated, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at an installation that has the police tables and a workbook of the ONS as well."""
    folder = tmp_path_factory.mktemp("desk")
    level = ons_row(made.partnership_code, made.partnership, 5_120, 1_700, ":", 0, "[c]", 210)
    sheet = ons_sheet("Table C3: Recorded crime, year ending December 2025", "Numbers", [level])
    ons = write(folder, "csp-tables.xlsx", book({"Notes": [["note 1", "Rounded"]], "Table C3": sheet}))
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        files = (*made.geography, *made.first_publication, *made.police_tables, ons)
        told = terminal("ingest", *files, "--known-at", str(made.known_first))
        assert told.code == 0, told.err
        yield terminal


def by_hand(path: Path, csp: str) -> dict[str, int]:
    """Return crimes of 2025 by group from the workbook itself."""
    sums: dict[str, int] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        header, *rows = list(sheet.iter_rows(values_only=True))
        if "Offence Count" not in header:
            continue
        for row in (dict(zip(header, row, strict=True)) for row in rows):
            when = (row["Financial Year"], row["Financial Quarter"])
            this_year = when[0] == "2025/26" or when == ("2024/25", 4)
            if this_year and row["CSP Name"] == csp and "only)" not in str(row["Offence Description"]):
                group = str(row["Offence Group"])
                sums[group] = sums.get(group, 0) + int(str(row["Offence Count"]))
    return sums


def test_the_home_offices_level_by_group_and_traced_to_its_cells(say: Terminal, made: Generated) -> None:
    told = say.counts(made.partnership, *YEAR, "--source", "home-office", "--json").json
    hand = by_hand(made.police_tables[0], made.partnership)
    assert {row["name"]: row["count"] for row in told["rows"]} == hand
    assert told["total"] == sum(hand.values()) == sum(row["n"] for row in told["traced"])
    assert told["complete"] is True
    assert {row["sheet"] for row in told["traced"]} == {"2024_25", "2025_26"}
    quarters = say.counts(made.partnership, *YEAR, "--source", "home-office", "--by", "quarter", "--json").json["rows"]
    assert [row["quarter"] for row in quarters] == ["2024/25 Q4", "2025/26 Q1", "2025/26 Q2", "2025/26 Q3"]
    assert sum(row["count"] for row in quarters) == told["total"]


def test_the_same_as_a_table_and_as_csv(say: Terminal, made: Generated) -> None:
    plain = say.counts(made.partnership, *YEAR, "--source", "home-office").out
    assert "crimes without fraud" in plain
    assert "Source: Home Office, police recorded crime open data tables." in plain
    csv = say.counts(made.partnership, *YEAR, "--source", "home-office", "--format", "csv").out.splitlines()
    assert csv[0] == "name,count,before"


def test_both_sources_side_by_side_with_the_reasons(say: Terminal, made: Generated) -> None:
    told = say.counts("Nevershire", *YEAR, "--kind", "force", "--source", "both", "--json").json
    assert told["street"] > told["recorded"] > 0
    assert told["ratio"] == pytest.approx(told["street"] / told["recorded"])
    assert {reason["confidence"] for reason in told["reasons"]} <= set("VSK")
    assert "Neither source is used to correct the other." in told["caveats"]
    quality = say("quality").out
    assert f"crimes in the street files, {told['rows'][0]['Home Office']:,} in the Home Office's table" in quality


def test_outcomes_of_the_force(say: Terminal) -> None:
    told = say.counts("Nevershire", *YEAR, "--kind", "force", "--source", "outcomes", "--json").json
    kinds = {row["type"]: row for row in told["rows"]}
    assert kinds["0"]["given"] == 0
    assert kinds["1"]["of crimes recorded"] > kinds["1A"]["of crimes recorded"] > 0


def test_what_the_ons_printed_of_the_year_and_nothing_of_half_of_it(say: Terminal, made: Generated) -> None:
    told = say.counts(made.partnership, *YEAR, "--source", "ons", "--json").json
    assert told["total"] == 5_120
    assert {row["group"]: (row["value"], row["state"], row["mark"]) for row in told["rows"] if row["mark"]} == {
        "Sexual offences": (None, "missing", ":"),
        "Theft offences": (None, "suppressed", "[c]"),
    }
    assert (told["rows"][0]["sheet"], told["rows"][0]["row"]) == ("Table C3", 6)
    assert "note 1 Rounded" in told["caveats"]
    half = say.counts(made.partnership, "2025-07", "2025-12", "--source", "ons").refusal
    assert "Nothing of this source is loaded" in half


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--source", "gossip"), "“gossip” is not a source. Use one of police-uk, home-office, outcomes, ons, both."),
        (("--source", "home-office", "--measure", "asb"), "“asb” is in no published table"),
        (("--source", "home-office", "--by", "ward"), "Use one of group, subgroup, code, quarter"),
        (("--source", "both", "--by", "group"), "Leave --by out"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_cure(
    more: tuple[str, ...], says: str, say: Terminal, made: Generated
) -> None:
    assert says in " ".join(say.counts(made.partnership, *YEAR, *more).refusal.split())


def test_months_that_are_no_whole_quarters_are_refused(say: Terminal, made: Generated) -> None:
    told = say.counts(made.partnership, "2025-02", "2025-12", "--source", "home-office").refusal
    assert "is not made of whole financial quarters" in told
