"""`frankpledge risks`: the risk register of a partnership from a terminal, through the same acts as its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import offer_lists
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.risks.models import Risk
    from frankpledge.domain.risks.queries import Line
    from frankpledge.domain.risks.rules import Level
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("number", "risk", "group", "owner", "score", "appetite", "review")
STATES = ("open", "above", "late", "closed", "all")
Number = Annotated[int, typer.Argument(help="The number of the risk in the register.")]
Likelihood = Annotated[int, typer.Option("--likelihood", help="A step of the scale that the group uses, from 1.")]
Impact = Annotated[int, typer.Option("--impact", help="A step of the scale that the group uses, from 1.")]
On = Annotated[str, typer.Option("--on", help="The day, such as 2026-03-31; today if left out.")]

app = typer.Typer(help="What may happen, how bad it would be, and what is done about it.", no_args_is_help=True)
offer_lists(app, "frankpledge.domain.risks.actions.lists.RISKS", of="risks")


def _numbered(number: int, place: Workspace, by: User) -> Risk:
    from frankpledge.domain.risks.queries import risks_of

    found = risks_of(workspace=place, viewer=by).filter(number=number).first()
    if found is None:
        raise NotAsked(f"there is no risk {number} here.", cure="`frankpledge risks list --state all` tells them.")
    return found


def _level(risk: Risk, likelihood: int, impact: int, by: User) -> Level:
    from frankpledge.domain.risks.queries import tolerance_of
    from frankpledge.domain.risks.rules import Level
    from frankpledge.ground import clock

    return Level(tolerance_of(risk.body, viewer=by, on=clock.today()).scheme, likelihood, impact)


@app.command("list")
@answers_refusals
def listed(
    workspace: Place,
    state: Annotated[str, typer.Option("--state", help=f"One of {', '.join(STATES)}.")] = "open",
    on: On = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List risks as on a day, the highest score first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.risks.permissions import GRANTS, Capability
    from frankpledge.domain.risks.presenters.register import listing
    from frankpledge.domain.risks.queries import Choice, chosen, lines_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    if state not in STATES:
        raise NotAsked(f"“{state}” is no state.", where="--state", cure=f"Use one of {', '.join(STATES)}.")
    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    day = day_of(on, "--on") if on else clock.today()
    lines = chosen(lines_of(workspace=place, viewer=by, on=day), Choice(state=state), viewer=by)
    let_list_out(listing=listing(lines, today=day), kind="csv", workspace=place, by=by)
    told = [_told(line) for line in lines]
    if as_json:
        print_json({"as_at": str(day), "risks": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


def _told(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "risk": line.title,
        "group": line.body,
        "owner": line.person or line.organisation,
        "score": line.current.words if line.current else "not scored",
        "moved": line.moved.words,
        "appetite": line.judgement.words,
        "above": line.judgement.above,
        "review": line.review.words,
        "state": line.state.value,
    }


@app.command("raise")
@answers_refusals
def raise_(
    title: Annotated[str, typer.Argument(help="What may happen, in a sentence.")],
    workspace: Place,
    group: Annotated[str, typer.Option("--group", help="The body that looks after it, by its name.")],
    organisation: Annotated[str, typer.Option("--organisation", help="Who owns it, by name.")],
    kind: Annotated[str, typer.Option("--kind", help="people, delivery, partners, money, information, law …")],
    person: Annotated[str, typer.Option("--person", help="The owner, by name.")] = "",
    on: On = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Record a risk under the next number of the register. Score it next."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body, Organisation, Person
    from frankpledge.domain.risks.actions import Described, First, raise_risk
    from frankpledge.ground import clock

    given = Described(
        title=title,
        body=named(Body, group, "--group", place, by),
        organisation=named(Organisation, organisation, "--organisation", place, by),
        person=named(Person, person, "--person", place, by),
        category=kind,
    )
    first = First(day_of(on, "--on") if on else clock.today())
    made = raise_risk(workspace=place, given=given, first=first, by=by)
    if as_json:
        print_json({"number": made.number})
        return
    print(f"Recorded as risk {made.number}.")


@app.command("score")
@answers_refusals
def score(
    number: Number,
    workspace: Place,
    likelihood: Likelihood,
    impact: Impact,
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept beside the score.")],
    kind: Annotated[str, typer.Option("--kind", help="current, inherent or target.")] = "current",
    on: On = "",
    data: Data = "",
) -> None:
    """Score a risk. The score before is kept."""
    place, by = entered(data, workspace)
    from frankpledge.domain.risks.actions import score_risk
    from frankpledge.domain.risks.rules import ScoreKind
    from frankpledge.ground import clock

    if kind not in set(ScoreKind):
        raise NotAsked(f"“{kind}” is no score.", where="--kind", cure="Use current, inherent or target.")
    risk, day = _numbered(number, place, by), day_of(on, "--on") if on else clock.today()
    level = _level(risk, likelihood, impact, by)
    score_risk(risk=risk, kind=ScoreKind(kind), level=level, reason=reason, on=day, by=by)
    print(f"Risk {number} is scored {level.words} ({kind}).")


@app.command("review")
@answers_refusals
def review(
    number: Number,
    workspace: Place,
    words: Annotated[str, typer.Option("--words", help="What was found; also where nothing changed.")],
    following: Annotated[str, typer.Option("--next", help="The day of the next review.")] = "",
    on: On = "",
    data: Data = "",
) -> None:
    """Look at a risk again, and set the next day."""
    place, by = entered(data, workspace)
    from frankpledge.domain.risks.actions import review_risk
    from frankpledge.ground import clock

    day, after = day_of(on, "--on") if on else clock.today(), day_of(following, "--next") if following else None
    made = review_risk(risk=_numbered(number, place, by), words=words, on=day, due_next=after, by=by)
    print(f"Risk {number} is looked at again on {made.due_next}.")


@app.command("close")
@answers_refusals
def close(
    number: Number,
    workspace: Place,
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept.")],
    on: On = "",
    data: Data = "",
) -> None:
    """Close a risk, and say why."""
    place, by = entered(data, workspace)
    from frankpledge.domain.risks.actions import close_risk
    from frankpledge.ground import clock

    day = day_of(on, "--on") if on else clock.today()
    close_risk(risk=_numbered(number, place, by), reason=reason, on=day, by=by)
    print(f"Risk {number} is closed.")
