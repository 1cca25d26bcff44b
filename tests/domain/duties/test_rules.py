"""What makes an event, evidence and a responsibility; what is refused says why and the cure."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.duties import rules
from frankpledge.domain.duties.rules import Given, Kind, NotAnEvent, NotEvidence, Upload
from frankpledge.ground.documents.words import file_name
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import event_kinds
from tests.statute.owing import LAW

TODAY = date(2026, 11, 26)


def test_evidence_is_of_one_kind() -> None:
    assert Given("Minutes", TODAY).kind is Kind.WORDS
    assert Given("Minutes", TODAY, address="https://example.org/x").kind is Kind.ADDRESS
    assert Given("Minutes", TODAY, edition="1").kind is Kind.EDITION
    assert Given("Minutes", TODAY, file=Upload("a.pdf", b"x")).kind is Kind.FILE
    assert [kind.label for kind in Kind] == ["Edition", "Address", "File", "In words"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Given(" ", TODAY), "not said what this is"),
        (Given("Minutes", date(2026, 11, 27)), "27 November 2026 has not come yet"),
        (Given("Minutes", TODAY, edition="1", address="https://example.org/x"), "one piece of evidence is one thing"),
        (Given("Minutes", TODAY, address="/w/sister/duties/"), "no address that can be followed"),
        (Given("Minutes", TODAY, address="javascript:alert(1)"), "no address that can be followed"),
        (Given("Minutes", TODAY, address="https://nowhere"), "no address that can be followed"),
    ],
)
def test_what_proves_nothing_is_refused(given: Given, told: str) -> None:
    with pytest.raises(NotEvidence, match=told) as refused:
        rules.check_evidence(given, slug="tithing", today=TODAY)
    assert refused.value.cure


def test_a_page_of_this_workspace_and_one_of_the_web_may_prove() -> None:
    for address in ("/w/tithing/assessments/", "https://example.org/minutes.pdf", "http://example.org/a"):
        rules.check_evidence(Given("Minutes", TODAY, address=address), slug="tithing", today=TODAY)
    rules.check_evidence(Given("Minutes", TODAY, file=Upload("a.PDF", b"x")), slug="tithing", today=TODAY)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("C:\\Users\\x\\minutes 4.pdf", "minutes 4.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ('a"b\r\nc.pdf', "a_b_c.pdf"),
        ("...", "file"),
        ("Cofnodion ŵ.pdf", "Cofnodion ŵ.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_files_name_is_kept_without_what_could_do_harm(name: str, kept: str) -> None:
    assert file_name(name, longest=rules.LONGEST_NAME) == kept


def event(**changes: object) -> None:
    told: dict[str, object] = {
        "kind": event_kinds()["scrutiny_request"], "on": TODAY, "given": None, "words": "A request", "today": TODAY,
        "ahead": False,
    }  # fmt: skip
    rules.check_event(**{**told, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": None}, "nothing that starts a clock is called so"),
        ({"words": ""}, "not said what happened"),
        ({"on": date(2026, 11, 27)}, "27 November 2026 has not come yet"),
        ({"given": date(2026, 11, 25)}, "is before the event"),
        ({"kind": event_kinds()["breach"], "given": TODAY}, "names no day of its own"),
    ],
)
def test_what_starts_no_clock_is_refused(changes: dict[str, object], told: str) -> None:
    with pytest.raises(NotAnEvent, match=told):
        event(**changes)


def test_a_meeting_may_be_called_beforehand_and_a_request_may_name_its_day() -> None:
    event(kind=event_kinds()["committee_meeting"], on=date(2027, 1, 12), ahead=True)
    event(given=date(2026, 12, 4))


@pytest.mark.parametrize(
    ("duty", "key", "kept"),
    [
        ("ASB-01", "whatever", ""),
        ("SCR-01", "2025/26", ""),
        ("CSP-07", "2025/26", "2025/26"),
        ("CSP-24", "2025/26 Q4", "2025/26 Q4"),
        ("SCR-04", "event:1", "event:1"),
    ],
)
def test_evidence_is_kept_for_what_is_owed(duty: str, key: str, kept: str) -> None:
    assert rules.check_key(LAW[duty], key, events={"event:1"}) == kept


@pytest.mark.parametrize(
    ("duty", "key"),
    [("CSP-07", "2025-26"), ("CSP-07", "event:1"), ("CSP-24", "2025/26"), ("SCR-04", "event:2"), ("CSP-25", "")],
)
def test_evidence_for_what_is_not_owed_is_refused(duty: str, key: str) -> None:
    with pytest.raises(NotEvidence):
        rules.check_key(LAW[duty], key, events={"event:1"})


def test_somebody_answers_and_is_not_their_own_deputy() -> None:
    rules.check_owner(owner=None, role_words="Clerk", deputy=None)
    rules.check_owner(owner="a", role_words="", deputy="b")
    with pytest.raises(Refusal, match="not said who answers"):
        rules.check_owner(owner=None, role_words=" ", deputy="b")
    with pytest.raises(Refusal, match="their own deputy"):
        rules.check_owner(owner="a", role_words="", deputy="a")


def test_a_withdrawal_has_a_reason_and_happens_once() -> None:
    assert rules.check_reason(" Wrong year ") == "Wrong year"
    with pytest.raises(NotEvidence, match="needs a reason"):
        rules.check_reason(" ")
    rules.check_standing(withdrawn=False)
    with pytest.raises(rules.AlreadyWithdrawn):
        rules.check_standing(withdrawn=True)


def test_a_year_is_the_running_one_unless_another_is_named() -> None:
    assert rules.year_of("", today=TODAY) == FinancialYear(2026)
    assert rules.year_of("2024/25", today=TODAY) == FinancialYear(2024)
    with pytest.raises(rules.NotAYear, match="2024/26"):
        rules.year_of("2024/26", today=TODAY)
    assert in_words(TODAY) == "26 November 2026"
