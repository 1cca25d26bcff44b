"""A report is written by headings with live figures, is whole before it goes on, and a second person agrees it."""

from __future__ import annotations

import pytest

from frankpledge.domain.decision_reports.actions.agreeing import (
    agree_report,
    correct_report,
    return_report,
    send_report,
)
from frankpledge.domain.decision_reports.actions.practice import add_heading, put_heading_aside
from frankpledge.domain.decision_reports.actions.route import StepFacts, add_step
from frankpledge.domain.decision_reports.actions.writing import (
    ReportFacts,
    amend_report,
    begin_passage,
    begin_report,
    give_grounds,
    may_write,
    note_written,
    read_newest,
    say_nothing,
    withhold,
)
from frankpledge.domain.decision_reports.documents import key_notice, open_tree, trees
from frankpledge.domain.decision_reports.models import Heading, Report
from frankpledge.domain.decision_reports.queries.reports import (
    authors_of,
    editions_of,
    headings_of,
    known_to,
    overtaken,
    typed_by_hand,
)
from frankpledge.domain.decision_reports.rules import NotAReport, NotWhole
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.queries.catalogue import reference
from frankpledge.domain.narrative.rules import Reference
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.comparison import words_of
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.queries import document_of
from frankpledge.statute.decision_report import headings
from tests.domain.county import County
from tests.domain.decision_reports.conftest import PLAN, TODAY

AREA = "csp:X22000001"
COUNT = reference("recorded_count", area=AREA, what="Drugs", period="2025-01 to 2025-12")


def write(heading: Heading, text: str, *, by: User, references: dict[str, Reference] | None = None) -> None:
    """Write under a heading as the editor does."""
    known = known_to(heading.report)
    passage = begin_passage(heading=heading, known=known, by=by)
    write_passage(
        passage=passage, workspace=heading.workspace, text=text, references=references or {}, known=known, by=by,
        may=may_write(heading), revision=passage.revision,
    )  # fmt: skip
    note_written(heading=heading, by=by)


def everything(document: Document) -> str:
    return " ".join(words_of(section, document) for section in document.sections)


def test_a_report_is_laid_out_by_the_usual_headings_and_those_of_the_council(
    workspace: Workspace, officer: User
) -> None:
    add_heading(workspace=workspace, title="Data protection", ask="Say what.", required=True, after="legal", by=officer)
    last = add_heading(workspace=workspace, title="Next steps", ask="Say what.", required=False, by=officer)
    with pytest.raises(NotAReport, match="a heading “Data protection” already"):
        add_heading(workspace=workspace, title="Data protection", ask="Again.", required=True, by=officer)
    laid = [one.ref for one in begin_report(workspace=workspace, given=PLAN, by=officer).headings.all()]
    assert laid[laid.index("legal") + 1] == "data-protection"
    assert laid[-1] == "next-steps"
    assert [ref for ref in laid if ref not in {"data-protection", "next-steps"}] == [one.ref for one in headings()]
    put_heading_aside(heading=last, by=officer)
    again = begin_report(workspace=workspace, given=PLAN, by=officer)
    assert "next-steps" not in [one.ref for one in again.headings.all()]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ReportFacts("", "To adopt"), "the title is empty"),
        (ReportFacts("A plan", " "), "the purpose is empty"),
        (ReportFacts("A plan", "To adopt", key=True), "why this is a key decision"),
    ],
)
def test_a_report_without_a_title_a_purpose_or_why_it_is_key_is_not_begun(
    given: ReportFacts, said: str, workspace: Workspace, officer: User
) -> None:
    with pytest.raises(NotAReport, match=said):
        begin_report(workspace=workspace, given=given, by=officer)


def test_a_figure_is_a_reference_and_what_new_data_overtakes_is_told(
    evidence: County, report: Report, officer: User
) -> None:
    heading = report.headings.get(ref="considerations")
    write(
        heading, "Police recorded {drugs} drug offences, at a cost of £40,000.", by=officer, references={"drugs": COUNT}
    )
    tree = open_tree(report, today=TODAY)
    quoted = [figure for figure in tree.figures.values() if figure.label]
    assert len(quoted) == 1
    assert f"Police recorded {quoted[0].display} drug offences" in everything(tree)
    assert quoted[0].source
    assert [number.words for _, number in typed_by_hand(headings_of(report))] == ["£40,000"]
    passage = report.headings.get(ref="considerations").passage
    assert passage is not None
    kept = passage.quoted.get()
    kept.figure["display"], kept.figure["value"] = "1", 1
    kept.save()
    (stale,) = overtaken(report, headings_of(report))
    assert (stale.old, stale.new) == ("1", quoted[0].display)


def test_a_report_whose_figures_are_not_as_written_is_not_sent(evidence: County, whole: Report, officer: User) -> None:
    write(whole.headings.get(ref="reasons"), "There were {drugs}.", by=officer, references={"drugs": COUNT})
    passage = whole.headings.get(ref="reasons").passage
    assert passage is not None
    kept = passage.quoted.get()
    kept.figure["display"], kept.figure["value"] = "1", 1
    kept.save()
    with pytest.raises(NotWhole, match="no longer as written"):
        send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)


def test_what_is_missing_is_named_and_a_reason_is_an_answer(report: Report, officer: User) -> None:
    with pytest.raises(NotWhole, match="12 headings are not written: Recommendations, Alternative options"):
        send_report(report=report, trees=trees(report, today=TODAY), by=officer)
    with pytest.raises(NotAReport, match="the reason is empty"):
        say_nothing(heading=report.headings.get(ref="options"), reason=" ", by=officer)
    said = "There is none: the law asks for a strategy."
    say_nothing(heading=report.headings.get(ref="options"), reason=said, by=officer)
    with pytest.raises(NotWhole, match="11 headings"):
        send_report(report=report, trees=trees(report, today=TODAY), by=officer)
    assert said in everything(open_tree(report, today=TODAY))


