"""Commands about partners' evidence: `template`, `mapping`, `withdraw`, and `ingest --for`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.cli.when import moment
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.lake.own.mapping import Mapping
    from frankpledge.lake.report import IngestReport


class NotAMapping(Refusal):
    """A file that holds no mapping of columns."""


@answers_refusals
def template(
    data_set: Annotated[str, typer.Argument(metavar="DATASET", help="The data set, such as PI-5; `list` lists them.")],
    out: Annotated[str, typer.Option("--out", help="The file to write: .xlsx, .ods or .csv.")] = "",
    as_json: Json = False,
) -> None:
    """Hand out the empty return of a data set, which is read back as it is filled in."""
    from frankpledge.lake.own import templates
    from frankpledge.statute import data_sets

    if data_set == "list" or not out:
        rows = [[one.id, one.name, one.supplier, one.source] for one in data_sets.data_sets()]
        columns = ("data set", "what it is", "supplied by", "source")
        if as_json:
            print_json({"data_sets": [dict(zip(columns, row, strict=True)) for row in rows]})
        else:
            print_table(columns, rows)
        return
    wanted, place = data_sets.data_set(data_set), Path(out)
    place.write_bytes(templates.template(wanted, form=place.suffix.lstrip(".").casefold()))
    if as_json:
        print_json({"data_set": wanted.id, "file": str(place)})
    else:
        print(f"{place}: {wanted.id}, {wanted.name}. Supplied by: {wanted.supplier}.")


@answers_refusals
def mapping(
    path: Annotated[str, typer.Argument(help="A file of a partner.")],
    supplier: Annotated[str, typer.Option(help="Who sends it.")] = "",
    out: Annotated[str, typer.Option("--out", help="Write the suggestion here, to be corrected and used.")] = "",
    as_json: Json = False,
) -> None:
    """Look at a partner's file and suggest how its columns are read. Nothing is loaded."""
    from frankpledge.lake.own.look import look

    seen = look(Path(path), supplier=supplier)
    if not seen:
        raise NotAMapping("No sheet of it has a header.", where=path, cure="Put the names of the columns above it.")
    best = seen[0]
    told = best.suggestion.mapping.as_json()
    if out:
        Path(out).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        doubts = [
            {"field": one.field, "reason": one.reason, "columns": list(one.candidates)}
            for one in best.suggestion.unsure
        ]
        missing = list(best.suggestion.missing)
        print_json({"sheet": best.sheet, "line": best.line, "mapping": told, "unsure": doubts, "missing": missing})
        return
    print(f"{best.sheet or path}, header in line {best.line}: read as {best.suggestion.mapping.kind}.")
    print_table(("ours", "theirs"), [[ours, theirs] for ours, theirs in best.suggestion.mapping.columns])
    for header in best.suggestion.extra:
        print(f"left out     {header}")
    for one in best.suggestion.unsure:
        print(f"look         {one.label}: {one.reason} ({', '.join(one.candidates) or 'no column'})")
    for field in best.suggestion.missing:
        print(f"missing      {field}: say which column it is")
    if out:
        print(f"Correct {out} where needed, and load with: frankpledge ingest --for WORKSPACE --mapping {out} {path}")


@answers_refusals
def withdraw(
    release: Annotated[str, typer.Argument(help="The release to take back; `frankpledge releases` lists them.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for readers of figures that rest on it.")],
    workspace: Annotated[str, typer.Option("--for", help="The partnership whose own it is; open data without.")] = "",
    person: Annotated[str, typer.Option("--as", help="The e-mail address of the member who does it.")] = "",
    known_at: Annotated[str, typer.Option(help="Since when this was known, for history. Default: now.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Take a loaded file back: what it replaced is current again, and older states still show it."""
    folder = ready(data)
    from frankpledge.domain.releases.actions.withdrawal import withdraw_release
    from frankpledge.domain.releases.rules import Whose

    made = withdraw_release(
        release=release,
        reason=reason,
        by=acting(folder, person),
        whose=Whose.OWN if workspace else Whose.OPEN,
        workspace=place_of(workspace) if workspace else None,
        known_at=moment(known_at),
    )
    if as_json:
        print_json({"withdrawn": release, "manifest_id": made.id})
    else:
        print(f"{release} is taken back; the evidence stands at {made.id}.")


def load_for(
    folder: Path,
    *,
    workspaces: list[str],
    paths: list[str],
    person: str,
    mapping_file: str,
    annotate: str,
    known_at: datetime | None,
    progress: Callable[[str, float], None],
) -> IngestReport:
    """Load files into the partnerships' own lakes; return the report of the first, as all read the same files.

    With `annotate`, a copy of each file that something was wrong with is written into that folder.
    """
    from frankpledge.domain.releases.actions.own import load_own

    named = [place_of(slug) for slug in workspaces]
    read_by = read_mapping(mapping_file) if mapping_file else None
    by = acting(folder, person)
    done = load_own(workspaces=named, paths=paths, by=by, mapping=read_by, known_at=known_at, progress=progress)
    report = done[0].report
    if annotate:
        write_copies(report, Path(annotate))
    return report


def write_copies(report: IngestReport, folder: Path) -> None:
    """Write an annotated copy of every plain file that something was wrong with, and say where it lies."""
    from frankpledge.lake.own.annotate import annotated_copy

    folder.mkdir(parents=True, exist_ok=True)
    for file in report.files:
        source = Path(file.file)
        if file.problems and not file.member and source.is_file():
            copy = folder / f"{source.stem}-to-correct.xlsx"
            copy.write_bytes(annotated_copy(source, file.problems))
            print(f"to correct   {copy}", file=sys.stderr)


def read_mapping(path: str) -> Mapping:
    """Return the mapping that a file holds. Refuses one that is no JSON or names no known field."""
    from frankpledge.lake.own.mapping import Mapping

    try:
        told: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotAMapping(f"It is no JSON ({error}).", where=path, cure="Begin with `frankpledge mapping`.") from error
    return Mapping.from_json(told)


def place_of(slug: str) -> Workspace:
    """Return the workspace of a short name; refused with those there are."""
    from frankpledge.ground.accounts.models import Workspace

    found = Workspace.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Workspace.objects.values_list("slug", flat=True)) or "none yet"
        raise Refusal(f"There is no workspace {slug!r}.", where="--for", cure=f"Workspaces are {known}.")
    return found


def acting(folder: Path, person: str) -> User:
    """Return the member who acts, by e-mail address; the operator when nobody is named."""
    from frankpledge.ground.accounts.models import User

    if not person:
        return operator(folder)
    found = User.objects.filter(email=person.strip().lower(), is_active=True).first()
    if found is None:
        raise Refusal(f"Nobody has the address {person!r}.", where="--as", cure="Give the address of a member.")
    return found
