"""`frankpledge plan`: the partnership plan and its delivery from a terminal, through the same acts as its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import Apply, File, Heads, LeaveOut, Sent, Words, imported, taken_back
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.plans.models import Plan
    from frankpledge.ground.accounts.models import User, Workspace

Year = Annotated[str, typer.Argument(help="The year of the plan, such as 2026/27.")]
Out = Annotated[Path, typer.Option("--out", help="The file that is written; its ending says the format.")]
COLUMNS = ("number", "priority", "action", "by", "status", "standing", "lead")

app = typer.Typer(
    help="The partnership plan: what it lacks, its page, and how it is carried out.", no_args_is_help=True
)


def found_plan(year: str, place: Workspace, by: User) -> Plan:
    """Return the plan of a year, refused where there is none."""
    from frankpledge.domain.plans.permissions import GRANTS, Capability
    from frankpledge.domain.plans.queries import plan_in
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    found = plan_in(year, workspace=place, viewer=by)
    if found is None:
        raise NotAsked(f"there is no plan for {year}.", where="YEAR", cure="`frankpledge plan start` begins one.")
    return found


@app.command("show")
@answers_refusals
def show(year: Year, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Show a plan: how it stands, what it lacks, and how each step is carried out today."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery.presenters import listing
    from frankpledge.domain.delivery.queries import delivery_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.plans.queries import whole
    from frankpledge.domain.plans.queries.gates import lacking
    from frankpledge.domain.plans.rules import Origin
    from frankpledge.ground import clock

    plan, today = found_plan(year, place, by), clock.today()
    made = listing(plan, delivery_of(plan, viewer=by, on=today), today=today)
    let_list_out(listing=made, kind="csv", workspace=place, by=by)
    steps = [dict(zip(made.head, (str(cell or "") for cell in row), strict=True)) for row in made.rows]
    lacks = [] if plan.origin == Origin.PRINTED else [one.words for one in lacking(whole(plan))]
    if as_json:
        print_json(
            {"title": plan.title, "state": plan.state, "decision": plan.decision, "lacks": lacks, "steps": steps}
        )
        return
    print(f"{plan.title}: {plan.get_state_display()}")
    for words in lacks:
        print(f"missing: {words}")
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in steps])


@app.command("add")
@answers_refusals
def add(
    year: Year,
    priority: Annotated[str, typer.Argument(help="The priority that it serves, by name.")],
    words: Annotated[str, typer.Argument(help="The step, in a sentence.")],
    workspace: Place,
    organisation: Annotated[str, typer.Option("--organisation", help="Who leads it, by name.")],
    by_when: Annotated[str, typer.Option("--by", help="By which day, as 2026-09-30.")],
    data: Data = "",
) -> None:
    """Write a step in a plan that is a draft."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Organisation
    from frankpledge.domain.plans.actions import write_part
    from frankpledge.domain.plans.queries import whole
    from frankpledge.domain.plans.rules.parts import Kind

    plan = found_plan(year, place, by)
    found = [one.row for one in whole(plan).every if one.row.name.casefold() == priority.strip().casefold()]
    if not found:
        known = ", ".join(one.row.name for one in whole(plan).every) or "none is written"
        raise NotAsked(f"the plan has no priority “{priority}”.", where="PRIORITY", cure=f"Use one of: {known}.")
    values: dict[str, Any] = {
        "words": words, "due": day_of(by_when, "--by"),
        "organisation": named(Organisation, organisation, "--organisation", place, by),
    }  # fmt: skip
    write_part(plan=plan, kind=Kind.STEP, values=values, under=found[0], by=by)
    print("Written.")


