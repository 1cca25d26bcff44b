"""What a supplier does by a link, without an account: answers, sends a file, reads back, sends, sees its receipt.

Opening any of them changes nothing: mail scanners open every link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.returns.actions.answering import keep_draft, send_by_link, wish_to_correct
from frankpledge.domain.returns.actions.codes import use_code
from frankpledge.domain.returns.documents import template_of, with_remarks
from frankpledge.domain.returns.forms.answering import CodeForm, ReturnForm, SheetForm, WishForm, typed_in
from frankpledge.domain.returns.jobs import fill_from_file, send_code
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.presenters.answering import (
    boxes_page,
    given_of,
    lede_of,
    read_back,
    steps_of,
    title_of,
)
from frankpledge.domain.returns.queries import PURPOSE, boxes_of, draft_of, return_for_link, sheet_of
from frankpledge.domain.returns.queries.earlier import earlier_of, questions_about
from frankpledge.domain.returns.queries.passes import may_see, pass_for
from frankpledge.domain.returns.queries.uses import last_use_of
from frankpledge.domain.returns.rules import OPEN, NotAReturn, State
from frankpledge.domain.returns.rules.answers import Box, read
from frankpledge.domain.returns.rules.questions import unanswered
from frankpledge.domain.returns.views.uploads import take_small
from frankpledge.ground import clock
from frankpledge.ground.documents.listing import FORMS
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import given_for
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.ground.links.views import quietly
from frankpledge.ground.ui.pages import attachment
from frankpledge.refusal import Refusal

WRONG = 422


@dataclass(frozen=True)
class Visit:
    """Somebody at a page of a link: what they ask, by which link, of which return."""

    request: HttpRequest
    token: str
    link: Link
    one: Return

    @property
    def sends(self) -> bool:
        """Return whether something is sent, and not only looked at."""
        return self.request.method == "POST"

    @property
    def can_write(self) -> bool:
        """Return whether the return can be answered by this link now."""
        return self.link.used_at is None and State(self.one.state) in OPEN

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return what the return asks."""
        return boxes_of(self.one)

    @property
    def frame(self) -> dict[str, Any]:
        """Return what every page of it shows."""
        return {"token": self.token, "link": self.link, "one": self.one, "title": title_of(self.one)}

    def kept(self) -> ReturnForm:
        """Return the boxes as they were left."""
        return ReturnForm(boxes=self.boxes, initial=draft_of(self.one))

    def to(self, route: str = "figures") -> HttpResponse:
        """Lead on to another of its pages."""
        return redirect(f"returns:{route}", self.token)


Page = Callable[[Visit], HttpResponse]


def by_link(page: Page) -> Callable[..., HttpResponse]:
    """Return a page that is given the link and the return of its token."""

    @wraps(page)
    @quietly
    def shown(request: HttpRequest, answering: str) -> HttpResponse:
        link = given_for(answering, PURPOSE)
        try:
            one = return_for_link(link)
        except NotAReturn:
            raise LinkClosed from None
        request.guest_of = link.workspace  # type: ignore[attr-defined]  # the frame of the page reads it
        return page(Visit(request, answering, link, one))

    return shown


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def figures(at: Visit) -> HttpResponse:
    """Show the boxes, keep what was typed, or check it; after it was sent show the receipt."""
    if not at.can_write:
        return _too_late(at) if at.sends else _receipt(at)
    if not at.sends:
        return _boxes(at, at.kept())
    refusal = None
    try:
        keep_draft(link=at.link, typed=typed_in(at.request.POST, at.boxes))
    except Refusal as wrong:
        refusal = wrong
    if refusal is None and at.request.POST.get("do") == "save":
        # What a code showed stays on the page, which is then shown as it is; else a reload sends nothing again.
        return _boxes(at, at.kept()) if may_see(at.link, at.request.POST.get("given", "")) else at.to()
    form = ReturnForm(at.request.POST, boxes=at.boxes)
    if refusal is None and form.is_valid():
        return at.to("review")
    return _boxes(at, form, refusal=refusal)


def _boxes(at: Visit, form: ReturnForm, *, refusal: Refusal | None = None, given: str = "") -> HttpResponse:
    given = given or at.request.POST.get("given", "")
    shown = may_see(at.link, given)
    earlier = earlier_of(at.one, shown=shown)
    typed = typed_in(form.data, form.boxes) if form.is_bound else draft_of(at.one)
    asked = questions_about(at.one, read(form.boxes, typed, complete=False).answers, at_entry=True, shown=shown)
    saved = frozenset[str]() if form.is_bound else frozenset(typed)
    context = {
        **at.frame,
        "given": given if shown else "",
        "lede": lede_of(at.one, today=clock.today()),
        "boxes": boxes_page(at.one, form, earlier, asked, saved=saved),
        "hidden": sum(each.hidden for each in earlier.values()),
        "form": form,
        "refusal": refusal,
        "sheet": sheet_of(at.one),
        "last_use": last_use_of(at.one),
    }
    return render(at.request, "returns/figures.html", context, status=WRONG if form.errors or refusal else 200)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def review(at: Visit) -> HttpResponse:
    """Read back what was typed, and send it."""
    if not at.can_write:
        return at.to()
    explained = {name: text for name, text in typed_in(at.request.POST, at.boxes).items() if name.startswith("e-")}
    typed = {**draft_of(at.one), **explained}
    form = ReturnForm(typed, boxes=at.boxes)
    if not form.is_valid() or form.told is None:
        return _boxes(at, form) if at.sends else at.to()
    refusal = None
    if at.sends:
        try:
            send_by_link(link=at.link, typed=typed)
            return at.to()
        except LinkClosed:
            return at.to()
        except Refusal as wrong:
            refusal = wrong
    asked = questions_about(at.one, form.told.answers, at_entry=True)
    must = unanswered(asked, form.told.answers)
    said = read_back(at.boxes, form.told.answers, form, asked)
    shown = {**at.frame, "said": said, "must": must, "form": form, "refusal": refusal}
    return render(at.request, "returns/review.html", shown, status=WRONG if refusal else 200)


