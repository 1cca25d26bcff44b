"""`frankpledge returns`: rounds of returns from partners, from a terminal, through the same acts as their pages."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.returns.models import Return
    from frankpledge.domain.returns.queries import Line
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("supplier", "round", "due", "standing", "figures", "to look at")
SCORES = ("organisation", "asked", "on time", "late", "missing", "corrected")
STATES = ("late", "asked", "begun", "submitted", "checked", "agreed", "published", "unlocked", "all")
Supplier = Annotated[str, typer.Argument(help="The organisation, by its name.")]
Period = Annotated[str, typer.Option("--round", help="The round, such as 2025/26 Q2.")]

app = typer.Typer(help="Returns from partners: asked, sent, checked, agreed, published.", no_args_is_help=True)


def _found(supplier: str, period: str, place: Workspace, by: User) -> Return:
    """Return the return of a supplier in a round, by their names."""
    from frankpledge.domain.returns.queries import returns_of, round_named

    round_ = round_named(period, workspace=place, viewer=by)
    here = list(returns_of(workspace=place, viewer=by).filter(round=round_))
    found = [one for one in here if one.supplier.name.casefold() == supplier.strip().casefold()]
    if not found:
        known = ", ".join(one.supplier.name for one in here)
        raise NotAsked(f"“{supplier}” was not asked for {round_}.", where="SUPPLIER", cure=f"Use one of: {known}.")
    return found[0]


@app.command("open")
@answers_refusals
def open_round(
    workspace: Place,
    quarter: Annotated[str, typer.Option("--quarter", help="A quarter, such as 2025/26 Q2.")] = "",
    month: Annotated[str, typer.Option("--month", help="A month, such as 2025-07.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Ask every supplier for what is due from it of a quarter or a month."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.rules import Every
    from frankpledge.domain.returns.actions.rounds import open_round as act

    if bool(quarter) == bool(month):
        raise NotAsked("a round is of a quarter or of a month.", where="--quarter", cure="Name one of the two.")
    every = Every.QUARTER if quarter else Every.MONTH
    made = act(workspace=place, every=every, period=quarter or month, by=by)
    count = made.returns.count()
    if as_json:
        print_json({"round": made.name, "returns": count, "links_until": str(made.closes_on)})
        return
    print(
        f"The round {made.name} is open: {count} organisations are asked. `frankpledge returns remind` sends the links."
    )


@app.command("list")
@answers_refusals
def listed(
    workspace: Place,
    period: Annotated[str, typer.Option("--round", help="The round; the newest if left out.")] = "",
    state: Annotated[str, typer.Option("--state", help=f"One of {', '.join(STATES)}.")] = "all",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List the returns of a round, or every late one."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.returns.permissions import GRANTS, Capability
    from frankpledge.domain.returns.presenters.office import listing
    from frankpledge.domain.returns.queries import late_on, line_of, returns_of, round_named, rounds_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    if state not in STATES:
        raise NotAsked(f"“{state}” is no state.", where="--state", cure=f"Use one of {', '.join(STATES)}.")
    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    today = clock.today()
    if state == "late" and not period:
        lines = late_on(workspace=place, viewer=by)
    else:
        newest = rounds_of(workspace=place, viewer=by).first()
        round_ = round_named(period, workspace=place, viewer=by) if period else newest
        found = returns_of(workspace=place, viewer=by).filter(round=round_) if round_ else []
        lines = [line_of(one, on=today) for one in found]
        lines = [one for one in lines if state == "all" or (one.late if state == "late" else one.state == state)]
    made = listing(lines, name="returns", title="Returns", today=today)
    let_list_out(listing=made, kind="csv", workspace=place, by=by)
    if as_json:
        print_json({"as_at": str(today), "returns": [_told(one) for one in lines]})
        return
    print_table(COLUMNS, [[str(value) for value in list(_told(one).values())[: len(COLUMNS)]] for one in lines])


def _told(line: Line) -> dict[str, Any]:
    return {
        "supplier": line.supplier,
        "round": line.round,
        "due": str(line.due_on),
        "standing": line.standing,
        "figures": line.cells,
        "to_look_at": line.questions,
        "state": line.state.value,
        "sent_on": str(line.sent_on or ""),
        "days_late": line.days_late,
        "without_a_figure": line.missing,
        "times_sent": line.times,
    }


@app.command("show")
@answers_refusals
def show(supplier: Supplier, workspace: Place, period: Period, data: Data = "", as_json: Json = False) -> None:
    """Show one return: how it stands, and its figures once they are sent."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.returns.presenters.office import listing
    from frankpledge.domain.returns.queries import line_of
    from frankpledge.domain.returns.queries.figures import figures_of
    from frankpledge.ground import clock

    one = _found(supplier, period, place, by)
    line, figures = line_of(one, on=clock.today()), figures_of(one)
    made = listing([line], name="return", title=f"Return of {one}", today=clock.today())
    let_list_out(listing=made, kind="csv", workspace=place, by=by)
    if as_json:
        print_json({**_told(line), "cells": [each.as_json() for each in figures]})
        return
    print(f"{line.supplier}, {line.round}: {line.standing}, due {line.due_on}.")
    rows = [[each.reference, each.figure, each.number, each.out_of, each.missing] for each in figures]
    print_table(("reference", "figure", "number", "out of", "no figure because"), rows)


