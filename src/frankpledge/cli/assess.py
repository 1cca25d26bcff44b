"""`frankpledge assess`: the draft strategic assessment of a partnership, in every format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.counts import day
from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json

EVERY = "html,docx,odt,pdf,xlsx,pptx,brief.pdf"


@answers_refusals
def assess(
    area: Annotated[str, typer.Option("--area", help="The partnership, by name or code.")],
    to: Annotated[str, typer.Option("--to", help="The last month of the year that is assessed, such as 2025-12.")],
    out: Annotated[str, typer.Option("--out", help="The folder to write into.")],
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    as_known: Annotated[str, typer.Option("--as-known", help="As known on this day, such as 2025-12-31.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write the draft assessment of the twelve months to --to, marked as not approved: only two people approve."""
    known_on, folder = day(as_known), ready(data)
    from frankpledge.domain.assessments.documents.files import export_draft
    from frankpledge.domain.assessments.jobs import draft_for_area
    from frankpledge.domain.assessments.rules import formats_of as check_formats
    from frankpledge.ground.documents.formats import FORMATS

    wanted = tuple(form.strip() for form in formats.split(",") if form.strip())
    check_formats(wanted, known=tuple(FORMATS))
    Path(out).mkdir(parents=True, exist_ok=True)
    assessment = draft_for_area(area=area, last_month=to, as_known=known_on, by=operator(folder))
    written = export_draft(assessment=assessment, formats=wanted, folder=Path(out), by=operator(folder))
    if as_json:
        print_json(
            {
                "assessment": assessment.paper.title,
                "partnership": assessment.workspace.name,
                "status": "draft, not approved",
                "files": [str(path) for path in written],
            }
        )
        return
    print(f"{assessment.paper.title}: a draft, not approved.")
    for path in written:
        print(path)