def _too_late(at: Visit) -> HttpResponse:
    """Say that nothing was taken of what came after the return was sent, from a page that was open still."""
    refusal = NotAReturn(
        "This return was sent before; what came just now was not taken, and nothing of the return has changed.",
        cure="Your receipt is below. If something is wrong, ask for a correction there.",
    )
    return _receipt(at, refusal=refusal)


def _receipt(at: Visit, form: WishForm | None = None, *, refusal: Refusal | None = None) -> HttpResponse:
    shown = {
        **at.frame,
        "sent": at.one.submissions.order_by("-number").first(),
        "steps": steps_of(at.one),
        "figures": given_of(at.one),
        "form": form or WishForm(),
        "open": State(at.one.state) in OPEN,
        "last_use": last_use_of(at.one, own=True),
        "refusal": refusal,
    }
    wrong = refusal is not None or (form is not None and form.errors)
    return render(at.request, "returns/receipt.html", shown, status=WRONG if wrong else 200)


@csrf_exempt
@login_not_required
@require_POST
@by_link
def wish(at: Visit) -> HttpResponse:
    """Take what the supplier would correct in what it sent."""
    if at.can_write:
        return at.to()
    form = WishForm(at.request.POST)
    if not form.is_valid():
        return _receipt(at, form)
    try:
        wish_to_correct(link=at.link, words=form.cleaned_data["words"])
    except Refusal as wrong:
        form.add_error("words", str(wrong))
        return _receipt(at, form)
    return at.to()


# ---- a file in place of the boxes ------------------------------------------------------------------------------------


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def sheet(at: Visit) -> HttpResponse:
    """Ask for a file, and fill the boxes from it."""
    if not at.can_write:
        return _too_late(at) if at.sends else at.to()
    take_small(at.request)
    form = SheetForm(at.request.POST, at.request.FILES) if at.sends else SheetForm()
    if getattr(at.request, "too_much", ""):
        form.add_error(None, at.request.too_much)  # type: ignore[attr-defined]  # the upload says it
    refusal = None
    if at.sends and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            fill_from_file(link=at.link, name=sent.name, content=sent.read())
            return at.to()
        except Refusal as wrong:
            refusal = wrong
    shown = {**at.frame, "form": form, "refusal": refusal, "sheet": sheet_of(at.one)}
    return render(at.request, "returns/file.html", shown, status=WRONG if form.errors or refusal else 200)


@login_not_required
@require_safe
@by_link
def template(at: Visit) -> HttpResponse:
    """Give the workbook of a return, to be filled."""
    name = f"{at.one.round.name.replace('/', '-').replace(' ', '-')}-figures.xlsx"
    return attachment(template_of(at.one), name=name, media_type=FORMS["xlsx"][1])


@login_not_required
@require_safe
@by_link
def remarks(at: Visit) -> HttpResponse:
    """Give back the supplier's own file with what is wrong in each line."""
    sent = sheet_of(at.one)
    if sent is None or not at.can_write:
        return at.to("sheet")
    return attachment(with_remarks(sent), name="with-remarks.xlsx", media_type=FORMS["xlsx"][1])


# ---- a code for earlier values ---------------------------------------------------------------------------------------


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def code(at: Visit) -> HttpResponse:
    """Send a code to the registered address, and take it: the right one shows the earlier values."""
    if not at.can_write:
        return at.to()
    asks = at.request.POST.get("do") == "send"
    form = CodeForm(at.request.POST if at.sends and not asks else None)
    sent_to, refusal = "", None
    try:
        if asks:
            sent_to = send_code(link=at.link)
        elif form.is_bound and form.is_valid():
            if use_code(link=at.link, code=form.cleaned_data["code"]):
                return _boxes(at, at.kept(), given=pass_for(at.link))
            form.add_error("code", "This code shows nothing: it is wrong, used, or its time is over. Ask for another.")
    except Refusal as wrong:
        refusal = wrong
    shown = {**at.frame, "form": form, "refusal": refusal, "sent_to": sent_to}
    return render(at.request, "returns/code.html", shown, status=WRONG if form.errors or refusal else 200)
