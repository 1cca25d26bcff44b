"""Who answers, what happened, what proves it: who may say so, what is kept, and how the register follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.duties import actions, rules
from frankpledge.domain.duties.models import DutyEvent, Evidence, EvidenceFile, Responsibility
from frankpledge.domain.duties.queries.feeds import owed_by_feed
from frankpledge.domain.duties.queries.kept import timeline
from frankpledge.domain.duties.queries.register import Owed, Wanted, position, years_shown
from frankpledge.domain.duties.rules import Given, Upload
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace, end_membership
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.kept import BadFile
from frankpledge.ground.links.actions import revoke_link
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.statute.obligations import State
from tests.domain.duties.conftest import NOON
from tests.ground.documents.bad_kept import package
from tests.ground.documents.sent_files import armed, pdf

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def owed(workspace: Workspace, duty: str, year: int = 2026) -> tuple[Owed, ...]:
    """Return what a duty owes in a year, as it stands today."""
    return position(workspace=workspace, year=FinancialYear(year), today=clock.today()).of(duty)


def states(workspace: Workspace, duty: str, year: int = 2026) -> list[str]:
    return [one.obligation.state.value for one in owed(workspace, duty, year)]


# ---- who answers --------------------------------------------------------------------------------------------------


def test_an_officer_says_who_answers_and_everybody_sees_it(workspace: Workspace, officer: User, member: User) -> None:
    actions.assign_duty(
        workspace=workspace, duty="CSP-13", owner=member, role_words="Chair", deputy=officer, by=officer
    )
    (one,) = owed(workspace, "CSP-13")
    assert one.owner == "Board member · Chair"
    assert one.owned_by(member.pk)
    assert one.owned_by(officer.pk)
    actions.assign_duty(workspace=workspace, duty="CSP-13", owner=None, role_words="Clerk", by=officer)
    (one,) = owed(workspace, "CSP-13")
    assert (one.owner, one.owned_by(member.pk)) == ("Clerk", False)
    assert Responsibility.objects.count() == 1
    assert [happened.words for happened in timeline("CSP-13", workspace=workspace)] == [
        "said who answers for CSP-13"
    ] * 2


def test_nobody_else_says_who_answers_and_nobody_from_elsewhere_does(
    workspace: Workspace, people: dict[Role, User]
) -> None:
    officer = people[Role.OFFICER]
    for role in set(Role) - {Role.OFFICER}:
        with pytest.raises(NotPermitted):
            actions.assign_duty(workspace=workspace, duty="CSP-13", owner=None, role_words="Clerk", by=people[role])
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    with pytest.raises(rules.NotAResponsibility, match="does not belong here"):
        actions.assign_duty(workspace=workspace, duty="CSP-13", owner=stranger, by=officer)
    with pytest.raises(rules.NoSuchDuty, match="XXX-1"):
        actions.assign_duty(workspace=workspace, duty="XXX-1", owner=officer, by=officer)


def test_a_duty_that_does_not_bind_here_is_shown_with_its_reason_until_it_binds_again(
    workspace: Workspace, officer: User, analyst: User
) -> None:
    assert states(workspace, "CSP-02") == ["not_evidenced"]
    actions.excuse_duty(workspace=workspace, duty="CSP-02", reason="One provider alone.", by=officer)
    (one,) = owed(workspace, "CSP-02")
    assert (one.obligation.state, one.obligation.why_not) == (State.NOT_APPLICABLE, "One provider alone.")
    actions.excuse_duty(workspace=workspace, duty="CSP-02", reason=" ", by=officer)
    assert states(workspace, "CSP-02") == ["not_evidenced"]
    said = [happened.words for happened in timeline("CSP-02", workspace=workspace)]
    assert said == ["said that CSP-02 binds here", "said that CSP-02 does not bind here"]
    with pytest.raises(NotPermitted):
        actions.excuse_duty(workspace=workspace, duty="CSP-02", reason="x", by=analyst)


def test_the_database_knows_no_deputy_who_is_the_owner(workspace: Workspace, officer: User) -> None:
    own = {"workspace": workspace, "set_by": officer, "set_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(duty="CSP-01", owner=officer, deputy=officer, **own)


# ---- events and evidence ------------------------------------------------------------------------------------------


def test_an_event_starts_a_clock_that_evidence_stops(workspace: Workspace, officer: User, member: User) -> None:
    event = actions.record_event(workspace=workspace, kind="scrutiny_report", on=ON, words=" Report ", by=officer)
    (one,) = owed(workspace, "SCR-04")
    assert (one.obligation.due, one.obligation.state, one.event) == (date(2026, 12, 18), State.DUE, event)
    key = f"event:{event.pk}"
    given = Given("Reply sent", date(2026, 11, 25))
    proof = actions.record_evidence(workspace=workspace, duty="SCR-04", key=key, given=given, by=member)
    (one,) = owed(workspace, "SCR-04")
    assert (one.obligation.state, one.evidence[0].words, one.evidence[0].held) == (State.MET, "Reply sent", False)
    actions.withdraw_evidence(evidence=proof, reason="Never arrived", by=officer)
    assert states(workspace, "SCR-04") == ["due"]
    actions.withdraw_event(event=event, reason="Another partnership’s", by=officer)
    assert states(workspace, "SCR-04") == ["not_applicable"]
    with pytest.raises(rules.NotEvidence, match="owes nothing for"):
        actions.record_evidence(workspace=workspace, duty="SCR-04", key=key, given=given, by=member)
    assert [happened.words for happened in timeline("SCR-04", workspace=workspace)] == [
        "withdrew evidence of 25 November 2026 for SCR-04",
        "recorded evidence of 25 November 2026 for SCR-04 (in words)",
    ]


def test_what_is_withdrawn_stays_with_its_reason_and_is_withdrawn_once(workspace: Workspace, officer: User) -> None:
    event = actions.record_event(workspace=workspace, kind="breach", on=ON, words="Breach", by=officer)
    with pytest.raises(rules.NotEvidence, match="needs a reason"):
        actions.withdraw_event(event=event, reason=" ", by=officer)
    actions.withdraw_event(event=event, reason="None after all", by=officer)
    event.refresh_from_db()
    assert (event.withdrawn_because, event.withdrawn_by, event.withdrawn_at) == ("None after all", officer, NOON)
    with pytest.raises(rules.AlreadyWithdrawn):
        actions.withdraw_event(event=event, reason="Again", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyEvent.objects.filter(pk=event.pk).update(withdrawn_because="")


def test_who_may_not_prove_is_refused(workspace: Workspace, people: dict[Role, User]) -> None:
    for role in (Role.SCRUTINY, Role.COMMISSIONER, Role.DATA_CONTACT, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            actions.record_event(workspace=workspace, kind="breach", on=ON, words="Breach", by=people[role])
        with pytest.raises(NotPermitted):
            actions.record_evidence(workspace=workspace, duty="ASB-01", key="", given=Given("x", ON), by=people[role])


def test_what_starts_no_clock_or_is_no_duty_is_refused(workspace: Workspace, officer: User) -> None:
    with pytest.raises(rules.NotAnEvent, match="called so"):
        actions.record_event(workspace=workspace, kind="eclipse", on=ON, words="Dark", by=officer)
    later = NOON.date() + timedelta(days=30)
    with pytest.raises(rules.NotAnEvent, match="has not come yet"):
        actions.record_event(workspace=workspace, kind="breach", on=later, words="Breach", by=officer)
    meeting = actions.record_event(
        workspace=workspace, kind="committee_meeting", on=later, words="Committee", by=officer
    )
    assert owed(workspace, "COM-01")[0].event == meeting
    with pytest.raises(rules.NoSuchDuty):
        actions.record_evidence(workspace=workspace, duty="XXX-1", key="", given=Given("x", ON), by=officer)


def test_a_file_is_kept_as_it_came_under_a_name_that_does_no_harm(workspace: Workspace, officer: User) -> None:
    terms = pdf("Terms of reference")
    given = Given("Terms", ON, file=Upload("..\\terms of <reference>.pdf", terms))
    proof = actions.record_evidence(workspace=workspace, duty="CSP-01", key="", given=given, by=officer)
    kept = EvidenceFile.objects.get(evidence=proof)
    assert (kept.name, kept.size, bytes(kept.content)) == ("terms of _reference_.pdf", len(terms), terms)
    assert (proof.kind, proof.key) == ("file", "")
    assert kept.workspace == workspace


DISGUISED = (
    ("minutes.pdf", lambda: b"<html><script>go()</script></html>", "this is no PDF, whatever its name says"),
    ("minutes.pdf", armed, "it holds scripts"),
    ("minutes.docx", lambda: package("xlsx"), "this archive is no DOCX, whatever its name says"),
    ("minutes.docx", lambda: package("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    ("minutes.pdf.exe", lambda: pdf("Minutes"), "ending in .exe is not kept"),
    ("minutes.csv", lambda: b"who\n=cmd|'/c calc'!A1\n", "would start a program"),
)


@pytest.mark.parametrize(("name", "make", "told"), DISGUISED, ids=[told[:24] for *_, told in DISGUISED])
def test_a_file_that_is_not_what_its_name_says_proves_nothing_and_leaves_nothing(
    name: str, make: Callable[[], bytes], told: str, workspace: Workspace, officer: User
) -> None:
    given = Given("Minutes", ON, file=Upload(name, make()))
    with pytest.raises(BadFile, match=told) as refused:
        actions.record_evidence(workspace=workspace, duty="CSP-01", key="", given=given, by=officer)
    assert refused.value.where == name
    assert refused.value.cure
    assert not Evidence.objects.exists()


def test_whoever_sends_evidence_is_told_what_it_shows(workspace: Workspace, officer: User, client: Client) -> None:
    hidden = b'<workbook xmlns="x"><sheets><sheet name="Names" sheetId="1" state="hidden"/></sheets></workbook>'
    given = Given("Count", ON, file=Upload("count.xlsx", package("xlsx", {"xl/workbook.xml": hidden})))
    proof = actions.record_evidence(workspace=workspace, duty="CSP-01", key="", given=given, by=officer)
    client.force_login(officer)
    said = client.get(reverse("duties:evidence", args=(workspace.slug, proof.pk))).content.decode()
    assert "It has a hidden sheet." in said


def test_the_database_keeps_evidence_one_thing(workspace: Workspace, officer: User) -> None:
    own = {
        "workspace": workspace,
        "duty": "CSP-01",
        "on": ON,
        "words": "x",
        "recorded_by": officer,
        "recorded_at": NOON,
    }
    for wrong in ({"kind": "address"}, {"kind": "edition"}, {"kind": "words", "address": "https://example.org/x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(**own, **wrong)


def test_an_edition_of_elsewhere_proves_nothing_here(workspace: Workspace, officer: User) -> None:
    given = Given("Assessment", ON, edition="6a0f7a4e-5b86-4c43-9d4c-4f8a3f0f5a11")
    with pytest.raises(rules.NotEvidence, match="no such edition"):
        actions.record_evidence(workspace=workspace, duty="CSP-07", key="2026/27", given=given, by=officer)


# ---- the register -------------------------------------------------------------------------------------------------


def test_the_nation_the_tiers_and_the_days_of_the_partnership_decide(
    workspace: Workspace, partnership: Partnership
) -> None:
    assert states(workspace, "CSP-19") == ["due"]
    Partnership.objects.update(nation="wales", two_tier=False)
    assert owed(workspace, "CSP-19") == ()
    assert owed(workspace, "CSP-10")[0].duty.provision == "SI 2007/3076 reg 9(1)(a)"
    Partnership.objects.update(valid_from=date(2027, 4, 1))
    assert states(workspace, "CSP-10") == ["not_applicable"]


def test_the_register_is_filtered_by_what_the_address_says(workspace: Workspace, officer: User, member: User) -> None:
    actions.assign_duty(workspace=workspace, duty="CSP-13", owner=member, by=officer)
    actions.record_event(workspace=workspace, kind="information_request", on=date(2026, 10, 1), words="x", by=officer)
    found = position(workspace=workspace, year=FinancialYear(2026), today=NOON.date())

    def names(**asked: str) -> set[str]:
        wanted = Wanted(**asked)
        return {one.duty.id for one in found.owed if wanted.holds(one, today=found.today, viewer=member.pk)}

    assert len(names()) == 87
    assert "CSP-25" not in names(state="open")
    assert names(state="late") == {"FOI-01", "DAB-01", "CSP-24"}
    assert names(owner="mine") == {"CSP-13"}
    assert "CSP-13" not in names(owner="nobody")
    assert names(part="scrutiny", state="not_evidenced") == {"SCR-01"}
    assert {"CSP-24", "ASB-01"} <= names(who="police")
    assert "CSP-13" not in names(who="police")
    assert names(when="over") == {"FOI-01", "DAB-01", "CSP-24"}
    assert names(when="90") == {"CSP-24"}
    assert names(when="30") == set()
    assert [str(year) for year in years_shown(NOON.date())] == ["2027/28", "2026/27", "2025/26", "2024/25", "2023/24"]
    assert found.owed[0].obligation.state is State.LATE


def test_a_sister_partnership_proves_nothing_here(workspace: Workspace, officer: User) -> None:
    sister = create_workspace(name="Sister", slug="sister", by=officer)
    add_member(workspace=sister, user=officer, role=Role.OFFICER, by=officer)
    actions.record_evidence(workspace=sister, duty="ASB-01", key="", given=Given("Procedures", ON), by=officer)
    actions.excuse_duty(workspace=sister, duty="CSP-02", reason="One", by=officer)
    event = actions.record_event(workspace=sister, kind="scrutiny_report", on=ON, words="Report", by=officer)
    assert states(workspace, "ASB-01") == ["not_evidenced"]
    assert states(workspace, "CSP-02") == ["not_evidenced"]
    assert states(workspace, "SCR-04") == ["not_applicable"]
    with pytest.raises(rules.NotEvidence, match="owes nothing"):
        actions.record_evidence(
            workspace=workspace, duty="SCR-04", key=f"event:{event.pk}", given=Given("x", ON), by=officer
        )


# ---- calendars ----------------------------------------------------------------------------------------------------


def test_a_calendar_opens_with_its_address_until_it_is_withdrawn_or_ends(workspace: Workspace, officer: User) -> None:
    opened = actions.open_feed(workspace=workspace, to_whom="The board", only_for=None, days=30, by=officer)
    found = owed_by_feed(opened.token, today=NOON.date())
    assert {"CSP-07", "CSP-24"} <= {one.duty.id for one in found.owed}
    assert Release.objects.get().what == "calendar of duties for The board"
    with time_machine.travel(NOON + timedelta(days=31), tick=False), pytest.raises(LinkClosed):
        owed_by_feed(opened.token, today=NOON.date())
    revoke_link(link=opened.link, by=officer)
    with pytest.raises(LinkClosed):
        owed_by_feed(opened.token, today=NOON.date())


def test_a_persons_calendar_holds_their_duties_alone_and_ends_when_they_leave(
    workspace: Workspace, officer: User, member: User
) -> None:
    actions.assign_duty(workspace=workspace, duty="CSP-13", owner=member, by=officer)
    opened = actions.open_feed(workspace=workspace, to_whom="Chair", only_for=member, days=30, by=officer)
    assert {one.duty.id for one in owed_by_feed(opened.token, today=NOON.date()).owed} == {"CSP-13"}
    end_membership(membership=Membership.objects.get(workspace=workspace, user=member), by=None)
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False), pytest.raises(LinkClosed):
        owed_by_feed(opened.token, today=NOON.date())


def test_who_may_not_give_out_calendars_is_refused_and_so_is_a_strangers(
    workspace: Workspace, officer: User, member: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.open_feed(workspace=workspace, to_whom="x", only_for=None, days=30, by=member)
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    with pytest.raises(rules.NotAResponsibility):
        actions.open_feed(workspace=workspace, to_whom="x", only_for=stranger, days=30, by=officer)
    with pytest.raises(LinkClosed):
        owed_by_feed("guessed", today=NOON.date())
