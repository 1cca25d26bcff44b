"""The cube: rows of `street` by month, force, LSOA and type, kept up to date for the months that a load touches."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.failpoints import reach
from frankpledge.lake.load import Load
from frankpledge.lake.tables import read_files

_CELL = ("force", "lsoa_code", "crime_type")


def cells(rows: pa.Table) -> pa.Table:
    """Return the number of street rows by force, LSOA ("" without a place) and type, for rows of one month."""
    placed = rows.set_column(rows.schema.get_field_index("lsoa_code"), "lsoa_code", pc.fill_null(rows["lsoa_code"], ""))
    counted = placed.select(_CELL).group_by(list(_CELL), use_threads=False).aggregate([([], "count_all")])
    return counted.rename_columns([*_CELL, "n"])


class CubeBuilder:
    """Gathers the cells of a load by month, and writes each month's once its files are through."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._pending: dict[str, dict[str, pa.Table]] = {}
        self._numbers = count(1)

    def add(self, month: str, force: str, rows: pa.Table) -> None:
        """Take the cells of one month and force as the whole of it."""
        self._pending.setdefault(month, {})[force] = rows

    def months(self) -> tuple[str, ...]:
        """Return the months that wait to be written."""
        return tuple(sorted(self._pending))

    def flush(self, *, keep: str = "") -> None:
        """Write the waiting months, but not the one whose files are still coming."""
        for month in [month for month in self.months() if month != keep]:
            self._write(month, self._pending.pop(month))

    def _others(self, month: str, forces: Iterable[str]) -> set[str]:
        """Return the forces whose rows of the month this load leaves alone; often there are none to read."""
        files = self._load.draft("street").files()
        return {file.value("force") for file in files if file.value("month") == month} - set(forces)

    def _write(self, month: str, forces: dict[str, pa.Table]) -> None:
        draft = self._load.draft("street_cube")
        held = draft.within({"month": month})
        parts = [forces[force] for force in sorted(forces)]
        if held and self._others(month, forces):
            earlier = read_files(draft.folder, "street_cube", held).select([*_CELL, "n"])
            gone = pc.is_in(earlier["force"], value_set=pa.array(sorted(forces), pa.string()))
            parts.insert(0, earlier.filter(pc.invert(gone)))
        if not any(part.num_rows for part in parts):
            draft.remove(held)
            return
        label = f"cube-{next(self._numbers):06d}"
        rows = pa.concat_tables(parts)
        file = self._load.write("street_cube", rows, partition={"month": month}, label=label)
        draft.remove(held)
        draft.add(file)
        reach("cube written")
