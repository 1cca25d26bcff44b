"""From a threshold that is met to a case that is closed: panel, risk, plan, outcome, recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import added, check_ours, facts_of, held
from frankpledge.domain.asb_reviews.models import (
    Case,
    Discontent,
    Letter,
    Member,
    Message,
    Panel,
    Pause,
    Recommendation,
    Risk,
    Step,
)
from frankpledge.domain.asb_reviews.queries.threshold import procedure_for, statute_procedure
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.statute.case_procedures import policing_body_may_review, policing_body_words


@dataclass(frozen=True)
class PanelFacts:
    """A panel as it is called together. The chair and the members are named by their posts."""

    meets_on: date
    chair: str
    chair_of: Organisation
    independent: bool
    independent_because: str
    victim: str
    victim_how: str = ""


@transaction.atomic
def call_panel(*, case: Case, given: PanelFacts, by: User) -> Panel:
    """Call a panel together, under an independent chair, with the victim invited, represented, or why not."""
    case = held(case, by)
    last = case.decisions.last()
    rules.check_before(
        last is not None and last.met, lacks="the threshold is not decided to be met.", cure="Decide on it first."
    )
    check_ours(case, given.chair_of)
    rules.check_independent(independent=given.independent, because=given.independent_because)
    if given.victim in (rules.Invited.NOT_INVITED, rules.Invited.REPRESENTED):
        rules.check_words(given.victim_how, what="why the victim is not invited, or by whom they are represented")
    made = added(
        Panel, case, by, meets_on=given.meets_on, chair_of=given.chair_of, victim=given.victim,
        chair=rules.check_words(given.chair, what="the chair’s post", longest=rules.LONGEST_LINE),
        independent_because=given.independent_because.strip(), victim_how=given.victim_how.strip(),
    )  # fmt: skip
    record("asb_reviews.panel_called", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def seat_member(
    *, panel: Panel, organisation: Organisation, post: str, conflict: str, conflict_how: str, by: User
) -> Member:
    """Seat somebody on a panel by their post, with what they declared of a conflict of interests."""
    case = held(panel.case, by)
    check_ours(case, organisation)
    if conflict == rules.Conflict.STAYS:
        rules.check_words(conflict_how, what="why they stay")
    made = added(
        Member, case, by, panel=panel, organisation=organisation, conflict=conflict, conflict_how=conflict_how.strip(),
        post=rules.check_words(post, what="the post", longest=rules.LONGEST_LINE),
    )  # fmt: skip
    record("asb_reviews.member_seated", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def hold_panel(*, panel: Panel, on: date, found: str, by: User) -> Panel:
    """Record that a panel met and what it found. The risk is assessed first, and somebody besides the chair sat."""
    case = held(panel.case, by)
    rules.check_before(case.risks.exists(), lacks="the risk is not assessed.", cure="Assess it first.")
    sat = panel.members.exclude(conflict=rules.Conflict.STANDS_ASIDE)
    rules.check_before(sat.exists(), lacks="nobody sat on the panel.", cure="Say who did, by their posts.")
    panel.held_on = rules.check_past(on, what="the panel", today=clock.today())
    panel.found = rules.check_words(found, what="what the panel found")
    panel.save(update_fields=["held_on", "found"])
    record("asb_reviews.panel_held", case, by=by, facts=facts_of(case))
    return panel


@transaction.atomic
def assess_risk(*, case: Case, level: str, words: str, by: User) -> Risk:
    """Record how great the risk to the victim is held to be today. Earlier assessments stay beside it."""
    case = held(case, by)
    made = added(
        Risk, case, by, on=clock.today(), level=rules.Level(level), words=rules.check_words(words, what="the reason")
    )
    record("asb_reviews.risk_assessed", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def add_step(*, case: Case, organisation: Organisation, words: str, due: date, by: User) -> Step:
    """Add a step to the action plan: who does what by when."""
    case = held(case, by)
    check_ours(case, organisation)
    made = added(
        Step, case, by, organisation=organisation, due=due, words=rules.check_words(words, what="what is to be done")
    )
    record("asb_reviews.step_added", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def finish_step(*, step: Step, on: date, by: User) -> Step:
    """Record that a step was done."""
    case = held(step.case, by)
    step.done_on = rules.check_past(on, what="it", today=clock.today())
    step.save(update_fields=["done_on"])
    record("asb_reviews.step_done", case, by=by, facts=facts_of(case))
    return step


@transaction.atomic
def recommend(*, case: Case, organisation: Organisation, words: str, answer_by: date, by: User) -> Recommendation:
    """Recommend something to a body with public functions, which must have regard to it."""
    case = held(case, by)
    check_ours(case, organisation)
    rules.check_before(
        case.panels.filter(held_on__isnull=False).exists(), lacks="no panel was held.", cure="A panel recommends."
    )
    made = added(
        Recommendation, case, by, organisation=organisation, on=clock.today(), answer_by=answer_by,
        words=rules.check_words(words, what="what is recommended"),
    )  # fmt: skip
    record("asb_reviews.recommended", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def record_regard(*, recommendation: Recommendation, regard: str, answer: str, on: date, by: User) -> Recommendation:
    """Record what a body answered to a recommendation; one that it does not accept whole, with its reason."""
    case = held(recommendation.case, by)
    recommendation.regard = rules.Regard(regard)
    if recommendation.regard != rules.Regard.ACCEPTED:
        rules.check_words(answer, what="its reason")
    recommendation.answer = answer.strip()
    recommendation.answered_on = rules.check_past(on, what="the answer", today=clock.today())
    recommendation.save(update_fields=["regard", "answer", "answered_on"])
    record("asb_reviews.regard_had", case, by=by, facts=facts_of(case))
    return recommendation


@transaction.atomic
def tell_outcome(*, case: Case, words: str, by: User) -> Letter:
    """Tell the applicant the outcome of the review and what was recommended."""
    case = held(case, by)
    rules.check_before(
        case.panels.filter(held_on__isnull=False).exists(), lacks="no panel was held.", cure="Record that it met first."
    )
    letter = _letter(case, Letter.Kind.OUTCOME, words, by)
    record("asb_reviews.outcome_told", case, by=by, facts=facts_of(case))
    return letter


def _letter(case: Case, kind: str, words: str, by: User) -> Letter:
    return added(Letter, case, by, kind=kind, on=clock.today(), words=rules.check_words(words, what="the letter"))


@transaction.atomic
def write(*, case: Case, words: str, by: User) -> Message:
    """Write to the applicant, who reads it with their code."""
    case = held(case, by, closed_too=True)
    made = added(Message, case, by, from_applicant=False, words=rules.check_words(words, what="the message"))
    record("asb_reviews.office_wrote", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def pause(*, case: Case, since: date, reason: str, by: User) -> Pause:
    """Let the clock of a case stand still, for a reason."""
    case = held(case, by)
    rules.check_before(
        not case.pauses.filter(until__isnull=True).exists(), lacks="it stands still already.", cure="Let it run first."
    )
    since = rules.check_past(since, what="the pause", today=clock.today())
    made = added(Pause, case, by, since=since, reason=rules.PauseReason(reason))
    record("asb_reviews.clock_stopped", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def resume(*, case: Case, until: date, by: User) -> Pause:
    """Let the clock of a case run again from the day after `until`."""
    case = held(case, by)
    found = case.pauses.filter(until__isnull=True).first()
    if found is None or until < found.since:
        raise rules.NotInOrder("the clock does not stand still then.", cure="Give a day within the pause.")
    found.until = rules.check_past(until, what="the end", today=clock.today())
    found.save(update_fields=["until"])
    record("asb_reviews.clock_runs", case, by=by, facts=facts_of(case))
    return found


@transaction.atomic
def raise_discontent(*, case: Case, about: str, before: str, words: str, by: User) -> Discontent:
    """Record that the applicant is not content, before the partnership or, once it may, the local policing body."""
    case = held(case, by, closed_too=True)
    if before == Discontent.Before.COMMISSIONER:
        procedure, today = statute_procedure(procedure_for(case)), clock.today()
        rules.check_before(
            policing_body_may_review(procedure, today), lacks="the local policing body does not review yet.",
            cure=policing_body_words(procedure, today),
        )  # fmt: skip
    made = added(
        Discontent, case, by, about=about, before=before, raised_on=clock.today(),
        words=rules.check_words(words, what="with what they are not content"),
    )  # fmt: skip
    record("asb_reviews.discontent_raised", case, by=by, facts=facts_of(case))
    return made


@transaction.atomic
def answer_discontent(*, discontent: Discontent, upheld: bool, words: str, by: User) -> Discontent:
    """Answer an applicant who was not content, in a letter. Where they were right, the case is open again."""
    case = held(discontent.case, by, closed_too=True)
    discontent.answered_on, discontent.upheld = clock.today(), upheld
    discontent.answer = rules.check_words(words, what="the answer")
    discontent.save(update_fields=["answered_on", "upheld", "answer"])
    _letter(case, Letter.Kind.ANSWER, words, by)
    if upheld and case.closed_on is not None:
        case.closed_on, case.closed_because = None, ""
        case.save(update_fields=["closed_on", "closed_because"])
    record("asb_reviews.discontent_answered", case, by=by, facts=facts_of(case))
    return discontent


@transaction.atomic
def close(*, case: Case, because: str, words: str, by: User) -> Case:
    """Close a case for a reason, and tell the applicant when and why."""
    case = held(case, by)
    last = case.decisions.last()
    rules.check_before(
        because != rules.Closing.DONE or case.letters.filter(kind=Letter.Kind.OUTCOME).exists(),
        lacks="the outcome was not told.", cure="Tell it first, or close for another reason.",
    )  # fmt: skip
    rules.check_before(
        because != rules.Closing.NOT_MET or (last is not None and not last.met),
        lacks="it was not decided that the threshold is not met.", cure="Decide on it, and say why.",
    )  # fmt: skip
    case.closed_on, case.closed_because = clock.today(), rules.Closing(because)
    case.save(update_fields=["closed_on", "closed_because"])
    _letter(case, Letter.Kind.CLOSING, words, by)
    record("asb_reviews.closed", case, by=by, facts=facts_of(case))
    return case
