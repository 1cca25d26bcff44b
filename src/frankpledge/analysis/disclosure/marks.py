"""Which counts may be shown: small counts of restricted data are hidden, and hidden is neither missing nor zero.

Open data already public is republished as it is (hiding it would protect nobody); restricted and casework data hide the
counts 1 to 4. Zeros are shown unless they are hidden to protect a neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isnan
from typing import Literal

from frankpledge.analysis.counts import Floats, check_count
from frankpledge.analysis.refusals import NotACount

Policy = Literal["open", "restricted", "casework"]
_POLICIES = ("open", "restricted", "casework")


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A count that exists and is hidden. Prints as [c], the Government Statistical Service's mark for confidential."""

    def __str__(self) -> str:
        return "[c]"


@dataclass(frozen=True, slots=True)
class Missing:
    """A count that is not held. Prints as [x], the Government Statistical Service's mark for not available."""

    def __str__(self) -> str:
        return "[x]"


def suppress_primary(
    *, counts: Sequence[float | None] | Floats, policy: Policy, threshold: int = 4
) -> tuple[int | Suppressed | Missing, ...]:
    """Return each count, `Suppressed()` where 1 to `threshold` must be hidden, or `Missing()` for None and NaN.

    `threshold` is the largest count that is hidden; zeros are shown. Policy `open` hides nothing. Alone this does not
    protect: a total gives a single hidden count away, which secondary suppression must prevent.
    """
    if policy not in _POLICIES:
        raise ValueError(f"{policy!r} is not one of the policies {', '.join(_POLICIES)}")
    return tuple(_shown(count, hide_up_to=0 if policy == "open" else threshold) for count in counts)


def joined(*policies: Policy) -> Policy:
    """Return the policy of data joined from several sets: the strictest. Open joined with restricted is restricted."""
    if not policies:
        raise ValueError("a join of nothing has no policy")
    return max(policies, key=_POLICIES.index)


def round_base(*, counts: Sequence[float | None] | Floats, base: int = 5) -> tuple[int | Missing, ...]:
    """Return each count rounded to the nearest multiple of `base`, halves upwards; missing stays missing.

    Rounded parts need not add up to the rounded total, and should not be made to.
    """
    if base < 1:
        raise NotACount(f"Counts cannot be rounded to multiples of {base}.", where="base")
    return tuple(_rounded(count, base) for count in counts)


def _shown(count: float | None, *, hide_up_to: int) -> int | Suppressed | Missing:
    if count is None or isnan(count):
        return Missing()
    whole = int(check_count(count, name="count"))
    return Suppressed() if 0 < whole <= hide_up_to else whole


def _rounded(count: float | None, base: int) -> int | Missing:
    if count is None or isnan(count):
        return Missing()
    return base * floor(check_count(count, name="count") / base + 0.5)
