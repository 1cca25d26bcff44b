"""`frankpledge actions`: the action log of a partnership from a terminal, through the same acts as its pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.installation import entered
from frankpledge.cli.lists import Apply, File, Heads, LeaveOut, Sent, Words, imported, taken_back
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.domain.action_log.models import Action
    from frankpledge.domain.action_log.queries import Line
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("number", "wording", "group", "organisation", "due", "standing")
STATES = ("open", "late", "completed", "stopped", "all")
Place = Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")]
Number = Annotated[int, typer.Argument(help="The number of the action in the log.")]

app = typer.Typer(help="Who undertook to do what by when.", no_args_is_help=True)


class NotAsked(Refusal):
    """What was typed names no action, nobody and no day that is known."""


def day_of(text: str, where: str) -> date:
    """Return a day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAsked(f"“{text}” is no day.", where=where, cure="Write it as 2026-03-02.") from None


def _numbered(number: int, place: Workspace, by: User) -> Action:
    from frankpledge.domain.action_log.queries import actions_of

    found = actions_of(workspace=place, viewer=by).filter(number=number).first()
    if found is None:
        raise NotAsked(f"there is no action {number} here.", cure="`frankpledge actions list --state all` tells them.")
    return found


def named(kind: Any, name: str, where: str, place: Workspace, by: User) -> Any:
    """Return the body, organisation or person of a name, in whatever capitals; None for none."""
    from frankpledge.domain.bodies.queries.rows import standing_rows

    if not name:
        return None
    rows = standing_rows(kind, workspace=place, viewer=by)
    found = [one for one in rows if one.name.casefold() == name.strip().casefold()]
    if not found:
        known = ", ".join(sorted(one.name for one in rows)[:12]) or "none is recorded"
        raise NotAsked(f"nothing here is called “{name}”.", where=where, cure=f"Use one of: {known}.")
    return found[0]


