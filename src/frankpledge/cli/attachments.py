"""`frankpledge attachments`: the files beside an action, a risk or another thing, through the same acts as its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.attachments.models import Attachment
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("number", "name", "size", "added", "words")
What = Annotated[str, typer.Argument(help="What carries the files: action, risk, escalation, agreement, campaign …")]
Which = Annotated[str, typer.Argument(help="Its number, or its identifier as its page's address has it.")]

app = typer.Typer(help="The files beside a thing.", no_args_is_help=True)


def _files(what: str, which: str, place: Workspace, by: User) -> tuple[Attachment, ...]:
    from frankpledge.domain.attachments.queries import attachments_on, named, thing_of

    kind, about = named(what, which, workspace=place)
    thing_of(kind=kind, about=about, workspace=place, viewer=by)
    return attachments_on(kind=kind, about=about, workspace=place)


@app.command("list")
@answers_refusals
def listed(what: What, which: Which, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the files of a thing, with those that were taken away."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attachments.presenters import file_lines

    told = [
        {
            "number": line.number,
            "name": line.name,
            "size": line.size,
            "added": line.added,
            "words": line.gone or line.words,
        }
        for line in file_lines(_files(what, which, place, by))
    ]
    if as_json:
        print_json({"files": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


@app.command("add")
@answers_refusals
def add(
    what: What,
    which: Which,
    path: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
    workspace: Place,
    words: Annotated[str, typer.Option("--words", help="What it shows.")] = "",
    data: Data = "",
) -> None:
    """Put a file to a thing."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attachments.actions import attach
    from frankpledge.domain.attachments.queries import named
    from frankpledge.domain.attachments.rules import File

    kind, about = named(what, which, workspace=place)
    file = File(path.name, path.read_bytes())
    made = attach(workspace=place, kind=kind, about=about, file=file, words=words, by=by)
    print(" ".join([f"{made.name} is attached as file {made.number}.", *made.told]))


@app.command("fetch")
@answers_refusals
def fetch(
    what: What,
    which: Which,
    number: Annotated[int, typer.Argument(help="The number of the file, as the list has it.")],
    folder: Annotated[Path, typer.Argument(help="The folder to write into.")],
    workspace: Place,
    data: Data = "",
) -> None:
    """Write a file of a thing to a folder, as it came."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attachments.actions import let_out

    found = next((one for one in _files(what, which, place, by) if one.number == number), None)
    if found is None:
        raise NotAsked(f"it has no file {number}.", cure="`frankpledge attachments list` tells them.")
    content = let_out(attachment=found, by=by)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / found.name
    path.write_bytes(content)
    print(path)
