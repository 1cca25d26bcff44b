"""Decision reports and elections from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county."""
    with Terminal(tmp_path_factory.mktemp("decisions") / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        yield terminal


def test_the_days_before_a_cabinet_are_reckoned(say: Terminal) -> None:
    told = say("decision-report", "days", "2024-06-27", "--key", "--json")
    assert [(one["what"], one["by"]) for one in told.json["publications"]] == [
        ("Key-decision notice", "2024-05-29"),
        ("Agenda and report", "2024-06-19"),
    ]
    assert say("decision-report", "days", "2024-06-27", "--body", "parliament").code == 2


def test_where_there_is_no_report_it_says_so(say: Terminal, tmp_path: Path) -> None:
    assert say("decision-report", "list", *AT, "--json").json["reports"] == []
    assert say("decision-report", "plan", *AT, "--json").json["steps"] == []
    missing = say("decision-report", "show", "7", *AT)
    assert missing.code == 2
    assert "there is no report 7 here" in missing.err
    assert say("decision-report", "notice", "7", *AT, "--out", str(tmp_path)).code == 2
    assert "there is no report 7 here" in say("decision-report", "move", "7", "1", "2027-05-06", *AT).err


def test_an_election_is_recorded_with_the_last_day_for_its_notice(say: Terminal) -> None:
    added = say("elections", "add", "local", "2027-05-06", *AT)
    assert added.code == 0, added.err
    assert "Publication waits from 2027-03-31 to 2027-05-06." in added.out
    (one,) = say("elections", "list", *AT, "--json").json["elections"]
    assert (one["election"], one["care_begins"], one["poll"]) == ("Local elections", "2027-03-31", "2027-05-06")
    assert say("elections", "add", "general", "2027-09-02", *AT).code == 2
