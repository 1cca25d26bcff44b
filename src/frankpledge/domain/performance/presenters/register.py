"""The register as a list that leaves and may come back changed, and a wide sheet of values that may be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from frankpledge.domain.indicators.actions.saying import COLUMNS, defined_words, said_of, target_said_of
from frankpledge.domain.indicators.actions.wide import COLUMNS as WIDE_COLUMNS
from frankpledge.domain.indicators.actions.wide import NO_DATA
from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.queries.overview import Dated
from frankpledge.domain.indicators.queries.values import Known, known_values
from frankpledge.domain.indicators.rules import Origin
from frankpledge.domain.indicators.rules.reading import written_period
from frankpledge.domain.performance.presenters.values import plain_number
from frankpledge.ground.documents.listing import Cell, Listing

HEAD = tuple(column.head for column in COLUMNS)
WIDE_HEAD = tuple(column.head for column in WIDE_COLUMNS if column.name not in {"period", "figure"})
_OF_TARGET = {"target_since": "since", "target_kind": "kind", "target_by": "by", "target_reason": "reason"}
_SAID_OF_TARGET = ("low", "high", "points", "baseline", "expected_on")


def register_listing(found: Iterable[Indicator], *, today: date) -> Listing:
    """Return the register: a line for each definition and target, the first of an indicator with all that is said."""
    there = tuple(found)
    dated = Dated.of(there)
    rows: list[tuple[Cell, ...]] = []
    for one in there:
        pairs = zip_longest(dated.definitions.get(one.pk, ()), dated.targets.get(one.pk, ()))
        for at, (definition, target) in enumerate(list(pairs) or [(None, None)]):
            said = _indicator(one) if at == 0 else {"reference": one.reference}
            said |= _definition(definition) if definition else {}
            said |= _target(target) if target else {}
            rows.append(tuple(said.get(name) or None for name in HEAD))
    return Listing("register", f"Register of indicators on {today.day} {today:%B %Y}", HEAD, tuple(rows), today)


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "reference": one.reference, "name": one.name, "supplier": one.supplier.name if one.supplier else None,
        "sensitive": "yes" if one.sensitive else "no", "retired_on": one.retired_on,
        "retired_because": one.retired_because,
    }  # fmt: skip


def _definition(one: Definition) -> dict[str, Any]:
    said = vars(said_of(one))
    told = {name: defined_words(value) for name, value in said.items() if name not in {"question", "reckoned_from"}}
    question = said["question"]
    return told | {
        "definition": str(one.number), "since": one.since, "changed_because": one.changed_because,
        "review_on": one.review_on, "records": "; ".join(question.get("what", ())),
        "area": " ".join(map(str, question.get("area") or ())),
        "reckoned_from": one.reckoned_from.reference if one.reckoned_from else None,
    }  # fmt: skip


def _target(one: Target) -> dict[str, Any]:
    said = vars(target_said_of(one))
    told: dict[str, Any] = {name: defined_words(said[name]) for name in _SAID_OF_TARGET}
    told |= {head: said[name] for head, name in _OF_TARGET.items()}
    return told | {"target_kind": one.kind, "expected_on": one.expected_on}


# ---- values, periods across -----------------------------------------------------------------------------------------


def wide_listing(found: Iterable[Indicator], *, today: date) -> Listing:
    """Return values as last known, a column for each period: years, quarters and months each in order of time.

    Of indicators that are counted from the evidence or reckoned from others nobody writes values down: they are left
    out here, and stand in the long list.
    """
    there = tuple(found)
    last = {key: stand[-1] for key, stand in Dated.of(there).definitions.items()}
    kept = [one for one in there if one.pk in last and _is_written(last[one.pk])]
    known = known_values(kept)
    periods = sorted(
        {(value.starts, value.ends) for values in known.values() for value in values},
        key=lambda one: (-round((one[1] - one[0]).days / 30), one),
    )
    rows: list[tuple[Cell, ...]] = []
    for one, values in known.items():
        rows += _rows(one, last[one.pk], {(value.starts, value.ends): value for value in values}, periods)
    head = (*WIDE_HEAD, *(written_period(*one) for one in periods))
    return Listing("values-by-period", f"Values by period on {today.day} {today:%B %Y}", head, tuple(rows), today)


def _is_written(definition: Definition) -> bool:
    return definition.origin != Origin.EVIDENCE and definition.reckoned_from_id is None


def _rows(
    one: Indicator, definition: Definition, values: Mapping[tuple[date, date], Known],
    periods: list[tuple[date, date]],
) -> list[tuple[Cell, ...]]:  # fmt: skip
    counted = [("numerator", definition.numerator)]
    counted += [("denominator", definition.denominator)] if definition.denominator else []
    rows = [
        (one.reference, one.name, which, words, None, *(_cell(values.get(period), which) for period in periods))
        for which, words in counted
    ]
    if any(value.numbers.value is not None for value in values.values()):
        alone = (_cell(values.get(period), "value") for period in periods)
        rows.append((one.reference, one.name, "value", definition.unit, None, *alone))
    return rows


def _cell(value: Known | None, which: str) -> Cell:
    if value is None:
        return None
    if value.numbers.missing:
        return f"{NO_DATA}: {value.numbers.missing}" if which == "numerator" else None
    return plain_number(getattr(value.numbers, which))
