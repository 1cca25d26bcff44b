"""A plan on its way: before its board once nothing is lacking, approved by a decision, kept as editions, sent.

Two editions come of an approval: the plan, and its page, which is the summary that is published (reg 14). Whoever wrote
in the plan does not approve it; the board's decision is a row of the register of meetings, told through the registry.
The day of the decision starts the clocks of the summary and of the copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from frankpledge.domain.duties.actions import record_event
from frankpledge.domain.plans import rules
from frankpledge.domain.plans.models import Plan, Sent
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.queries import editions_of_plan, held_as_it_is, whole
from frankpledge.domain.plans.queries.adopted import ADOPTED
from frankpledge.domain.plans.queries.decided import decision_called
from frankpledge.domain.plans.queries.gates import lacking
from frankpledge.domain.plans.queries.on_a_page import page_document
from frankpledge.domain.plans.queries.telling import plan_document
from frankpledge.domain.plans.queries.writers import writers_of
from frankpledge.domain.plans.rules import NotAPlan, Origin, PlanState
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.rules import State, check_second_person
from frankpledge.ground.registry import Agenda

PLAN_KIND, PAGE_KIND = "partnership plan", "plan on a page"
PLAN_FORMS, PAGE_FORMS = ("html", "pdf", "docx", "odt"), ("html", "pdf", "docx")


@dataclass(frozen=True)
class Decided:
    """What the board decided: a row of the register of decisions, or words and a day where it stands in none."""

    about: str = ""
    words: str = ""
    on: date | None = None


def put_before_board(*, plan: Plan, by: User, on: date | None = None) -> Plan:
    """Close a draft to writing and put it before its board. Refused, naming what is missing and where, unless whole.

    The page is set once before anything is kept, so that one that does not fit on its side is refused now.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    rules.check_state(plan.state, wanted=PlanState.DRAFT, deed="put before its board")
    found = whole(plan)
    rules.check_whole([lack.words for lack in lacking(found)])
    today = on or clock.today()
    tree, page = plan_document(found, on=today), page_document(found, on=today)
    rendered(page, ("pdf",))
    with transaction.atomic():
        held = held_as_it_is(plan)
        rules.check_state(held.state, wanted=PlanState.DRAFT, deed="put before its board")
        held.paper = _paper(held.paper, PLAN_KIND, held.title, tree, held, by)
        held.page = _paper(held.page, PAGE_KIND, page.title, page, held, by)
        held.state = PlanState.BEFORE_BOARD
        held.save(update_fields=["paper", "page", "state"])
        record("plans.plan_put_before_board", held, by=by, facts={"year": held.year})
    return held


def _paper(there: Paper | None, kind: str, title: str, tree: Document, plan: Plan, by: User) -> Paper:
    if there is None:
        there = papers.create_paper(workspace=plan.workspace, kind=kind, title=title, tree=tree, by=by)
    else:
        there = papers.revise_paper(paper=there, tree=tree, by=by)
    return papers.send_for_review(paper=there, by=by)


