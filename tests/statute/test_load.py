from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, names, record, rows, toml


@dataclass(frozen=True)
class Row:
    words: str
    sort: Literal["a", "b"]
    count: int
    share: float
    yes: bool
    day: date
    month: Month | None
    list: tuple[str, ...]
    also: int = 3


GOOD: dict[str, Any] = {
    "words": " some words ",
    "sort": "a",
    "count": 2,
    "share": 2,
    "yes": True,
    "day": date(2025, 1, 2),
    "month": "2025-01",
    "list": ["x", "y"],
}


def test_a_row_comes_out_with_each_value_of_its_type() -> None:
    made = record(Row, GOOD, where="here")
    assert made == Row("some words", "a", 2, 2.0, True, date(2025, 1, 2), Month(2025, 1), ("x", "y"), 3)
    assert isinstance(made.share, float)


def test_in_csv_an_empty_cell_is_nothing_and_a_bar_parts_a_list() -> None:
    made = record(Row, GOOD | {"month": "", "list": "x|y", "yes": "no"}, where="here")
    assert (made.month, made.list, made.yes) == (None, ("x", "y"), False)
    assert record(Row, GOOD | {"list": ""}, where="here").list == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("words", "  "),
        ("sort", "c"),
        ("count", "2"),
        ("count", True),
        ("share", "half"),
        ("yes", "perhaps"),
        ("day", "2025-01-02"),
        ("month", "January"),
        ("list", 5),
        ("words", 5),
    ],
)
def test_a_value_of_another_type_is_refused_naming_its_place(column: str, value: object) -> None:
    with pytest.raises(BadDefinition) as refused:
        record(Row, GOOD | {column: value}, where="rows.csv row 4")
    assert refused.value.where == f"rows.csv row 4, {column}"
    assert isinstance(refused.value, Refusal)


def test_a_column_too_many_and_a_column_too_few_are_refused() -> None:
    with pytest.raises(BadDefinition, match="colour is no column"):
        record(Row, GOOD | {"colour": "red"}, where="here")
    with pytest.raises(BadDefinition, match="sort is not given"):
        record(Row, {name: value for name, value in GOOD.items() if name != "sort"}, where="here")


def test_every_definition_file_can_be_read() -> None:
    assert {"contents.toml", "crime_types.csv", "events.toml", "forces.csv", "settings.toml"} <= set(names())
    for name in names():
        assert toml(name) if name.endswith(".toml") else rows(name)
