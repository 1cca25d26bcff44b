"""Pages of duties: what stands where, what is typed wrong is named, and what leaves is noted."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar
from openpyxl import load_workbook
from pikepdf import Pdf

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.duties import actions
from frankpledge.domain.duties.models import DutyEvent, Evidence, Responsibility
from frankpledge.domain.duties.queries.register import position
from frankpledge.domain.duties.rules import Given
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.links.models import Link
from frankpledge.statute.obligations import State
from tests.domain.duties.conftest import NOON
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
HOME = "/w/tithing/duties/"
ON = date(2026, 11, 20)


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_the_register_shows_what_needs_something_and_the_address_keeps_the_choice(as_officer: Client) -> None:
    said = words(as_officer.get(HOME))
    assert "Depersonalised data exchanged: 2026/27 Q1" in said
    assert "Late, 57 days over" in said
    assert "Due in 125 days" in said
    assert "Power to disclose" not in said
    everything = words(as_officer.get(f"{HOME}?state=all"))
    assert "Power to disclose" in everything
    assert "90 of 90" in everything
    late = words(as_officer.get(f"{HOME}?state=late&who=council&when=over&part=assessment&owner=nobody"))
    assert "1 of 90" not in late
    assert "2 of 90" in late
    assert "No duty is so in this year" in words(as_officer.get(f"{HOME}?state=met"))
    assert "2024/25" in words(as_officer.get(f"{HOME}?year=2024/25"))
    assert as_officer.get(f"{HOME}?year=soon").status_code == 404
    assert "not one of the available choices" in as_officer.get(f"{HOME}?state=odd").content.decode()


def test_a_duty_is_told_with_its_law_its_clock_and_how_its_day_is_reckoned(
    as_officer: Client, workspace: Workspace, officer: User
) -> None:
    event = actions.record_event(
        workspace=workspace, kind="information_request", on=date(2026, 11, 2), words="Cameras", by=officer
    )
    said = words(as_officer.get(f"{HOME}of/FOI-01/"))
    for part in (
        "The law is unconfirmed",
        "FOIA 2000 s10 and Sch 1; EIR 2004",
        "A request for information was received: 20 working days after. The law sets the time.",
        "20 working days after 2 November 2026, which does not count itself: 30 November 2026.",
        "Due in 4 days",
        f"for=event%3A{event.pk}",
        "Nobody yet",
    ):
        assert part in said, part
    assert "A point of the law is unconfirmed" in words(as_officer.get(f"{HOME}of/SCR-01/"))
    for code, clock in (
        ("CSP-07", "Once in every year from 1 April, by 31 March. The law sets the time."),
        ("CSP-24", "For every quarter, by the end of the next. The law sets the time."),
        ("SCR-01", "At least once in so many months: 12 months after. The law sets the time."),
        ("ASB-01", "Always."),
        ("CSP-05", "Always, looked at again every 12 months. The law names no day: the time is usual practice."),
        ("CSP-23", "A decision was taken that bears on crime and disorder: on that day. The law sets the time."),
        ("COM-01", "5 clear working days before. The law sets the time."),
        ("SCR-02", "The committee asked for information in writing: by the day that is named."),
        ("DHR-04", "It was decided to review a death. No day is set."),
        ("CSP-25", "A power: nobody must."),
        ("DHR-09", "Not in force. Section 19 was still to come in every text seen"),
    ):
        assert clock in words(as_officer.get(f"{HOME}of/{code}/")), code
    assert as_officer.get(f"{HOME}of/XXX-1/").status_code == 404


def test_somebody_is_named_on_a_page_and_what_is_wrong_is_said_there(as_officer: Client, member: User) -> None:
    at = f"{HOME}of/CSP-13/owner/"
    wrong = as_officer.post(at, {"owner": "", "role_words": "", "deputy": str(member.pk)})
    assert wrong.status_code == 422
    assert "not said who answers" in words(wrong)
    done = as_officer.post(at, {"owner": str(member.pk), "role_words": "Chair", "deputy": ""}, follow=True)
    assert "Board member · Chair" in words(done)
    assert 'value="Chair"' in words(as_officer.get(at))
    assert Responsibility.objects.get().owner == member
    excused = as_officer.post(f"{HOME}of/CSP-02/binding/", {"reason": "One provider alone."}, follow=True)
    assert "One provider alone." in words(excused)
    assert "One provider alone." in words(as_officer.get(f"{HOME}of/CSP-02/binding/"))


def test_an_event_is_recorded_shown_with_what_it_starts_and_withdrawn(as_officer: Client) -> None:
    assert "No event is recorded" in words(as_officer.get(f"{HOME}events/"))
    typed = {"kind": "scrutiny_report", "on": "2026-11-20", "given": "2026-12-01", "words": "Report on town centres"}
    wrong = as_officer.post(f"{HOME}events/add/", typed)
    assert "names no day of its own" in words(wrong)
    assert "Report on town centres" in words(wrong)
    done = as_officer.post(f"{HOME}events/add/", {**typed, "given": ""}, follow=True)
    assert "Report on town centres" in words(done)
    event = DutyEvent.objects.get()
    said = words(as_officer.get(f"{HOME}events/{event.pk}/"))
    assert "Reply to recommendations" in said
    assert "by 18 December 2026" in said
    gone = as_officer.post(f"{HOME}events/{event.pk}/", {"reason": "Another area’s"}, follow=True)
    assert "Another area’s" in words(gone)
    assert "Withdraw it" not in words(gone)
    assert "Withdrawn" in words(as_officer.get(f"{HOME}events/"))
    again = as_officer.post(f"{HOME}events/{event.pk}/", {"reason": "Again"})
    assert "was withdrawn before" in words(again)
    assert 'value="breach" selected' in as_officer.get(f"{HOME}events/add/?kind=breach").content.decode()


def test_evidence_is_recorded_with_a_file_which_goes_out_as_it_came_and_is_noted(as_officer: Client) -> None:
    at = f"{HOME}of/CSP-13/evidence/add/?for=2026/27"
    assert "Wanted: the notice, attendance by authority" in words(as_officer.get(at))
    typed = {"words": "Minutes, item 4", "on": "2026-11-20"}
    page = SimpleUploadedFile("minutes.html", b"<script>alert(1)</script>")
    assert "ending in .html is not kept" in words(as_officer.post(at, {**typed, "file": page}))
    both = {"address": "https://example.org/minutes", "file": SimpleUploadedFile("minutes.txt", b"What was said")}
    assert "one piece of evidence is one thing" in words(as_officer.post(at, {**typed, **both}))
    file = SimpleUploadedFile("minutes.txt", b"What was said")
    done = as_officer.post(at, {**typed, "file": file}, follow=True)
    assert "Minutes, item 4" in words(done)
    assert "recorded evidence of 20 November 2026 for CSP-13 (file)" in words(done)
    proof = Evidence.objects.get()
    got = as_officer.get(f"{HOME}evidence/{proof.pk}/file/")
    assert got.content == b"What was said"
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"] == 'attachment; filename="minutes.txt"'
    assert Release.objects.get().what == f"evidence file {proof.pk}"
    gone = as_officer.post(f"{HOME}evidence/{proof.pk}/", {"reason": "Not of this year"}, follow=True)
    assert "Not of this year" in words(gone)


def test_an_address_and_words_prove_too_and_what_has_no_file_gives_none(as_officer: Client) -> None:
    at = f"{HOME}of/ASB-01/evidence/add/?for="
    address = {"words": "Procedures", "on": "2026-11-01", "address": "https://example.org/procedures"}
    assert "Procedures (1 November 2026)" in words(as_officer.post(at, address, follow=True))
    proof = Evidence.objects.get()
    assert 'href="https://example.org/procedures" rel="noreferrer"' in words(
        as_officer.get(f"{HOME}evidence/{proof.pk}/")
    )
    assert as_officer.get(f"{HOME}evidence/{proof.pk}/file/").status_code == 404
    assert "owes nothing for" in words(
        as_officer.post(f"{HOME}of/CSP-13/evidence/add/?for=soon", {"words": "x", "on": "2026-11-01"})
    )


def test_the_year_is_told_month_by_month(as_officer: Client) -> None:
    said = words(as_officer.get(f"{HOME}calendar/"))
    assert said.index("April 2026") < said.index("March 2027")
    assert "Strategic assessment: 2026/27" in said
    assert "Plan revised with its note on equality and its budget; bids for grants" in said


def test_exactly_what_is_shown_leaves_as_a_list_and_is_noted(
    as_officer: Client, workspace: Workspace, officer: User
) -> None:
    actions.assign_duty(workspace=workspace, duty="CSP-24", owner=None, role_words="=Analyst", by=officer)
    query = "?year=2026%2F27&state=late&part=assessment"
    rows = list(csv.reader(io.StringIO(as_officer.get(f"{HOME}register.csv{query}").content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["duty", "part", "title", "for"]
    assert [(row[0], row[3], row[5], row[7], row[8]) for row in rows[1:]] == [
        ("CSP-24", "2025/26 Q4", "'=Analyst", "2026-06-30", "Late"),
        ("CSP-24", "2026/27 Q1", "'=Analyst", "2026-09-30", "Late"),
    ]
    book = load_workbook(io.BytesIO(as_officer.get(f"{HOME}register.xlsx{query}").content))
    assert book.active is not None
    assert book.active.max_row == 3
    assert as_officer.get(f"{HOME}register.ods{query}").content[:2] == b"PK"
    assert as_officer.get(f"{HOME}register.exe").status_code == 404
    assert {one.what for one in Release.objects.all()} == {"Duties in 2026/27 as they stood on 26 November 2026"}
    shown = words(as_officer.get(f"{HOME}{query}"))
    assert "register.csv?year=2026%2F27&amp;state=late" in shown


def test_the_statement_is_a_page_and_one_page_of_pdf(as_officer: Client, workspace: Workspace, officer: User) -> None:
    for duty in ("ASB-01", "ASB-04", "SVD-01"):
        actions.record_evidence(workspace=workspace, duty=duty, key="", given=Given("Shown", ON), by=officer)
    said = words(as_officer.get(f"{HOME}statement/"))
    stands = position(workspace=workspace, year=FinancialYear(2026), today=NOON.date())
    late, bare = stands.count(State.LATE), stands.count(State.NOT_EVIDENCED)
    assert f"3 are met, {stands.count(State.DUE)} fall due later, {late} are late and {bare} are not evidenced" in said
    assert (late, stands.count(State.MET)) == (3, 3)
    assert "Met means that evidence is on record" in said
    pdf = as_officer.get(f"{HOME}statement/pdf/?year=2026/27")
    assert pdf["Content-Disposition"] == 'attachment; filename="assurance-statement-2026-27.pdf"'
    with Pdf.open(io.BytesIO(pdf.content)) as opened:
        assert len(opened.pages) == 1
    for form, first in (("docx", b"PK"), ("odt", b"PK"), ("html", b"<!")):
        assert as_officer.get(f"{HOME}statement/{form}/").content.lstrip()[:2] == first
    assert as_officer.get(f"{HOME}statement/exe/").status_code == 404
    assert Release.objects.filter(what="assurance statement 2026/27").count() == 4


def test_a_calendar_is_given_out_once_and_read_without_an_account(
    as_officer: Client, workspace: Workspace, officer: User
) -> None:
    actions.record_event(workspace=workspace, kind="scrutiny_report", on=ON, words="A delicate matter", by=officer)
    at = f"{HOME}subscribe/"
    assert "No calendar was given out" in words(as_officer.get(at))
    wrong = as_officer.post(at, {"to_whom": "Board", "only_for": "", "days": "900"})
    assert "less than or equal to 180" in words(wrong)
    made = as_officer.post(at, {"to_whom": "The board", "only_for": "", "days": "90"})
    said = words(made)
    address = urlsplit(said.partition('<strong class="wrap-anywhere">')[2].partition("</strong>")[0])
    got = Client().get(address.path)
    assert got["Content-Type"] == "text/calendar; charset=utf-8"
    assert (got["Cache-Control"], got["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    calendar = Calendar.from_ical(got.content)
    found = {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}
    assert found["Strategic assessment: 2026/27"]["dtstart"].dt == date(2027, 3, 31)
    assert found["Strategic assessment: 2027/28"]["dtstart"].dt == date(2028, 3, 31)
    assert found["Reply to recommendations"]["dtstart"].dt == date(2026, 12, 18)
    assert b"delicate" not in got.content
    assert len({str(entry["uid"]) for entry in found.values()}) == len(found)
    assert address.path not in words(as_officer.get(at))
    assert "The board" in words(as_officer.get(at))
    link = Link.objects.get()
    assert Client().get(address.path.removesuffix("duties.ics")).status_code == 404
    as_officer.post(f"/w/tithing/links/{link.pk}/withdraw/")
    assert Client().get(address.path).status_code == 404


def test_the_first_page_tells_the_officer_what_is_late_and_a_member_what_is_theirs(
    as_officer: Client, workspace: Workspace, officer: User, member: User
) -> None:
    assert "Depersonalised data exchanged" in as_officer.get("/w/tithing/").content.decode()
    reader = Client()
    reader.force_login(member)
    assert "Depersonalised" not in reader.get("/w/tithing/").content.decode()
    actions.assign_duty(workspace=workspace, duty="CSP-24", owner=officer, deputy=member, by=officer)
    assert "Depersonalised data exchanged: 2026/27 Q1" in reader.get("/w/tithing/").content.decode()


def test_scrutiny_sees_how_it_stands_and_can_change_nothing(people: dict[str, User]) -> None:
    reader = Client()
    reader.force_login(people["scrutiny"])
    said = words(reader.get(HOME))
    assert "Record an event" not in said
    assert "Subscribe by calendar" not in said
    duty = words(reader.get(f"{HOME}of/CSP-13/"))
    assert "Add evidence" not in duty
    assert "Say who answers" not in duty
    assert reader.get(f"{HOME}statement/pdf/").status_code == 200
