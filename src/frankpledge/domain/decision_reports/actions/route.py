"""Taking a report on its way: its steps, their days, what was published before each, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.decision_reports import rules
from frankpledge.domain.decision_reports.models import Notice, Report, Slip, Step
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import editions_of, latest_edition, nation_of
from frankpledge.domain.decision_reports.queries.route import judged
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.domain.meetings.actions.planning import ItemFacts, add_item, amend_item
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import ItemKind, Marking
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition
from frankpledge.statute.council_decisions import deciding_bodies


@dataclass(frozen=True)
class StepFacts:
    """A step as a person gives it. `period` says when roughly, while it has no day."""

    kind: str
    maker: str = ""
    body: Body | None = None
    on: date | None = None
    period: str = ""


@transaction.atomic
def add_step(*, report: Report, given: StepFacts, by: User) -> Step:
    """Add a body at the end of a report's way. Refused on a day on which it may not decide yet."""
    check_granted(GRANTS, Capability.KEEP, workspace=report.workspace, user=by)
    last = report.steps.order_by("-order").first()
    made = Step(workspace=report.workspace, report=report, order=(last.order if last else 0) + 1)
    made.recorded_by, made.recorded_at = by, clock.now()
    if given.body is not None and given.body.workspace_id != report.workspace_id:
        raise rules.NotAReport("the body is not of this partnership.", cure="Choose one of its own.")
    made.kind, made.body = rules.check_body(given.kind), given.body
    made.maker = (given.maker.strip() or (given.body.name if given.body else deciding_bodies()[made.kind].label))[:200]
    made.period = given.period.strip()[:100]
    made.save()
    record("decision_reports.step_added", report, by=by, facts={"step": made.maker})
    return made if given.on is None else set_day(step=made, on=given.on, by=by)


@transaction.atomic
def set_day(*, step: Step, on: date, reason: str = "", by: User) -> Step:
    """Give a step its day, or move it to another and keep why; what must be public before is reckoned anew.

    Refused where that would not be public for long enough, and where a step moves without a reason.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    rules.check_untaken(step.outcome)
    was, said = step.on, rules.check_moved(step.on, on, reason=reason)
    others = Step.objects.filter(report=step.report, on__isnull=False)
    before = others.filter(order__lt=step.order).order_by("-order").first()
    after = others.filter(order__gt=step.order).order_by("order").first()
    rules.check_in_order(on=on, before=before.on if before else None, after=after.on if after else None)
    rules.check_lawful(on, judged(step, today=clock.today(), on=on).standings)
    step.on = on
    step.save(update_fields=("on",))
    if was is None:
        facts = {"step": step.maker, "on": on.isoformat()}
        record("decision_reports.day_given", step.report, by=by, facts=facts)
        return step
    moved = Slip(workspace=step.workspace, step=step, was=was, now=on, reason=said, moved_by=by, moved_at=clock.now())
    moved.save()
    facts = {"step": step.maker, "was": was.isoformat(), "on": on.isoformat()}
    record("decision_reports.day_set", step.report, by=by, facts=facts)
    return step


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    """Take a step off the way before anything came of it; those after it close up."""
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    rules.check_untaken(step.outcome)
    report, gone = step.report, step.order
    record("decision_reports.step_removed", report, by=by, facts={"step": step.maker})
    step.delete()
    for later in report.steps.filter(order__gt=gone).order_by("order"):
        later.order -= 1
        later.save(update_fields=("order",))


@transaction.atomic
def record_notice(*, step: Step, kind: str, on: date, words: str = "", by: User) -> Notice:
    """Record that something was published before a step, or what stands instead of it. The later record stands."""
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    said = rules.check_notice(kind, on=on, today=clock.today(), reason=words)
    made, _ = Notice.objects.update_or_create(
        step=step,
        kind=kind,
        defaults={
            "workspace": step.workspace, "on": on, "words": said, "recorded_by": by, "recorded_at": clock.now(),
        },
    )  # fmt: skip
    facts = {"kind": rules.notice_label(kind).lower(), "on": on.isoformat(), "step": step.maker}
    record("decision_reports.notice_recorded", step.report, by=by, facts=facts)
    return made


@transaction.atomic
def record_outcome(*, step: Step, outcome: Outcome, words: str = "", by: User) -> Step:
    """Record what a body did with the report on its day. Refused for a decision that another body must take."""
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    rules.check_taken(step.on, today=clock.today())
    nation = nation_of(step.workspace)
    rules.check_outcome(outcome, kind=step.kind, framework=step.report.framework, nation=nation)
    step.outcome, step.words = outcome, words.strip()[: rules.LONGEST_TEXT]
    step.save(update_fields=("outcome", "words"))
    facts = {"step": step.maker, "outcome": outcome.label.lower()}
    record("decision_reports.outcome_recorded", step.report, by=by, facts=facts)
    return step


@transaction.atomic
def put_on_agenda(*, step: Step, meeting: Meeting, item: Item | None = None, by: User) -> Item:
    """Put the agreed report on a body's agenda: as an item of its own, or as the paper of one that is there.

    What is withheld goes on as a restricted item of its own. The step takes the day of the meeting.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    report = step.report
    edition = latest_edition(report)
    if edition is None:
        raise rules.NotAReport("it is not agreed yet, so there is no paper.", cure="Have a second person agree it.")
    if meeting.workspace_id != step.workspace_id or (step.body_id and meeting.body_id != step.body_id):
        raise rules.NotAReport("this is a meeting of another body.", cure=f"Choose a meeting of {step.maker}.")
    if step.on != meeting.on:
        set_day(step=step, on=meeting.on, reason=f"It goes on the agenda of {meeting}."[: rules.LONGEST_REASON], by=by)
    made = _on_agenda(meeting, item, report, edition, by)
    step.item = made
    step.save(update_fields=("item",))
    exempt = next(iter(editions_of(report.exempt_paper)), None)
    if exempt is not None and not meeting.items.filter(paper__paper=exempt.paper).exists():
        title = f"{report.title}: exempt appendix"[:300]
        given = ItemFacts(title, kind=ItemKind.DECISION, marking=Marking.RESTRICTED, paper=exempt)
        add_item(meeting=meeting, given=given, by=by)
    facts = {"step": step.maker, "on": meeting.on.isoformat()}
    record("decision_reports.put_on_agenda", report, by=by, facts=facts)
    return made


def _on_agenda(meeting: Meeting, item: Item | None, report: Report, edition: Edition, by: User) -> Item:
    if item is None:
        given = ItemFacts(report.title, kind=ItemKind.DECISION, asks=report.purpose[:500], paper=edition)
        return add_item(meeting=meeting, given=given, by=by)
    given = ItemFacts(
        item.title, kind=ItemKind.DECISION, marking=Marking(item.marking), presenter=item.presenter,
        asks=item.asks or report.purpose[:500], paper=edition, paper_words=item.paper_words,
    )  # fmt: skip
    return amend_item(item=item, given=given, by=by)
