"""Passages as they stand: for the document's tree, for whoever must look again after new data, and for the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.models import Claim, Passage, QuotedFigure
from frankpledge.domain.narrative.queries.catalogue import (
    Register,
    claim_kind,
    claim_kinds,
    figure_of,
    judged,
    register_of,
)
from frankpledge.domain.narrative.rules import (
    Judgement,
    NoSuchPassage,
    NotBacked,
    Reference,
    Sentence,
    UntrueClaim,
    lines,
    reads_alike,
    sentence_of,
    sentences,
    typed_numbers,
)
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Figure, Paragraph, Written
from frankpledge.ground.documents.words import plain_text
from frankpledge.refusal import Refusal

Tested = tuple[tuple[Claim, Judgement], ...]
UNTRUE, CHANGED, REFUSED, LOOSE = "untrue_claim", "value_changed", "refused", "sentence_gone"


@dataclass(frozen=True)
class Stale:
    """Something in a passage that new data has overtaken, with old and new.

    kind: `value_changed` (check the wording), `untrue_claim`, `refused` (a figure or claim that cannot be said any
    more), `sentence_gone` (a claim whose sentence was rewritten). `words` says what it means; `name` is the figure's,
    `claim` the claim where it is one.
    """

    passage: Passage
    kind: str
    sentence: str
    old: str
    new: str
    words: str
    label: str
    number: int = 0
    name: str = ""
    claim: Claim | None = None


def passage_in(workspace: Workspace, identity: UUID | str) -> Passage:
    """Return a passage of a workspace; of any other it is as if it were not there."""
    found = Passage.objects.filter(workspace=workspace, pk=identity).first()
    if found is None:
        raise NoSuchPassage("there is no such passage.", cure="Go back to the list.")
    return found


def gathered(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages with their figures and open claims read in two questions, however many they are."""
    found = list(passages)
    open_claims = Prefetch("claims", queryset=Claim.objects.filter(gone_at__isnull=True), to_attr="open_claims")
    prefetch_related_objects(found, "quoted", open_claims)
    return found


def quoted_of(passage: Passage) -> tuple[QuotedFigure, ...]:
    """Return the figures that a passage quotes, by name."""
    return tuple(passage.quoted.all())


def claims_of(passage: Passage) -> tuple[Claim, ...]:
    """Return the claims that are attached to a passage's sentences now."""
    held: list[Claim] | None = getattr(passage, "open_claims", None)
    return tuple(passage.claims.filter(gone_at__isnull=True) if held is None else held)


def references_once_held(passage: Passage) -> dict[str, Reference]:
    """Return every reference that a passage has ever had, by its name: the last one of each."""
    found: dict[str, Reference] = {}
    for version in passage.versions.order_by("revision"):
        found |= {name: Reference.parse(key) for name, key in version.references.items()}
    return found


def rendered(passage: Passage, known: Known | None = None) -> tuple[tuple[Paragraph, ...], dict[str, Figure]]:
    """Return the paragraphs of a passage for a document's tree, and its figures under keys that no other passage has.

    Figures are as accepted. With a cut-off, each that still reads the same is the one of that cut-off; one that does
    not stays as its author accepted it, and `check_backed` will not let the document out.
    """
    figures, register = {}, register_of(known) if known else ()
    for quoted in quoted_of(passage):
        key = passage.key(quoted.name)
        figures[key] = _at(quoted, known, key, register)
    keys = {quoted.name: passage.key(quoted.name) for quoted in quoted_of(passage)}
    mark = Written(passage.pk.hex, passage.revision)
    return tuple(Paragraph((mark, *words)) for words in lines(passage.text, keys)), figures


def stale(passages: Iterable[Passage], known: Known) -> tuple[Stale, ...]:
    """Return what is no longer as written at a cut-off, passage by passage, in the order of the sentences."""
    found, register = [], register_of(known)
    for passage in gathered(passages):
        tested = judged_claims(passage, known, register)
        own = [*_stale_claims(passage, tested), *_stale_figures(passage, known, tested, register)]
        found += sorted(own, key=lambda one: one.number)
    return tuple(found)


def judged_claims(passage: Passage, known: Known, register: Register | None = None) -> Tested:
    """Return each claim of a passage with its judgement at a cut-off."""
    state = register_of(known) if register is None else register
    return tuple((claim, _tested(claim, known, state)) for claim in claims_of(passage))


