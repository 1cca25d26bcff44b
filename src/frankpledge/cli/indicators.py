"""`frankpledge indicators`: the register and its values from a terminal, through the same acts as the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli import indicator_lists, indicator_words
from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import offer_lists
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.indicators.models import Indicator
    from frankpledge.domain.indicators.queries.overview import Line
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("reference", "indicator", "period", "figure", "signal", "position", "data")
Reference = Annotated[str, typer.Argument(help="The short name of the indicator, such as DA-03.")]
Period = Annotated[str, typer.Argument(help="2025/26 Q2, September 2025, 2025/26, or 2025-07-01 to 2025-09-30.")]

app = typer.Typer(help="How the partnership does: indicators, their values, three judgements.", no_args_is_help=True)
offer_lists(app, "frankpledge.domain.indicators.actions.lists.VALUES", of="values")
app.add_typer(indicator_lists.register, name="register")
app.add_typer(indicator_lists.by_period, name="by-period")
app.command("order")(indicator_lists.order)
app.command("reword")(indicator_words.reword)


def _found(reference: str, place: Workspace, by: User) -> Indicator:
    from frankpledge.domain.indicators.queries import indicators

    found = indicators(workspace=place, viewer=by).filter(reference=reference).first()
    if found is None:
        raise NotAsked(f"there is no indicator {reference} here.", cure="`frankpledge indicators list` tells them.")
    return found


def _told(line: Line) -> dict[str, Any]:
    judged = line.judged
    return {
        "reference": line.indicator.reference,
        "indicator": line.indicator.name,
        "period": line.shown.label,
        "figure": line.printed,
        "missing": line.shown.missing,
        "signal": judged.signal.said,
        "position": judged.position.said,
        "data": judged.quality.said,
        "why": {"signal": judged.signal.note, "position": judged.position.note, "data": judged.quality.note},
    }


def _listed(place: Workspace, by: User, *, as_known: str, quarter: str, as_json: bool) -> None:
    from frankpledge.analysis.periods import Quarter
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.indicators.permissions import GRANTS, Capability
    from frankpledge.domain.indicators.queries.overview import overview
    from frankpledge.domain.indicators.queries.values import moment_of
    from frankpledge.domain.performance.presenters.overview import listing
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    moment = moment_of(day_of(as_known, "--on")) if as_known else None
    try:
        until = Quarter.parse(quarter).window.last.last_day if quarter else None
    except ValueError as wrong:
        raise NotAsked(f"“{quarter}” is no quarter.", where="--quarter", cure="Write it as 2025/26 Q2.") from wrong
    lines = overview(workspace=place, viewer=by, as_known=moment, until=until)
    let_list_out(listing=listing(lines, today=clock.today()), kind="csv", workspace=place, by=by)
    told = [_told(line) for line in lines]
    if as_json:
        print_json({"as_known": as_known or str(clock.today()), "indicators": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


Quarter = Annotated[str, typer.Option("--quarter", help="Such as 2025/26 Q2; the newest that is due if left out.")]


@app.command("list")
@answers_refusals
def list_(workspace: Place, quarter: Quarter = "", data: Data = "", as_json: Json = False) -> None:
    """List every indicator with its figure and the three judgements."""
    place, by = entered(data, workspace)
    _listed(place, by, as_known="", quarter=quarter, as_json=as_json)


@app.command("as-known")
@answers_refusals
def as_known(
    on: Annotated[str, typer.Argument(help="The day, such as 2025-12-02.")], workspace: Place, quarter: Quarter = "",
    data: Data = "", as_json: Json = False,
) -> None:  # fmt: skip
    """List every indicator as it was known on a day."""
    place, by = entered(data, workspace)
    _listed(place, by, as_known=on, quarter=quarter, as_json=as_json)


@app.command("show")
@answers_refusals
def show(reference: Reference, workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Show one indicator: its windows, its definitions, what is aimed at, and what was revised."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.queries.sheet import sheet_of
    from frankpledge.domain.performance.presenters.tables import definitions, revisions_table

    sheet = sheet_of(_found(reference, place, by))
    if sheet is None:
        raise NotAsked(f"{reference} has no definition.", cure="Define it on its page.")
    line = sheet.line
    series = [
        {"period": one.label, "figure": None if one.figure is None else float(one.figure), "missing": one.missing}
        for one in line.series
    ]
    if as_json:
        print_json({**_told(line), "series": series})
        return
    print_table(COLUMNS, [[str(_told(line)[column]) for column in COLUMNS]])
    print_table(("period", "figure"), [[str(one["period"]), str(one["figure"] or one["missing"])] for one in series])
    tables = [definitions(sheet.definitions)]
    tables += [revisions_table(sheet.revised, line.definition)] if sheet.revised else []
    for table in tables:
        print_table(tuple(one.head for one in table.columns), [[str(cell) for cell in row.cells] for row in table.rows])


@app.command("add")
@answers_refusals
def add(
    reference: Reference,
    name: Annotated[str, typer.Argument(help="What is measured.")],
    workspace: Place,
    measure: Annotated[str, typer.Option("--measure", help="count, share, rate or mean.")],
    numerator: Annotated[str, typer.Option("--numerator", help="What is counted.")],
    since: Annotated[str, typer.Option("--since", help="The day from which the definition holds.")],
    denominator: Annotated[str, typer.Option("--of", help="Of what; none for a count.")] = "",
    per: Annotated[int, typer.Option("--per", help="Per how many, for a rate.")] = 1,
    unit: Annotated[str, typer.Option("--unit", help="What the figure is of.")] = "",
    polarity: Annotated[str, typer.Option("--better", help="smaller, bigger, neither or not_stated.")] = "not_stated",
    source: Annotated[str, typer.Option("--source", help="Whose numbers.")] = "not stated",
    every: Annotated[str, typer.Option("--every", help="month, quarter, year or wave.")] = "quarter",
    window: Annotated[str, typer.Option("--window", help="itself, quarter, rolling_year …")] = "itself",
    supplier: Annotated[str, typer.Option("--supplier", help="An organisation, by name.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Put an indicator into the register with its first definition."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Organisation
    from frankpledge.domain.indicators.actions import Defined, register_indicator
    from frankpledge.domain.indicators.rules import Every, Measure, Origin, Polarity, WindowKind

    kinds = {"--measure": (Measure, measure), "--better": (Polarity, polarity), "--every": (Every, every)}
    for option, (kind, said) in {**kinds, "--window": (WindowKind, window)}.items():
        if said not in set(kind):
            told = ", ".join(one.value for one in kind)
            raise NotAsked(f"“{said}” is not known.", where=option, cure=f"Use one of {told}.")
    defined = Defined(
        since=day_of(since, "--since"), words=name, measure=Measure(measure), numerator=numerator,
        denominator=denominator, per=per, unit=unit, polarity=Polarity(polarity), source=source,
        origin=Origin.RETURNS, every=Every(every), window=WindowKind(window),
    )  # fmt: skip
    whose = named(Organisation, supplier, "--supplier", place, by) if supplier else None
    made = register_indicator(workspace=place, reference=reference, name=name, defined=defined, supplier=whose, by=by)
    _say({"reference": made.reference, "id": str(made.pk)}, f"{made.reference} is in the register.", as_json)


@app.command("record")
@answers_refusals
def record(
    reference: Reference,
    period: Period,
    workspace: Place,
    numerator: Annotated[str, typer.Option("--numerator", help="The first number.")] = "",
    denominator: Annotated[str, typer.Option("--denominator", help="The second number.")] = "",
    missing: Annotated[str, typer.Option("--missing", help="Why there is no number.")] = "",
    because: Annotated[str, typer.Option("--because", help="Why it is another value now.")] = "",
    status: Annotated[str, typer.Option("--status", help="provisional, revised, final or printed.")] = "provisional",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write down what is known of a period; what was known before stays."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions import Written, record_value
    from frankpledge.domain.indicators.rules import Numbers, Status
    from frankpledge.domain.indicators.rules.reading import read_period

    found, days = _found(reference, place, by), read_period(period)
    if days is None or status not in set(Status):
        where = "PERIOD" if days is None else "--status"
        raise NotAsked(f"“{period if days is None else status}” is not known.", where=where, cure="See --help.")
    numbers = Numbers(_number(numerator, "--numerator"), _number(denominator, "--denominator"), None, missing)
    made = record_value(indicator=found, written=Written(*days, numbers, status=Status(status), because=because), by=by)
    _say({"value": str(made.pk)}, f"Written down as value {made.pk}.", as_json)


@app.command("publish")
@answers_refusals
def publish(
    value: Annotated[str, typer.Argument(help="The value, as `record` names it.")], workspace: Place, data: Data = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Put a value before the board: somebody else than who wrote it down."""
    place, by = entered(data, workspace)
    from django.core.exceptions import ValidationError

    from frankpledge.domain.indicators.actions import publish_value
    from frankpledge.domain.indicators.queries.values import value_of

    try:
        row = value_of(value, workspace=place, viewer=by)
    except ValidationError:
        row = None
    if row is None:
        raise NotAsked(f"there is no value {value} here.", cure="`frankpledge indicators record` names it.")
    publish_value(value=row, by=by)
    _say({"value": value}, "It stands before the board.", as_json)


