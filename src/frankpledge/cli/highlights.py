"""`frankpledge highlight-report`: the report of a group, drafted from the record through the same acts as its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.highlights.models import HighlightReport
    from frankpledge.domain.highlights.rules import Period
    from frankpledge.ground.accounts.models import User

COLUMNS = ("part", "from_the_record", "what")


@answers_refusals
def highlight_report(
    group: Annotated[str, typer.Argument(help="The group that reports, by its name.")],
    workspace: Place,
    first: Annotated[str, typer.Option("--from", help="The first day; left out, the day after its last report.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day; today if left out.")] = "",
    folder: Annotated[str, typer.Option("--out", help="A folder to write the report into.")] = "",
    formats: Annotated[str, typer.Option("--formats", help="sheet (one page), html, pdf, docx, odt.")] = "sheet",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Draft the highlight report of a group, or show the one of those days. With nothing to report it says so."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Body
    from frankpledge.domain.highlights.queries import shown_lines
    from frankpledge.domain.highlights.rules import counts, opening

    body = named(Body, group, "GROUP", place, by)
    report = _report(body, _period(body, first, last), by)
    lines = shown_lines(report)
    told = [{"part": one.part, "from_the_record": one.label, "what": one.said, "href": one.href} for one in lines]
    begins = opening(body.name, report.period, counts(one.as_drawn for one in lines))
    paths = _written(report, formats, Path(folder), by) if folder else []
    if as_json:
        print_json({"opening": begins, "sought": report.asks, "lines": told, "files": [str(path) for path in paths]})
        return
    print(begins)
    if told:
        print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])
    for path in paths:
        print(path)


def _period(body: Any, first: str, last: str) -> Period:
    from frankpledge.domain.highlights.queries import period_offered
    from frankpledge.domain.highlights.rules import Period
    from frankpledge.ground import clock

    offered = period_offered(body, today=clock.today())
    return Period(day_of(first, "--from") if first else offered.first, day_of(last, "--to") if last else offered.last)


def _report(body: Any, period: Period, by: User) -> HighlightReport:
    from frankpledge.domain.highlights.actions import draft_report
    from frankpledge.domain.highlights.permissions import GRANTS, Capability
    from frankpledge.domain.highlights.queries import reports_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.WRITE, workspace=body.workspace, user=by)
    found = reports_of(workspace=body.workspace, viewer=by).filter(body=body, first=period.first, last=period.last)
    return found.first() or draft_report(body=body, period=period, by=by)


def _written(report: HighlightReport, formats: str, folder: Path, by: User) -> list[Path]:
    from frankpledge.domain.highlights.documents import ONE_SHEET, leaving
    from frankpledge.domain.highlights.presenters import FORM_WORDS

    wanted = [form.strip() for form in formats.split(",") if form.strip()]
    if not wanted or set(wanted) - set(FORM_WORDS):
        raise NotAsked(f"no report is written as “{formats}”.", where="--formats", cure=f"Use {','.join(FORM_WORDS)}.")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form in wanted:
        ending = "sheet.pdf" if form == ONE_SHEET else form
        path = folder / f"highlight-report-{report.last}-{report.pk.hex[:6]}.{ending}"
        path.write_bytes(leaving(report, form, by=by))
        paths.append(path)
    return paths
