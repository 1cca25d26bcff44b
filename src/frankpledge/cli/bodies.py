"""`frankpledge bodies`: who sits where as at a day, whether the law is met, and member lists from files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.counts import day
from frankpledge.cli.installation import operator, ready
from frankpledge.cli.lists import Apply, File, Heads, Sent, Words, imported, taken_back
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace

app = typer.Typer(help="Who sits where: bodies, seats, organisations and people.", no_args_is_help=True)
Where = Annotated[str, typer.Argument(help="The short name of the partnership's workspace, as in its address.")]
On = Annotated[str, typer.Option("--on", help="As at this day, such as 2022-06-30. Default: today.")]


@app.callback()
def bodies() -> None:
    """Who sits where: bodies, seats, organisations and people."""


def _place(data: str, slug: str, on: str) -> tuple[Workspace, User, date]:
    """Return the workspace, as whom the command acts, and the day that is asked for."""
    folder = ready(data)
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.queries import workspace_for

    by = operator(folder)
    return workspace_for(slug=slug, viewer=by), by, day(on) or clock.today()


@app.command("list")
@answers_refusals
def listed(workspace: Where, on: On = "", data: Data = "", as_json: Json = False) -> None:
    """List every seat of a day: who holds it, who sits there, and what is vacant since when."""
    place, by, asked = _place(data, workspace, on)
    from frankpledge.domain.bodies.queries.seating import bodies_at

    rows = [
        {
            "body": body.name,
            "seat": seat.name,
            "held by": " and ".join(one.name for one in seat.holders),
            "representative": seat.representative.name if seat.representative else "",
            "deputies": "; ".join(one.name for one in seat.deputies),
            "vacant": seat.vacancy.words if seat.vacancy else "",
        }
        for body in bodies_at(workspace=place, viewer=by, on=asked)
        for seat in body.seats
    ]
    if as_json:
        print_json({"on": asked.isoformat(), "seats": rows})
        return
    columns = ("body", "seat", "held by", "representative", "deputies", "vacant")
    print_table(columns, [[row[column] for column in columns] for row in rows])


@app.command("check")
@answers_refusals
def check(workspace: Where, on: On = "", data: Data = "", as_json: Json = False) -> None:
    """Check who has to sit on the board and the county strategy group. Ends with 1 where the law is not met."""
    place, by, asked = _place(data, workspace, on)
    from frankpledge.domain.bodies.queries.seating import bodies_at
    from frankpledge.domain.bodies.queries.statutory import seat_check

    rows: list[dict[str, Any]] = []
    for body in bodies_at(workspace=place, viewer=by, on=asked):
        found = seat_check(body.id, workspace=place, viewer=by, on=asked)
        for one in found.findings if found else ():
            basis = "law" if one.law else "practice"
            rows.append(
                {"body": body.name, "asked for": one.label, "met": one.met.value, "by": basis, "why": one.words}
            )
    if as_json:
        print_json({"on": asked.isoformat(), "findings": rows})
    else:
        columns = ("body", "asked for", "met", "by", "why")
        print_table(columns, [[row[column] for column in columns] for row in rows])
    if any(row["by"] == "law" and row["met"] != "present" for row in rows):
        raise typer.Exit(1)


@app.command("import")
@answers_refusals
def import_(
    workspace: Where,
    file: File,
    body: Annotated[str, typer.Option("--body", help="The body of lines that name none.")] = "",
    head: Heads = [],  # noqa: B006 (typer reads it, nobody changes it)
    word: Words = [],  # noqa: B006
    apply: Apply = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Say what a member list would change, and with --apply change it. Ends with 1 where a line is wrong."""
    place, by, _ = _place(data, workspace, "")
    from frankpledge.domain.roster.actions.lists import MEMBERS

    imported(
        file, kind=MEMBERS, place=place, by=by, said={"body": body}, heads=head, words=word, apply=apply,
        leave_out=False, as_json=as_json,
    )  # fmt: skip


@app.command("undo")
@answers_refusals
def undo(workspace: Where, member_list: Sent, data: Data = "", as_json: Json = False) -> None:
    """Take a member list back out of the register."""
    place, by, _ = _place(data, workspace, "")
    from frankpledge.domain.roster.actions.lists import MEMBERS

    taken_back(member_list, kind=MEMBERS, place=place, by=by, as_json=as_json)
