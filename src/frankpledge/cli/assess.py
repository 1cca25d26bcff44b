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


def draft_all(*, to: str, out: str, formats: str, as_known: str, data: str, as_json: bool) -> None:
    """Write the same draft for each partnership that whoever asks serves, into a folder named after its workspace.

    One that cannot be drafted is told with the reason and does not stop the others. Ends with 1 where there is any.
    """
    check_named(("--to", to), ("--out", out))
    known_on, folder = day(as_known), ready(data)
    from frankpledge.domain.assessments.documents.files import export_draft
    from frankpledge.domain.assessments.jobs import draft_for_area
    from frankpledge.domain.assessments.rules import formats_of as check_formats
    from frankpledge.domain.partnerships.queries import partnerships_of
    from frankpledge.ground.documents.formats import FORMATS

    wanted, by = tuple(form.strip() for form in formats.split(",") if form.strip()), operator(folder)
    check_formats(wanted, known=tuple(FORMATS))
    told = []
    for one in partnerships_of(by):
        place = Path(out) / one.workspace.slug
        try:
            draft = draft_for_area(area=one.area_code, last_month=to, as_known=known_on, by=by)
            place.mkdir(parents=True, exist_ok=True)
            written = [str(path) for path in export_draft(assessment=draft, formats=wanted, folder=place, by=by)]
            told.append({"partnership": one.name, "files": written, "refused": ""})
        except Refusal as refusal:
            told.append({"partnership": one.name, "files": [], "refused": str(refusal)})
    if as_json:
        print_json({"partnerships": told, "status": "draft, not approved"})
    else:
        for each in told:
            done = f"{len(each['files'])} files, a draft, not approved"
            print(f"{each['partnership']}: {each['refused'] or done}")
    if not told or any(each["refused"] for each in told):
        raise typer.Exit(1)


def draft_one(area: str, *, to: str, out: str, formats: str, as_known: str, data: str, as_json: bool) -> None:
    """Write the draft of one partnership."""
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


@answers_refusals
def assess(
    area: Annotated[str, typer.Option("--area", help="The partnership, by name or code.")] = "",
    to: Annotated[str, typer.Option("--to", help="The last month of the year that is assessed, such as 2025-12.")] = "",
    out: Annotated[str, typer.Option("--out", help="The folder to write into.")] = "",
    formats: Annotated[str, typer.Option("--formats", help=f"Any of {EVERY}.")] = EVERY,
    as_known: Annotated[str, typer.Option("--as-known", help="As known on this day, such as 2025-12-31.")] = "",
    everyone: Annotated[
        bool, typer.Option("--all", help="For every partnership that you serve, each into a folder of its own.")
    ] = False,
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
    if everyone:
        draft_all(to=to, out=out, formats=formats, as_known=as_known, data=data, as_json=as_json)
        return
    draft_one(area, to=to, out=out, formats=formats, as_known=as_known, data=data, as_json=as_json)