@transaction.atomic
def put_on_agenda(*, plan: Plan, agenda: Agenda, by: User) -> Plan:
    """Add an item to the agenda of a meeting to come: that the board approves the plan, or sees how it is carried out.

    Refused for a draft, and where the plan stands on that agenda already.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    held = held_as_it_is(plan)
    rules.check_on_agenda(state=held.state, there=held.agenda_about == agenda.about, title=agenda.title)
    asks = f"approve {held.title}" if held.state == PlanState.BEFORE_BOARD else f"note how {held.title} is carried out"
    item = agenda.put(held.title, asks, by)
    held.agenda_about, held.agenda_words = agenda.about, f"{agenda.title}, {item}"[:300]
    held.save(update_fields=["agenda_about", "agenda_words"])
    record("plans.put_on_agenda", held, by=by, facts={"year": held.year, "where": held.agenda_words})
    return held


@transaction.atomic
def take_back(*, plan: Plan, reason: str, by: User) -> Plan:
    """Open a plan that is before its board to writing again, and say why."""
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    held = held_as_it_is(plan)
    rules.check_state(held.state, wanted=PlanState.BEFORE_BOARD, deed="taken back to draft")
    for paper in (held.paper, held.page):
        if paper is not None:
            papers.return_to_draft(paper=paper, reason=reason, by=by)
    held.state = PlanState.DRAFT
    held.save(update_fields=["state"])
    record("plans.plan_taken_back", held, by=by, facts={"year": held.year})
    return held


def approve_plan(*, plan: Plan, decided: Decided, by: User, at: datetime | None = None) -> Plan:
    """Approve a plan by what its board decided, and return it with its two editions. Refused for whoever wrote in it.

    Everything is rendered before anything is kept. One that broke off after its first edition goes on where it stood.
    """
    rules.check_state(plan.state, wanted=PlanState.BEFORE_BOARD, deed="approved")
    check_second_person(approver=by.pk, authors=writers_of(plan))
    words, on, about = _decided(plan, decided, by)
    rules.check_decision(on=on, today=clock.today())
    for paper, formats in ((plan.paper, PLAN_FORMS), (plan.page, PAGE_FORMS)):
        if paper is not None:
            paper.refresh_from_db()
            if paper.state != State.APPROVED:
                papers.approve(paper=paper, by=by, at=at, formats=formats)
    with transaction.atomic():
        row = Plan.objects.get(pk=plan.pk)
        row.state, row.decision, row.decision_about, row.decided_on = PlanState.APPROVED, words, about, on
        row.save(update_fields=["state", "decision", "decision_about", "decided_on"])
        assert on is not None  # refused above
        adopted = f"{row.title} approved by the board: its summary and the copy to the policing body are owed"
        record_event(workspace=row.workspace, kind=ADOPTED, on=on, words=adopted, by=by)
        record("plans.plan_approved", row, by=by, facts={"year": row.year, "on": str(on)})
    return row


def _decided(plan: Plan, decided: Decided, by: User) -> tuple[str, date | None, str]:
    """Return the words, the day and the row of the decision; refused where none is named that there is."""
    if not decided.about:
        return (
            rules.check_text(decided.words, what="what the board decided", longest=200, where="words"),
            decided.on,
            "",
        )
    found = decision_called(decided.about, workspace=plan.workspace, viewer=by)
    if found is None:
        raise NotAPlan("there is no such decision.", where="about", cure="Choose one that was minuted.")
    return found.words[:200], found.on, found.about


@transaction.atomic
def keep_printed(*, plan: Plan, decided: Decided, by: User) -> Plan:
    """Keep a plan that was made and printed elsewhere as part of the history: no gate is asked, and it says so."""
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    held = held_as_it_is(plan)
    rules.check_state(held.state, wanted=PlanState.DRAFT, deed="kept as history")
    if held.origin != Origin.PRINTED:
        raise NotAPlan("the plan was made here.", cure="Put it before its board.")
    rules.check_decision(on=decided.on, today=clock.today())
    held.state, held.decided_on = PlanState.APPROVED, decided.on
    held.decision = rules.check_text(decided.words, what="what the board decided", longest=200, where="words")
    held.save(update_fields=["state", "decision", "decided_on"])
    record("plans.plan_kept_as_printed", held, by=by, facts={"year": held.year})
    return held


@transaction.atomic
def record_sent(*, plan: Plan, recipient: str, on: date, by: User, how: str = "") -> Sent:
    """Record that a copy of the plan as approved was sent to the local policing body (reg 13A)."""
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    edition = _plan_edition(plan)
    if edition is None:
        raise NotAPlan("the plan has no edition yet.", cure="It is sent once its board approved it.")
    if on > clock.today():
        raise NotAPlan("that day has not come.", where="on", cure="Give the day on which it was sent.")
    made = Sent.objects.create(
        workspace=plan.workspace, plan=plan, edition=edition, on=on, recorded_by=by, recorded_at=clock.now(),
        recipient=rules.check_text(recipient, what="to whom", longest=rules.LONGEST_NAME, where="recipient"),
        how=rules.check_text(how, what="how", longest=rules.LONGEST_NAME, needed=False, where="how"),
    )  # fmt: skip
    record("plans.copy_sent", made, by=by, facts={"year": plan.year, "on": str(on)})
    return made


def _plan_edition(plan: Plan) -> Edition | None:
    return next((one for one in editions_of_plan(plan) if one.kind == PLAN_KIND), None)
