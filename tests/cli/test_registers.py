"""The registers of the office from a terminal, through the same acts as their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")
GROUP, TRUST = "Lighting board", "Lamps trust"
WHOM = ("--group", GROUP.upper(), "--organisation", TRUST)


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county with one body and one organisation, taken in from a member list."""
    folder = tmp_path_factory.mktemp("registers")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        members.write_text(
            f"Body,Body kind,Seat,Organisation,Organisation kind\n{GROUP},board,Chair,{TRUST},charity\n",
            encoding="utf-8",
        )
        assert terminal("bodies", "import", "nevershire", str(members), "--apply").code == 0
        yield terminal


def test_a_risk_is_raised_scored_reviewed_closed_and_listed(say: Terminal) -> None:
    made = say("risks", "raise", "Lamps fail", *AT, *WHOM, "--kind", "people", "--on", "2026-01-05", "--json")
    assert made.code == 0, made.err
    number = str(made.json["number"])
    scored = say(
        "risks", "score", number, *AT, "--likelihood", "4", "--impact", "3", "--reason", "Old", "--on", "2026-01-05"
    )
    assert "scored 12 of 25, high (current)" in scored.out
    looked = ("--words", "No change", "--on", "2026-02-02", "--next", "2026-03-02")
    assert "again on 2026-03-02" in say("risks", "review", number, *AT, *looked).out
    (line,) = say("risks", "list", *AT, "--on", "2026-03-05", "--json").json["risks"]
    assert (line["score"], line["review"], line["above"]) == ("12 of 25, high", "review 3 days late", None)
    assert say("risks", "list", *AT, "--on", "2026-01-04", "--json").json["risks"] == []
    assert say("risks", "close", number, *AT, "--reason", "New lamps").code == 0
    assert "Lamps fail" in say("risks", "list", *AT, "--state", "closed").out
    assert "Lamps fail" not in say("risks", "list", *AT).out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("list", "--state", "lost"), "is no state"),
        (("close", "999", "--reason", "x"), "there is no risk 999"),
        (("raise", "x", *WHOM, "--kind", "weather"), "is no kind of risk"),
        (("score", "1", "--likelihood", "1", "--impact", "1", "--reason", "x", "--kind", "hoped"), "is no score"),
        (("review", "1", "--words", "x", "--on", "soon"), "“soon” is no day"),
    ],
)
def test_what_cannot_be_meant_of_a_risk_is_refused(say: Terminal, typed: tuple[str, ...], told: str) -> None:
    found = say("risks", *typed, *AT)
    assert found.code == 2
    assert told in found.err


def test_training_is_added_counted_and_told_by_year(say: Terminal) -> None:
    asked = ("training", "add", "Lamp lore", *AT, "--on", "2026-01-05")
    new = ("--provider", TRUST, "--subject", "Light")
    assert "is not said" in say(*asked).err
    made = say(*asked, *new, "--came", f"{TRUST}=4")
    assert made.code == 0, made.err
    assert say(*asked, "--came", f"{TRUST}=?").code == 0
    assert "is no count" in say(*asked, "--came", TRUST).err
    (line, _) = sorted(say("training", "list", *AT, "--json").json["events"], key=lambda one: one["came"])
    assert line["came"] == "4"
    (year,) = say("training", "years", *AT, "--json").json["years"]
    assert (year["year"], year["organisation"], year["came"]) == ("2025/26", TRUST, "at least 4")


def test_a_campaign_is_added_and_listed(say: Terminal) -> None:
    asked = ("campaigns", "add", "Light up", *AT, "--subject", "Light", "--lead", TRUST, "--from", "2026-01-05")
    assert "before it began" in say(*asked, "--to", "2026-01-01").err
    assert say(*asked, "--to", "2026-01-31").code == 0
    (line,) = say("campaigns", "list", *AT, "--json").json["campaigns"]
    assert (line["ran"], line["cost"], line["reached"]) == ("5 January 2026 to 31 January 2026", "not known", {})


def test_agreements_are_listed_and_what_is_not_in_force_is_not_signed(say: Terminal) -> None:
    assert say("agreements", "list", *AT, "--json").json["agreements"] == []
    signed = say("agreements", "sign", "Protocol", *AT, "--organisation", TRUST, "--on", "2026-01-05")
    assert "no version of “Protocol” is in force" in signed.err


def test_what_was_asked_under_an_agreement_is_recorded_and_listed(say: Terminal) -> None:
    asked = ("agreements", "ask", "Protocol", "Counts by ward", *AT, "--by", TRUST, "--basis", "cda_115")
    assert "there is no agreement “Protocol”" in say(*asked, "--of", TRUST, "--on", "2026-01-05").err
    assert say("agreements", "requests", *AT, "--json").json["requests"] == []
    assert "is no standing" in say("agreements", "requests", *AT, "--state", "odd").err


def test_a_file_is_put_to_a_risk_listed_and_fetched_as_it_came(say: Terminal, tmp_path: Path) -> None:
    made = say("risks", "raise", "Ladders break", *AT, *WHOM, "--kind", "people", "--on", "2026-01-05", "--json")
    number = str(made.json["number"])
    count, page = tmp_path / "count.csv", tmp_path / "page.html"
    count.write_text("street,ladders\nHigh,4\n", encoding="utf-8")
    page.write_text("<script>", encoding="utf-8")
    put = say("attachments", "add", "risk", number, str(count), *AT, "--words", "The count")
    assert "count.csv is attached as file 1." in put.out, put.err
    assert "ending in .html is not kept" in say("attachments", "add", "risk", number, str(page), *AT).refusal
    (told,) = say("attachments", "list", "risk", number, *AT, "--json").json["files"]
    assert (told["number"], told["name"], told["words"]) == (1, "count.csv", "The count")
    got = say("attachments", "fetch", "risk", number, "1", str(tmp_path / "out"), *AT)
    assert got.code == 0, got.err
    assert (tmp_path / "out" / "count.csv").read_bytes() == count.read_bytes()
    assert "it has no file 2" in say("attachments", "fetch", "risk", number, "2", str(tmp_path), *AT).refusal
    assert "nothing called" in say("attachments", "list", "ladder", "1", *AT).refusal
