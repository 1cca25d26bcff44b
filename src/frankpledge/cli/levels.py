"""`frankpledge levels`: counties and force areas above partnerships, of which they see what is approved."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from frankpledge.cli.installation import entered, operator, ready
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


@app.command("editions")
@answers_refusals
def editions(
    workspace: Annotated[str, typer.Argument(help="The short name of the county's or force area's workspace.")],
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Lay side by side what the partnerships beneath have published, and say what is missing."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.publishing.permissions import GRANTS, Capability
    from frankpledge.domain.publishing.presenters.beneath import beneath_listing
    from frankpledge.domain.publishing.queries.beneath import editions_beneath, is_level
    from frankpledge.domain.publishing.rules import EXPECTED
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE_BENEATH, workspace=place, user=by)
    if not is_level(workspace=place, viewer=by):
        raise NoSuchLevel(f"{place.name} is no county and no force area.", cure="See `frankpledge levels list`.")
    found = editions_beneath(workspace=place, viewer=by, expected=EXPECTED)
    listing = beneath_listing(found, today=clock.today())
    let_list_out(listing=listing, kind="csv", workspace=place, by=by)
    rows = [dict(zip(listing.head, row, strict=True)) for row in listing.rows]
    if as_json:
        common = [{"matter": matter, "partnerships": names} for matter, names in found.common]
        print_json({"level": found.level, "editions": [_plain(row) for row in rows], "common": common})
        return
    columns = ("partnership", "kind", "title", "edition", "as_known_on", "published_on", "priorities", "standing")
    print_table(columns, [["" if row[one] is None else str(row[one]) for one in columns] for row in rows])


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


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
