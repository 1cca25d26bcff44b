"""In which order indicators stand: people write places, and what moved stands at the place that was written for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def put_at(things: Sequence[T], places: Sequence[int]) -> list[T]:
    """Return things in the order of the places (from 1) written for them; of one place, what moved there comes first.

    One that moves down stands behind what held its place, since all that it passes goes up by one.
    """
    held = [
        (place, (place > at) - (place < at), at, thing)
        for at, (thing, place) in enumerate(zip(things, places, strict=True), start=1)
    ]
    return [thing for *_, thing in sorted(held, key=lambda one: one[:3])]