# ---- what is withheld -----------------------------------------------------------------------------------------------

SECRET = "The bid of the landlord is three hundred pounds a lamp."


def test_open_and_withheld_parts_come_of_one_source_and_the_open_one_says_nothing_of_the_other(
    whole: Report, officer: User
) -> None:
    financial = whole.headings.get(ref="financial")
    say_nothing(heading=financial, reason=SECRET, by=officer)
    withhold(heading=financial, restricted=True, by=officer)
    with pytest.raises(NotWhole, match="no paragraph of Schedule 12A is named"):
        send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    give_grounds(report=whole, paragraphs=["3", "99"], public_interest="", by=officer)
    assert whole.exempt == ["3"]
    with pytest.raises(NotWhole, match="outweighs"):
        send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    give_grounds(report=whole, paragraphs=["3"], public_interest="The tender is open until June.", by=officer)
    made = trees(whole, today=TODAY)
    assert made.exempt is not None
    assert SECRET in everything(made.exempt)
    assert (made.exempt.marking, made.open.marking) == ("OFFICIAL-SENSITIVE", "OFFICIAL")
    files = rendered(made.open, ("html",))["html"].decode()
    assert SECRET not in everything(made.open) + files
    assert "paragraph 3 of Schedule 12A" in everything(made.open)
    assert "The tender is open until June." in everything(made.open)


def test_only_who_may_read_exempt_parts_withholds_or_writes_in_them(
    whole: Report, officer: User, analyst: User
) -> None:
    heading = whole.headings.get(ref="financial")
    with pytest.raises(NotPermitted):
        withhold(heading=heading, restricted=True, by=analyst)
    withhold(heading=heading, restricted=True, by=officer)
    with pytest.raises(NotPermitted):
        say_nothing(heading=heading, reason="A word", by=analyst)


# ---- agreed ---------------------------------------------------------------------------------------------------------


def test_a_second_person_agrees_and_nobody_who_wrote_in_it(
    evidence: County, whole: Report, people: dict[Role, User], officer: User, member: User
) -> None:
    lead = people[Role.LEAD]
    write(whole.headings.get(ref="reasons"), "It is wanted.", by=lead)
    assert authors_of(whole) == {officer.pk, lead.pk}
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    with pytest.raises(NotAReport, match="out for agreement"):
        say_nothing(heading=whole.headings.get(ref="risk"), reason="None", by=officer)
    for author in (officer, lead):
        with pytest.raises(NotAReport, match="you wrote in this report"):
            agree_report(report=sent, by=author)
    edition = agree_report(report=sent, by=member)
    assert sorted(edition.files.values_list("format", flat=True)) == ["docx", "html", "odt", "pdf"]
    assert "It is wanted." in everything(document_of(edition))


def test_a_report_is_returned_with_a_reason_and_sent_again(whole: Report, officer: User, member: User) -> None:
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    returned = return_report(report=sent, reason="Say who was asked.", by=member)
    assert returned.state == "draft"
    again = send_report(report=returned, trees=trees(returned, today=TODAY), by=officer)
    assert again.state == "in_review"


def test_a_correction_is_a_new_edition_of_both_parts(whole: Report, officer: User, member: User) -> None:
    withhold(heading=whole.headings.get(ref="financial"), restricted=True, by=officer)
    give_grounds(report=whole, paragraphs=["3"], public_interest="A tender is open.", by=officer)
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    agree_report(report=sent, by=member, formats=("html",))
    sent.refresh_from_db()
    note = "The wards were wrong."
    opened = correct_report(report=sent, tree=open_tree(sent, today=TODAY), note=note, by=officer)
    amend_report(report=opened, given=ReportFacts(PLAN.title, PLAN.purpose, wards="Two wards"), by=officer)
    again = send_report(report=opened, trees=trees(opened, today=TODAY), by=officer)
    edition = agree_report(report=again, by=member, formats=("html",))
    assert (edition.number, edition.note) == (2, note)
    assert [one.number for one in editions_of(again.exempt_paper)] == [2, 1]
    with pytest.raises(NotAReport, match="it is agreed"):
        amend_report(report=Report.objects.get(pk=again.pk), given=PLAN, by=officer)


def test_an_agreed_report_alone_is_corrected(report: Report, officer: User) -> None:
    with pytest.raises(NotAReport, match="not sent for agreement"):
        correct_report(report=report, tree=open_tree(report, today=TODAY), note="No", by=officer)


def test_a_draft_moves_to_newer_evidence_once_there_is_any(evidence: County, report: Report, officer: User) -> None:
    assert report.manifest
    with pytest.raises(NotAReport, match="newest evidence already"):
        read_newest(report=report, by=officer)
    Report.objects.filter(pk=report.pk).update(manifest="")
    assert read_newest(report=Report.objects.get(pk=report.pk), by=officer).manifest == report.manifest


def test_the_notice_says_what_regulation_9_asks_for(whole: Report, officer: User) -> None:
    step = add_step(report=whole, given=StepFacts("cabinet", period="in April 2026"), by=officer)
    said = everything(key_notice(step, today=TODAY))
    for words in (
        PLAN.title, PLAN.purpose, "Cabinet. Members: Leader; Member for safety", "in April 2026",
        "Nothing arises under background papers.", "Town Hall, and council.invalid/papers", "may be submitted",
    ):  # fmt: skip
        assert words in said
