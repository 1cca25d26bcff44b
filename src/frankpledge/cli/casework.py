"""`frankpledge casework`: cases whose time is over, listed and removed from a terminal. None is opened."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.decisions import Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

COLUMNS = ("case", "ended_on", "kept_until", "held")

app = typer.Typer(help="Cases whose time is over.", no_args_is_help=True)


@app.command("due")
@answers_refusals
def due(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the cases whose time is over, and what holds one back. Nothing is removed."""
    place, by = entered(data, workspace)
    from frankpledge.ground import clock
    from frankpledge.ground.sealed.queries.keeping import cases_due

    told = [
        {
            "case": one.called,
            "ended_on": str(one.ended_on),
            "kept_until": str(one.kept_until),
            "held": ", ".join(one.held),
        }
        for one in cases_due(workspace=place, viewer=by, on=clock.today())
    ]
    if as_json:
        print_json({"due": told})
    else:
        print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])


@app.command("remove")
@answers_refusals
def remove(
    case: Annotated[str, typer.Argument(help="How the case is called in the list.")],
    workspace: Place,
    looked_at: Annotated[
        list[str] | None,
        typer.Option(
            "--looked-at", help="A place where the same words stand of themselves, as you saw; once for each."
        ),
    ] = None,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Remove a case whose time is over, and prove that nothing of it is left."""
    place, by = entered(data, workspace)
    from frankpledge.ground import clock
    from frankpledge.ground.sealed.actions import purge
    from frankpledge.ground.sealed.queries.keeping import due_named

    today = clock.today()
    one = due_named(case, workspace=place, viewer=by, on=today)
    done = purge(workspace=place, due=one, on=today, looked_at=looked_at or (), by=by)
    if as_json:
        print_json({"removed": done.due.called, "rows": done.rows, "tables": done.tables, "files": done.files})
    else:
        print(f"{done.due.called} is gone: nothing is left in {done.tables} tables and {done.files} files.")
