"""What the Home Office's tables of recorded crime count, and why they differ from data.police.uk.

Some rows are kept for outcomes alone and must not be counted as crimes; which, and from when, is data with our
confidence in it, as is every reason why two sources of the same crimes disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.statute.load import Confidence, records

_ONLY = re.compile(r"\(\s*outcomes?\s+only\s*\)", re.IGNORECASE)
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?[A-Z]?|AF|CIFAS|FFA UK|UK Finance)(?:/\d{1,3}(?:\.\d{1,2})?[A-Z]?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class StillCounted:
    """Offences that the tables label "(outcome only)" although their counts are crimes, up to a financial year."""

    id: str
    codes: tuple[str, ...]
    last_counted: str
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A reason why two sources differ: what it does to data.police.uk's count, and the kinds of area it is for."""

    id: str
    areas: tuple[Literal["force", "csp"], ...]
    effect: Literal["more", "fewer", "either"]
    words: str
    source: str
    confidence: Confidence


def is_outcomes_only(offence: str | None) -> bool:
    """Return whether an offence's description says that it is kept for outcomes alone."""
    return bool(offence and _ONLY.search(offence))


def is_counted(*, offence: str | None, code: str, year: str) -> bool:
    """Return whether a row of a financial year ("2024/25") counts as recorded crime."""
    if not is_outcomes_only(offence):
        return True
    return any(code in rule.codes and year <= rule.last_counted for rule in still_counted())


def is_fraud(group: str | None) -> bool:
    """Return whether an offence group is fraud, which most forces' tables leave to national bodies."""
    return bool(group and group.casefold().startswith("fraud"))


def is_unassigned(csp: str) -> bool:
    """Return whether the name of a partnership stands for crimes that a force assigned to none."""
    return csp.casefold().startswith("unassigned")


def is_offence_code(code: str) -> bool:
    """Return whether a text has the shape of a Home Office offence code: 8N, 4.4, 105A, 1/4.1/4.10/4.2."""
    return _CODE.fullmatch(code) is not None


def quarter_text(year: str, quarter: int) -> str:
    """Return a financial quarter as it is written: 2024/25 Q1."""
    return f"{year} Q{quarter}"


@cache
def still_counted() -> tuple[StillCounted, ...]:
    """Return the exceptions to the rule that rows kept for outcomes alone are no crimes."""
    return records(StillCounted, "recorded_crime.toml", "still_counted")


@cache
def differences(kind: str | None = None) -> tuple[Difference, ...]:
    """Return the reasons why data.police.uk and the Home Office differ, all or those for a kind of area."""
    every = records(Difference, "recorded_crime.toml", "difference")
    return tuple(each for each in every if kind is None or kind in each.areas)
