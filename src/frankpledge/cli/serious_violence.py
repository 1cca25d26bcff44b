"""`frankpledge serious-violence`: what the Serious Violence Duty asks for, and how our strategy stands to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.serious_violence.queries import Whole
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("asked_for", "state", "how_it_stands", "provision")
app = typer.Typer(help="The serious violence strategy, and what the duty still lacks.", no_args_is_help=True)


def _latest(place: Workspace, by: User) -> Whole:
    from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
    from frankpledge.domain.serious_violence.queries import strategies, whole
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    found = strategies(workspace=place, viewer=by).first()
    if found is None:
        raise NotAsked("no strategy was begun here.", cure="`frankpledge serious-violence begin` begins one.")
    return whole(found, on=clock.today())


@app.command("begin")
@answers_refusals
def begin(
    title: Annotated[str, typer.Argument(help="Its title, with its years.")],
    workspace: Place,
    starts: Annotated[str, typer.Option("--from", help="Its first day, such as 2026-04-01.")],
    serves: Annotated[list[str], typer.Option("--serves", help="A partnership that it serves; may be said often.")],
    data: Data = "",
) -> None:
    """Begin a strategy."""
    place, by = entered(data, workspace)
    from frankpledge.domain.serious_violence.actions import begin_strategy

    made = begin_strategy(workspace=place, title=title, starts=day_of(starts, "--from"), serves=serves, by=by)
    print(f"“{made}” is begun.")


@app.command("sign-up")
@answers_refusals
def sign_up(
    workspace: Place,
    title: Annotated[str, typer.Argument(help="The strategy of another, by its title; none lists them.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day on which this partnership signed up.")] = "",
    signed_by: Annotated[str, typer.Option("--signed-by", help="By whose hand: the chair of the board.")] = "",
    data: Data = "",
) -> None:
    """Sign up here to a strategy that another partnership holds; without a title list those there are."""
    place, by = entered(data, workspace)
    from frankpledge.domain.serious_violence.actions import sign_up_here
    from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
    from frankpledge.domain.serious_violence.presenters import own_words
    from frankpledge.domain.serious_violence.queries import theirs
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    every = theirs(workspace=place, viewer=by)
    if not title:
        print("\n".join(f"{one.title}, of {one.holder}: {own_words(one)}" for one in every) or "None serves it.")
        return
    found = next((one for one in every if one.title.casefold() == title.strip().casefold()), None)
    if found is None:
        raise NotAsked(f"no strategy “{title}” serves this partnership.", where="TITLE", cure="Leave it out to list.")
    made = sign_up_here(served=found.served, on=day_of(on, "--on"), signed_by=signed_by, by=by)
    print(f"Signed up to {made.title}, edition {made.edition}.")


@app.command("write")
@answers_refusals
def write(
    item: Annotated[str, typer.Argument(help="Which part, as `gaps --json` names it: definition, kinds, causes …")],
    words: Annotated[str, typer.Argument(help="What it says. What it said before is kept.")],
    workspace: Place,
    data: Data = "",
) -> None:
    """Write a part of the latest strategy."""
    place, by = entered(data, workspace)
    from frankpledge.domain.serious_violence.actions import write_part

    write_part(strategy=_latest(place, by).strategy, item=item, words=words, by=by)
    print("It is written.")


@app.command("gaps")
@answers_refusals
def gaps(
    workspace: Place,
    every: Annotated[bool, typer.Option("--all", help="Also what is there.")] = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List what the duty asks for and the latest strategy lacks."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.serious_violence.presenters import listing

    found = _latest(place, by)
    let_list_out(listing=listing([found], found.on), kind="csv", workspace=place, by=by)
    shown = found.stands if every else found.gaps
    told = [{"item": one.item.id, "asked_for": one.item.label, "state": one.state, "how_it_stands": one.words,
             "provision": one.item.provision, "confidence": one.item.confidence} for one in shown]  # fmt: skip
    if as_json:
        print_json({"strategy": found.strategy.title, "items": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])


@app.command("document")
@answers_refusals
def document(
    workspace: Place,
    out: Annotated[Path, typer.Option("--out", help="The file to write: .html, .docx, .odt or .pdf.")],
    data: Data = "",
) -> None:
    """Write the latest strategy as a document: its newest edition, or a draft."""
    place, by = entered(data, workspace)
    from frankpledge.domain.serious_violence.documents import leaving
    from frankpledge.ground.documents.formats import FORMATS

    form = out.suffix.removeprefix(".")
    if form not in FORMATS:
        raise NotAsked(f"“{form}” is no format.", where="--out", cure=f"Use one of {', '.join(FORMATS)}.")
    out.write_bytes(leaving(_latest(place, by), form, by=by))
    print(f"Written: {out}")
