"""The pages of a link: what is asked, saved or sent, and the receipt.

They need no account and set no cookie. The address is the authority, so a forged form can do nothing that its forger
could not do openly, and the usual token against forgery is left out: it needs a cookie, and a referrer that would carry
the address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.ground.links.actions import keep_answers, use_link
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, link_for, page_for, purpose_named, receipt_for
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.refusal import Refusal

QUIET = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
Page = Callable[..., HttpResponse]


def quietly(page: Page) -> Page:
    """Return a page that is kept by nobody and tells its address to nobody; whoever opens it is a stranger.

    A token that opens nothing is answered with one plain page, whatever the reason.
    """

    @wraps(page)
    def shown(request: HttpRequest, **address: str) -> HttpResponse:
        request.user = AnonymousUser()
        request.guest_of = None  # type: ignore[attr-defined]  # the frame of the page reads it
        try:
            response = page(request, **address)
        except LinkClosed as refusal:
            response = render(request, "links/closed.html", {"refusal": refusal}, status=404)
        for name, value in QUIET.items():
            response[name] = value
        return response

    return shown


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@quietly
def open_(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link asks for; save it, or send it once. Looking changes nothing."""
    page = page_for(token)
    if page:
        return redirect(page, token)
    if request.method == "POST" and _sent_before(token):
        return redirect("links:receipt", token)
    link = link_for(token)
    asked = _asked(link)
    if request.method != "POST":
        return _page(request, link, asked, asked.form(initial=_initial(asked, link.kept)))
    form = asked.form(request.POST)
    if request.POST.get("do") == "save" and purpose_named(link.purpose).keeps:
        return _save(request, link, asked, form)
    return _send(request, token, link, asked, form)


def _sent_before(token: str) -> bool:
    """Return whether a form is sent a second time, by a double click or a reload: its sender wants the receipt."""
    try:
        receipt_for(token)
    except LinkClosed:
        return False
    return True


def _asked(link: Link) -> Asked:
    """Return what is asked; a purpose whose time is over answers as a link that is over."""
    try:
        return purpose_named(link.purpose).asked(link)
    except Refusal:
        raise LinkClosed from None


def _initial(asked: Asked, kept: dict[str, list[str]]) -> dict[str, Any]:
    """Return what was saved, as a form that has not been sent shows it: incomplete is not yet wrong."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    fields = asked.form().fields
    return {name: fields[name].widget.value_from_datadict(data, {}, name) for name in kept if name in fields}


def _save(request: HttpRequest, link: Link, asked: Asked, form: Form) -> HttpResponse:
    answers = {name: request.POST.getlist(name) for name in form.fields if name in request.POST}
    try:
        keep_answers(link=link, answers=answers)
    except LinkClosed:
        raise
    except Refusal as refusal:
        return _page(request, link, asked, form, refusal=refusal)
    return redirect(request.path)


def _send(request: HttpRequest, token: str, link: Link, asked: Asked, form: Form) -> HttpResponse:
    if not form.is_valid():
        return _page(request, link, asked, form)
    try:
        use_link(link=link, answers=form.cleaned_data)
    except LinkClosed:
        raise
    except Refusal as refusal:
        return _page(request, link, asked, form, refusal=refusal)
    return redirect("links:receipt", token)


def _page(
    request: HttpRequest, link: Link, asked: Asked, form: Form, *, refusal: Refusal | None = None
) -> HttpResponse:
    request.guest_of = link.workspace  # type: ignore[attr-defined]  # the frame of the page reads it
    shown = {"link": link, "asked": asked, "form": form, "refusal": refusal, **(asked.shown or {})}
    status = 422 if refusal or form.errors else 200
    return render(request, purpose_named(link.purpose).template, shown, status=status)


@login_not_required
@require_safe
@quietly
def receipt(request: HttpRequest, spent: str) -> HttpResponse:
    """Show that what was sent has come, with a code to quote."""
    got = receipt_for(spent)
    request.guest_of = got.link.workspace  # type: ignore[attr-defined]  # the frame of the page reads it
    return render(request, "links/receipt.html", {"receipt": got, "onward": purpose_named(got.link.purpose).onward})
