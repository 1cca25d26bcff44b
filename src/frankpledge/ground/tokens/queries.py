"""Reading tokens: whose a token is, which a person has, and which a workspace is reached by."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted, roles_of
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.registry import told
from frankpledge.ground.tokens import rules
from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.permissions import GRANTS, Capability
from frankpledge.ground.tokens.rules import NoToken, State


def parts() -> Mapping[str, str]:
    """Return what a token may reach: the name of each part, and what it is in words."""
    return {name: words for _, found in told("TOKEN_PARTS") for name, words in found.items()}


def places_for(user: User) -> tuple[Workspace, ...]:
    """Return the workspaces in which a person may make a token."""
    own = workspaces_of(user)
    return tuple(one for one in own if is_granted(GRANTS, Capability.MAKE, workspace=one, user=user))


def digest_of(token: str) -> str:
    """Return the mark by which a token is known: an HMAC under the installation's own key, in hex."""
    return salted_hmac("frankpledge.tokens", token, algorithm="sha256").hexdigest()


def state_of(token: Token) -> State:
    """Return where a token stands now."""
    return rules.state_of(revoked=token.revoked_at is not None, expires=token.expires_at, now=clock.now())


def bearer(text: str) -> Token:
    """Return the token that a request carries, with its owner and workspace. Asking changes nothing.

    Refused alike where it is unknown, has ended, was withdrawn, and where its owner is gone or holds no role here.
    """
    found = None
    if text.startswith(rules.BEGINS) and len(text) <= rules.LONGEST_TOKEN:
        found = Token.objects.select_related("workspace", "user").filter(digest=digest_of(text)).first()
    if found is None or state_of(found) is not State.OPEN or not roles_of(found.user, found.workspace):
        raise NoToken
    return found


def tokens_of(person: User) -> QuerySet[Token]:
    """Return the tokens of a person in every workspace, newest first."""
    return Token.objects.filter(user=person).select_related("workspace", "revoked_by").order_by("-made_at")


def tokens_here(*, workspace: Workspace, viewer: User) -> QuerySet[Token]:
    """Return the tokens by which a workspace is reached, newest first; to others than its administrators none."""
    found = Token.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    if not is_granted(GRANTS, Capability.KEEP_OTHERS, workspace=workspace, user=viewer):
        return found.none()
    return found.select_related("user", "workspace", "revoked_by").order_by("-made_at")


def own_token(identity: UUID, *, person: User) -> Token | None:
    """Return one of a person's own tokens; None where there is none."""
    return tokens_of(person).filter(pk=identity).first()


def token_here(identity: UUID, *, workspace: Workspace, viewer: User) -> Token | None:
    """Return one token of a workspace that the viewer administers; None where there is none."""
    return tokens_here(workspace=workspace, viewer=viewer).filter(pk=identity).first()
