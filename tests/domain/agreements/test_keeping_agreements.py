"""What is kept of agreements by whom, and which duties they prove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.actions import AgreementFacts, Asked, VersionFacts
from frankpledge.domain.agreements.models import Agreement, Liaison, Signature, Version
from frankpledge.domain.agreements.queries import (
    Choice,
    Line,
    chosen,
    chosen_requests,
    everybody_nominated,
    lines_of,
    protocol_kept,
    requests_of,
)
from frankpledge.domain.agreements.registry import HOLDINGS
from frankpledge.domain.agreements.rules import Answer, Kind, NotAnAgreement, Outcome, Term
from frankpledge.domain.bodies.actions.organisations import set_capacity, succeed
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.duties.rules import NotEvidence, Upload
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.kept import BadFile
from frankpledge.ground.registry import HoldingsRequest, SeenRequest
from tests.domain.agreements.conftest import SINCE, TODAY, sign
from tests.domain.bodies.stage import AUTHORITIES, Stage, set_table
from tests.ground.documents.sent_files import armed, pdf, word


def shown(agreement: Agreement, viewer: User, on: date = TODAY) -> Line:
    return next(one for one in lines_of(workspace=agreement.workspace, viewer=viewer, on=on) if one.id == agreement.pk)


def proved(workspace: Workspace, on: date = TODAY) -> list[tuple[date, str]]:
    return [(seen.on, seen.words) for seen in protocol_kept(SeenRequest(workspace, "2025/26", on))]


def test_signed_refused_and_not_yet_are_three_things_and_the_latest_answer_counts(
    agreement: Agreement, version: Version, stage: Stage, officer: User
) -> None:
    sign(version, stage, "fire", "health")
    fire = stage.organisations["fire"]
    with pytest.raises(NotAnAgreement, match="no reason"):
        actions.record_answer(version=version, organisation=fire, answer=Answer.REFUSED, on=SINCE, by=officer)
    actions.record_answer(
        version=version, organisation=fire, answer=Answer.REFUSED, on=SINCE, words="No counsel yet", by=officer
    )
    line = shown(agreement, officer)
    answers = {one.organisation: one.answer for one in line.signatories}
    assert answers[fire.name] is Answer.REFUSED
    assert answers[stage.organisations["health"].name] is None
    assert line.not_signed == (stage.organisations["health"].name, fire.name)
    actions.record_answer(version=version, organisation=fire, answer=Answer.SIGNED, on=TODAY, by=officer)
    assert shown(agreement, officer).not_signed == (stage.organisations["health"].name,)
    assert fire.name in shown(agreement, officer, SINCE).not_signed
    assert Signature.objects.filter(organisation=fire).count() == 2


def test_the_duty_is_proved_by_a_protocol_that_all_signed_and_by_no_other(
    agreement: Agreement, version: Version, stage: Stage, officer: User, workspace: Workspace, given: AgreementFacts
) -> None:
    sign(version, stage, "fire")
    assert proved(workspace) == []
    actions.record_answer(
        version=version, organisation=stage.organisations["fire"], answer=Answer.SIGNED, on=TODAY, by=officer
    )
    words = (
        "Sharing protocol, version 1, signed by 5 of 5 responsible authorities; to be looked at again on 20 May 2026"
    )
    assert proved(workspace) == [(SINCE, words)]
    assert proved(workspace, SINCE) == []
    actions.amend_agreement(agreement=agreement, given=replace(given, bases=["cda_17a"]), by=officer)
    assert proved(workspace) == []
    actions.amend_agreement(agreement=agreement, given=replace(given, kind=Kind.SHARING), by=officer)
    assert proved(workspace) == []


def test_an_authority_that_came_after_another_signs_anew(
    agreement: Agreement, version: Version, stage: Stage, officer: User, workspace: Workspace
) -> None:
    sign(version, stage)
    board = stage.organisation("Integrated Care Board", "icb", since=date(2025, 11, 1))
    succeed(
        predecessors=[stage.organisations["health"]], successors=[board], on=date(2025, 11, 1), kind="transferred",
        by=officer,
    )  # fmt: skip
    assert shown(agreement, officer).not_signed == ("Integrated Care Board",)
    assert proved(workspace) == []
    assert proved(workspace, date(2025, 10, 31)) != []


def test_each_authority_nominates_somebody_from_a_day(
    agreement: Agreement, version: Version, stage: Stage, officer: User, workspace: Workspace
) -> None:
    asked = SeenRequest(workspace, "2025/26", TODAY)
    for name, _, _ in AUTHORITIES:
        organisation, person = stage.organisations[name], stage.people[name]
        actions.nominate(agreement=agreement, organisation=organisation, person=person, since=SINCE, by=officer)
    (seen,) = everybody_nominated(asked)
    assert (seen.on, "each of 5 responsible authorities" in seen.words) == (SINCE, True)
    fire, since = stage.organisations["fire"], date(2025, 9, 1)
    actions.nominate(agreement=agreement, organisation=fire, person=None, role="Analyst", since=since, by=officer)
    held = Liaison.objects.filter(organisation=fire).order_by("since")
    assert [(one.since, one.until) for one in held] == [(SINCE, date(2025, 8, 31)), (since, None)]
    with pytest.raises(NotAnAgreement, match="is before"):
        actions.nominate(agreement=agreement, organisation=fire, person=None, role="x", since=since, by=officer)
    actions.end_nomination(liaison=held[1], last=date(2025, 11, 30), by=officer)
    assert shown(agreement, officer).unnamed == (fire.name,)
    assert list(everybody_nominated(asked)) == []
    assert version.number == 1


def test_a_new_version_ends_the_one_before_and_has_one_text(
    agreement: Agreement, version: Version, officer: User, stage: Stage
) -> None:
    text = Upload("protocol.pdf", pdf("The protocol"))
    term = Term(date(2025, 11, 1), date(2025, 12, 20), None)
    second = actions.add_version(agreement=agreement, given=VersionFacts(term, file=text), by=officer)
    version.refresh_from_db()
    assert (version.until, second.number, second.file.name) == (date(2025, 10, 31), 2, "protocol.pdf")
    assert shown(agreement, officer).standing.words == "ends on 20 December 2025, in 18 days"
    assert shown(agreement, officer, SINCE).version == version
    later = replace(term, since=date(2025, 12, 21), until=None)
    for given, error, told in (
        (VersionFacts(term), NotAnAgreement, "another version is in force from"),
        (VersionFacts(later, address="https://x.example/a", file=text), NotAnAgreement, "one text"),
        (VersionFacts(later, address="ftp:x"), NotEvidence, "no address"),
        (VersionFacts(later, file=Upload("run.exe", b"x")), BadFile, "not kept"),
        (
            VersionFacts(later, file=Upload("protocol.pdf", b"MZ\x90")),
            BadFile,
            "this is no PDF, whatever its name says",
        ),
        (VersionFacts(later, file=Upload("protocol.pdf", armed())), BadFile, "it holds scripts"),
        (VersionFacts(later, file=Upload("protocol.docx", word("Protocol", "x", kind="odt"))), BadFile, "is no DOCX"),
    ):
        with pytest.raises(error, match=told):
            actions.add_version(agreement=agreement, given=given, by=officer)
    actions.change_term(
        version=second, until=None, review_on=date(2026, 11, 1), reason="Looked at, nothing to change", by=officer
    )
    assert shown(agreement, officer).standing.kind == "in_force"
    assert Version.objects.count() == 2


def test_requests_are_numbered_answered_once_and_chosen(
    agreement: Agreement, stage: Stage, officer: User, workspace: Workspace
) -> None:
    police, health = stage.organisations["police"], stage.organisations["health"]
    asked = Asked(police, health, date(2025, 11, 3), "Attendances after assault, by ward", "cda_17a", date(2025, 12, 1))
    first = actions.record_request(agreement=agreement, given=asked, by=officer)
    second = actions.record_request(agreement=agreement, given=replace(asked, due=None), by=officer)
    assert (first.number, second.number) == (1, 2)
    for wrong in (replace(asked, asked_of=police), replace(asked, what=""), replace(asked, basis="x")):
        with pytest.raises(NotAnAgreement):
            actions.record_request(agreement=agreement, given=wrong, by=officer)

    def numbers(**told: str) -> list[int]:
        found = requests_of(workspace=workspace, viewer=officer)
        return [one.number for one in chosen_requests(found, told, on=TODAY)]

    assert (numbers(), numbers(state="late"), numbers(words="WARD")) == ([2, 1], [1], [2, 1])
    with pytest.raises(NotAnAgreement, match="no reason"):
        actions.answer_request(request=first, outcome=Outcome.REFUSED, on=TODAY, by=officer)
    actions.answer_request(request=first, outcome=Outcome.GIVEN, on=TODAY, by=officer)
    assert (numbers(state="late"), numbers(state="open"), numbers(state="answered")) == ([], [2], [1])
    assert (numbers(asked_of=str(police.pk)), numbers(asked_of=str(health.pk))) == ([], [2, 1])
    with pytest.raises(NotAnAgreement, match="was answered on"):
        actions.answer_request(request=first, outcome=Outcome.GIVEN, on=TODAY, by=officer)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(), ["Old agreement", "Sharing protocol"]),
        (Choice(order="name"), ["Old agreement", "Sharing protocol"]),
        (Choice(state="lapsed"), ["Old agreement"]),
        (Choice(state="presses"), ["Old agreement"]),
        (Choice(state="in_force"), ["Sharing protocol"]),
        (Choice(state="to_come"), []),
        (Choice(kind="protocol"), ["Sharing protocol"]),
        (Choice(words="OLD"), ["Old agreement"]),
        (Choice(organisation="nobody"), []),
    ],
)
def test_agreements_are_chosen(
    choice: Choice, names: list[str], agreement: Agreement, version: Version, officer: User, given: AgreementFacts
) -> None:
    place = agreement.workspace
    old = actions.add_agreement(
        workspace=place, given=replace(given, name="Old agreement", kind=Kind.SHARING), by=officer
    )
    term = Term(date(2024, 1, 1), date(2024, 12, 31), None)
    actions.add_version(agreement=old, given=VersionFacts(term), by=officer)
    assert version.number == 1
    assert [line.name for line in chosen(lines_of(workspace=place, viewer=officer, on=TODAY), choice)] == names


def test_co_operating_bodies_may_sign_and_do_not_have_to(
    agreement: Agreement, version: Version, stage: Stage, officer: User
) -> None:
    homes = stage.organisation("Never Homes", "landlord")
    set_capacity(organisation=homes, kind="co_operating", since=SINCE, basis="s5(2)", by=officer)
    sign(version, stage)
    line = shown(agreement, officer)
    assert (line.signatories[-1].organisation, line.signatories[-1].must, line.not_signed) == ("Never Homes", False, ())


def test_a_leaver_who_is_nominated_gets_a_successor_from_today(
    agreement: Agreement, stage: Stage, officer: User, member: User, workspace: Workspace
) -> None:
    police = stage.organisations["police"]
    actions.nominate(agreement=agreement, organisation=police, person=stage.people["police"], since=SINCE, by=officer)
    tie_account(person=stage.people["police"], account=member, by=officer)
    tie_account(person=stage.people["fire"], account=officer, by=officer)
    (held,) = HOLDINGS(HoldingsRequest(workspace, member))
    held.hand_over(officer, officer)
    named = [(one.person, one.since, one.until) for one in Liaison.objects.order_by("since")]
    assert named == [
        (stage.people["police"], SINCE, date(2025, 12, 1)), (stage.people["fire"], TODAY, None),
    ]  # fmt: skip
    (again,) = HOLDINGS(HoldingsRequest(workspace, officer))
    tie_account(person=stage.people["police"], account=member, by=officer)
    again.hand_over(member, officer)
    assert Liaison.objects.get(since=TODAY).person == stage.people["police"]


def test_what_is_withdrawn_proves_nothing_and_strangers_find_nothing(
    agreement: Agreement, version: Version, stage: Stage, officer: User, member: User, workspace: Workspace,
    given: AgreementFacts,
) -> None:  # fmt: skip
    sign(version, stage)
    with pytest.raises(NotPermitted):
        actions.withdraw_agreement(agreement=agreement, reason="x", by=member)
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    assert lines_of(workspace=workspace, viewer=theirs, on=TODAY) == ()
    other = set_table(foreign, theirs).organisations["fire"]
    with pytest.raises(NotAnAgreement, match="not of this partnership"):
        actions.record_answer(version=version, organisation=other, answer=Answer.SIGNED, on=TODAY, by=officer)
    actions.withdraw_agreement(agreement=agreement, reason="Entered twice", by=officer)
    assert proved(workspace) == []
    with pytest.raises(NotAnAgreement, match="withdrawn as a mistake"):
        actions.amend_agreement(agreement=agreement, given=given, by=officer)
