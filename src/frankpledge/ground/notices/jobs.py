"""What goes out: digests and reminders are planned in the morning, and every message is filled at the moment it goes.

So whoever lost a role since is told nothing, and nobody is reminded of what was done meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.ground.notices.actions.mails import (
    Told,
    note_failed,
    note_not_sent,
    note_stuck,
    note_went,
    plan_digests,
    plan_reminders,
    take,
)
from frankpledge.ground.notices.models import ChaserPlan, Mail
from frankpledge.ground.notices.presenters.letters import (
    Letter,
    Line,
    Paragraph,
    Part,
    address_of,
    message,
    parts_of,
    things,
)
from frankpledge.ground.notices.queries.chasing import Reminder, at_of, chase, plan_of, plans_on, still_may
from frankpledge.ground.notices.queries.mails import due_mails, last_told, mail_to_send, told_since
from frankpledge.ground.notices.queries.news import Place, kept, names_of, news_for, news_kinds
from frankpledge.ground.notices.queries.wishes import chosen_by, stop_token
from frankpledge.ground.notices.rules import Purpose, Rhythm, State, chaser_day, day_of, reminder_key
from frankpledge.ground.registry import told as told_of
from frankpledge.refusal import Refusal
from frankpledge.statute.settings import settings as shipped

FOLDER = "django.core.mail.backends.filebased.EmailBackend"
FIRST_TIME = timedelta(days=7)
SAME_AGAIN = timedelta(days=6)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Filled:
    """A message with what it tells, of which time, and whether it tells of invented partnerships alone."""

    letter: Letter
    told: tuple[Told, ...]
    until: datetime
    since: datetime | None = None
    invented: bool = False


@dataclass(frozen=True)
class Empty:
    """A message that is not sent, and why."""

    state: State
    because: str = ""


# ---- planned ---------------------------------------------------------------------------------------------------------


def digests(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Make the digests of a day, and say how many."""
    tell(0.1, "looking at who wishes to be told today")
    made = plan_digests(on=_day(run, on))
    return {"words": f"Digests to go: {made}."}


