"""Somebody applies by themselves on the public's host, stops, comes back with a code, and reads what became of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.domain.asb_reviews.actions import handling, office
from frankpledge.domain.asb_reviews.models import Case, File, Procedure
from frankpledge.domain.asb_reviews.queries.threshold import reckoning_of
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.cleaned import MOST_MEGABYTES
from frankpledge.statute.case_review import Way
from tests.domain.asb_reviews.words import PROCEDURE, line
from tests.ground.documents.test_cleaned import placed
from tests.ground.people import new_member, new_workspace
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture(autouse=True)
def open_site(workspace: Workspace, officer: User) -> None:
    open_public_site(workspace=workspace, by=officer)


def say(name: str, workspace: Workspace, *, file: tuple[str, bytes] | None = None, **typed: str) -> str:
    """Return the page that answers what was typed, and the file that was chosen."""
    if file is not None and file[0]:
        typed["file"] = SimpleUploadedFile(*file)  # type: ignore[assignment]
    answer = visitor().post(address(f"asking:{name}", slug=workspace.slug), typed)
    assert answer.status_code in {200, 422}, answer
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def report() -> dict[str, str]:
    """Return a report as it is typed."""
    one = line(20)
    days = {"happened_on": str(one.happened_on), "told_on": str(one.told_on)}
    return {"what": "Blenheim bottles", "told": "police", **days}


YOU = {"whose": "self", "applicant": "A tenant", "contact_by": "code"}


def test_an_application_is_begun_left_come_back_to_sent_and_followed(workspace: Workspace, officer: User) -> None:
    first = say("write", workspace, at="unsigned")
    code = CODE.findall(first)[0]
    again = say("write", workspace, code=code, step="report", once="a", do="another", **report())
    assert "One of three so far" in again
    assert "report 2" in again
    say("write", workspace, code=code, step="report", once="a", do="another", **report())
    back = say("code", workspace, code=code.lower())
    assert "Step 3 of 5" in back
    say("write", workspace, code=code, step="effect", effect="No sleep", hate="no")
    wrong = say("write", workspace, code=code, step="you", **(YOU | {"contact_by": "phone"}))
    assert "Say the number" in wrong
    looked = say("write", workspace, code=code, step="you", **YOU)
    assert "Blenheim bottles" in looked
    assert "No sleep" in say("write", workspace, code=code, do="effect")
    for _ in range(2):
        sent = say("write", workspace, code=code, step="review")
    assert code in sent
    case = Case.objects.get()
    assert (case.number, case.reports.count(), case.doubts) == (1, 1, ["unsigned"])

    handling.take_up(case=case, by=officer)
    handling.acknowledge(case=case, words="We have it, and look at it.", by=officer)
    for _ in range(2):
        told = say("write", workspace, code=code, do="message", once="b", words="It was worse last night")
    assert "We have it, and look at it." in told
    assert case.messages.count() == 1
    assert "worse last night" in say("code", workspace, code=code)


def test_a_code_that_opens_nothing_is_told_so_and_may_be_tried_again(workspace: Workspace) -> None:
    for typed in ("", "AAAA-BBBB-CCCC", "no", "x" * 39):
        page = say("code", workspace, code=typed)
        assert "Your code" in page
    assert "opens nothing" in page


def test_nobody_is_refused_by_the_check_or_held_back_by_what_a_machine_might_have_done(workspace: Workspace) -> None:
    assert "You can still ask" in say("check", workspace, many="few", soon="not_sure")
    assert "You need not be sure" in say("check", workspace)
    for _ in range(7):
        page = say("write", workspace, at="", website="a machine fills this")
        assert CODE.search(page)
    assert [one.doubts for one in Case.objects.order_by("recorded_at")][-1] == ["filled", "unsigned", "many"]
    assert "10.0" not in "".join(Case.objects.values_list("sender_mark", flat=True))


def test_a_code_of_one_partnership_opens_nothing_at_another(workspace: Workspace) -> None:
    code = CODE.findall(say("write", workspace, at=""))[0]
    other = new_workspace()
    open_public_site(workspace=other, by=new_member(other, Role.OFFICER))
    assert "opens nothing" in say("code", other, code=code)


def test_a_report_is_changed_or_taken_out_before_it_is_sent_and_no_more_after(workspace: Workspace) -> None:
    code = CODE.findall(say("write", workspace, at=""))[0]
    for what in ("Blenheim bottles", "Blenheim stones", "Blenheim engines"):
        say("write", workspace, code=code, step="report", do="another", **(report() | {"what": what}))
    case, review = Case.objects.get(), say("write", workspace, code=code, do="review")
    assert all(f'value="{do}-{at}"' in review for do in ("change", "ask") for at in (1, 2, 3))
    asked = say("write", workspace, code=code, do="change-2")
    assert "Blenheim stones" in asked
    assert "Change report 2" in asked
    again = report() | {"what": "Blenheim gravel", "told": "landlord", "told_about": "on", "hate": "yes"}
    wrong = say("write", workspace, code=code, step="report", line="2", **(again | {"what": ""}))
    assert "Change report 2" in wrong
    looked = say("write", workspace, code=code, step="report", line="2", **again)
    assert ("Blenheim gravel" in looked, "Blenheim stones" in looked, "because of who you are" in looked) == (
        True, False, True,
    )  # fmt: skip
    assert "Blenheim bottles" in say("write", workspace, code=code, do="ask-1")
    left = say("write", workspace, code=code, do="take-1")
    assert ("Blenheim bottles" in left, "Report 3" in left) == (False, False)
    said = case.reports.values_list("position", "told", "told_sure", "hate")
    assert list(said) == [(1, "landlord", "about", True), (2, "police", "exact", None)]
    for do in ("take-9", "ask-9", "change-9", "change-x"):
        assert "Look at it, and send it" in say("write", workspace, code=code, do=do)
    say("write", workspace, code=code, step="effect", effect="No sleep")
    say("write", workspace, code=code, step="you", **YOU)
    say("write", workspace, code=code, step="review")
    for do in ("take-1", "change-1"):
        assert "How it stands" in say("write", workspace, code=code, do=do)
    assert case.reports.count() == 2


def test_a_file_that_is_not_taken_says_why_and_nothing_else_of_the_form_is_lost(workspace: Workspace) -> None:
    code = CODE.findall(say("write", workspace, at=""))[0]
    assert "leave this out" in say("write", workspace, code=code, step="effect", do="pictures", effect="No sleep")
    huge = b"\xff\xd8\xff" + bytes(MOST_MEGABYTES * 1024 * 1024)
    for name, content, says in (
        ("film.mp4", b"film", ".mp4 is not taken"),
        ("stairs.jpg", b"no picture", "no JPG"),
        ("stairs.jpg", huge, "more than 10 megabytes"),
        ("", b"", "Choose a file first"),
    ):
        page = say("write", workspace, code=code, step="files", words="Blenheim stairs", file=(name, content))
        assert says in page
        assert "Blenheim stairs" in page
    assert not File.objects.exists()
    for _ in range(2):
        page = say("write", workspace, code=code, step="files", once="a", words="Blenheim", file=("s.jpg", placed()))
    assert "s.jpg" in page
    say("write", workspace, code=code, step="files", file=("night.txt", b"Tuesday, at two"))
    assert "night.txt" not in say("write", workspace, code=code, do="drop-2")
    say("write", workspace, code=code, step="you", **YOU)
    assert "s.jpg" in say("write", workspace, code=code, do="review")
    say("write", workspace, code=code, step="review")
    later = say("write", workspace, code=code, step="file", words="Later", file=("film.mp4", b"film"))
    assert (".mp4 is not taken" in later, "Later" in later) == (True, True)
    later = say("write", workspace, code=code, step="file", file=("more.txt", b"Wednesday, at two"))
    assert ("Your file has come" in later, "more.txt" in later, "s.jpg" in later) == (True, True, True)
    assert File.objects.count() == 2


def test_the_counts_are_public_with_zeroes_and_what_is_not_known_apart(
    workspace: Workspace, officer: User, procedure: Procedure
) -> None:
    def shown() -> str:
        return visitor().get(address("public:reviews", slug=workspace.slug)).content.decode()

    assert "No numbers have been published here yet." in shown()
    printed = {"applications": 9, "not_met": None, "reviews": None, "with_recommendations": None}
    office.record_printed(
        workspace=workspace, starts=date(2022, 4, 1), ends=date(2022, 12, 31), source="Report to scrutiny: nine months",
        counts=printed, by=officer,
    )  # fmt: skip
    office.publish_counts(workspace=workspace, starts=date(2023, 1, 1), ends=date(2023, 12, 31), by=officer)
    rows = re.findall(r"<tr>(.*?)</tr>", shown().partition("<tbody>")[2], re.DOTALL)
    cells = [
        [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]
    assert cells == [
        ["1 January 2023 to 31 December 2023", "0", "0", "0", "0"],
        ["1 April 2022 to 31 December 2022, as printed", "9", "not known", "not known", "not known"],
    ]
    assert "Report to scrutiny" not in shown(), "where it was printed is in words that nobody approved for the public"
    assert f"version {procedure.number}" in shown()


def test_who_made_a_report_is_asked_where_the_local_rules_count_people(
    workspace: Workspace, officer: User, procedure: Procedure, lead: User
) -> None:
    code = CODE.findall(say("write", workspace, at=""))[0]
    assert "Who made this report?" not in say("write", workspace, code=code, do="report")
    given = PROCEDURE | {"in_force_from": date(2024, 5, 1), "people": 5}
    office.publish_procedure(procedure=office.write_procedure(workspace=workspace, given=given, by=officer), by=lead)
    assert "Who made this report?" in say("write", workspace, code=code, do="report")
    for number in (0, 1, 2, 3, 4, 4):
        say("write", workspace, code=code, step="report", do="another", **report(), made_by=str(number))
    reckoning = reckoning_of(Case.objects.get(), on=clock.today())
    assert (reckoning.tallies[1].way, reckoning.tallies[1].counted) == (Way.PEOPLE, 5)
