"""Elections are recorded by an officer, proposed where the law fixes their day, and withdrawn for a reason."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.elections.actions import record_election, withdraw_election
from frankpledge.domain.elections.models import Election
from frankpledge.domain.elections.queries import elections_of, left_to_record, periods_of
from frankpledge.domain.elections.rules import Dated, NotAnElection
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.guards.page import faults

HERE = "/w/tithing/elections/"
LOCAL = Dated("local", date(2027, 3, 31), date(2027, 5, 6))
TODAY = date(2027, 4, 12)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Dated("mayor", date(2027, 4, 1), date(2027, 5, 6)), "no such kind of election"),
        (Dated("local", date(2027, 5, 7), date(2027, 5, 6)), "is before care begins, on 7 May 2027"),
        (Dated("local", date(2026, 12, 1), date(2027, 5, 6)), "156 days of care"),
    ],
)
def test_what_is_no_election_is_refused(given: Dated, said: str, workspace: Workspace, officer: User) -> None:
    with pytest.raises(NotAnElection, match=said):
        record_election(workspace=workspace, given=given, by=officer)


def test_only_an_officer_records_one_and_each_once(workspace: Workspace, people: dict[Role, User]) -> None:
    for role in set(Role) - {Role.OFFICER}:
        with pytest.raises(NotPermitted):
            record_election(workspace=workspace, given=LOCAL, by=people[role])
    record_election(workspace=workspace, given=LOCAL, by=people[Role.OFFICER])
    with pytest.raises(NotAnElection, match="is recorded on that day"):
        record_election(workspace=workspace, given=LOCAL, by=people[Role.OFFICER])


def test_what_was_withdrawn_holds_no_day_and_is_proposed_again(workspace: Workspace, officer: User) -> None:
    made = record_election(workspace=workspace, given=LOCAL, by=officer)
    assert [one.label for one in periods_of(workspace)] == ["Local elections, 6 May 2027"]
    found = list(elections_of(workspace=workspace, viewer=officer))
    assert ("local", LOCAL.poll) not in [(one.kind.id, one.poll) for one in left_to_record(found, today=TODAY)]
    with pytest.raises(NotAnElection, match="a reason is needed"):
        withdraw_election(election=made, because=" ", by=officer)
    withdraw_election(election=made, because="No seat is up this year", by=officer)
    with pytest.raises(NotAnElection, match="withdrawn before"):
        withdraw_election(election=made, because="Again", by=officer)
    assert periods_of(workspace) == ()
    found = list(elections_of(workspace=workspace, viewer=officer))
    assert ("local", LOCAL.poll) in [(one.kind.id, one.poll) for one in left_to_record(found, today=TODAY)]


def test_an_officer_records_a_proposal_takes_the_list_away_and_withdraws_it(client: Client, officer: User) -> None:
    client.force_login(officer)
    start = client.get(HERE).content.decode()
    assert faults(start) == []
    assert "No election is recorded" in start
    asked = "kind=local&amp;starts=2027-03-31&amp;poll=2027-05-06"
    assert asked in start
    form = client.get(f"{HERE}add/?{asked.replace('&amp;', '&')}").content.decode()
    assert 'value="2027-05-06"' in form
    typed = {"kind": "local", "starts": "2027-03-31", "poll": "2027-05-06", "words": ""}
    wrong = client.post(f"{HERE}add/", typed | {"poll": "2027-03-01"})
    assert wrong.status_code == 422
    assert "Put the earlier day first" in wrong.content.decode()
    said = client.post(f"{HERE}add/", typed, follow=True).content.decode()
    assert "Publication waits now" in said
    rows = list(csv.DictReader(io.StringIO(client.get(f"{HERE}elections.csv").content.decode("utf-8-sig"))))
    assert [(row["election"], row["poll"], row["state"]) for row in rows] == [
        ("Local elections", "2027-05-06", "publication waits now")
    ]
    assert Release.objects.get().what == "Elections to 12 April 2027"
    place = f"{HERE}{Election.objects.get().pk}/withdraw/"
    assert "Withdrawn: Not this year" in client.post(place, {"because": "Not this year"}, follow=True).content.decode()


def test_whoever_reads_sees_elections_and_records_none(client: Client, people: dict[Role, User]) -> None:
    client.force_login(people[Role.SCRUTINY])
    said = client.get(HERE).content.decode()
    assert "Record an election" not in said
    assert "To be expected" not in said
    assert client.get(f"{HERE}add/").status_code == 403
