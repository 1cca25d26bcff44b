"""What newer evidence overtakes: sentences of a draft that are no longer as written, and figures that changed."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.periods import Month
from frankpledge.domain.assessments.documents.assembling import assemble, commission, known_then
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.queries import unapproved
from frankpledge.domain.assessments.rules import Overtaken, sentences_in
from frankpledge.domain.chapters.queries import chapters_of, passages_in
from frankpledge.domain.evidence.queries.store import Known, known
from frankpledge.domain.narrative.queries.passages import stale
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.comparison import ChapterThenAndNow, compare
from frankpledge.ground.documents.queries import document_of
from frankpledge.lake.store import EmptyLake


@dataclass(frozen=True)
class NewData:
    """What is known now and was not when the assessment was read: which figures and sentences it changes."""

    known: Known
    sentences: tuple[Overtaken, ...]
    chapters: tuple[ChapterThenAndNow, ...]
    figures: int
    changed: int


def newer(assessment: Assessment) -> Known | None:
    """Return what is known now, where that is another state of the evidence than the assessment was read at."""
    try:
        now = known(assessment.workspace)
    except EmptyLake:
        return None
    return now if now.manifest != assessment.manifest else None


def overtaken(assessment: Assessment, at: Known) -> tuple[Overtaken, ...]:
    """Return the sentences of an assessment that are not as written at a state of the evidence, in its own order.

    Chapters that are dated keep what was known on their day, and are never overtaken.
    """
    found = [chapter for chapter in chapters_of(assessment.paper) if chapter.dated is None]
    parts = {part.passage_id: (chapter, part) for chapter in found for part in chapter.parts.all()}
    return tuple(Overtaken(*parts[one.passage.pk], one) for one in stale(passages_in(found), at))


def waiting(assessment: Assessment) -> tuple[Overtaken, ...]:
    """Return the sentences that are not as written at the evidence that the assessment was read at."""
    then = known_then(assessment)
    return overtaken(assessment, then) if then is not None else ()


def overtaken_now(assessment: Assessment) -> int:
    """Return how many sentences of an assessment are not as written at the newest evidence."""
    at = newer(assessment) or known_then(assessment)
    return sentences_in(overtaken(assessment, at)) if at is not None else 0


def new_data(assessment: Assessment) -> NewData | None:
    """Return what newer evidence changes in an assessment; None where nothing newer is known."""
    now = newer(assessment)
    if now is None:
        return None
    asked = commission(assessment.workspace.partnership, Month.parse(assessment.last_month))
    then = known_then(assessment)
    old: Document = assemble(assessment, asked, then) if then else document_of(assessment.paper)
    chapters = compare(old, assemble(assessment, asked, now))
    pairs = {(one.label, one.old.display if one.old else ""): one for chapter in chapters for one in chapter.figures}
    return NewData(
        known=now,
        sentences=overtaken(assessment, now),
        chapters=tuple(chapter for chapter in chapters if chapter.changed),
        figures=len(pairs),
        changed=sum(one.changed for one in pairs.values()),
    )


@dataclass(frozen=True)
class OvertakenLine:
    """A sentence that is no longer as written, for a list over several assessments."""

    partnership: str
    assessment: str
    chapter: str
    sentence: str
    kind: str
    old: str
    new: str
    words: str


def overtaken_everywhere(area: str = "") -> tuple[OvertakenLine, ...]:
    """Return what newer evidence overtakes in every assessment that is not approved, for the command line."""
    found = []
    for one in unapproved(area):
        try:
            lines = overtaken(one, known(one.workspace))
        except EmptyLake:
            continue
        found += [_line(one, line) for line in lines]
    return tuple(found)


def _line(one: Assessment, line: Overtaken) -> OvertakenLine:
    stale = line.stale
    return OvertakenLine(
        partnership=one.workspace.name,
        assessment=f"{one.paper.title} of {one.workspace.name}",
        chapter=line.chapter.title,
        sentence=stale.sentence,
        kind=stale.kind,
        old=stale.old,
        new=stale.new,
        words=stale.words,
    )
