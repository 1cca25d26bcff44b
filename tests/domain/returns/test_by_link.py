"""A supplier answers by a link: looking changes nothing, nothing typed is lost, and it is sent once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.returns.actions.judging import unlock_return
from frankpledge.domain.returns.models import Cell, Code, Return, Submission
from frankpledge.domain.returns.rules import State
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links.actions import Opened, revoke_link
from frankpledge.ground.links.models import Link
from tests.domain.returns.staging import NOW, Office
from tests.guards.page import faults

pytestmark = pytest.mark.django_db


def words(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def at(opened: Opened, page: str = "") -> str:
    return f"/l/{opened.token}/figures/{page}"


def sent(visitor: Client, office: Office, opened: Opened, typed: dict[str, str] | None = None) -> HttpResponse:
    visitor.post(at(opened), {**(typed or office.right()), "do": "check"})
    return visitor.post(at(opened, "review/"), {"do": "send"})


def test_the_address_leads_to_the_boxes_with_the_last_eight_values_beside_each(visitor: Client, office: Office) -> None:
    opened = office.link()
    answer = visitor.get(opened.path, follow=True)
    said = words(answer)
    assert answer.status_code == 200
    assert faults(answer.content.decode()) == []
    for part in ("Harbour House", "Your figures for October to December 2025", "Four boxes", "late is still useful"):
        assert part in said
    assert "2024/25 Q4: no data, staff vacancy" in said
    assert "Q3 2023/24: 138" in said
    assert "/w/" not in said
    assert "Ruritania" not in said


def test_a_scanner_that_opens_every_page_changes_nothing(visitor: Client, office: Office) -> None:
    opened = office.link()
    before = (list(Link.objects.values()), list(Return.objects.values()), Event.objects.count(), len(mail.outbox))
    for page in ("", "review/", "file/", "workbook/", "remarks/", "code/"):
        for method in (visitor.get, visitor.head):
            answer = method(at(opened, page))
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "no-store" in answer["Cache-Control"]
            assert not answer.cookies
    assert (
        list(Link.objects.values()),
        list(Return.objects.values()),
        Event.objects.count(),
        len(mail.outbox),
    ) == before


def test_what_is_saved_comes_back_by_any_link_for_the_return_and_reaches_nobody(
    visitor: Client, office: Office
) -> None:
    first, second = office.link(), office.link()
    answer = visitor.post(at(first), {**office.typed(C="12x"), "do": "save"})
    assert answer.status_code == 302
    assert 'value="12x"' in words(visitor.get(at(second)))
    assert office.of(office.charity).state == State.BEGUN
    assert not Submission.objects.exists()


def test_it_is_checked_read_back_sent_once_and_receipted(visitor: Client, office: Office) -> None:
    opened = office.link()
    checked = visitor.post(at(opened), {**office.right(), "do": "check"})
    assert checked["Location"] == at(opened, "review/")
    back = words(visitor.get(at(opened, "review/")))
    assert "124" in back
    assert "50 of 64" in back
    assert not Submission.objects.exists()
    assert visitor.post(at(opened, "review/"), {"do": "send"})["Location"] == at(opened)
    receipt = words(visitor.get(at(opened)))
    (submission,) = Submission.objects.all()
    assert submission.receipt in receipt
    assert "Thank you" in receipt
    assert "124" not in receipt.split("<main", 1)[1]
    assert faults(visitor.get(at(opened)).content.decode()) == []
    assert office.of(office.charity).state == State.SUBMITTED
    assert office.cell("DA-02").numerator == 50


def test_sending_twice_leads_to_the_receipt_and_what_comes_after_is_refused_beside_it(
    visitor: Client, office: Office
) -> None:
    opened = office.link()
    sent(visitor, office, opened)
    again = visitor.post(at(opened, "review/"), {"do": "send"})
    other = visitor.post(at(opened), {**office.typed(C=1), "do": "check"})
    file = visitor.post(at(opened, "file/"), {"file": SimpleUploadedFile("ours.csv", b"Reference,Number")})
    assert again["Location"] == at(opened)
    for answer in (other, file):
        assert answer.status_code == 422
        assert "what came just now was not taken" in words(answer)
        assert Submission.objects.get().receipt in words(answer)
    assert Submission.objects.count() == 1
    assert office.cell("DA-01").numerator == 124


def test_another_link_for_a_return_that_was_sent_shows_its_receipt(visitor: Client, office: Office) -> None:
    first, second = office.link(), office.link()
    sent(visitor, office, first)
    assert "Thank you" in words(visitor.get(at(second)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"C": "lots"}, "“lots” is not a number"),
        ({"C": "12.5"}, "not a whole number"),
        ({"C": "-3"}, "below nothing"),
        ({"C": "<5"}, "too small to share"),
        ({"C": "12%"}, "is a percentage"),
        ({"C": "9999999999"}, "more than can be"),
        ({"C": "1\n" * 15}, "is not a number"),
        ({"C": "\n".join(str(one) for one in range(2_000))}, "Send a file instead"),
        ({"F": (50, "")}, "Write this number too"),
        ({}, "write the number, 0 where it is 0"),
    ],
)
def test_what_cannot_be_a_number_is_told_beside_its_box_and_stays(
    visitor: Client, office: Office, typed: dict[str, object], told: str
) -> None:
    opened = office.link()
    answer = visitor.post(at(opened), {**office.typed(**typed), "do": "check"})
    assert answer.status_code == 422
    assert told in words(answer)
    assert "There is a problem" in words(answer)
    assert faults(answer.content.decode()) == []
    assert not Submission.objects.exists()


def test_ten_thousand_pasted_rows_are_answered_plainly_and_what_was_there_stays(
    visitor: Client, office: Office
) -> None:
    opened = office.link()
    visitor.post(at(opened), {**office.typed(R=24), "do": "save"})
    rows = "\n".join(f"row {one}, 12, 34" for one in range(10_000))
    answer = visitor.post(at(opened), {**office.typed(C=rows, R=24), "do": "check"})
    assert answer.status_code == 422
    assert "Send a file instead" in words(answer)
    assert "row 9999, 12, 34" in words(answer)
    assert Return.objects.get(pk=office.of(office.charity).pk).draft == office.typed(R=24)


def test_more_than_all_of_them_is_asked_about_and_an_explanation_is_a_way_on(visitor: Client, office: Office) -> None:
    opened = office.link()
    typed = office.typed(C=124, F=(71, 64), R=24)
    visitor.post(at(opened), {**typed, "do": "check"})
    refused = visitor.post(at(opened, "review/"), {"do": "send"})
    assert refused.status_code == 422
    assert "71 is more than the 64" in words(refused)
    assert "Both are right; let me explain" in words(visitor.get(at(opened)))
    box = office.cell("DA-02").pk
    assert visitor.post(at(opened, "review/"), {"do": "send", f"e-{box}": "Seven began last year"}).status_code == 302
    assert office.cell("DA-02").explanation == "Seven began last year"


def test_no_figure_takes_a_reason_and_never_becomes_a_zero(visitor: Client, office: Office) -> None:
    opened = office.link()
    sent(visitor, office, opened, office.typed(C="because staff vacancy", F=(50, 64), R=0))
    assert office.cell("DA-01").missing == "staff vacancy"
    assert office.cell("DA-01").numerator is None
    assert office.cell("DA-04").numerator == 0


def test_a_figure_and_a_reason_at_once_are_asked_about(visitor: Client, office: Office) -> None:
    typed = office.right() | office.typed(C="because staff vacancy")
    answer = visitor.post(at(office.link()), {**typed, "do": "check"})
    assert "Clear one of the two" in words(answer)


def test_a_closed_door_looks_the_same_whatever_closed_it(
    visitor: Client, office: Office, now: time_machine.Coordinates
) -> None:
    opened, withdrawn = office.link(), office.link()
    visitor.post(at(opened), {**office.typed(C=124), "do": "save"})
    revoke_link(link=withdrawn.link, by=office.officer)
    now.move_to(NOW + timedelta(days=200))
    for token in (opened.token, withdrawn.token, "x" * 43):
        for page in ("", "review/", "file/", "workbook/", "remarks/", "code/"):
            answer = visitor.get(f"/l/{token}/figures/{page}")
            assert answer.status_code == 404
            assert "This link cannot be used" in words(answer)
    typed = visitor.post(at(opened), {**office.right(), "do": "check"})  # on a page that was open all the while
    assert (typed.status_code, "This link cannot be used" in words(typed)) == (404, True)
    assert not Submission.objects.exists()
    assert 'value="124"' in words(visitor.get(at(office.link())))  # what was saved stands behind a new link


def test_a_link_of_another_organisation_opens_its_own_return_alone(visitor: Client, office: Office) -> None:
    said = words(visitor.get(at(office.link(office.police))))
    assert "Cases heard" in said
    assert "Children" not in said
    box = office.cell("DA-01").pk
    visitor.post(at(office.link(office.police)), {f"n-{box}": "5", **office.typed(H=44), "do": "save"})
    assert f"n-{box}" not in Return.objects.get(pk=office.of(office.police).pk).draft


def test_after_it_is_unlocked_the_old_link_says_so_and_a_new_one_corrects_it(visitor: Client, office: Office) -> None:
    opened = office.link()
    sent(visitor, office, opened)
    visitor.post(at(opened, "correction/"), {"words": "We counted one child twice"})
    assert office.of(office.charity).wish == "We counted one child twice"
    unlock_return(one=office.of(office.charity), reason="One child was counted twice", by=office.analyst)
    assert "open again" in words(visitor.get(at(opened)))
    new = office.link()
    assert "One child was counted twice" in words(visitor.get(at(new)))
    sent(visitor, office, new, office.right() | office.typed(C=123))
    assert [one.number for one in Submission.objects.order_by("number")] == [1, 2]
    assert office.cell("DA-01").numerator == 123


def test_late_is_taken_and_marked_late(visitor: Client, office: Office, now: time_machine.Coordinates) -> None:
    opened = office.link()
    now.move_to(NOW + timedelta(days=20))
    assert "It was due" in words(visitor.get(at(opened)))
    sent(visitor, office, opened)
    assert Submission.objects.get().late
    assert "late is still useful" in words(visitor.get(at(opened)))


# ---- earlier values ---------------------------------------------------------------------------------------------


def test_unpublished_and_sensitive_values_show_only_after_a_code_to_the_registered_address(
    visitor: Client, office: Office
) -> None:
    opened = office.link()
    closed = words(visitor.get(at(opened)))
    assert "Q2 2025/26: not shown" in closed  # children: published, but for the last
    assert ": 27" not in closed  # referrals: sensitive
    asked = visitor.post(at(opened, "code/"), {"do": "send"})
    assert "d…@harbour.example" in words(asked)
    assert "data@harbour.example" not in words(asked)
    (letter,) = mail.outbox
    assert letter.to == ["data@harbour.example"]
    code = re.search(r"\d{4} \d{4}", letter.body)
    assert code is not None
    shown = visitor.post(at(opened, "code/"), {"do": "show", "code": code[0]})
    assert "Q2 2025/26: 133" in words(shown)
    assert "Q2 2025/26: 27" in words(shown)
    assert visitor.post(at(opened, "code/"), {"do": "show", "code": code[0]}).status_code == 422
    assert "Q2 2025/26: not shown" in words(visitor.get(at(opened)))


def test_what_a_code_showed_stays_while_the_page_is_filled_and_is_no_good_for_another_link(
    visitor: Client, office: Office
) -> None:
    opened, other = office.link(), office.link(office.police)
    visitor.post(at(opened, "code/"), {"do": "send"})
    code = re.search(r"\d{4} \d{4}", mail.outbox[0].body)
    assert code is not None
    page = visitor.post(at(opened, "code/"), {"do": "show", "code": code[0]})
    given = re.search(r'name="given" value="([^"]+)"', page.content.decode())
    assert given is not None
    kept = visitor.post(at(opened), {**office.typed(C=124), "given": given[1], "do": "save"})
    assert "Q2 2025/26: 133" in words(kept)
    stolen = visitor.post(at(other), {**office.typed(H="x"), "given": given[1], "do": "check"})
    assert "not shown" in words(stolen)


def test_a_code_is_guessed_a_few_times_at_most_and_ends(
    visitor: Client, office: Office, now: time_machine.Coordinates
) -> None:
    opened = office.link()
    visitor.post(at(opened, "code/"), {"do": "send"})
    code = re.search(r"\d{4} \d{4}", mail.outbox[0].body)
    assert code is not None
    wrong = "0000 0000" if code[0] != "0000 0000" else "1111 1111"
    for _ in range(5):
        assert visitor.post(at(opened, "code/"), {"do": "show", "code": wrong}).status_code == 422
    assert visitor.post(at(opened, "code/"), {"do": "show", "code": code[0]}).status_code == 422
    visitor.post(at(opened, "code/"), {"do": "send"})
    second = re.search(r"\d{4} \d{4}", mail.outbox[1].body)
    assert second is not None
    now.move_to(NOW + timedelta(minutes=16))
    assert visitor.post(at(opened, "code/"), {"do": "show", "code": second[0]}).status_code == 422
    assert code[0].replace(" ", "") not in str(list(Code.objects.values()))


def test_without_a_registered_address_no_code_is_sent_and_a_way_on_is_told(visitor: Client, office: Office) -> None:
    answer = visitor.post(at(office.link(office.police), "code/"), {"do": "send"})
    assert "You can answer without" in words(answer)
    assert mail.outbox == []


def test_what_is_hidden_cannot_be_found_out_by_trying(visitor: Client, office: Office) -> None:
    opened = office.link()
    visitor.post(at(opened), {**office.right(), **office.typed(R=400), "do": "check"})
    assert "would lead one to expect" not in words(visitor.get(at(opened, "review/")))
    visitor.post(at(opened, "review/"), {"do": "send"})
    assert [one["kind"] for one in office.cell("DA-04").questions] == ["unusual"]


def test_a_new_organisation_without_history_is_asked_all_the_same(office: Office) -> None:
    found_organisation(workspace=office.workspace, name="New", kind="charity", since=None, by=office.officer)
    assert Cell.objects.filter(of__round=office.round).count() == 4
