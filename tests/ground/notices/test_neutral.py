"""No mail holds a word that somebody wrote: every kind of news, and every reminder, of a town of marked words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.core import mail as sent
from django.core.mail import EmailMessage

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.comments.actions import comment
from frankpledge.ground.notices.actions.chasers import set_chasers
from frankpledge.ground.notices.actions.mails import plan_digests, plan_reminders
from frankpledge.ground.notices.actions.wishes import choose
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.models import Mail
from frankpledge.ground.notices.queries.chasing import chase
from frankpledge.ground.notices.queries.news import news_for, news_kinds
from frankpledge.ground.notices.rules import Chosen, Hours, Rhythm, State
from tests.guards.town import Town, build_town

pytestmark = pytest.mark.django_db
ALWAYS = Chosen(Rhythm.DAILY, 0, 0, Hours(0, 0, working_days=False))


@pytest.fixture
def town(db: None) -> Town:
    """Return a town in use, every word of which is marked, with something of every kind to tell its officer."""
    made = build_town("Ownvale")
    Workspace.objects.filter(pk=made.workspace.pk).update(generated=False)
    made.workspace.refresh_from_db()
    return made


def words_of(messages: Iterable[EmailMessage]) -> str:
    """Return all that messages say, in both forms and in what stands above them."""
    said = []
    for one in messages:
        html = "".join(str(body) for body, _ in one.alternatives)  # type: ignore[attr-defined]
        said.append(f"{one.subject}\n{one.body}\n{html}\n{one.extra_headers}")
    return "\n".join(said)


def unmarked(text: str, town: Town) -> str:
    """Return a text without the partnership's own name, which a mail says, and which bears the mark too."""
    return text.replace(town.workspace.name, "")


def test_every_kind_of_news_and_every_digest_of_them_keeps_silent_about_what_was_written(town: Town) -> None:
    officer, member = town.people[Role.OFFICER], town.people[Role.MEMBER]
    said = f"@{officer.name} {town.canary} words"
    comment(workspace=town.workspace, kind="action_log.action", about=str(town.parts["action"]), words=said, by=member)
    for person in town.people.values():
        choose(person=person, chosen=ALWAYS, by=person)
    now = clock.now()
    told = news_for(officer, since=now - timedelta(days=30), until=now, kinds=news_kinds())
    kinds = {group.kind.kind for place in told for group in place.groups}
    assert kinds >= {"comments.mentions", "action_log.pressing", "duties.reminders"}
    titles = " ".join(one.title for place in told for group in place.groups for one in group.news)
    assert town.canary in titles  # what pages say of the same things
    before = len(sent.outbox)
    plan_digests(on=clock.today())
    deliver()
    messages = sent.outbox[before:]
    assert [officer.email] in [message.to for message in messages]
    assert town.canary.lower() not in unmarked(words_of(messages), town).lower()


def test_a_reminder_by_link_keeps_silent_too_and_names_only_the_organisation_that_undertook_it(town: Town) -> None:
    officer, workspace = town.people[Role.OFFICER], town.workspace
    Mail.objects.filter(workspace=workspace).update(state=State.DROPPED)
    organisation = Organisation.objects.get(workspace=workspace, name__endswith="lamps trust")
    give_contact(organisation=organisation, address="desk@example.org", since=clock.today(), by=officer)
    set_chasers(workspace=workspace, on=True, weekday=0, by=officer)
    found = chase(workspace=workspace, on=clock.today())
    assert [one.address for one in found.going] == ["desk@example.org"]
    plan_reminders(workspace=workspace, reminders=found.going, on=clock.today(), at=clock.now())
    before = len(sent.outbox)
    assert deliver() >= 1
    (message,) = [one for one in sent.outbox[before:] if one.to == ["desk@example.org"]]
    text = words_of([message])
    assert "/l/" in text
    assert town.canary not in unmarked(text, town).replace(organisation.name, "")
