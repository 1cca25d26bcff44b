"""What every view stands on: who reads, and the workspace of the address, if the reader belongs to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import NoSuchWorkspace, workspace_for
from frankpledge.ground.documents.listing import FORMS, Listing, inert
from frankpledge.ground.documents.scan import ANYBODY, check_clean
from frankpledge.ground.links.actions import Opened
from frankpledge.ground.ui.parts import Crumb, Pages
from frankpledge.refusal import Refusal

View = Callable[..., HttpResponseBase]


def in_workspace(view: View) -> View:
    """Return a view that takes `slug` from the address and gives `view` the Workspace, as its second argument.

    A workspace that is not there, and one that the reader does not belong to, are both 404. The workspace also becomes
    `request.workspace`, from which the frame makes masthead and navigation.
    """

    @wraps(view)
    def routed(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            workspace: Workspace = workspace_for(slug=slug, viewer=request.user)
        except NoSuchWorkspace as refusal:
            raise Http404(str(refusal)) from None
        request.workspace = workspace  # type: ignore[attr-defined]  # the frame of the page reads it
        return view(request, workspace, *args, **kwargs)

    return routed


def told(request: HttpRequest, do: Callable[[], object], done: str) -> None:
    """Do one thing and leave word on the next page of what was done (nothing where `done` is empty), or why not."""
    try:
        do()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


def answered(
    request: HttpRequest, form: Form, shown: dict[str, Any], act: Callable[[], HttpResponseBase],
    *, template: str = "ui/asks.html", also: tuple[Form, ...] = (),
) -> HttpResponseBase:  # fmt: skip
    """Return what the act leads to once the form (and those beside it) are rightly filled, or the page that asks.

    What was refused stands on the page, and nothing that was typed is lost.
    """
    shown["form"] = form
    if form.is_bound and all([form.is_valid(), *(one.is_valid() for one in also)]):
        try:
            return act()
        except Refusal as refusal:
            shown["refusal"] = refusal
    return render(request, template, shown, status=422 if form.is_bound else 200)


def link_made(
    request: HttpRequest, opened: Opened, *, back: str, back_words: str, crumbs: tuple[Crumb, ...]
) -> HttpResponse:
    """Return the page on which a link without an account is shown, this once."""
    address = request.build_absolute_uri(opened.path)
    shown = {"link": opened.link, "address": address, "back": back, "back_words": back_words, "crumbs": crumbs}
    return render(request, "links/opened.html", shown)


def paged(request: HttpRequest, rows: Any, on_a_page: int) -> tuple[list[Any], Pages]:
    """Return the rows of the page that the address names, and the way to the others."""
    page = Paginator(rows, on_a_page).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    query = f"{kept.urlencode()}&" if kept else ""
    return list(page.object_list), Pages(number=page.number, last=page.paginator.num_pages, query=query)


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return a file that we made to be kept, and never shown in the page's own right.

    It is looked through once more for what it might hold besides what it shows: this is the door by which files leave.
    """
    return _to_be_kept(check_clean(content, name.rpartition(".")[2], author=ANYBODY), name, media_type)


def as_it_came(content: bytes, *, name: str) -> HttpResponse:
    """Return a file that somebody handed in, byte for byte: it was looked at when it came, and is not ours."""
    return _to_be_kept(content, name, "application/octet-stream")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]], *, name: str) -> HttpResponse:
    """Return rows as CSV, in which no cell begins as a formula does."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return attachment(text.getvalue().encode(), name=name, media_type="text/csv; charset=utf-8")


def _to_be_kept(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def list_as_file(
    request: HttpRequest, workspace: Workspace, listing: Listing, kind: str, let_out: Callable[..., bytes]
) -> HttpResponse:
    """Return a list in one of its forms, let out by the action that records it; another form is not there."""
    if kind not in FORMS:
        raise Http404("there is no such form of a list")
    content = let_out(listing=listing, kind=kind, workspace=workspace, by=reader(request))
    return attachment(content, name=f"{workspace.slug}-{listing.name}.{kind}", media_type=FORMS[kind][1])


def reader(request: HttpRequest) -> User:
    """Return who reads a page that only signed-in people reach."""
    if not isinstance(request.user, User):
        raise TypeError("this page was opened to strangers, yet asks who they are")
    return request.user
