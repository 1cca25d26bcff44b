"""The golden thread from a terminal, through the same acts as its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")
GROUP, TRUST = "Lighting board", "Lamps trust"
WHOM = ("--group", GROUP, "--organisation", TRUST)


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county with a risk and an action."""
    folder = tmp_path_factory.mktemp("thread")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        members.write_text(
            f"Body,Body kind,Seat,Organisation,Organisation kind\n{GROUP},board,Chair,{TRUST},charity\n",
            encoding="utf-8",
        )
        assert terminal("bodies", "import", "nevershire", str(members), "--apply").code == 0
        raised = ("risks", "raise", "Lamps fail", *AT, *WHOM, "--kind", "people", "--on", "2026-01-05")
        assert terminal(*raised).code == 0
        assert terminal("actions", "add", "Mend the lamps", *AT, *WHOM, "--agreed", "2026-01-05").code == 0
        yield terminal


def named(say: Terminal, stage: str) -> str:
    (one,) = say("thread", "places", *AT, "--stage", stage, "--json").json["places"]
    return str(one["place"])


def test_two_things_are_tied_walked_and_untied(say: Terminal) -> None:
    risk, action = named(say, "risk"), named(say, "action")
    made = say("thread", "tie", risk, action, *AT, "--why", "They were dark", "--json")
    assert made.code == 0, made.err
    told = say("thread", "show", action, *AT, "--json").json
    assert [(one["place"], one["why"], one["steps"]) for one in told["rests_on"]] == [(risk, "They were dark", 1)]
    assert told["follows"] == []
    assert "Risk 1: Lamps fail" in say("thread", "show", action, *AT).out
    assert say("thread", "untie", made.json["tie"], *AT, "--why", "They are not").code == 0
    assert say("thread", "show", action, *AT, "--json").json["rests_on"] == []


def test_an_action_without_evidence_is_listed(say: Terminal) -> None:
    (gap,) = say("thread", "gaps", *AT, "--of", "actions", "--json").json["gaps"]
    assert gap["place"] == named(say, "action")
    assert "Mend the lamps" in say("thread", "gaps", *AT, "--of", "actions").out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("show", "nothing"), "names no place"),
        (("show", "action_log.action:none"), "no such place"),
        (("untie", "none", "--why", "x"), "is no tie"),
        (("places", "--stage", "weather"), "is no stage"),
        (("gaps", "--of", "weather"), "names no gap"),
    ],
)
def test_what_names_nothing_is_refused(say: Terminal, typed: tuple[str, ...], told: str) -> None:
    refused = say("thread", typed[0], *typed[1:], *AT)
    assert refused.code != 0
    assert told in refused.err
