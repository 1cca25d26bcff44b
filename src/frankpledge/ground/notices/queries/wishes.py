"""How people wish to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing

from frankpledge.ground.accounts.models import Membership, User
from frankpledge.ground.accounts.permissions import open_now
from frankpledge.ground.notices.models import Addressee, Wish
from frankpledge.ground.notices.rules import Chosen, Hours, Purpose, Rhythm, default_choice, digest_moment

SALT = "frankpledge.notices.stop"
PERSON, ADDRESSEE = "person", "addressee"


def chosen_by(person: User) -> Chosen:
    """Return how a person is told: as they wish, or as the installation does until they say."""
    wish = Wish.objects.filter(person=person).first()
    return as_chosen(wish) if wish else default_choice()


def as_chosen(wish: Wish) -> Chosen:
    """Return a wish as the rules know it."""
    return Chosen(
        rhythm=Rhythm(wish.rhythm),
        weekday=wish.weekday,
        hour=wish.hour,
        hours=Hours(wish.quiet_from, wish.quiet_until, wish.working_days),
        at_once=wish.at_once,
        off=frozenset(wish.off),
    )


def digests_of(day: date) -> Iterator[tuple[User, datetime]]:
    """Yield who is told on a day, and when: people with a role somewhere, by name."""
    held = Membership.objects.filter(open_now())
    people = (
        User.objects.filter(pk__in=held.values("user"), is_active=True).select_related("wish").order_by("name", "pk")
    )
    for person in people:
        wish = getattr(person, "wish", None)
        at = digest_moment(as_chosen(wish) if wish else default_choice(), day)
        if at is not None:
            yield person, at


@dataclass(frozen=True)
class Stopping:
    """Who says that they no longer wish to be written to, and for which purpose."""

    whom: User | Addressee
    purpose: Purpose


def stop_token(whom: User | Addressee, purpose: Purpose) -> str:
    """Return the sign by which whoever was written to says that they no longer wish it. It opens nothing else."""
    kind = PERSON if isinstance(whom, User) else ADDRESSEE
    return signing.dumps([kind, str(whom.pk), purpose.value], salt=SALT)


def stopping_by(token: str) -> Stopping | None:
    """Return who says by a sign that they no longer wish to be written to; None where it is none of ours."""
    try:
        kind, identifier, purpose = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    whom: User | Addressee | None
    if kind == PERSON:
        whom = User.objects.filter(pk=identifier, is_active=True).first()
    else:
        whom = Addressee.objects.filter(pk=identifier).select_related("workspace").first()
    return Stopping(whom, Purpose(purpose)) if whom else None
