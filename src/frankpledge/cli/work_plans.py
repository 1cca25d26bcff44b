"""`frankpledge work-plans`: the work plans of groups from a terminal, through the same acts as their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.work_plans.models import Line, Plan
    from frankpledge.domain.work_plans.queries import LineNow
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("number", "line", "priority", "organisation", "quarter", "standing")
Group = Annotated[str, typer.Argument(help="The group, by its name.")]
Year = Annotated[str, typer.Argument(help="The year from April to March, such as 2025/26.")]
Number = Annotated[int, typer.Argument(help="The number of the line.")]

app = typer.Typer(help="What each group means to do from April to March.", no_args_is_help=True)


def _plan(group: str, year: str, place: Workspace, by: User) -> Plan:
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.work_plans.queries import plans_of

    body = named(Body, group, "GROUP", place, by)
    found = plans_of(workspace=place, viewer=by).filter(body=body, year=year).first()
    if found is None:
        raise NotAsked(f"{body} has no work plan for {year}.", cure="`frankpledge work-plans start` begins one.")
    return found


def _line(plan: Plan, number: int, by: User) -> Line:
    from frankpledge.domain.work_plans.queries import lines_of

    found = lines_of(workspace=plan.workspace, viewer=by).filter(plan=plan, number=number).first()
    if found is None:
        raise NotAsked(f"{plan} has no line {number}.", cure="`frankpledge work-plans show` tells them.")
    return found


@app.command("show")
@answers_refusals
def show(group: Group, year: Year, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Show the lines of a plan as they stand today."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.work_plans.permissions import GRANTS, Capability
    from frankpledge.domain.work_plans.presenters import listing
    from frankpledge.domain.work_plans.queries import line_now, lines_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    plan, today = _plan(group, year, place, by), clock.today()
    lines = [line_now(one, on=today) for one in lines_of(workspace=place, viewer=by).filter(plan=plan)]
    let_list_out(listing=listing(plan, lines, today=today), kind="csv", workspace=place, by=by)
    told = [_told(one) for one in lines]
    if as_json:
        print_json({"as_at": str(today), "state": plan.state, "decision": plan.decision, "lines": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


def _told(one: LineNow) -> dict[str, Any]:
    line = one.line
    return {
        "number": line.number,
        "line": line.wording,
        "priority": line.priority,
        "objective": line.objective,
        "organisation": line.organisation.name,
        "person": line.person.name if line.person else "",
        "deputy": line.deputy.name if line.deputy else "",
        "quarter": line.quarter,
        "first_quarter": one.first_quarter,
        "measure": line.measure,
        "status": line.status,
        "standing": one.standing.words,
        "words": one.words,
    }


@app.command("start")
@answers_refusals
def start(group: Group, year: Year, workspace: Place, data: Data = "") -> None:
    """Start the work plan of a group for a year."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.work_plans.actions import start_plan

    made = start_plan(workspace=place, body=named(Body, group, "GROUP", place, by), year=year, by=by)
    print(f"{made} is begun.")


@app.command("add")
@answers_refusals
def add(
    group: Group,
    year: Year,
    wording: Annotated[str, typer.Argument(help="What is to be done, in a sentence.")],
    workspace: Place,
    organisation: Annotated[str, typer.Option("--organisation", help="Who leads it, by name.")],
    quarter: Annotated[int, typer.Option("--quarter", help="In which quarter it is due: 1 is April to June.")],
    person: Annotated[str, typer.Option("--person", help="The person, by name.")] = "",
    priority: Annotated[str, typer.Option("--priority", help="The priority that it serves.")] = "",
    measure: Annotated[str, typer.Option("--measure", help="What will show that it is done.")] = "",
    data: Data = "",
) -> None:
    """Write a line in a plan."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Organisation, Person
    from frankpledge.domain.work_plans.actions import LineFacts, add_line

    given = LineFacts(
        wording=wording,
        organisation=named(Organisation, organisation, "--organisation", place, by),
        quarter=quarter,
        person=named(Person, person, "--person", place, by),
        priority=priority,
        measure=measure,
    )
    print(f"Written as line {add_line(plan=_plan(group, year, place, by), given=given, by=by).number}.")


@app.command("report")
@answers_refusals
def report(
    group: Group,
    year: Year,
    number: Number,
    workspace: Place,
    said: Annotated[str, typer.Option("--said", help="not_started, under_way, at_risk or done.")],
    words: Annotated[str, typer.Option("--words", help="In a sentence or two.")] = "",
    on: Annotated[str, typer.Option("--on", help="If it is done: on which day; today if left out.")] = "",
    data: Data = "",
) -> None:
    """Report how a line stands; done needs what shows it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.action_log.rules import OFFERED, Progress
    from frankpledge.domain.work_plans.actions import Said, report_line

    if said not in {one.value for one in OFFERED}:
        known = ", ".join(one.value for one in OFFERED)
        raise NotAsked(f"“{said}” is nothing that is said of a line.", where="--said", cure=f"Use one of {known}.")
    given = Said(Progress(said), words, day_of(on, "--on") if on else None)
    report_line(line=_line(_plan(group, year, place, by), number, by), given=given, by=by)
    print(f"Line {number} is reported as {Progress(said).label.lower()}.")


@app.command("move")
@answers_refusals
def move(
    group: Group,
    year: Year,
    number: Number,
    workspace: Place,
    quarter: Annotated[int, typer.Option("--quarter", help="The quarter in which it is due from now on.")],
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept beside the change.")],
    data: Data = "",
) -> None:
    """Let a line be due in another quarter. The one before is kept with the reason."""
    place, by = entered(data, workspace)
    from frankpledge.domain.work_plans.actions import move_line

    move_line(line=_line(_plan(group, year, place, by), number, by), quarter=quarter, reason=reason, by=by)
    print(f"Line {number} is due in Q{quarter}.")
