"""What published tables tell of themselves that a reader of their figures should look at, a sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_MOST = 8


def warnings_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the facts kept of a release of recorded crime, outcomes or levels say that is worth a look."""
    told: list[str] = []
    for name, words in _COUNTS.items():
        if facts.get(name):
            told.append(words.format(f"{facts[name]:,}"))
    for name, words in _LISTS.items():
        if facts.get(name):
            told.append(words.format(_listed(facts[name])))
    told.extend(facts.get("perhaps_half", ()))
    told.extend(dict.fromkeys(facts.get("told", ())))
    told.extend(f"the sheet {name!r} is not read: {why}" for name, why in facts.get("sheets_left_out", {}).items())
    mixed = facts.get("sheets_of_several_years", {})
    told.extend(f"the sheet {name!r} holds several years: {', '.join(years)}" for name, years in mixed.items())
    told.extend(_breaks(facts))
    return tuple(told)


_COUNTS = {
    "negative_counts": "{} counts lie below zero: corrections, kept as published",
    "marked": "{} cells hold a mark where a number belongs: missing or suppressed, and in no total",
    "missing": "{} values are missing: an empty cell or a mark such as [x], and never zero",
    "suppressed": "{} values are suppressed by their supplier: known to it, and not shown",
    "outcomes_only_rows": "{} rows are kept for outcomes alone: no crimes, save burglary before April 2017",
}
_LISTS = {
    "areas_unknown": "areas of no name or code that is known here, kept as they are written: {}",
    "codes_unknown": "offence codes of no known shape, kept: {}",
    "periods_unclear": "periods whose months are not plain, answered for no year: {}",
    "periods_not_a_year": "periods that are no year: {}",
    "without_code": "partnerships without an official code: {}",
    "unassigned": "crimes that a force assigned to no partnership: {}",
}


def _breaks(facts: Mapping[str, Any]) -> list[str]:
    """Return the codes that begin or end within the table: a break of classification, not a rise or fall of crime."""
    told = []
    for name, verb in (("codes_begun", "begin"), ("codes_ended", "end")):
        codes = [f"{code} ({at})" for code, at in facts.get(name, {}).items()]
        if codes:
            told.append(f"offence codes that {verb} within the table: {_listed(codes)}")
    return told


def _listed(names: Any) -> str:
    every: Sequence[str] = list(names)
    more = f" and {len(every) - _MOST} more" if len(every) > _MOST else ""
    return ", ".join(every[:_MOST]) + more
