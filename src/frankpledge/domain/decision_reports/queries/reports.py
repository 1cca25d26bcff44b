"""Which reports a viewer may see, what is written in each, and what the council does where the law leaves it open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from frankpledge.domain.decision_reports.models import Heading, LocalHeading, Notice, Practice, Report, Slip, Step
from frankpledge.domain.decision_reports.permissions import Capability, may
from frankpledge.domain.decision_reports.rules import HeadingState, Local, nothing_recorded
from frankpledge.domain.evidence.queries.store import Known, known_as, known_or_nothing
from frankpledge.domain.narrative.models import Passage, PassageVersion
from frankpledge.domain.narrative.queries.passages import Stale, gathered, stale
from frankpledge.domain.narrative.rules import TypedNumber, typed_numbers
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.rules import State
from frankpledge.lake.store import EmptyLake, NotKnownYet
from frankpledge.statute.council_decisions import exempt_paragraphs


@dataclass(frozen=True)
class Choice:
    """Which reports are listed. Every part may be empty: all of them."""

    state: str = "open"
    words: str = ""
    key: bool = False


def reports_of(*, workspace: Workspace, viewer: User) -> QuerySet[Report]:
    """Return the reports of a workspace that the viewer may see, the newest first.

    Who may not read drafts sees those that were agreed, and those of which a notice was published.
    """
    found = Report.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    if not may(Capability.READ, workspace=workspace, user=viewer):
        out = Q(paper__editions__isnull=False) | Q(steps__notices__isnull=False)
        found = found.filter(pk__in=Report.objects.filter(out, workspace=workspace).values("pk"))
    steps = Step.objects.select_related("body", "item__meeting").prefetch_related(
        Prefetch("notices", queryset=Notice.objects.order_by("on")),
        Prefetch("slips", queryset=Slip.objects.select_related("moved_by").order_by("moved_at")),
    )
    related = found.select_related("workspace", "author", "paper", "exempt_paper").defer("paper__tree")
    return related.prefetch_related(Prefetch("steps", queryset=steps.order_by("order")))


def report_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Report | None:
    """Return one report; None where there is none that the viewer may see."""
    return reports_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def chosen(found: QuerySet[Report], choice: Choice) -> QuerySet[Report]:
    """Return that part of the reports which a choice names."""
    decided = Q(steps__outcome__in=["approved", "amended", "refused"])
    if choice.state in ("open", "decided"):
        over = Report.objects.filter(decided).values("pk")
        found = found.exclude(pk__in=over) if choice.state == "open" else found.filter(pk__in=over)
    if choice.words:
        found = found.filter(Q(title__icontains=choice.words) | Q(purpose__icontains=choice.words))
    return found.filter(key=True) if choice.key else found


# ---- what is written --------------------------------------------------------------------------------------------


def headings_of(report: Report) -> tuple[Heading, ...]:
    """Return the headings of a report in order, with what is written and quoted under each."""
    found = list(report.headings.select_related("passage__written_by", "nil_by").order_by("position"))
    gathered(one.passage for one in found if one.passage is not None)
    return tuple(found)


def heading_of(report: Report, identity: UUID) -> Heading | None:
    """Return one heading of a report, None where it has no such."""
    return report.headings.filter(pk=identity).select_related("passage", "report__workspace").first()


def states_of(headings: Iterable[Heading]) -> tuple[HeadingState, ...]:
    """Return how far each heading is."""
    return tuple(HeadingState(one.title, one.required, one.answered, one.restricted) for one in headings)


def is_private(report: Report) -> bool:
    """Return whether a part of a report is withheld from the public, so that it is decided on in private."""
    return report.pk in private_among([report])


def private_among(reports: Iterable[Report]) -> frozenset[UUID]:
    """Return which of some reports are decided on in private, in one query."""
    withheld = Heading.objects.filter(report__in=list(reports), restricted=True).exclude(passage__isnull=True, nil="")
    return frozenset(withheld.values_list("report", flat=True))


def passages_of(headings: Iterable[Heading]) -> tuple[Passage, ...]:
    """Return what is written under headings."""
    return tuple(one.passage for one in headings if one.passage is not None and not one.nil)


def authors_of(report: Report) -> frozenset[UUID]:
    """Return who wrote in a report: words, an answer that there is nothing to say, or the tree that was sent."""
    written = PassageVersion.objects.filter(passage__decision_heading__report=report).exclude(text="")
    return frozenset(
        {
            *written.values_list("by", flat=True),
            *report.headings.exclude(nil_by__isnull=True).values_list("nil_by", flat=True),
            *(report.paper.writings.values_list("by", flat=True) if report.paper else ()),
        }
    )


def known_to(report: Report) -> Known:
    """Return the state of the evidence that a report is written at: its own, or the newest where it has none yet.

    Where nothing was loaded it is a state that holds nothing: figures of open data are then missing, words are not.
    """
    if report.manifest:
        return known_as(report.workspace, report.manifest)
    return known_or_nothing(report.workspace)


def newest_manifest(workspace: Workspace) -> str:
    """Return the name of the newest state of the evidence; nothing where nothing was loaded."""
    return known_or_nothing(workspace).manifest


def overtaken(report: Report, headings: Iterable[Heading]) -> tuple[Stale, ...]:
    """Return what in a report is no longer as written at its own evidence; nothing where that is not in the store."""
    written = passages_of(headings)
    if not written:
        return ()
    try:
        return stale(written, known_to(report))
    except (EmptyLake, NotKnownYet):
        return ()


def typed_by_hand(headings: Iterable[Heading]) -> tuple[tuple[Heading, TypedNumber], ...]:
    """Return the numbers that were typed and not fetched: sums of money stand in no evidence, and so are told only."""
    written = [one for one in headings if one.passage is not None and not one.nil]
    return tuple((one, number) for one in written if one.passage for number in typed_numbers(one.passage.text))


# ---- editions -----------------------------------------------------------------------------------------------------


def editions_of(paper: Paper | None) -> tuple[Edition, ...]:
    """Return what a paper became, the newest first."""
    if paper is None:
        return ()
    return tuple(paper.editions.defer("tree").select_related("approved_by").order_by("-number"))


def latest_edition(report: Report) -> Edition | None:
    """Return the newest agreed edition of a report, None before there is one."""
    return next(iter(editions_of(report.paper)), None)


def waits_for_agreement(*, workspace: Workspace, viewer: User) -> tuple[Report, ...]:
    """Return the reports that are out for agreement and in which the viewer did not write."""
    found = reports_of(workspace=workspace, viewer=viewer).filter(paper__state=State.IN_REVIEW)
    return tuple(one for one in found if viewer.pk not in authors_of(one))


def written_by(person: User, *, workspace: Workspace) -> tuple[Report, ...]:
    """Return the reports that a person answers for and that are not decided, for whoever lets the person go."""
    found = Report.objects.filter(workspace=workspace, author=person)
    return tuple(chosen(found.select_related("workspace", "paper"), Choice()))


# ---- local practice -----------------------------------------------------------------------------------------------


def practices(*, workspace: Workspace, viewer: User) -> QuerySet[Practice]:
    """Return what was recorded of the council's practice, the latest first."""
    found = Practice.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("recorded_by").order_by("-since")


