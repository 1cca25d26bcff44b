"""What every command shares: the data folder, JSON, and how a refusal is told."""

from __future__ import annotations

import csv
import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer

from frankpledge.refusal import Refusal

DATA_HELP = "The data folder. Default: FRANKPLEDGE_DATA, else ./frankpledge-data."
Data = Annotated[str, typer.Option("--data", help=DATA_HELP)]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]

P = ParamSpec("P")
R = TypeVar("R")


class NoData(Refusal):
    """The data folder does not hold an installation."""


class NotReachable(Refusal):
    """A file, a folder or the database could not be read or written."""


def remember_data(data: str) -> None:
    """Keep the folder chosen before the command's name, for the command that follows."""
    if data:
        os.environ["FRANKPLEDGE_DATA"] = data


def data_folder(data: str = "") -> Path:
    """Return the folder that holds everything: as given, else from the environment, else ./frankpledge-data."""
    return Path(data or os.environ.get("FRANKPLEDGE_DATA") or "frankpledge-data").resolve()


def refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    """Tell the refusal on stderr and leave with 2."""
    print(json.dumps(refusal.as_json(), ensure_ascii=False) if as_json else str(refusal), file=sys.stderr)
    raise typer.Exit(2)


def answers_refusals(command: Callable[P, R]) -> Callable[P, R]:
    """Return the command so that what it refuses is told plainly, with exit code 2, and nothing else is hidden."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        as_json = bool(kwargs.get("as_json")) or kwargs.get("output") == "json"
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            refuse(refusal, as_json=as_json)
        except BrokenPipeError:
            raise
        except OSError as error:
            refuse(unreachable(error), as_json=as_json)
        except Exception as error:
            if not _from_the_database(error):
                raise
            reason = f"The database cannot be used ({error})."
            refuse(NotReachable(reason, cure="Check the disk and the folder's permissions."), as_json=as_json)

    return told


def unreachable(error: OSError) -> NotReachable:
    """Return what the operating system refused, with its place."""
    told = error.strerror or str(error)
    if error.filename is None:
        return NotReachable(
            f"The system refused it ({told}).", cure="Check the disk, the address and your permissions."
        )
    cure = "Check the path, the disk and your permissions."
    return NotReachable(f"This cannot be read or written ({told}).", where=str(error.filename), cure=cure)


def _from_the_database(error: Exception) -> bool:
    """Return whether the database itself failed. Django is not imported for it, so as not to slow what needs none."""
    database = sys.modules.get("django.db")
    return database is not None and isinstance(error, database.OperationalError)


def print_json(answer: Mapping[str, Any]) -> None:
    """Print an answer for a machine."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows for a spreadsheet."""
    writer = csv.DictWriter(sys.stdout, fieldnames=list(columns), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows for a person: words left, numbers right, a rule under the head."""
    cells = [[_cell(head, v) for head, v in zip(columns, row, strict=True)] for row in rows]
    numeric = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    widths = [max([len(head), *(len(row[i]) for row in cells)]) for i, head in enumerate(columns)]

    def line(values: Sequence[str]) -> str:
        aligned = (v.rjust(w) if n else v.ljust(w) for v, w, n in zip(values, widths, numeric, strict=True))
        return "  ".join(aligned).rstrip()

    print(line(list(columns)))
    print("  ".join("─" * width for width in widths))
    for row in cells:
        print(line(row))


def _cell(head: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) and head != "year" else str(value)
