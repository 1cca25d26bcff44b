"""A person is told what waits for them when they wish it, once, of all their partnerships, and of nothing they lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail as sent
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, end_membership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.jobs.actions import run_pending, tick
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.notices import registry
from frankpledge.ground.notices.actions.mails import note_stuck, plan_digests, take, tell_at_once, try_again
from frankpledge.ground.notices.actions.wishes import choose
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.models import Mail
from frankpledge.ground.notices.queries.mails import mails_of, mails_to
from frankpledge.ground.notices.queries.wishes import chosen_by
from frankpledge.ground.notices.rules import CannotSend, Rhythm, State, default_choice
from frankpledge.ground.registry import registries
from frankpledge.ground.telling import News, NewsKind, NewsRequest
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db
MONDAY = datetime(2031, 1, 20, 9, tzinfo=UTC)
SECRET = "the refuge in Mill Lane"


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what waits for everybody, which a test may change; each thing has a title that no mail may tell."""
    things = ["1", "2"]

    def read(asked: NewsRequest) -> Iterable[News]:
        for one in things:
            yield News(f"thing:{one}", f"{SECRET} {one}", f"/w/{asked.workspace.slug}/", f"Thing {one}", SECRET)

    kinds = (NewsKind("test.things", "Things that wait", read, at_once=True),)
    for _, other in registries():  # nothing else waits for anybody
        monkeypatch.setattr(other, "NEWS", (), raising=False)
    monkeypatch.setattr(registry, "NEWS", kinds, raising=False)
    return things


@pytest.fixture
def place(db: None) -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(place: Workspace) -> User:
    return new_member(place, Role.OFFICER, name="Olive Officer")


@pytest.fixture(autouse=True)
def monday() -> Iterable[time_machine.Coordinates]:
    with time_machine.travel(MONDAY, tick=False) as there:
        yield there


def planned_and_sent(day: date | None = None) -> list[EmailMessage]:
    """Return what goes out on a day once its digests are made."""
    before = len(sent.outbox)
    plan_digests(on=day or clock.today())
    deliver()
    return sent.outbox[before:]


def text_of(message: EmailMessage) -> str:
    """Return all that a message says, in both of its forms and in what stands above them."""
    html = "".join(str(body) for body, _ in message.alternatives)  # type: ignore[attr-defined]
    return f"{message.subject}\n{message.body}\n{html}\n{message.extra_headers}"


def test_a_digest_tells_what_waits_in_neutral_words_with_addresses(
    waiting: list[str], place: Workspace, officer: User
) -> None:
    (message,) = planned_and_sent()
    assert message.to == [officer.email]
    assert message.subject == f"Frankpledge: What waits for you: 2 things, {place.name}"
    assert "Things that wait: 2" in message.body
    assert f"http://localhost:8000/w/{place.slug}/" in message.body
    assert SECRET not in text_of(message)


def test_what_went_is_a_row_with_its_lines_and_stands_in_the_ledger(
    waiting: list[str], place: Workspace, officer: User
) -> None:
    planned_and_sent()
    mail = mails_to(officer).get()
    assert (mail.state, mail.address, mail.ended_at) == (State.KEPT, officer.email, MONDAY)
    assert [(line.about, line.words) for line in mail.lines.all()] == [("thing:1", "Thing 1"), ("thing:2", "Thing 2")]
    event = Event.objects.filter(verb="notices.mail_went").get()
    assert event.workspace == place.pk
    assert event.facts == {"how": "kept here", "purpose": "digest", "things": 2}


def test_nobody_is_told_the_same_twice_but_once_a_week(
    waiting: list[str], officer: User, monday: time_machine.Coordinates
) -> None:
    choose(person=officer, chosen=replace(default_choice(), rhythm=Rhythm.DAILY), by=officer)
    assert len(planned_and_sent()) == 1
    assert planned_and_sent() == []
    monday.shift(timedelta(days=1))
    assert planned_and_sent() == []
    waiting.append("3")
    monday.shift(timedelta(days=1))
    (message,) = planned_and_sent()
    assert "Thing 3" in message.body
    monday.shift(timedelta(days=5))
    assert planned_and_sent() == []
    monday.shift(timedelta(days=2))
    assert len(planned_and_sent()) == 1


