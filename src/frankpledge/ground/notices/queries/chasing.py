"""Who is to be reminded of what on a day, who cannot be reached, and what holds a reminder back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import is_granted, open_now
from frankpledge.ground.notices.models import Addressee, ChaserPlan, Hold, Mail, MailLine, Wish
from frankpledge.ground.notices.permissions import GRANTS, Capability
from frankpledge.ground.notices.queries.mails import WENT
from frankpledge.ground.notices.rules import REMINDERS, Purpose, chaser_day
from frankpledge.ground.registry import told
from frankpledge.ground.telling import Reminded
from frankpledge.statute.settings import settings

PERSON = "person"


@dataclass(frozen=True)
class Reminder:
    """One message that is to go: to whom, for which organisations, of what; and why it does not, if it does not.

    `by_digest` says that whoever it is for was told by their digest. `rests`: they were reminded days ago.
    """

    key: str
    address: str
    person: User | None
    things: tuple[Reminded, ...]
    whom: tuple[str, ...]
    held: str = ""
    stopped: bool = False
    rests: bool = False
    by_digest: bool = False

    @property
    def goes(self) -> bool:
        """Return whether it goes out."""
        return not (self.held or self.stopped or self.rests or self.by_digest)


@dataclass(frozen=True)
class Chase:
    """What is to go out of a partnership on a day, and the organisations of whom nobody knows an address."""

    on: date
    reminders: tuple[Reminder, ...]
    unreachable: tuple[tuple[str, int], ...] = ()

    @property
    def going(self) -> tuple[Reminder, ...]:
        """Return the reminders that go out."""
        return tuple(one for one in self.reminders if one.goes)


@dataclass(frozen=True)
class _Known:
    """What keeps reminders back: holds, who stopped them, who was reminded days ago, who was told of what."""

    held: Mapping[str, str]
    stopped: frozenset[str]
    refusing: frozenset[UUID]
    rested: frozenset[str]
    told: frozenset[tuple[UUID, str]]
    thanked: frozenset[str] = frozenset()


@dataclass
class _Sorted:
    """Things by whom to write to, and how many there are by organisations that nobody can write to."""

    found: dict[str, list[Reminded]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


def may_chase(*, workspace: Workspace, viewer: User) -> bool:
    """Return whether a person lets reminders go out of a workspace."""
    return is_granted(GRANTS, Capability.CHASE, workspace=workspace, user=viewer)


def still_may(plan: ChaserPlan) -> bool:
    """Return whether whoever let reminders go out still may."""
    return may_chase(workspace=plan.workspace, viewer=plan.set_by)


def plan_of(workspace: Workspace) -> ChaserPlan | None:
    """Return whether and when a partnership reminds organisations; None where nobody said."""
    return ChaserPlan.objects.filter(workspace=workspace).select_related("set_by", "workspace").first()


def plans_on() -> tuple[ChaserPlan, ...]:
    """Return the partnerships that remind organisations."""
    return tuple(ChaserPlan.objects.filter(on=True).select_related("set_by", "workspace").order_by("workspace__name"))


def plans_of(person: User, *, workspace: Workspace) -> tuple[ChaserPlan, ...]:
    """Return what goes out of a workspace in a person's name."""
    return tuple(ChaserPlan.objects.filter(workspace=workspace, set_by=person, on=True).select_related("workspace"))


def at_of(on: date) -> datetime:
    """Return the moment at which the reminders of a day go out."""
    return clock.at_london(on, time(settings().chaser_hour))


def next_chase(*, workspace: Workspace) -> Chase:
    """Return what is to go out next, as things stand: today, if its hour has not yet come."""
    plan, there = plan_of(workspace), clock.in_london(clock.now())
    after = there.date() if there.hour < settings().chaser_hour else clock.tomorrow(there.date())
    weekday = plan.weekday if plan else settings().chaser_weekday
    return chase(workspace=workspace, on=chaser_day(weekday, after=after))


def chase(*, workspace: Workspace, on: date) -> Chase:
    """Return who is to be reminded on a day, by address, as things stand now."""
    things = _things(workspace, on)
    people = [found[0].account.pk for key, found in things.found.items() if key.startswith(PERSON)]
    thanks = [one.id for found in things.found.values() for one in found if one.thanks]
    known = replace(_known(workspace, people, on=on), thanked=_thanked(workspace, thanks))
    reminders = tuple(
        _reminder(key, found, known)
        for key, found in sorted(things.found.items(), key=lambda one: (one[1][0].whom, one[0]))
    )
    return Chase(on, reminders, tuple(sorted(things.lost.items())))


def _things(workspace: Workspace, on: date) -> _Sorted:
    here = Membership.objects.filter(open_now(), workspace=workspace, user__is_active=True)
    members, sorted_ = set(here.values_list("user_id", flat=True)), _Sorted()
    for one in (each for _, kinds in told("CHASERS") for kind in kinds for each in kind.read(workspace, on)):
        if one.account is not None and one.account.pk in members:
            sorted_.found.setdefault(f"{PERSON}:{one.account.pk}", []).append(one)
        elif one.address:
            sorted_.found.setdefault(f"address:{one.address.lower()}", []).append(one)
        else:
            sorted_.lost[one.whom] = sorted_.lost.get(one.whom, 0) + 1
    return sorted_


def _known(workspace: Workspace, people: Sequence[UUID], *, on: date) -> _Known:
    """Return what is known of a day and of the people, asked once for all of them."""
    since = at_of(on) - timedelta(days=settings().chaser_days_between)
    went = Mail.objects.filter(state__in=WENT, ended_at__gte=since)
    lately = Mail.objects.filter(
        workspace=workspace, purpose=Purpose.CHASER, state__in=WENT, not_before__gte=since, not_before__lt=at_of(on)
    )
    lines = MailLine.objects.filter(workspace=workspace, mail__in=went.filter(person__in=people))
    stopped = Addressee.objects.filter(workspace=workspace, stopped_at__isnull=False)
    return _Known(
        held={one.key: one.reason for one in Hold.objects.filter(workspace=workspace, on=on)},
        stopped=frozenset(stopped.values_list("address", flat=True)),
        refusing=frozenset(one.person_id for one in Wish.objects.filter(person__in=people) if REMINDERS in one.off),
        rested=frozenset(lately.values_list("address", flat=True)),
        told=frozenset(lines.values_list("mail__person_id", "about")),
    )


def _thanked(workspace: Workspace, thanks: Sequence[str]) -> frozenset[str]:
    """Return which of some thanks went out before: each goes once, whoever it went to."""
    if not thanks:
        return frozenset()
    went = MailLine.objects.filter(workspace=workspace, about__in=thanks, mail__state__in=WENT)
    return frozenset(went.values_list("about", flat=True))


def _reminder(key: str, things: list[Reminded], known: _Known) -> Reminder:
    person: User | None = things[0].account if key.startswith(PERSON) else None
    address = person.email if person else things[0].address.lower()
    left = tuple(
        one for one in things
        if one.id not in known.thanked and (person is None or (person.pk, one.id) not in known.told)
    )  # fmt: skip
    return Reminder(
        key=key,
        address=address,
        person=person,
        things=left,
        whom=_once(one.whom for one in things),
        held=known.held.get(key, ""),
        stopped=person.pk in known.refusing if person else address in known.stopped,
        rests=address in known.rested,
        by_digest=not left and address not in known.rested,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
