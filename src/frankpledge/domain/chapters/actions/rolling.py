"""Rolling forward: this year begins with last year's chapters, their writers, and their words to rewrite."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from frankpledge.analysis.periods import Month
from frankpledge.domain.chapters.actions.passages import begin_passage, may_write
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.rules import AlreadyThere, PartKind, check_open
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.arguments import month_of, period_of
from frankpledge.domain.narrative.queries.catalogue import figure_query
from frankpledge.domain.narrative.rules import Reference
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Paper


@transaction.atomic
def roll_forward(*, paper: Paper, last: Paper, by: User) -> None:
    """Give a paper that is just laid out what last year's had: own chapters, writers, order, and last year's words.

    Nothing of last year's is printed: its words stand beside each heading until somebody writes them anew.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=paper.workspace, user=by)
    check_open(paper.state, deed="rolled forward")
    if last.workspace_id != paper.workspace_id:
        raise AlreadyThere("last year's paper is another partnership's.")
    there = {chapter.ref: chapter for chapter in Chapter.objects.filter(paper=paper)}
    model = next(iter(there.values()))
    for old in Chapter.objects.filter(paper=last, dated__isnull=True).prefetch_related("parts"):
        _roll(there.get(old.ref) or _again(old, model), old)
    record("chapters.rolled_forward", paper, by=by, facts={"chapters": len(there)})


def begin_from_last_words(*, part: Part, known: Known, by: User) -> Passage:
    """Write last year's words under a heading, each figure asked again for this year's months, and return the passage.

    Claims are not taken over: what was true last year is to be claimed anew.
    """
    last = part.last_passage
    if last is None or (part.passage is not None and part.passage.text.strip()):
        raise AlreadyThere("there are no words of last year to begin from, or words are written already.")
    shift = _months_between(last, part)
    passage = begin_passage(part=part, known=known, by=by)
    return write_passage(
        passage=passage,
        workspace=part.workspace,
        text=last.text,
        references={one.name: moved(one.reference, shift) for one in last.quoted.all()},
        known=known,
        by=by,
        may=may_write(part.chapter),
        revision=passage.revision,
    )


def moved(asked: Reference, months: int) -> Reference:
    """Return the same question some months later: its periods and months are moved, all else stays."""
    kinds = {argument.name: argument.kind for argument in figure_query(asked.query).arguments}
    return Reference(
        asked.query, {name: _moved(kinds.get(name, ""), text, months) for name, text in asked.arguments.items()}
    )


def _moved(kind: str, text: str, months: int) -> str:
    if kind == "period":
        return str(period_of(text).shifted(months))
    return str(month_of(text) + months) if kind == "month" else text


def _months_between(last: Passage, part: Part) -> int:
    old = Part.objects.select_related("chapter").filter(passage=last).first()
    return Month.parse(part.chapter.last_month) - Month.parse(old.chapter.last_month) if old else 0


def _again(old: Chapter, model: Chapter) -> Chapter:
    """Return a chapter of last year's own, begun for this year."""
    return Chapter.objects.create(
        workspace=model.workspace,
        paper=model.paper,
        ref=old.ref,
        title=old.title,
        about=old.about,
        position=old.position,
        first_month=model.first_month,
        last_month=model.last_month,
        manifest=model.manifest,
    )


def _roll(chapter: Chapter, old: Chapter) -> None:
    chapter.writer, chapter.position = old.writer, old.position
    chapter.save(update_fields=("writer", "position"))
    mine = {_name(part): part for part in chapter.parts.all()}
    # What this year's template has and last year's had not comes after.
    Part.objects.filter(chapter=chapter).update(position=F("position") + 10_000)
    for part in old.parts.all():
        here = mine.get(_name(part)) or Part(workspace=chapter.workspace, chapter=chapter, kind=part.kind)
        here.exhibit, here.ref, here.title = part.exhibit, part.ref, here.title or part.title
        here.ask, here.why = here.ask or part.ask, here.why or part.why
        here.position, here.hidden = part.position, part.hidden
        here.last_passage = part.passage
        here.save()


def _name(part: Part) -> str:
    return part.exhibit if part.kind == PartKind.EXHIBIT else part.ref or part.title
