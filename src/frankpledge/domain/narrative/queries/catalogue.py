"""The catalogue: every figure that a sentence may quote and every claim that it may make, and what each says.

An app offers them in its `registry.py`: `FIGURES` is a tuple of `FigureQuery`, `CLAIMS` one of `ClaimKind`. What a
manifest holds never changes, so an answer is worked out once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from frankpledge.domain.evidence.queries.events import standing_rows
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import Argument
from frankpledge.domain.narrative.rules import Arguments, BadArgument, Judgement, Predicate, Reference, UnknownName
from frankpledge.ground.documents.blocks import Figure
from frankpledge.ground.registry import told
from frankpledge.refusal import Refusal

_KEPT = 20_000
Register = tuple[str, ...]


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


def register_of(known: Known) -> Register:
    """Return the state of the registers of events, which bear on verdicts and are in no manifest."""
    return tuple(sorted(str(pk) for pk in standing_rows(known.workspace).values_list("pk", flat=True)))


def figure_of(known: Known, asked: Reference, *, key: str = "", register: Register | None = None) -> Figure:
    """Return the figure of a reference at a cut-off, under a key of the document. Refused as its query refuses.

    `register` spares a question to the database where many figures are asked for at once.
    """
    state = register_of(known) if register is None else register
    lasting = figure_query(asked.query).lasting
    found = _answer(known, state, asked.key) if lasting else _asked(known, asked.key)
    if isinstance(found, Refusal):
        raise found
    return replace(found, key=key or found.key)


def judged(known: Known, claimed: Predicate, *, register: Register | None = None) -> Judgement:
    """Return the judgement on a claim at a cut-off. A refusal on the way means that it cannot be said."""
    kind = claim_kind(claimed.kind)
    spoken_of = (claimed.arguments[each.name] for each in kind.arguments if each.kind == "figure")
    if all(figure_query(Reference.parse(text).query).lasting for text in spoken_of):
        return _judgement(known, register_of(known) if register is None else register, claimed.key)
    return _tested(known, claimed.key)


@lru_cache(maxsize=_KEPT)
def _answer(known: Known, _register: Register, key: str) -> Figure | Refusal:
    return _asked(known, key)


@lru_cache(maxsize=_KEPT)
def _judgement(known: Known, _register: Register, key: str) -> Judgement:
    return _tested(known, key)


def _asked(known: Known, key: str) -> Figure | Refusal:
    asked = Reference.parse(key)
    query = figure_query(asked.query)
    try:
        return query.run(known, read_arguments(query.arguments, asked.arguments))
    except Refusal as refusal:
        return refusal.with_traceback(None)


def _tested(known: Known, key: str) -> Judgement:
    claimed = Predicate.parse(key)
    kind = claim_kind(claimed.kind)
    try:
        return kind.holds(known, read_arguments(kind.arguments, claimed.arguments))
    except Refusal as refusal:
        return Judgement.cannot_be_said(str(refusal))


def _by_name(offered: Iterable[_Offered]) -> Mapping[str, _Offered]:
    named: dict[str, _Offered] = {}
    for one in offered:
        if named.setdefault(one.name, one) is not one:
            raise ValueError(f"two are called {one.name}")
    return named
