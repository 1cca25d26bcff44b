"""`frankpledge elections`: the elections here, before which publication waits, from a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.action_log import day_of
from frankpledge.cli.decisions import Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

COLUMNS = ("election", "care_begins", "poll", "state")

app = typer.Typer(help="Elections, before which publication waits.", no_args_is_help=True)


@app.command("list")
@answers_refusals
def listed(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the elections that are recorded here, the latest first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.elections.permissions import GRANTS, Capability
    from frankpledge.domain.elections.presenters import elections_listing, state_of
    from frankpledge.domain.elections.queries import elections_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    today, found = clock.today(), list(elections_of(workspace=place, viewer=by))
    let_list_out(listing=elections_listing(found, today=today), kind="csv", workspace=place, by=by)
    told = [
        {
            "election": one.called,
            "care_begins": str(one.starts),
            "poll": str(one.poll),
            "state": state_of(one, today=today),
        }
        for one in found
    ]
    if as_json:
        print_json({"as_at": str(today), "elections": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])


@app.command("add")
@answers_refusals
def add(
    kind: Annotated[str, typer.Argument(help="local, pcc, general or other.")],
    poll: Annotated[str, typer.Argument(help="The day of the poll, such as 2027-05-06.")],
    workspace: Place,
    starts: Annotated[
        str, typer.Option("--starts", help="The first day of care; left out, the last day for the notice.")
    ] = "",
    words: Annotated[str, typer.Option("--words", help="Which election, where the kind is not enough.")] = "",
    data: Data = "",
) -> None:
    """Record an election here. From its first day of care to the poll nothing is published."""
    place, by = entered(data, workspace)
    from frankpledge.domain.elections.actions import record_election
    from frankpledge.domain.elections.rules import Dated, first_day_of_care

    day = day_of(poll, "POLL")
    begins = day_of(starts, "--starts") if starts else first_day_of_care(kind, day)
    made = record_election(workspace=place, given=Dated(kind, begins, day, words), by=by)
    print(f"Recorded: {made}. Publication waits from {begins} to {day}.")
