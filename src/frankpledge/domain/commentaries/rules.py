"""What a commentary may say, who may approve it, and which of its sentences a changed figure has overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from frankpledge.domain.narrative.rules.passages import BadPassage, lines, names, sentences
from frankpledge.refusal import Refusal

LONGEST = 2_000
PARTS = (("happened", "What happened"), ("why", "Why"), ("next", "What next"))
# Words of cause that only an evaluation with a comparison allows, and words that no test allows.
TOO_STRONG = (
    ("because of", "may come from, coincides with, follows"), ("due to", "may come from, coincides with, follows"),
    ("thanks to", "coincides with, follows"), ("surge", "is higher"), ("soar", "is higher"),
    ("plummet", "is lower"), ("spike", "is higher"), ("significant", "say which test, or leave it out"),
)  # fmt: skip


class State(StrEnum):
    """Where a commentary stands."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"draft": "Draft", "sent": "Out for approval", "approved": "Approved"}[self.value]


class NotACommentary(Refusal):
    """What was written makes no commentary."""


class NotNow(Refusal):
    """A commentary is not in the state that this asks for."""


class NotYourOwn(Refusal):
    """Words are approved by another person than their author."""


@dataclass(frozen=True)
class Words:
    """What a commentary says: what happened, why, and what next."""

    happened: str = ""
    why: str = ""
    next: str = ""

    @property
    def every(self) -> str:
        """Return all of it as one text."""
        return "\n\n".join(one for one in (self.happened, self.why, self.next) if one)

    @property
    def quoted(self) -> tuple[str, ...]:
        """Return the names of the figures that it quotes."""
        return names(self.every)


@dataclass(frozen=True)
class Overtaken:
    """A sentence whose figure changed: the sentence as it was accepted, what the figure was and is now."""

    part: str
    sentence: str
    name: str
    was: str
    now: str


def tidy(words: Words) -> Words:
    """Return words without needless spaces. Refused where they are too many."""
    said = {name: _tidied(getattr(words, name), label) for name, label in PARTS}
    return Words(**said)


def _tidied(text: str, label: str) -> str:
    said = "\n\n".join(" ".join(part.split()) for part in text.replace("\r", "").split("\n\n") if part.strip())
    if len(said) > LONGEST:
        raise NotACommentary(f"“{label}” has {len(said):,} characters.", cure=f"Say it in {LONGEST:,}.")
    return said


def check_words(words: Words, known: Iterable[str]) -> None:
    """Refuse words whose marks do not close, or that quote a figure which this indicator has not."""
    try:
        lines(words.every, {name: name for name in known})
    except BadPassage as refused:
        raise NotACommentary(refused.reason, where=refused.where, cure=refused.cure) from None


def check_complete(words: Words) -> None:
    """Refuse to send what does not say what happened."""
    if not words.happened:
        raise NotACommentary("it does not say what happened.", where="happened", cure="Say it in a sentence or two.")


def check_state(state: str, *, wanted: State, deed: str) -> None:
    """Refuse a deed in another state than the wanted one."""
    if state != wanted:
        raise NotNow(
            f"a commentary that is {State(state).label.lower()} is not {deed}.",
            cure=f"It must be {wanted.label.lower()} first.",
        )


def check_second_person(*, author: int | UUID, approver: int | UUID) -> None:
    """Refuse that somebody approves words of their own."""
    if author == approver:
        raise NotYourOwn("you wrote it.", cure="Let another person approve it.")


def check_reason(reason: str, *, what: str) -> str:
    """Return a reason without needless spaces; refused where there is none."""
    said = " ".join(reason.split())
    if not said:
        raise NotACommentary(f"{what} needs a reason.", where="reason", cure="Say why in a sentence.")
    return said[:500]


def too_strong(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the words that claim more than a signal shows, each with what may be said instead."""
    text = words.every.lower()
    return tuple((word, instead) for word, instead in TOO_STRONG if word in text)


def overtaken(words: Words, accepted: Mapping[str, str], now: Mapping[str, str]) -> tuple[Overtaken, ...]:
    """Return the sentences that quote a figure which is printed otherwise by now than when it was accepted."""
    found = []
    for part, label in PARTS:
        for sentence in sentences(getattr(words, part)):
            for name in names(sentence.text):
                was, is_now = accepted.get(name, ""), now.get(name, "no longer known")
                if was and was != is_now:
                    found.append(Overtaken(label, filled(sentence.text, accepted), name, was, is_now))
    return tuple(found)


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Return words with each quoted figure printed."""
    for name in names(text):
        text = text.replace("{" + name + "}", figures.get(name, f"[{name}]"))
    return text.replace("**", "")
