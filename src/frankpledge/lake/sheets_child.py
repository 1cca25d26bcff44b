"""The child process that opens a spreadsheet: limits first, then the library, then one CSV file for each sheet.

Run as `python -m frankpledge.lake.sheets_child WORKBOOK FOLDER BYTES SECONDS CELLS`. It says on standard output why it
could not, and is ended by the operating system where it asks for more than it may.
"""

from __future__ import annotations

import csv
import datetime as dt
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from frankpledge.lake.sheets_stream import is_large, stream_sheets


def limit(memory: int, seconds: int) -> None:
    """Bind this process to its memory and processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cell_text(value: object) -> str:
    """Return a cell as it would stand in a CSV file: whole numbers without a point, dates as 2025-01-31."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")


def write_sheets(workbook: Path, folder: Path, most_cells: int) -> None:
    """Write each sheet with rows to a numbered CSV file, and `names.csv`: its name, its file, and its first row."""
    if is_large(workbook):
        kept = stream_sheets(workbook, folder, most_cells, cell_text)
    else:
        kept = _whole(workbook, folder, most_cells)
    with (folder / "names.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(kept)


def _whole(workbook: Path, folder: Path, most_cells: int) -> list[tuple[str, str, int]]:
    """Write each sheet of a workbook that is held at once, and return name, file and first row of each."""
    # Only now, when this process is bound.
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    opened = CalamineWorkbook.from_path(str(workbook))
    kept: list[tuple[str, str, int]] = []
    cells = 0
    for number, name in enumerate(opened.sheet_names, start=1):
        sheet = opened.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=True)
        cells += sum(len(row) for row in rows)
        if cells > most_cells:
            raise ValueError(f"it holds more than {most_cells:,} cells")
        if rows:
            file = f"{number:04d}.csv"
            with (folder / file).open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows([cell_text(cell) for cell in row] for row in rows)
            kept.append((name, file, (sheet.start or (0, 0))[0] + 1))
    return kept


def main(arguments: Sequence[str]) -> int:
    """Return 0 when the sheets were written, 1 when the reason was said."""
    workbook, folder, memory, seconds, cells = arguments
    limit(int(memory), int(seconds))
    try:
        write_sheets(Path(workbook), Path(folder), int(cells))
    except Exception as error:  # noqa: BLE001 (whatever a hostile workbook makes the library raise is one answer)
        print(str(error).splitlines()[0][:200] if str(error) else type(error).__name__)  # noqa: T201 (our pipe)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
