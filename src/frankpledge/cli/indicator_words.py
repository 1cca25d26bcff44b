"""`frankpledge indicators reword`: what the definition of an indicator says is put right where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json

NOTHING = "none"


@answers_refusals
def reword(
    reference: Annotated[str, typer.Argument(help="The short name of the indicator, such as DA-03.")],
    workspace: Place,
    because: Annotated[str, typer.Option("--because", help="Why it is put right.")],
    words: Annotated[str, typer.Option("--words", help="What is measured.")] = "",
    source: Annotated[str, typer.Option("--source", help="Whose numbers.")] = "",
    caveats: Annotated[str, typer.Option("--caveats", help="What to bear in mind; none clears it.")] = "",
    lag_days: Annotated[str, typer.Option("--lag-days", help="Days until a value is due; none clears it.")] = "",
    review_on: Annotated[str, typer.Option("--review-on", help="When to look at it again; none clears it.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Put right what the definition that stands says, where no number changes by it. How it stood is kept."""
    place, by = entered(data, workspace)
    from frankpledge.domain.indicators.actions.keeping import Wording, reword_definition
    from frankpledge.domain.indicators.queries import indicators, newest_definition

    found = indicators(workspace=place, viewer=by).filter(reference=reference).first()
    now = newest_definition(found) if found else None
    if found is None or now is None:
        raise NotAsked(f"no indicator {reference} is defined here.", cure="`frankpledge indicators list` tells them.")
    said = Wording(words or now.words, source or now.source, now.caveats, now.lag_days, now.review_on)
    if caveats:
        said = replace(said, caveats="" if caveats == NOTHING else caveats)
    if lag_days:
        said = replace(said, lag_days=_days(lag_days))
    if review_on:
        said = replace(said, review_on=None if review_on == NOTHING else day_of(review_on, "--review-on"))
    made = reword_definition(indicator=found, said=said, because=because, by=by)
    if as_json:
        print_json({"reference": found.reference, "definition": made.number})
    else:
        typer.echo(f"Definition {made.number} of {found.reference} is put right; how it stood is kept.")


def _days(text: str) -> int | None:
    if text == NOTHING:
        return None
    if not text.isdigit():
        raise NotAsked(f"“{text}” is no number of days.", where="--lag-days", cure="Write digits, or none.")
    return int(text)
