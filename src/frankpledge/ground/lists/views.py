"""The pages of a kind of list, which the app that owns it mounts under an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists import actions, presenters
from frankpledge.ground.lists.forms import HeadsForm, SendForm, WordsForm
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Reader, list_of, lists_of, sheets_of
from frankpledge.ground.lists.rules import ListKind, ListState, NotAsShown, wrong_words
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

ON_A_PAGE, CHANGES_ON_A_PAGE = 30, 60
ASKS = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class ListPages:
    """The pages of a kind of list in an app: what they are called, and the way to them.

    `back(workspace)` are the crumbs before; `sample` is the route of the list as a file, which is the form to fill in;
    `parameter` names a list in addresses; `let_out` is the action that lets a list out; `tail` says what is not taken.
    `named` begins the names of its routes where an app has more than one kind of list.
    """

    kind: ListKind
    app: str
    parameter: str
    title: str
    lede: str
    back: Callable[[Workspace], tuple[Crumb, ...]]
    let_out: Callable[..., bytes]
    sample: str = ""
    tail: str = ""
    form: type[SendForm] = field(default=SendForm)
    named: str = ""

    def route(self, page: str) -> str:
        """Return the route of one of these pages."""
        return f"{self.app}:{self.named}{page}"

    def paths(self, under: str) -> list[URLPattern]:
        """Return the addresses of the pages under an address of the app, which ends with a stroke."""
        one = f"{under}lists/<uuid:{self.parameter}>/"
        return [
            path(f"{under}lists/", self._routed(send, *ASKS), name=f"{self.named}lists"),
            path(one, self._routed(show), name=f"{self.named}list_one"),
            path(f"{one}heads/", self._routed(heads, *ASKS), name=f"{self.named}list_heads"),
            path(f"{one}words/", self._routed(words, *ASKS), name=f"{self.named}list_words"),
            path(f"{one}remarks.<slug:kind>", self._routed(remarks), name=f"{self.named}list_remarks"),
            path(f"{one}again/", self._routed(again, "POST"), name=f"{self.named}list_again"),
            path(f"{one}apply/", self._routed(apply, "POST"), name=f"{self.named}list_apply"),
            path(f"{one}undo/", self._routed(undo, "POST"), name=f"{self.named}list_undo"),
        ]

    def _routed(self, view: Callable[..., HttpResponseBase], *methods: str) -> Callable[..., HttpResponseBase]:
        """Return a view of these pages: the reader is asked for, and the list of the address found, before it acts."""

        def shown(request: HttpRequest, workspace: Workspace, **parts: Any) -> HttpResponseBase:
            self.kind.check(workspace, reader(request))
            if self.parameter in parts:
                parts["sent"] = self.found(request, workspace, parts.pop(self.parameter))
            return view(request, workspace, self, **parts)

        gate: Any = require_POST if methods == ("POST",) else require_http_methods(methods) if methods else require_safe
        routed: Callable[..., HttpResponseBase] = gate(in_workspace(shown))
        return routed

    def found(self, request: HttpRequest, workspace: Workspace, identity: UUID) -> SentList:
        """Return the list of an address, or 404."""
        found = list_of(identity, kind=self.kind, workspace=workspace, viewer=reader(request))
        if found is None:
            raise Http404("there is no such list")
        return found

    def to(self, workspace: Workspace, sent: SentList, page: str = "list_one") -> HttpResponseBase:
        """Return the way to a page of a list."""
        return redirect(self.route(page), workspace.slug, sent.pk)

    def crumbs(self, workspace: Workspace, *last: Crumb) -> tuple[Crumb, ...]:
        """Return the way to a page of these lists."""
        mine = Crumb(self.title, reverse(self.route("lists"), args=(workspace.slug,)) if last else "")
        return (*self.back(workspace), mine, *last)

    def names(self, workspace: Workspace) -> dict[str, Any]:
        """Return what every page of a list needs: its app's routes, by what they do."""
        routes = ("one", "heads", "words", "remarks", "again", "apply", "undo")
        return {
            "pages": self,
            "slug": workspace.slug,
            "to": {name: self.route(f"list_{name}") for name in routes},
            "sample": f"{self.app}:{self.sample}" if self.sample else "",
        }


