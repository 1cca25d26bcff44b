"""A problem profile: every part of OSARA is there, every number is a figure, and nobody reads another's records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.profiles.documents import problem_profile
from frankpledge.domain.profiles.documents.book import Book
from frankpledge.domain.profiles.documents.people import victim
from frankpledge.domain.profiles.documents.short import response_grid
from frankpledge.domain.profiles.jobs import Wanted, profile_of
from frankpledge.domain.profiles.rules import NoSuchFormat, NoSuchType, checked_formats, type_named
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.supplied.queries.points import own_events
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Document, Figure, FigureRef, Paragraph, Plain, Table, Text
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.words import plain_text
from frankpledge.lake import queries
from tests.domain.county import County
from tests.domain.studies.conftest import Ask


@pytest.fixture(scope="module")
def burglary(ask: Ask) -> Document:
    return problem_profile(ask(what="Burglary"), None)


def said(document: Document) -> str:
    lines = [
        block.line for section in document.sections for block in section.blocks if isinstance(block, Paragraph | Plain)
    ]
    return " ".join(plain_text(line, document.figures) for line in lines)


def test_every_step_is_there_and_gaps_are_listed(burglary: Document) -> None:
    assert [section.title for section in burglary.sections] == [
        "Objective", "Scanning", "Analysis", "Response", "Assessment", "What we cannot say",
    ]  # fmt: skip
    words = said(burglary)
    for gap in ("who they are is not held", "nothing of victims", "Month only", "never reported", "no survey"):
        assert gap.casefold() in words.casefold(), gap
    assert burglary.marking == "OFFICIAL"
    assert {figure.policy for figure in burglary.figures.values()} == {"open"}


def test_every_figure_has_its_source_period_and_cut_off_and_every_rate_and_share_its_base(burglary: Document) -> None:
    check(burglary)
    for figure in burglary.figures.values():
        assert figure.source, figure.key
        assert figure.period, figure.key
        assert figure.cut_off.startswith("As known on"), figure.key
        if figure.unit in ("%", "per 1,000"):
            assert figure.denominator, figure.key


def test_no_count_in_a_sentence_is_typed(burglary: Document) -> None:
    # Names of places, dates, hours, a test's bounds beside its name, the unit of a rate, what a method was set to.
    plain = r"\b20\d\d\b|\b\d{2}:\d{2}\b|\b\d{3}[A-Z]\b|per 1,000|95%|10%|100 m|7 days|needs \d+"
    allowed = re.compile(rf"{plain}|\d\.\d\d to \d\.\d\d, contains 1")
    for section in burglary.sections[1:5]:
        for block in section.blocks:
            if isinstance(block, Paragraph) and any(isinstance(piece, FigureRef) for piece in block.line):
                typed = " ".join(piece.text for piece in block.line if isinstance(piece, Text))
                assert not re.search(r"\d", allowed.sub("", typed)), typed


def test_the_counts_that_are_quoted_are_those_of_the_rows(county: County, burglary: Document) -> None:
    figures = burglary.figures
    rows = [sum(r.kind == "Burglary" for r in county.of("Nevermouth", f"{y}-01", f"{y}-12")) for y in (2024, 2025)]
    assert [figures["change.before"].value, figures["level.total"].value] == rows
    assert figures["why.change"].value == rows[1] - rows[0]


def test_how_they_ended_adds_up_to_all_of_them(burglary: Document, ask: Ask) -> None:
    asked = ask(what="Burglary")
    ended = queries.counts(
        asked.snapshot, area=asked.area, first="2025-01", last="2025-12", by=("outcome",), measure="Burglary"
    ).rows
    shown = [f.value for key, f in burglary.figures.items() if key.removeprefix("outcome.").isdigit()]
    assert sum(value or 0 for value in shown) == sum(int(str(row["count"])) for row in ended)
    tables = [b for s in burglary.sections for b in s.blocks if isinstance(b, Table) and b.title == "How they ended"]
    assert len(tables[0].rows) == len(shown)


def test_anti_social_behaviour_has_no_outcome_and_says_so(ask: Ask) -> None:
    made = problem_profile(ask(what="asb"), None)
    assert "published without an outcome" in said(made)
    assert not [key for key in made.figures if key.startswith("outcome.")]


def test_victims_harmed_again_are_counted_from_the_keyed_marks(own_known: Known, ask: Ask) -> None:
    asked = ask(what="Burglary")
    events = own_events(own_known, asked.area, asked.window, what="Burglary")
    assert events
    book = Book(subject(asked), events)
    assert isinstance(victim(book)[0], Paragraph)
    again = {mark for mark in events.victims if events.victims.count(mark) > 1}
    assert book.figures["victim.again"].value == len(again)
    assert book.figures["victim.all"].value == len(set(events.victims))
    assert {figure.policy for figure in book.figures.values()} == {"restricted"}
    assert book.figures["victim.all"].source == f"{events.supplier}, {events.data_set}"


def test_the_grid_of_responses_shows_what_is_known_and_leaves_the_rest_to_be_written() -> None:
    figures = {"time.season": Figure("time.season", "40%", "Season", 40)}
    rows = response_grid(figures).rows
    assert [plain_text(row.cells[0], figures) for row in rows] == ["Victim", "Offender", "Location", "Time"]
    assert [plain_text(row.cells[1], figures) for row in rows[:1]] == ["not held"]
    assert plain_text(rows[3].cells[1], figures).startswith("40% of what varies")
    assert {plain_text(row.cells[2], figures) for row in rows} == {"to be written"}


@pytest.mark.django_db
def test_files_are_written_in_the_formats_asked_for_and_it_is_recorded_that_figures_left(
    evidence: County, partnership: Partnership, analyst: User, tmp_path: Path
) -> None:
    wanted = Wanted(area="Nevermouth", kind="burglary")
    made, paths = profile_of(wanted, formats=("html", "docx"), folder=tmp_path, by=analyst)
    assert [path.name for path in paths] == [
        "nevermouth-burglary-problem-profile-2025-12.html",
        "nevermouth-burglary-problem-profile-2025-12.docx",
    ]
    assert "What we cannot say" in paths[0].read_text(encoding="utf-8")
    assert Release.objects.get().cell_count == len(made.figures)


@pytest.mark.parametrize(
    ("name", "meant"), [("BURGLARY", "Burglary"), ("crime", "crime"), ("Anti-social behaviour", "asb")]
)
def test_a_type_is_found_by_name(name: str, meant: str) -> None:
    assert type_named(name) == meant


def test_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchType, match="Nothing that is counted is called") as refused:
        type_named("witchcraft")
    assert "Burglary" in refused.value.cure


@pytest.mark.parametrize("names", [(), ("doc",), ("html", "pptx")])
def test_formats_that_no_profile_has_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(NoSuchFormat):
        checked_formats(names)
