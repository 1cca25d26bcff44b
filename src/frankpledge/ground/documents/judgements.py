"""The judgements of a document, each a shape and words, so that a grey print and a screen reader lose nothing.

Signal (has it changed?), position (against the target) and data quality are three facts with three families of shape.
Only a detected change has a colour: worse or better by the stated polarity, ink where it is neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.ground.documents.blocks import Position, Quality, Signal, State
from frankpledge.refusal import Refusal

Judgement = Signal | Position | Quality | State


@dataclass(frozen=True)
class Mark:
    """How a judgement is shown: a shape that is drawn, a character where none can be, the words, and a tone.

    tone: worse | better | ink | soft.
    """

    shape: str
    character: str
    words: str
    tone: str = "ink"


class UnknownJudgement(Refusal):
    """A verdict, step or state that has no shape and no words."""


_SIGNALS: Mapping[str, Mark] = {
    "higher": Mark("up", "▲", "higher"),
    "lower": Mark("down", "▼", "lower"),
    "none": Mark("level", "=", "no detectable change"),
    "cannot_tell": Mark("query", "?", "cannot tell"),
}
_POSITIONS: Mapping[str, Mark] = {
    "met": Mark("ring-in", "◉", "meets"),
    "not_met": Mark("ring-out", "○•", "does not meet"),
    "cannot_tell": Mark("ring-edge", "◎", "too close to call"),
    "no_target": Mark("ring-none", "◌", "no target yet", "soft"),
}
_QUALITIES: Mapping[int, Mark] = {
    3: Mark("steps-3", "▮▮▮", "good"),
    2: Mark("steps-2", "▮▮▯", "with care"),
    1: Mark("steps-1", "▮▯▯", "poor"),
    0: Mark("steps-0", "▯▯▯", "not usable"),
}
_STATES: Mapping[str, Mark] = {
    "present": Mark("disc-full", "●", "present"),
    "incomplete": Mark("disc-half", "◐", "incomplete"),
    "missing": Mark("disc-open", "○", "missing"),
    "nil": Mark("dash", "–", "nil return"),
    "not_applicable": Mark("dash", "–", "not applicable", "soft"),
}
_WORSE = {("higher", "smaller"), ("lower", "bigger")}
_BETTER = {("lower", "smaller"), ("higher", "bigger")}


def mark(judgement: Judgement) -> Mark:
    """Return the shape, character, words and tone of a judgement; the judgement's own words where it brings some."""
    plain = _plain(judgement)
    tone = _tone(judgement) if isinstance(judgement, Signal) else plain.tone
    return Mark(plain.shape, plain.character, judgement.words or plain.words, tone)


def _plain(judgement: Judgement) -> Mark:
    try:
        match judgement:
            case Signal(verdict=verdict, polarity="smaller" | "bigger" | "neither"):
                return _SIGNALS[verdict]
            case Position(verdict=verdict):
                return _POSITIONS[verdict]
            case Quality(steps=steps):
                return _QUALITIES[steps]
            case State(kind=kind):
                return _STATES[kind]
    except KeyError:
        pass
    raise UnknownJudgement(f"no shape and no words for {judgement}")


def _tone(signal: Signal) -> str:
    change = (signal.verdict, signal.polarity)
    if change in _WORSE:
        return "worse"
    return "better" if change in _BETTER else "ink"
