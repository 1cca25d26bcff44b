"""`frankpledge plan`, further: a plan begun, taken back, kept and sent; its steps moved, dropped and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, answers_refusals
from frankpledge.cli.plan import Year, app, found_plan

if TYPE_CHECKING:
    from frankpledge.domain.delivery.queries import StepNow
    from frankpledge.ground.accounts.models import User, Workspace

__all__ = ["app"]  # the commands of `frankpledge.cli.plan`, and these
Why = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]
Number = Annotated[str, typer.Argument(help="The number of the step, such as 1.2.")]


@app.command("start")
@answers_refusals
def start(
    year: Year,
    workspace: Place,
    title: Annotated[str, typer.Option("--title", help="How the plan is called.")],
    last_year: Annotated[str, typer.Option("--last-year", help="The last year that it looks at.")] = "",
    printed: Annotated[str, typer.Option("--printed", help="Where it is printed, if it was made elsewhere.")] = "",
    data: Data = "",
) -> None:
    """Begin the plan of a year as a draft."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions import PlanFacts, start_plan

    given = PlanFacts(title=title, first_year=year, last_year=last_year or year)
    made = start_plan(workspace=place, year=year, given=given, printed=printed, by=by)
    print(f"{made.title} is begun, as a draft.")


@app.command("part")
@answers_refusals
def part(
    year: Year,
    kind: Annotated[str, typer.Argument(help="priority, objective, outcome, measure, context or left_out.")],
    workspace: Place,
    text: Annotated[list[str], typer.Option("--text", help="NAME=WORDS, such as name=Burglary.")],
    priority: Annotated[str, typer.Option("--priority", help="Under which priority, by name.")] = "",
    data: Data = "",
) -> None:
    """Write a part of a plan that is a draft, of which words are enough."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions import write_part
    from frankpledge.domain.plans.rules.parts import TEXTS, Kind

    plan, known = found_plan(year, place, by), set(Kind) - {Kind.STEP, Kind.SHARE}
    if kind not in known:
        raise NotAsked(f"“{kind}” is no such part.", where="KIND", cure=f"Use one of {', '.join(sorted(known))}.")
    values = dict(one.split("=", 1) for one in text if "=" in one)
    if strange := set(values) - {one.name for one in TEXTS[Kind(kind)]}:
        names = ", ".join(one.name for one in TEXTS[Kind(kind)])
        raise NotAsked(f"“{strange.pop()}” is no text of it.", where="--text", cure=f"Use one of {names}.")
    under = plan.priorities.filter(name__iexact=priority.strip()).first() if priority else None
    write_part(plan=plan, kind=Kind(kind), values=values, under=under, by=by)
    print("Written.")


@app.command("back")
@answers_refusals
def back(year: Year, workspace: Place, reason: Why, data: Data = "") -> None:
    """Take a plan that is before its board back to draft."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.life import take_back

    print(f"{take_back(plan=found_plan(year, place, by), reason=reason, by=by).title} is a draft again.")


@app.command("keep")
@answers_refusals
def keep(
    year: Year,
    workspace: Place,
    decision: Annotated[str, typer.Option("--decision", help="What the board decided.")],
    on: Annotated[str, typer.Option("--on", help="The day of the decision, as 2021-03-24.")],
    data: Data = "",
) -> None:
    """Keep a plan that was printed elsewhere as part of the history."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.life import Decided, keep_printed

    decided = Decided(words=decision, on=day_of(on, "--on"))
    print(f"{keep_printed(plan=found_plan(year, place, by), decided=decided, by=by).title} is kept as history.")


@app.command("sent")
@answers_refusals
def sent(
    year: Year,
    workspace: Place,
    to: Annotated[str, typer.Option("--to", help="To whom: the local policing body.")],
    on: Annotated[str, typer.Option("--on", help="On which day.")],
    how: Annotated[str, typer.Option("--how", help="How.")] = "",
    data: Data = "",
) -> None:
    """Record that a copy of a plan was sent to the local policing body."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.life import record_sent

    made = record_sent(plan=found_plan(year, place, by), recipient=to, on=day_of(on, "--on"), how=how, by=by)
    print(f"Recorded: {made}.")


