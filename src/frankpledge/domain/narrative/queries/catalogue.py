"""The catalogue: every figure that a sentence may quote and every claim that it may make, and what each says.

An app offers them in its `registry.py`: `FIGURES` is a tuple of `FigureQuery`, `CLAIMS` one of `ClaimKind`. What a
manifest holds never changes, so an answer is worked out once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import Argument
from frankpledge.domain.narrative.rules import Arguments, BadArgument, Judgement, Predicate, Reference, UnknownName
from frankpledge.ground.documents.blocks import Figure
from frankpledge.ground.registry import told
from frankpledge.refusal import Refusal

_KEPT = 20_000


@dataclass(frozen=True)
class FigureQuery:
    """A figure that may be quoted.

    `run` returns it with all that a reader may ask (its key is given later), with the state missing or suppressed where
    it has no value, or refuses. `lasting`: its answer follows from the manifest and the arguments alone, so it may be
    kept; not so where it reads the database.
    """

    name: str
    label: str
    arguments: tuple[Argument, ...]
    run: Callable[[Known, Arguments], Figure]
    lasting: bool = True


@dataclass(frozen=True)
class ClaimKind:
    """A claim that a sentence may make. `holds` tests it by a method of the evidence, never by its own arithmetic."""

    name: str
    label: str
    arguments: tuple[Argument, ...]
    holds: Callable[[Known, Arguments], Judgement]


_Offered = TypeVar("_Offered", FigureQuery, ClaimKind)


@cache
def figure_queries() -> Mapping[str, FigureQuery]:
    """Return every figure that an app offers, by name."""
    return _by_name(query for _, offered in told("FIGURES") for query in offered)


@cache
def claim_kinds() -> Mapping[str, ClaimKind]:
    """Return every claim that an app offers, by name."""
    return _by_name(kind for _, offered in told("CLAIMS") for kind in offered)


def figure_query(name: str) -> FigureQuery:
    """Return the query of a name; refused when there is none."""
    if name not in figure_queries():
        raise UnknownName(f"there is no figure called “{name}”.", cure="Choose one of the list.")
    return figure_queries()[name]


def claim_kind(name: str) -> ClaimKind:
    """Return the claim of a name; refused when there is none."""
    if name not in claim_kinds():
        raise UnknownName(f"there is no claim called “{name}”.", cure="Choose one of the list.")
    return claim_kinds()[name]


def reference(query: str, /, **arguments: str) -> Reference:
    """Return a reference with its arguments in their one form. Refused where one is missing or unreadable."""
    return Reference(query, read_arguments(figure_query(query).arguments, arguments))


def predicate(kind: str, /, **arguments: str) -> Predicate:
    """Return a predicate with its arguments read and put in their one form."""
    return Predicate(kind, read_arguments(claim_kind(kind).arguments, arguments))


def read_arguments(wanted: Iterable[Argument], given: Arguments) -> dict[str, str]:
    """Return the arguments in their one form, empty optional ones left out; refused when one is missing or odd."""
    wanted = tuple(wanted)
    odd = set(given) - {argument.name for argument in wanted}
    if odd:
        raise BadArgument(f"this takes no {', '.join(sorted(odd))}.", cure="Choose the figure or claim again.")
    read = {}
    for argument in wanted:
        text = str(given.get(argument.name, "")).strip() or argument.default
        if text:
            read[argument.name] = argument.read(text)
        elif not argument.optional:
            raise BadArgument(f"{argument.label} is not given.", where=argument.name, cure=argument.hint)
    return read


def figure_of(known: Known, asked: Reference, *, key: str = "") -> Figure:
    """Return the figure of a reference at a cut-off, under a key of the document. Refused as its query refuses."""
    found = _answer(known, asked.key) if figure_query(asked.query).lasting else _asked(known, asked.key)
    if isinstance(found, Refusal):
        raise found
    return replace(found, key=key or found.key)


def judged(known: Known, claimed: Predicate) -> Judgement:
    """Return the judgement on a claim at a cut-off. A refusal on the way means that it cannot be said."""
    return _judgement(known, claimed.key)


@lru_cache(maxsize=_KEPT)
def _answer(known: Known, key: str) -> Figure | Refusal:
    return _asked(known, key)


def _asked(known: Known, key: str) -> Figure | Refusal:
    asked = Reference.parse(key)
    query = figure_query(asked.query)
    try:
        return query.run(known, read_arguments(query.arguments, asked.arguments))
    except Refusal as refusal:
        return refusal.with_traceback(None)


def _judgement(known: Known, key: str) -> Judgement:
    claimed = Predicate.parse(key)
    lasting = all(figure_query(each.query).lasting for each in _quoted(claimed))
    return _kept_judgement(known, key) if lasting else _tested(known, claimed)


@lru_cache(maxsize=_KEPT)
def _kept_judgement(known: Known, key: str) -> Judgement:
    return _tested(known, Predicate.parse(key))


def _tested(known: Known, claimed: Predicate) -> Judgement:
    kind = claim_kind(claimed.kind)
    try:
        return kind.holds(known, read_arguments(kind.arguments, claimed.arguments))
    except Refusal as refusal:
        return Judgement.cannot_be_said(str(refusal))


def _quoted(claimed: Predicate) -> Iterable[Reference]:
    """Yield the figures that a claim speaks of by reference."""
    wanted = {argument.name for argument in claim_kind(claimed.kind).arguments if argument.kind == "figure"}
    return (Reference.parse(text) for name, text in claimed.arguments.items() if name in wanted)


def _by_name(offered: Iterable[_Offered]) -> Mapping[str, _Offered]:
    named: dict[str, _Offered] = {}
    for one in offered:
        if named.setdefault(one.name, one) is not one:
            raise ValueError(f"two are called {one.name}")
    return named
