"""A strategy from its first words to an edition that several partnerships have signed up to, and what it proves."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.duties.models import DutyEvent
from frankpledge.domain.serious_violence import actions
from frankpledge.domain.serious_violence.documents import strategy_document
from frankpledge.domain.serious_violence.models import Part, Strategy
from frankpledge.domain.serious_violence.presenters import proves
from frankpledge.domain.serious_violence.queries import Whole, strategy_of, whole
from frankpledge.domain.serious_violence.rules import Done, NotAStrategy, Sort
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.blocks import Table
from frankpledge.ground.documents.rules import OwnWork
from frankpledge.ground.registry import SeenRequest
from frankpledge.statute.serious_violence import items
from tests.ground.people import new_member

pytestmark = pytest.mark.django_db
MIGRATION = import_module("frankpledge.domain.serious_violence.migrations.0003_events_of_those_begun_before")


@pytest.fixture
def strategy(workspace: Workspace, officer: User) -> Strategy:
    starts = clock.today() - timedelta(days=60)
    return actions.begin_strategy(
        workspace=workspace, title="County strategy", starts=starts, serves=["North", "South", "North"], by=officer
    )


def seen(strategy: Strategy, viewer: User) -> Whole:
    found = strategy_of(strategy.pk, workspace=strategy.workspace, viewer=viewer)
    assert found is not None
    return whole(found, on=clock.today())


def write(strategy: Strategy, by: User) -> None:
    for one in items():
        if one.form == "words":
            actions.write_part(strategy=strategy, item=one.id, words=f"On {one.label}", by=by)


def finish(strategy: Strategy, officer: User, member: User) -> None:
    """Do all that the duty asks for."""
    today = clock.today()
    write(strategy, officer)
    asked = actions.consult(strategy=strategy, sort=Sort.EDUCATION, name="School", asked_on=today, by=officer)
    actions.record_answer(consulted=asked, on=today, answer="Nothing to add", by=officer)
    actions.say_none(strategy=strategy, sorts=[Sort.PRISON, Sort.YOUTH_CUSTODY], by=officer)
    for one in seen(strategy, officer).served:
        actions.sign_up(served=one, on=today, signed_by="Chair", by=officer)
    lead = found_organisation(workspace=strategy.workspace, name="Club", kind="charity", by=officer)
    actions.plan_line(
        strategy=strategy, year=seen(strategy, officer).year, words="Boxing on Fridays", lead=lead, by=officer
    )
    actions.send(strategy=strategy, tree=strategy_document(seen(strategy, officer)), by=officer)
    actions.approve_strategy(strategy=seen(strategy, member).strategy, by=member, formats=("html",))
    actions.publish(strategy=seen(strategy, officer).strategy, address="https://example.org", on=today, by=officer)


def test_a_strategy_that_was_begun_before_beginnings_were_events_starts_the_same_clocks_once(
    strategy: Strategy,
) -> None:
    names = ("kind", "on", "given", "words", "recorded_by")
    event = strategy.event
    assert event is not None
    before = [getattr(event, name) for name in names]
    event.delete()
    for _ in range(2):
        MIGRATION.begin_the_clocks(apps, None)
    strategy.refresh_from_db()
    assert [getattr(strategy.event, name) for name in names] == before
    assert DutyEvent.objects.filter(workspace=strategy.workspace, kind="violence_strategy").count() == 1


def test_a_strategy_that_does_all_that_is_asked_lacks_nothing_and_proves_three_duties(
    strategy: Strategy, officer: User, workspace: Workspace
) -> None:
    assert len(seen(strategy, officer).gaps) == len(items())
    finish(strategy, officer, new_member(workspace, Role.MEMBER))
    assert seen(strategy, officer).gaps == ()
    asked = SeenRequest(workspace, "2025/26", clock.today())
    proved = {duty: [one.words for one in proves(duty, asked)] for duty in ("SVD-01", "SVD-03", "SVD-05")}
    assert all(len(told) == 1 for told in proved.values())
    assert list(proves("SVD-01", SeenRequest(workspace, "2020/21", strategy.starts - timedelta(days=1)))) == []


def test_it_is_not_sent_while_a_part_is_not_written(strategy: Strategy, officer: User) -> None:
    with pytest.raises(NotAStrategy, match="parts are not written"):
        actions.send(strategy=strategy, tree=strategy_document(seen(strategy, officer)), by=officer)


def test_nobody_approves_what_they_wrote_and_a_draft_is_not_published(strategy: Strategy, officer: User) -> None:
    write(strategy, officer)
    actions.send(strategy=strategy, tree=strategy_document(seen(strategy, officer)), by=officer)
    with pytest.raises(OwnWork):
        actions.approve_strategy(strategy=strategy, by=officer, formats=("html",))
    with pytest.raises(NotAStrategy, match="not approved"):
        actions.publish(strategy=strategy, address="https://example.org", on=clock.today(), by=officer)


def test_what_a_part_said_before_is_kept(strategy: Strategy, officer: User) -> None:
    for words in ("Knives", "Knives and threats"):
        actions.write_part(strategy=strategy, item="definition", words=words, by=officer)
    assert seen(strategy, officer).words == {"definition": "Knives and threats"}
    assert Part.objects.count() == 2


def test_an_answer_does_not_come_before_the_question_and_an_authority_is_asked_once(
    strategy: Strategy, officer: User
) -> None:
    today = clock.today()
    asked = actions.consult(strategy=strategy, sort=Sort.PRISON, name="Gaol", asked_on=today, by=officer)
    with pytest.raises(NotAStrategy, match="lies before"):
        actions.record_answer(consulted=asked, on=today - timedelta(days=1), answer="Yes", by=officer)
    with pytest.raises(NotAStrategy, match="there already"):
        actions.consult(strategy=strategy, sort=Sort.PRISON, name="Gaol", asked_on=today, by=officer)


def test_what_a_line_did_is_said_once_it_is_not_open(strategy: Strategy, officer: User, workspace: Workspace) -> None:
    lead = found_organisation(workspace=workspace, name="Club", kind="charity", by=officer)
    line = actions.plan_line(strategy=strategy, year="2026/27", words="Boxing", lead=lead, by=officer)
    with pytest.raises(NotAStrategy):
        actions.tell_line(line=line, done=Done.DONE, effect=" ", by=officer)
    actions.tell_line(line=line, done=Done.DONE, effect="Forty came", by=officer)
    assert seen(strategy, officer).lines[0].effect == "Forty came"


def test_whoever_only_reads_writes_nothing(strategy: Strategy, workspace: Workspace) -> None:
    with pytest.raises(NotPermitted):
        write(strategy, new_member(workspace, Role.ANALYST))


def test_the_document_tells_what_is_missing(strategy: Strategy, officer: User) -> None:
    tree = strategy_document(seen(strategy, officer))
    (table,) = [block for block in tree.sections[-1].blocks if isinstance(block, Table)]
    assert len(table.rows) == len(items()) - 1


def test_one_writes_consults_and_signs_from_the_pages(strategy: Strategy, officer: User, client: Client) -> None:
    client.force_login(officer)
    here = f"/w/{strategy.workspace.slug}/plan/serious-violence/{strategy.pk}/"
    assert "Nobody has written it" in client.get(here).content.decode()
    client.post(f"{here}part/definition/", {"words": "Knives and threats"})
    client.post(f"{here}consult/", {"sort": "education", "name": "Harbour school", "asked_on": "2026-01-05"})
    page = client.get(here).content.decode()
    assert "Knives and threats" in page
    assert "Harbour school" in page
    assert client.post(f"{here}part/definition/", {"words": ""}).status_code == 422
    assert client.get(f"{here}part/weather/").status_code == 404
    assert client.get(f"{here}strategy.html").status_code == 200
    listed = client.get(f"/w/{strategy.workspace.slug}/plan/serious-violence/duty.csv").content.decode()
    assert "PCSC Act 2022 s13" in listed
