"""`frankpledge weights`: the scales that offences are weighed by, published and a partnership's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

app = typer.Typer(
    help="Weights of offences: list the published scales, load a partnership's own.", no_args_is_help=True
)

HEADS = ("scale", "kind", "dated", "rows", "confirmed")


@app.command("list")
@answers_refusals
def listed(data: Data = "", as_json: Json = False) -> None:
    """List the published scales with how many of their rows are used."""
    ready(data)
    from frankpledge.statute.weights import offence_weights, schemes

    rows = [
        {
            "scale": each.id,
            "name": each.name,
            "kind": each.kind,
            "dated": each.dated,
            "price_year": each.price_year,
            "rows": len(offence_weights(each.id)),
            "confirmed": sum(row.status == "confirmed" for row in offence_weights(each.id)),
            "licence": each.licence,
        }
        for each in schemes()
    ]
    if as_json:
        print_json({"scales": rows})
        return
    print_table(HEADS, [[row[head] for head in HEADS] for row in rows])


@app.command("load")
@answers_refusals
def load(
    path: Annotated[str, typer.Argument(help="A CSV file with the columns offence and weight.")],
    workspace: Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")],
    name: Annotated[str, typer.Option("--name", help="What the set is called.")],
    unit: Annotated[str, typer.Option("--unit", help="What a weight counts, such as days of sentence.")],
    source: Annotated[str, typer.Option("--source", help="Who made the weights, and when.")],
    licence: Annotated[str, typer.Option("--licence", help="On what terms they may be used.")],
    kind: Annotated[str, typer.Option("--kind", help="harm or cost.")] = "harm",
    by: Annotated[str, typer.Option("--by", help="code (Home Office) or type (data.police.uk).")] = "code",
    price_year: Annotated[str, typer.Option("--price-year", help="The year of prices of a cost.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Load a partnership's own weights; a file with one line that will not do is refused whole."""
    folder = ready(data)
    from frankpledge.domain.yardsticks.actions import WeightFacts, load_weights
    from frankpledge.ground.accounts.queries import workspace_for

    by_whom = operator(folder)
    facts = WeightFacts(name=name, kind=kind, by=by, unit=unit, source=source, licence=licence, price_year=price_year)
    made = load_weights(
        workspace=workspace_for(slug=workspace, viewer=by_whom),
        facts=facts,
        text=Path(path).read_text(encoding="utf-8-sig"),
        by=by_whom,
    )
    if as_json:
        print_json({"weights": made.name, "offences": len(made.weights), "kind": made.kind, "by": made.by})
        return
    print(f"{made.name}: {len(made.weights)} weights loaded.")
