"""`frankpledge escalations`: what one group sent up to another, from a terminal, through the same acts as its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.escalations.models import Escalation
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("number", "about", "asked", "from", "to", "standing")
STATES = ("open", "late", "answered", "taken_back", "all")
Number = Annotated[int, typer.Argument(help="The number of the escalation.")]

app = typer.Typer(help="What one group sent up to another, open until it is answered.", no_args_is_help=True)


def _numbered(number: int, place: Workspace, by: User) -> Escalation:
    from frankpledge.domain.escalations.queries import escalations_of

    found = escalations_of(workspace=place, viewer=by).filter(number=number).first()
    if found is None:
        cure = "`frankpledge escalations list --state all` tells them."
        raise NotAsked(f"there is no escalation {number} here.", cure=cure)
    return found


@app.command("list")
@answers_refusals
def listed(
    workspace: Place,
    state: Annotated[str, typer.Option("--state", help=f"One of {', '.join(STATES)}.")] = "open",
    group: Annotated[str, typer.Option("--group", help="Sent by this group or for it to answer.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List what was sent up, the most pressing first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.escalations.permissions import GRANTS, Capability
    from frankpledge.domain.escalations.presenters import listing
    from frankpledge.domain.escalations.queries import Choice, chosen, escalations_of, standing_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    if state not in STATES:
        raise NotAsked(f"“{state}” is no state.", where="--state", cure=f"Use one of {', '.join(STATES)}.")
    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    body, today = named(Body, group, "--group", place, by), clock.today()
    choice = Choice(state=state, body=str(body.pk) if body else "")
    found = list(chosen(escalations_of(workspace=place, viewer=by), choice, on=today))
    let_list_out(listing=listing(found, today=today), kind="csv", workspace=place, by=by)
    told = [_told(one, standing_of(one, on=today).words) for one in found]
    if as_json:
        print_json({"as_at": str(today), "escalations": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


def _told(one: Escalation, standing: str) -> dict[str, Any]:
    return {
        "number": one.number,
        "from": one.from_body.name,
        "to": one.to_body.name,
        "about": one.about_words,
        "asked": one.asks,
        "why": one.why,
        "sent_on": str(one.sent_on),
        "answer_wanted_by": str(one.by_when or ""),
        "state": one.state,
        "standing": standing,
        "agenda": one.agenda_words,
        "answer": one.answer,
        "decision": one.decision,
    }


@app.command("send")
@answers_refusals
def send(
    words: Annotated[str, typer.Argument(help="What it is about, or action:NUMBER for an action of the log.")],
    workspace: Place,
    sender: Annotated[str, typer.Option("--from", help="The group that sends it up, by its name.")],
    asks: Annotated[str, typer.Option("--asks", help="What is asked.")],
    why: Annotated[str, typer.Option("--why", help="Why the group cannot settle it itself.")],
    to: Annotated[str, typer.Option("--to", help="The group that is asked; left out, the one above.")] = "",
    by_when: Annotated[str, typer.Option("--by", help="The day by which an answer is wanted.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Send something up. It stays open until the group that is asked has answered."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.escalations.actions import SentUp, send_up
    from frankpledge.domain.escalations.queries import Matter

    source = named(Body, sender, "--from", place, by)
    receiver = named(Body, to, "--to", place, by) or source.parent
    if receiver is None:
        raise NotAsked(f"{source} reports to no group.", where="--to", cure="Name the group that is asked.")
    given = SentUp(
        sender=source,
        receiver=receiver,
        matter=_matter(words, place, by) or Matter(words),
        asks=asks,
        why=why,
        by_when=day_of(by_when, "--by") if by_when else None,
    )
    made = send_up(workspace=place, given=given, by=by)
    if as_json:
        print_json({"number": made.number})
        return
    print(f"Sent up to {receiver} as escalation {made.number}.")


def _matter(words: str, place: Workspace, by: User) -> Any:
    """Return the action of the log that "action:NUMBER" names; None for words."""
    from frankpledge.domain.action_log.queries import actions_of
    from frankpledge.domain.escalations.queries import matter_to_send

    kind, _, number = words.partition(":")
    if kind != "action" or not number.isdigit():
        return None
    action = actions_of(workspace=place, viewer=by).filter(number=int(number)).first()
    if action is None:
        raise NotAsked(
            f"there is no action {number} here.", where="WORDS", cure="`frankpledge actions list` tells them."
        )
    return matter_to_send(f"action_log.action:{action.pk}", workspace=place, viewer=by)


@app.command("answer")
@answers_refusals
def answer(
    number: Number,
    words: Annotated[str, typer.Argument(help="What the group answered.")],
    workspace: Place,
    decision: Annotated[int, typer.Option("--decision", help="The number of its decision, if it decided.")] = 0,
    on: Annotated[str, typer.Option("--on", help="The day of the answer; today if left out.")] = "",
    data: Data = "",
) -> None:
    """Record what the group that was asked answered."""
    place, by = entered(data, workspace)
    from frankpledge.domain.escalations.actions import Answer
    from frankpledge.domain.escalations.actions import answer as record_answer

    given = Answer(words, decision or None, day_of(on, "--on") if on else None)
    record_answer(escalation=_numbered(number, place, by), given=given, by=by)
    print(f"Escalation {number} is answered.")


@app.command("take-back")
@answers_refusals
def take_back(
    number: Number,
    workspace: Place,
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept.")],
    data: Data = "",
) -> None:
    """Take back what was sent up and is not answered."""
    place, by = entered(data, workspace)
    from frankpledge.domain.escalations.actions import take_back as act

    act(escalation=_numbered(number, place, by), reason=reason, by=by)
    print(f"Escalation {number} is taken back.")
