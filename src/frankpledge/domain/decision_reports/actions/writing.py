"""Beginning a report and writing it by headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.decision_reports import rules
from frankpledge.domain.decision_reports.models import Heading, LocalHeading, Report
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability, check_may_write
from frankpledge.domain.decision_reports.queries.reports import known_paragraphs, newest_manifest
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import May, write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.statute.decision_report import headings

APART = 10


@dataclass(frozen=True)
class ReportFacts:
    """A report as a person gives it, without its words."""

    title: str
    purpose: str
    wards: str = ""
    key: bool = False
    key_because: str = ""
    framework: bool = False


@transaction.atomic
def begin_report(*, workspace: Workspace, given: ReportFacts, by: User) -> Report:
    """Begin a report under the next number, laid out by the usual headings and those of this council."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    made = Report(workspace=workspace, number=_next_number(workspace), author=by, recorded_by=by)
    made.recorded_at, made.manifest = clock.now(), newest_manifest(workspace)
    _keep(made, given)
    Heading.objects.bulk_create(_laid_out(made))
    record("decision_reports.report_begun", made, by=by, facts={"number": made.number})
    return made


@transaction.atomic
def amend_report(*, report: Report, given: ReportFacts, by: User) -> Report:
    """Put the title, purpose or standing of a draft right."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_open(state=report.state)
    _keep(report, given)
    record("decision_reports.report_amended", report, by=by, facts={"number": report.number})
    return report


def _keep(report: Report, given: ReportFacts) -> None:
    report.title = rules.check_words(given.title, what="the title", longest=rules.LONGEST_LINE)
    report.purpose = rules.check_words(given.purpose, what="the purpose")
    report.key_because = rules.check_key(key=given.key, because=given.key_because)
    report.wards, report.key, report.framework = given.wards.strip()[:300], given.key, given.framework
    report.save()


def _next_number(workspace: Workspace) -> int:
    rows = Workspace.objects.filter(pk=workspace.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Report.objects.filter(workspace=workspace).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _laid_out(report: Report) -> Iterable[Heading]:
    """Return the headings of a report: the usual ones in their order, each followed by those of this council."""
    position = count(APART, APART)
    own = list(LocalHeading.objects.filter(workspace=report.workspace, in_use=True).order_by("title"))
    for one in headings():
        yield _heading(report, one.ref, one.title, one.ask, next(position), required=one.required)
        for more in (each for each in own if each.after == one.ref):
            yield _heading(report, more.ref, more.title, more.ask, next(position), required=more.required)
    known = {one.ref for one in headings()}
    for more in (each for each in own if each.after not in known):
        yield _heading(report, more.ref, more.title, more.ask, next(position), required=more.required)


def _heading(report: Report, ref: str, title: str, ask: str, position: int, *, required: bool) -> Heading:
    return Heading(
        workspace=report.workspace, report=report, ref=ref, title=title, ask=ask, position=position, required=required
    )


# ---- under a heading ------------------------------------------------------------------------------------------------


def may_write(heading: Heading) -> May:
    """Return what refuses whoever may not write under this heading now."""

    def check(workspace: Workspace, by: User) -> None:
        if workspace.pk != heading.workspace_id:
            raise rules.NotAReport("there is no such heading.")
        check_may_write(heading, by)

    return check


@transaction.atomic
def begin_passage(*, heading: Heading, known: Known, by: User) -> Passage:
    """Return the passage of a heading, begun empty where there is none yet."""
    held = Heading.objects.select_related("passage", "report", "workspace").get(pk=heading.pk)
    if held.passage is None:
        held.passage = write_passage(
            passage=None, workspace=held.workspace, text="", known=known, by=by, may=may_write(held)
        )
        held.save(update_fields=("passage",))
        record("decision_reports.heading_begun", held.report, by=by, facts={"heading": held.ref})
    heading.passage = held.passage
    return held.passage


@transaction.atomic
def note_written(*, heading: Heading, by: User) -> None:
    """Note that something is written under a heading: it then no longer has nothing to say."""
    check_may_write(heading, by)
    if heading.nil:
        heading.nil, heading.nil_by = "", None
        heading.save(update_fields=("nil", "nil_by"))
    record("decision_reports.heading_written", heading.report, by=by, facts={"heading": heading.ref})


@transaction.atomic
def say_nothing(*, heading: Heading, reason: str, by: User) -> Heading:
    """Say that there is nothing to say under a heading, and why. It then counts as answered."""
    check_may_write(heading, by)
    heading.nil, heading.nil_by = rules.check_words(reason, what="the reason"), by
    heading.save(update_fields=("nil", "nil_by"))
    record("decision_reports.heading_left", heading.report, by=by, facts={"heading": heading.ref})
    return heading


@transaction.atomic
def withhold(*, heading: Heading, restricted: bool, by: User) -> Heading:
    """Keep a heading from the public, or open it again. What is withheld goes into an appendix of its own."""
    check_granted(GRANTS, Capability.EXEMPT, workspace=heading.workspace, user=by)
    check_may_write(heading, by)
    heading.restricted = restricted
    heading.save(update_fields=("restricted",))
    facts = {"heading": heading.ref, "how": "withheld" if restricted else "open"}
    record("decision_reports.heading_marked", heading.report, by=by, facts=facts)
    return heading


@transaction.atomic
def give_grounds(*, report: Report, paragraphs: Iterable[str], public_interest: str, by: User) -> Report:
    """Say by which paragraphs of Schedule 12A parts are withheld, and why the public interest is in that."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_open(state=report.state)
    known = known_paragraphs(report.workspace)
    report.exempt = [one for one in paragraphs if one in known]
    report.public_interest = public_interest.strip()[: rules.LONGEST_TEXT]
    report.save(update_fields=("exempt", "public_interest"))
    record("decision_reports.grounds_given", report, by=by, facts={"paragraphs": ", ".join(report.exempt) or "none"})
    return report


@transaction.atomic
def read_newest(*, report: Report, by: User) -> Report:
    """Move a draft to the newest evidence. Its words stay: what is no longer as written is then told."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_open(state=report.state)
    newest = newest_manifest(report.workspace)
    if newest == report.manifest:
        raise rules.NotAReport("it is read at the newest evidence already.")
    report.manifest = newest
    report.save(update_fields=("manifest",))
    record("decision_reports.evidence_moved", report, by=by, facts={"number": report.number})
    return report


@transaction.atomic
def hand_over(*, report: Report, to: User, by: User) -> None:
    """Give a report of somebody who leaves the next who answers for it. Whoever lets people go may do it."""
    report.author = to
    report.save(update_fields=("author",))
    record("decision_reports.report_handed_over", report, by=by, facts={"number": report.number})
