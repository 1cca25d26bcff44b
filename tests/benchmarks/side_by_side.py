"""What every benchmark of a method shares: both sides timed in turn in one run, and the verdict beside the goal.

Times are processor seconds of this process, the best of several turns, because a shared machine makes wall seconds
longer for both sides; what counts is the ratio. Two sides that do not agree are a failure whatever they take.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def best(work: Callable[[], Any], turns: int) -> tuple[float, Any]:
    """Return the fewest processor seconds of several turns, and what came back."""
    fewest, found = float("inf"), None
    for _ in range(turns):
        begun = time.process_time()
        found = work()
        fewest = min(fewest, time.process_time() - begun)
    return fewest, found


def tell(what: str, *, ours: float, peer: float, goal: float, agrees: bool, condition: str) -> bool:
    """Print the ratio beside its goal and the condition that makes it fair; return whether both hold."""
    ratio = peer / ours
    met = ratio >= goal and agrees
    print(f"{'met ' if met else 'MISS'} {what}: {ratio:,.1f}× (goal {goal:g}×), {ours:.4f} s against {peer:.4f} s")
    print(f"     {'holds' if agrees else 'FAILS'}: {condition}")
    return met
