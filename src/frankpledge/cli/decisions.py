"""`frankpledge decision-report`: what the council is asked to decide, its way and its notices, from a terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, day_of
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.decision_reports.models import Report
    from frankpledge.domain.decision_reports.queries.route import StepAt
    from frankpledge.ground.accounts.models import User, Workspace

Place = Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")]
Number = Annotated[int, typer.Argument(help="The number of the report.")]
LISTED = ("number", "title", "state", "key", "next", "on", "public_by")
STEPS = ("step", "body", "on", "what", "by", "stands", "law")
PLANNED = ("report", "title", "body", "on", "what", "by")

app = typer.Typer(help="What the council is asked to decide.", no_args_is_help=True)


def _numbered(number: int, place: Workspace, by: User) -> Report:
    from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
    from frankpledge.domain.decision_reports.queries.reports import reports_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    found = reports_of(workspace=place, viewer=by).filter(number=number).first()
    if found is None:
        raise NotAsked(f"there is no report {number} here.", cure="`frankpledge decision-report list` tells them.")
    return found


@app.command("list")
@answers_refusals
def listed(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the reports, the newest first, with what must be public next."""
    place, by = entered(data, workspace)
    from frankpledge.domain.decision_reports.presenters.lists import line_of, reports_listing
    from frankpledge.domain.decision_reports.queries.reports import reports_of
    from frankpledge.domain.decision_reports.queries.route import way_along
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock

    today = clock.today()
    lines = [line_of(one, way_along(one, today=today)) for one in reports_of(workspace=place, viewer=by)]
    let_list_out(listing=reports_listing(lines, today=today), kind="csv", workspace=place, by=by)
    told = [
        {
            "number": one.report.number, "title": one.report.title, "state": one.report.state.value,
            "key": one.report.key, "next": one.next.step.maker if one.next else "",
            "on": str(one.next.step.on or "") if one.next else "", "public_by": str(one.due.by) if one.due else "",
        }
        for one in lines
    ]  # fmt: skip
    if as_json:
        print_json({"as_at": str(today), "reports": told})
        return
    print_table(LISTED, [[str(one[column]) for column in LISTED] for one in told])