@app.command("discard")
@answers_refusals
def discard(year: Year, workspace: Place, data: Data = "") -> None:
    """Take out a draft that was begun by mistake, with all that was written in it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions import discard_plan

    discard_plan(plan=found_plan(year, place, by), by=by)
    print("The draft is taken out.")


# ---- its steps -------------------------------------------------------------------------------------------------------


def _step(year: str, number: str, place: Workspace, by: User) -> StepNow:
    from frankpledge.domain.delivery.presenters import number_of
    from frankpledge.domain.delivery.queries import delivery_of
    from frankpledge.ground import clock

    rows = delivery_of(found_plan(year, place, by), viewer=by, on=clock.today())
    found = next((one for one in rows if number_of(one) == number), None)
    if found is None:
        raise NotAsked(f"there is no step {number}.", where="NUMBER", cure="`frankpledge plan show` tells them.")
    return found


@app.command("move")
@answers_refusals
def move(
    year: Year, number: Number, workspace: Place, reason: Why,
    due: Annotated[str, typer.Option("--due", help="The new date, as 2026-09-30.")], data: Data = "",
) -> None:  # fmt: skip
    """Let a step of an approved plan be due on another day. The day before is kept with the reason."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery import actions

    made = actions.move(step=_step(year, number, place, by).step, due=day_of(due, "--due"), reason=reason, by=by)
    print(f"Step {number} is due on {made.due}.")


@app.command("drop")
@answers_refusals
def drop(year: Year, number: Number, workspace: Place, reason: Why, data: Data = "") -> None:
    """Drop a step of an approved plan that will not be done."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery import actions

    actions.drop(step=_step(year, number, place, by).step, reason=reason, by=by)
    print(f"Step {number} is dropped.")


@app.command("reopen")
@answers_refusals
def reopen(year: Year, number: Number, workspace: Place, reason: Why, data: Data = "") -> None:
    """Open again a step that was done or dropped."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery import actions

    actions.reopen(step=_step(year, number, place, by).step, reason=reason, by=by)
    print(f"Step {number} is open again.")


@app.command("outcome")
@answers_refusals
def outcome(
    year: Year, number: Number, workspace: Place,
    how_far: Annotated[str, typer.Option("--how-far", help="implemented, in_part or not.")],
    why: Annotated[str, typer.Option("--why", help="Why no further.")] = "", data: Data = "",
) -> None:  # fmt: skip
    """Say how far a step of a plan was carried out, which next year's assessment reads."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions import record_step
    from frankpledge.domain.plans.rules import Outcome

    if how_far not in set(Outcome):
        raise NotAsked(f"“{how_far}” is no outcome.", where="--how-far", cure=f"Use one of {', '.join(Outcome)}.")
    step = _step(year, number, place, by).step
    record_step(
        workspace=place, year=step.year, words=step.words, lead=step.lead, outcome=how_far, why=why, by=by, step=step
    )
    print(f"Step {number}: {Outcome(how_far).label.lower()}.")


@app.command("tie")
@answers_refusals
def tie(
    year: Year, number: Number, workspace: Place,
    action: Annotated[int, typer.Option("--action", help="The number of the action of the log.")], data: Data = "",
) -> None:  # fmt: skip
    """Say that an action of the log carries out a step of a plan."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.queries import actions_of
    from frankpledge.domain.delivery import actions

    row = actions_of(workspace=place, viewer=by).filter(number=action).first()
    if row is None:
        raise NotAsked(f"there is no action {action}.", where="--action", cure="`frankpledge actions list` tells them.")
    actions.tie_action(step=_step(year, number, place, by).step, action=row, by=by)
    print(f"Action {action} carries out step {number}.")
