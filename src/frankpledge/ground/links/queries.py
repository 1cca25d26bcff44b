"""Reading links: what a token opens, which purposes there are, and which links a workspace has given out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.links import rules
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.rules import LinkClosed, State
from frankpledge.ground.registry import told
from frankpledge.refusal import Refusal


@dataclass(frozen=True)
class Asked:
    """What the page of a link asks for.

    `form` makes the form from Django's own arguments (data, initial). `only_for` ends the sentence "This link is
    only for …". `shown` is what a template of the purpose's own needs besides.
    """

    title: str
    lede: str
    only_for: str
    form: Callable[..., forms.Form]
    shown: Mapping[str, Any] | None = None
    after: str = ""


@dataclass(frozen=True)
class Purpose:
    """What links may be for, told by an app in its `registry.py` as `LINKS = {"app.name": Purpose(…)}`.

    `asked(link)` returns what the page asks, or refuses where the time for it is over. `take(link, answers)` is the
    app's action with the form's clean answers; it runs in the transaction that uses the link up, and returns the
    receipt's words. `template` extends `links/form.html`. `keeps` says whether what was written may be saved to come
    back to, which a password may not. `onward` is the route that the receipt leads on to. `page` is the route of pages
    of the app's own, which take the token and show all that becomes of such a link.
    """

    label: str
    asked: Callable[[Link], Asked]
    take: Callable[[Link, Mapping[str, Any]], str]
    template: str = "links/form.html"
    keeps: bool = True
    onward: str = ""
    page: str = ""


@dataclass(frozen=True)
class Receipt:
    """What whoever sent something keeps: a code, when, for whom, and what was received in words."""

    code: str
    at: datetime
    to_whom: str
    words: str
    link: Link


class UnknownPurpose(Refusal):
    """No app registered a purpose of that name."""


def purposes() -> dict[str, Purpose]:
    """Return every registered purpose by its name."""
    return {name: purpose for _, found in told("LINKS") for name, purpose in found.items()}


def purpose_named(name: str) -> Purpose:
    """Return the purpose of a name. Refused where no app registered one."""
    try:
        return purposes()[name]
    except KeyError:
        raise UnknownPurpose(f"there is no purpose “{name}” for a link.", cure="Name one that an app told.") from None


def digest_of(token: str) -> str:
    """Return the mark by which a token is known: an HMAC under the installation's own key, in hex."""
    return salted_hmac("frankpledge.links", token, algorithm="sha256").hexdigest()


def link_for(token: str, purpose: str = "") -> Link:
    """Return the link that a token opens now. Opening changes nothing.

    Refused alike where the token is unknown, and where the link has ended, was withdrawn, was used, or is for another
    purpose. The table is asked for the mark of the whole token, so an answer tells nothing about its parts.
    """
    link = _known(token)
    if link is None or (purpose and link.purpose != purpose) or state_of(link) is not State.OPEN:
        raise LinkClosed
    return link


def given_for(token: str, purpose: str) -> Link:
    """Return the link of a purpose that has pages of its own, used or not, unless it was withdrawn or ended.

    Its pages say what can still be done by it.
    """
    link = _known(token)
    if link is None or link.purpose != purpose or link.revoked_at is not None or link.expires_at <= clock.now():
        raise LinkClosed
    return link


def page_for(token: str) -> str:
    """Return the route of the pages that a token's purpose has of its own; empty where it has none or is unknown."""
    link = _known(token)
    return purpose_named(link.purpose).page if link is not None else ""


def receipt_for(token: str) -> Receipt:
    """Return the receipt of what was sent by a link, until the day on which the link would have ended.

    Refused as `link_for` refuses where nothing was sent.
    """
    link = _known(token)
    if link is None or link.used_at is None or link.expires_at <= clock.now():
        raise LinkClosed
    return Receipt(code=link.receipt, at=link.used_at, to_whom=link.to_whom, words=link.receipt_words, link=link)


def _known(token: str) -> Link | None:
    if len(token) > rules.LONGEST_TOKEN:
        return None
    return Link.objects.select_related("workspace").filter(digest=digest_of(token)).first()


def state_of(link: Link) -> State:
    """Return where a link stands now."""
    return rules.state_of(
        used=link.used_at is not None,
        revoked=link.revoked_at is not None,
        expires=link.expires_at,
        now=clock.now(),
    )


def links_of(*, workspace: Workspace, viewer: User, purpose: str = "", about: str = "") -> QuerySet[Link]:
    """Return the links of a workspace that the viewer belongs to, newest first; of one purpose or thing if named.

    What was saved to come back to is not among what is read: until it is sent it is its writer's alone.
    """
    found = Link.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).defer("kept")
    named = {name: value for name, value in (("purpose", purpose), ("about", about)) if value}
    return found.filter(**named).select_related("created_by")


def link_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Link | None:
    """Return one link of a workspace that the viewer belongs to; None where there is none."""
    return links_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()