def reminders(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Make the reminders of a day for every partnership whose day it is, and say how many."""
    day, made, refused = _day(run, on), 0, 0
    tell(0.1, "looking at what is late")
    for plan in plans_on():
        if chaser_day(plan.weekday, after=day) != day:
            continue
        if not still_may(plan):
            refused += 1
            continue
        found = chase(workspace=plan.workspace, on=day).going
        made += plan_reminders(workspace=plan.workspace, reminders=found, on=day, at=at_of(day))
    why = f" {refused} partnerships let them go out in the name of somebody who no longer may." if refused else ""
    return {"words": f"Reminders to go: {made}.{why}"}


def _day(run: JobRun, on: str) -> date:
    return date.fromisoformat(on) if on else run.asked_at.date()


DIGESTS = Job("Make the digests of the day", digests)
REMINDERS = Job("Make the reminders of the day", reminders)


# ---- going out -------------------------------------------------------------------------------------------------------


def deliver() -> int:
    """Send every message that is due, and return how many went or were kept. What fails is written down, not raised.

    Apps that write to people of their own (`DELIVERIES`) send theirs then.
    """
    note_stuck()
    own = sum(_deliver(mail_to_send(identity)) for identity in due_mails(clock.now()) if take(identity))
    return own + sum(int(others()) for _, others in told_of("DELIVERIES"))


def _deliver(mail: Mail) -> bool:
    mail.state = State.SENDING
    try:
        filled = FILL[Purpose(mail.purpose)](mail)
    except Exception:
        log.exception("the message %s could not be made", mail.pk)
        note_failed(mail=mail, because="It could not be made, for a reason that is ours. The server’s log says more.")
        return False
    if isinstance(filled, Empty):
        note_not_sent(mail=mail, state=filled.state, because=filled.because)
        return False
    stays = filled.invented or not settings.MAIL.goes_out
    try:
        _send(filled, stays=stays)
    except (OSError, SMTPException) as wrong:
        log.warning("the message %s did not go: %s", mail.pk, type(wrong).__name__)
        note_failed(mail=mail, because=f"The mail server did not take it ({type(wrong).__name__}).")
        return False
    note_went(mail=mail, told=filled.told, until=filled.until, since=filled.since, kept=stays)
    return True


def _send(filled: Filled, *, stays: bool) -> None:
    """Send a message, or lay it into the folder of this installation where none goes out."""
    dispatch(message(filled.letter), stays=stays)


def dispatch(made: EmailMessage, *, stays: bool) -> None:
    """Send a message, or lay it into the folder of this installation where it stays."""
    if stays and settings.MAIL.goes_out:
        made.connection = get_connection(FOLDER, file_path=settings.EMAIL_FILE_PATH)
    made.send()


def send_now(*, to: str, subject: str, words: str, invented: bool, nameless: bool = False) -> bool:
    """Send a few words to one address at once, because somebody asked for them there, and return whether they went.

    For an invented partnership they are laid into the folder of this installation. What does not go is logged.
    `nameless`: the sender is an address alone, without the name that stands beside it else.
    """
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1] if nameless else None
    made = EmailMessage(subject, words, sender, [to], headers={"Auto-Submitted": "auto-generated"})
    if invented and settings.MAIL.goes_out:
        made.connection = get_connection(FOLDER, file_path=settings.EMAIL_FILE_PATH)
    try:
        made.send()
    except (OSError, SMTPException) as wrong:
        log.warning("a message that was asked for did not go: %s", type(wrong).__name__)
        return False
    return True


def _digest(mail: Mail) -> Filled | Empty:
    """Return a digest of what waits for its person. One that would say only what they were told lately is not sent."""
    person = _person(mail)
    chosen, now = chosen_by(person), clock.now()
    if chosen.rhythm is Rhythm.NEVER:
        return Empty(State.DROPPED, "They no longer wish it.")
    since = last_told(person) or now - FIRST_TIME
    wanted = [kind for kind in news_kinds() if kind.kind not in chosen.off]
    places = news_for(person, since=since, until=now, kinds=wanted)
    if not names_of(places) - told_since(person, now - SAME_AGAIN):
        return Empty(State.NOTHING)
    count = sum(place.count for place in places)
    return _filled(mail, places, f"{things(count)[:1].upper()}{things(count)[1:]} on Frankpledge.", since, now)


def _at_once(mail: Mail) -> Filled | Empty:
    """Return what a person is told at once and was not told before."""
    person = _person(mail)
    chosen, now = chosen_by(person), clock.now()
    if not chosen.at_once:
        return Empty(State.DROPPED, "They no longer wish it.")
    wanted = [kind for kind in news_kinds() if kind.at_once and kind.kind not in chosen.off]
    found = news_for(person, since=mail.made_at, until=now, kinds=wanted)
    places = kept(found, names_of(found) - told_since(person, None))
    if not places:
        return Empty(State.DROPPED, "They have read it meanwhile, or were told of it.")
    return _filled(mail, places, "Somebody mentions you in a comment on Frankpledge.", mail.made_at, now)


def _person(mail: Mail) -> User:
    assert mail.person is not None
    return mail.person


def _filled(mail: Mail, places: tuple[Place, ...], lede: str, since: datetime, now: datetime) -> Filled:
    person, purpose = _person(mail), Purpose(mail.purpose)
    letter = Letter(
        purpose=purpose,
        to=person.email,
        lede=lede,
        parts=parts_of(places),
        count=sum(place.count for place in places),
        why="You get this because you have a role here. To read on you sign in.",
        stop=_stop(mail),
        wishes=address_of(reverse("notices:mine")),
    )
    told = tuple(
        Told(place.workspace, group.kind.kind, one.id, one.neutral or group.kind.label)
        for place in places
        for group in place.groups
        for one in group.news
    )
    invented = all(place.workspace.generated for place in places)
    return Filled(letter, told, until=now, since=since, invented=invented)


def _stop(mail: Mail) -> str:
    whom = mail.person or mail.addressee
    assert whom is not None
    return address_of(reverse("notices:stop", args=(stop_token(whom, Purpose(mail.purpose)),)))


def _reminder(mail: Mail) -> Filled | Empty:
    """Return a reminder of what is late or soon due, with a link for each thing to whoever has no account."""
    assert mail.workspace is not None
    now, plan = clock.now(), plan_of(mail.workspace)
    if plan is None or not plan.on or not still_may(plan):
        return Empty(State.DROPPED, "Nobody who may lets reminders go out.")
    day = day_of(mail.key)
    every = chase(workspace=mail.workspace, on=day).reminders
    found = [one for one in every if mail.key == reminder_key(mail.workspace.pk, day, one.key)]
    if not found or not found[0].things:
        return Empty(State.DROPPED, "Nothing is left to remind of.")
    if not found[0].goes:
        return Empty(State.DROPPED, found[0].held or "They do not wish it, or were told.")
    return _reminded(mail, found[0], plan, now)


def _reminded(mail: Mail, one: Reminder, plan: ChaserPlan, now: datetime) -> Filled | Empty:
    try:
        paragraphs = _asked_and_thanked(one, plan)
    except Refusal as refusal:
        return Empty(State.FAILED, str(refusal))
    workspace, asked = plan.workspace, [each for each in one.things if not each.thanks]
    letter = Letter(
        purpose=Purpose.CHASER,
        to=one.address,
        lede=_lede(one, len(asked)),
        parts=(Part(workspace.name, paragraphs),),
        count=len(asked) or len(one.things),
        why=f"{workspace.name} sends this to whoever does these actions, at most once a week.",
        stop=_stop(mail),
        wishes=address_of(reverse("notices:mine")) if one.person else "",
        thanks=not asked,
    )
    told = tuple(Told(workspace, Purpose.CHASER, each.id, each.neutral) for each in one.things)
    return Filled(letter, told, until=now, invented=workspace.generated)


def _asked_and_thanked(one: Reminder, plan: ChaserPlan) -> tuple[Paragraph, ...]:
    """Return what is asked under one heading, and thanks under another, each line with its link."""
    heads = (("Late, or due soon", False), ("Thank you", True))
    parted = ((head, [each for each in one.things if each.thanks is thanks]) for head, thanks in heads)
    return tuple(
        Paragraph(head, tuple(Line(each.neutral, address_of(_way(each, one, plan))) for each in some))
        for head, some in parted
        if some
    )


def _lede(one: Reminder, asked: int) -> str:
    whom = " and ".join(one.whom)
    if not asked:
        return f"What became of what {whom} sent. Nothing is asked of you."
    with_account = "Sign in to report." if one.person else "You need no account: each link is for one of them, once."
    return f"{things(asked)} that {whom} undertook. It takes a minute. {with_account}"


def _way(each: Any, one: Reminder, plan: ChaserPlan) -> str:
    """Return where a line leads: to its page, or without an account to a link for it alone."""
    path: str = each.href if one.person else each.link(plan.set_by, shipped().chaser_link_days)
    return path


FILL = {Purpose.DIGEST: _digest, Purpose.AT_ONCE: _at_once, Purpose.CHASER: _reminder}
