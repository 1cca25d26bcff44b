"""`frankpledge report` and `frankpledge commentary`: reports of performance and what is said of indicators."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of
from frankpledge.cli.indicators import app as of_indicators
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.commentaries.models import Commentary
    from frankpledge.domain.indicators.models import Indicator
    from frankpledge.domain.reports.queries.material import Wanted
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.ground.documents.blocks import Document

COLUMNS = ("indicator", "period", "figure", "signal", "commentary")

app = typer.Typer(help="What is said of indicators: what happened, why, and what next.", no_args_is_help=True)
Reference = Annotated[str, typer.Argument(help="The short name of the indicator, such as NC-01.")]
Until = Annotated[str, typer.Option("--until", help="The last day of the period; the newest period if left out.")]


@answers_refusals
def report(
    kind: Annotated[str, typer.Argument(help="board, delivery, county, theme or year.")],
    workspace: Place,
    quarter: Annotated[str, typer.Option("--quarter", help="Such as 2025/26 Q2.")] = "",
    month: Annotated[str, typer.Option("--month", help="Such as 2025-09.")] = "",
    half: Annotated[str, typer.Option("--half", help="Such as 2025/26 H1.")] = "",
    year: Annotated[str, typer.Option("--year", help="Such as 2025/26.")] = "",
    theme: Annotated[str, typer.Option("--theme", help="The priority of a thematic report.")] = "",
    known: Annotated[str, typer.Option("--as-known", help="A day: all of it as it was known on that day.")] = "",
    words_now: Annotated[
        bool, typer.Option("--words-now", help="With --as-known: commentary and registers as they stand now.")
    ] = False,
    formats: Annotated[str, typer.Option("--formats", help="All, or some of html,pdf,docx,odt,pptx,xlsx.")] = "",
    out: Annotated[str, typer.Option("--out", help="A folder to write into.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Make a report of performance in every format; one that was drafted is made as it was drafted or approved."""
    place, by = entered(data, workspace)
    said = next((one for one in (quarter, month, half, year) if one), "")
    wanted = _wanted(kind, said, theme, known, place, by)
    wanted = wanted if words_now or not known else replace(wanted, said_at=wanted.known_at)
    document = _document(wanted, place, by, anew=bool(known))
    folder = Path(out) if out else Path()
    paths = _written(document, kind, formats, folder) if out else []
    told = {"title": document.title, "known": str(document.cut_off), "figures": len(document.figures)}
    if as_json:
        print_json({**told, "status": document.status, "files": [str(path) for path in paths]})
        return
    print(f"{document.title}, {document.status.lower()}: {told['figures']} figures as known on {told['known']}.")
    for path in paths:
        print(path)


def _wanted(kind: str, said: str, theme: str, known: str, place: Workspace, by: User) -> Wanted:
    from frankpledge.domain.reports import rules
    from frankpledge.domain.reports.permissions import GRANTS, Capability
    from frankpledge.domain.reports.queries import cut_off, themes
    from frankpledge.domain.reports.queries.material import Wanted
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    template = rules.template(kind)
    period = rules.period(template.every, said) if said else rules.last_ended(template.every, clock.today())
    rules.check_period(period, today=clock.today())
    chosen = rules.check_theme(template, theme, themes(workspace=place, viewer=by, on=period.ends))
    now = clock.now()
    at = rules.check_known(min(cut_off(day_of(known, "--as-known")), now) if known else now, now=now)
    return Wanted(template, period, at, chosen)


def _document(wanted: Wanted, place: Workspace, by: User, *, anew: bool) -> Document:
    """Return the report that was drafted for the period; made at once where there is none, or as known on a day."""
    from frankpledge.domain.reports.documents import drafted_or_made

    return drafted_or_made(wanted, workspace=place, by=by, anew=anew)


def _written(document: Document, kind: str, formats: str, folder: Path) -> list[Path]:
    from frankpledge.ground.documents.formats import FORMATS, rendered

    wanted = [one.strip() for one in formats.split(",") if one.strip()] or list(FORMATS)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in rendered(document, wanted).items():
        path = folder / f"{kind}-report-{document.cut_off}.{name}"
        path.write_bytes(content)
        paths.append(path)
    return paths