@app.command("show")
@answers_refusals
def show(number: Number, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Show the way of a report: each step, what must be public before it and how that stands."""
    place, by = entered(data, workspace)
    from frankpledge.domain.decision_reports.queries.route import way_along
    from frankpledge.ground import clock

    report, today = _numbered(number, place, by), clock.today()
    lines = [line for at in way_along(report, today=today) for line in _lines(at, today)]
    if as_json:
        print_json({"number": report.number, "title": report.title, "state": report.state.value, "steps": lines})
        return
    print(f"{report.number}. {report.title} ({report.state.label.lower()})")
    print_table(STEPS, [[str(one[column]) for column in STEPS] for one in lines])


def _lines(at: StepAt, today: date) -> list[dict[str, Any]]:
    from frankpledge.domain.decision_reports.presenters.words import moved_words, standing_words, when_words
    from frankpledge.domain.decision_reports.rules import Outcome

    step = at.step
    said = Outcome(step.outcome).label if step.outcome else ""
    first = {"step": step.order, "body": step.maker, "on": f"{when_words(step)}{moved_words(step)}"}
    if not at.standings:
        return [{**first, "what": "no period of law", "by": "", "stands": said, "law": ""}]
    return [
        {
            **first, "what": (one.waiver or one.rule).label, "by": str(one.by or ""),
            "stands": " · ".join(filter(None, (standing_words(one, today=today), said))),
            "law": (one.waiver or one.rule).provision + (" (unconfirmed)" if one.rule.unconfirmed else ""),
        }
        for one in at.standings
    ]  # fmt: skip


@app.command("move")
@answers_refusals
def move(
    number: Number,
    order: Annotated[int, typer.Argument(help="The number of the step on its way.")],
    on: Annotated[str, typer.Argument(help="The day to which it moves, such as 2026-04-09.")],
    workspace: Place,
    reason: Annotated[str, typer.Option("--reason", help="Why; wanted where it has a day already.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Move a step to another day, or give it its first. Refused where the days of the law no longer fit before it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.decision_reports.actions.route import set_day
    from frankpledge.domain.decision_reports.queries.route import judged
    from frankpledge.ground import clock

    report, today = _numbered(number, place, by), clock.today()
    step = next((one for one in report.steps.all() if one.order == order), None)
    if step is None:
        raise NotAsked(f"report {number} has no step {order}.", cure="`frankpledge decision-report show` tells them.")
    step.report = report
    moved = set_day(step=step, on=day_of(on, "ON"), reason=reason, by=by)
    lines = _lines(judged(moved, today=today), today)
    if as_json:
        print_json({"number": report.number, "steps": lines})
        return
    print_table(STEPS, [[str(one[column]) for column in STEPS] for one in lines])


@app.command("plan")
@answers_refusals
def plan(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the decisions to come, with what must be public before each and by when."""
    place, by = entered(data, workspace)
    from frankpledge.domain.decision_reports.presenters.lists import plan_listing
    from frankpledge.domain.decision_reports.queries.route import forward_plan
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock

    today = clock.today()
    found = forward_plan(workspace=place, viewer=by, today=today)
    let_list_out(listing=plan_listing(found, today=today), kind="csv", workspace=place, by=by)
    told = [
        {
            "report": at.report.number, "title": at.report.title, "body": at.step.maker, "on": str(at.step.on or ""),
            "what": (one.waiver or one.rule).label if one else "", "by": str(one.by or "") if one else "",
        }
        for at in found
        for one in (at.standings or (None,))
    ]  # fmt: skip
    if as_json:
        print_json({"as_at": str(today), "steps": told})
        return
    print_table(PLANNED, [[str(one[column]) for column in PLANNED] for one in told])


@app.command("days")
@answers_refusals
def days(
    on: Annotated[str, typer.Argument(help="The day of the meeting, such as 2026-04-09.")],
    body: Annotated[
        str, typer.Option("--body", help="cabinet, cabinet_member, council, committee, scrutiny.")
    ] = "cabinet",
    key: Annotated[bool, typer.Option("--key", help="It is a key decision.")] = False,
    private: Annotated[bool, typer.Option("--private", help="A part of it is exempt.")] = False,
    nation: Annotated[str, typer.Option("--nation", help="england or wales.")] = "england",
    as_json: Json = False,
) -> None:
    """Reckon by when what must be public before a meeting, as most councils count. Needs no installation."""
    from frankpledge.statute.council_decisions import deciding_bodies, last_day, rules_for

    if body not in deciding_bodies():
        raise NotAsked(
            f"“{body}” is no body that decides.", where="--body", cure=f"Use {', '.join(deciding_bodies())}."
        )
    meeting = day_of(on, "ON")
    told = [
        {
            "what": one.label, "by": str(last_day(meeting, one.days, one.counts)), "days": one.days,
            "counted": one.counts, "law": one.provision, "unconfirmed": one.doubt or "",
        }
        for one in rules_for(body=body, nation=nation, on=meeting, key=key, private=private)
    ]  # fmt: skip
    if as_json:
        print_json({"on": str(meeting), "body": body, "publications": told})
        return
    columns = ("what", "by", "days", "counted", "law")
    print_table(columns, [[str(one[column]) for column in columns] for one in told])


@app.command("notice")
@answers_refusals
def notice(
    number: Number,
    workspace: Place,
    folder: Annotated[str, typer.Option("--out", help="The folder to write into.")] = ".",
    formats: Annotated[str, typer.Option("--formats", help="html, pdf, docx, odt; several with commas.")] = "html",
    data: Data = "",
) -> None:
    """Write the notice of a key decision for each step of the executive that needs one."""
    place, by = entered(data, workspace)
    from frankpledge.domain.decision_reports.documents import files, key_notice
    from frankpledge.domain.decision_reports.queries.route import way_along
    from frankpledge.ground import clock

    report, today, target = _numbered(number, place, by), clock.today(), Path(folder)
    wanted = [at.step for at in way_along(report, today=today) if any(s.rule.id == "key_notice" for s in at.standings)]
    if not wanted:
        raise NotAsked("no step of this report needs the notice of a key decision.")
    target.mkdir(parents=True, exist_ok=True)
    for step in wanted:
        what = f"key-decision notice, report {report.number}"
        made = files(key_notice(step, today=today), formats.split(","), report=report, what=what, by=by)
        for form, content in made.items():
            path = target / f"{place.slug}-key-decision-notice-{report.number}-step-{step.order}.{form}"
            path.write_bytes(content)
            print(path)
