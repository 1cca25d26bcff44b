"""`frankpledge open-data`: tables for the public from a terminal, through the same acts and the same two people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.open_data.models import Proposal
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("id", "title", "state", "numbers", "hidden")
PERIODS = "month, quarter, “rolling year”, year or “three years”."
Identity = Annotated[str, typer.Argument(help="The proposal, as `list` names it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why: it is kept.")]

app = typer.Typer(
    help="Counts of partners as open data: tried, approved by a second person, released.", no_args_is_help=True
)


def _found(identity: str, place: Workspace, by: User) -> Proposal:
    from frankpledge.domain.open_data.queries import proposals_of

    rows = proposals_of(workspace=place, viewer=by)
    try:
        one = rows.filter(pk=UUID(identity)).first()
    except ValueError:
        one = None
    if one is None:
        raise NotAsked(f"there is no proposal {identity} here.", cure="`frankpledge open-data list` tells them.")
    return one


def _told(one: Proposal) -> dict[str, Any]:
    numbers = {name: one.report[name] for name in ("numbers", "hidden", "small", "besides", "words", "source")}
    return {"id": str(one.pk), "title": one.title, "state": one.state, **numbers}


@app.command("sources")
@answers_refusals
def sources(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the restricted data that tables can be made of."""
    place, by = entered(data, workspace)
    from frankpledge.domain.evidence.queries.store import known_or_nothing
    from frankpledge.domain.open_data.permissions import GRANTS, Capability
    from frankpledge.domain.open_data.queries.cubes import sources_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    told = [
        {
            "source": one.id,
            "name": one.name,
            "supplier": one.supplier,
            "first": str(one.months[0]),
            "last": str(one.months[-1]),
        }
        for one in sources_of(known_or_nothing(place))
    ]
    if as_json:
        print_json({"sources": told})
        return
    print_table(("source", "name", "supplier", "first", "last"), [[str(cell) for cell in one.values()] for one in told])


@app.command("list")
@answers_refusals
def listed(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the tables that were proposed, newest first, with what became of each."""
    place, by = entered(data, workspace)
    from frankpledge.domain.open_data.permissions import GRANTS, Capability
    from frankpledge.domain.open_data.queries import proposals_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    told = [_told(one) for one in proposals_of(workspace=place, viewer=by)]
    if as_json:
        print_json({"tables": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


@app.command("propose")
@answers_refusals
def propose(
    source: Annotated[str, typer.Argument(help="The data set, as `sources` names it.")],
    workspace: Place,
    first: Annotated[str, typer.Option("--from", help="The first month, as 2024-04.")],
    last: Annotated[str, typer.Option("--to", help="The last month, as 2025-03.")],
    places: Annotated[str, typer.Option("--places", help="csp, ward or lsoa.")] = "csp",
    types: Annotated[str, typer.Option("--types", help="type, group, all or sensitive.")] = "type",
    periods: Annotated[
        str, typer.Option("--periods", help="month, quarter, “rolling year”, year or “three years”.")
    ] = "year",
    rates: Annotated[bool, typer.Option("--rates", help="With rates for every 1,000 residents.")] = False,
    title: Annotated[str, typer.Option("--title", help="As the public reads it.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Try a table and put it before a second person; a refusal names the cells that fail and the ways out."""
    place, by = entered(data, workspace)
    from frankpledge.domain.open_data.actions import propose as act
    from frankpledge.domain.open_data.rules import asked_from

    typed = {
        "source": source, "place": places, "detail": types, "period": periods, "first": first, "last": last,
        "rates": "yes" if rates else "",
    }  # fmt: skip
    try:
        asked = asked_from(typed)
    except ValueError as error:
        cure = "Give months as 2024-04, places, types and periods as `--help` names them."
        raise NotAsked(f"{error}.", cure=cure) from error
    made = act(workspace=place, asked=asked, title=title, by=by)
    if as_json:
        print_json(_told(made))
        return
    print(f"Proposed as {made.pk}: {made.report['hidden']:,} of {made.report['numbers']:,} numbers are hidden.")


@app.command("approve")
@answers_refusals
def approve(identity: Identity, workspace: Place, data: Data = "") -> None:
    """Release a table that somebody else proposed."""
    place, by = entered(data, workspace)
    from frankpledge.domain.open_data.actions import approve as act

    table = act(proposal=_found(identity, place, by), by=by)
    print(f"Released as {table.pk}.")


@app.command("turn-down")
@answers_refusals
def turn_down(identity: Identity, workspace: Place, reason: Reason, data: Data = "") -> None:
    """Turn a proposal down."""
    place, by = entered(data, workspace)
    from frankpledge.domain.open_data.actions import turn_down as act

    act(proposal=_found(identity, place, by), reason=reason, by=by)
    print("Turned down.")


@app.command("withdraw")
@answers_refusals
def withdraw(identity: Identity, workspace: Place, reason: Reason, data: Data = "") -> None:
    """Withdraw a table that is public. Its page stays and gives the reason."""
    place, by = entered(data, workspace)
    from frankpledge.domain.open_data.actions import withdraw as act

    act(proposal=_found(identity, place, by), reason=reason, by=by)
    print("Withdrawn.")


@app.command("fetch")
@answers_refusals
def fetch(
    workspace: Place, out: Annotated[Path, typer.Option("--out", help="The folder for the files.")], data: Data = ""
) -> None:
    """Write every public table as CSV, Parquet and CSVW, and the catalogue as DCAT, into a folder."""
    place, _ = entered(data, workspace)
    from frankpledge.domain.open_data.documents import FILES, as_dcat
    from frankpledge.domain.open_data.queries import catalogue, cells_of

    tables = list(catalogue(place))
    for table in tables:
        folder = out / str(table.pk)
        folder.mkdir(parents=True, exist_ok=True)
        cells = cells_of(table)
        for name, (_, make, _, _) in FILES.items():
            (folder / name).write_bytes(make(table, cells))
    out.mkdir(parents=True, exist_ok=True)
    title = f"Open data of {place.name}"
    (out / "catalogue.jsonld").write_bytes(as_dcat(tables, title=title, address=lambda part: part or "./"))
    print(f"Wrote {len(tables):,} tables.")
