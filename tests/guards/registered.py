"""What a town's registers hold, each word with the canary."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.agreements import actions as agreements
from frankpledge.domain.agreements.actions.lists import AGREEMENTS
from frankpledge.domain.agreements.rules import Answer, Kind, Term
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.campaigns import actions as campaigns
from frankpledge.domain.campaigns.actions.lists import CAMPAIGNS
from frankpledge.domain.campaigns.rules import PieceKind
from frankpledge.domain.duties.rules import Upload
from frankpledge.domain.risks import actions as risks
from frankpledge.domain.risks.actions.lists import RISKS
from frankpledge.domain.risks.rules import Level, ScoreKind, Tolerance
from frankpledge.domain.training import actions as training
from frankpledge.domain.training.actions.lists import TRAINING
from frankpledge.domain.training.rules import Question
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import ListKind


def registered(canary: str, workspace: Workspace, action: str, by: User) -> dict[str, str]:
    """Fill the registers, with the group and organisation of an action, and return what their addresses need."""
    row = Action.objects.select_related("body", "organisation", "person").get(pk=UUID(action))
    assert row.person is not None
    return {
        **_risk(canary, row, row.body, row.organisation, row.person, by),
        **_training(canary, row.organisation, by),
        **_campaign(canary, row.organisation, by),
        **_agreement(canary, row.organisation, row.person, by),
    }


def _risk(
    canary: str, action: Action, body: Body, organisation: Organisation, person: Person, by: User
) -> dict[str, str]:
    today = clock.today()
    before = today - timedelta(days=60)
    bears = Tolerance("five", 4, 3)
    risks.set_appetite(body=body, tolerance=bears, since=before, reason=f"{canary} minute", by=by)
    given = risks.Described(
        f"{canary} lamps fail", body, organisation, "people", f"{canary} cause", f"{canary} effect", person
    )
    first = risks.First(
        before, {ScoreKind.CURRENT: Level("five", 3, 3)}, f"{canary} first reason", today - timedelta(days=1)
    )
    made = risks.raise_risk(workspace=body.workspace, given=given, first=first, by=by)
    level = Level("five", 4, 4)
    risks.score_risk(risk=made, kind=ScoreKind.CURRENT, level=level, reason=f"{canary} reason", on=before, by=by)
    control = risks.add_control(risk=made, words=f"{canary} spare lamps", since=before, by=by)
    tie = risks.tie_action(risk=made, action=action, by=by)
    heads = ("number", "risk", "group")
    read = Read((Sheet(f"{canary} sheet", 1, heads),), ((0, 2, ["", f"{canary} dark", f"{canary} nowhere"]),))
    sent = send_list(kind=RISKS, workspace=body.workspace, name=f"{canary} risks.csv", read=read, by=by)
    return {
        "risk_list": str(sent.pk),
        "risk": str(made.pk),
        "control": str(control.pk),
        "tie": str(tie.pk),
        "which": "current",
    }


def _training(canary: str, organisation: Organisation, by: User) -> dict[str, str]:
    facts = training.CourseFacts(f"{canary} lamp lore", f"{canary} trust", f"{canary} subject", f"{canary} aims")
    course = training.add_course(workspace=organisation.workspace, given=facts, by=by)
    given = training.EventFacts(clock.today() - timedelta(days=30), f"{canary} hall", funded_by=f"{canary} fund")
    session = training.add_event(course=course, given=given, by=by)
    training.count_delegates(session=session, counts={organisation: 7}, by=by)
    asked = Question(f"{canary} question", 1, 5, {4: 3, 5: 2})
    training.record_feedback(session=session, given=training.Feedback(7, 5, [asked], f"{canary} remark"), by=by)
    heads = ("course", "on", "place")
    read = Read((Sheet(f"{canary} sheet", 1, heads),), ((0, 2, [f"{canary} lore", "2025-02-03", f"{canary} hall"]),))
    sent = send_list(kind=TRAINING, workspace=organisation.workspace, name=f"{canary} training.csv", read=read, by=by)
    return {"course": str(course.pk), "session": str(session.pk), "training_list": str(sent.pk)}


def _campaign(canary: str, organisation: Organisation, by: User) -> dict[str, str]:
    began = clock.today() - timedelta(days=90)
    facts = campaigns.CampaignFacts(f"{canary} light up", f"{canary} dark", began, organisation, aim=f"{canary} aim")
    made = campaigns.add_campaign(workspace=organisation.workspace, given=facts, by=by)
    given = campaigns.PieceFacts(PieceKind.EVENT, f"{canary} fair", began, f"{canary} green", 90)
    piece = campaigns.add_piece(campaign=made, given=given, by=by)
    campaigns.record_reach(campaign=made, channel="social", count=900, source=f"{canary} report", as_at=began, by=by)
    campaigns.record_said(campaign=made, words=f"{canary} brighter", whose=f"{canary} traders", on=began, by=by)
    campaigns.tell_change(campaign=made, changed=f"{canary} change", known_from=f"{canary} survey", by=by)
    sent = _sent(canary, CAMPAIGNS, ("campaign", "lead"), (f"{canary} lights", f"{canary} nowhere"), made.workspace, by)
    return {"campaign": str(made.pk), "piece": str(piece.pk), "campaign_list": sent}


def _sent(
    canary: str, kind: ListKind, heads: tuple[str, ...], cells: tuple[str, ...], workspace: Workspace, by: User
) -> str:
    """Send a list of a kind with one line, of which a word is not known, and return its identity."""
    read = Read((Sheet(f"{canary} sheet", 1, heads),), ((0, 2, list(cells)),))
    return str(send_list(kind=kind, workspace=workspace, name=f"{canary} list.csv", read=read, by=by).pk)


def _agreement(canary: str, organisation: Organisation, person: Person, by: User) -> dict[str, str]:
    place, before = organisation.workspace, clock.today() - timedelta(days=400)
    facts = agreements.AgreementFacts(
        f"{canary} protocol", Kind.PROTOCOL, organisation, ["cda_115"], f"{canary} data", f"{canary} aims",
        f"{canary} words",
    )  # fmt: skip
    made = agreements.add_agreement(workspace=place, given=facts, by=by)
    text = Upload(f"{canary} protocol.txt", f"{canary} text".encode())
    terms = agreements.VersionFacts(Term(before, None, clock.today() - timedelta(days=9)), f"{canary} new", file=text)
    version = agreements.add_version(agreement=made, given=terms, by=by)
    agreements.record_answer(
        version=version, organisation=organisation, answer=Answer.REFUSED, on=before, by_whom=f"{canary} chief",
        words=f"{canary} doubts", by=by,
    )  # fmt: skip
    agreements.nominate(agreement=made, organisation=organisation, person=person, since=before, by=by)
    other = found_organisation(workspace=place, name=f"{canary} hospital", kind="nhs_trust", by=by)
    asked = agreements.Asked(organisation, other, before, f"{canary} counts", "cda_115", before)
    request = agreements.record_request(agreement=made, given=asked, by=by)
    sent = _sent(canary, AGREEMENTS, ("agreement", "kept_by"), (f"{canary} terms", f"{canary} nobody"), place, by)
    return {
        "agreement": str(made.pk), "wording": str(version.pk), "asking": str(request.pk), "agreement_list": sent,
    }  # fmt: skip
