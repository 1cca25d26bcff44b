"""Reports of performance: the same data give the same bytes, and what was told in December can be told again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pptx import Presentation

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.commentaries import actions as said
from frankpledge.domain.commentaries.rules import Words
from frankpledge.domain.evidence.actions import EventFacts, register_event
from frankpledge.domain.indicators.actions import publish_value
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.used import restated_since, used_in
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.meetings.rules import ItemKind
from frankpledge.domain.reports import actions, rules
from frankpledge.domain.reports.documents import drafted_or_made, shown_of
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.queries import edition_of
from frankpledge.domain.reports.queries.building import tree_of
from frankpledge.domain.reports.queries.material import Wanted
from frankpledge.domain.reports.rules import AskKind, NotAReport
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document, Picture, Plain, Standout, SummaryPoint, Table
from frankpledge.ground.documents.formats import FORMATS, rendered
from frankpledge.ground.documents.rules import OwnWork
from frankpledge.ground.documents.tree import canonical
from frankpledge.ground.documents.words import plain_text
from frankpledge.ground.threads.queries import thread_of
from frankpledge.ground.threads.rules import Ref
from frankpledge.statute.reports import Every
from tests.domain.measured import NOW, keep

QUARTER = rules.period(Every.QUARTER, "2025/26 Q3")
FEBRUARY = datetime(2026, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def report(workspace: Workspace, officer: User, indicators: dict[str, Indicator]) -> Report:
    return actions.draft_report(workspace=workspace, kind="board", period=QUARTER, by=officer)


def blocks(document: Document, kind: type) -> list[object]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def words(document: Document) -> str:
    """Return everything that the paragraphs of a report say."""
    lines = [block.line for block in blocks(document, Plain) + blocks(document, SummaryPoint)]  # type: ignore[attr-defined]
    lines += [line for block in blocks(document, Standout) for line in block.lines]  # type: ignore[attr-defined]
    return " ".join(plain_text(line, document.figures) for line in lines)


def approve(report: Report, officer: User, member: User, formats: tuple[str, ...] = ("html",)) -> None:
    actions.send_report(report=report, by=officer)
    actions.approve_report(report=report, by=member, formats=formats)


def test_exceptions_come_first_the_worst_before_what_is_missing(report: Report, officer: User) -> None:
    document = tree_of(report, viewer=officer)
    first = [block for block in document.sections[0].blocks if isinstance(block, Standout)]
    assert [one.title for one in first] == ["Shoplifting recorded: higher than expected", "Cohort reoffending: no data"]
    assert document.figures[first[0].figure].value == 391
    assert document.figures[first[1].figure].state == "missing"
    assert "Of three indicators this quarter, one changed beyond chance and season" in words(document)


def test_every_indicator_stands_in_one_table_with_three_judgements(report: Report, officer: User) -> None:
    table = blocks(tree_of(report, viewer=officer), Table)[0]
    assert isinstance(table, Table)
    assert [column.head for column in table.columns][-3:] == ["Signal", "Position", "Data"]
    assert sum(not row.group for row in table.rows) == 3
    assert table.title == "1 of 3 indicators changed; 1 cannot be judged"


def test_an_indicator_whose_signal_fired_is_drawn_large(report: Report, officer: User) -> None:
    drawn = blocks(tree_of(report, viewer=officer), Picture)
    assert [one.name for one in drawn] == ["line-nc-01"]  # type: ignore[attr-defined]


def test_what_else_happened_is_numbered_in_the_drawing_and_named_in_every_format_as_registered_when_it_was_drawn(
    workspace: Workspace, officer: User, analyst: User, indicators: dict[str, Indicator],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    portal = EventFacts(kind="event", first="2025-10", last="2025-11", words="A portal opened", source="The force")
    register_event(workspace=workspace, facts=portal, by=analyst)
    report = actions.draft_report(workspace=workspace, kind="board", period=QUARTER, by=officer)
    monkeypatch.setattr(clock, "now", lambda: FEBRUARY)
    later = replace(portal, words="A thing that was registered later")
    register_event(workspace=workspace, facts=later, by=analyst)
    document = tree_of(report, viewer=officer)
    (drawn,) = blocks(document, Picture)
    assert "higher than expected" in drawn.rows[-1], "what is judged over the whole quarter is marked too"
    named = "1. 1 October 2025 to 30 November 2025: A portal opened"
    assert [note for note in drawn.notes if note[0].isdigit()] == [named]  # type: ignore[attr-defined]
    assert ">1</text>" in drawn.svg  # type: ignore[attr-defined]
    assert "A portal opened" in drawn.rows[-1][-1]  # type: ignore[attr-defined]
    for form in ("html", "docx", "odt", "pptx"):
        assert named in shown_words(form, FORMATS[form].render(document))
    assert b"registered later" not in canonical(document)
    again = drafted_or_made(
        Wanted(rules.template("board"), QUARTER, FEBRUARY), workspace=workspace, by=officer, anew=True
    )
    assert b"registered later" in canonical(again)


def shown_words(form: str, content: bytes) -> str:
    """Return what a reader sees of a file: of slides what stands on them, not what only the speaker has."""
    if form == "html":
        return unescape(content.decode())
    if form == "pptx":
        deck = Presentation(BytesIO(content))
        return " ".join(one.text_frame.text for page in deck.slides for one in page.shapes if one.has_text_frame)
    part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
    return unescape(re.sub(r"<[^>]+>", "", ZipFile(BytesIO(content)).read(part).decode()))


def test_the_same_data_give_the_same_bytes_in_every_format(report: Report, officer: User) -> None:
    once, again = tree_of(report, viewer=officer), tree_of(report, viewer=officer)
    assert canonical(once) == canonical(again)
    assert rendered(once) == rendered(again)
    assert set(rendered(once)) == set(FORMATS)


def test_after_a_correction_decembers_report_is_made_again_as_it_was(
    report: Report, officer: User, analyst: User, indicators: dict[str, Indicator], workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    was = canonical(tree_of(report, viewer=officer))
    monkeypatch.setattr(clock, "now", lambda: FEBRUARY)
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=FEBRUARY, by=analyst, second=officer)
    assert canonical(tree_of(report, viewer=officer)) == was
    template = rules.template("board")
    now = drafted_or_made(Wanted(template, QUARTER, FEBRUARY), workspace=workspace, by=officer, anew=True)
    then = drafted_or_made(Wanted(template, QUARTER, NOW), workspace=workspace, by=officer, anew=True)
    assert (now.figures["nc-01.now"].value, then.figures["nc-01.now"].value) == (402, 391)


def test_the_next_report_tells_which_figures_were_revised_since_and_why(
    report: Report, workspace: Workspace, officer: User, analyst: User, indicators: dict[str, Indicator],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    later = datetime(2026, 4, 20, 10, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: later)
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=FEBRUARY, by=analyst, second=officer)
    keep(indicators["rising"], "2025/26 Q4", 230, by=analyst, second=officer)
    after = rules.period(Every.QUARTER, "2025/26 Q4")
    following = actions.draft_report(workspace=workspace, kind="board", period=after, by=officer)
    table = next(one for one in blocks(tree_of(following, viewer=officer), Table) if "another" in one.title)  # type: ignore[attr-defined]
    told = [plain_text(cell, {}) for cell in table.rows[0].cells]  # type: ignore[attr-defined]
    assert told == ["Shoplifting recorded", "2025/26 Q3", "391", "402", "late reports"]


def test_commentary_stands_in_it_as_approved_and_a_changed_figure_is_told(
    workspace: Workspace, officer: User, lead: User, analyst: User, indicators: dict[str, Indicator]
) -> None:
    given = Words("Police recorded {now} offences.", "A portal opened.", "The group meets.")
    one = said.write_commentary(indicator=indicators["rising"], until=QUARTER.ends, words=given, by=lead)
    said.send_commentary(commentary=one, by=lead)
    said.approve_commentary(commentary=one, by=officer)
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=NOW, by=analyst, second=officer)
    report = actions.draft_report(workspace=workspace, kind="board", period=QUARTER, by=officer)
    told = words(tree_of(report, viewer=officer))
    assert "Police recorded 391 offences." in told
    assert "where this says 391, the figure is 402 now" in told


def test_what_is_asked_stands_at_its_indicator_and_goes_on_the_agenda_with_the_edition(
    report: Report, workspace: Workspace, officer: User, member: User, indicators: dict[str, Indicator]
) -> None:
    given = actions.AskFacts(AskKind.DECIDE, "fund the scheme", indicators["rising"].pk, "Police", "1 April 2026")
    actions.add_ask(report=report, given=given, by=officer)
    assert "Decide D1: fund the scheme" in words(tree_of(report, viewer=officer))
    approve(report, officer, member)
    board = create_body(workspace=workspace, name="Board", kind="board", by=officer)
    meeting = plan_meeting(workspace=workspace, body=board, on=date(2026, 3, 4), by=officer)
    item = actions.put_before(report=report, meeting=meeting, by=officer)
    assert (item.paper, item.asks, item.kind) == (edition_of(report), "fund the scheme", ItemKind.DECISION)
    again = actions.put_before(report=report, meeting=meeting, by=officer)
    assert again.pk == item.pk
    assert meeting.items.filter(title=item.title).count() == 1


def test_whoever_drafted_it_does_not_approve_it_and_only_what_is_approved_goes_before_a_meeting(
    report: Report, workspace: Workspace, officer: User
) -> None:
    board = create_body(workspace=workspace, name="Board", kind="board", by=officer)
    meeting = plan_meeting(workspace=workspace, body=board, on=date(2026, 3, 4), by=officer)
    with pytest.raises(NotAReport, match="not approved"):
        actions.put_before(report=report, meeting=meeting, by=officer)
    actions.send_report(report=report, by=officer)
    with pytest.raises(OwnWork):
        actions.approve_report(report=report, by=officer)


def test_a_figure_that_is_restated_marks_the_report_that_printed_it_and_no_later_one(
    report: Report, workspace: Workspace, officer: User, analyst: User, member: User, indicators: dict[str, Indicator],
    client: Client, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    approve(report, officer, member)
    edition = edition_of(report)
    assert edition is not None
    assert restated_since(edition) == ()
    monkeypatch.setattr(clock, "now", lambda: FEBRUARY)
    value = keep(indicators["rising"], "2025/26 Q3", 300, because="double counts", known=FEBRUARY, by=analyst)
    (one,) = restated_since(edition)
    assert (one.before.value.numerator, one.after.value) == (391, value)
    assert [each.edition for each in used_in([one], workspace=workspace, viewer=officer)] == [edition]
    client.force_login(officer)
    page = f"/w/{workspace.slug}/performance/reports/{report.pk}/"
    shown = client.get(page).content.decode()
    assert "does not stand before the board yet" in shown
    assert "300 since" not in shown, "what waits is told without its number"
    publish_value(value=value, by=officer, at=FEBRUARY)
    assert "391 then, 300 since 9 February 2026 (double counts)" in client.get(page).content.decode()
    thread = thread_of(Ref("indicators.indicator", str(indicators["rising"].pk)), workspace=workspace, viewer=officer)
    assert [come.place.title for come in thread.on] == [report.paper.title]
    actions.correct_report(report=report, note="Double counts", by=officer)
    approve(report, officer, member)
    assert restated_since(edition_of(report)) == ()  # type: ignore[arg-type]


def test_an_approved_report_stays_as_it_was_and_its_correction_tells_what_is_known_now(
    report: Report, officer: User, member: User, analyst: User, indicators: dict[str, Indicator],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    approve(report, officer, member)
    monkeypatch.setattr(clock, "now", lambda: FEBRUARY)
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=FEBRUARY, by=analyst, second=officer)
    assert shown_of(report, viewer=officer).figures["nc-01.now"].value == 391
    actions.correct_report(report=report, note="Late reports", by=officer)
    assert tree_of(report, viewer=officer).figures["nc-01.now"].value == 402
    first = edition_of(report)
    assert first is not None
    assert '"value":391' in first.tree


@pytest.mark.parametrize(("kind", "said_", "every"), [
    ("delivery", "2025-12", Every.MONTH), ("county", "2025/26 H1", Every.HALF), ("year", "2024/25", Every.YEAR),
])  # fmt: skip
def test_every_other_report_is_made_of_its_template(
    kind: str, said_: str, every: Every, workspace: Workspace, officer: User, indicators: dict[str, Indicator]
) -> None:
    made = actions.draft_report(workspace=workspace, kind=kind, period=rules.period(every, said_), by=officer)
    document = tree_of(made, viewer=officer)
    assert document.title.startswith(rules.template(kind).title)
    assert FORMATS["html"].render(document)


@pytest.mark.parametrize(("every", "said_"), [
    (Every.QUARTER, "2025/26 Q5"), (Every.QUARTER, "2025/27 Q1"), (Every.MONTH, "2025-13"), (Every.HALF, "2025/26"),
    (Every.YEAR, "25/26"),
])  # fmt: skip
def test_what_names_no_period_is_refused_with_how_it_is_written(every: Every, said_: str) -> None:
    with pytest.raises(NotAReport, match="is written"):
        rules.period(every, said_)


def test_periods_begin_and_end_as_the_financial_year_has_them() -> None:
    told = [(one.starts, one.ends) for one in (
        rules.period(Every.QUARTER, "2025/26 Q4"), rules.period(Every.HALF, "2025/26 H2"),
        rules.period(Every.YEAR, "2025/26"), rules.period(Every.MONTH, "2024-02"),
    )]  # fmt: skip
    assert told == [
        (date(2026, 1, 1), date(2026, 3, 31)), (date(2025, 10, 1), date(2026, 3, 31)),
        (date(2025, 4, 1), date(2026, 3, 31)), (date(2024, 2, 1), date(2024, 2, 29)),
    ]  # fmt: skip
    assert rules.last_ended(Every.QUARTER, date(2026, 1, 20)).name == "2025/26 Q3"


def test_a_period_that_is_not_over_and_a_second_report_of_one_are_refused(
    report: Report, workspace: Workspace, officer: User
) -> None:
    with pytest.raises(NotAReport, match="there already"):
        actions.draft_report(workspace=workspace, kind="board", period=QUARTER, by=officer)
    coming = rules.period(Every.QUARTER, "2025/26 Q4")
    with pytest.raises(NotAReport, match="ends on"):
        actions.draft_report(workspace=workspace, kind="board", period=coming, by=officer)