def test_one_message_tells_of_all_partnerships_apart(waiting: list[str], place: Workspace, officer: User) -> None:
    other = new_workspace("South Vale Community Safety Partnership")
    add_member(workspace=other, user=officer, role=Role.ANALYST)
    (message,) = planned_and_sent()
    assert "4 things" in message.subject
    here, there = message.body.index(place.name), message.body.index(other.name)
    assert message.body.index(f"/w/{place.slug}/") > here
    assert message.body.index(f"/w/{other.slug}/") > there
    admin = new_member(other, Role.ADMINISTRATOR)
    seen = mails_of(workspace=other, viewer=admin).get()
    assert {line.workspace for line in seen.lines.all()} == {other}


def test_whoever_lost_their_role_before_it_goes_is_told_nothing(waiting: list[str], officer: User) -> None:
    plan_digests(on=MONDAY.date())
    end_membership(membership=officer.memberships.get())
    deliver()
    assert sent.outbox == []
    assert Mail.objects.get().state == State.NOTHING


def test_what_a_person_switched_off_is_not_told_and_never_means_never(waiting: list[str], officer: User) -> None:
    choose(person=officer, chosen=replace(default_choice(), off=frozenset({"test.things"})), by=officer)
    assert planned_and_sent() == []
    choose(person=officer, chosen=replace(default_choice(), rhythm=Rhythm.NEVER), by=officer)
    assert planned_and_sent(MONDAY.date() + timedelta(days=1)) == []


def test_a_digest_does_not_go_before_its_hour(
    waiting: list[str], officer: User, monday: time_machine.Coordinates
) -> None:
    later = MONDAY + timedelta(days=7)
    monday.move_to(later.replace(hour=7, minute=59))
    assert planned_and_sent() == []
    monday.move_to(later.replace(hour=8))
    assert deliver() == 1


def test_mail_to_a_server_is_sent_and_of_an_invented_partnership_kept(
    waiting: list[str], officer: User, settings: Settings, tmp_path: object
) -> None:
    settings.MAIL = replace(settings.MAIL, backend="django.core.mail.backends.smtp.EmailBackend", host="mail.example")
    settings.EMAIL_FILE_PATH = str(tmp_path)
    invented = new_member(new_workspace(generated=True), Role.OFFICER)
    planned_and_sent()
    assert [message.to for message in sent.outbox] == [[officer.email]]
    assert mails_to(officer).get().state == State.SENT
    assert mails_to(invented).get().state == State.KEPT


def test_a_server_that_takes_nothing_is_tried_ever_later_and_then_the_failure_is_seen(
    waiting: list[str], place: Workspace, officer: User, monday: time_machine.Coordinates, settings: Settings
) -> None:
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.ground.notices.broken.Backend"
    plan_digests(on=MONDAY.date())
    states = []
    for minutes in (0, 5, 30, 120, 480, 1440):
        monday.shift(timedelta(minutes=minutes))
        deliver()
        states.append(Mail.objects.get().state)
    assert states == [State.WAITING] * 5 + [State.FAILED]
    mail = Mail.objects.get()
    assert "SMTPServerDisconnected" in mail.because
    settings.EMAIL_BACKEND = kept
    assert deliver() == 0
    try_again(mail=mail, workspace=place, by=officer)
    assert deliver() == 1
    with pytest.raises(CannotSend):
        try_again(mail=Mail.objects.get(), workspace=place, by=officer)


def test_what_a_stopped_server_left_half_way_is_not_sent_again_by_itself(
    waiting: list[str], officer: User, monday: time_machine.Coordinates
) -> None:
    plan_digests(on=MONDAY.date())
    mail = Mail.objects.get()
    assert (take(mail.pk), take(mail.pk)) == (True, False)
    assert note_stuck() == 0
    monday.shift(timedelta(hours=2))
    assert deliver() == 0
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert "nobody knows" in mail.because


def test_a_mention_is_told_soon_once_and_outside_quiet_hours(
    waiting: list[str], officer: User, monday: time_machine.Coordinates
) -> None:
    monday.move_to(MONDAY.replace(hour=19))
    assert tell_at_once(person=officer) is not None
    assert tell_at_once(person=officer) is None
    assert deliver() == 0
    monday.move_to(MONDAY + timedelta(days=1))
    assert deliver() == 1
    assert "mentions you" in sent.outbox[0].body
    tell_at_once(person=officer)
    assert deliver() == 0
    assert Mail.objects.latest("made_at").state == State.DROPPED


