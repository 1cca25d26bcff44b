"""Returns by token: a round opened, a return sent, checked, agreed, put before the board by a second, and fed on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
import time_machine

from frankpledge.api.parts import PERFORMANCE, PLANS, RETURNS
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.indicators.models import Definition, Value
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.domain.returns.staging import NOW, set_register
from tests.ground.people import new_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(workspace: Workspace, officer: User, program: Program) -> dict[str, str]:
    """Open the round of the quarter, and return by supplier the addresses of the returns."""
    set_register(workspace, officer, new_member(workspace, Role.ANALYST))
    program.post("/returns/rounds", period="quarter 2025/26 Q3")
    return {str(one["supplier"]): f"/returns/{one['id']}" for one in program.get("/returns")["items"]}


def test_a_definition_is_put_right_where_it_stands_and_what_is_counted_is_defined_anew(
    asked: dict[str, str], program: Program
) -> None:
    held = Definition.objects.get(indicator__reference="MA-01")
    here = f"/indicators/{held.indicator_id}"
    words = {"words": held.words, "source": "The force", "caveats": "", "lag_days": 20}
    refused = program.call("POST", f"{here}/wording", words | {"because": ""})
    assert refused.status_code == 422
    assert program.post(f"{here}/wording", 200, **words, because="It was named wrongly")["definition"] == 1
    held.refresh_from_db()
    assert (held.source, held.reworded_because) == ("The force", "It was named wrongly")
    names = ("measure", "numerator", "denominator", "unit", "polarity", "origin", "every", "window", "per")
    anew = words | {name: getattr(held, name) for name in (*names, "start_month", "decimals")}
    anew["numerator"] = "Cases heard twice"
    program.post(f"{here}/definitions", **anew, since="2026-04-01", because="The guidance of 2026")
    assert Definition.objects.filter(indicator=held.indicator).count() == 2


def test_a_return_goes_its_whole_way_and_two_people_are_needed(
    asked: dict[str, str], program: Program, workspace: Workspace
) -> None:
    here = asked["Ruritania Police"]
    wrong = program.call("POST", f"{here}/submission", {"figures": [{"reference": "MA-01", "number": "some"}]})
    assert (wrong.status_code, "not a number" in wrong.content.decode()) == (422, True)
    sent = program.post(f"{here}/submission", figures=[{"reference": "MA-01", "number": "41"}])
    assert (sent["item"]["state"], sent["figures"][0]["number"]) == ("submitted", "41")
    assert program.post(f"{here}/check", 200, words="Held against the year before")["item"]["state"] == "checked"
    assert not Value.objects.filter(indicator__reference="MA-01", ends="2025-12-31").exists()
    program.post(f"{here}/agree", 200, as_whom="The analyst, by telephone")
    refused = program.call("POST", f"{here}/publish", {})
    assert refused.status_code in {409, 422}
    assert "checked or agreed" in refused.content.decode()
    second = Program(workspace, new_member(workspace, Role.LEAD), parts=(RETURNS,))
    assert second.post(f"{here}/publish", 200)["item"]["state"] == "published"
    value = Value.objects.get(indicator__reference="MA-01", ends="2025-12-31")
    assert (value.numerator, value.published_at) == (41, NOW)
    again = program.post(f"{here}/unlock", 200, reason="A case was counted twice")["item"]
    assert (again["state"], again["unlocked_because"]) == ("unlocked", "A case was counted twice")
    value.refresh_from_db()
    assert value.published_at == NOW


def test_feeds_tell_how_suppliers_answer_and_are_let_out_to_whoever_may(
    asked: dict[str, str], program: Program, workspace: Workspace
) -> None:
    assert asked
    before = Release.objects.count()
    content = program.call("GET", "/feeds/scorecard.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert {row["organisation"]: row["asked"] for row in rows} == {"Harbour House": "1", "Ruritania Police": "1"}
    assert Release.objects.count() == before + 1
    for name in ("plans", "delivery", "violence", "commentaries"):
        assert program.call("GET", f"/feeds/{name}.csv").status_code == 200
    scrutiny = Program(workspace, new_member(workspace, Role.SCRUTINY), parts=(RETURNS, PLANS, PERFORMANCE))
    assert scrutiny.call("GET", "/feeds/plans.csv").status_code == 200
    assert {scrutiny.call("GET", f"/feeds/{name}.csv").status_code for name in ("scorecard", "commentaries")} == {403}
    narrow = Program(workspace, new_member(workspace, Role.OFFICER), parts=(PLANS,))
    assert narrow.call("GET", "/feeds/scorecard.csv").status_code == 403
