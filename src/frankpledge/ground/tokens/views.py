"""The pages of tokens: one's own under the account, those of everybody for whoever administers a workspace."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.tokens import actions
from frankpledge.ground.tokens.forms import TokenForm
from frankpledge.ground.tokens.permissions import GRANTS, Capability
from frankpledge.ground.tokens.presenters import lines
from frankpledge.ground.tokens.queries import own_token, places_for, token_here, tokens_here, tokens_of
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb

SHOWN = 200
WITHDRAWN = "The token was withdrawn. Its next request is refused."


def crumbs(*words: str) -> tuple[Crumb, ...]:
    """Return the way to one's own tokens, or to a page beneath."""
    own = Crumb("Tokens", reverse("tokens:own") if words else "")
    return (Crumb("Account", reverse("web:account")), own, *(Crumb(word) for word in words))


@require_safe
def own(request: HttpRequest) -> HttpResponseBase:
    """Show the tokens of the reader, and lead to making one."""
    person = reader(request)
    shown = {
        "lines": lines(tokens_of(person)[:SHOWN], whose=False),
        "may_make": bool(places_for(person)),
        "crumbs": crumbs(),
    }
    return render(request, "tokens/own.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponseBase:
    """Ask what a token is for, once the reader has proved anew who they are, make it and show it, this once."""
    person = reader(request)
    if is_reauthentication_required(request, app=""):
        if not get_adapter().get_reauthentication_methods(person):
            return redirect("mfa_index")
        raise ReauthenticationRequired
    form = TokenForm(request.POST if request.method == "POST" else None, places=places_for(person))
    shown: dict[str, Any] = {"title": "Make a token", "button": "Make it", "crumbs": crumbs("Make a token")}
    shown["lede"] = "A program that has it acts for you. Give it no more than the program needs."

    def act() -> HttpResponseBase:
        made = actions.make_token(by=person, **form.given())
        return render(request, "tokens/made.html", {"made": made, "crumbs": crumbs("A new token")})

    return answered(request, form, shown, act)


@require_POST
def withdraw_own(request: HttpRequest, program: UUID) -> HttpResponseBase:
    """Withdraw one of the reader's own tokens."""
    found = own_token(program, person=reader(request))
    if found is None:
        messages.error(request, "You have no such token.")
    else:
        told(request, lambda: actions.revoke_token(token=found, by=reader(request)), WITHDRAWN)
    return redirect("tokens:own")


@require_safe
@in_workspace
def here(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show by which tokens a workspace is reached, and whose they are."""
    check_granted(GRANTS, Capability.KEEP_OTHERS, workspace=workspace, user=reader(request))
    found = tokens_here(workspace=workspace, viewer=reader(request))[:SHOWN]
    people = Crumb("Who has access", reverse("access:people", args=(workspace.slug,)))
    shown = {"lines": lines(found, whose=True), "crumbs": (people, Crumb("Tokens"))}
    return render(request, "tokens/here.html", shown)


@require_POST
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, program: UUID) -> HttpResponseBase:
    """Withdraw somebody's token."""
    check_granted(GRANTS, Capability.KEEP_OTHERS, workspace=workspace, user=reader(request))
    found = token_here(program, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such token")
    told(request, lambda: actions.revoke_token(token=found, by=reader(request)), WITHDRAWN)
    return redirect("tokens:here", workspace.slug)
