"""The installation's register of events from a terminal."""

from __future__ import annotations

from tests.cli.conftest import Office
from tests.cli.terminal import Terminal

SAID = ("New records system", "--from", "2025-03", "--source", "A notice")


def test_an_event_is_registered_listed_and_withdrawn_with_its_reason(terminal: Terminal) -> None:
    made = terminal("events", "add", *SAID, "--force", "West Mercia Police", "--type", "Drugs", "--json").json["event"]
    (row,) = terminal("events", "list", "--json").json["events"]
    assert (row["event"], row["force"], row["types"], row["last"]) == (made, "west-mercia", ["Drugs"], "2025-03")
    assert "New records system" in terminal("events", "list").out
    assert "needs a reason" in terminal("events", "withdraw", made, "--reason", " ").refusal
    assert "Withdrawn: New records system" in terminal("events", "withdraw", made, "--reason", "Another force").out
    assert terminal("events", "list", "--json").json["events"][0]["withdrawn"] == "Another force"
    assert "withdrawn before" in terminal("events", "withdraw", made, "--reason", "Again").refusal


def test_what_cannot_be_registered_or_found_is_refused(terminal: Terminal) -> None:
    assert "not a month" in terminal("events", "add", "Flood", "--from", "May", "--source", "A notice").refusal
    assert "no kind of event" in terminal("events", "add", *SAID, "--kind", "rumour").refusal
    assert "Nothing has been loaded" in terminal("events", "add", *SAID, "--force", "Ruritania").refusal
    for name in ("none", "6a0f7a4e-5b86-4c43-9d4c-4f8a3f0f5a11"):
        assert "has no event" in terminal("events", "withdraw", name, "--reason", "x").refusal
    assert "Registered" in terminal("events", "add", *SAID).out


def test_a_force_that_is_loaded_may_be_named(office: Office) -> None:
    made = office.say("events", "add", *SAID, "--kind", "mark", "--force", office.made.county, "--json").json["event"]
    (row,) = office.say("events", "list", "--json").json["events"]
    assert row["force"] == "nevershire"
    office.say("events", "withdraw", made, "--reason", "For this test alone")
