"""How a case is kept, on its pages: held back, asked for, answered by two people, and removed with its proof."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.asb_reviews.actions import handling, letting, reviewing
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.disclosure.models import Release
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.sealed.models import AccessRequest, Hold, Passage
from tests.domain.asb_reviews.words import STORY, applied, line

pytestmark = pytest.mark.django_db
BLANK = re.compile(r"\s+")


@pytest.fixture
def officer(people: dict[Role, User]) -> User:
    return people[Role.OFFICER]


@pytest.fixture
def case(workspace: Workspace, officer: User) -> Case:
    return handling.take_up(case=applied(workspace, line(30)).case, by=officer)


@pytest.fixture
def second(case: Case, people: dict[Role, User], officer: User) -> User:
    until = clock.today() + timedelta(days=9)
    letting.let_in(case=case, person=people[Role.LEAD], capacity="second", until=until, works=True, by=officer)
    return people[Role.LEAD]


class Office:
    """Somebody at the pages of one case."""

    def __init__(self, case: Case, person: User) -> None:
        self.client, self.root = Client(), f"/w/{case.workspace.slug}/casework/"
        self.case = f"{self.root}asb-case-review/{case.pk}/"
        self.client.force_login(person)

    def see(self, path: str = "", *, root: str = "", status: int = 200) -> str:
        answer = self.client.get(f"{root or self.case}{path}")
        assert answer.status_code == status, answer
        return BLANK.sub(" ", answer.content.decode())

    def do(self, path: str, *, status: int = 200, **typed: str) -> str:
        answer = self.client.post(f"{self.case}{path}", typed, follow=True)
        assert answer.status_code == status, answer
        return BLANK.sub(" ", answer.content.decode())


def test_a_hold_names_its_reason_and_who_placed_and_lifted_it(case: Case, officer: User) -> None:
    office = Office(case, officer)
    assert "No hold was ever placed on it" in office.see()
    assert "There is a problem" in office.do("hold/", status=422)
    page = office.do("hold/", because="hold_inquiry")
    assert "It is needed for an inquiry, an inquest or a review of a death" in page
    assert f"Placed by {officer.name}" in page
    page = office.do(f"holds/{Hold.objects.get().pk}/lift/")
    assert f"lifted by {officer.name}" in page
    assert "Lift this hold" not in page
    assert set(Event.objects.filter(verb__contains="hold").values_list("verb", flat=True)) == {"sealed.hold_lifted"}


def test_somebody_asks_each_passage_is_decided_and_a_second_person_lets_a_fresh_file_out(
    case: Case, officer: User, second: User
) -> None:
    office = Office(case, officer)
    page = office.do("ask/", received_on=str(clock.today()))
    made, passages = AccessRequest.objects.get(), Passage.objects.count()
    assert f"{passages} passages wait to be decided" in page
    assert STORY not in page  # the queue names where a passage stands, never what it says
    at = f"asked/{made.pk}/"
    assert office.client.get(f"{office.case}{at}answer.odt").status_code == 422  # nothing leaves before it is let out
    assert "Say on what ground" in office.do(f"{at}passages/1/", status=422, fate="withheld")
    kept = {"fate": "redacted", "ground": "another_person"}
    assert "Copy the words to leave out" in office.do(f"{at}passages/1/", status=422, **kept)
    assert "do not stand in the passage" in office.do(f"{at}passages/1/", status=422, leave_out="Hastings", **kept)
    number = next(one.number for one in Passage.objects.all() if one.source.endswith("report.what"))
    assert STORY in office.see(f"{at}passages/{number}/")
    office.do(f"{at}passages/{number}/", leave_out="Blenheim", **kept)
    for passage in Passage.objects.filter(fate="waiting"):
        page = office.do(f"{at}passages/{passage.number}/", fate="whole")
    assert "You decided every passage" in page
    assert "second person" in office.do(f"{at}let-out/")
    assert AccessRequest.objects.get().answered_at is None
    assert "Let out by" in Office(case, second).do(f"{at}let-out/")
    assert len(checked_files(office, at)) == 3
    events = Event.objects.filter(subject=str(case.pk))
    assert events.filter(verb="sealed.answer_taken").count() == 3
    assert Release.objects.filter(audience="workspace", cell_count=passages).count() == 3
    assert office.client.get(f"{office.case}{at}answer.xlsx").status_code == 404
    assert "answered already" in office.do(f"{at}longer/")


def checked_files(office: Office, at: str) -> list[bytes]:
    """Return the answer in each form, each a file of the answer alone, without the words that were left out."""
    found = []
    for kind, inside in (("odt", "content.xml"), ("docx", "word/document.xml"), ("pdf", "")):
        answer = office.client.get(f"{office.case}{at}answer.{kind}")
        assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (200, 1)
        assert "attachment" in answer["Content-Disposition"]
        if inside:
            text = zipfile.ZipFile(io.BytesIO(answer.content)).read(inside).decode()
            assert "[left out] bottles break against the door" in text
            assert "It is about somebody else" in text
            whole = b"".join(zipfile.ZipFile(io.BytesIO(answer.content)).read(one) for one in members(answer.content))
            assert STORY.encode() not in whole
        found.append(answer.content)
    return found


def members(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_more_time_is_taken_within_the_month_and_the_clock_says_how_long(case: Case, officer: User) -> None:
    office = Office(case, officer)
    office.do("ask/", received_on=str(clock.today()))
    made = AccessRequest.objects.get()
    first = made.due_on
    assert f"{(first - clock.today()).days} days left" in office.see(f"asked/{made.pk}/")
    office.do(f"asked/{made.pk}/longer/")
    made.refresh_from_db()
    assert made.due_on > first
    assert "Who waits for an answer" in office.see(root=office.root)
    AccessRequest.objects.update(received_on=clock.today() - timedelta(days=60), due_on=clock.today())
    assert "Due today" in office.see(f"asked/{made.pk}/")
    assert "first month is over" in office.do(f"asked/{made.pk}/longer/")
    AccessRequest.objects.update(due_on=clock.today() - timedelta(days=1))
    assert "Late by 1 day" in office.see(f"asked/{made.pk}/")


def test_an_administrator_sees_how_the_keys_stand_and_nothing_of_a_case(
    case: Case, officer: User, people: dict[Role, User]
) -> None:
    Office(case, officer).do("ask/", received_on=str(clock.today()))
    made = AccessRequest.objects.get()
    office = Office(case, people[Role.ADMINISTRATOR])
    page = office.see("keys/", root=office.root)
    assert "Seals now" in page
    assert not re.search(r"[A-Za-z0-9_-]{43}=", page)  # no secret
    for path in ("", "hold/", "remove/", "ask/", f"asked/{made.pk}/", f"asked/{made.pk}/passages/1/"):
        office.see(path, status=403)
    for path in ("hold/", "remove/", f"asked/{made.pk}/let-out/", f"asked/{made.pk}/passages/1/"):
        office.do(path, status=403, fate="whole", because="hold_inquiry", sure="on")
    office.see(root=office.root, status=403)


def test_whoever_was_not_let_in_keeps_its_time_and_reads_no_passage(
    case: Case, officer: User, people: dict[Role, User]
) -> None:
    Office(case, officer).do("ask/", received_on=str(clock.today()))
    made = AccessRequest.objects.get()
    Office(case, people[Role.LEAD]).see(status=422)
    letting.let_out(grant=letting.check_let_in(case=case, person=officer), by=officer)
    office = Office(case, officer)
    assert "You were not let in to this case" in office.see()
    for path in (f"asked/{made.pk}/", f"asked/{made.pk}/passages/1/", f"asked/{made.pk}/answer.pdf"):
        office.see(path, status=422)
    assert not Event.objects.filter(verb="sealed.case_read", at__gt=made.opened_at).exists()


def over(case: Case, officer: User, *, days: int) -> None:
    """Close a case so many days ago."""
    reviewing.close(case=case, because="withdrawn", words="You asked us to stop, so we do.", by=officer)
    Case.objects.filter(pk=case.pk).update(closed_on=clock.today() - timedelta(days=days))


def test_a_case_is_listed_first_and_removed_only_when_due_unheld_and_confirmed(
    case: Case, officer: User, settings: Any, tmp_path: Any
) -> None:
    settings.DATA, office = tmp_path, Office(case, officer)
    led_back = office.client.get(f"{office.case}remove/", follow=True).content.decode()
    assert "This case is not over" in led_back
    over(case, officer, days=30)
    assert "It stays." in office.see()
    assert "not due" in office.do("remove/", status=422, sure="on")
    Case.objects.filter(pk=case.pk).update(closed_on=clock.today() - timedelta(days=800))
    assert "Due to go" in office.see(root=office.root)
    office.do("hold/", because="hold_complaint")
    assert "held back" in office.do("remove/", status=422, sure="on")
    office.do(f"holds/{Hold.objects.get().pk}/lift/")
    assert "There is a problem" in office.do("remove/", status=422)  # it is not confirmed
    assert Case.objects.exists()
    copy = tmp_path / "mail.eml"
    copy.write_text(f"so they wrote: {STORY}")
    assert "mail.eml" in office.do("remove/", status=422, sure="on")
    assert Case.objects.exists()
    page = office.do("remove/", sure="on", looked_at="mail.eml\n")
    assert "is gone: nothing is left in" in page
    assert "removed the case, whose time was over" in page
    assert not Case.objects.exists()
    office.see(status=404)
