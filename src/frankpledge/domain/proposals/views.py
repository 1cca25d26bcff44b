"""Pages of proposals: words asked of another agency or brought back from Word, to accept or decline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.queries import chapter_of, part_of, passages_in, with_words
from frankpledge.domain.chapters.rules import NoSuchChapter
from frankpledge.domain.evidence.queries.store import known_as
from frankpledge.domain.narrative.queries.returned import returned
from frankpledge.domain.proposals.actions import accept_proposal, ask_agency, bring_back, decline_proposal
from frankpledge.domain.proposals.forms import AskForm, WordForm
from frankpledge.domain.proposals.models import Proposal
from frankpledge.domain.proposals.presenters import proposal_shown
from frankpledge.domain.proposals.queries import proposal_of, proposals
from frankpledge.domain.proposals.rules import NotAsked, WrongFile
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, link_made, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

MOST_BYTES = 30_000_000


def _one(request: HttpRequest, workspace: Workspace, chapter: UUID) -> Chapter:
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request))
    try:
        return chapter_of(identity=chapter, workspace=workspace, viewer=reader(request))
    except NoSuchChapter as refusal:
        raise Http404(str(refusal)) from None


def _headings(chapter: Chapter) -> tuple[Part, ...]:
    return tuple(part for part in chapter.parts.all() if not part.exhibit)


def _do(request: HttpRequest, chapter: Chapter, do: Callable[[], Any], done: str) -> HttpResponseBase:
    told(request, do, done)
    return redirect("proposals:list", chapter.workspace.slug, chapter.pk)


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Show what others were asked for a chapter and what they sent, with what it would change."""
    one = _one(request, workspace, chapter)
    here = reverse("chapters:chapter", args=(workspace.slug, one.pk))
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    shown = {
        "one": one,
        "items": [proposal_shown(each) for each in proposals(one)],
        "ask_form": AskForm(parts=_headings(one)),
        "word_form": WordForm(auto_id="word_%s"),
        "crumbs": (start, Crumb(one.title, here), Crumb("Words from others")),
    }
    return render(request, "proposals/list.html", shown)


@require_POST
@in_workspace
def ask(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Ask another agency for the words of a heading, and show the link once."""
    one, by = _one(request, workspace, chapter), reader(request)
    form = AskForm(request.POST, parts=_headings(one))
    back = reverse("proposals:list", args=(workspace.slug, one.pk))
    if not form.is_valid():
        messages.error(request, "Choose a heading, name the organisation, and say for how many days.")
        return redirect(back)
    given = form.cleaned_data
    try:
        opened = ask_agency(part=part_of(one, given["part"]), to_whom=given["to_whom"], days=given["days"], by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    way = (Crumb(one.title, back), Crumb("Link"))
    return link_made(request, opened, back=back, back_words="Back to the chapter's proposals", crumbs=way)


@require_POST
@in_workspace
def word(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Take a Word file that was written in, and keep what differs as proposals."""
    one, by = _one(request, workspace, chapter), reader(request)
    try:
        differ = _brought_back(request, one, by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        found = "What differs from the chapter stands below." if differ else "It says what the chapter says already."
        messages.success(request, f"The file is read. {found}")
    return redirect("proposals:list", workspace.slug, one.pk)


def _brought_back(request: HttpRequest, chapter: Chapter, by: User) -> tuple[Proposal, ...]:
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > MOST_BYTES:
        raise WrongFile("no Word file came, or one of more than 30 megabytes.", cure="Choose the .docx file.")
    (one,) = with_words([chapter])
    return bring_back(chapter=one, returned=returned(file.read(), passages_in([one])), by=by)


@require_POST
@in_workspace
def decide(request: HttpRequest, workspace: Workspace, chapter: UUID, proposal: UUID) -> HttpResponseBase:
    """Accept proposed words, or decline them."""
    one, by = _one(request, workspace, chapter), reader(request)
    try:
        found = proposal_of(one, proposal)
    except NotAsked as refusal:
        raise Http404(str(refusal)) from None
    if request.POST.get("deed") == "accept":
        return _do(request, one, lambda: _accept(found, by), "Accepted: the words stand in the chapter.")
    return _do(request, one, lambda: decline_proposal(proposal=found, by=by), "Declined. The words are kept on record.")


def _accept(proposal: Proposal, by: User) -> None:
    chapter = proposal.part.chapter
    accept_proposal(proposal=proposal, known=known_as(chapter.workspace, chapter.manifest), by=by)
