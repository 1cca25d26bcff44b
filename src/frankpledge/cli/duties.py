"""`frankpledge duties`: how a partnership's duties stand, the assurance statement, and the records of the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.domain.duties.queries.register import Owed, Position
    from frankpledge.ground.accounts.models import User, Workspace

EVERY = "html,pdf,docx,odt"
Place = Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")]
Year = Annotated[str, typer.Option("--year", help="The year, such as 2025/26. Default: the running one.")]
On = Annotated[str, typer.Option("--on", help="The day, such as 2026-03-02.")]

app = typer.Typer(help="What the law asks of a partnership, and how it stands.", no_args_is_help=True)


class NotAsked(Refusal):
    """What was typed is no question about duties."""


def _stands(data: str, workspace: str, year: str) -> tuple[Position, Workspace, User]:
    """Return how the duties of a workspace stand, for the operator, who must be allowed to see it."""
    place, by = entered(data, workspace)
    from frankpledge.domain.duties.permissions import GRANTS, Capability
    from frankpledge.domain.duties.queries.register import position
    from frankpledge.domain.duties.rules import year_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    today = clock.today()
    return position(workspace=place, year=year_of(year, today=today), today=today), place, by


@app.command("list")
@answers_refusals
def listed(
    workspace: Place,
    year: Year = "",
    state: Annotated[str, typer.Option("--state", help="late, due, not_evidenced, met; or open.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List what is owed in a year, the most pressing first."""
    found, place, by = _stands(data, workspace, year)
    from frankpledge.domain.disclosure.actions import release
    from frankpledge.domain.disclosure.rules import Audience
    from frankpledge.domain.duties.queries.register import NEEDS, Wanted
    from frankpledge.statute.obligations import State

    if state and state not in (NEEDS, *State):
        known = ", ".join((NEEDS, *(one.value for one in State)))
        raise NotAsked(f"“{state}” is no state of a duty.", where="--state", cure=f"Use one of {known}.")
    wanted = Wanted(state=state)
    owed = [one for one in found.owed if wanted.holds(one, today=found.today, viewer=by.pk)]
    release(audience=Audience.WORKSPACE, cells=(), what=f"duties {found.year}, by command", workspace=place, by=by)
    if as_json:
        print_json({"year": str(found.year), "as_at": str(found.today), "duties": [_line(one) for one in owed]})
        return
    columns = ("duty", "title", "for", "due", "state", "owner")
    print_table(columns, [[_line(one)[column] for column in columns] for one in owed])


def _line(one: Owed) -> dict[str, Any]:
    from frankpledge.domain.duties.presenters.words import for_words
    from frankpledge.statute.reckoning import reckoning

    obligation, duty = one.obligation, one.duty
    return {
        "duty": duty.id,
        "title": duty.title,
        "key": obligation.key,
        "for": for_words(one),
        "due": str(obligation.due or ""),
        "state": obligation.state.value,
        "days": obligation.days,
        "late_by": obligation.late_by,
        "owner": one.owner,
        "evidence": [{"on": str(shown.on), "words": shown.words, "held": shown.held} for shown in one.evidence],
        "reckoning": reckoning(obligation),
        "why": obligation.why_not,
        "provision": duty.provision,
        "confidence": duty.confidence,
        "unconfirmed": duty.unconfirmed,
    }


@app.command("statement")
@answers_refusals
def statement(
    folder: Annotated[str, typer.Argument(help="The folder to write into.")],
    workspace: Place,
    year: Year = "",
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write the assurance statement of a year as the duties stand today."""
    found, place, by = _stands(data, workspace, year)
    from frankpledge.domain.duties.documents import FORMS, write_statement

    wanted = [form.strip() for form in formats.split(",") if form.strip()]
    unknown = [form for form in wanted if form not in FORMS]
    if unknown or not wanted:
        raise NotAsked(f"No statement is written as “{', '.join(unknown)}”.", where="--formats", cure=f"Use {EVERY}.")
    paths = write_statement(found, place, formats=wanted, folder=Path(folder), by=by)
    if as_json:
        print_json({"year": str(found.year), "files": [str(path) for path in paths]})
        return
    for path in paths:
        print(path)


@app.command("evidence")
@answers_refusals
def evidence(
    duty: Annotated[str, typer.Argument(help="The duty, such as CSP-13.")],
    words: Annotated[str, typer.Argument(help="What it is, such as: minutes of the board, item 4.")],
    workspace: Place,
    on: On,
    key: Annotated[str, typer.Option("--for", help="What it is for: the key in `duties list --json`.")] = "",
    address: Annotated[str, typer.Option("--address", help="Where it stands.")] = "",
    file: Annotated[str, typer.Option("--file", help="A file to keep with it.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Record what proves that a duty was met."""
    when = _day(on, "--on")
    place, by = entered(data, workspace)
    from frankpledge.domain.duties.actions import record_evidence
    from frankpledge.domain.duties.rules import Given, Upload

    sent = Upload(Path(file).name, Path(file).read_bytes()) if file else None
    given = Given(words=words, on=when, address=address, file=sent)
    row = record_evidence(workspace=place, duty=duty, key=key, given=given, by=by)
    if as_json:
        print_json({"evidence": str(row.pk), "duty": row.duty, "key": row.key})
    else:
        print(f"Recorded {row.pk}: {row.words}, for {row.duty}{f' {row.key}' if row.key else ''}.")


@app.command("event")
@answers_refusals
def event(
    kind: Annotated[str, typer.Argument(help="What happened; `duties kinds` lists them.")],
    words: Annotated[str, typer.Argument(help="In a few words, without names.")],
    workspace: Place,
    on: On,
    given: Annotated[str, typer.Option("--names", help="The day that it names itself, where it does.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Record that something happened that starts a clock, and say what is due by when."""
    when = _day(on, "--on")
    place, by = entered(data, workspace)
    from frankpledge.domain.duties.actions import record_event
    from frankpledge.domain.duties.presenters.duty import started_by
    from frankpledge.domain.duties.queries.kept import duties_of

    named = _day(given, "--names") if given else None
    row = record_event(workspace=place, kind=kind, on=when, words=words, given=named, by=by)
    started = [{"duty": one.words, "due": one.note} for one in started_by(row, duties_of(place), place.slug)]
    if as_json:
        print_json({"event": str(row.pk), "started": started})
        return
    print(f"Recorded {row.pk}: {row.words}.")
    for one in started:
        print(f"{one['duty']}: {one['due']}")


@app.command("kinds")
@answers_refusals
def kinds(as_json: Json = False) -> None:
    """List the kinds of event that start a clock."""
    from frankpledge.statute.duties import event_kinds

    rows = [{"kind": one.id, "what": one.label, "names": one.asks or ""} for one in event_kinds().values()]
    if as_json:
        print_json({"kinds": rows})
    else:
        print_table(("kind", "what", "names"), [list(row.values()) for row in rows])


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAsked(f"“{text}” is not a day.", where=where, cure="Write it as 2026-03-02.") from None
