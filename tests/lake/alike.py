"""Whether two engines said the same: types, every row as often, and nulls that are no zeros."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pyarrow as pa


def differences(one: pa.Table, other: pa.Table) -> list[str]:
    """Return what tells two answers apart, nothing where they are alike. The order of rows makes no difference."""
    if not one.schema.equals(other.schema):
        return [f"the columns are {described(one.schema)} and {described(other.schema)}"]
    first, second = (Counter(map(exact, zip(*columns(table), strict=True))) for table in (one, other))
    told = [f"only the first has {n} × {row}" for row, n in sorted((first - second).items(), key=str)]
    return told + [f"only the second has {n} × {row}" for row, n in sorted((second - first).items(), key=str)]


def columns(table: pa.Table) -> list[list[Any]]:
    """Return the values column by column; a table without columns has no rows to tell apart."""
    return [column.to_pylist() for column in table.columns]


def described(schema: pa.Schema) -> str:
    """Return the names and types of columns."""
    return ", ".join(f"{field.name} {field.type}" for field in schema)


def exact(row: tuple[Any, ...]) -> tuple[str, ...]:
    """Return a row so that nothing in it passes for anything else: not a null for a zero, nor -0.0 for 0.0."""
    return tuple("NaN" if isinstance(value, float) and math.isnan(value) else repr(value) for value in row)
