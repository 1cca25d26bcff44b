"""`frankpledge found`: a partnership for an area, with its board."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json
from frankpledge.refusal import Refusal


class NotAnAuthority(Refusal):
    """An authority that is not named as NAME=ORGANISATION."""


@answers_refusals
def found(
    area: Annotated[str, typer.Argument(help="The name or code of the partnership's area.")],
    authority: Annotated[
        list[str], typer.Option("--authority", help="council=Ours District Council; may be given several times.")
    ] = [],  # noqa: B006 (how typer tells a list)
    board: Annotated[str, typer.Option("--board", help="The name of the board.")] = "",
    since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Since when.")] = None,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Set up the partnership of an area, and seat its board where authorities are named."""
    folder = ready(data)
    from frankpledge.domain.founding import actions

    named = dict(_named(one) for one in authority)
    day = since.date() if since else None
    made = actions.set_up(area, board=board, authorities=named, since=day, by=operator(folder))
    if as_json:
        print_json({"workspace": made.workspace.slug, "name": made.name, "seats": len(named)})
    else:
        typer.echo(f"{made.name} is set up as {made.workspace.slug}, with {len(named)} seats at its board.")


def _named(told: str) -> tuple[str, str]:
    key, _, name = told.partition("=")
    if not name.strip():
        raise NotAnAuthority(f"“{told}” names no organisation.", cure="Write it as council=Ours District Council.")
    return key.strip(), name.strip()