@app.command("list")
@answers_refusals
def listed(
    workspace: Place,
    state: Annotated[str, typer.Option("--state", help=f"One of {', '.join(STATES)}.")] = "open",
    words: Annotated[str, typer.Option("--words", help="Words of what is to be done.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List actions, the most pressing first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.permissions import GRANTS, Capability
    from frankpledge.domain.action_log.presenters import listing
    from frankpledge.domain.action_log.queries import Choice, actions_of, chosen, line_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    if state not in STATES:
        raise NotAsked(f"“{state}” is no state.", where="--state", cure=f"Use one of {', '.join(STATES)}.")
    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    today = clock.today()
    found = chosen(actions_of(workspace=place, viewer=by), Choice(state=state, words=words), viewer=by, on=today)
    lines = [line_of(one, on=today) for one in found]
    let_list_out(listing=listing(lines, today=today), kind="csv", workspace=place, by=by)
    told = [_told(line) for line in lines]
    if as_json:
        print_json({"as_at": str(today), "actions": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


def _told(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "wording": line.wording,
        "group": line.body,
        "organisation": line.organisation,
        "person": line.person,
        "deputy": line.deputy,
        "agreed_on": str(line.agreed_on),
        "due": str(line.due or ""),
        "first_due": str(line.first_due or ""),
        "slips": line.slips,
        "status": line.status.value,
        "standing": line.standing.words,
        "contradicts": line.standing.contradicts,
        "said": line.said.value if line.said else "",
        "words": line.last_words,
        "evidence": line.evidence,
        "asks_for": str(line.asks_for or ""),
    }


@app.command("add")
@answers_refusals
def add(
    wording: Annotated[str, typer.Argument(help="What is to be done, in a sentence.")],
    workspace: Place,
    group: Annotated[str, typer.Option("--group", help="The body whose log it stands in, by its name.")],
    organisation: Annotated[str, typer.Option("--organisation", help="Who does it, by name.")],
    person: Annotated[str, typer.Option("--person", help="The person, by name.")] = "",
    due: Annotated[str, typer.Option("--due", help="By when, such as 2026-03-31; left out, it is ongoing.")] = "",
    agreed: Annotated[str, typer.Option("--agreed", help="The day on which it was agreed; today if left out.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="What will show that it is done.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Record an action under the next number of the log."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.actions import Undertaken, add_action
    from frankpledge.domain.bodies.models import Body, Organisation, Person
    from frankpledge.ground import clock

    given = Undertaken(
        wording=wording,
        body=named(Body, group, "--group", place, by),
        organisation=named(Organisation, organisation, "--organisation", place, by),
        person=named(Person, person, "--person", place, by),
        agreed_on=day_of(agreed, "--agreed") if agreed else clock.today(),
        due=day_of(due, "--due") if due else None,
        evidence_wanted=evidence,
    )
    made = add_action(workspace=place, given=given, by=by)
    if as_json:
        print_json({"number": made.number})
        return
    print(f"Recorded as action {made.number}.")


@app.command("report")
@answers_refusals
def report(
    number: Number,
    workspace: Place,
    said: Annotated[str, typer.Option("--said", help="not_started, under_way, at_risk or done.")],
    words: Annotated[str, typer.Option("--words", help="In a sentence or two.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="If it is done: what shows it.")] = "",
    on: Annotated[str, typer.Option("--on", help="If it is done: on which day; today if left out.")] = "",
    data: Data = "",
) -> None:
    """Report how an action stands; done completes it, and needs what shows it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.actions import Said, report_progress
    from frankpledge.domain.action_log.rules import OFFERED, Progress

    if said not in {one.value for one in OFFERED}:
        known = ", ".join(one.value for one in OFFERED)
        raise NotAsked(f"“{said}” is nothing that is said of an action.", where="--said", cure=f"Use one of {known}.")
    given = Said(Progress(said), words, evidence, done_on=day_of(on, "--on") if on else None)
    report_progress(action=_numbered(number, place, by), given=given, by=by)
    print(f"Action {number} is reported as {Progress(said).label.lower()}.")


@app.command("move")
@answers_refusals
def move(
    number: Number,
    workspace: Place,
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept beside the change.")],
    due: Annotated[str, typer.Option("--due", help="The new date; left out, it becomes ongoing.")] = "",
    data: Data = "",
) -> None:
    """Move the date of an action. The one before is kept with the reason."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.actions import move_date

    action = _numbered(number, place, by)
    move_date(action=action, due=day_of(due, "--due") if due else None, reason=reason, by=by)
    print(f"Action {number} is {f'due on {due}' if due else 'ongoing'}.")


@app.command("import")
@answers_refusals
def import_(
    file: File,
    workspace: Place,
    group: Annotated[str, typer.Option("--group", help="The body of lines that name none, by its name.")] = "",
    agreed: Annotated[str, typer.Option("--agreed", help="The day on which new lines were agreed that say none.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why dates move, where lines do not say.")] = "",
    head: Heads = [],  # noqa: B006 (typer reads it, nobody changes it)
    word: Words = [],  # noqa: B006
    apply: Apply = False,
    leave_out: LeaveOut = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Say what a list of actions would change, and with --apply change it. Ends with 1 where a line is wrong."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.actions.lists import ACTIONS
    from frankpledge.domain.bodies.models import Body

    body = named(Body, group, "--group", place, by)
    day = str(day_of(agreed, "--agreed")) if agreed else ""
    said = {"group": str(body.pk) if body else "", "agreed_on": day, "reason": reason}
    imported(
        file, kind=ACTIONS, place=place, by=by, said=said, heads=head, words=word, apply=apply, leave_out=leave_out,
        as_json=as_json,
    )  # fmt: skip


@app.command("undo")
@answers_refusals
def undo(action_list: Sent, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Take a list of actions back out of the log."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.actions.lists import ACTIONS

    taken_back(action_list, kind=ACTIONS, place=place, by=by, as_json=as_json)
