"""Making tokens, withdrawing them, and counting what is asked by them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, running_now
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.tokens import rules
from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.permissions import GRANTS, Capability, check_may_withdraw
from frankpledge.ground.tokens.queries import digest_of, parts, state_of
from frankpledge.statute.settings import settings

SECONDS_BETWEEN_NOTES = 60
MINUTE = 60
LEFT = "accounts.member_left"
GONE = ("accounts.account_closed", "accounts.second_factor_reset")


@dataclass(frozen=True)
class Made:
    """A token just made, and its text, which is shown once and kept nowhere."""

    token: Token
    text: str


@dataclass(frozen=True)
class _Leaver:
    """Whoever ended what a token rested on, as the ledger named them."""

    pk: str
    label: str

    def __str__(self) -> str:
        return self.label


@transaction.atomic
def make_token(*, workspace: Workspace, name: str, writes: bool, reaches: Iterable[str], until: date, by: User) -> Made:
    """Make a token by which a program acts for a person in a workspace, and return it with its text, once.

    It may do what the person may, of the parts that it reaches, and changes nothing unless it `writes`. It works to the
    end of its last day, for as long as the person holds a role.
    """
    check_granted(GRANTS, Capability.MAKE, workspace=workspace, user=by)
    rules.check_until(until, today=clock.today(), most_days=settings().token_days)
    text = f"{rules.BEGINS}{secrets.token_urlsafe(rules.TOKEN_BYTES)}"
    made = Token.objects.create(
        workspace=workspace,
        user=by,
        name=rules.check_name(name),
        digest=digest_of(text),
        writes=writes,
        parts=rules.check_parts(reaches, known=parts()),
        made_at=clock.now(),
        expires_at=datetime.combine(until, time.max, tzinfo=UTC),
    )
    facts = {"does": "reads and writes" if writes else "reads", "until": until.isoformat()}
    record("tokens.token_made", made, by=by, facts=facts)
    return Made(made, text)


@transaction.atomic
def revoke_token(*, token: Token, by: User) -> Token:
    """Withdraw a token, one's own or, where one administers the workspace, anybody's: its next request is refused."""
    check_may_withdraw(token, by)
    rules.check_standing(state_of(token))
    token.revoked_at, token.revoked_by = clock.now(), by
    token.save(update_fields=("revoked_at", "revoked_by"))
    record("tokens.token_revoked", token, by=by)
    return token


def end_with(event: Event) -> None:
    """End the tokens that rested on what an event of the ledger ended: the last role of a person here, or an account.

    They stay ended where the person comes back.
    """
    if event.verb == LEFT:
        left = Membership.objects.select_related("user").filter(pk=event.subject).first()
        if left is not None and not _still_here(left):
            _end(Q(user=left.user_id, workspace=left.workspace_id), event)
    elif event.verb in GONE:
        _end(Q(user=UUID(event.subject)), event)


def _still_here(left: Membership) -> bool:
    held = Membership.objects.filter(running_now(), user=left.user_id, workspace=left.workspace_id)
    return held.exclude(pk=left.pk).exists()


def _end(whose: Q, event: Event) -> None:
    by = _Leaver(event.actor, event.actor_label) if event.actor else None
    for token in Token.objects.filter(whose, revoked_at__isnull=True).select_related("workspace"):
        token.revoked_at = clock.now()
        token.save(update_fields=("revoked_at",))
        record("tokens.token_revoked", token, by=by)


@transaction.atomic
def note_deed(*, token: Token, deed: str) -> None:
    """Record that a program did something for its owner: the ledger tells what was done under the owner's own name."""
    facts = {"deed": deed, "token": token.pk.hex[:8]}
    record("tokens.program_acted", token, by=token.user, facts=facts)


def count_request(*, token: Token) -> None:
    """Count a request by a token, noting once a minute that it was used. Refused where there are too many."""
    now, most = clock.now(), settings().token_requests_a_minute
    second = int(now.timestamp())
    key = f"tokens.requests:{token.pk}:{second // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    if cache.incr(key) > most:
        raise rules.TooMany(most=most, seconds=MINUTE - second % MINUTE)
    if token.used_at is None or now - token.used_at > timedelta(seconds=SECONDS_BETWEEN_NOTES):
        Token.objects.filter(pk=token.pk).update(used_at=now)