def check_claims(passages: Iterable[Passage], known: Known) -> None:
    """Refuse, naming sentence and claim, unless every claim holds at the cut-off of the document."""
    for one in stale(passages, known):
        if one.claim is not None:
            raise UntrueClaim(
                f"“{one.label}”: {one.words} {one.new}".strip(), where=f"“{one.sentence}”", cure=_CURE[one.kind]
            )


def check_backed(passages: Iterable[Passage], known: Known) -> None:
    """Refuse a document whose words do not stand on the evidence.

    Each claim must hold, each figure read as its author accepted it, and no figure be typed.
    """
    held = gathered(passages)
    check_claims(held, known)
    for one in stale(held, known):
        raise NotBacked(
            f"{one.label}: {one.old} → {one.new or 'nothing'}. {one.words}",
            where=f"“{one.sentence}”",
            cure=_CURE[one.kind],
        )
    for passage in held:
        for number in typed_numbers(passage.text):
            where = next(each.text for each in sentences(passage.text) if each.number == number.sentence)
            raise NotBacked(
                f"“{number.words}” is typed by hand.",
                where=f"“{where}”",
                cure="Insert it as a figure, with its source.",
            )


def spoken(passage: Passage, sentence: str, figures: dict[str, Figure] | None = None) -> str:
    """Return a sentence of a passage as it is heard, its figures as accepted (or as given, by name)."""
    own = figures or {quoted.name: quoted.accepted() for quoted in quoted_of(passage)}
    marked = sentence if sentence.count("**") % 2 == 0 else sentence.replace("**", "")
    try:
        return " ".join(plain_text(words, own) for words in lines(marked, {name: name for name in own}))
    except Refusal:
        return sentence


_CURE = {
    UNTRUE: "Rewrite the sentence, or give up the claim with a reason.",
    CHANGED: "Read the sentence again, then accept the value or rewrite.",
    REFUSED: "Load what is missing, or rewrite the sentence.",
    LOOSE: "Attach the claim to a sentence again, or take it off.",
}


def _at(quoted: QuotedFigure, known: Known | None, key: str, register: Register) -> Figure:
    accepted = quoted.accepted(key=key)
    if known is None:
        return accepted
    try:
        fresh = figure_of(known, quoted.reference, key=key, register=register)
    except Refusal:
        return accepted
    return fresh if reads_alike(accepted, fresh) else accepted


def _tested(claim: Claim, known: Known, register: Register) -> Judgement:
    if claim.kind not in claim_kinds():
        return Judgement.cannot_be_said("This kind of claim is no longer offered.")
    return judged(known, claim.predicate, register=register)


def _stale_claims(passage: Passage, tested: Tested) -> Iterator[Stale]:
    numbers = {one.text: one.number for one in sentences(passage.text)}
    for claim, judgement in tested:
        at = numbers.get(claim.sentence, 0)
        label = claim_kind(claim.kind).label if claim.kind in claim_kinds() else claim.kind
        if claim.sentence not in numbers:
            kind, words = LOOSE, "The sentence that carried this claim was rewritten."
        elif not judgement.holds:
            kind = REFUSED if judgement.refused else UNTRUE
            words = "It cannot be said any more." if judgement.refused else "It is no longer true."
        else:
            continue
        said = spoken(passage, claim.sentence)
        yield Stale(passage, kind, said, claim.words, judgement.words, words, label, at, claim=claim)


def _stale_figures(passage: Passage, known: Known, tested: Tested, register: Register) -> Iterator[Stale]:
    for quoted in quoted_of(passage):
        old = quoted.accepted()
        sentence = sentence_of(passage.text, quoted.name)
        said = spoken(passage, sentence.text) if sentence else ""
        at = sentence.number if sentence else 0
        try:
            new = figure_of(known, quoted.reference, register=register)
        except Refusal as refusal:
            yield Stale(passage, REFUSED, said, old.display, "", str(refusal), old.label, at, quoted.name)
            continue
        if reads_alike(old, new):
            continue
        gone = new.state != "value"
        words = new.caveat if gone else _wording(sentence, tested)
        kind = REFUSED if gone else CHANGED
        yield Stale(passage, kind, said, old.display, new.display, words, old.label, at, quoted.name)


def _wording(sentence: Sentence | None, tested: Tested) -> str:
    """Return what the claims on a sentence say of a value that changed in it."""
    on = [judgement.holds for claim, judgement in tested if sentence and claim.sentence == sentence.text]
    if not on:
        return "Check the wording: no claim is attached to the sentence."
    return "What the sentence claims stays true." if all(on) else "What the sentence claims is no longer true."
