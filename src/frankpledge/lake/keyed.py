"""Tables of which a newer file replaces only what it speaks of: the quarters of a force, the years of an area.

A release of such a table covers many things, each named by its values in a few columns. Where a later file covers some
of them, the rows of just those leave the older release, so that nothing is ever counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.schemas_police import POLICE_KEYS


def is_keyed(table: str) -> bool:
    """Return whether rows of a table are replaced by what they speak of."""
    return table in POLICE_KEYS


def keys_of(table: str, rows: pa.Table) -> tuple[str, ...]:
    """Return the names of everything that rows of a table speak of, in order."""
    return tuple(sorted(pc.unique(_texts(table, rows)).to_pylist()))


def without(table: str, rows: pa.Table, keys: Iterable[str]) -> pa.Table:
    """Return the rows that speak of none of these things."""
    return rows.filter(pc.invert(pc.is_in(_texts(table, rows), value_set=pa.array(sorted(keys), pa.string()))))


def _texts(table: str, rows: pa.Table) -> pa.ChunkedArray:
    parts = [pc.fill_null(pc.cast(rows[name], pa.string()), "") for name in POLICE_KEYS[table]]
    named = pa.chunked_array([pa.array([table] * rows.num_rows, pa.string())])
    return pc.binary_join_element_wise(named, *parts, pa.scalar(" "))
