"""`frankpledge levels`: counties and force areas above partnerships, of which they see what is approved."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

app = typer.Typer(help="Counties and force areas above partnerships.", no_args_is_help=True)


class NoSuchLevel(Refusal):
    """No county or force area of that code, or no partnership that you serve."""


@app.callback()
def levels() -> None:
    """Counties and force areas above partnerships."""


@app.command("list")
@answers_refusals
def listed(data: Data = "", as_json: Json = False) -> None:
    """List the workspaces that you belong to, with what each lies within."""
    folder = ready(data)
    from frankpledge.domain.partnerships.queries import served

    rows = [
        {
            "workspace": one.slug,
            "name": one.name,
            "level": one.level.label if one.level else "",
            "within": one.within,
            "above": "; ".join(one.beneath),
        }
        for one in served(operator(folder))
    ]
    if as_json:
        print_json({"workspaces": rows})
        return
    columns = ("workspace", "name", "level", "within", "above")
    print_table(columns, [[row[column] for column in columns] for row in rows])


@app.command("found")
@answers_refusals
def found(
    level: Annotated[str, typer.Argument(help="county or force_area.")],
    code: Annotated[str, typer.Argument(help="The published code of the county or force area.")],
    name: Annotated[str, typer.Argument(help="Its name.")],
    nation: Annotated[str, typer.Option("--nation", help="england or wales.")] = "england",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Found a county or a force area with a workspace of its own."""
    folder = ready(data)
    from frankpledge.domain.partnerships.actions import found_level
    from frankpledge.domain.partnerships.rules import Level

    if level not in {one.value for one in Level}:
        raise NoSuchLevel(f"{level} is no level.", cure="Write county or force_area.")
    made = found_level(level=level, area_code=code, area_name=name, nation=nation, by=operator(folder))
    if as_json:
        print_json({"workspace": made.workspace.slug, "name": made.name})
    else:
        print(f"{made.name}: workspace {made.workspace.slug}.")


@app.command("place")
@answers_refusals
def place(
    workspace: Annotated[str, typer.Argument(help="The short name of the partnership's workspace.")],
    within: Annotated[str, typer.Argument(help="The short name of the county's or force area's workspace.")],
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Say which county or force area a partnership lies within. Nobody comes to see anything by it."""
    folder = ready(data)
    from frankpledge.domain.partnerships.actions import place_within
    from frankpledge.domain.partnerships.queries import partnership_of
    from frankpledge.ground.accounts.queries import workspace_for

    by = operator(folder)
    below, above = (
        partnership_of(workspace=workspace_for(slug=one, viewer=by), viewer=by) for one in (workspace, within)
    )
    if below is None or above is None:
        raise NoSuchLevel(
            "one of the two is no partnership, county or force area.", cure="See `frankpledge levels list`."
        )
    place_within(partnership=below, parent=above, by=by)
    if as_json:
        print_json({"workspace": workspace, "within": within})
    else:
        print(f"{below.name} lies within {above.name}.")