@of_indicators.command("publish-waiting")
@answers_refusals
def publish_waiting(
    workspace: Place,
    references: Annotated[
        list[str] | None, typer.Argument(help="Indicators by their short names; all without.")
    ] = None,
    look: Annotated[bool, typer.Option("--look", help="Only list what waits.")] = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Put before the board what waits for a second person: what somebody else than you wrote down."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions import publishing
    from frankpledge.domain.reports.queries.unseen import to_publish, waiting_words

    wanted = [_indicator(one, place, by).pk for one in references or ()]
    found = [one for one in to_publish(workspace=place, viewer=by) if not wanted or one.indicator.pk in wanted]
    waits = [waiting_words(one) for one in found]
    asked = [] if look else [one.indicator for one in found]
    count = publishing.publish_waiting(workspace=place, indicators=asked, by=by)
    if as_json:
        print_json({"waiting": waits, "published": count})
        return
    print("\n".join(waits) or "Nothing waits that somebody else than you wrote down.")
    print(f"Values put before the board: {count}.")


@app.command("list")
@answers_refusals
def listed(workspace: Place, until: Until = "", data: Data = "", as_json: Json = False) -> None:
    """List the indicators whose signal asks for a commentary, and where each stands."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.permissions import GRANTS, Capability
    from frankpledge.domain.commentaries.queries import asked_for
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    day = day_of(until, "--until") if until else None
    told = [
        {
            "indicator": one.line.indicator.reference, "name": one.line.indicator.name, "period": one.line.shown.label,
            "figure": one.line.printed, "signal": one.line.judged.signal.said, "commentary": one.state,
        }
        for one in asked_for(workspace=place, viewer=by, until=day)
    ]  # fmt: skip
    if as_json:
        print_json({"asked": told})
        return
    print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


@app.command("write")
@answers_refusals
def write(
    reference: Reference,
    workspace: Place,
    happened: Annotated[str, typer.Option("--happened", help="What happened; {now} is the figure.")],
    why: Annotated[str, typer.Option("--why", help="What may explain it.")] = "",
    next_: Annotated[str, typer.Option("--next", help="What is done next.")] = "",
    until: Until = "",
    send: Annotated[bool, typer.Option("--send", help="Send it for approval at once.")] = False,
    data: Data = "",
) -> None:
    """Write what is said of an indicator in a period."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.actions import send_commentary, write_commentary
    from frankpledge.domain.commentaries.rules import Words

    day = day_of(until, "--until") if until else None
    one = _indicator(reference, place, by)
    made = write_commentary(indicator=one, until=day, words=Words(happened, why, next_), by=by)
    if send:
        send_commentary(commentary=made, by=by)
    print(f"Commentary on {one.name} to {made.ends}: {made.state}.")


@app.command("show")
@answers_refusals
def show(reference: Reference, workspace: Place, until: Until = "", data: Data = "", as_json: Json = False) -> None:
    """Show what is said of an indicator in a period, its figures printed, and how far it has come."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.presenters import printed

    one = _said(reference, until, place, by)
    parts = {name: printed(getattr(one, name), one.figures) for name in ("happened", "why", "next")}
    told = {"indicator": one.indicator.reference, "until": str(one.ends), "state": one.state, **parts}
    told["returned_because"] = one.returned_because
    if as_json:
        print_json(told)
        return
    print("\n".join(f"{name}: {words}" for name, words in told.items() if words))


@app.command("send")
@answers_refusals
def send(reference: Reference, workspace: Place, until: Until = "", data: Data = "") -> None:
    """Send what is said of an indicator to whoever may approve it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.actions import send_commentary

    one = send_commentary(commentary=_said(reference, until, place, by), by=by)
    print(f"Commentary on {one.indicator.name} to {one.ends}: sent for approval.")


@app.command("approve")
@answers_refusals
def approve(reference: Reference, workspace: Place, until: Until = "", data: Data = "") -> None:
    """Approve what another wrote of an indicator."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.actions import approve_commentary

    one = _said(reference, until, place, by)
    text = approve_commentary(commentary=one, by=by)
    print(f"Commentary on {one.indicator.name} to {one.ends}: text {text.number} is approved.")


Why = Annotated[str, typer.Option("--reason", help="Why, in a sentence: it is kept and shown.")]


@app.command("return")
@answers_refusals
def return_(reference: Reference, workspace: Place, reason: Why, until: Until = "", data: Data = "") -> None:
    """Return what another wrote of an indicator, with what is wrong in it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.actions import return_commentary

    one = return_commentary(commentary=_said(reference, until, place, by), reason=reason, by=by)
    print(f"Commentary on {one.indicator.name} to {one.ends}: returned to draft.")


@app.command("reopen")
@answers_refusals
def reopen(reference: Reference, workspace: Place, reason: Why, until: Until = "", data: Data = "") -> None:
    """Open an approved commentary to write it anew; what was approved stays."""
    place, by = entered(data, workspace)
    from frankpledge.domain.commentaries.actions import reopen_commentary

    one = reopen_commentary(commentary=_said(reference, until, place, by), reason=reason, by=by)
    print(f"Commentary on {one.indicator.name} to {one.ends}: a draft again.")


def _said(reference: str, until: str, place: Workspace, by: User) -> Commentary:
    """Return what is said of an indicator in a period, the newest without one."""
    from frankpledge.domain.commentaries.queries import commentaries_of

    one = _indicator(reference, place, by)
    found: Any = commentaries_of(workspace=place, viewer=by).filter(indicator=one)
    made: Commentary | None = found.filter(ends=day_of(until, "--until")).first() if until else found.first()
    if made is None:
        raise NotAsked(f"nothing is said of {one.name}.", where="--until", cure="`frankpledge commentary list` tells.")
    return made


def _indicator(reference: str, place: Workspace, by: User) -> Indicator:
    from frankpledge.domain.indicators.queries import indicators

    found = indicators(workspace=place, viewer=by).filter(reference__iexact=reference.strip()).first()
    if found is None:
        raise NotAsked(f"there is no indicator “{reference}”.", where="REFERENCE", cure="Look at the register.")
    return found
