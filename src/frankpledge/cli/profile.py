"""`frankpledge profile`: the problem profile of one type in one area, in every format asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.assess import NotNamed
from frankpledge.cli.counts import day
from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json

EVERY = "html,docx,pdf"


@answers_refusals
def profile(
    area: Annotated[str, typer.Option("--area", help="Any area, by name or code.")] = "",
    kind: Annotated[str, typer.Option("--type", help="What it is about: Burglary, asb, crime and so on.")] = "",
    out: Annotated[str, typer.Option("--out", help="The folder to write into.")] = "",
    to: Annotated[str, typer.Option("--to", help="The last of its twelve months. Default: the newest.")] = "",
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    as_known: Annotated[str, typer.Option("--as-known", help="As known on this day, such as 2025-12-31.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write a problem profile (objective, scanning, analysis, response, assessment) with what cannot be said."""
    for option, given in (("--area", area), ("--type", kind), ("--out", out)):
        if not given:
            raise NotNamed(f"{option} is needed for a profile.", where=option, cure="See --help.")
    known_on, folder = day(as_known), ready(data)
    from frankpledge.domain.profiles.jobs import Wanted, profile_of

    wanted = tuple(form.strip() for form in formats.split(",") if form.strip())
    from frankpledge.ground.documents.blocks import Plain
    from frankpledge.ground.documents.words import plain_text

    asked = Wanted(area=area, kind=kind, last_month=to, as_known=known_on)
    made, paths = profile_of(asked, formats=wanted, folder=Path(out), by=operator(folder))
    if as_json:
        gaps = [plain_text(one.line, made.figures) for one in made.sections[-1].blocks if isinstance(one, Plain)]
        figures = {key: figure.value for key, figure in made.figures.items()}
        told = {"profile": made.title, "marking": made.marking, "figures": figures, "gaps": gaps}
        print_json({**told, "files": [str(path) for path in paths]})
        return
    print(f"{made.title}, {made.subtitle}: a draft, not approved.")
    for path in paths:
        print(path)
