"""A passage in the parts of its editor: how it will read, which claims its sentences make, and what is no longer so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.models import Claim, Passage, QuotedFigure
from frankpledge.domain.narrative.queries.catalogue import claim_kinds
from frankpledge.domain.narrative.queries.passages import (
    CHANGED,
    LOOSE,
    Stale,
    Tested,
    judged_claims,
    quoted_of,
    spoken,
    stale,
)
from frankpledge.domain.narrative.rules import Judgement, lines, sentences, typed_numbers
from frankpledge.ground.documents.blocks import Figure, FigureRef, Inline, Strong
from frankpledge.ground.documents.words import plain_text
from frankpledge.ground.ui.components import component
from frankpledge.refusal import Refusal

STATES = {"holds": "Holds", "untrue": "No longer true", "refused": "Cannot be said"}


@dataclass(frozen=True)
class ClaimShown:
    """A claim with its judgement: state (holds, untrue, refused), what it claims and why it does or does not hold."""

    claim: Claim
    label: str
    state: str
    tag: str
    words: str


@dataclass(frozen=True)
class SentenceShown:
    """A sentence as it is heard, with its claims and the numbers in it that were typed by hand."""

    number: int
    words: str
    claims: tuple[ClaimShown, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True)
class FigureShown:
    """A quoted figure and what a reader may ask of it, in order: ((what, answer), …)."""

    name: str
    display: str
    label: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StaleShown:
    """Something no longer as written. `deed` is what its button asks of the editor; `of` names the figure or claim."""

    title: str
    sentence: str
    old: str
    new: str
    words: str
    deed: str
    of: str
    asks_reason: bool


@dataclass(frozen=True)
class EditorPage:
    """A passage for its editor. `count` says in words how much waits; it is empty when nothing does."""

    passage: Passage
    paragraphs: tuple[SafeString, ...]
    sentences: tuple[SentenceShown, ...]
    figures: tuple[FigureShown, ...]
    stale: tuple[StaleShown, ...]
    count: str


def editor_page(passage: Passage, known: Known) -> EditorPage:
    """Return the passage as it is kept, with what is no longer so at a cut-off."""
    waiting = stale([passage], known)
    tested = judged_claims(passage, known)
    untrue = {claim.sentence for claim, judgement in tested if not judgement.holds}
    changed = {one.name for one in waiting if one.name}
    quoted = quoted_of(passage)
    return EditorPage(
        passage=passage,
        paragraphs=drawn(passage, quoted, changed=changed, untrue=untrue),
        sentences=_sentences(passage, tested),
        figures=tuple(FigureShown(one.name, *_told(one.accepted())) for one in quoted),
        stale=tuple(_stale(one) for one in waiting),
        count=_count(len(waiting)),
    )


def looked_at(figure: Figure) -> FigureShown:
    """Return a figure before it is inserted: its value, its interval, its source."""
    return FigureShown("", *_told(figure))


def drawn(
    passage: Passage, quoted: Iterable[QuotedFigure], *, changed: set[str], untrue: set[str]
) -> tuple[SafeString, ...]:
    """Return the paragraphs as they are read, live figures underlined, what is no longer so in dashes."""
    figures = {one.name: one.accepted() for one in quoted}
    by_paragraph: dict[int, list[SafeString]] = {}
    for one in sentences(passage.text):
        words = _sentence(one.text, figures, changed)
        shown = format_html('<span class="claim--untrue">{}</span>', words) if one.text in untrue else words
        by_paragraph.setdefault(one.paragraph, []).append(shown)
    return tuple(format_html_join(" ", "{}", ((part,) for part in parts)) for parts in by_paragraph.values())


def _sentence(text: str, figures: Mapping[str, Figure], changed: set[str]) -> SafeString:
    # Strong words may run over a stop: the sentence alone then has one of two marks, and is shown without.
    marked = text if text.count("**") % 2 == 0 else text.replace("**", "")
    try:
        (line,) = lines(marked, {name: name for name in figures})
    except (Refusal, ValueError):
        return format_html("{}", text)
    return format_html_join("", "{}", ((_piece(piece, figures, changed),) for piece in line))


def _piece(piece: Inline, figures: Mapping[str, Figure], changed: set[str]) -> SafeString:
    if isinstance(piece, FigureRef):
        figure, name = figures[piece.key], piece.key
        return component("figure", display=figure.display, href=f"#figure-{name}", stale=name in changed)
    words = plain_text((piece,), figures)
    return format_html("<strong>{}</strong>" if isinstance(piece, Strong) else "{}", words)


def _sentences(passage: Passage, tested: Tested) -> tuple[SentenceShown, ...]:
    typed: dict[int, list[str]] = {}
    for number in typed_numbers(passage.text):
        typed.setdefault(number.sentence, []).append(number.words)
    return tuple(
        SentenceShown(
            one.number,
            spoken(passage, one.text),
            tuple(_claim(claim, judgement) for claim, judgement in tested if claim.sentence == one.text),
            tuple(typed.get(one.number, ())),
        )
        for one in sentences(passage.text)
    )


def _claim(claim: Claim, judgement: Judgement) -> ClaimShown:
    kind = claim_kinds().get(claim.kind)
    tag = "" if judgement.holds else "late"
    return ClaimShown(claim, kind.label if kind else claim.kind, STATES[judgement.state], tag, judgement.words)


def _told(figure: Figure) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    facts = (
        ("What", f"{figure.label}, {figure.area}" if figure.area else figure.label),
        ("Period", figure.period),
        ("Out of", figure.denominator),
        ("Interval and method", figure.method),
        ("Source", figure.source),
        ("Cut-off", figure.cut_off),
        ("What to know", figure.caveat),
    )
    return figure.display, figure.label, tuple((name, words) for name, words in facts if words)


def _stale(one: Stale) -> StaleShown:
    changed, loose = one.kind == CHANGED, one.kind == LOOSE
    return StaleShown(
        title=one.label,
        sentence=one.sentence,
        old=one.old,
        new="" if loose else one.new,
        words=one.words,
        deed="accept" if changed else "" if one.claim is None else "detach" if loose else "give_up",
        of=one.name if one.claim is None else str(one.claim.pk),
        asks_reason=one.claim is not None and not loose,
    )


def _count(waiting: int) -> str:
    if not waiting:
        return ""
    return "1 thing is no longer as written" if waiting == 1 else f"{waiting} things are no longer as written"
