"""Before an election nothing is published, unless a second person says why it is essential; it goes out later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from frankpledge.domain.elections.actions import record_election, withdraw_election
from frankpledge.domain.elections.models import Election
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.publishing.actions import (
    publish_edition,
    schedule_publication,
    state_essential,
    take_back,
)
from frankpledge.domain.publishing.jobs import PUBLISH_DUE
from frankpledge.domain.publishing.models import Publication, Scheduled
from frankpledge.domain.publishing.registry import HOME
from frankpledge.domain.publishing.rules import CannotPublish, HeldBeforeElection, Waiting
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.jobs.actions import run_pending, tick
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.registry import HomeRequest
from frankpledge.statute.deadlines import in_words
from tests.guards.page import faults

# Ahead of whoever holds a role, which begins when the tests do.
BEFORE, STARTS, WITHIN, POLL, AFTER = (clock.today() + timedelta(days=days) for days in (10, 16, 30, 54, 55))
LIST = "/w/tithing/public/"


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)
    monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


@pytest.fixture(autouse=True)
def reviewed(people: dict[Role, User]) -> None:
    """Give everybody their roles on the day of the run: the worker suspends what nobody confirmed for long."""
    Membership.objects.update(valid_from=datetime.now(UTC))


def morning() -> None:
    """Let the worker do what is due this morning."""
    tick()
    run_pending()


def said_last() -> str:
    """Return what the last run said."""
    run = JobRun.objects.filter(name=PUBLISH_DUE).order_by("asked_at").last()
    assert run is not None
    return str(run.result["words"])


@pytest.fixture
def election(edition: Edition, workspace: Workspace, officer: User) -> Election:
    return record_election(workspace=workspace, given=Dated("local", STARTS, POLL), by=officer)


@pytest.fixture
def waiting(election: Election, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch) -> Scheduled:
    """Return the edition as it waits for a day that lies before the election."""
    on(monkeypatch, BEFORE)
    return schedule_publication(edition=edition, on=WITHIN, by=officer)


@pytest.mark.parametrize("day", [STARTS, WITHIN, POLL])
def test_nothing_is_published_from_the_first_day_of_care_to_the_poll(
    day: date, election: Election, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, day)
    with pytest.raises(HeldBeforeElection, match=f"Publish it from {in_words(AFTER)} on") as held:
        publish_edition(edition=edition, by=officer)
    said = f"pre-election period of Local elections, {in_words(POLL)}, which began on {in_words(STARTS)}"
    assert said in str(held.value)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("day", [STARTS - timedelta(days=1), AFTER])
def test_before_and_after_it_is_published(
    day: date, election: Election, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, day)
    assert publish_edition(edition=edition, by=officer)


def test_an_election_that_is_not_held_holds_nothing_up(
    election: Election, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WITHIN)
    withdraw_election(election=election, because="It was put off", by=officer)
    assert publish_edition(edition=edition, by=officer)


def test_what_a_second_person_calls_essential_is_published_and_nobody_does_both(
    election: Election, edition: Edition, people: dict[Role, User], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WITHIN)
    for role in (Role.ANALYST, Role.SCRUTINY):
        with pytest.raises(NotPermitted):
            state_essential(edition=edition, reason="People must know", by=people[role])
    with pytest.raises(CannotPublish, match="not said why it is essential"):
        state_essential(edition=edition, reason=" ", by=officer)
    state_essential(edition=edition, reason="The law sets its day", by=officer)
    with pytest.raises(HeldBeforeElection, match="it takes two people"):
        publish_edition(edition=edition, by=officer)
    stated = state_essential(edition=edition, reason="The law sets its day", by=people[Role.LEAD])
    assert str(stated).endswith("essential")
    assert publish_edition(edition=edition, by=officer)
    with pytest.raises(CannotPublish, match="published before"):
        state_essential(edition=edition, reason="Again", by=people[Role.LEAD])


# ---- on a day ------------------------------------------------------------------------------------------------------


def test_the_worker_publishes_on_the_day_and_not_before(
    edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, BEFORE)
    with pytest.raises(CannotPublish, match="is not ahead"):
        schedule_publication(edition=edition, on=BEFORE, by=officer)
    made = schedule_publication(edition=edition, on=WITHIN, by=officer)
    with pytest.raises(CannotPublish, match="waits for a day already"):
        schedule_publication(edition=edition, on=AFTER, by=officer)
    morning()
    assert not Publication.objects.exists()
    on(monkeypatch, WITHIN)
    morning()
    assert Publication.objects.get().published_by == officer
    made.refresh_from_db()
    assert made.state == Waiting.OUT
    assert said_last() == "1 of 1 that waited were published."


def test_on_a_day_before_the_election_it_waits_on_and_goes_out_after_the_poll(
    waiting: Scheduled, officer: User, people: dict[Role, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (WITHIN, WITHIN + timedelta(days=1)):
        on(monkeypatch, day)
        morning()
    waiting.refresh_from_db()
    assert Event.objects.filter(verb="publishing.publication_held").count() == 2  # its words name the day
    assert (waiting.state, "pre-election period" in waiting.words) == (Waiting.WAITS, True)
    asked = [HomeRequest(waiting.workspace, one, WITHIN) for one in (officer, people[Role.MEMBER])]
    assert [[need.tag for need in HOME(one).needs] for one in asked] == [["Held before an election"]] * 2
    on(monkeypatch, POLL)
    morning()
    assert not Publication.objects.exists()
    on(monkeypatch, AFTER)
    morning()
    assert Publication.objects.get().edition == waiting.edition


def test_a_day_that_was_taken_back_passes_without_a_word(
    waiting: Scheduled, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back(scheduled=waiting, by=officer)
    with pytest.raises(CannotPublish, match="does not wait"):
        take_back(scheduled=waiting, by=officer)
    on(monkeypatch, AFTER)
    morning()
    assert not Publication.objects.exists()
    assert said_last() == "0 of 0 that waited were published."


def test_what_may_not_go_out_for_another_reason_is_kept_with_the_reason(
    waiting: Scheduled, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, AFTER)
    officer.memberships.update(role=Role.ANALYST)
    morning()
    waiting.refresh_from_db()
    assert waiting.state == Waiting.REFUSED
    assert waiting.words


def test_an_officer_lets_it_wait_and_a_member_says_why_it_is_essential_by_pages(
    election: Election, edition: Edition, client: Client, officer: User, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, BEFORE)
    client.force_login(officer)
    empty = client.post(f"{LIST}schedule/{edition.pk}/", {"on": ""}, follow=True).content.decode()
    assert "Give the day on which it is to be published." in empty
    said = client.post(f"{LIST}schedule/{edition.pk}/", {"on": WITHIN.isoformat()}, follow=True).content.decode()
    assert faults(said) == []
    assert "it then waits until the poll is over" in said
    assert f"Waits for {in_words(WITHIN)}." in said
    waits = Scheduled.objects.get()
    back = client.post(f"{LIST}take-back/{waits.pk}/", follow=True).content.decode()
    assert "It does not wait any more." in back
    on(monkeypatch, WITHIN)
    client.logout()  # a session does not last three weeks
    client.force_login(officer)
    held = client.post(f"{LIST}publish/{edition.pk}/", follow=True).content.decode()
    assert "Nothing is published now" in held
    assert "have a second person state why it is essential" in held
    client.force_login(member)
    assert client.get(LIST).status_code == 403
    asks = client.get(f"{LIST}essential/{edition.pk}/").content.decode()
    assert faults(asks) == []
    assert "Publication goes on where the law sets its day" in asks
    client.post(f"{LIST}essential/{edition.pk}/", {"reason": "The law sets its day"}, follow=True)
    client.force_login(officer)
    assert "said Board member: The law sets its day" in client.get(LIST).content.decode()
    assert "Published." in client.post(f"{LIST}publish/{edition.pk}/", follow=True).content.decode()
