"""Pages of the registers: what is typed wrong is named and kept, what is right is shown, what leaves is noted."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.engagement.actions import record_exercise, record_input, record_question
from frankpledge.domain.engagement.models import Exercise, Input
from frankpledge.domain.engagement.rules import Result
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.engagement.records import NIL, sent, survey
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
HOME = "/w/tithing/engagement/"
TYPED = {
    "name": "Street stall",
    "kind": "other",
    "year": "2025/26",
    "began": "2025-06-01",
    "ended": "2025-06-01",
    "run_by": "The council",
    "received": "on",
    "respondents": "12",
    "representative": "Passers-by",
    "reached": "* Young people: 4\nShops",
    "silent": "Taxi drivers: 2025-06-01",
    "source": "Notes",
}


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def as_member(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_an_exercise_is_recorded_and_put_right_on_a_page(as_officer: Client) -> None:
    added = as_officer.post(f"{HOME}add/", TYPED, follow=True)
    said = words(added)
    for part in ("Street stall", "Passers-by", "reached, 4 people", "No question is recorded"):
        assert part in said
    assert "asked on 1 June 2025, nothing received" in said
    made = Exercise.objects.get()
    edit = as_officer.get(f"{HOME}{made.pk}/edit/")
    assert "* Young people: 4\nShops" in words(edit)
    assert 'value="2025-06-01"' in words(edit)
    changed = as_officer.post(f"{HOME}{made.pk}/edit/", {**TYPED, "respondents": "13"}, follow=True)
    assert "13" in words(changed)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"silent": "Taxi drivers: June"}, "Line 1: “June” is not a day. Write it as 2025-09-03."),
        ({"representative": ""}, "It is not said how far"),
        ({"ended": "2025-05-01"}, "before it began"),
        ({"name": ""}, "This field is required."),
        ({"year": "2025"}, "Write it as 2025/26."),
    ],
)
def test_what_is_wrong_is_said_with_the_cure_and_nothing_typed_is_lost(
    as_officer: Client, wrong: dict[str, str], says: str
) -> None:
    answer = as_officer.post(f"{HOME}add/", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert says.lower() in words(answer).lower()
    assert "* Young people: 4" in words(answer)
    assert Exercise.objects.count() == 0


def test_a_question_is_recorded_put_right_and_taken_out(
    as_officer: Client, workspace: Workspace, officer: User
) -> None:
    made = record_exercise(workspace=workspace, given=survey(), by=officer)
    place = f"{HOME}{made.pk}/questions/"
    assert 'value="35"' in words(as_officer.get(f"{place}add/"))
    bad = as_officer.post(f"{place}add/", {"words": "Safe?", "base": "", "results": "Yes: 57%"})
    assert bad.status_code == 422
    assert "needs its base" in words(bad)
    good = {"words": "Safe?", "base": "35", "results": "Yes: 57%\nNo: 15\nRefused: not shown\nOther: no data"}
    said = words(as_officer.post(f"{place}add/", good, follow=True))
    for part in ("57%", "41 to 72%", "43%", "not shown", "no data", "35 answered"):
        assert part in said
    question = made.questions.get()
    assert "Yes: 57.00%\nNo: 15\nRefused: not shown\nOther: no data" in words(as_officer.get(f"{place}{question.pk}/"))
    as_officer.post(f"{place}{question.pk}/", {"words": "Safe?", "base": "", "results": "Yes: 20"})
    assert "base not recorded, so no share" in words(as_officer.get(f"{HOME}{made.pk}/"))
    as_officer.post(f"{place}{question.pk}/remove/")
    assert "No question is recorded" in words(as_officer.get(f"{HOME}{made.pk}/"))


def test_an_exercise_is_withdrawn_with_its_reason_and_stays_to_be_read(
    as_officer: Client, as_member: Client, workspace: Workspace, officer: User
) -> None:
    made = record_exercise(workspace=workspace, given=survey(), by=officer)
    assert "needs a reason" in words(as_officer.post(f"{HOME}{made.pk}/withdraw/", {"reason": " "}, follow=True))
    as_officer.post(f"{HOME}{made.pk}/withdraw/", {"reason": "Counted twice"})
    page = words(as_member.get(f"{HOME}{made.pk}/"))
    assert "Counted twice" in page
    assert "Change this record" not in page
    refused = words(as_officer.post(f"{HOME}{made.pk}/questions/add/", {"words": "x", "results": "Yes: 1"}))
    assert "it was withdrawn" in refused
    assert "Withdrawn" in words(as_member.get(HOME))


def test_an_input_and_a_nil_return_are_recorded_and_withdrawn(as_officer: Client) -> None:
    came = {"need": "council information", "supplier": "The council", "year": "2025/26", "received_on": "2025-09-02"}
    assert "what came" in words(as_officer.post(f"{HOME}inputs/add/", came))
    as_officer.post(f"{HOME}inputs/add/", {**came, "what": "Noise", "period": "2024/25"})
    nil = {"need": "current plan", "supplier": "The board", "year": "2025/26", "nothing": "on"}
    assert "day on which it was asked" in words(as_officer.post(f"{HOME}inputs/add/", nil))
    listed = words(as_officer.post(f"{HOME}inputs/add/", {**nil, "asked_on": "2025-08-01"}, follow=True))
    assert "Council information: Noise" in listed
    assert "The board asked on 1 August 2025, nothing received" in listed
    assert "no line for police information, fire information" in listed
    line = Input.objects.get(nothing=True)
    place = f"{HOME}inputs/{line.pk}/"
    assert as_officer.post(place, {"reason": ""}).status_code == 422
    assert "It came after all" in words(as_officer.post(place, {"reason": "It came after all"}, follow=True))
    assert "stays as it was" in words(as_officer.post(place, {"reason": "again"}))
    assert "The board asked on" not in words(as_officer.get(HOME))


def test_who_only_reads_is_offered_nothing_to_change(as_member: Client, workspace: Workspace, officer: User) -> None:
    made = record_exercise(workspace=workspace, given=survey(), by=officer)
    line = record_input(workspace=workspace, given=sent(), by=officer)
    for page in (HOME, f"{HOME}{made.pk}/", f"{HOME}inputs/{line.pk}/"):
        said = words(as_member.get(page))
        assert "Add an" not in said
        assert "Withdraw</button>" not in said
    assert "your role does not allow" in words(as_member.post(f"{HOME}inputs/{line.pk}/", {"reason": "x"}))


def test_the_list_shows_the_year_that_is_chosen(as_member: Client, workspace: Workspace, officer: User) -> None:
    record_exercise(workspace=workspace, given=survey(), by=officer)
    record_exercise(workspace=workspace, given=survey(year="2023/24", name="An older survey"), by=officer)
    assert "An older survey" not in words(as_member.get(HOME))
    assert "An older survey" in words(as_member.get(f"{HOME}?year=2023/24"))
    assert "Safer streets survey" in words(as_member.get(f"{HOME}?year=nonsense"))


def rows(answer: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_what_leaves_as_csv_is_exactly_the_year_shown_and_is_noted(
    as_officer: Client, workspace: Workspace, officer: User
) -> None:
    made = record_exercise(workspace=workspace, given=survey(name="=1+1", run_by="@home"), by=officer)
    results = (Result("Yes", count=0), Result("No", state="suppressed"), Result("Other", state="missing"))  # type: ignore[arg-type]
    record_question(exercise=made, words="Safe?", base=35, results=results, by=officer)
    record_exercise(workspace=workspace, given=survey(year="2023/24"), by=officer)
    record_exercise(
        workspace=workspace,
        given=survey(name="Unheard", received=False, respondents=None, representative=""),
        by=officer,
    )
    out = rows(as_officer.get(f"{HOME}views.csv?year=2025/26"))
    assert [(row["exercise"], row["answer"], row["count"], row["state"]) for row in out] == [
        ("'=1+1", "Yes", "0", "recorded"),
        ("'=1+1", "No", "", "not shown"),
        ("'=1+1", "Other", "", "no data"),
        ("Unheard", "", "", "nothing received"),
    ]
    assert (out[0]["lower_95"], out[0]["upper_95"]) == ("0.0", "9.89")
    assert out[0]["run_by"] == "'@home"
    assert Release.objects.get().what == "Views of 2025/26"


def test_the_inputs_leave_as_csv_too(as_officer: Client, workspace: Workspace, officer: User) -> None:
    record_input(workspace=workspace, given=sent(), by=officer)
    record_input(workspace=workspace, given=sent(supplier="Fire", **NIL), by=officer)
    out = rows(as_officer.get(f"{HOME}inputs.csv"))
    assert [(row["supplier"], row["received_on"], row["state"]) for row in out] == [
        ("Fire", "", "nothing received"),
        ("The council", "2025-09-02", "received"),
    ]
    assert Release.objects.count() == 1
    assert as_officer.get(f"{HOME}inputs.ods").content[:2] == b"PK"
    assert as_officer.get(f"{HOME}inputs.exe").status_code == 404
