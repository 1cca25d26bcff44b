"""Every kind of thing tells its history on its own page, to whoever may know it, and nothing of another partnership."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.comments.queries import record_of, subject_kinds
from tests.guards.page import faults
from tests.guards.spoken import EXERCISE
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
# Where each kind of thing is shown, and which parts of a town's addresses name it.
PAGES = {
    "assessments.assessment": ("assessments:detail", ("last_month",)),
    "documents.edition": ("assessments:edition", ("last_month", "number")),
    "engagement.exercise": ("engagement:one", ("exercise",)),
    "engagement.input": ("engagement:input", ("line",)),
    "priorities.scoring": ("priorities:one", ("scoring",)),
    "chapters.chapter": ("chapters:chapter", ("chapter",)),
    "action_log.action": ("action_log:one", ("action",)),
    "escalations.escalation": ("escalations:one", ("escalation",)),
    "agreements.agreement": ("agreements:one", ("agreement",)),
    "agreements.request": ("agreements:request", ("asking",)),
    "campaigns.campaign": ("campaigns:one", ("campaign",)),
    "training.course": ("training:course", ("course",)),
    "training.session": ("training:event", ("session",)),
    "serious_violence.strategy": ("serious_violence:one", ("strategy",)),
    "serious_violence.signup": ("serious_violence:theirs", ("theirs",)),
    "alignment.theirplan": ("alignment:one", ("their_plan",)),
    "indicators.indicator": ("performance:one", ("indicator",)),
    "returns.return": ("returns:one", ("returned",)),
    "site.version": ("site:one", ("webpage",)),
    "open_data.proposal": ("open_data:one", ("data_proposal",)),
    "risks.risk": ("risks:one", ("risk",)),
    "work_plans.line": ("work_plans:line", ("plan_line",)),
    "work_plans.plan": ("work_plans:one", ("plan",)),
    "plans.plan": ("plans:one", ("partnership_plan",)),
    "plans.priority": ("plans:priority", ("plan_priority",)),
    "plans.step": ("delivery:step", ("delivery_step",)),
    "highlights.highlightreport": ("highlights:one", ("report",)),
    "commentaries.commentary": ("commentaries:one", ("commentary",)),
    "reports.report": ("reports:one", ("performance",)),
    "meetings.meeting": ("meetings:one", ("meeting",)),
    "decision_reports.report": ("decision_reports:one", ("decision",)),
    "packs.paper": ("packs:paper", ("sent_paper",)),
    "duties.duty": ("duties:one", ("code",)),
    "duties.dutyevent": ("duties:event", ("duty_event",)),
    "releases.release": ("releases:release", ("release",)),
}


def page(client: Client, town: Town, kind: str) -> str:
    """Return the page of a town's thing of a kind."""
    route, parts = PAGES[kind]
    answer = client.get(reverse(route, kwargs={part: town.parts[part] for part in ("slug", *parts)}))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", sorted(set(PAGES) - {"releases.release"}))
def test_every_kind_of_thing_tells_its_history_on_its_page(kind: str, client: Client, town: Town) -> None:
    client.force_login(town.people[Role.OFFICER])
    said = page(client, town, kind)
    assert faults(said) == []
    assert '<ol class="timeline">' in said
    assert ('id="comments"' in said) is subject_kinds()[kind].comments
    assert ('id="happened"' in said) is subject_kinds()[kind].history


def test_a_file_tells_its_history_too(client: Client, lived_in: Town) -> None:
    client.force_login(lived_in.people[Role.OFFICER])
    said = page(client, lived_in, "releases.release")
    assert faults(said) == []
    assert "loaded the file" in said
    assert 'id="comments"' in said


def test_no_kind_of_thing_is_without_a_page() -> None:
    assert set(subject_kinds()) - set(PAGES) == {"comments.comment"}, "it stands on the page of what it is about"


def test_a_reader_without_drafts_is_told_nothing_of_what_happens_to_one(client: Client, town: Town) -> None:
    client.force_login(town.people[Role.SCRUTINY])
    said = page(client, town, "assessments.assessment")
    assert 'id="happened"' not in said
    assert 'id="comments"' not in said


def test_what_happened_under_the_same_name_elsewhere_is_not_told(town: Town, foreign: Town) -> None:
    officer, exercise = town.people[Role.OFFICER], str(town.parts["exercise"])
    before = record_of(kind=EXERCISE, about=exercise, workspace=town.workspace, viewer=officer)
    theirs = type(foreign.workspace)(pk=foreign.workspace.pk)
    record("comments.comment_made", theirs, by=foreign.people[Role.OFFICER], workspace=foreign.workspace)
    after = record_of(kind=EXERCISE, about=exercise, workspace=town.workspace, viewer=officer)
    assert before == after
    assert record_of(kind=EXERCISE, about=exercise, workspace=foreign.workspace, viewer=officer) is None