@app.command("refresh")
@answers_refusals
def refresh(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Count every indicator that comes from the evidence from what was loaded since the last time."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions.evidence import refresh_indicator
    from frankpledge.domain.indicators.queries.overview import overview
    from frankpledge.domain.indicators.rules import Origin

    lines = [one for one in overview(workspace=place, viewer=by) if one.definition.origin == Origin.EVIDENCE]
    told = {one.indicator.reference: refresh_indicator(indicator=one.indicator, by=by) for one in lines}
    if as_json:
        print_json({"new": told})
        return
    print_table(("reference", "new values"), [[name, str(count)] for name, count in told.items()])


@app.command("export")
@answers_refusals
def export(
    out: Annotated[Path, typer.Argument(help="Where to: a .csv, .xlsx or .ods file.")],
    workspace: Place,
    data: Data = "",
) -> None:
    """Write every value as last known to a file that `import` takes again."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.permissions import Capability
    from frankpledge.domain.performance.presenters.values import values_listing

    indicator_lists.exported(out, values_listing, Capability.RECORD, place, by)


def _number(text: str, where: str) -> Any:
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise NotAsked(f"“{text}” is no number.", where=where, cure="Write digits.") from None


def _say(told: dict[str, str], words: str, as_json: bool) -> None:
    if as_json:
        print_json(told)
    else:
        typer.echo(words)