@app.command("remind")
@answers_refusals
def remind(workspace: Place, data: Data = "") -> None:
    """Send what waits to every supplier at once, as the digest that reminders are, with a link and no figure."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.jobs import remind_suppliers
    from frankpledge.ground.notices.jobs import deliver

    made = remind_suppliers(workspace=place, by=by)
    deliver()
    print(made.words)


@app.command("send")
@answers_refusals
def send(
    supplier: Supplier,
    workspace: Place,
    period: Period,
    figure: Annotated[list[str], typer.Option("--figure", help="REF=NUMBER, or REF=NUMBER/OF for two numbers.")] = [],  # noqa: B006
    none: Annotated[list[str], typer.Option("--none", help="REF=WHY, where there is no figure.")] = [],  # noqa: B006
    comment: Annotated[list[str], typer.Option("--comment", help="REF=WORDS, beside a figure.")] = [],  # noqa: B006
    explain: Annotated[list[str], typer.Option("--explain", help="REF=WORDS, where a check asks.")] = [],  # noqa: B006
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Send a return in its supplier's name, as somebody there told it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.actions.answering import send_for

    one = _found(supplier, period, place, by)
    sent = send_for(one=one, typed=_typed(one, figure, none, comment, explain), by=by)
    if as_json:
        print_json({"receipt": sent.receipt, "late": sent.late})
        return
    print(f"The return of {one} is sent, receipt {sent.receipt}. Somebody checks it.")


def _typed(
    one: Return, figures: list[str], none: list[str], comments: list[str], explained: list[str]
) -> dict[str, str]:  # fmt: skip
    """Return what was given as the boxes of the page take it."""
    from frankpledge.domain.returns.queries import boxes_of

    boxes = {cell.indicator.reference.casefold(): box for cell, box in zip(one.cells.all(), boxes_of(one), strict=True)}
    typed: dict[str, str] = {}
    options = (
        ("--figure", figures, "nd"), ("--none", none, "m"), ("--comment", comments, "c"), ("--explain", explained, "e"),
    )  # fmt: skip
    for option, given, names in options:
        for told in given:
            reference, _, words = told.partition("=")
            box = boxes.get(reference.strip().casefold())
            if box is None or not words.strip():
                known = ", ".join(boxes)
                raise NotAsked(f"“{told}” is no answer of it.", where=option, cure=f"REF=… with one of: {known}.")
            parts = words.split("/", 1) if option == "--figure" else [words]
            typed |= {box.named(name): part.strip() for name, part in zip(names, parts, strict=False)}
    return typed


@app.command("link")
@answers_refusals
def link(supplier: Supplier, workspace: Place, period: Period, data: Data = "") -> None:
    """Make a link by which a supplier answers, or agrees once its return is checked. It is printed once."""
    place, by = entered(data, workspace)
    from django.conf import settings

    from frankpledge.domain.returns.actions.rounds import make_return_link

    made = make_return_link(one=_found(supplier, period, place, by), by=by)
    print(f"{settings.ADDRESS}{made.path}")


@app.command("hold-against")
@answers_refusals
def hold_against(
    indicator: Annotated[str, typer.Argument(help="The short name of an indicator, such as DA-02.")],
    other: Annotated[str, typer.Argument(help="The short name of another, of the same period.")],
    workspace: Place,
    words: Annotated[str, typer.Option("--words", help="Why, in a sentence that its supplier reads.")],
    low: Annotated[str, typer.Option("--low", help="At least so many times the other.")] = "",
    high: Annotated[str, typer.Option("--high", help="At most so many times the other.")] = "",
    data: Data = "",
) -> None:
    """Hold the figures of two suppliers against each other: what lies outside is asked about."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.queries import indicators
    from frankpledge.domain.returns.actions.rounds import declare_pair

    here = {one.reference.casefold(): one for one in indicators(workspace=place, viewer=by)}
    lost = [name for name in (indicator, other) if name.casefold() not in here]
    if lost:
        raise NotAsked(f"there is no indicator “{lost[0]}”.", where="INDICATOR", cure="Look at the register.")
    bounds = {name: _bound(text, f"--{name}") for name, text in (("low", low), ("high", high))}
    one, two = here[indicator.casefold()], here[other.casefold()]
    declare_pair(workspace=place, indicator=one, other=two, words=words, by=by, **bounds)
    print(f"{one.name} is held against {two.name}.")


