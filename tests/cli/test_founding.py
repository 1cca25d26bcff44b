"""A partnership set up from a terminal."""

from __future__ import annotations

from tests.cli.conftest import Office


def test_a_partnership_is_set_up_with_its_board(office: Office) -> None:
    refused = office.say("found", "Quillbridge", "--authority", "police")
    assert refused.code == 2
    assert "names no organisation" in refused.err
    told = office.say("found", "Quillbridge", "--authority", "police=Never Police", "--json")
    assert told.code == 0, told.err
    assert told.json == {"workspace": "quillbridge", "name": "Quillbridge Community Safety Partnership", "seats": 1}
    assert "has its partnership here" in office.say("found", "Quillbridge").err
