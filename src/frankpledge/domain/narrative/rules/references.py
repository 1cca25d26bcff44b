"""References to figures, predicates that are claimed, and what came of a claim when it was tested."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from frankpledge.domain.narrative.rules.refusals import BadArgument
from frankpledge.ground.documents.blocks import Figure

Arguments = Mapping[str, str]


@dataclass(frozen=True)
class Reference:
    """A question that one figure answers: the name of a query and its arguments, all of them text."""

    query: str
    arguments: Arguments = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """Return the one text of this reference: the same question always has the same."""
        return _key(self.query, self.arguments)

    @classmethod
    def parse(cls, key: str) -> Reference:
        """Return the reference of a key; refused when it is none."""
        return cls(*_parsed(key))


@dataclass(frozen=True)
class Predicate:
    """What an author claims: the kind of claim and its arguments, all of them text."""

    kind: str
    arguments: Arguments = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """Return the one text of this predicate."""
        return _key(self.kind, self.arguments)

    @classmethod
    def parse(cls, key: str) -> Predicate:
        """Return the predicate of a key; refused when it is none."""
        return cls(*_parsed(key))


@dataclass(frozen=True)
class Judgement:
    """What came of testing a claim: whether it holds, and why in a sentence.

    `refused`: it cannot be said at all, because something is missing; it then does not hold, and is not false either.
    """

    holds: bool
    words: str
    figures: tuple[Figure, ...] = ()
    refused: bool = False

    @classmethod
    def cannot_be_said(cls, words: str) -> Judgement:
        """Return the judgement on a claim that cannot be tested."""
        return cls(holds=False, words=words, refused=True)

    @property
    def state(self) -> str:
        """Return holds, untrue or refused."""
        return "holds" if self.holds else "refused" if self.refused else "untrue"


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """Return a figure as plain JSON values."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(figure), allow_nan=False, default=str))
    return plain


def figure_from_json(kept: Mapping[str, Any]) -> Figure:
    """Return the figure that was kept."""
    named = {each.name for each in fields(Figure)}
    inputs = tuple(dict(one) for one in kept.get("inputs", ()))
    return Figure(**{**{name: value for name, value in kept.items() if name in named}, "inputs": inputs})


def reads_alike(old: Figure, new: Figure) -> bool:
    """Return whether a sentence reads the same with either: printed alike, of one state, on one side of zero."""
    return (old.state, old.display, (old.value or 0) < 0) == (new.state, new.display, (new.value or 0) < 0)


def _key(name: str, arguments: Arguments) -> str:
    return json.dumps([name, dict(arguments)], sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _parsed(key: str) -> tuple[str, dict[str, str]]:
    try:
        name, arguments = json.loads(key)
        kept = {str(each): str(value) for each, value in arguments.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise BadArgument(
            "this is no reference to a figure.", where=key[:80], cure="Choose the figure again."
        ) from error
    return str(name), kept
