"""Commands about the evidence: `ingest`, `releases`, `quality` and `areas`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.cli.own import load_for
from frankpledge.cli.when import moment
from frankpledge.refusal import Refusal


class NoArea(Refusal):
    """No area matches what was looked for."""


@answers_refusals
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders and archives, of any format that can be read.")],
    year: Annotated[int, typer.Option(help="The year of a population file whose name does not say it.")] = 0,
    force: Annotated[str, typer.Option(help="The force of a stop and search file whose name does not say it.")] = "",
    month: Annotated[str, typer.Option(help="The month of a stop and search file whose name does not say it.")] = "",
    known_at: Annotated[str, typer.Option(help="Since when this was known, for history. Default: now.")] = "",
    whose: Annotated[
        list[str] | None, typer.Option("--for", help="A partnership's own evidence: its workspace.")
    ] = None,
    mapping: Annotated[str, typer.Option(help="How the columns are read (JSON of `frankpledge mapping`).")] = "",
    annotate: Annotated[str, typer.Option(help="A folder for copies of partners' files with what is wrong.")] = "",
    person: Annotated[str, typer.Option("--as", help="The e-mail address of the member who loads for them.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Load files into the evidence store. The same file twice changes nothing; a newer one replaces its month."""
    folder = ready(data, create=True)
    with _progress(quiet=as_json) as step:
        said = {"year": year or None, "force": force or None, "month": month or None}
        own = {"workspaces": whose or [], "mapping_file": mapping, "annotate": annotate, "person": person}
        report = _load(folder, paths, moment(known_at), step, said, own)
    if as_json:
        print_json(report.as_json())
    else:
        _tell(report)
    if report.refused:
        raise typer.Exit(2)


def _load(
    folder: Path, paths: list[str], at: datetime | None, step: _Steps, said: dict[str, Any], own: dict[str, Any]
) -> Any:
    """Load open data, or with a workspace named what is a partnership's own."""
    from frankpledge.domain.evidence.actions import ingest_files

    if own["workspaces"]:
        return load_for(folder, paths=paths, known_at=at, progress=step, **own)
    return ingest_files(paths=paths, by=operator(folder), known_at=at, progress=step, **said)


class _Steps:
    """Progress on a terminal, silence elsewhere."""

    def __init__(self, quiet: bool) -> None:
        console = Console(stderr=True)
        self._show = not quiet and console.is_terminal
        self._bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console)
        self._task = self._bar.add_task("Looking", total=1.0)

    def __enter__(self) -> Self:
        if self._show:
            self._bar.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._show:
            self._bar.stop()

    def __call__(self, what: str, part: float) -> None:
        """Show what is being done and how far the whole has come (0 to 1)."""
        if self._show:
            self._bar.update(self._task, description=what[:60], completed=part)


def _progress(*, quiet: bool) -> _Steps:
    return _Steps(quiet)


def _tell(report: Any) -> None:
    for file in report.files:
        place = f"{file.file} › {file.member}" if file.member else file.file
        if file.status == "refused":
            # The message begins with the place, and with the line where there is one.
            told = file.message if file.message.startswith(file.file) else f"{place}: {file.message}"
            print(f"refused      {told}", file=sys.stderr)
            continue
        if file.status == "known":
            print(f"known        {place}: {file.message or 'loaded before'}")
            continue
        bad = f", {file.rows_quarantined:,} set aside" if file.rows_quarantined else ""
        note = f" ({file.message})" if file.message else ""
        print(f"{file.status:<12} {place}: {file.rows_kept:,} rows{bad}{note}")
    tally = {status: len(report.with_status(status)) for status in ("new", "replaced", "known", "refused")}
    aside = sum(f.rows_quarantined for f in report.files)
    print(", ".join(f"{n} {status}" for status, n in tally.items()) + f"; {aside:,} rows set aside.")


@answers_refusals
def releases(data: Data = "", as_json: Json = False) -> None:
    """List what was loaded, when, and what it replaced."""
    ready(data)
    from frankpledge.domain.evidence.queries.loaded import release_list

    rows = release_list()
    if as_json:
        print_json({"releases": rows})
        return
    columns = ("release", "reader", "file", "month", "force", "rows", "set aside", "loaded", "current")
    print_table(columns, [[row[c] for c in columns] for row in rows])


@answers_refusals
def quality(
    release: Annotated[str, typer.Argument(help="A release; all current ones when left out.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Report the quality of what was loaded: gaps, repeats, rows without place, changes of form."""
    ready(data)
    from frankpledge.domain.evidence.queries.loaded import quality_report

    report = quality_report(release or None)
    if as_json:
        print_json(report)
        return
    for line in report["lines"]:
        print(line)


@answers_refusals
def areas(
    query: Annotated[str, typer.Argument(help="Part of a name, or a code; all partnerships when left out.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="csp, district, ward, force, lsoa21 …")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List areas with their residents and what they lie in."""
    ready(data)
    from frankpledge.domain.evidence.queries.loaded import area_list
    from frankpledge.lake.areas.area import KINDS

    rows = area_list(query=query, kind=kind or None)
    if not rows:
        what = f"of the kind “{kind}” " if kind else ""
        held = f" with “{query}” in its name" if query else ""
        raise NoArea(
            f"No area {what}has been loaded{held}.",
            cure=f"Kinds are {', '.join(KINDS)}. Load the lookups that name the area, or look for less of its name.",
        )
    if as_json:
        print_json({"areas": rows})
        return
    columns = ("kind", "code", "name", "residents", "year")
    print_table(columns, [[row[c] for c in columns] for row in rows])
