"""Reading accounts: which workspaces a person sees, and who belongs to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from frankpledge.ground.accounts import rules
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import open_now
from frankpledge.ground.accounts.rules import Role
from frankpledge.refusal import Refusal

APP, KEY, RECOVERY = "totp", "webauthn", "recovery_codes"


class NoSuchWorkspace(Refusal):
    """There is no such workspace, or the reader does not belong to it: the two look the same."""


@dataclass(frozen=True)
class Member:
    """A person in a workspace and the roles that they hold there, in words."""

    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Factor:
    """Something that a person proves themselves with besides the password.

    Recovery codes stand in for one and are none themselves.
    """

    authenticator: Authenticator
    kind: str
    name: str
    added: datetime
    used: datetime | None
    left: int = 0

    @property
    def pk(self) -> int:
        """Return its number."""
        return int(self.authenticator.pk)

    @property
    def is_a_factor(self) -> bool:
        """Return whether it is asked for at every sign-in."""
        return self.kind != RECOVERY

    @property
    def takes_codes(self) -> bool:
        """Return whether it is proved by typing a code."""
        return self.kind != KEY


def factors_of(user: Any) -> tuple[Factor, ...]:
    """Return what a person proves themselves with besides the password, oldest first."""
    if not user.is_authenticated:
        return ()
    return tuple(_factor(one) for one in Authenticator.objects.filter(user_id=user.pk).order_by("created_at", "pk"))


def _factor(one: Authenticator) -> Factor:
    names = {APP: "Authenticator app", RECOVERY: "Recovery codes"}
    return Factor(
        authenticator=one,
        kind=one.type,
        name=names.get(one.type) or str(one.data.get("name") or "Key"),
        added=one.created_at,
        used=one.last_used_at,
        left=len(one.wrap().get_unused_codes()) if one.type == RECOVERY else 0,
    )


def has_second_factor(user: Any) -> bool:
    """Return whether a person has an app or a key besides the password."""
    return bool(user.is_authenticated) and Authenticator.objects.filter(user_id=user.pk, type__in=(APP, KEY)).exists()


def people_with_second_factor(users: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of some people have an app or a key besides the password."""
    held = Authenticator.objects.filter(user_id__in=list(users), type__in=(APP, KEY))
    return frozenset(held.values_list("user_id", flat=True))


@dataclass(frozen=True)
class SignedIn:
    """One place where a person is signed in: with what, since when, and whether it is this one."""

    words: str
    since: datetime
    here: bool


def sessions_of(user: User, *, here: str) -> tuple[SignedIn, ...]:
    """Return where a person is signed in, newest first. Sessions that have ended are not among them."""
    kept = UserSession.objects.filter(user_id=user.pk).order_by("-created_at", "pk")
    return tuple(
        SignedIn(rules.browser_of(one.user_agent), one.created_at, one.session_key == here)
        for one in kept
        if one.exists()
    )


def workspaces_of(user: Any) -> QuerySet[Workspace]:
    """Return the workspaces in which a person holds a role now, by name. A stranger, or a closed account, has none."""
    if not user.is_authenticated or not user.is_active:
        return Workspace.objects.none()
    held = Membership.objects.filter(open_now(), user_id=user.pk).values("workspace")
    return Workspace.objects.filter(pk__in=held).order_by("name")


def workspace_for(*, slug: str, viewer: Any) -> Workspace:
    """Return the workspace of a short name, if the viewer belongs to it.

    Refused alike where there is none and where they do not.
    """
    found = workspaces_of(viewer).filter(slug=slug).first()
    if found is None:
        raise NoSuchWorkspace("there is no such workspace, or you do not belong to it.", where=slug)
    return found


def members(workspace: Workspace) -> tuple[Member, ...]:
    """Return who belongs to a workspace now, by name, each with all their roles."""
    held = (
        Membership.objects.filter(open_now(), workspace=workspace).select_related("user").order_by("user__name", "role")
    )
    people: dict[User, list[str]] = {}
    for membership in held:
        people.setdefault(membership.user, []).append(Role(membership.role).label)
    return tuple(Member(name=user.name, email=user.email, roles=tuple(roles)) for user, roles in people.items())


def names_here(*, workspace: Workspace, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of those people, by identifier, who hold or held a role in a workspace; of others none."""
    known = [one for one in ids if _is_identifier(one)]
    held = Membership.objects.filter(workspace=workspace, user_id__in=known)
    return {str(person): name for person, name in held.values_list("user_id", "user__name").distinct()}


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def user_of(email: str) -> User | None:
    """Return the user of an e-mail address, or None."""
    return User.objects.filter(email=email.strip().lower()).first()


def workspace_of(slug: str) -> Workspace | None:
    """Return the workspace of a short name, whoever asks: for the command line, which sees the whole installation."""
    return Workspace.objects.filter(slug=slug).first()


def every_workspace() -> QuerySet[Workspace]:
    """Return all workspaces by name, for the command line, which sees the whole installation."""
    return Workspace.objects.order_by("name")


def people_of(*, workspace: Workspace) -> QuerySet[User]:
    """Return the people who belong to a workspace now, by name."""
    held = Membership.objects.filter(open_now(), workspace=workspace).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "email")
