"""Pages of chapters: one as it will stand with what may be done with it, its history, and those of the year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.analysis.periods import year_ending
from frankpledge.domain.chapters.actions import parts as acts
from frankpledge.domain.chapters.actions.laying import Evidence, begin_dated, take_in
from frankpledge.domain.chapters.actions.passages import restore_words
from frankpledge.domain.chapters.actions.remarks import answer_remark, close_remark, remark
from frankpledge.domain.chapters.documents.looking import known_to
from frankpledge.domain.chapters.documents.looking import standing as standing_chapters
from frankpledge.domain.chapters.forms import DatedForm, ExhibitForm, HeadingForm, RemarkForm, StandingForm
from frankpledge.domain.chapters.models import Chapter, Part, Remark, Version
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.presenters import (
    chapter_address,
    chapter_page,
    dated_table,
    exhibit_name,
    history,
    paper_address,
    version_table,
)
from frankpledge.domain.chapters.queries import (
    chapter_of,
    chapters_of,
    drafts_made_of_chapters,
    exhibits_shown,
    may,
    of_the_year,
    part_of,
    remark_of,
    remarks,
    version_of,
    versions,
    with_words,
    writers_of,
)
from frankpledge.domain.chapters.rules import ChapterState, NoSuchChapter
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.months import months_of
from frankpledge.domain.evidence.queries.store import known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.queries import paper_of
from frankpledge.ground.ui.pages import in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.template import Chapter as Plan
from frankpledge.statute.template import assessment_template


def one_of(request: HttpRequest, workspace: Workspace, chapter: UUID) -> Chapter:
    """Return the chapter of an address, if the reader may read it."""
    check_granted(GRANTS, Capability.READ, workspace=workspace, user=reader(request))
    try:
        return chapter_of(identity=chapter, workspace=workspace, viewer=reader(request))
    except NoSuchChapter as refusal:
        raise Http404(str(refusal)) from None


def crumbs_to(workspace: Workspace, chapter: Chapter | None = None, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a chapter and on from it."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    year = Crumb("Chapters of the year", reverse("chapters:list", args=(workspace.slug,)) if chapter else "")
    if chapter is None:
        return (start, year)
    above = Crumb(chapter.paper.title, paper_address(chapter.paper)) if chapter.paper else year
    return (start, above, Crumb(chapter.title, chapter_address(chapter) if steps else ""), *steps)


def _do(request: HttpRequest, chapter: Chapter, do: Callable[[], Any], done: str) -> HttpResponseBase:
    """Do one thing and go back to the chapter, saying what was done or why it was not."""
    told(request, do, done)
    return redirect(chapter_address(chapter))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def of_this_year(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the chapters written through the year, and begin one."""
    check_granted(GRANTS, Capability.READ, workspace=workspace, user=reader(request))
    plans = [plan for plan in assessment_template().chapters if plan.is_laid_out]
    form = DatedForm(request.POST or None, plans=plans)
    refusal = ""
    if request.method == "POST":
        check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request))
        try:
            if form.is_valid():
                return redirect(chapter_address(_begun(request, workspace, form, plans)))
        except Refusal as refused:
            refusal = str(refused)
    found = list(of_the_year(workspace=workspace, viewer=reader(request)))
    shown = {
        "table": dated_table(found) if found else None,
        "form": form if may(Capability.WRITE, workspace=workspace, user=reader(request)) else None,
        "refusal": refusal,
        "crumbs": crumbs_to(workspace),
    }
    return render(request, "chapters/list.html", shown, status=422 if form.errors or refusal else 200)


def _begun(request: HttpRequest, workspace: Workspace, form: DatedForm, plans: list[Plan]) -> Chapter:
    plan = next(plan for plan in plans if plan.ref == form.cleaned_data["chapter"])
    now, window = known(workspace), year_ending(form.cleaned_data["last_month"])
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    if partnership is not None:
        # Refused here: a chapter of a year without a month could not be shown, and so not be taken away.
        months_of(now.open, find(now.open, partnership.area_code, kind=partnership.area_kind), window)
    evidence = Evidence(window, now.manifest)
    return begin_dated(workspace=workspace, plan=plan, evidence=evidence, dated=clock.today(), by=reader(request))


