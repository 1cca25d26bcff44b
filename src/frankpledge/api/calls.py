"""Who calls, for which workspace, and what they may reach: asked anew at every request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja.security import HttpBearer

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, check_granted, is_granted
from frankpledge.ground.tokens.actions import count_request
from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.queries import bearer
from frankpledge.ground.tokens.rules import check_reaches

C = TypeVar("C", bound=StrEnum)
T = TypeVar("T")


class TokenInHeader(HttpBearer):
    """A token in the header `Authorization: Bearer …`, and nowhere else: an address is kept in too many places."""

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Return the token of a request, after counting the request. Refused where it opens nothing."""
        found = bearer(token)
        count_request(token=found)
        request.user = found.user  # files are taken from nobody who is not known
        return found


@dataclass(frozen=True)
class Call:
    """One request: by which token, on which day."""

    token: Token
    today: date

    @property
    def workspace(self) -> Workspace:
        """Return the workspace that it is about."""
        return self.token.workspace

    @property
    def by(self) -> User:
        """Return for whom the program acts."""
        return self.token.user

    @property
    def here(self) -> dict[str, Any]:
        """Return what every query is given."""
        return {"workspace": self.workspace, "viewer": self.by}

    def check(self, grants: Mapping[C, frozenset[Role]], capability: C) -> None:
        """Refuse, unless a role of whoever calls is granted the capability at this moment."""
        check_granted(grants, capability, workspace=self.workspace, user=self.by)

    def may(self, grants: Mapping[C, frozenset[Role]], capability: C) -> bool:
        """Return whether a role of whoever calls is granted the capability at this moment."""
        return is_granted(grants, capability, workspace=self.workspace, user=self.by)

    def let_out(self, what: str, *, lines: int) -> None:
        """Record that lines of the workspace's own left by this interface. Refused to whoever may take nothing out."""
        cells = [Cell(key=f"line {at}", value=None, policy=Policy.RESTRICTED) for at in range(1, lines + 1)]
        told = f"By a program, token {self.token.pk.hex[:8]}: {what}"
        release(audience=Audience.WORKSPACE, cells=cells, what=told, workspace=self.workspace, by=self.by)


def call_of(request: HttpRequest, slug: str, part: str, *, writing: bool) -> Call:
    """Return the call that a request makes, once its token reaches the part. Another workspace is not there."""
    token: Token = request.auth  # type: ignore[attr-defined]  # put there by whoever read the header
    if token.workspace.slug != slug:
        raise Http404("there is no such workspace, or the token is for another.")
    check_reaches(part, reached=token.parts, writing=writing, writes=token.writes)
    if not writing:
        token.user.roles_read = {}
    return Call(token, clock.today())


def there(found: T | None, what: str) -> T:
    """Return what was found; where nothing was, it is not there, whosever it may be."""
    if found is None:
        raise Http404(f"there is no such {what}.")
    return found


def row_in(rows: Iterable[T], identity: UUID, what: str) -> T:
    """Return the row of a thing that an address names; where it has none such, it is not there."""
    return there(next((one for one in rows if one.pk == identity), None), what)  # type: ignore[attr-defined]  # a row