def send(request: HttpRequest, workspace: Workspace, pages: ListPages) -> HttpResponseBase:
    """Ask for a list, try it, and show the lists that came before."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = pages.form(*given, kind=pages.kind, workspace=workspace, viewer=reader(request))
    rows, turn = paged(request, lists_of(pages.kind, workspace=workspace, viewer=reader(request)), ON_A_PAGE)
    table = presenters.lists_table(rows, pages.kind, pages.route("list_one"), workspace.slug) if rows else None
    shown = {**pages.names(workspace), "table": table, "turn": turn, "crumbs": pages.crumbs(workspace)}

    def act() -> HttpResponseBase:
        kept = actions.send_list(
            kind=pages.kind, workspace=workspace, name=form.cleaned_data["file"].name, read=form.read,
            said=form.said(), by=reader(request),
        )  # fmt: skip
        return pages.to(workspace, kept, "list_heads" if kept.state == ListState.ASKED else "list_one")

    return answered(request, form, shown, act, template="lists/send.html")


def show(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Show what a list would change or did change, and what is wrong with it."""
    tried, wrong = sent.state == ListState.TRIED, wrong_words(sent.faults, pages.kind)
    rows, turn = paged(request, sent.changes, CHANGES_ON_A_PAGE)
    faults = presenters.told_apart(sent)
    may_take = tried and bool(sent.changes) and (not wrong or not pages.kind.whole)
    shown = {
        **pages.names(workspace),
        "list": sent,
        "lede": presenters.standing_words(sent, pages.kind),
        "changes": presenters.changes_table(sent, pages.kind, rows) if rows else None,
        "turn": turn,
        "unknown": presenters.unknown_table(sent, pages.kind) if sent.unknown and tried else None,
        "faults": presenters.faults_table(sent, faults[: presenters.MOST_SHOWN]) if faults else None,
        "more": len(faults) - presenters.MOST_SHOWN,
        "copy": bool(sent.faults and sent.lines and not sent.chosen),
        "wrong": wrong,
        "tried": tried,
        "may_take": may_take,
        "may_ask": sent.state in {ListState.ASKED, ListState.TRIED} and not sent.chosen,
        "may_undo": sent.state == ListState.APPLIED,
        "crumbs": pages.crumbs(workspace, Crumb(sent.name)),
    }
    return render(request, "lists/one.html", shown)


def heads(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Ask what the heads of a list mean, and remember it."""
    by = reader(request)
    known = Reader(pages.kind, workspace, by)
    form = HeadsForm(
        request.POST if request.method == "POST" else None, sent=sent, sheets=sheets_of(sent), reader=known
    )

    def act() -> HttpResponseBase:
        held = actions.say_heads(sent=sent, kind=pages.kind, heads=form.said(), by=by)
        if held.state == ListState.ASKED:
            messages.error(request, "No head means what is needed yet.")
            return pages.to(workspace, sent, "list_heads")
        return pages.to(workspace, sent)

    lede = "Said once, it is remembered for every list with these heads. What is not read changes nothing."
    return _asking(request, workspace, pages, sent, (form, "What its heads mean", lede), act)


def words(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Ask what words mean that are not known, and remember it."""
    by = reader(request)
    form = WordsForm(
        request.POST if request.method == "POST" else None, sent=sent, reader=Reader(pages.kind, workspace, by)
    )

    def act() -> HttpResponseBase:
        actions.say_words(sent=sent, kind=pages.kind, words=form.said(), by=by)
        return pages.to(workspace, sent)

    lede = "Said once, it is remembered. Nothing is guessed: a word that you say nothing of stays a line to put right."
    return _asking(request, workspace, pages, sent, (form, "What its words mean", lede), act)


def _asking(
    request: HttpRequest, workspace: Workspace, pages: ListPages, sent: SentList, asked: tuple[Any, str, str],
    act: Callable[[], HttpResponseBase],
) -> HttpResponseBase:  # fmt: skip
    form, title, lede = asked
    one = Crumb(sent.name, reverse(pages.route("list_one"), args=(workspace.slug, sent.pk)))
    shown = {"title": title, "lede": lede, "caption": sent.name, "button": "Remember, and try the list"}
    return answered(request, form, {**shown, "crumbs": pages.crumbs(workspace, one, Crumb(title))}, act)


def remarks(
    request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList, kind: str
) -> HttpResponseBase:
    """Give a list back as it came, with what is wrong beside each line."""
    found = presenters.remarked(sent, sheets_of(sent), pages.kind, today=clock.today())
    return list_as_file(request, workspace, found, kind, pages.let_out)


def again(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Try a list anew."""
    told(request, lambda: actions.try_again(sent=sent, kind=pages.kind, by=reader(request)), "")
    return pages.to(workspace, sent)


def apply(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Take a list in. Where the register has changed since, what it would change now is shown instead."""
    by, leave_out = reader(request), bool(request.POST.get("leave_out"))
    try:
        actions.apply_list(sent=sent, kind=pages.kind, leave_out=leave_out, by=by)
    except NotAsShown as refusal:
        actions.try_again(sent=sent, kind=pages.kind, by=by)
        messages.error(request, str(refusal))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken in.")
    return pages.to(workspace, sent)


def undo(request: HttpRequest, workspace: Workspace, pages: ListPages, *, sent: SentList) -> HttpResponseBase:
    """Take a list back."""
    told(request, lambda: actions.undo_list(sent=sent, kind=pages.kind, by=reader(request)), "Taken back.")
    return pages.to(workspace, sent)
