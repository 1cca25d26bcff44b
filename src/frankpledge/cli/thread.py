"""`frankpledge thread`: the golden thread of a partnership from a terminal, through the same acts as its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.ground.threads.queries import Come
    from frankpledge.ground.threads.rules import Ref

COLUMNS = ("stage", "place", "title")
Thing = Annotated[str, typer.Argument(help="The place, as `thread places` names it: kind:identifier.")]
Why = Annotated[str, typer.Option("--why", help="Why, in a sentence: it is kept.")]
Which = Annotated[str, typer.Option("--of", help="findings (without action) or actions (without evidence).")]

app = typer.Typer(help="From evidence to what came of it, both ways.", no_args_is_help=True)


def _ref(text: str, where: str) -> Ref:
    from frankpledge.ground.threads.rules import Ref

    kind, colon, about = text.partition(":")
    if not (kind and colon and about):
        raise NotAsked(f"“{text}” names no place.", where=where, cure="Write kind:identifier, as `thread places` does.")
    return Ref(kind, about)


@app.command("places")
@answers_refusals
def places(
    workspace: Place,
    words: Annotated[str, typer.Option("--words", help="Words of its title or of how it stands.")] = "",
    stage: Annotated[str, typer.Option("--stage", help="evidence, finding, risk, priority, … ; all if left out.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List the places of the thread, each under the name by which the other commands know it."""
    place, by = entered(data, workspace)
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.threads.permissions import GRANTS, Capability
    from frankpledge.ground.threads.queries import matching
    from frankpledge.ground.threads.rules import Stage

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    if stage and stage not in set(Stage):
        raise NotAsked(f"“{stage}” is no stage.", where="--stage", cure=f"Use one of {', '.join(Stage)}.")
    found = matching(workspace=place, viewer=by, stage=stage, words=words)
    told = [{"stage": kind.stage.value, "place": str(one.ref), "title": one.title} for kind, one in found]
    if as_json:
        print_json({"places": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])


@app.command("show")
@answers_refusals
def show(thing: Thing, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Tell what a place rests on, and what follows from it, step by step."""
    place, by = entered(data, workspace)
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.threads.permissions import GRANTS, Capability
    from frankpledge.ground.threads.queries import thread_of

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    found = thread_of(_ref(thing, "place"), workspace=place, viewer=by)
    if as_json:
        print_json({"place": found.place.title, "rests_on": _told(found.back), "follows": _told(found.on)})
        return
    print(f"{found.kind.stage.label}: {found.place.title}")
    for heading, comes in (("It rests on", found.back), ("From it follows", found.on)):
        print(f"\n{heading}:{'' if comes else ' nothing that is recorded.'}")
        for one in comes:
            print(f"{'  ' * one.reached.steps}{one.kind.stage.label}: {one.place.title} [{one.place.ref}]")


def _told(comes: tuple[Come, ...]) -> list[dict[str, Any]]:
    return [
        {"place": str(one.place.ref), "title": one.place.title, "stage": one.kind.stage.value,
         "why": one.reached.edge.why, "tie": one.reached.edge.tie, "from": str(one.reached.come_from),
         "steps": one.reached.steps}
        for one in comes
    ]  # fmt: skip


@app.command("tie")
@answers_refusals
def tie(
    earlier: Annotated[str, typer.Argument(help="What the other rests on, as `thread places` names it.")],
    later: Annotated[str, typer.Argument(help="What follows from it.")],
    workspace: Place,
    why: Why,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Say that one thing follows from another."""
    place, by = entered(data, workspace)
    from frankpledge.ground.threads.actions import tie as act

    made = act(workspace=place, earlier=_ref(earlier, "earlier"), later=_ref(later, "later"), why=why, by=by)
    if as_json:
        print_json({"tie": str(made.pk)})
        return
    print(f"They are tied: {made.pk}.")


@app.command("untie")
@answers_refusals
def untie(
    tie: Annotated[str, typer.Argument(help="The tie, as `thread show --json` names it.")],
    workspace: Place,
    why: Why,
    data: Data = "",
) -> None:
    """Say that two things are tied no longer. That they were is kept."""
    place, by = entered(data, workspace)
    from frankpledge.ground.threads.actions import untie as act
    from frankpledge.ground.threads.queries import tie_of

    try:
        identity = UUID(tie)
    except ValueError:
        raise NotAsked(f"“{tie}” is no tie.", where="tie", cure="`thread show --json` names them.") from None
    act(tie=tie_of(identity, workspace=place, viewer=by), because=why, by=by)
    print("They are tied no longer.")


@app.command("gaps")
@answers_refusals
def gaps(
    workspace: Place,
    which: Which = "findings",
    state: Annotated[str, typer.Option("--state", help="open, or all.")] = "open",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List where the thread breaks."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.threads.permissions import GRANTS, Capability
    from frankpledge.ground.threads.queries import GAPS, survey
    from frankpledge.web.thread import chosen, listing

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    names = [one.name for one in GAPS]
    if which not in names or state not in ("open", "all"):
        raise NotAsked("this names no gap.", where="--of", cure=f"Use {' or '.join(names)}; --state open or all.")
    asked = {"gap": which, "kind": "", "state": state, "words": ""}
    found = chosen(asked, survey(workspace=place, viewer=by))
    let_list_out(listing=listing(asked, found), kind="csv", workspace=place, by=by)
    told = [{"stage": gap.kind.stage.value, "place": str(gap.place.ref), "title": gap.place.title} for gap in found]
    if as_json:
        print_json({"gaps": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])
