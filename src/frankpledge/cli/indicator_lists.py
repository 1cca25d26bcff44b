"""`frankpledge indicators register`, `by-period`, `order`: the register and wide sheets from a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import Apply, File, Heads, LeaveOut, Sent, Words, imported, offer_lists, taken_back
from frankpledge.cli.options import Data, Json, answers_refusals, print_json

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.ground.documents.listing import Listing

Out = Annotated[Path, typer.Argument(help="Where to: a .csv, .xlsx or .ods file.")]
Reason = Annotated[str, typer.Option("--reason", help="Why numbers differ from what is known, where they do.")]

register = typer.Typer(help="The register as a list: indicators, definitions and targets.", no_args_is_help=True)
by_period = typer.Typer(help="Values as a sheet: a row an indicator, a column a period.", no_args_is_help=True)
offer_lists(register, "frankpledge.domain.indicators.actions.register.REGISTER", of="indicators")


@register.command("export")
@answers_refusals
def export_register(out: Out, workspace: Place, data: Data = "") -> None:
    """Write the register with its definitions and targets to a file that `import` takes again."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.permissions import Capability
    from frankpledge.domain.performance.presenters.register import register_listing

    exported(out, register_listing, Capability.KEEP, place, by)


@by_period.command("import")
@answers_refusals
def import_by_period(
    file: File, workspace: Place, reason: Reason = "", head: Heads = [], word: Words = [],  # noqa: B006
    apply: Apply = False, leave_out: LeaveOut = False, data: Data = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Say what a sheet with periods across would change; --apply changes it. Ends with 1 for faults."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions.wide import WIDE

    imported(
        file, kind=WIDE, place=place, by=by, said={"reason": reason}, heads=head, words=word, apply=apply,
        leave_out=leave_out, as_json=as_json,
    )  # fmt: skip


@by_period.command("undo")
@answers_refusals
def undo_by_period(sent: Sent, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Take a sheet of values back, all that it did."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions.wide import WIDE

    taken_back(sent, kind=WIDE, place=place, by=by, as_json=as_json)


@by_period.command("export")
@answers_refusals
def export_by_period(out: Out, workspace: Place, data: Data = "") -> None:
    """Write values as last known to a sheet with periods across, which `import` takes again."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.permissions import Capability
    from frankpledge.domain.performance.presenters.register import wide_listing

    exported(out, wide_listing, Capability.RECORD, place, by)


def exported(out: Path, made: Any, capability: Any, place: Workspace, by: User) -> None:
    """Write a list of indicators to a file, after recording that it left, and say how long it is."""
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.indicators.permissions import GRANTS
    from frankpledge.domain.indicators.queries import indicators
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.documents.listing import FORMS

    check_granted(GRANTS, capability, workspace=place, user=by)
    kind = out.suffix.removeprefix(".")
    if kind not in FORMS:
        raise NotAsked(f"“{out.suffix}” is no form of a list.", where="OUT", cure="Use .csv, .xlsx or .ods.")
    listing: Listing = made(indicators(workspace=place, viewer=by), today=clock.today())
    out.write_bytes(let_list_out(listing=listing, kind=kind, workspace=place, by=by))
    typer.echo(f"{len(listing.rows):,} lines: {out}")


@answers_refusals
def order(
    references: Annotated[list[str], typer.Argument(help="Short names, in the order in which they shall stand.")],
    workspace: Place,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Put indicators into an order for register, overview and reports; those that are not named follow."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions.keeping import order_by_reference
    from frankpledge.domain.indicators.queries import indicators

    order_by_reference(workspace=place, references=references, by=by)
    told = list(indicators(workspace=place, viewer=by).values_list("reference", flat=True))
    if as_json:
        print_json({"order": told})
    else:
        typer.echo(" ".join(told))
