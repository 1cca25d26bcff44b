"""Work plans on their pages: started, written, approved, reported on, moved, carried over and taken away."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/meetings/work-plans/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_plan_is_started_written_and_approved_on_pages(as_officer: Client, group: Body, stage: Stage) -> None:
    assert "No work plan stands under this choice" in words(as_officer.get(HOME))
    started = as_officer.post(f"{HOME}start/", {"body": str(group.pk), "year": "2025/26"}, follow=True)
    assert "No line is written yet" in words(started)
    assert as_officer.post(f"{HOME}start/", {"body": str(group.pk), "year": "2025/26"}).status_code == 422
    place = f"{HOME}{Plan.objects.get().pk}/"
    assert "he work plan has no line" in words(
        as_officer.post(f"{place}approve/", {"decision": "3", "on": "2025-05-14"})
    )
    typed = {"wording": "Light the quay", "organisation": str(stage.organisations["council"].pk), "quarter": "2"}
    assert as_officer.post(f"{place}add/", typed | {"quarter": "5"}).status_code == 422
    said = words(as_officer.post(f"{place}add/", typed | {"priority": "The harbour"}, follow=True))
    assert "Written as line 1." in said
    assert "63 days late, nothing was said of it" in said
    approved = words(as_officer.post(f"{place}approve/", {"decision": "3", "on": "2025-05-14"}, follow=True))
    assert "Approved: decision 3 of 14 May 2025" in approved
    assert "2025/26" in words(as_officer.get(HOME))
    assert f'href="{place}"' in words(as_officer.get(f"/w/tithing/board/bodies/{group.pk}/"))


def test_a_line_is_reported_on_moved_put_right_and_dropped_on_pages(
    as_officer: Client, approved: Plan, line: Line
) -> None:
    place = f"{HOME}lines/{line.pk}/"
    assert "Report how it stands" in words(as_officer.get(place))
    refused = as_officer.post(f"{place}report/", {"said": "at_risk"})
    assert refused.status_code == 422
    assert "what stands in its way" in words(refused)
    assert "said “at risk”: No lamps" in words(
        as_officer.post(f"{place}report/", {"said": "at_risk", "words": "No lamps"}, follow=True)
    )
    moved = words(as_officer.post(f"{place}move/", {"quarter": "4", "reason": "Lamps in January"}, follow=True))
    assert "moved it from Q2 to Q4: Lamps in January" in moved
    typed = {"wording": "Light two quays", "organisation": str(line.organisation_id), "reason": ""}
    assert "why an approved line changes" in words(as_officer.post(f"{place}edit/", typed))
    assert "Light two quays" in words(as_officer.post(f"{place}edit/", typed | {"reason": "A gift"}, follow=True))
    dropped = words(as_officer.post(f"{place}end/", {"reason": "No money"}, follow=True))
    assert "dropped it: No money" in dropped
    assert "Report how it stands" not in dropped
    assert "opened it again: Money came" in words(
        as_officer.post(f"{place}end/", {"reason": "Money came"}, follow=True)
    )
    told = words(as_officer.get(f"{HOME}{approved.pk}/"))
    assert "line 1: moved it from Q2 to Q4: Lamps in January" in told
    assert "Q4, moved from Q2" in told


def test_all_lines_are_updated_on_one_page_and_the_year_is_closed_on_another(
    as_officer: Client, approved: Plan, line: Line
) -> None:
    place = f"{HOME}{approved.pk}/"
    assert "Light the quay" in words(as_officer.get(f"{place}update/"))
    refused = as_officer.post(f"{place}update/", {"said_1": "at_risk"})
    assert "what stands in its way" in words(refused)
    said = as_officer.post(f"{place}update/", {"said_1": "under_way", "words_1": "Ten burn"}, follow=True)
    assert "1 line is reported on." in words(said)
    assert "0 lines are reported on." in words(as_officer.post(f"{place}update/", {}, follow=True))
    assert "Carry over to Q1, April to June 2026" in words(as_officer.get(f"{place}close/"))
    assert as_officer.post(f"{place}close/", {"fate_1": "drop"}).status_code == 422
    after = words(as_officer.post(f"{place}close/", {"fate_1": "1", "why_1": "A flood"}, follow=True))
    assert "Work plan, 2026/27" in after
    assert "The plan before" in after
    new = Line.objects.get(came_from=line)
    assert "Carried over from 2025/26, line 1" in words(as_officer.get(f"{HOME}lines/{new.pk}/"))
    old = words(as_officer.get(f"{HOME}lines/{line.pk}/"))
    assert "Carried over to 2026/27, line 1" in old
    assert "carried it over, due in Q1 of the next year: A flood" in old
    assert "Open it again" not in old


def test_a_plan_leaves_as_a_file(as_officer: Client, approved: Plan) -> None:
    answer = as_officer.get(f"{HOME}{approved.pk}/lines.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["line"], row["quarter"], row["status"], row["person"]) == (
        "Light the quay", "Q2", "open", "Council commander",
    )  # fmt: skip


def test_who_does_a_line_reports_on_that_alone(
    client: Client, people: dict[Role, User], approved: Plan, line: Line, stage: Stage, officer: User
) -> None:
    member = people[Role.MEMBER]
    client.force_login(member)
    place = f"{HOME}{approved.pk}/"
    assert "Say how each line stands" not in words(client.get(place))
    assert "No open line is yours to report on" in words(client.get(f"{place}update/"))
    tie_account(person=stage.people["council"], account=member, by=officer)
    assert "Say how each line stands" in words(client.get(place))
    assert "Add a line" not in words(client.get(place))
    assert "Report how it stands" in words(client.get(f"{HOME}lines/{line.pk}/"))
    assert client.get(f"{place}close/").status_code == 403
