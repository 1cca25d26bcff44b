"""Of what is changed in place it is kept how it stood: compared by who may, put back by its own act, and private."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from frankpledge.domain.commentaries.actions import reopen_commentary
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.plans.actions import write_part
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.comments.queries import subject_kinds
from frankpledge.ground.versions.actions import keep_what_stands
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.queries import differences, state_of, versioned_kinds
from frankpledge.ground.versions.rules import VersionedKind
from tests.guards.page import faults
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
# Things with a page that are not put back, and why.
LEFT_OUT = {
    "agreements.request": "recorded once, and answered once",
    "assessments.assessment": "it is its chapters and papers, which keep their own states",
    "chapters.chapter": "it keeps its own states, passage by passage",
    "comments.comment": "put right within minutes, or taken off with a reason",
    "documents.edition": "it never changes",
    "duties.duty": "law, and evidence that is recorded or withdrawn",
    "duties.dutyevent": "recorded or withdrawn",
    "engagement.input": "recorded or withdrawn",
    "escalations.escalation": "a chain of dated acts",
    "highlights.highlightreport": "a paper, whose states are kept and compared as every paper's",
    "open_data.proposal": "tried once, then released or turned down; another is proposed beside it",
    "priorities.scoring": "a dated row with its choices",
    "releases.release": "a file of evidence, which never changes",
    "reports.report": "a paper, whose states are kept and compared as every paper's",
    "returns.return": "what a supplier sent, which is answered by another",
    "serious_violence.signup": "a dated act, which another ends",
    "serious_violence.strategy": "its parts are rows, each of which stays beside the next",
    "site.version": "a draft is approved or drafted anew, and what was approved never changes",
    "work_plans.plan": "its lines are put back each by itself",
}
KINDS = sorted(versioned_kinds())


def opened(name: str, town: Town, by: User) -> None:
    """Make in a town what can be put back, of the kinds of which it holds only what is closed."""
    if name == "commentaries.commentary":
        one = Commentary.objects.filter(workspace=town.workspace, state="approved").first()
        assert one is not None
        reopen_commentary(commentary=one, reason="A word is wrong", by=by)
    if name in ("plans.context", "plans.leftout"):
        draft = Plan.objects.get(workspace=town.workspace, state="draft")
        values = {"words": "Falls", "figure": "12", "source": "The log", "reason": "Few"}
        write_part(plan=draft, kind=Kind.CONTEXT if name == "plans.context" else Kind.LEFT_OUT, values=values, by=by)


def row_of(kind: VersionedKind, town: Town, by: User) -> Any:
    """Return a row of a town that the officer may see and put back; None where there is none."""
    rows = kind.model.objects.filter(workspace=town.workspace)
    seen = [row for row in rows if kind.one(town.workspace, by, str(row.pk)) is not None]
    return next((row for row in seen if kind.may_put_back(row, by)), None)


def words_in(kind: VersionedKind) -> str:
    """Return the first field of words that is put back."""
    for name, _ in kind.fields:
        if name not in (*kind.fixed, *kind.words, *kind.beyond):
            field = kind.model._meta.get_field(name)
            if isinstance(field, CharField | TextField) and not field.choices and (field.max_length or 99) > 20:
                return name
    raise AssertionError(kind.kind)


def test_whatever_has_a_page_is_put_back_or_it_is_said_why_not() -> None:
    assert set(LEFT_OUT) == set(subject_kinds()) - set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_an_earlier_state_is_compared_and_put_back_by_the_things_own_act_and_no_stranger_sees_it(
    name: str, client: Client, town: Town, foreign: Town
) -> None:
    kind, officer = versioned_kinds()[name], town.people[Role.OFFICER]
    opened(name, town, officer)
    row = row_of(kind, town, officer)
    assert row is not None, "a town holds one that can be put back"
    field, earlier = words_in(kind), f"{town.canary} earlier"
    mine = Version.objects.filter(workspace=town.workspace, kind=name, about=str(row.pk))
    mine.delete()
    for number, state in enumerate(({**state_of(kind, row), field: earlier}, state_of(kind, row)), 1):
        Version.objects.create(
            workspace=town.workspace, kind=name, about=str(row.pk), number=number, state=state, verb="x.y", who="One",
            at=clock.now(),
        )  # fmt: skip
    first, second = mine.order_by("number")
    assert [one.name for one in differences(kind, first, second)] == [field]

    client.force_login(officer)
    here = (town.workspace.slug, name, row.pk)
    said = client.get(reverse("versions:of", args=here)).content.decode()
    assert faults(said) == []
    assert earlier in said
    assert "Put back what stood in version 1" in said
    client.post(reverse("versions:put_back", args=(*here, 1)))
    row.refresh_from_db()
    assert getattr(row, field) == earlier
    assert mine.order_by("number").last() is not None
    kept = mine.latest("number")
    assert (kept.number, kept.state) == (3, first.state)
    verbs = Event.objects.filter(workspace=town.workspace.pk).order_by("-number").values_list("verb", flat=True)
    assert verbs[0] == "versions.put_back"
    assert verbs[1].partition(".")[0] in (name.partition(".")[0], "bodies")

    client.force_login(foreign.people[Role.OFFICER])
    assert client.get(reverse("versions:of", args=here)).status_code == 404
    abroad = (foreign.workspace.slug, name, row.pk)
    assert client.get(reverse("versions:of", args=abroad)).status_code == 404


def test_what_was_there_before_its_kind_was_kept_is_kept_as_it_stands_once(town: Town) -> None:
    kept = Version.objects.filter(workspace=town.workspace)
    kept.filter(kind__startswith="plans.").delete()
    assert keep_what_stands() > 0
    assert keep_what_stands() == 0
    plan = Plan.objects.filter(workspace=town.workspace, state="draft").get()
    one = kept.get(kind="plans.plan", about=str(plan.pk))
    assert (one.number, one.who, one.state["title"]) == (1, "Frankpledge", plan.title)


def test_a_version_goes_with_its_thing(town: Town) -> None:
    kind = versioned_kinds()["plans.objective"]
    row = kind.model.objects.filter(workspace=town.workspace).first()
    Version.objects.create(
        workspace=town.workspace, kind=kind.kind, about=str(row.pk), number=9, state={}, verb="x.y", who="One",
        at=clock.now(),
    )  # fmt: skip
    row.delete()
    assert not Version.objects.filter(kind=kind.kind, about=str(row.pk)).exists()
