"""`frankpledge audit verify`: whether anybody changed the record."""

from __future__ import annotations

import typer

from frankpledge.cli.installation import ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json

app = typer.Typer(help="The record of who did what.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """The record of who did what."""


@app.command("verify")
@answers_refusals
def verify(data: Data = "", as_json: Json = False) -> None:
    """Check every chain of the record against its keys and heads. Exit code 2 when anything was tampered with."""
    ready(data)
    from frankpledge.ground.audit.queries import verify as verify_chains

    report = verify_chains()
    if as_json:
        print_json(report.as_json())
    else:
        print(f"{report.events:,} events in {report.chains} chains.")
        for finding in report.findings:
            print(f"Workspace {finding.workspace}, event {finding.number}: {finding.words}")
        print("Nothing was changed." if report.whole else "The record was tampered with, or damaged.")
    if not report.whole:
        raise typer.Exit(2)
