"""Writing a comment, putting it right, taking it off, and having read it; each leads back to the thing's own page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.comments import actions
from frankpledge.ground.comments.forms import CommentForm, SaidForm, TakeOffForm
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.permissions import GRANTS, Capability, check_may_take_off
from frankpledge.ground.comments.queries import comment_of, people_here, spoken_of, subject_of, what_is_taken
from frankpledge.ground.comments.rules import NoSuchComment
from frankpledge.ground.registry import Subject
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


@require_POST
@in_workspace
def add(request: HttpRequest, workspace: Workspace, subject: str, about: str) -> HttpResponseBase:
    """Keep a comment and go back to it; what cannot be kept is shown again with the reason."""
    check_granted(GRANTS, Capability.COMMENT, workspace=workspace, user=reader(request))
    thing = _thing(request, workspace, subject, about)
    form = SaidForm(request.POST, request.FILES, people=people_here(workspace), takes=what_is_taken())

    def do() -> Comment:
        return actions.comment(
            workspace=workspace, kind=subject, about=about, words=form.cleaned_data["words"], mentions=form.mentions,
            file=form.sent, by=reader(request),
        )  # fmt: skip

    made = _kept(form, do)
    if made is None:
        return _asked(request, workspace, thing, form, "Comment")
    return redirect(f"{thing.href}#comment-{made.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, comment: UUID) -> HttpResponseBase:
    """Show one's own comment to be put right, and keep it so."""
    one, thing = _one(request, workspace, comment)
    form = CommentForm(request.POST or None, initial={"words": one.words}, people=people_here(workspace))

    def do() -> Comment:
        words, mentions = form.cleaned_data["words"], form.mentions
        return actions.edit_comment(comment=one, words=words, mentions=mentions, by=reader(request))

    if request.method == "POST" and _kept(form, do):
        return redirect(f"{thing.href}#comment-{one.pk}")
    return _asked(request, workspace, thing, form, "Put a comment right")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def take_off(request: HttpRequest, workspace: Workspace, comment: UUID) -> HttpResponseBase:
    """Ask why a comment is taken off, and take it off."""
    one, thing = _one(request, workspace, comment)
    check_may_take_off(one, reader(request))
    form = TakeOffForm(request.POST or None)

    def do() -> Comment:
        return actions.take_off_comment(comment=one, reason=form.cleaned_data["reason"], by=reader(request))

    if request.method == "POST" and _kept(form, do):
        messages.success(request, "The comment was taken off.")
        return redirect(f"{thing.href}#comment-{one.pk}")
    return _asked(request, workspace, thing, form, "Take a comment off", quoted=one)


@require_POST
@in_workspace
def read(request: HttpRequest, workspace: Workspace, comment: UUID) -> HttpResponseBase:
    """Note that the reader has read what mentions them."""
    one, thing = _one(request, workspace, comment)
    actions.read_mention(comment=one, by=reader(request))
    return redirect(f"{thing.href}#comment-{one.pk}")


def _thing(request: HttpRequest, workspace: Workspace, kind: str, about: str) -> Subject:
    found = subject_of(kind=kind, about=about, workspace=workspace, viewer=reader(request))
    if found is None or not spoken_of(kind):
        raise Http404("there is no such thing to comment on")
    return found


def _one(request: HttpRequest, workspace: Workspace, identity: UUID) -> tuple[Comment, Subject]:
    check_granted(GRANTS, Capability.COMMENT, workspace=workspace, user=reader(request))
    try:
        one = comment_of(identity, workspace=workspace, viewer=reader(request))
    except NoSuchComment as refusal:
        raise Http404(str(refusal)) from None
    return one, _thing(request, workspace, one.kind, one.about)


def _kept(form: CommentForm | TakeOffForm, do: Callable[[], Comment]) -> Comment | None:
    """Do what a valid form asks; a refusal becomes its error, and nothing typed is lost."""
    if not form.is_valid():
        return None
    try:
        return do()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _asked(
    request: HttpRequest,
    workspace: Workspace,
    thing: Subject,
    form: CommentForm | TakeOffForm,
    title: str,
    *,
    quoted: Comment | None = None,
) -> HttpResponse:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    crumbs = (start, Crumb(thing.title, thing.href), Crumb(title))
    shown = {"form": form, "title": title, "thing": thing, "quoted": quoted, "crumbs": crumbs}
    return render(request, "comments/form.html", shown, status=422 if form.is_bound else 200)
