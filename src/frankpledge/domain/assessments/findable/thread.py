"""What of assessments is a place on the thread: editions, their findings and recommendations, and the figures in them.

An edition never changes: what stands in its tree is read once. Figures are places where a finding quotes them; the
files that they were counted from are what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.queries import assessments
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Document, Figure, FigureRef, Line, Recommendation, SummaryPoint, Text
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of, editions
from frankpledge.ground.documents.words import plain_text
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

EDITION = Edition._meta.label_lower
FINDING, RECOMMENDATION, FIGURE = "assessments.finding", "assessments.recommendation", "assessments.figure"
RELEASE = "releases.release"
EDITIONS_KEPT_READ = 64


@dataclass(frozen=True)
class Said:
    """One finding or recommendation of an edition: its kind, its name within it, its words, and what it quotes."""

    kind: str
    key: str
    section: str
    words: str
    told: str
    quoted: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """What an edition says that can be tied to: its findings, and the figures that they quote."""

    said: tuple[Said, ...]
    figures: dict[str, Figure]


@lru_cache(maxsize=EDITIONS_KEPT_READ)
def read_of(edition: str, digest: str) -> Read:
    """Return what an edition says. `digest` names the tree, so that what is kept is of no other."""
    document = document_of(Edition.objects.get(pk=edition, digest=digest))
    said = tuple(_said(document))
    quoted = {key for one in said for key in one.quoted}
    return Read(said, {key: document.figures[key] for key in sorted(quoted)})


def _said(document: Document) -> Iterator[Said]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, SummaryPoint) and block.number:
                yield _one(FINDING, block.number, section.ref, block.line, "", document)
            elif isinstance(block, Recommendation):
                line = (Text(f"{block.verb} "), *block.line)
                told = f"For {block.owner}, by {block.by}"
                yield _one(RECOMMENDATION, block.code, section.ref, line, told, document)


def _one(kind: str, key: str, section: str, line: Line, told: str, document: Document) -> Said:
    quoted = tuple(piece.key for piece in line if isinstance(piece, FigureRef))
    return Said(kind, f"{section}:{key}", section, plain_text(line, document.figures).strip(), told, quoted)


def _seen(asked: PlacesAsked) -> Iterator[tuple[Edition, bool]]:
    """Yield the editions that a person may see, the newest first, and whether a later one was approved."""
    papers = assessments(workspace=asked.workspace, viewer=asked.viewer).values("paper")
    found = editions(workspace=asked.workspace, viewer=asked.viewer, kind=KIND).filter(paper__in=papers)
    for number, one in enumerate(found.select_related("paper__assessment", "approved_by")):
        yield one, number > 0


def _wanted(asked: PlacesAsked, about: str) -> bool:
    return asked.abouts is None or about in asked.abouts


def _editions(asked: PlacesAsked) -> Iterator[Place]:
    for one, over in _seen(asked):
        if _wanted(asked, str(one.pk)):
            href = reverse(
                "assessments:edition", args=(asked.workspace.slug, one.paper.assessment.last_month, one.number)
            )
            yield Place(Ref(EDITION, str(one.pk)), f"{one.title}, edition {one.number}", href,
                        words="A later one was approved" if over else "The newest", over=over,
                        on=one.approved_at.date())  # fmt: skip


def _of_kind(kind: str, asked: PlacesAsked) -> Iterator[Place]:
    for one, over in _seen(asked):
        for said in read_of(str(one.pk), one.digest).said:
            about = f"{one.pk}:{said.key}"
            if said.kind == kind and _wanted(asked, about):
                yield Place(Ref(kind, about), said.words, f"{_page(asked.workspace, one)}#{said.section}",
                            words=said.told, whose=f"{one.title}, edition {one.number}", over=over,
                            on=one.approved_at.date())  # fmt: skip


def _findings(asked: PlacesAsked) -> Iterator[Place]:
    return _of_kind(FINDING, asked)


def _recommendations(asked: PlacesAsked) -> Iterator[Place]:
    return _of_kind(RECOMMENDATION, asked)


def _figures(asked: PlacesAsked) -> Iterator[Place]:
    for one, over in _seen(asked):
        read = read_of(str(one.pk), one.digest)
        where = {key: said.section for said in reversed(read.said) for key in said.quoted}
        for key, figure in read.figures.items():
            about = f"{one.pk}:{key}"
            if _wanted(asked, about):
                told = ", ".join(filter(None, (figure.area, figure.period, figure.cut_off)))
                yield Place(Ref(FIGURE, about), f"{figure.display}: {figure.label}",
                            f"{_page(asked.workspace, one)}#{where[key]}", words=told, whose=figure.source, over=over,
                            on=one.cut_off)  # fmt: skip


def _page(workspace: Workspace, one: Edition) -> str:
    return reverse("assessments:edition_read", args=(workspace.slug, one.paper.assessment.last_month, one.number))


def _within(workspace: Workspace) -> Iterator[Implied]:
    """Yield what rests on what in every edition: findings on its figures and on the edition, figures on files."""
    kept = Edition.objects.filter(workspace=workspace, kind=KIND).values_list("pk", "digest")
    for edition, digest in kept:
        read = read_of(str(edition), digest)
        for said in read.said:
            here = Ref(said.kind, f"{edition}:{said.key}")
            yield Implied(Ref(EDITION, str(edition)), here, "it stands in this edition")
            for key in said.quoted:
                yield Implied(Ref(FIGURE, f"{edition}:{key}"), here, "it quotes this figure")
        for key, figure in read.figures.items():
            for release in sorted(_releases(figure)):
                yield Implied(Ref(RELEASE, release), Ref(FIGURE, f"{edition}:{key}"), "it was counted from this file")


def _releases(figure: Figure) -> set[str]:
    found: set[str] = set()
    for one in figure.inputs:
        named = one.get("releases")
        found |= {str(release) for release in named} if isinstance(named, list | tuple) else set()
        if isinstance(one.get("release"), str):
            found.add(str(one["release"]))
    return found


THREAD = (
    PlaceKind(EDITION, "an edition of an assessment", "Editions of assessments", Stage.EVIDENCE, _editions, _within),
    PlaceKind(FIGURE, "a figure of an assessment", "Figures of assessments", Stage.EVIDENCE, _figures),
    PlaceKind(FINDING, "a finding of an assessment", "Findings of assessments", Stage.FINDING, _findings),
    PlaceKind(
        RECOMMENDATION, "a recommendation of an assessment", "Recommendations of assessments", Stage.FINDING,
        _recommendations,
    ),
)  # fmt: skip