@app.command("agenda")
@answers_refusals
def agenda(
    year: Year,
    workspace: Place,
    on: Annotated[str, typer.Option("--on", help="The day of the meeting; the next of the board if left out.")] = "",
    data: Data = "",
) -> None:
    """Put a plan on the agenda of a meeting of its board that is still to come."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.life import put_on_agenda
    from frankpledge.domain.plans.queries.agendas import agendas_for
    from frankpledge.ground import clock

    plan, day = found_plan(year, place, by), day_of(on, "--on") if on else None
    ahead = [one for one in agendas_for(plan, viewer=by, today=clock.today()) if day in {None, one.on}]
    if not ahead:
        raise NotAsked("no such meeting of the board is planned.", where="--on", cure="Plan one first.")
    print(f"It stands there: {put_on_agenda(plan=plan, agenda=ahead[0], by=by).agenda_words}.")


@app.command("say")
@answers_refusals
def say(
    year: Year,
    number: Annotated[str, typer.Argument(help="The number of the step, such as 1.2.")],
    workspace: Place,
    status: Annotated[str, typer.Option("--status", help="Such as on_track, at_risk, slipped, revised, completed.")],
    words: Annotated[str, typer.Option("--words", help="What shows it, or why.")] = "",
    data: Data = "",
) -> None:
    """Say how a step of an approved plan stands."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery import actions
    from frankpledge.domain.delivery.presenters import number_of
    from frankpledge.domain.delivery.queries import delivery_of
    from frankpledge.domain.plans.rules import Status
    from frankpledge.ground import clock

    rows = delivery_of(found_plan(year, place, by), viewer=by, on=clock.today())
    found = next((one for one in rows if number_of(one) == number), None)
    if found is None:
        raise NotAsked(f"there is no step {number}.", where="NUMBER", cure="`frankpledge plan show` tells them.")
    if status not in {one.value for one in Status}:
        raise NotAsked(f"“{status}” is no status.", where="--status", cure=f"Use one of {', '.join(Status)}.")
    actions.say(step=found.step, status=Status(status), words=words, by=by)
    print(f"Step {number}: {Status(status).label.lower()}.")


@app.command("approve")
@answers_refusals
def approve(
    year: Year,
    workspace: Place,
    decision: Annotated[str, typer.Option("--decision", help="What the board decided, with its number.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day of the decision, as 2026-03-24.")] = "",
    data: Data = "",
) -> None:
    """Put a draft before its board; or, with --decision and --on, approve what is before it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.life import Decided, approve_plan, put_before_board

    plan = found_plan(year, place, by)
    if not decision:
        print(f"{put_before_board(plan=plan, by=by).title} is before its board.")
        return
    approve_plan(plan=plan, decided=Decided(words=decision, on=day_of(on, "--on")), by=by)
    print(f"{plan.title} is approved, and kept as two editions.")


@app.command("roll")
@answers_refusals
def roll(year: Year, workspace: Place, data: Data = "") -> None:
    """Begin the plan of the next year from that of a year."""
    place, by = entered(data, workspace)
    from frankpledge.domain.plans.actions.rolling import roll_forward

    made = roll_forward(plan=found_plan(year, place, by), by=by)
    print(f"{made.title} is begun, as a draft.")


@app.command("page")
@answers_refusals
def page(year: Year, workspace: Place, out: Out, data: Data = "") -> None:
    """Write the plan on a page: one landscape side as .pdf, or .html or .docx."""
    _write("page", year, workspace, out, data)


@app.command("export")
@answers_refusals
def export(year: Year, workspace: Place, out: Out, data: Data = "") -> None:
    """Write the whole plan (.html, .pdf, .docx, .odt), or its delivery plan as a list (.csv, .xlsx, .ods)."""
    _write("plan", year, workspace, out, data)


def _write(what: str, year: str, workspace: str, out: Path, data: str) -> None:
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery.presenters import listing
    from frankpledge.domain.delivery.queries import delivery_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.plans.documents import SHORT, leaving
    from frankpledge.ground import clock

    plan, today, form = found_plan(year, place, by), clock.today(), out.suffix.removeprefix(".")
    if what == "plan" and form in {"csv", "xlsx", "ods"}:
        made = listing(plan, delivery_of(plan, viewer=by, on=today), today=today)
        out.write_bytes(let_list_out(listing=made, kind=form, workspace=place, by=by))
    else:
        out.write_bytes(leaving(plan, SHORT[what], form, on=today, by=by))
    print(f"Written: {out}")


@app.command("import")
@answers_refusals
def import_(
    file: File, workspace: Place, year: Annotated[str, typer.Option("--year", help="The year of the plan.")],
    reason: Annotated[str, typer.Option("--reason", help="Why dates change, where the list does not say.")] = "",
    head: Heads = [], word: Words = [], apply: Apply = False,  # noqa: B006
    leave_out: LeaveOut = False, data: Data = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Say what a list of steps would change in a plan; --apply changes it. Ends with 1 for faults."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery.actions.lists import STEPS

    said = {"plan": str(found_plan(year, place, by).pk), "reason": reason}
    imported(
        file, kind=STEPS, place=place, by=by, said=said, heads=head, words=word, apply=apply, leave_out=leave_out,
        as_json=as_json,
    )  # fmt: skip


@app.command("undo")
@answers_refusals
def undo(sent: Sent, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Take a list of steps back, all that it did."""
    place, by = entered(data, workspace)
    from frankpledge.domain.delivery.actions.lists import STEPS

    taken_back(sent, kind=STEPS, place=place, by=by, as_json=as_json)
