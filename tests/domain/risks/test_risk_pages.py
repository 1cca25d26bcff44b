"""The risk register on its pages: raised, scored, looked at, closed, found again and taken away."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.models import Control, Risk, Tie
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage
from tests.domain.risks.conftest import RAISED, TODAY
from tests.guards.page import faults

HOME = "/w/tithing/risks/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_risk_is_raised_scored_and_judged_by_pages(as_officer: Client, stage: Stage) -> None:
    typed = {
        "title": "Nobody is left to write the assessment",
        "category": "money",
        "body": str(stage.board.pk),
        "organisation": str(stage.organisations["health"].pk),
        "raised_on": "2025-09-03",
    }
    wrong = as_officer.post(f"{HOME}add/", typed | {"raised_on": "2026-01-01"})
    assert wrong.status_code == 422
    assert "has not yet come" in words(wrong)
    assert "Nobody is left to write" in words(wrong)
    asked = words(as_officer.post(f"{HOME}add/", typed, follow=True))
    assert "Recorded as risk 1." in asked
    assert "4 Likely: Expected within a year" in asked
    place = f"{HOME}{Risk.objects.get().pk}/"
    page = words(as_officer.get(place))
    assert "Not scored yet" in page
    assert "/w/tithing/meetings/escalations/send/?about=risks.risk" in page
    for kind in ScoreKind:
        assert f'href="{place}score/{kind.value}/"' in page
    borne = {"scheme": "five", "score": "9", "review_months": "3", "since": "2025-09-01", "reason": "Board, item 5"}
    assert "up to 9" in words(as_officer.post(f"{HOME}appetite/{stage.board.pk}/", borne, follow=True))
    score = {"likelihood": "4", "impact": "4", "on": "2025-09-03", "reason": "One post, one person"}
    assert as_officer.post(f"{place}score/current/", score | {"reason": ""}).status_code == 422
    said = words(as_officer.post(f"{place}score/current/", score, follow=True))
    assert "16 of 25, very high; above the appetite of 9; review on 3 December 2025" in said
    assert as_officer.get(f"{place}score/hopeful/").status_code == 404
    low = words(as_officer.post(f"{place}score/inherent/", score | {"impact": "1"}, follow=True))
    assert "Its current score is above its inherent one" in low


def test_a_look_a_close_and_an_opening_are_kept_on_pages(as_officer: Client, risk: Risk) -> None:
    place = f"{HOME}{risk.pk}/"
    half = {"words": "A bid is in", "on": "2025-12-02", "likelihood": "2"}
    assert "Choose both a likelihood and an impact" in words(as_officer.post(f"{place}review/", half))
    done = words(as_officer.post(f"{place}review/", half | {"impact": "3"}, follow=True))
    assert "The current score: lower, from 9." in done
    assert "Next on 2 March 2026." in done
    assert "A bid is in" in words(
        as_officer.post(f"{place}review/", {"words": "A bid is in", "on": "2025-12-02"}, follow=True)
    )
    over = words(as_officer.post(f"{place}end/", {"reason": "Renewed", "on": "2025-12-02"}, follow=True))
    assert "Closed on 2 December 2025: Renewed" in over
    assert "Look at it again" not in over
    again = words(as_officer.post(f"{place}end/", {"reason": "Half a year only", "on": "2025-12-02"}, follow=True))
    assert "opened it again on 2 December 2025: Half a year only" in again


def test_a_risk_is_put_right_on_a_page(as_officer: Client, risk: Risk, stage: Stage) -> None:
    typed = {"title": "The refuge closes", "category": "people", "body": str(stage.board.pk)}
    typed["organisation"] = str(stage.organisations["fire"].pk)
    said = words(as_officer.post(f"{HOME}{risk.pk}/edit/", typed, follow=True))
    assert "The refuge closes" in said
    assert "nobody named" in said


def test_controls_and_ties_are_kept_on_pages(as_officer: Client, risk: Risk, officer: User, stage: Stage) -> None:
    place = f"{HOME}{risk.pk}/"
    assert "meant, not yet in place" in words(as_officer.post(f"{place}control/", {"words": "Reserve"}, follow=True))
    change = f"{place}control/{Control.objects.get().pk}/"
    assert "in place since 2 December 2025" in words(as_officer.post(change, follow=True))
    assert "from 2 December 2025 to 2 December 2025" in words(as_officer.post(change, follow=True))
    undertaken = Undertaken("Bid again", stage.board, stage.organisations["council"], RAISED, TODAY)
    action = add_action(workspace=risk.workspace, given=undertaken, by=officer)
    tied = words(as_officer.post(f"{place}tie/", {"action": str(action.pk)}, follow=True))
    assert f"/w/tithing/actions/{action.pk}/" in tied
    assert "due today" in tied
    away = as_officer.post(f"{place}tie/", {"place": "https://elsewhere.example/", "words": "x"})
    assert "no page of this workspace" in words(away)
    page = {"place": "https://csp.example/w/tithing/duties/", "words": "Our duties"}
    assert 'href="/w/tithing/duties/">Our duties' in words(as_officer.post(f"{place}tie/", page, follow=True))
    first = Tie.objects.get(action=action)
    assert "Untied." in words(as_officer.post(f"{place}tie/{first.pk}/end/", follow=True))
    for gone in (f"{place}tie/{first.pk}/end/", f"{place}control/{risk.pk}/"):
        assert as_officer.post(gone).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?state=closed", False), ("?category=law", False), ("?words=REFUGE&order=review", True),
     ("?mine=on", False), ("?state=nonsense&body=nonsense&category=nonsense", True)],
)  # fmt: skip
def test_the_list_and_its_grid_show_what_is_chosen(query: str, found: bool, as_officer: Client, risk: Risk) -> None:
    said = words(as_officer.get(f"{HOME}{query}"))
    assert (risk.title in said) is found
    assert ("9 Medium" in said) is found


def test_a_risk_on_another_scale_is_not_drawn_in_the_grid(as_officer: Client, risk: Risk, officer: User) -> None:
    actions.score_risk(risk=risk, kind=ScoreKind.CURRENT, level=Level("four", 2, 2), reason="x", on=TODAY, by=officer)
    said = words(as_officer.get(HOME))
    assert "1 open risk has no score on this scale and is not shown." in said
    assert "cannot tell" in said


def test_exactly_what_is_shown_leaves_as_a_file(as_officer: Client, risk: Risk) -> None:
    left = as_officer.get(f"{HOME}risks.csv?state=open")
    (row,) = csv.DictReader(io.StringIO(left.content.decode("utf-8-sig")))
    assert (row["number"], row["current_likelihood"], row["score"], row["target_impact"]) == ("1", "3", "9", "")
    assert (row["against_appetite"], row["review_on"]) == ("no appetite is set: cannot tell", "2025-12-03")
    assert Release.objects.get().what == "Risks on 2 December 2025"
    assert len(as_officer.get(f"{HOME}risks.csv?state=closed").content.decode().splitlines()) == 1


def test_the_board_leads_to_the_register_and_is_marked_there(as_officer: Client, risk: Risk) -> None:
    assert f'href="{HOME}"' in words(as_officer.get("/w/tithing/board/"))
    assert risk.number == 1
    bar = words(as_officer.get(HOME)).partition('class="navigation__bar"')[2]
    assert 'aria-current="true">Board' in bar


def test_this_quarter_tells_an_owner_of_a_review(
    risk: Risk, member: User, officer: User, stage: Stage, workspace: Workspace
) -> None:
    tie_account(person=stage.people["council"], account=member, by=officer)
    client = Client()
    client.force_login(member)
    said = client.get(f"/w/{workspace.slug}/").content.decode()
    assert "Risk 1: The refuge loses its grant" in said
    assert "Review on 3 December 2025" in said
    own = words(client.get(f"{HOME}{risk.pk}/"))
    assert "Look at it again" in own
    assert "Close it" not in own
