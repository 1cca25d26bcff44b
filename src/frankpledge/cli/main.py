"""The command line: `frankpledge COMMAND`, one module a family of commands."""

from __future__ import annotations

import typer

from frankpledge import __version__
from frankpledge.cli import (
    action_log,
    alignment,
    api,
    assess,
    attachments,
    attendance,
    audit,
    bodies,
    case_reviews,
    casework,
    counts,
    decisions,
    demo,
    duties,
    elections,
    escalations,
    events,
    evidence,
    founding,
    highlights,
    indicators,
    installation,
    keys,
    levels,
    meetings,
    notices,
    open_data,
    own,
    packs,
    people,
    performance,
    plan_life,
    profile,
    registers,
    returns,
    risks,
    search,
    serious_violence,
    site,
    thread,
    versions,
    weights,
    work_plans,
)
from frankpledge.cli.options import Data, remember_data

app = typer.Typer(
    name="frankpledge",
    help="The working system of a community safety partnership.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    data: Data = "",
    _: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Choose the data folder for the command that follows."""
    remember_data(data)


app.command("init")(installation.init)
app.command("found")(founding.found)
app.command("serve")(installation.serve)
app.command("ingest")(evidence.ingest)
app.command("releases")(evidence.releases)
app.command("withdraw")(own.withdraw)
app.command("template")(own.template)
app.command("mapping")(own.mapping)
app.command("quality")(evidence.quality)
app.command("areas")(evidence.areas)
app.command("counts")(counts.counts)
app.command("assess")(assess.assess)
app.command("profile")(profile.profile)
app.command("search")(search.search)
app.command("highlight-report")(highlights.highlight_report)
app.command("report")(performance.report)
app.command("demo")(demo.demo)
app.command("publish")(site.publish)
app.command("tick")(notices.tick)
app.add_typer(action_log.app, name="actions")
app.add_typer(alignment.app, name="alignment")
app.add_typer(api.app, name="api")
app.add_typer(attachments.app, name="attachments")
app.add_typer(attendance.app, name="attendance")
app.add_typer(audit.app, name="audit")
app.add_typer(performance.app, name="commentary")
app.add_typer(case_reviews.app, name="case-reviews")
app.add_typer(casework.app, name="casework")
app.add_typer(decisions.app, name="decision-report")
app.add_typer(duties.app, name="duties")
app.add_typer(elections.app, name="elections")
app.add_typer(bodies.app, name="bodies")
app.add_typer(keys.app, name="keys")
app.add_typer(levels.app, name="levels")
app.add_typer(escalations.app, name="escalations")
app.add_typer(events.app, name="events")
app.add_typer(meetings.app, name="meetings")
app.add_typer(open_data.app, name="open-data")
app.add_typer(packs.app, name="pack")
app.add_typer(notices.app, name="notices")
app.add_typer(people.app, name="people")
app.add_typer(registers.agreements, name="agreements")
app.add_typer(registers.campaigns, name="campaigns")
app.add_typer(registers.training, name="training")
app.add_typer(indicators.app, name="indicators")
app.add_typer(returns.app, name="returns")
app.add_typer(risks.app, name="risks")
app.add_typer(serious_violence.app, name="serious-violence")
app.add_typer(site.app, name="site")
app.add_typer(thread.app, name="thread")
app.add_typer(versions.app, name="versions")
app.add_typer(weights.app, name="weights")
app.add_typer(plan_life.app, name="plan")  # the app of `plan`, with all of its commands
app.add_typer(work_plans.app, name="work-plans")

if __name__ == "__main__":
    app()
