"""`frankpledge events`: the installation's register of changes of recording and other events, heeded by everyone."""

from __future__ import annotations

from typing import Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

app = typer.Typer(help="Events that bend a series for every partnership here.", no_args_is_help=True)


@app.callback()
def events() -> None:
    """Events that bend a series for every partnership here."""


@app.command("list")
@answers_refusals
def listed(data: Data = "", as_json: Json = False) -> None:
    """List the installation's own events, the withdrawn ones too."""
    ready(data)
    from frankpledge.domain.evidence.queries.events import installation_events

    rows = [
        {
            "event": str(row.pk),
            "kind": row.kind,
            "first": row.first,
            "last": row.last,
            "force": row.force or "all",
            "types": row.types,
            "words": row.words,
            "source": row.source,
            "withdrawn": row.withdrawn_because,
        }
        for row in installation_events()
    ]
    if as_json:
        print_json({"events": rows})
        return
    columns = ("event", "kind", "first", "last", "force", "words", "withdrawn")
    print_table(columns, [[row[column] for column in columns] for row in rows])


@app.command("add")
@answers_refusals
def add(
    words: Annotated[str, typer.Argument(help="What happened, as charts will say it.")],
    first: Annotated[str, typer.Option("--from", help="The month, such as 2025-03.")],
    source: Annotated[str, typer.Option("--source", help="Who says so, and where it is written.")],
    last: Annotated[str, typer.Option("--to", help="The last month; left out for a single month, or a step.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="recording, event (an unusual time) or mark.")] = "recording",
    force: Annotated[str, typer.Option("--force", help="The police force; all of them when left out.")] = "",
    types: Annotated[list[str] | None, typer.Option("--type", help="A type of crime; all when left out.")] = None,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Register an event for every partnership here."""
    folder = ready(data)
    from frankpledge.domain.evidence.actions import EventFacts, register_event
    from frankpledge.domain.evidence.queries.events import slug_of_force

    facts = EventFacts(
        kind=kind,
        first=first,
        last=last,
        words=words,
        source=source,
        force=slug_of_force(force) if force else "",
        types=tuple(types or ()),
    )
    event = register_event(workspace=None, facts=facts, by=operator(folder))
    if as_json:
        print_json({"event": str(event.pk)})
    else:
        print(f"Registered {event.pk}: {event.words}, {event.first}.")


@app.command("withdraw")
@answers_refusals
def withdraw(
    event: Annotated[str, typer.Argument(help="The event, as `events list` names it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it does not hold.")],
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Withdraw an event: nothing heeds it any more, and the register keeps it with the reason."""
    folder = ready(data)
    from frankpledge.domain.evidence.actions import withdraw_event
    from frankpledge.domain.evidence.queries.events import installation_event

    gone = withdraw_event(event=installation_event(event), reason=reason, by=operator(folder))
    if as_json:
        print_json({"event": str(gone.pk), "withdrawn": gone.withdrawn_because})
    else:
        print(f"Withdrawn: {gone.words}, {gone.first}.")
