"""Training, campaigns and agreements of the demonstration, each step through the action that a page calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from frankpledge.demo.risky import Named, named_of, told_of
from frankpledge.domain.agreements import actions as agreements
from frankpledge.domain.agreements.models import Agreement, Version
from frankpledge.domain.agreements.rules import Answer, Outcome, Term
from frankpledge.domain.agreements.rules import Kind as AgreementKind
from frankpledge.domain.campaigns import actions as campaigns
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.domain.campaigns.rules import PieceKind
from frankpledge.domain.training import actions as training
from frankpledge.domain.training.models import Course, Session
from frankpledge.domain.training.rules import Question
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def keep_registers(workspace: Workspace, *, by: User) -> None:
    """Record training, campaigns and agreements, but what is there. What would lie in the future is left out."""
    told, named, today = told_of("kept.toml"), named_of(workspace, by), clock.today()
    if not Course.objects.filter(workspace=workspace).exists():
        for one in told["course"]:
            _course(workspace, one, named, today, by)
    if not Campaign.objects.filter(workspace=workspace).exists():
        for one in told["campaign"]:
            if one["began"] <= today:
                _campaign(workspace, one, named, today, by)
    if not Agreement.objects.filter(workspace=workspace).exists():
        for one in told["agreement"]:
            _agreement(workspace, one, named, today, by)


def _count(told: Any) -> int | None:
    return told if isinstance(told, int) else None


def _cost(one: Mapping[str, Any]) -> Decimal | None:
    return Decimal(one["cost"]) if "cost" in one else None


# ---- training --------------------------------------------------------------------------------------------------------


def _course(workspace: Workspace, one: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    given = training.CourseFacts(one["title"], one["provider"], one["subject"], one["about"])
    course = training.add_course(workspace=workspace, given=given, by=by)
    for each in one["event"]:
        facts = training.EventFacts(
            each["on"], each["place"], _cost(each), each.get("funded_by", ""), each.get("places")
        )
        session = training.add_event(course=course, given=facts, by=by)
        if "cancelled" in each and each["on"] <= today:
            training.cancel_event(session=session, reason=each["cancelled"], by=by)
        elif each["on"] <= today:
            _held(session, each, named, by)


def _held(session: Session, each: Mapping[str, Any], named: Named, by: User) -> None:
    """Count who came to an event and keep what they said, where it is told."""
    if "delegates" in each:
        counts = {named.organisations[name]: _count(count) for name, count in each["delegates"]}
        training.count_delegates(session=session, counts=counts, by=by)
    if "asked" in each:
        questions = []
        for words, typed in each.get("questions", ()):
            counts_of = {int(step): count for step, count in typed.items()}
            questions.append(Question(words, min(counts_of), max(counts_of), counts_of))
        given = training.Feedback(each["asked"], each["answered"], questions, each.get("said", ""))
        training.record_feedback(session=session, given=given, by=by)


# ---- campaigns -------------------------------------------------------------------------------------------------------


def _campaign(workspace: Workspace, one: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    given = campaigns.CampaignFacts(
        name=one["name"], subject=one["subject"], aim=one["aim"], began=one["began"], ended=one.get("ended"),
        lead=named.organisations[one["lead"]], partners=[named.organisations[name] for name in one["partners"]],
        cost=_cost(one), funded_by=one["funded_by"],
    )  # fmt: skip
    known_at = datetime.combine(given.began, time(9), tzinfo=UTC)
    made = campaigns.add_campaign(workspace=workspace, given=given, by=by, known_at=known_at)
    for kind, name, on, place, count in one["pieces"]:
        facts = campaigns.PieceFacts(PieceKind(kind), name, on or None, place, _count(count))
        campaigns.add_piece(campaign=made, given=facts, by=by)
    for channel, count, source, as_at in one["reach"]:
        if as_at <= today:
            campaigns.record_reach(
                campaign=made, channel=channel, count=_count(count), source=source, as_at=as_at, by=by
            )
    for words, whose, on in one.get("said", ()):
        if on <= today:
            campaigns.record_said(campaign=made, words=words, whose=whose, on=on, by=by)
    if "changed" in one and one["ended"] < today:
        campaigns.tell_change(campaign=made, changed=one["changed"], known_from=one["known_from"], by=by)


# ---- agreements ------------------------------------------------------------------------------------------------------


def _agreement(workspace: Workspace, one: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    words = {name: one.get(name, "") for name in ("which_data", "purposes", "basis_words")}
    given = agreements.AgreementFacts(
        one["name"], AgreementKind(one["kind"]), named.organisations[one["keeper"]], one["bases"], **words
    )
    made = agreements.add_agreement(workspace=workspace, given=given, by=by)
    for each in one["version"]:
        term = Term(each["since"], each.get("until"), each.get("review_on"))
        facts = agreements.VersionFacts(term, each["words"])
        _signed(agreements.add_version(agreement=made, given=facts, by=by), each, named, today, by)
    for each in one.get("nominated", ()):
        if each["since"] <= today:
            agreements.nominate(
                agreement=made, organisation=named.organisations[each["organisation"]],
                person=named.people.get(each.get("person", "")), role=each.get("role", ""), since=each["since"], by=by,
            )  # fmt: skip
    for each in one.get("request", ()):
        if each["asked_on"] <= today:
            _asked(made, each, named, today, by)


def _signed(version: Version, each: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    """Keep what organisations answered to a version, and when it was looked at again."""
    answers = [(Answer.SIGNED, *one, "") for one in each.get("signed", ())]
    answers += [(Answer.REFUSED, *one) for one in each.get("refused", ())]
    for answer, name, on, by_whom, words in answers:
        if on <= today:
            agreements.record_answer(
                version=version, organisation=named.organisations[name], answer=answer, on=on, by_whom=by_whom,
                words=words, by=by,
            )  # fmt: skip
    for on, review_on, reason in each.get("looked_at", ()):
        if on <= today:
            agreements.change_term(version=version, until=version.until, review_on=review_on, reason=reason, by=by)


def _asked(made: Agreement, each: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    """Record a request, and its answer where its day has come."""
    by_whom, of_whom = (named.organisations[each[name]] for name in ("asked_by", "asked_of"))
    given = agreements.Asked(by_whom, of_whom, each["asked_on"], each["what"], each["basis"], each["due"])
    request = agreements.record_request(agreement=made, given=given, by=by)
    if "answered" in each and each["answered"][0] <= today:
        on, outcome, words = each["answered"]
        agreements.answer_request(request=request, outcome=Outcome(outcome), on=on, words=words, by=by)
