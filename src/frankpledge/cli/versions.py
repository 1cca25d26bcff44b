"""`frankpledge versions`: how a thing stood after each change, put back or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.ground.versions.queries import Thing

app = typer.Typer(help="How things stood before they were changed.", no_args_is_help=True)
Kind = Annotated[str, typer.Argument(help="The kind of thing, such as action_log.action.")]
About = Annotated[str, typer.Argument(help="Its identifier, as it stands in the address of its page.")]


def _thing(kind: str, about: str, place: Workspace, by: User) -> Thing:
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.versions.permissions import GRANTS, Capability
    from frankpledge.ground.versions.queries import thing_of, versioned_kinds

    check_granted(GRANTS, Capability.COMPARE, workspace=place, user=by)
    found = thing_of(kind=kind, about=about, workspace=place, viewer=by)
    if found is None:
        known = ", ".join(sorted(versioned_kinds()))
        raise NotAsked("there is no such thing here.", where=f"{kind} {about}", cure=f"Kinds that are kept: {known}.")
    return found


@app.command("list")
@answers_refusals
def listed(kind: Kind, about: About, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the versions of a thing, the latest first, with what changed in each."""
    place, by = entered(data, workspace)
    from frankpledge.ground.versions.queries import differences

    found = _thing(kind, about, place, by)
    told = []
    for one, before in zip(found.versions, (*found.versions[1:], None), strict=True):
        parts = differences(found.kind, before, one) if before else ()
        changed = "; ".join(f"{part.label}: {part.first} → {part.second}" for part in parts) or "first kept"
        told.append({"version": one.number, "at": one.at.isoformat(), "who": one.who, "changed": changed})
    if as_json:
        print_json({"versions": told})
        return
    print_table(("version", "at", "who", "changed"), [[str(value) for value in one.values()] for one in told])


@app.command("put-back")
@answers_refusals
def put_back(
    kind: Kind,
    about: About,
    number: Annotated[int, typer.Argument(help="The version that is put back.")],
    workspace: Place,
    data: Data = "",
) -> None:
    """Put back what stood in a version, by the thing's own acts."""
    place, by = entered(data, workspace)
    from frankpledge.ground.versions import actions

    actions.put_back(thing=_thing(kind, about, place, by), number=number, by=by)
    print(f"Put back as it stood in version {number}.")


@app.command("erase")
@answers_refusals
def erase(kind: Kind, about: About, workspace: Place, data: Data = "") -> None:
    """Erase all but the present state of a thing: what somebody wrote in them should not be kept."""
    place, by = entered(data, workspace)
    from frankpledge.ground.versions import actions

    print(f"Erased: {actions.erase(thing=_thing(kind, about, place, by), by=by)} earlier states.")
