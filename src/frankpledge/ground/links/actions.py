"""Opening links, withdrawing them, and doing by one what it is for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links import rules
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.permissions import GRANTS, Capability
from frankpledge.ground.links.queries import digest_of, purpose_named, state_of


@dataclass(frozen=True)
class Opened:
    """A link just made, and the token of its address, which is shown once and kept nowhere."""

    link: Link
    token: str

    @property
    def path(self) -> str:
        """Return the address, without the name of the host."""
        return reverse("links:open", args=(self.token,))


@transaction.atomic
def open_link(*, workspace: Workspace, purpose: str, about: str, to_whom: str, days: int, by: User) -> Opened:
    """Make a link for one job by one organisation and return it with its token, which cannot be had again."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=by)
    return make_link(workspace=workspace, purpose=purpose, about=about, to_whom=to_whom, days=days, by=by)


@transaction.atomic
def make_link(*, workspace: Workspace, purpose: str, about: str, to_whom: str, days: int, by: User) -> Opened:
    """Make a link as `open_link` does, for an app that has asked itself whether the person may."""
    told = purpose_named(purpose)
    token, now = secrets.token_urlsafe(rules.TOKEN_BYTES), clock.now()
    link = Link.objects.create(
        workspace=workspace,
        purpose=purpose,
        about=about,
        to_whom=rules.check_made_for(to_whom),
        digest=digest_of(token),
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=rules.check_days(days)),
    )
    record("links.link_opened", link, by=by, facts={"whom": link.to_whom, "purpose": told.label})
    return Opened(link=link, token=token)


@transaction.atomic
def revoke_link(*, link: Link, by: User) -> Link:
    """Withdraw a link: the next request by it finds nothing. What was saved by it and not sent is gone."""
    check_granted(GRANTS, Capability.WITHDRAW, workspace=link.workspace, user=by)
    rules.check_revocable(state_of(link))
    _withdraw(link, by)
    return link


@transaction.atomic
def revoke_links(*, workspace: Workspace, purpose: str, about: str, by: User) -> int:
    """Withdraw every open link of one purpose about one thing, and return how many: its time is over.

    The app asks whether the person may end it; whoever may not would be refused there.
    """
    still = Link.objects.filter(
        workspace=workspace, purpose=purpose, about=about, used_at__isnull=True, revoked_at__isnull=True
    )
    found = [link for link in still if state_of(link) is rules.State.OPEN]
    for link in found:
        _withdraw(link, by)
    return len(found)


@transaction.atomic
def revoke_links_by(*, workspace: Workspace, person: User, by: User | None) -> int:
    """Withdraw every open link that a person made in a workspace, and return how many: they have left.

    The app asks whether the other may end it.
    """
    still = Link.objects.filter(workspace=workspace, created_by=person, used_at__isnull=True, revoked_at__isnull=True)
    found = [link for link in still if state_of(link) is rules.State.OPEN]
    for link in found:
        _withdraw(link, by or person)
    return len(found)


def _withdraw(link: Link, by: User) -> None:
    link.revoked_at, link.revoked_by, link.kept = clock.now(), by, {}
    link.save(update_fields=("revoked_at", "revoked_by", "kept"))
    record("links.link_withdrawn", link, by=by, facts={"whom": link.to_whom})


@transaction.atomic
def keep_answers(*, link: Link, answers: Mapping[str, list[str]]) -> Link:
    """Keep what the holder wrote, complete or not, to be come back to by the same link."""
    rules.check_length(answers)
    _claim(link, kept=dict(answers), kept_at=clock.now())
    record("links.answers_kept", link, by=holder_of(link))
    return link


@transaction.atomic
def use_link(*, link: Link, answers: Mapping[str, Any]) -> Link:
    """Do what the link is for, once, and return it with its receipt.

    Of two who send at the same moment one is refused as if the link were not there. Where the purpose's own action
    refuses, the link stays open.
    """
    code = "".join(secrets.choice(rules.RECEIPT_LETTERS) for _ in range(rules.RECEIPT_LENGTH))
    _claim(link, used_at=clock.now(), receipt=f"{code[:4]}-{code[4:]}", kept={}, kept_at=None)
    link.receipt_words = purpose_named(link.purpose).take(link, answers)[:500]
    link.save(update_fields=("receipt_words",))
    record("links.link_used", link, by=holder_of(link), facts={"receipt": link.receipt})
    return link


def _claim(link: Link, **changes: Any) -> None:
    """Change a link if it is open still, in one conditional update, so that of two requests one finds it closed."""
    still = Link.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=clock.now())
    if not still.update(**changes):
        raise rules.LinkClosed
    for name, value in changes.items():
        setattr(link, name, value)


def holder_of(link: Link) -> rules.Holder:
    """Return whoever acts by a link, for the ledger."""
    return rules.Holder(pk=link.pk, organisation=link.to_whom)
