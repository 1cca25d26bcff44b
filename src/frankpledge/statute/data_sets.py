"""The data sets that partners supply: twelve that SI 2007/1831 prescribes, local ones, and the marks of their cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, Confidence, record, records, toml

_FILE = "data_sets.toml"
Cell = Literal["date", "time", "category", "text", "postcode", "number", "count", "choice"]
Holder = Literal["police", "fire", "council", "health", "housing", "probation"]
HOLDERS: dict[str, str] = {
    "police": "Police",
    "fire": "Fire and rescue authority",
    "council": "Local authority",
    "health": "Integrated care board, or health board in Wales",
    "housing": "Housing providers",
    "probation": "Probation provider",
}


class UnknownDataSet(Refusal, ValueError):
    """There is no data set of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a data set's template."""

    name: str
    kind: Cell
    needed: bool
    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: what it covers, who holds it, by which law, and its columns.

    `small`: at a point or in a small area it could name a person.
    """

    id: str
    name: str
    covers: str
    holder: Holder
    prescribed: bool
    small: bool
    source: str
    confidence: Confidence
    columns: tuple[Column, ...]

    @property
    def supplier(self) -> str:
        """Return who holds it, in words."""
        return HOLDERS[self.holder]

    @property
    def counted(self) -> bool:
        """Return whether it comes ready counted, a number a row, and not a row an event."""
        return any(column.name == "Count" for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands in a cell instead of a number, and what it means."""

    text: tuple[str, ...]
    state: Literal["missing", "suppressed", "zero"]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Offences:
    """The offences that make up a theme, by code."""

    id: str
    name: str
    codes: tuple[str, ...]
    source: str
    confidence: Confidence


@cache
def offence_codes(theme: str) -> frozenset[str]:
    """Return the Home Office's codes of the offences that a theme is made of."""
    found = next((one for one in records(Offences, _FILE, "offences") if one.id == theme), None)
    if found is None:
        raise UnknownDataSet(f"No offences are defined for {theme!r}.", where=_FILE)
    return frozenset(found.codes)


@cache
def data_sets() -> tuple[DataSet, ...]:
    """Return every data set, the prescribed ones first, in the order of the Schedule."""
    return tuple(_made(row, number) for number, row in enumerate(toml(_FILE)["data_set"], start=1))


def data_set(name: str) -> DataSet:
    """Return the data set of an id, in whatever capitals; any other is refused with those there are."""
    for each in data_sets():
        if each.id.casefold() == name.strip().casefold():
            return each
    known = ", ".join(each.id for each in data_sets())
    raise UnknownDataSet(f"There is no data set {name!r}.", cure=f"Data sets are {known}.")


@cache
def marks() -> dict[str, str]:
    """Return what each mark means (missing, suppressed, zero), by the mark in small letters."""
    return {text: mark.state for mark in records(Mark, _FILE, "mark") for text in mark.text}


def _made(row: dict[str, Any], number: int) -> DataSet:
    where = f"{_FILE} row {number}"
    columns = tuple(
        record(Column, column, where=f"{where}, column {at}") for at, column in enumerate(row.get("columns", ()), 1)
    )
    if not columns or row["holder"] not in HOLDERS:
        raise BadDefinition("a data set needs columns, and a holder that is known", where=where)
    return DataSet(**{**row, "columns": columns})
