"""Published weights of offences: how grave courts held them, and what one was estimated to cost.

Each scheme is dated; rows of two price years are never added. A row is matched by the Home Office offence codes, or the
types of data.police.uk, that it is declared for, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, Confidence, records

Status = Literal["confirmed", "one copy", "label inferred", "rounded only", "unconfirmed", "part of another row"]
By = Literal["code", "type"]


class UnknownScheme(Refusal, ValueError):
    """No scheme of weights goes by this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One published set of weights: `price_year` is empty where weights are not money."""

    id: str
    kind: Literal["harm", "cost"]
    name: str
    unit: str
    dated: str
    price_year: str | None
    licence: str
    limits: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceWeight:
    """One row of a scheme: an offence in the scheme's words, the codes and types it is declared for, and its weight."""

    scheme: str
    offence: str
    codes: tuple[str, ...]
    types: tuple[str, ...]
    weight: float
    status: Status
    note: str | None
    source: str
    confidence: Confidence


def schemes() -> tuple[Scheme, ...]:
    """Return every published scheme in the order of the definitions."""
    return _schemes()


def scheme(name: str) -> Scheme:
    """Return the scheme of an id; any other is `UnknownScheme`."""
    found = next((each for each in _schemes() if each.id == name), None)
    if found is None:
        known = ", ".join(each.id for each in _schemes())
        raise UnknownScheme(f"{name!r} is no scheme of weights.", cure=f"Use one of {known}.")
    return found


def offence_weights(name: str) -> tuple[OffenceWeight, ...]:
    """Return every row of a scheme, unconfirmed ones and parts too: to be shown, not to be used as they are."""
    scheme(name)
    return tuple(row for row in _rows() if row.scheme == name)


def usable_weights(name: str, *, by: By, unconfirmed: bool = False) -> Mapping[str, float]:
    """Return the weight of each offence code, or of each type of data.police.uk, that a scheme has one for.

    Only rows that were confirmed in the source are used, unless `unconfirmed` asks for the others; parts of another row
    never are.
    """
    found: dict[str, float] = {}
    for row in offence_weights(name):
        if row.status == "confirmed" or (unconfirmed and row.status != "part of another row"):
            found.update(dict.fromkeys(row.codes if by == "code" else row.types, row.weight))
    return found


@cache
def _schemes() -> tuple[Scheme, ...]:
    return records(Scheme, "weights.toml", "scheme")


@cache
def _rows() -> tuple[OffenceWeight, ...]:
    found = records(OffenceWeight, "offence_weights.csv")
    seen: set[tuple[str, str]] = set()
    for row in found:
        scheme(row.scheme)
        for key in (*row.codes, *row.types):
            if (row.scheme, key) in seen:
                raise BadDefinition(f"{key} has two weights in {row.scheme}", where="offence_weights.csv")
            seen.add((row.scheme, key))
    return found
