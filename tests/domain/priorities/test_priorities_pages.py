"""The pages of a scoring: prepared, marked, closed, read and decided upon; and the sheet that comes by a link."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.models import Scoring, Sheet
from frankpledge.domain.priorities.presenters.outcome import agreement_words, finding
from frankpledge.domain.priorities.queries.results import result_of, standing_of
from frankpledge.domain.priorities.queries.scorings import own_marks
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.domain.priorities.conftest import Table
from tests.guards.page import Page, faults

pytestmark = pytest.mark.django_db
HOME = "/w/tithing/priorities/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def place(table: Table, rest: str = "") -> str:
    return f"{HOME}{table.scoring.pk}/{rest}"


def typed(table: Table, mark: str = "2", **more: str) -> dict[str, str]:
    """Return a sheet filled with one mark throughout."""
    criteria = [one["id"] for one in table.scoring.scheme["criteria"]]
    fields = {f"{criterion}-{issue.pk}": mark for criterion in criteria for issue in table.issues}
    return {**fields, **{f"certainty-{issue.pk}": "sure" for issue in table.issues}, **more}


def test_an_officer_prepares_a_scoring_on_pages(officer: User, people: dict[Role, User]) -> None:
    client = signed_in(officer)
    assert "Nothing has been scored yet" in words(client.get(HOME))
    bad = client.post(f"{HOME}add/", {"title": "Priorities", "year": "next", "top": "3"})
    assert bad.status_code == 422
    assert "Write it as 2025/26" in words(bad)
    client.post(f"{HOME}add/", {"title": "Priorities", "year": "2025/26", "top": "3"})
    here = f"{HOME}{Scoring.objects.get().pk}/"
    for name in ("Noise", "Theft"):
        client.post(f"{here}issues/", {"issue-name": name, "issue-link": "/gallery/", "issue-evidence": "It rose."})
    wrong = client.post(f"{here}issues/", {"issue-name": "Fraud", "issue-link": "https://example.org/"})
    assert wrong.status_code == 422
    assert "Write an address of this site" in words(wrong)
    assert "//" not in [one.given["href"] for one in Page(words(client.get(here))).all("a") if one.text == "Noise"]
    client.post(f"{here}agencies/", {"agency-name": "Council", "agency-email": people[Role.MEMBER].email})
    assert client.post(f"{here}agencies/", {"agency-name": "x", "agency-email": "nobody"}).status_code == 422
    said = words(client.post(f"{here}agencies/", {"agency-name": "x", "agency-email": "a@b.invalid"}, follow=True))
    assert "nobody here with a role that may mark" in said
    early = words(client.post(f"{here}open/", follow=True))
    assert "too few to put in order" in early
    client.post(f"{here}agencies/", {"agency-name": "Fire", "agency-email": ""})
    opened = words(client.post(f"{here}open/", follow=True))
    assert "First round open, blind" in opened
    assert "0 of 2 agencies have sent" in opened
    assert "Make a link for Fire" in opened
    assert "Take off" not in opened


def test_what_is_not_wanted_is_taken_off_while_it_is_prepared(table: Table) -> None:
    client = signed_in(table.officer)
    client.post(place(table, f"issues/{table.issues[0].pk}/remove/"))
    said = words(client.post(place(table, f"agencies/{table.fire.pk}/remove/"), follow=True))
    assert "Domestic abuse" not in said
    assert "Fire" not in said


def test_whoever_marks_finds_the_sheet_saves_it_comes_back_and_sends_it(table: Table) -> None:
    table.open()
    client = signed_in(table.councillor)
    assert "Score the issues for Council" in words(client.get("/w/tithing/"))
    assert "Mark for Council" in words(client.get(place(table)))
    sheet = place(table, "sheet/")
    half = {f"volume-{table.issues[0].pk}": "3", f"comment-{table.issues[0].pk}": "At night", "do": "save"}
    saved = words(client.post(sheet, half, follow=True))
    assert "Saved, and not sent yet" in saved
    assert "At night" in saved
    assert '<option value="3" selected>3: Every week</option>' in saved
    gaps = client.post(sheet, {**half, "do": "send"})
    assert gaps.status_code == 422
    assert "Noise: mark “Physical harm”, or choose “Cannot say”." in words(gaps)
    assert "At night" in words(gaps)
    sent = words(client.post(sheet, {**typed(table), "do": "send"}, follow=True))
    assert "and stand" in sent
    assert Sheet.objects.get().sent_at is not None
    assert "stand" in words(client.post(sheet, {**typed(table, "4"), "do": "send"}))
    assert "Score the issues" not in words(client.get("/w/tithing/"))
    assert own_marks(agency=table.council, viewer=table.councillor) == table.marks(2, 2, 2)


def test_cannot_say_is_a_mark_that_is_not_there(table: Table) -> None:
    table.open()
    signed_in(table.councillor).post(
        place(table, "sheet/"), {**typed(table), f"volume-{table.issues[0].pk}": "x", "do": "send"}
    )
    marked = own_marks(agency=table.council, viewer=table.councillor)[table.issues[0].pk]
    assert marked.scores["volume"] is None
    assert marked.scores["physical"] == 2


def test_who_marks_for_nobody_and_who_comes_between_rounds_is_told_so(table: Table) -> None:
    assert "You mark for no agency here" in words(signed_in(table.officer).get(place(table, "sheet/")))
    client = signed_in(table.councillor)
    assert "No round is open" in words(client.get(place(table, "sheet/")))
    assert client.post(place(table, "sheet/"), {"do": "send"}).status_code == 422


def test_an_agency_without_an_account_marks_by_a_link(table: Table) -> None:
    table.open()
    officer, visitor = signed_in(table.officer), Client(enforce_csrf_checks=True)
    shown = words(officer.post(place(table, f"agencies/{table.fire.pk}/link/"), {"days": "9"}))
    (address,) = (one.given["value"] for one in Page(shown).all("input") if one.given.get("id") == "address")
    assert address.startswith("http://testserver/l/")
    page = words(visitor.get(address))
    assert "Score 3 issues for 2025/26" in page
    assert "only for the marks of Fire" in page
    assert "Nobody else sees your marks" in page
    visitor.post(address, {f"volume-{table.issues[0].pk}": "3", "do": "save"})
    assert '<option value="3" selected>3: Every week</option>' in words(visitor.get(address))
    assert Sheet.objects.count() == 0
    assert "mark “Physical harm”" in words(visitor.post(address, {"do": "send"}))
    receipt = words(visitor.post(address, {**typed(table, "4"), "do": "send"}, follow=True))
    assert "The marks of Fire have come." in receipt
    sheet = Sheet.objects.get()
    assert sheet.by_link
    assert Event.objects.get(verb="priorities.sheet_sent").actor_label == "Fire, by link"
    again = officer.post(place(table, f"agencies/{table.fire.pk}/link/"), {"days": "9"}, follow=True)
    assert "the marks were sent, and stand" in words(again)


def test_a_new_link_ends_the_one_before_and_closing_the_round_ends_them_all(table: Table) -> None:
    table.open()
    first, second = (actions.ask_agency(agency=table.fire, days=5, by=table.officer) for _ in range(2))
    assert [Client().get(one.path).status_code for one in (first, second)] == [404, 200]
    table.send(table.council, 1, 1, 1)
    table.close()
    assert Client().get(second.path).status_code == 404
    assert Client().post(second.path, {**typed(table), "do": "send"}).status_code == 404


def test_a_link_is_made_only_where_one_is_needed_and_while_a_round_is_open(table: Table) -> None:
    client = signed_in(table.officer)
    early = client.post(place(table, f"agencies/{table.fire.pk}/link/"), {"days": "9"}, follow=True)
    assert "no marks are taken now" in words(early)
    table.open()
    with_account = client.post(place(table, f"agencies/{table.council.pk}/link/"), {"days": "9"}, follow=True)
    assert "a person with an account marks" in words(with_account)
    no_days = client.post(place(table, f"agencies/{table.fire.pk}/link/"), {"days": "0"}, follow=True)
    assert "for how many days" in words(no_days)


def test_the_result_says_what_is_first_how_firmly_and_how_far_agencies_agree(closed: Table) -> None:
    said = words(signed_in(closed.councillor).get(place(closed, "result/")))
    for part in (
        "Domestic abuse comes first",
        "Firmly among the first place: Domestic abuse.",
        "2,000 draws over doubt and weights, seed 1998",
        "agencies agree well",
        "0.39",
        "Physical harm: 2 to 3",
        "Worse at night",
        "Not recorded yet",
        "Leaving out “Physical harm”, ",
    ):
        assert part in said, part
    assert "MoRiLE" not in said


def test_ties_are_said_and_marked_as_ties(table: Table) -> None:
    table.open()
    table.send(table.council, 3, 3, 0)
    table.send(table.police, 3, 3, 1)
    table.close()
    said = words(signed_in(table.officer).get(place(table, "result/")))
    assert "Domestic abuse and Burglary tie for the first place" in said
    assert "cannot be parted: the marks leave 1 place between them" in said
    assert said.count(">1=<") == 2


def test_only_those_that_may_be_first_tie_for_the_first_place_though_ties_link_more(closed: Table) -> None:
    result = result_of(closed.scoring)
    a, b, c = standing_of(result)
    linked = (replace(a, low=1, high=2), replace(b, low=1, high=3), replace(c, low=3, high=3))
    title, _ = finding(result, linked)
    assert title == f"{a.name} and {b.name} tie for the first place"


def test_where_the_marks_give_no_order_the_page_says_why(table: Table) -> None:
    table.open()
    table.send(table.council, 3, None, None)
    table.close()
    said = words(signed_in(table.officer).get(place(table, "result/")))
    assert "The marks give no order yet" in said
    assert "not marked" in said
    assert "cannot tell" in said


def test_in_a_second_round_the_sheet_shows_what_the_first_made_of_each_criterion(closed: Table) -> None:
    client = signed_in(closed.officer)
    words(client.post(place(closed, "open/"), follow=True))
    said = words(signed_in(closed.councillor).get(place(closed, "sheet/")))
    assert "First round: median 2.5, from 2 to 3." in said
    assert '<option value="4" selected>4: Death or life-changing injury</option>' in said
    assert "Domestic abuse comes first" in words(client.get(place(closed, "result/")))
    closed.send(closed.council, 4, 2, 1)
    closed.close()
    assert "round 2, 2 agencies" in words(client.get(place(closed, "result/")))


def test_the_board_s_choice_stands_beside_the_scoring_with_its_reason(closed: Table) -> None:
    client = signed_in(closed.councillor)
    abuse, _, noise = closed.issues
    form = place(closed, "choice/")
    nothing = client.post(form, {})
    assert "nothing is chosen" in words(nothing)
    silent = client.post(form, {f"chosen-{noise.pk}": "on"})
    assert silent.status_code == 422
    assert "departs from the scoring on Domestic abuse, Noise" in words(silent)
    why = {f"reason-{noise.pk}": "Residents ask for it", f"reason-{abuse.pk}": "It has a board of its own"}
    said = words(client.post(form, {f"chosen-{noise.pk}": "on", **why}, follow=True))
    assert "recorded by Board member on" in said
    for part in ("Residents ask for it", "It has a board of its own", "Change the choice", "not chosen"):
        assert part in said
    assert "Residents ask for it" in words(client.get(form))


def test_who_may_not_choose_is_not_offered_it(closed: Table, analyst: User) -> None:
    assert "Record the choice" not in words(signed_in(analyst).get(place(closed, "result/")))


def test_the_table_leaves_as_csv_as_it_is_shown_and_is_noted(closed: Table) -> None:
    closed.issues[2].name = "=Noise"
    closed.issues[2].save()
    answer = signed_in(closed.officer).get(place(closed, "result.csv").replace("/result", "/result"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["issue"], row["place"], row["risk"], row["recommended"]) for row in rows] == [
        ("Domestic abuse", "1", "1.0", "yes"),
        ("Burglary", "2", "0.390625", "no"),
        ("'=Noise", "3", "0.015625", "no"),
    ]
    assert rows[0]["board"] == ""
    assert Release.objects.get().cell_count == 3
    assert signed_in(closed.officer).get(place(closed, "result.doc")).status_code == 404


def test_the_workbook_holds_every_mark_and_no_formula(table: Table) -> None:
    table.issues[0].name = "=1+1"
    table.issues[0].save()
    table.open()
    table.send(table.council, 4, None, 0, comment="@home")
    table.close()
    content = signed_in(table.officer).get(place(table, "result.xlsx")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Issues", "Marks", "Method"]
    marks = list(book["Marks"].values)[1:]
    assert len(marks) == 3 * 10
    assert {row[6:8] for row in marks if row[2] == "=1+1"} == {(4, "given")}
    assert {row[6:8] for row in marks if row[2] == "Burglary"} == {(None, "cannot say")}
    assert {row[6:8] for row in marks if row[2] == "Noise"} == {(0, "given")}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_officer_closes_a_round_on_its_page_once_somebody_has_sent_marks(table: Table) -> None:
    client = signed_in(table.officer)
    table.open()
    assert "no agency has sent its marks" in words(client.post(place(table, "close/"), follow=True))
    table.send(table.council, 1, 2, 3)
    said = words(client.post(place(table, "close/"), follow=True))
    assert "The round is closed, and its links with it." in said
    assert "See the result" in said


def test_what_the_weights_do_is_told_where_they_decide(table: Table) -> None:
    table.open()
    marks = table.marks(2, 2, 0)
    abuse, burglary, _ = (issue.pk for issue in table.issues)
    # Abuse leads by a heavy criterion alone, burglary follows by two light ones.
    marks[abuse].scores["physical"] = 4  # type: ignore[index]
    marks[burglary].scores["costs"] = 4  # type: ignore[index]
    marks[burglary].scores["community"] = 4  # type: ignore[index]
    marks[burglary].scores["physical"] = 1  # type: ignore[index]
    actions.send_sheet(agency=table.council, marks=marks, by=table.councillor)
    table.close()
    said = words(signed_in(table.officer).get(place(table, "result/")))
    swap = "Burglary would come among the first place, and Domestic abuse would not."
    assert f"With all criteria of a part alike: {swap}" in said
    assert f"Without “Physical harm”: {swap}" in said
    assert "Leaving out “Psychological harm”, " in said


@pytest.mark.parametrize(
    ("alpha", "says"),
    [(0.9, "agencies agree well"), (0.7, "enough for tentative conclusions"), (-0.2, "too little to rely on")],
)
def test_agreement_is_said_in_words(alpha: float, says: str) -> None:
    assert agreement_words(alpha).startswith(says)


@pytest.mark.parametrize("rest", ["issues/{}/remove/", "agencies/{}/remove/", "agencies/{}/link/"])
def test_what_is_of_another_scoring_is_not_there(table: Table, rest: str) -> None:
    other = actions.begin_scoring(
        workspace=table.scoring.workspace, year="2024/25", title="Others", top=1, by=table.officer
    )
    thing = table.issues[0].pk if rest.startswith("issues") else table.fire.pk
    assert signed_in(table.officer).post(f"{HOME}{other.pk}/{rest.format(thing)}", {"days": "5"}).status_code == 404
