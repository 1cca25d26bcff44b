"""Drafting a strategic assessment: the evidence is read, the tree is built, and only then is the database asked."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments import rules
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.documents import Commission
from frankpledge.domain.assessments.documents import assessment as assessment_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_for_area, partnership_of
from frankpledge.domain.partnerships.rules import check_serves
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.permissions import Capability as PaperCapability
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.lake.areas import is_two_tier, nation
from frankpledge.lake.store import Snapshot
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import assessment_template


def draft_for_area(*, area: str, last_month: str, as_known: date | None = None, by: User) -> Assessment:
    """Return the draft for a partnership found by name or code, founding its workspace when there is none yet."""
    month = rules.month_of(last_month)
    snapshot = the_lake().snapshot(as_known)
    found = find(snapshot, area)
    check_serves(kind=found.kind, name=found.name)
    partnership = partnership_for_area(kind=found.kind, code=found.code)
    if partnership is None:
        check_recorded(snapshot, found.code, month)
        partnership = found_partnership(
            area_kind=found.kind,
            area_code=found.code,
            area_name=display_name(found),
            nation=nation(found),
            two_tier=is_two_tier(snapshot, found),
            by=by,
        )
    return draft_assessment(partnership=partnership, last_month=month, snapshot=snapshot, by=by)


def draft_here(run: JobRun, tell: Tell, *, last_month: str) -> dict[str, str]:
    """Draft the assessment of the run's workspace for whoever asked, from what is known now; return where it is."""
    if run.workspace is None or run.asked_by is None:
        raise rules.NothingToAssess("A draft belongs to a workspace and to whoever asks for it.")
    partnership = partnership_here(run.workspace, run.asked_by)
    tell(0.1, "Reading the evidence")
    snapshot = the_lake().snapshot()
    made = draft_assessment(
        partnership=partnership, last_month=rules.month_of(last_month), snapshot=snapshot, by=run.asked_by
    )
    here = reverse("assessments:detail", args=(run.workspace.slug, made.last_month))
    return {"words": f"{made.paper.title} is drafted. It is not approved.", "href": here, "next": "See the draft"}


def corrected_tree(*, assessment: Assessment, by: User) -> Document:
    """Return the tree of an assessment as it would be drafted now, for a correction of its edition."""
    check_may(PaperCapability.WRITE_PAPER, workspace=assessment.workspace, user=by)
    partnership = partnership_here(assessment.workspace, by)
    return tree_of(partnership, Month.parse(assessment.last_month), the_lake().snapshot())


def partnership_here(workspace: Workspace, viewer: User) -> Partnership:
    """Return the partnership of a workspace; refused where there is none, since there is then no area to assess."""
    partnership = partnership_of(workspace=workspace, viewer=viewer)
    if partnership is None:
        raise rules.NothingToAssess("This workspace has no partnership, so there is no area to assess.")
    return partnership


def tree_of(partnership: Partnership, last_month: Month, snapshot: Snapshot) -> Document:
    """Return the tree of the assessment of the twelve months to `last_month`, as known at the snapshot."""
    window = year_ending(last_month)
    found = find(snapshot, partnership.area_code, kind=partnership.area_kind)
    reading = area_reading(
        snapshot,
        area=found,
        window=window,
        generated=partnership.workspace.generated,
        events=standing_events(partnership.workspace, snapshot, found),
    )
    return assessment_document(reading, commission(partnership, window.last), cut_off=reading.known_on)


def draft_assessment(*, partnership: Partnership, last_month: Month, snapshot: Snapshot, by: User) -> Assessment:
    """Return the draft of the twelve months to `last_month`, as known at the snapshot."""
    window = year_ending(last_month)
    read = Read(
        window=window,
        year=str(financial_year_of(window.last.last_day)),
        manifest=snapshot.manifest.id,
        known_at=snapshot.manifest.known_at,
    )
    tree = tree_of(partnership, last_month, snapshot)
    return save_draft(workspace=partnership.workspace, read=read, tree=tree, by=by)


def check_recorded(snapshot: Snapshot, code: str, last_month: Month) -> None:
    """Refuse before anything is founded when nothing at all is recorded for the area in the window."""
    area_reading(snapshot, area=find(snapshot, code, kind="csp"), window=year_ending(last_month), generated=False)


def commission(partnership: Partnership, last_month: Month) -> Commission:
    """Return what the law asks of this partnership's assessment on the last day that it looks at."""
    year = financial_year_of(last_month.last_day)
    on, nation_, tiers = last_month.last_day, partnership.nation, partnership.two_tier
    return Commission(
        partnership=partnership.name,
        year=str(year),
        approve_by=year.window.last.last_day,
        contents=contents(on=on, nation=nation_, two_tier=tiers),
        inputs=inputs(on=on, nation=nation_, two_tier=tiers),
        template=assessment_template(),
    )


DRAFT = "assessments.draft"
JOBS = {DRAFT: Job(title="Draft the strategic assessment", work=draft_here)}
