"""`frankpledge meetings`: the meetings of a partnership from a terminal, and minutes written to files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

EVERY = "html,pdf,docx,odt"

app = typer.Typer(help="When bodies meet, and what they decided.", no_args_is_help=True)


@app.command("list")
@answers_refusals
def listed(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List meetings, the latest first, with how many came and where their minutes stand."""
    place, by = entered(data, workspace)
    from frankpledge.domain.meetings.permissions import GRANTS, Capability
    from frankpledge.domain.meetings.queries.attending import sitting
    from frankpledge.domain.meetings.queries.reading import meetings_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    told = [
        {
            "on": str(one.on),
            "body": one.body.name,
            "kind": one.kind,
            "state": one.state,
            "quorum": sitting(one).quorum.words if one.state == "held" else "",
            "minutes": one.minutes.state if one.minutes else "",
        }
        for one in meetings_of(workspace=place, viewer=by)
    ]
    if as_json:
        print_json({"meetings": told})
        return
    columns = ("on", "body", "kind", "state", "minutes", "quorum")
    print_table(columns, [[one[column] for column in columns] for one in told])


@app.command("plan")
@answers_refusals
def plan(
    body: Annotated[str, typer.Argument(help="The body that meets, by its name.")],
    on: Annotated[str, typer.Argument(help="The day, such as 2026-03-02.")],
    workspace: Place,
    place_words: Annotated[str, typer.Option("--place", help="Where it meets.")] = "",
    data: Data = "",
) -> None:
    """Plan a meeting of a body, with the agenda that its kind of body begins with."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.meetings.actions.planning import plan_meeting

    day = day_of(on, "ON")
    made = plan_meeting(workspace=place, body=named(Body, body, "BODY", place, by), on=day, place=place_words, by=by)
    print(f"{made}: {made.items.count()} items on the agenda.")


@app.command("minutes")
@answers_refusals
def minutes(
    on: Annotated[str, typer.Argument(help="The day of the meeting.")],
    folder: Annotated[str, typer.Argument(help="The folder to write into.")],
    workspace: Place,
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    data: Data = "",
) -> None:
    """Write the open minutes of each meeting of a day: as they were agreed, or as they stand."""
    place, by = entered(data, workspace)
    from frankpledge.domain.meetings.documents import leaving
    from frankpledge.domain.meetings.permissions import GRANTS, Capability
    from frankpledge.domain.meetings.queries.reading import meetings_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.MINUTE, workspace=place, user=by)
    day: date = day_of(on, "ON")
    wanted = [form.strip() for form in formats.split(",") if form.strip()]
    if not wanted or set(wanted) - set(EVERY.split(",")):
        raise NotAsked(f"minutes are not written as “{formats}”.", where="--formats", cure=f"Use {EVERY}.")
    found = meetings_of(workspace=place, viewer=by).filter(on=day, state="held")
    if not found:
        raise NotAsked(f"no meeting was held on {on}.", where="ON", cure="`frankpledge meetings list` tells them.")
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for meeting in found:
        for form, content in leaving(meeting, wanted, by=by).items():
            path = out / f"minutes-{meeting.on}-{meeting.pk.hex[:6]}.{form}"
            path.write_bytes(content)
            print(path)
