"""`frankpledge alignment`: the partnership's priorities against those of other bodies, from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.alignment.queries import Pair

COLUMNS = ("ours", "plan", "number", "theirs", "verdict", "outdated")
Plan = Annotated[str, typer.Option("--plan", help="The plan of the other body, by its title.")]
Priorities = Annotated[list[str] | None, typer.Option("--priority", help="One of its priorities; may be said often.")]

app = typer.Typer(help="How our priorities stand to the plans of other bodies.", no_args_is_help=True)


@app.command("matrix")
@answers_refusals
def matrix_(
    workspace: Place,
    year: Annotated[str, typer.Option("--year", help="Our plan of which year; the latest if left out.")] = "",
    only: Annotated[str, typer.Option("--only", help="all, conflicts, outdated or unjudged.")] = "all",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Tell how each of ours stands to each of theirs."""
    place, by = entered(data, workspace)
    from frankpledge.domain.alignment.permissions import GRANTS, Capability
    from frankpledge.domain.alignment.presenters import listing
    from frankpledge.domain.alignment.queries import matrix
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    found = matrix(workspace=place, viewer=by, on=clock.today(), year=year)
    chosen = {"all": found.every, "conflicts": found.conflicts, "outdated": found.outdated, "unjudged": found.unjudged}
    if only not in chosen:
        raise NotAsked(f"“{only}” is no part of it.", where="--only", cure=f"Use one of {', '.join(chosen)}.")
    let_list_out(listing=listing(found), kind="csv", workspace=place, by=by)
    told = [_told(one) for one in chosen[only]]
    if as_json:
        print_json({"as_at": str(found.on), "pairs": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


def _told(one: Pair) -> dict[str, Any]:
    return {
        "ours": one.ours.name,
        "ours_id": str(one.ours.pk),
        "plan": one.theirs.plan.title,
        "number": one.theirs.number,
        "theirs": one.theirs.name,
        "verdict": one.stands.verdict.value if one.stands.verdict else "not judged",
        "reason": one.stands.reason,
        "outdated": "; ".join(one.stands.outdated),
    }


@app.command("add")
@answers_refusals
def add(
    title: Annotated[str, typer.Argument(help="The title of the plan, with its years.")],
    workspace: Place,
    kind: Annotated[str, typer.Option("--kind", help="police_and_crime, health_and_wellbeing, council, other …")],
    owner: Annotated[str, typer.Option("--owner", help="Whose it is, by name.")],
    source: Annotated[str, typer.Option("--source", help="Where it was read: an address, or a paper.")],
    starts: Annotated[str, typer.Option("--from", help="Its first day, such as 2025-04-01.")] = "",
    ends: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    priority: Priorities = None,
    data: Data = "",
) -> None:
    """Write down a plan of another body, with its priorities."""
    place, by = entered(data, workspace)
    from frankpledge.domain.alignment.actions import PlanFacts, add_plan, add_priority
    from frankpledge.domain.bodies.models import Organisation

    first, last = (day_of(text, where) if text else None for text, where in ((starts, "--from"), (ends, "--to")))
    given = PlanFacts(kind, title, named(Organisation, owner, "--owner", place, by), source, first, last)
    made = add_plan(workspace=place, given=given, by=by)
    for name in priority or ():
        add_priority(plan=made, name=name, by=by)
    print(f"“{made}” is written down, with {len(priority or ())} priorities.")


@app.command("judge")
@answers_refusals
def judge(
    ours: Annotated[str, typer.Argument(help="Our priority, by the identifier that `matrix --json` tells.")],
    number: Annotated[int, typer.Argument(help="The number of their priority in its plan.")],
    workspace: Place,
    plan: Plan,
    verdict: Annotated[str, typer.Option("--verdict", help="supports, overlaps, conflicts or none.")],
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept with the judgement.")],
    data: Data = "",
) -> None:
    """Say how one of ours stands to one of theirs."""
    place, by = entered(data, workspace)
    from frankpledge.domain.alignment.actions import judge as act
    from frankpledge.domain.alignment.queries import matrix
    from frankpledge.domain.alignment.rules import Verdict
    from frankpledge.ground import clock

    if verdict not in set(Verdict):
        raise NotAsked(f"“{verdict}” is no verdict.", where="--verdict", cure=f"Use one of {', '.join(Verdict)}.")
    wanted = (_uuid(ours), plan, number)
    found = matrix(workspace=place, viewer=by, on=clock.today()).every
    pair = next((one for one in found if (one.ours.pk, one.theirs.plan.title, one.theirs.number) == wanted), None)
    if pair is None:
        raise NotAsked("there is no such pair.", where="ours", cure="`frankpledge alignment matrix --json` tells them.")
    act(ours=pair.ours, theirs=pair.theirs, verdict=Verdict(verdict), reason=reason, by=by)
    print(f"{pair.ours.name} and {pair.theirs.name}: {Verdict(verdict).label.lower()}.")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotAsked(f"“{text}” is no priority.", where="ours", cure="`matrix --json` tells them.") from None