def practice_on(workspace: Workspace, on: date) -> Local:
    """Return the council's practice on a day: the row that began last, or what is usual where there is none."""
    one = Practice.objects.filter(workspace=workspace, since__lte=on).order_by("-since").first()
    if one is None:
        return nothing_recorded()
    return Local(
        since=one.since, council=one.council, threshold=one.threshold, wards=one.wards,
        notice_counts="working" if one.notice_counts == "working" else "calendar",
        papers_counts="calendar" if one.papers_counts == "calendar" else "working",
        call_in_days=one.call_in_days, contact=one.contact, cabinet_members=one.cabinet_members,
        board_is_committee=one.board_is_committee,
    )  # fmt: skip


def local_headings(*, workspace: Workspace, viewer: User) -> QuerySet[LocalHeading]:
    """Return the headings that this council's reports have besides the usual ones."""
    found = LocalHeading.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer), in_use=True)
    return found.order_by("title")


def nation_of(workspace: Workspace) -> str:
    """Return whose law binds the council of a workspace: England's where no partnership says otherwise."""
    one = Partnership.objects.filter(workspace=workspace).first()
    return one.nation if one else "england"


def known_paragraphs(workspace: Workspace) -> frozenset[str]:
    """Return the paragraphs of Schedule 12A that hold in the nation of a workspace."""
    nation = nation_of(workspace)
    return frozenset(one.paragraph for one in exempt_paragraphs() if one.nation == nation)
