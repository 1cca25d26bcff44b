"""`frankpledge assess`: the draft strategic assessment of a partnership, in every format."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.counts import day
from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json
from frankpledge.refusal import Refusal

EVERY = "html,docx,odt,pdf,xlsx,pptx,brief.pdf"


class NotNamed(Refusal):
    """An option that is needed was not given."""


def check_named(*options: tuple[str, str]) -> None:
    """Refuse to draft without one of the options that it needs."""
    for option, given in options:
        if not given:
            raise NotNamed(f"{option} is needed to draft an assessment.", where=option, cure="See --help.")


def list_overtaken(area: str, *, data: str, as_json: bool) -> None:
    """List the sentences of drafts, and of what is in review, that are not as the newest evidence has it.

    Ends with 1 where there are any, so that a script can tell.
    """
    ready(data)
    from frankpledge.domain.assessments.documents.overtaken import overtaken_everywhere
    from frankpledge.domain.assessments.rules import sentences_are

    found = overtaken_everywhere(area)
    if as_json:
        print_json({"overtaken": [asdict(one) for one in found]})
    else:
        for one in found:
            print(f"{one.assessment}, {one.chapter}: “{one.sentence}” {one.old} → {one.new or 'nothing'}. {one.words}")
        many = sentences_are(len({(one.partnership, one.assessment, one.chapter, one.sentence) for one in found}))
        print(f"{many} no longer as written." if found else "Every sentence is as written.")
    if found:
        raise typer.Exit(1)


@answers_refusals
def assess(
    area: Annotated[str, typer.Option("--area", help="The partnership, by name or code.")] = "",
    to: Annotated[str, typer.Option("--to", help="The last month of the year that is assessed, such as 2025-12.")] = "",
    out: Annotated[str, typer.Option("--out", help="The folder to write into.")] = "",
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    as_known: Annotated[str, typer.Option("--as-known", help="As known on this day, such as 2025-12-31.")] = "",
    stale: Annotated[
        bool, typer.Option("--stale", help="Only list the sentences that newer evidence made untrue, or old.")
    ] = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write the draft assessment of the twelve months to --to, marked as not approved: only two people approve."""
    if stale:
        list_overtaken(area, data=data, as_json=as_json)
        return
    check_named(("--area", area), ("--to", to), ("--out", out))
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
