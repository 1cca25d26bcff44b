"""The strategic assessment as a tree of blocks, built from the evidence and the law alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import cos, radians

from frankpledge.domain.assessments import rules
from frankpledge.domain.assessments.documents import coverage, method, missing, summary
from frankpledge.domain.assessments.rules import Covered
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.evidence.queries.reading import AreaReading, Outline
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.exhibits.documents.sentences import sentence_case
from frankpledge.ground.documents.blocks import Contents, Document, Figure, HowToRead, Section
from frankpledge.statute.contents import Requirement
from frankpledge.statute.template import Chapter as Plan
from frankpledge.statute.template import Template

DEMONSTRATION = "Every figure here is generated for an invented county. None is a finding about a real place."


@dataclass(frozen=True)
class Commission:
    """What the document is for: whose, for which year, what the law asks of it and by when.

    `recommended` names the matters that the agencies' marks, or the board, put to the partnership as its priorities.
    """

    partnership: str
    year: str
    approve_by: date
    contents: tuple[Requirement, ...]
    inputs: tuple[Requirement, ...]
    template: Template
    two_tier: bool = True
    sent: Mapping[str, str] = field(default_factory=dict)
    asked_in_vain: Mapping[str, str] = field(default_factory=dict)
    recommended: tuple[str, ...] = ()

    def includes(self, plan: Plan) -> bool:
        """Return whether a chapter of the template is laid out here."""
        return plan.is_laid_out and (self.two_tier or not plan.two_tier_only)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Return the chapters of the template that people work on here, in order."""
        return tuple(plan for plan in self.template.chapters if self.includes(plan))


@dataclass(frozen=True)
class Made:
    """A chapter that is ready to stand in the document: what it prints, and the needs that it meets or answers."""

    section: Section
    figures: Mapping[str, Figure]
    provides: frozenset[str] = frozenset()
    nil: Mapping[str, str] = field(default_factory=dict)


def document(ledger: Ledger, commission: Commission, made: Iterable[Made], *, cut_off: date) -> Document:
    """Return the document: cover, summary, contents, coverage, the chapters that are made, what is missing, method."""
    chapters = tuple(made)
    for one in chapters:
        ledger.figures.update(one.figures)
    contents, inputs = covered(commission, chapters, unsaid=unsaid(ledger.reading))
    asks = rules.asks((*contents, *inputs), commission.template.supplies)
    share = rules.share_not_police(ledger.sources)
    named = commission.template.chapter
    before = coverage.chapter(contents, inputs, title=named("coverage").title, about=named("coverage").about)
    gaps = missing.chapter(
        asks, share, due=day_in_words(commission.approve_by), title=named("missing").title, about=named("missing").about
    )
    methods = method.chapter(ledger, title=named("method").title, about=named("method").about)
    body = (before, *(one.section for one in chapters), gaps, methods)
    numbers = {section.ref: number for number, section in enumerate(body, start=1)}
    front = (
        summary.section(ledger, (*contents, *inputs), asks, commission.recommended, chapters=numbers),
        Section(ref="contents", title="Contents", numbered=False, blocks=(Contents(), HowToRead())),
    )
    return _document(ledger, commission, (*front, *body), cut_off)


def unsaid(reading: AreaReading) -> frozenset[str]:
    """Return the needs that a chapter would meet and cannot: a change is not there where nothing could be compared."""
    compared = {"crime change": reading.crime_compared, "disorder change": reading.asb_compared}
    return frozenset(need for need, found in compared.items() if found is None)


def covered(
    commission: Commission, chapters: Iterable[Made], *, unsaid: frozenset[str]
) -> tuple[tuple[Covered, ...], tuple[Covered, ...]]:
    """Return the contents and the inputs that the law asks for, each with its state and the chapters where it is."""
    provided: dict[str, tuple[str, ...]] = {}
    nil: dict[str, str] = {}
    said: set[str] = set()
    for number, one in enumerate(chapters, start=2):
        for need in (one.provides - unsaid) | set(one.nil):
            provided[need] = (*provided.get(need, ()), f"chapter {number}")
        nil |= one.nil
        said |= one.provides - unsaid
    for need, where in commission.sent.items():
        provided[need] = (*provided.get(need, ()), where)
    for need, why in commission.asked_in_vain.items():
        provided.setdefault(need, ("register of inputs",))
        nil.setdefault(need, why)
    nil = {need: why for need, why in nil.items() if need not in said and need not in commission.sent}
    needs = commission.template.needs
    return (
        rules.coverage(commission.contents, needs=needs, provided=provided, nil=nil),
        rules.coverage(commission.inputs, needs=needs, provided=provided, nil=nil),
    )


def _document(ledger: Ledger, commission: Commission, sections: tuple[Section, ...], cut_off: date) -> Document:
    reading = ledger.reading
    return Document(
        title=f"Strategic assessment {commission.year}",
        subtitle=f"Crime and disorder in {reading.name}, {reading.window.label}",
        partnership=commission.partnership,
        status="Draft, not approved",
        foot=f"Data to {day_in_words(reading.window.last.last_day)}, as known on {reading.known_at}",
        cut_off=cut_off,
        sections=sections,
        figures=ledger.figures,
        cover=(
            ("Prepared for", f"{commission.partnership} board"),
            ("Status", "Draft, not approved. It becomes an edition when a second person approves it"),
            ("Data", f"{sentence_case(reading.span)}, as known on {reading.known_at}"),
            ("Next", f"The partnership plan is revised by {day_in_words(commission.approve_by)}"),
        ),
        demonstration=DEMONSTRATION if reading.generated else "",
        places=cover_places(reading.outlines),
    )


def cover_places(outlines: tuple[Outline, ...]) -> tuple[tuple[float, float, float], ...]:
    """Return where each neighbourhood lies on the cover, and its crime against the busiest one's: all from 0 to 1."""
    if not outlines:
        return ()
    middles = [one.shape.representative_point() for one in outlines]
    west, east = min(p.x for p in middles), max(p.x for p in middles)
    south, north = min(p.y for p in middles), max(p.y for p in middles)
    # A degree of longitude is shorter than one of latitude; both sides share one scale, so that the shape stays true.
    shrink = cos(radians((south + north) / 2))
    side = max((east - west) * shrink, north - south) or 1.0
    most = max((one.events or 0 for one in outlines), default=0) or 1
    return tuple(
        (
            round(0.5 + (p.x - (west + east) / 2) * shrink / side, 4),
            round(0.5 + (p.y - (south + north) / 2) / side, 4),
            round((one.events or 0) / most, 4),
        )
        for one, p in zip(outlines, middles, strict=True)
    )
