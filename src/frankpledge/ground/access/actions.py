"""Inviting, accepting, withdrawing, suspending what nobody confirmed, and leaving with everything handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.access import rules
from frankpledge.ground.access.models import Invitation
from frankpledge.ground.access.queries import (
    PURPOSE,
    belongs_elsewhere,
    holdings_of,
    holds,
    invited_by,
    is_invited,
    is_open,
    next_owners,
    roles_running,
    to_suspend,
)
from frankpledge.ground.accounts.actions import (
    admit,
    close_account,
    create_user,
    end_membership,
    end_sessions,
    suspend_membership,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_may_give
from frankpledge.ground.accounts.queries import user_of
from frankpledge.ground.accounts.rules import Role, tidy_email
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import Opened, holder_of, make_link, revoke_links, revoke_links_by
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.statute.settings import settings


@dataclass(frozen=True)
class Invited:
    """An invitation just made, and the address of its link, which is shown once and kept nowhere."""

    invitation: Invitation
    path: str


@transaction.atomic
def invite(
    *,
    workspace: Workspace,
    email: str,
    role: Role,
    organisation: str,
    until: date | None = None,
    invites: bool = False,
    source: str = "",
    by: User,
) -> Invited:
    """Invite a person to a role, and return the link by which they accept it, once.

    The officer and the administrator invite anybody; whoever looks after an organisation's own people invites those to
    the roles of partners. `invites` lets the person do so too: only the office of the partnership gives that. `source`
    names what the role is to follow from and to end with, such as a seat.
    """
    check_may_give(workspace, role, organisation.strip(), by)
    if invites:
        check_may_give(workspace, Role.OFFICER, "", by)
    address = tidy_email(email)
    rules.check_days_ahead(until, today=clock.today())
    rules.check_not_invited(
        open_one=is_invited(workspace=workspace, email=address, role=role),
        holds_it=holds(workspace=workspace, email=address, role=role),
    )
    made = Invitation(
        workspace=workspace,
        email=address,
        role=role,
        organisation=organisation.strip(),
        invites=invites,
        until=until,
        source=source,
        made_by=by,
        made_at=clock.now(),
    )
    opened = _link(made, by)
    made.save(force_insert=True)
    record("access.invited", made, by=by, facts={"role": role.label, "organisation": made.organisation})
    return Invited(invitation=made, path=opened.path)


def _link(made: Invitation, by: User) -> Opened:
    """Make the link that accepts an invitation. It names the organisation, and nobody's address."""
    opened = make_link(
        workspace=made.workspace,
        purpose=PURPOSE,
        about=str(made.pk),
        to_whom=made.organisation,
        days=settings().invitation_days,
        by=by,
    )
    made.link = opened.link
    return opened


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Withdraw an invitation: the next request by its link finds nothing."""
    check_may_give(invitation.workspace, Role(invitation.role), invitation.organisation, by)
    if not is_open(Invitation.objects.select_related("link").get(pk=invitation.pk)):
        raise rules.NotInvited("this invitation is over.", cure="There is nothing to withdraw.")
    revoke_links(workspace=invitation.workspace, purpose=PURPOSE, about=str(invitation.pk), by=by)
    record("access.invitation_withdrawn", invitation, by=by, facts={"role": Role(invitation.role).label})


@transaction.atomic
def accept(*, link: Link, name: str = "", password: str = "") -> User:
    """Give whoever holds the link of an invitation what it promises, and return them.

    Whoever has no account here gets one with the name and password that they chose. The link is used up with it.
    """
    invitation = invited_by(link)
    if invitation is None or invitation.accepted_at is not None:
        raise LinkClosed
    user = user_of(invitation.email) or create_user(email=invitation.email, name=name, password=password)
    if not user.is_active:
        raise rules.NotInvited("this account is closed.", cure="Ask whoever invited you.")
    admit(
        workspace=invitation.workspace,
        user=user,
        role=Role(invitation.role),
        organisation=invitation.organisation,
        source=invitation.source or f"invitation:{invitation.pk}",
        until=_end_of(invitation.until),
        invites=invitation.invites,
        by=holder_of(link),
    )
    invitation.accepted_by, invitation.accepted_at = user, clock.now()
    invitation.save(update_fields=("accepted_by", "accepted_at"))
    record("access.invitation_accepted", invitation, by=user, facts={"role": Role(invitation.role).label})
    return user


def _end_of(last: date | None) -> datetime | None:
    """Return the moment at which a last day is over."""
    return datetime.combine(last, time.max, tzinfo=UTC) if last else None


def suspend_unconfirmed(*, on: date) -> int:
    """Suspend every role that nobody confirmed by a day, and return how many. Doing it again changes nothing."""
    return sum(suspend_membership(membership=one) for one in to_suspend(on))


@transaction.atomic
def leave(*, workspace: Workspace, person: User, next_owner: User | None, by: User, close: bool = False) -> int:
    """Let a person leave: hand over what they hold, end their roles here, their links and sessions; return how many.

    Either all of it happens or nothing. `close` closes the account as well, where they belong nowhere else.
    """
    held = holdings_of(workspace=workspace, person=person)
    roles = roles_running(workspace=workspace, person=person)
    if not roles:
        raise rules.CannotLeave("this person holds no role here.", cure="There is nothing to end.")
    _check_next(workspace, person, next_owner, needed=bool(held))
    for membership in roles:
        end_membership(membership=membership, by=by)
    for one in held:
        one.hand_over(next_owner, by)
    withdrawn = revoke_links_by(workspace=workspace, person=person, by=by)
    end_sessions(person)
    facts: dict[str, str | int] = {
        "things": len(held),
        "links": withdrawn,
        "user": str(person.pk),
        "next": _id(next_owner if held else None),
    }
    record("access.left", person, by=by, workspace=workspace, facts=facts)
    if close and not belongs_elsewhere(workspace=workspace, person=person):
        close_account(user=person, by=by)
    return len(held)


def _check_next(workspace: Workspace, person: User, next_owner: User | None, *, needed: bool) -> None:
    others = next_owners(workspace=workspace, leaving=person)
    rules.check_next_owner(
        needed=needed,
        given=next_owner is not None,
        same=next_owner is not None and next_owner.pk == person.pk,
        of_here=next_owner is not None and others.filter(pk=next_owner.pk).exists(),
    )


def _id(user: User | None) -> str:
    return str(user.pk) if user else str(UUID(int=0))
