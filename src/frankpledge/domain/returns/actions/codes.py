"""Codes that show earlier values: made for a supplier's registered address, guessed a few times at most, used once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from frankpledge.domain.contacts.queries import addresses_on
from frankpledge.domain.returns.actions import facts_of
from frankpledge.domain.returns.models import Code, Return
from frankpledge.domain.returns.queries import return_for_link
from frankpledge.domain.returns.rules import WrongCode
from frankpledge.ground import clock
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import holder_of
from frankpledge.ground.links.models import Link
from frankpledge.statute.settings import settings

DIGITS = 8
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Made:
    """A code just made, for the one address to which it goes. It is kept nowhere."""

    one: Return
    code: str
    address: str


@transaction.atomic
def make_code(*, link: Link) -> Made:
    """Make a code for the registered address of a link's supplier. Whoever asked by the link is not told the code."""
    one = return_for_link(link)
    address = addresses_on(workspace=one.workspace, on=clock.today()).get(one.supplier_id, "")
    if not address:
        raise WrongCode(
            f"no address is registered for {one.supplier}, so no code can be sent.",
            cure="You can answer without the earlier values. Whoever sent you the link can register an address.",
        )
    now, ours = clock.now(), settings()
    if Code.objects.filter(of=one, made_at__gt=now - DAY).count() >= ours.returns_codes_a_day:
        raise WrongCode("too many codes were asked for today.", cure="Use the last one, or come back tomorrow.")
    Code.objects.filter(of=one, used_at__isnull=True).update(tries=ours.returns_code_tries)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    made = Code(
        workspace=one.workspace, of=one, made_at=now, expires_at=now + timedelta(minutes=ours.returns_code_minutes)
    )
    made.digest = _digest(made, code)
    made.save()
    record("returns.code_made", one, by=holder_of(link), facts=facts_of(one))
    return Made(one, code, address)


@transaction.atomic
def use_code(*, link: Link, code: str) -> bool:
    """Return whether a code is the right one, once. A wrong guess counts; after a few of them the code is void."""
    one, now = return_for_link(link), clock.now()
    last = Code.objects.filter(
        of=one, used_at__isnull=True, expires_at__gt=now, tries__lt=settings().returns_code_tries
    ).first()
    # The guess is counted first, in one conditional update, so that many at once count as many.
    counted = last is not None and Code.objects.filter(
        pk=last.pk, used_at__isnull=True, tries__lt=settings().returns_code_tries
    ).update(tries=F("tries") + 1)
    right = bool(counted) and last is not None and constant_time_compare(last.digest, _digest(last, _tidy(code)))
    if right and last is not None:
        right = bool(Code.objects.filter(pk=last.pk, used_at__isnull=True).update(used_at=now))
    if right:
        record("returns.code_used", one, by=holder_of(link), facts=facts_of(one))
    else:
        record("returns.code_wrong", one, by=holder_of(link), facts=facts_of(one))
    return right


def _tidy(code: str) -> str:
    return "".join(letter for letter in code if letter.isdigit())[:DIGITS]


def _digest(made: Code, code: str) -> str:
    return salted_hmac("frankpledge.returns.code", f"{made.pk}:{code}", algorithm="sha256").hexdigest()
