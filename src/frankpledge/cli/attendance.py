"""`frankpledge attendance`: how seats and organisations were at meetings, and the sheets on which that was kept."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.action_log import Place, named
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import Apply, File, Heads, LeaveOut, Sent, Words, imported, taken_back
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

app = typer.Typer(help="How often seats and organisations were there.", no_args_is_help=True)
Of = Annotated[str, typer.Option("--body", help="The body whose meetings these are, by its name.")]


@app.command("show")
@answers_refusals
def show(workspace: Place, body: Of, data: Data = "", as_json: Json = False) -> None:
    """Show how often each seat and each organisation was at the meetings of a body that were held."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attendance.presenters import attendance_listing
    from frankpledge.domain.attendance.queries import attendance_table
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.meetings.permissions import GRANTS, Capability
    from frankpledge.domain.meetings.queries.reading import meetings_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    one, today = named(Body, body, "--body", place, by), clock.today()
    table = attendance_table(
        found for found in meetings_of(workspace=place, viewer=by, body=one.pk) if found.on <= today
    )
    listing = attendance_listing(table, what=one.name, today=today)
    let_list_out(listing=listing, kind="csv", workspace=place, by=by)
    if as_json:
        print_json({"attendance": [dict(zip(listing.head, row, strict=True)) for row in listing.rows]})
        return
    rows = [
        [by_what, line.label, line.rate.words, str(line.rate.substitutes)]
        for by_what, lines in (("organisation", table.organisations), ("seat", table.seats))
        for line in lines
    ]
    print_table(("by", "name", "attended", "of these by a substitute"), rows)


@app.command("import")
@answers_refusals
def import_(
    file: File,
    workspace: Place,
    body: Of,
    head: Heads = [],  # noqa: B006 (typer reads it, nobody changes it)
    word: Words = [],  # noqa: B006
    apply: Apply = False,
    leave_out: LeaveOut = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Say what an attendance sheet would write down, and with --apply write it. Ends with 1 where a mark is unknown."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attendance.actions.sheets import SHEETS
    from frankpledge.domain.bodies.models import Body

    said = {"body": str(named(Body, body, "--body", place, by).pk)}
    imported(
        file, kind=SHEETS, place=place, by=by, said=said, heads=head, words=word, apply=apply, leave_out=leave_out,
        as_json=as_json,
    )  # fmt: skip


@app.command("undo")
@answers_refusals
def undo(sheet: Sent, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Take an attendance sheet back."""
    place, by = entered(data, workspace)
    from frankpledge.domain.attendance.actions.sheets import SHEETS

    taken_back(sheet, kind=SHEETS, place=place, by=by, as_json=as_json)
