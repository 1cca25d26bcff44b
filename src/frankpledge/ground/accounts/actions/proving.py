"""How people prove who they are: what happened when they did, taking a second factor away, and ending sessions."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from frankpledge.ground.accounts import rules
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import GRANTS, Capability, check_granted, roles_of
from frankpledge.ground.audit.actions import record


@transaction.atomic
def note_sign_in(*, user: User) -> None:
    """Record that a person signed in."""
    record("accounts.signed_in", user, by=user)


@transaction.atomic
def note_sign_out(*, user: User) -> None:
    """Record that a person signed out."""
    record("accounts.signed_out", user, by=user)


@transaction.atomic
def note_wrong_code(*, user: User) -> None:
    """Record that somebody had a person's password and not their second factor."""
    record("accounts.second_factor_failed", user, by=None)


@transaction.atomic
def note_factor_added(*, user: User, kind: str) -> None:
    """Record that a person set up a second factor."""
    record("accounts.second_factor_added", user, by=user, facts={"kind": kind})


@transaction.atomic
def note_factor_removed(*, user: User, kind: str) -> None:
    """Record that a person took a second factor away."""
    record("accounts.second_factor_removed", user, by=user, facts={"kind": kind})


@transaction.atomic
def end_other_sessions(*, user: User, but: str, by: User | None = None) -> int:
    """End every session of a person but one, and return how many."""
    others = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=but))
    for session in others:
        session.end()
    record("accounts.sessions_ended", user, by=by or user, facts={"sessions": len(others)})
    return len(others)


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, workspace: Workspace | None = None, by: User | None) -> None:
    """Take a person's second factors and their password away, so that they prove themselves anew.

    They set a password by the link that is sent to their address, and a second factor at their next sign-in. It takes
    two people, so nobody does it for themselves; an administrator does it for people of their own workspace, and the
    installation from its own terminal. Every session ends.
    """
    why = rules.check_reset_reason(reason)
    if by is not None:
        if workspace is None:
            raise rules.NotGiven("this is done in a workspace.", cure="Name the one that both of you belong to.")
        check_granted(GRANTS, Capability.RESET_SECOND_FACTOR, workspace=workspace, user=by)
        rules.check_somebody_else(same=by.pk == user.pk, of_here=bool(roles_of(user, workspace)))
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.set_unusable_password()
    user.save(update_fields=("password",))
    end_sessions(user)
    told = {"reason": rules.RESET_REASONS[why], "user": str(user.pk)}
    record("accounts.second_factor_reset", user, by=by, workspace=workspace, facts=told)


def end_sessions(user: User) -> None:
    """End every session of a person, wherever they are signed in."""
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()