@require_safe
@in_workspace
def chapter_(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Show a chapter as it will stand, part by part, with what may be done with it and what was remarked."""
    one = one_of(request, workspace, chapter)
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    if partnership is None:
        raise Http404("there is no partnership, so there is no area to write of")
    beside = standing_chapters(partnership, chapters_of(one.paper) if one.paper else with_words([one]))
    written = next(each for each in beside if each.chapter.pk == one.pk)
    writes = may(Capability.WRITE, workspace=workspace, user=reader(request))
    page = chapter_page(written, beside if one.paper else (), remarks(one), writes=writes)
    return render(
        request, "chapters/chapter.html", {"page": page, "one": one, **_forms(one), "crumbs": crumbs_to(workspace, one)}
    )


def _forms(one: Chapter) -> dict[str, Any]:
    left = sorted(set(EXHIBITS) - exhibits_shown(one))
    standing = {"state": one.state, "writer": str(one.writer_id or "")}
    return {
        "exhibit_form": ExhibitForm(exhibits=[(name, exhibit_name(name)) for name in left]) if left else None,
        "heading_form": HeadingForm(auto_id="heading_%s"),
        "standing_form": StandingForm(initial=standing, people=writers_of(one.workspace), auto_id="standing_%s"),
        "remark_form": RemarkForm(auto_id="remark_%s"),
        "drafts": drafts_made_of_chapters(one.workspace) if one.paper is None else (),
    }


@require_POST
@in_workspace
def standing(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Say how far a chapter is and who writes it."""
    one, by = one_of(request, workspace, chapter), reader(request)
    people = {str(person.pk): person for person in writers_of(workspace)}
    form = StandingForm(request.POST, people=people.values())

    def do() -> None:
        check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
        if not form.is_valid():
            raise NoSuchChapter("there is no such state or writer.", cure="Choose from the lists.")
        if form.cleaned_data["state"] != one.state:
            acts.set_state(chapter=one, state=ChapterState(form.cleaned_data["state"]), by=by)
        writer = people.get(form.cleaned_data["writer"])
        if writer != one.writer:
            acts.set_writer(chapter=one, writer=writer, by=by)

    return _do(request, one, do, "Saved.")


@require_POST
@in_workspace
def take_it_in(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Take a chapter of the year into a paper that is a draft."""
    one, by = one_of(request, workspace, chapter), reader(request)

    def do() -> None:
        check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
        wanted = request.POST.get("paper", "")
        take_in(chapter=one, paper=paper_of(paper=wanted, workspace=workspace, viewer=by), by=by)

    return _do(request, one, do, "The chapter is taken in.")


@require_POST
@in_workspace
def exhibit(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Add an exhibit at the end of a chapter."""
    one, by = one_of(request, workspace, chapter), reader(request)
    name = request.POST.get("exhibit", "")
    return _do(request, one, lambda: _add(one, name, by), "The exhibit is added at the end.")


def _add(chapter: Chapter, name: str, by: Any) -> Part:
    check_granted(GRANTS, Capability.WRITE, workspace=chapter.workspace, user=by)
    if name not in EXHIBITS:
        raise NoSuchChapter("there is no such exhibit.", cure="Choose one of the list.")
    return acts.add_exhibit(chapter=chapter, exhibit=name, by=by)


@require_POST
@in_workspace
def heading(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Add a heading to write under, at the end of a chapter."""
    one, by = one_of(request, workspace, chapter), reader(request)
    title = request.POST.get("title", "")
    return _do(request, one, lambda: acts.add_narrative(chapter=one, title=title, by=by), "The heading is added.")


DEEDS: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "up": (acts.move_part, {"up": True}, "Moved up."),
    "down": (acts.move_part, {"up": False}, "Moved down."),
    "hide": (acts.set_hidden, {"hidden": True}, "Hidden from the document."),
    "show": (acts.set_hidden, {"hidden": False}, "Shown in the document."),
    "write_anyway": (acts.withdraw_nil, {}, "The nil return is withdrawn."),
}


@require_POST
@in_workspace
def part_(request: HttpRequest, workspace: Workspace, chapter: UUID, part: UUID) -> HttpResponseBase:
    """Move, hide or show a part, or answer its prompt with nothing."""
    one, by = one_of(request, workspace, chapter), reader(request)
    found, deed = part_in(one, part), request.POST.get("deed", "")
    if deed in DEEDS:
        act, given, done = DEEDS[deed]
        return _do(request, one, lambda: act(part=found, by=by, **given), done)
    reason = request.POST.get("reason", "")
    return _do(request, one, lambda: acts.set_nil(part=found, reason=reason, by=by), "The nil return is given.")


def part_in(chapter: Chapter, identity: UUID | str) -> Part:
    """Return a part of a chapter by the identifier of an address."""
    try:
        return part_of(chapter, identity)
    except NoSuchChapter as refusal:
        raise Http404(str(refusal)) from None


@require_POST
@in_workspace
def remarks_(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Remark on a chapter or on one part of it."""
    one, by = one_of(request, workspace, chapter), reader(request)
    on = part_in(one, request.POST["part"]) if request.POST.get("part") else None
    said = request.POST.get("words", "")
    return _do(request, one, lambda: remark(chapter=one, words=said, by=by, part=on), "The remark is made.")


@require_POST
@in_workspace
def remark_(request: HttpRequest, workspace: Workspace, chapter: UUID, remark: UUID) -> HttpResponseBase:
    """Answer a remark, resolve it, or carry it to the next edition."""
    one, by = one_of(request, workspace, chapter), reader(request)
    found, deed = _remark(one, remark), request.POST.get("deed", "answer")
    if deed == "answer":
        said = request.POST.get("words", "")
        return _do(request, one, lambda: answer_remark(remark=found, words=said, by=by), "The remark is answered.")
    carried = deed == "carry"
    done = "Carried to the next edition." if carried else "The remark is resolved."
    return _do(request, one, lambda: close_remark(remark=found, carried=carried, by=by), done)


def _remark(chapter: Chapter, identity: UUID) -> Remark:
    try:
        return remark_of(chapter, identity)
    except NoSuchChapter as refusal:
        raise Http404(str(refusal)) from None


@require_safe
@in_workspace
def history_(request: HttpRequest, workspace: Workspace, chapter: UUID) -> HttpResponseBase:
    """Show what was done to a chapter, newest first."""
    one = one_of(request, workspace, chapter)
    shown = {"items": history(versions(one), one), "one": one, "crumbs": crumbs_to(workspace, one, Crumb("History"))}
    return render(request, "chapters/history.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def version_(request: HttpRequest, workspace: Workspace, chapter: UUID, number: int) -> HttpResponseBase:
    """Show a chapter as it stood, and restore it."""
    one, by = one_of(request, workspace, chapter), reader(request)
    try:
        version = version_of(one, number)
    except NoSuchChapter as refusal:
        raise Http404(str(refusal)) from None
    if request.method == "POST":
        return _do(request, one, lambda: _restore(one, version, by), "Restored.")
    past = Crumb("History", reverse("chapters:history", args=(workspace.slug, one.pk)))
    shown = {"version": version, "table": version_table(version), "one": one}
    return render(
        request, "chapters/version.html", {**shown, "crumbs": crumbs_to(workspace, one, past, Crumb(str(number)))}
    )


def _restore(chapter: Chapter, version: Version, by: User) -> None:
    restore_words(chapter=chapter, version=version, known=known_to(chapter), by=by)
    acts.restore(chapter=chapter, version=version, by=by)
