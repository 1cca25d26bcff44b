"""What is asked about an answer: whether it can be right. A question never blocks: it is answered in a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frankpledge.analysis.change.two_counts import compare_counts
from frankpledge.analysis.periods import Month, Quarter, Window
from frankpledge.analysis.quarterly import quarterly_dispersion
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.signals.seasonal import dispersion
from frankpledge.domain.indicators.rules import Measure
from frankpledge.domain.returns.rules.answers import Answer, Box
from frankpledge.statute.settings import settings

FEWEST_OF_A_SEASON = 2
FEWEST = 4
UNUSUAL, MORE_THAN_ALL, PARTS, PAIR = "unusual", "more_than_all", "parts", "pair"


@dataclass(frozen=True)
class Question:
    """What a check asks of a box. `must`: it is not sent without a line that explains it."""

    kind: str
    words: str
    must: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"kind": self.kind, "words": self.words, "must": self.must}


@dataclass(frozen=True)
class Before:
    """What was known of an earlier period of the same length. None where there is none."""

    window: Window
    numerator: Decimal | None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Held:
    """Another indicator of the same period that this one is held against, and within which bounds."""

    other: str
    figure: Decimal
    low: Decimal | None
    high: Decimal | None
    words: str


# ---- within the return -----------------------------------------------------------------------------------------------


def within(boxes: Sequence[Box], answers: Mapping[str, Answer]) -> dict[str, list[Question]]:
    """Return what the numbers of one return ask of each other: more than all of them, parts above their whole."""
    asked: dict[str, list[Question]] = {box.id: [] for box in boxes}
    for box in boxes:
        answer = answers.get(box.id, Answer())
        more = _more_than_all(box, answer)
        if more is not None:
            asked[box.id].append(more)
    for box in boxes:
        if not box.breakdown:
            parts = [one for one in boxes if one.indicator == box.indicator and one.breakdown]
            found = _parts(answers.get(box.id, Answer()), [answers.get(one.id, Answer()) for one in parts])
            if found is not None:
                asked[box.id].append(found)
    return asked


def _more_than_all(box: Box, answer: Answer) -> Question | None:
    if box.measure is not Measure.SHARE or answer.numerator is None or answer.denominator is None:
        return None
    if answer.numerator <= answer.denominator:
        return None
    said = (
        f"{answer.numerator:,f} is more than the {answer.denominator:,f} of whom they are a part. Check both numbers."
    )
    return Question(MORE_THAN_ALL, said, must=True)


def _parts(whole: Answer, parts: Iterable[Answer]) -> Question | None:
    known = [one.numerator for one in parts if one.numerator is not None]
    if whole.numerator is None or not known or sum(known) <= whole.numerator:
        return None
    said = f"The parts come to {sum(known):,f}, which is more than the whole of {whole.numerator:,f}. Check them."
    return Question(PARTS, said, must=True)


# ---- against its own season ------------------------------------------------------------------------------------------


def unusual(box: Box, answer: Answer, window: Window, before: Sequence[Before]) -> Question | None:
    """Return a question where a figure is not what its own season would lead one to expect; None where it is.

    Counts are held against the same months of earlier years (or, before two of them are known, against all that is
    known), with the spread that the series itself shows. Nothing of the earlier figures is quoted: whoever holds a
    link may not have been shown them.
    """
    if answer.numerator is None or box.measure is Measure.MEAN:
        return None
    known = [one for one in before if one.numerator is not None]
    season = [one for one in known if one.window.first.month == window.first.month]
    held = season if len(season) >= FEWEST_OF_A_SEASON else known
    if len(held) < (FEWEST_OF_A_SEASON if held is season else FEWEST):
        return None
    verdict = _verdict(box, answer, window, held, known)
    if verdict not in {"higher", "lower"}:
        return None
    which = "the same season of earlier years" if held is season else "your earlier figures"
    said = f"{_shown(box, answer)} is {verdict} than {which} would lead one to expect. It may be right."
    return Question(UNUSUAL, said)


def _shown(box: Box, answer: Answer) -> str:
    return f"{answer.numerator:,f} of {answer.denominator:,f}" if box.two else f"{answer.numerator:,f}"


def _verdict(box: Box, answer: Answer, window: Window, held: Sequence[Before], known: Sequence[Before]) -> str:
    was = float(sum(one.numerator or 0 for one in held))
    if box.two:
        bases = float(sum(one.denominator or 0 for one in held)), float(answer.denominator or 0)
        spread: float | None = 1.0
    else:
        bases = float(sum(one.window.days for one in held)), float(window.days)
        spread = _spread(known)
    if min(bases) <= 0:
        return "none"
    told = compare_counts(
        before=was, after=float(answer.numerator or 0), exposure_before=bases[0], exposure_after=bases[1],
        dispersion=spread, confidence=settings().returns_question_confidence, material=0,
    )  # fmt: skip
    return told.verdict


def _spread(known: Sequence[Before]) -> float:
    """Return how far the series varies of itself; the usual spread of such counts where it is too short to say."""
    values = [float(one.numerator or 0) for one in known]
    try:
        if all(one.window.length == 3 for one in known):
            return quarterly_dispersion(values=values, quarters=[Quarter.of(one.window.first) for one in known])
        if all(one.window.length == 1 for one in known):
            months: list[Month] = [one.window.first for one in known]
            return dispersion(values=values, months=months)
    except (NotEnoughData, ValueError):
        pass
    return settings().returns_usual_spread


# ---- against another source ------------------------------------------------------------------------------------------


def against(answer: Answer, held: Iterable[Held]) -> list[Question]:
    """Return what another source asks: a figure that is more or fewer times the other than was declared."""
    asked = []
    for one in held:
        if answer.numerator is None or not one.figure:
            continue
        ratio = answer.numerator / one.figure
        if (one.high is not None and ratio > one.high) or (one.low is not None and ratio < one.low):
            asked.append(Question(PAIR, f"{_ratio(ratio)} times {one.other}, which another source gives. {one.words}"))
    return asked


def _ratio(ratio: Decimal) -> str:
    return f"{ratio:.2f}".rstrip("0").rstrip(".") or "0"


def unanswered(asked: Mapping[str, Iterable[Question]], answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return, by box, what must be explained before the return is sent and is not."""
    return {
        box: next(one.words for one in questions if one.must)
        for box, questions in ((box, list(found)) for box, found in asked.items())
        if any(one.must for one in questions) and not answers.get(box, Answer()).explanation
    }
