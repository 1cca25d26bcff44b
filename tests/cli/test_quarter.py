"""A quarter at a terminal: returns sent and judged, commentary on its way, and a printed plan carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")
TRUST, GUILD = "Lamps trust", "Lamplighters"
QUARTER = "2025/26 Q1"
YEAR = "2021/22"


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county with two suppliers, of which each supplies an indicator."""
    folder = tmp_path_factory.mktemp("quarter")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        rows = "".join(f"Board,board,{name},{name},charity\n" for name in (TRUST, GUILD))
        members.write_text(f"Body,Body kind,Seat,Organisation,Organisation kind\n{rows}", encoding="utf-8")
        assert terminal("bodies", "import", "nevershire", str(members), "--apply").code == 0
        for reference, supplier, more in (("L-1", TRUST, ()), ("L-2", GUILD, ("--of", "Lamps"))):
            measure = "share" if more else "count"
            known = ("--measure", measure, "--numerator", "Lamps lit", "--since", "2023-04-01", *more)
            made = terminal("indicators", "add", reference, f"Lamps {reference}", *AT, *known, "--supplier", supplier)
            assert made.code == 0, made.err
        yield terminal


def test_returns_are_sent_in_a_suppliers_name_and_a_link_leads_to_another(say: Terminal) -> None:
    assert say("returns", "open", *AT, "--quarter", QUARTER).code == 0
    of = ("--round", QUARTER, *AT)
    assert re.search(r"/l/\S+", say("returns", "link", GUILD, *of).out)
    assert "is no answer of it" in say("returns", "send", GUILD, *of, "--figure", "X-9=1").refusal
    assert "more than" in say("returns", "send", GUILD, *of, "--figure", "L-2=7/5").refusal
    assert say("returns", "send", TRUST, *of, "--none", "L-1=the lamplighter was ill").code == 0
    assert len(say("returns", "send", GUILD, *of, "--figure", "L-2=40/50", "--json").json["receipt"]) == 9
    (cell,) = say("returns", "show", GUILD, *of, "--json").json["cells"]
    assert (cell["number"], cell["out_of"]) == ("40", "50")
    assert say("returns", "check", GUILD, *of, "--words", "Counted again").code == 0
    assert say("returns", "agree", GUILD, *of, "--who", "The guild, by telephone").code == 0
    assert "checked or agreed" in say("returns", "publish", GUILD, *of).refusal
    assert say("returns", "unlock", GUILD, *of, "--reason", "A lamp was forgotten").code == 0
    held = say("returns", "hold-against", "L-2", "L-1", *AT, "--high", "1", "--words", "No more are lit than there are")
    assert "is held against" in held.out
    assert "is no number" in say("returns", "hold-against", "L-1", "L-2", *AT, "--low", "many", "--words", "x").refusal


def test_commentary_goes_its_way_and_ones_own_is_not_approved(say: Terminal) -> None:
    known = ("--numerator", "40", "--denominator", "50")
    recorded = say("indicators", "record", "L-2", "2024/25 Q4", *AT, *known)
    assert recorded.code == 0, recorded.err
    on = ("L-2", *AT, "--until", "2025-03-31")
    assert say("commentary", "write", *on, "--happened", "{now} were lit.").code == 0
    assert "is not approved" in say("commentary", "approve", *on).refusal
    assert "sent for approval" in say("commentary", "send", *on).out
    assert "you wrote it" in say("commentary", "approve", *on).refusal
    assert "returned to draft" in say("commentary", "return", *on, "--reason", "Say why").out
    told = say("commentary", "show", *on, "--json").json
    assert (told["state"], told["happened"], told["returned_because"]) == ("draft", "80% were lit.", "Say why")
    assert "is not opened again" in say("commentary", "reopen", *on, "--reason", "x").refusal


def test_what_a_definition_says_is_put_right_with_its_reason(say: Terminal) -> None:
    right = ("indicators", "reword", "L-1", *AT, "--because", "It was named wrongly")
    assert "Definition 1 of L-1 is put right" in say(*right, "--source", "The guild", "--lag-days", "20").out
    assert "says so already" in say(*right, "--source", "The guild").refusal
    assert "is no number of days" in say(*right, "--lag-days", "soon").refusal
    assert "no indicator X-9" in say("indicators", "reword", "X-9", *AT, "--because", "x").refusal
    assert "put right on" in say("indicators", "show", "L-1", *AT).out


def test_what_waits_for_the_board_is_listed_and_ones_own_stays(say: Terminal) -> None:
    looked = say("indicators", "publish-waiting", *AT, "--json").json
    assert (looked["waiting"], looked["published"]) == ([], 0)


def test_a_printed_plan_is_begun_written_kept_and_carried_out(say: Terminal) -> None:
    assert say("plan", "start", YEAR, *AT, "--title", "Plan of 2021", "--printed", "a booklet").code == 0
    assert say("plan", "part", YEAR, "priority", *AT, "--text", "name=Dark streets").code == 0
    assert "is no text of it" in say("plan", "part", YEAR, "priority", *AT, "--text", "colour=red").refusal
    added = say(
        "plan", "add", YEAR, "Dark streets", "Light the lamps", *AT, "--organisation", TRUST, "--by", "2021-09-30"
    )
    assert added.code == 0, added.err
    assert say("plan", "keep", YEAR, *AT, "--decision", "Adopted", "--on", "2021-04-01").code == 0
    assert "2022-03-31" in say("plan", "move", YEAR, "1.1", *AT, "--due", "2022-03-31", "--reason", "No oil").out
    assert say("plan", "drop", YEAR, "1.1", *AT, "--reason", "No lamps").code == 0
    assert "is dropped" in say("plan", "move", YEAR, "1.1", *AT, "--due", "2022-06-30", "--reason", "x").refusal
    assert say("plan", "reopen", YEAR, "1.1", *AT, "--reason", "There are lamps").code == 0
    assert say("plan", "outcome", YEAR, "1.1", *AT, "--how-far", "in_part", "--why", "Half are lit").code == 0
    (step,) = say("plan", "show", YEAR, *AT, "--json").json["steps"]
    assert (step["action"], step["by"]) == ("Light the lamps", "2022-03-31")
    assert "there is no step 9.9" in say("plan", "drop", YEAR, "9.9", *AT, "--reason", "x").refusal
    assert "no edition" in say("plan", "sent", YEAR, *AT, "--to", "The commissioner", "--on", "2021-05-01").refusal


def test_a_draft_is_discarded_and_a_plan_goes_on_no_agenda_without_a_meeting(say: Terminal) -> None:
    assert say("plan", "start", "2022/23", *AT, "--title", "Plan of 2022").code == 0
    assert "no such meeting" in say("plan", "agenda", "2022/23", *AT).refusal
    assert "is draft" in say("plan", "back", "2022/23", *AT, "--reason", "x").refusal
    assert say("plan", "discard", "2022/23", *AT).code == 0
    assert "there is no plan" in say("plan", "show", "2022/23", *AT).refusal
