"""What is there and what is not: coverage of the statutory parts, and whom to ask for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frankpledge.analysis.periods import Month
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.evidence.queries.reading import SourceLine
from frankpledge.domain.narrative.queries.passages import Stale
from frankpledge.refusal import Refusal
from frankpledge.statute.contents import Requirement
from frankpledge.statute.template import Supply


class NothingToAssess(Refusal):
    """There is no evidence for the window at all."""


@dataclass(frozen=True)
class Covered:
    """One statutory part: whether it is there, where, and what it lacks."""

    code: str
    words: str
    state: str
    where: str
    lacking: tuple[str, ...]
    why_not: str
    source: str


@dataclass(frozen=True)
class Ask:
    """A request for what is missing."""

    verb: str
    ask: str
    owner: str
    otherwise: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """How many data sets are evidence of harm, how many of those are not the police's, how many more are context."""

    evidence: int
    not_police: int
    context: int


def coverage(
    requirements: Iterable[Requirement],
    *,
    needs: dict[str, tuple[str, ...]],
    provided: dict[str, tuple[str, ...]],
    nil: Mapping[str, str] | None = None,
) -> tuple[Covered, ...]:
    """Return each requirement with its state. `provided`: a need to the titles of the chapters that meet it.

    `nil`: a need to why there is nothing to say of it. A requirement all of whose needs are so answered is a nil
    return.
    """
    return tuple(_covered(each, needs[each.id], provided, nil or {}) for each in requirements)


def _covered(
    each: Requirement, wanted: tuple[str, ...], provided: dict[str, tuple[str, ...]], nil: Mapping[str, str]
) -> Covered:
    lacking = tuple(need for need in wanted if need not in provided)
    if not each.applies:
        state, lacking = "not_applicable", ()
    elif not lacking:
        state = "nil" if set(wanted) <= set(nil) else "present"
    else:
        state = "missing" if len(lacking) == len(wanted) else "incomplete"
    chapters = dict.fromkeys(title for need in wanted for title in provided.get(need, ()))
    where = ", ".join(sorted(chapters, key=lambda title: (len(title), title))) if each.applies else ""
    if state == "incomplete":
        where += f"; lacks {', '.join(lacking)}"
    return Covered(
        code=each.code,
        words=each.words,
        state=state,
        where=where or "none",
        lacking=lacking,
        why_not=each.why_not,
        source=each.source,
    )


def asks(parts: Iterable[Covered], supplies: Iterable[Supply]) -> tuple[Ask, ...]:
    """Return a request for each thing that is missing, once, with the requirements that need it."""
    wanted: dict[str, list[str]] = {}
    for part in parts:
        for need in part.lacking:
            wanted.setdefault(need, []).append(part.code)
    made = []
    for supply in supplies:
        codes = dict.fromkeys(code for need in (supply.need, *supply.also) for code in wanted.get(need, ()))
        if codes:
            made.append(
                Ask(
                    verb=supply.verb,
                    ask=supply.ask,
                    owner=supply.owner,
                    otherwise=supply.otherwise,
                    codes=tuple(codes),
                )
            )
    return tuple(made)


def share_not_police(sources: Iterable[SourceLine]) -> Share:
    """Return how much of the evidence is not the police's."""
    lines = tuple(sources)
    evidence = [line for line in lines if not line.context]
    return Share(
        evidence=len(evidence),
        not_police=sum(not line.police for line in evidence),
        context=len(lines) - len(evidence),
    )


@dataclass(frozen=True)
class Overtaken:
    """A sentence of a draft that is no longer as written, with the chapter and the part that it stands in."""

    chapter: Chapter
    part: Part
    stale: Stale


def sentences_in(overtaken: Iterable[Overtaken]) -> int:
    """Return how many sentences are overtaken: one in which two figures changed is one."""
    return len({(one.part.pk, one.stale.sentence) for one in overtaken})


def sentences_are(number: int) -> str:
    """Return a number of sentences as it begins a sentence: 1 sentence is, 6 sentences are."""
    return "1 sentence is" if number == 1 else f"{number} sentences are"


class NotAsWritten(Refusal):
    """Sentences say what the evidence does not, so the document may not go out."""


def check_as_written(overtaken: Iterable[Overtaken], *, cure: str) -> None:
    """Refuse to let a document go on while sentences of it are not true or not as accepted, naming each."""
    found = tuple(overtaken)
    named = [f"{one.chapter.title}: “{one.stale.sentence}” ({one.stale.words.rstrip('.')})" for one in found]
    if named:
        many = sentences_are(sentences_in(found))
        raise NotAsWritten(f"{many} not as the evidence has it. {'; '.join(named)}.", cure=cure)


class NotAMonth(Refusal):
    """The text names no month."""


class UnknownFormat(Refusal):
    """There is no such document format."""


def month_of(text: str) -> Month:
    """Return the month of a text such as 2025-12, refused with an example otherwise."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise NotAMonth(f"“{text}” is not a month.", where="--to", cure="Write it as 2025-12.") from error


def formats_of(wanted: Iterable[str], *, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats wanted, each once, refused when one is unknown or none is named."""
    formats = tuple(dict.fromkeys(wanted))
    for form in formats:
        if form not in known:
            raise UnknownFormat(f"“{form}” is not a format.", where="--formats", cure=f"Use any of {', '.join(known)}.")
    if not formats:
        raise UnknownFormat("No format is named.", where="--formats", cure=f"Use any of {', '.join(known)}.")
    return formats