def _bound(text: str, where: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise NotAsked(f"“{text}” is no number.", where=where, cure="Write it as 1.5.") from None


@app.command("check")
@answers_refusals
def check(
    supplier: Supplier,
    workspace: Place,
    period: Period,
    words: Annotated[str, typer.Option("--words", help="What you looked at.")] = "",
    data: Data = "",
) -> None:
    """Say that what was sent was looked at and can be taken."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.actions.judging import check_return

    one = check_return(one=_found(supplier, period, place, by), words=words, by=by)
    print(f"The return of {one} is checked. Now the organisation agrees.")


@app.command("agree")
@answers_refusals
def agree(
    supplier: Supplier,
    workspace: Place,
    period: Period,
    who: Annotated[str, typer.Option("--who", help="Who agreed for the organisation, and how.")],
    data: Data = "",
) -> None:
    """Record that the organisation agrees that these are its figures: from now on they are known."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.actions.judging import agree_return

    one = agree_return(one=_found(supplier, period, place, by), as_whom=who, by=by)
    print(f"The return of {one} is agreed. Somebody else than who checked it puts it before the board.")


@app.command("publish")
@answers_refusals
def publish(supplier: Supplier, workspace: Place, period: Period, data: Data = "") -> None:
    """Put the figures of a return before the board: not by whoever checked or agreed them."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.actions.judging import publish_return

    one = publish_return(one=_found(supplier, period, place, by), by=by)
    print(f"The return of {one} stands before the board.")


@app.command("unlock")
@answers_refusals
def unlock(
    supplier: Supplier,
    workspace: Place,
    period: Period,
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept and shown to the supplier.")],
    data: Data = "",
) -> None:
    """Open a return again so that its supplier can correct it. What was known of it stays known."""
    place, by = entered(data, workspace)
    from frankpledge.domain.returns.actions.judging import unlock_return

    one = unlock_return(one=_found(supplier, period, place, by), reason=reason, by=by)
    print(f"The return of {one} is open again.")


@app.command("scorecard")
@answers_refusals
def scorecard(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Show how organisations answer, what goes blank without them, and how much is not from the police."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.returns.permissions import GRANTS, Capability
    from frankpledge.domain.returns.presenters.office import score_listing
    from frankpledge.domain.returns.queries.scorecard import scorecard as scores_of
    from frankpledge.domain.returns.queries.scorecard import shares_not_police
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    today = clock.today()
    scores = scores_of(workspace=place, viewer=by, on=today)
    let_list_out(listing=score_listing(scores, today=today), kind="csv", workspace=place, by=by)
    shares = shares_not_police(workspace=place, on=today)
    if as_json:
        told = [{"quarter": one.quarter, "known": one.known, "not_from_the_police": one.others} for one in shares]
        made = score_listing(scores, today=today)
        print_json({"organisations": [dict(zip(made.head, row, strict=True)) for row in made.rows], "shares": told})
        return
    rows = [[one.organisation, one.asked, one.on_time, one.late, one.missing, one.corrected] for one in scores]
    print_table(SCORES, [[str(value) for value in row] for row in rows])
    for one in shares:
        print(f"{one.quarter}: {one.others} of {one.known} indicators are not from the police.")
