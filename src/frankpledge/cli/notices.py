"""`frankpledge tick` and `frankpledge notices`: what begins by itself, what goes out, and what is about to."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

app = typer.Typer(help="What people are told by e-mail, and whom organisations are reminded.", no_args_is_help=True)
Place = Annotated[str, typer.Option("--workspace", help="The short name of the workspace.")]


class NotThere(Refusal):
    """A workspace that is not known here."""


@answers_refusals
def tick(data: Data = "", as_json: Json = False) -> None:
    """Do what is due by a timetable, missed days too, and send what is due. For cron; doing it again does nothing."""
    ready(data)
    from frankpledge.ground.jobs import actions as jobs
    from frankpledge.ground.notices.jobs import deliver

    asked = jobs.tick()
    done, went = jobs.run_pending(), deliver()
    if as_json:
        print_json({"asked": [f"{one.name} {one.due_on}" for one in asked], "ran": done, "went": went})
    else:
        print(f"Begun by a timetable: {len(asked)}. Run: {done}. Messages: {went}.")


@app.command()
@answers_refusals
def outbox(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List what went out of a workspace and what is to go, the newest first."""
    folder = ready(data)
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.accounts.queries import workspace_for
    from frankpledge.ground.notices.permissions import GRANTS, Capability
    from frankpledge.ground.notices.queries.mails import mails_of

    viewer = operator(folder)
    place = workspace_for(slug=workspace, viewer=viewer)
    check_granted(GRANTS, Capability.SEE_OUTBOX, workspace=place, user=viewer)
    rows = [
        (
            f"{mail.not_before:%Y-%m-%d %H:%M}",
            mail.purpose,
            mail.address,
            len(mail.lines.all()),
            mail.state,
            mail.because,
        )
        for mail in mails_of(workspace=place, viewer=viewer)
    ]
    columns = ("when", "what", "to", "things", "state", "why")
    if as_json:
        print_json({"mails": [dict(zip(columns, row, strict=True)) for row in rows]})
    else:
        print_table(columns, rows)


@app.command()
@answers_refusals
def reminders(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List which organisations are to be reminded next, where, and of how many things."""
    folder = ready(data)
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.accounts.queries import workspace_for
    from frankpledge.ground.notices.permissions import GRANTS, Capability
    from frankpledge.ground.notices.queries.chasing import next_chase

    viewer = operator(folder)
    place = workspace_for(slug=workspace, viewer=viewer)
    check_granted(GRANTS, Capability.CHASE, workspace=place, user=viewer)
    found = next_chase(workspace=place)
    rows = [(", ".join(one.whom), one.address, len(one.things), "yes" if one.goes else "no") for one in found.reminders]
    columns = ("organisation", "to", "things", "goes")
    if as_json:
        print_json({"on": found.on.isoformat(), "reminders": [dict(zip(columns, row, strict=True)) for row in rows]})
    else:
        print(f"{len(found.going)} of {len(found.reminders)} go out on {found.on}:")
        print_table(columns, rows)
