"""Drafting a strategic assessment from the evidence, and writing its documents out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.db import transaction

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments import rules
from frankpledge.domain.assessments.documents import Commission, assessment as assessment_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.rules import check_serves
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.actions import create_paper, revise_paper
from frankpledge.ground.documents.blocks import Document, Figure
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.render import FORMATS, render
from frankpledge.ground.documents.tree import from_json
from frankpledge.lake.areas import is_two_tier, nation
from frankpledge.lake.store import Snapshot
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import assessment_template

KIND = "strategic_assessment"


def draft_for_area(*, area: str, last_month: str, as_known: date | None = None, by: User) -> Assessment:
    """Return the draft for a partnership found by name or code, founding its workspace when there is none yet."""
    month = rules.month_of(last_month)
    snapshot = the_lake().snapshot(as_known)
    found = find(snapshot, area, kind=None)
    check_serves(kind=found.kind, name=found.name)
    partnership = Partnership.objects.filter(area_kind=found.kind, area_code=found.code).first() or found_partnership(
        area_kind=found.kind,
        area_code=found.code,
        area_name=found.name,
        nation=nation(found),
        two_tier=is_two_tier(snapshot, found),
        by=by,
    )
    return draft_assessment(partnership=partnership, last_month=month, snapshot=snapshot, by=by)


def draft_assessment(*, partnership: Partnership, last_month: Month, snapshot: Snapshot, by: User) -> Assessment:
    """Draft the assessment of the twelve months to `last_month` from what was known at the snapshot.

    A draft of the same window is written anew; one that was approved is refused, since an edition never changes. The
    lake is read and the tree built before the database is asked for anything.
    """
    check_granted(GRANTS, Capability.DRAFT, workspace=partnership.workspace, user=by)
    window = year_ending(last_month)
    found = find(snapshot, partnership.area_code, kind=partnership.area_kind)
    reading = area_reading(snapshot, area=found, window=window, generated=partnership.workspace.generated)
    if reading.quality.rows == 0:
        raise rules.NothingToAssess(
            f"There is nothing recorded for {found.name} in the {window.label}.", cure="Load its files, or name another month."
        )
    document = assessment_document(reading, commission(partnership, window.last), cut_off=reading.known_on)
    return _save(partnership.workspace, window.first, window.last, snapshot, document, by=by)


def commission(partnership: Partnership, last_month: Month) -> Commission:
    """Return what the law asks of this partnership's assessment on the last day that it looks at."""
    year = financial_year_of(last_month.last_day)
    asked = {"on": last_month.last_day, "nation": partnership.nation, "two_tier": partnership.two_tier}
    return Commission(
        partnership=partnership.name,
        year=str(year),
        approve_by=year.window.last.last_day,
        contents=contents(**asked),
        inputs=inputs(**asked),
        template=assessment_template(),
    )


@transaction.atomic
def _save(
    workspace: Workspace, first: Month, last: Month, snapshot: Snapshot, document: Document, *, by: User
) -> Assessment:
    known = Assessment.objects.filter(workspace=workspace, last_month=str(last)).select_related("paper").first()
    if known:
        revise_paper(paper=known.paper, tree=document, by=by)
        known.as_known, known.manifest = snapshot.manifest.known_at, str(snapshot.manifest.id)
        known.save(update_fields=["as_known", "manifest"])
        record("assessments.assessment_redrafted", known, by=by, facts={"window": str(last)})
        return known
    paper = create_paper(workspace=workspace, kind=KIND, title=document.title, tree=document, by=by)
    drafted = Assessment.objects.create(
        workspace=workspace,
        paper=paper,
        year=document.title.rsplit(" ", 1)[-1],
        first_month=str(first),
        last_month=str(last),
        as_known=snapshot.manifest.known_at,
        manifest=str(snapshot.manifest.id),
    )
    record("assessments.assessment_drafted", drafted, by=by, facts={"window": str(last)})
    return drafted


def export_draft(*, assessment: Assessment, formats: Iterable[str], folder: Path, by: User) -> tuple[Path, ...]:
    """Write the draft in the formats named; return the files. Every page of it says that it is not approved."""
    check_granted(GRANTS, Capability.EXPORT, workspace=assessment.workspace, user=by)
    wanted = rules.formats_of(formats, known=tuple(FORMATS))
    document = from_json(assessment.paper.tree)
    rendered = {form: render(document, form) for form in wanted}
    _let_out(document.figures, what=f"Draft of {assessment.paper.title}", workspace=assessment.workspace, by=by)
    return _write(rendered, folder, f"{assessment.workspace.slug}-strategic-assessment-{assessment.last_month}-draft")


def export_edition(*, edition: Edition, folder: Path, by: User) -> tuple[Path, ...]:
    """Write the files of an approved edition, as they were frozen; return them."""
    workspace = edition.paper.workspace
    check_granted(GRANTS, Capability.EXPORT, workspace=workspace, user=by)
    document = from_json(edition.tree)
    _let_out(document.figures, what=f"{document.title}, edition {edition.number}", workspace=workspace, by=by)
    frozen = {file.format: bytes(file.content) for file in edition.files.all()}
    return _write(frozen, folder, f"{workspace.slug}-strategic-assessment-edition-{edition.number}")


def _let_out(figures: Mapping[str, Figure], *, what: str, workspace: Workspace, by: User) -> None:
    cells = [Cell(key=f.key, value=f.value, policy=f.policy, state=f.state) for f in figures.values()]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=by)


def _write(rendered: Mapping[str, bytes], folder: Path, stem: str) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form, content in rendered.items():
        path = folder / f"{stem}.{form}"
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)
