"""Open data for programs: listed, proposed, refused with the ways out, approved by another, withdrawn."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
SOURCE = "records:nevershire-police.crime-and-incident-extract"
MONTHS: dict[str, Any] = {
    "source": SOURCE, "place": "csp", "detail": "group", "period": "month", "first": "2024-04", "last": "2025-03",
}  # fmt: skip


def test_a_table_goes_through_the_gate_by_programs_of_two_people(
    loaded: Partnership, officer: User, second: User, member: User
) -> None:
    cache.clear()
    one, other = (Program(loaded.workspace, by) for by in (officer, second))
    assert one.get("/open-data")["items"] == []
    made = one.post("/open-data", **MONTHS, title="Months by group")
    assert (made["state"], made["title"], made["table"]) == ("waits", "Months by group", None)
    assert made["numbers"] == 12 * 4
    own = one.call("POST", f"/open-data/{made['id']}/approve", {})
    assert own.status_code in (403, 409, 422)
    assert "proposed this release yourself" in own.content.decode()
    assert not Release.objects.filter(audience="public").exists()

    let = other.post(f"/open-data/{made['id']}/approve", status=200)
    assert let["state"] == "released"
    assert let["table"]
    whole = one.get(f"/open-data/{made['id']}")
    counts = [row["count"] for row in whole["numbers"]]
    assert counts.count(None) == made["hidden"]
    assert not {1, 2, 3, 4} & set(counts)
    gone = other.post(f"/open-data/{made['id']}/withdraw", status=200, reason="The force put it right.")
    assert gone["withdrawn_because"] == "The force put it right."
    again = one.post("/open-data", **{**MONTHS, "detail": "all"}, rates=False)
    down = other.post(f"/open-data/{again['id']}/turn-down", status=200, reason="Not this year.")
    assert (down["state"], down["decided_because"], down["decided_by"]) == (
        "turned_down",
        "Not this year.",
        second.name,
    )
    assert [row["state"] for row in one.get("/open-data")["items"]] == ["turned_down", "released"]

    reader = Program(loaded.workspace, member)
    assert reader.call("GET", "/open-data").status_code == 403
    assert reader.call("POST", "/open-data", MONTHS).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"place": "lsoa", "detail": "type"}, "of its cells would be from 1 to 4"),
        ({"source": "records:nobody"}, "records:nobody"),
        ({"first": "April"}, "2025-01"),
        ({"first": "2030-01", "last": "2030-02"}, "held"),
        ({"first": "2025-03", "last": "2024-04"}, "comes before the first"),
        ({"place": "street"}, "ward"),
        ({"rates": True}, "twelve months"),
    ],
)
def test_what_cannot_be_released_is_refused_in_words_and_nothing_is_kept(
    loaded: Partnership, officer: User, wrong: dict[str, object], words: str
) -> None:
    cache.clear()
    program = Program(loaded.workspace, officer)
    answer = program.call("POST", "/open-data", {**MONTHS, **wrong})
    assert answer.status_code in (400, 409, 422), answer.content
    assert words in json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert program.get("/open-data")["items"] == []
    if "detail" in wrong:
        assert "Larger places" in answer.content.decode()


def test_another_partnerships_proposal_is_not_there(loaded: Partnership, officer: User) -> None:
    cache.clear()
    program = Program(loaded.workspace, officer)
    for path in ("", "/approve", "/withdraw", "/turn-down"):
        method = "POST" if path else "GET"
        sent = {"reason": "Because."} if path in ("/withdraw", "/turn-down") else {} if path else None
        assert program.call(method, f"/open-data/{uuid4()}{path}", sent).status_code == 404
