"""What may be put back, and what two versions differ in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from frankpledge.refusal import Refusal


class NotPutBack(Refusal):
    """An earlier state that is not there, or that the thing does not go back to."""


def differing(first: Mapping[str, Any], second: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Return which fields two states differ in, in their order. One that was not kept yet differs from nothing."""
    return tuple(name for name in names if name in first and name in second and first[name] != second[name])


def check_differs(names: Iterable[str]) -> None:
    """Refuse to put back what stands there already."""
    if not tuple(names):
        raise NotPutBack("it stands as it stood then.", cure="Choose an earlier state.")