def test_whoever_does_not_wish_it_is_not_told_at_once(waiting: list[str], officer: User) -> None:
    choose(person=officer, chosen=replace(default_choice(), at_once=False), by=officer)
    assert tell_at_once(person=officer) is None


def way_out(message: EmailMessage) -> str:
    """Return the address by which a message is stopped, as a mail program reads it."""
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(message.extra_headers["List-Unsubscribe"]).strip("<>").removeprefix("http://localhost:8000")


def test_every_message_carries_its_own_way_out_which_looking_does_not_take(
    waiting: list[str], officer: User, client: Client
) -> None:
    (message,) = planned_and_sent()
    address = way_out(message)
    assert client.get(address).status_code == 200
    assert chosen_by(officer).rhythm is Rhythm.WEEKLY
    assert b"stopped" in Client(enforce_csrf_checks=True).post(address).content
    assert chosen_by(officer).rhythm is Rhythm.NEVER
    assert client.get("/account/").status_code == 302
    assert client.get(f"{address[:-2]}x/").status_code == 404
    assert client.get("/stop/nonsense/").status_code == 404


def test_messages_fetch_nothing_and_count_nobody(waiting: list[str], officer: User) -> None:
    (message,) = planned_and_sent()
    html = text_of(message)
    assert not any(word in html for word in ("<img", "src=", "url(", "<script", "@import"))


# ---- by itself -------------------------------------------------------------------------------------------------------


def test_what_is_due_begins_once_each_day_is_a_row_and_leads_to_messages(
    waiting: list[str], officer: User, monday: time_machine.Coordinates
) -> None:
    begun = tick()
    assert {run.name for run in begun} >= {"access.review", "notices.digests", "notices.reminders"}
    assert tick() == ()
    run_pending()
    assert deliver() == 1
    assert {run.state for run in JobRun.objects.all()} == {"done"}
    assert {run.due_on for run in JobRun.objects.all()} == {MONDAY.date()}
    monday.shift(timedelta(days=3))
    assert {run.due_on for run in tick()} == {MONDAY.date() + timedelta(days=3)}


def test_the_database_refuses_a_second_run_of_a_day(officer: User) -> None:
    run = tick()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        JobRun.objects.create(name=run.name, title="again", due_on=run.due_on, asked_at=clock.now())


# ---- pages -----------------------------------------------------------------------------------------------------------


def test_a_person_chooses_on_their_page_and_reads_what_they_were_sent(
    waiting: list[str], officer: User, client: Client
) -> None:
    planned_and_sent()
    client.force_login(officer)
    html = client.get("/account/notices/").content.decode()
    assert "Thing 1; Thing 2" in html
    assert "Kept here, not sent" in html
    typed = {"rhythm": "daily", "weekday": "1", "hour": "9", "quiet_from": "17", "quiet_until": "9", "days": "any"}
    assert client.post("/account/notices/", {**typed, "kinds": ["test.things"]}).status_code == 302
    chosen = chosen_by(officer)
    assert (chosen.rhythm, chosen.hour, chosen.at_once) == (Rhythm.DAILY, 9, False)
    assert "reminders" in chosen.off
    assert "test.things" not in chosen.off
    wrong = client.post("/account/notices/", {**typed, "hour": "3"})
    assert (wrong.status_code, "quiet hours" in wrong.content.decode()) == (422, True)


def test_the_office_sees_what_goes_out_what_failed_and_what_runs_by_itself(
    waiting: list[str], place: Workspace, officer: User, client: Client, settings: Settings
) -> None:
    planned_and_sent()
    client.force_login(officer)
    html = client.get(f"/w/{place.slug}/mail/").content.decode()
    assert "nothing goes out" in html
    assert "Suspend roles that nobody confirmed" in html
    failed = mails_to(officer).get()
    Mail.objects.filter(pk=failed.pk).update(state=State.FAILED, because="The mail server did not take it (OSError).")
    assert "did not take it" in client.get(f"/w/{place.slug}/mail/").content.decode()
    assert client.post(f"/w/{place.slug}/mail/{failed.pk}/again/").status_code == 302
    assert mails_to(officer).get().state == State.WAITING
