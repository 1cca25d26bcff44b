"""A figure leads to the rows that it was counted from, and those are the lines of the files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from zipfile import ZipFile

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.explorer.presenters import export, figure_page, rows_page
from frankpledge.domain.explorer.presenters.figure import adds_up
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.explorer.queries.figures import Figure, NoSuchFigure, figure, rows_of
from tests.domain.county import ASB, County
from tests.domain.explorer.conftest import Ask


@pytest.fixture
def question(ask: Ask) -> Asked:
    return ask()


@pytest.fixture
def found(question: Asked) -> Answer:
    return answer(question)


def keys(found: Answer) -> list[tuple[str, str]]:
    """Return every figure of an answer by its name in an address."""
    e = found.explored
    assert found.level is not None
    assert found.beside is not None
    return [
        ("total", ""),
        ("rate", ""),
        ("change", ""),
        *(("month", str(month)) for month in e.window.months()),
        *(("place", place.code) for place in found.level.places),
        *(("type", one.name) for one in found.types),
        *(("beside", one.code) for one in found.beside.areas),
    ]


@pytest.mark.parametrize("level", ["ward", "district", "neighbourhood"])
def test_every_figure_is_the_number_of_its_rows(ask: Ask, level: str) -> None:
    question = ask(level=level)
    found = answer(question)
    wrong = []
    for of, key in keys(found) if level == "ward" else [k for k in keys(found) if k[0] == "place"][:12]:
        one = figure(question, found, of=of, key=key)
        behind = rows_of(question.snapshot, one.now)
        if one.count != behind.total or sum(release[3] for release in behind.releases) != behind.total:
            wrong.append((of, key, one.count, behind.total))
    assert wrong == []


def test_the_rows_are_those_lines_of_those_files(county: County, question: Asked, found: Answer) -> None:
    one = figure(question, found, of="month", key="2025-09")
    behind = rows_of(question.snapshot, one.now, limit=1000)
    assert len(behind.rows) == one.count
    with ZipFile(county.made.first_publication[0]) as archive:
        text = io.TextIOWrapper(archive.open("2025-09/2025-09-nevershire-street.csv"), encoding="utf-8", newline="")
        lines = list(csv.reader(text))
    for row in behind.rows:
        cells = lines[row.line - 1]
        assert row.member == "2025-09/2025-09-nevershire-street.csv"
        assert (row.month, row.crime_type, row.location) == (cells[1], cells[9], cells[6])
        assert row.outcome == cells[10]
    mine = Counter(row.whole for row in county.of("Nevermouth", "2025-09", "2025-09") if row.kind != ASB)
    assert Counter(tuple(lines[row.line - 1]) for row in behind.rows) == mine


def test_pages_of_rows_hold_each_row_once(question: Asked, found: Answer) -> None:
    one = figure(question, found, of="type", key="Robbery")
    whole = rows_of(question.snapshot, one.now, limit=500).rows
    parts = [row for page in range(1, 9) for row in rows_of(question.snapshot, one.now, limit=20, page=page).rows]
    assert parts == list(whole)
    page = rows_page(one, found, question, rows_of(question.snapshot, one.now), "tithing", page=1, before=False)
    assert page.title == f"{len(whole)} rows of robbery"
    assert "key=Robbery" in page.pages.query
    assert ", line " in page.table.rows[0].cells[0]


def test_a_change_has_two_sets_of_rows(county: County, question: Asked, found: Answer) -> None:
    one = figure(question, found, of="change")
    assert one.earlier is not None
    before = rows_of(question.snapshot, one.earlier)
    assert one.before == before.total
    assert before.total == sum(r.kind != ASB for r in county.of("Nevermouth", "2024-01", "2024-12"))
    page = rows_page(one, found, question, before, "tithing", page=2, before=True)
    assert "year ending December 2024" in page.caption
    assert "before=1" in page.pages.query


def details(question: Asked, found: Answer, of: str, key: str = "") -> tuple[str, dict[str, str]]:
    one = figure(question, found, of=of, key=key)
    page = figure_page(one, found, question, rows_of(question.snapshot, one.now), "tithing")
    return page.title, dict(page.details)


def test_a_figure_carries_all_of_its_frame(question: Asked, found: Answer) -> None:
    title, rate = details(question, found, "rate")
    assert title.endswith("per 1,000 residents: the rate of recorded crime")
    for name in ("Where", "What", "Period", "Counted", "95% interval", "Denominator", "Source", "As known on"):
        assert rate[name], name
    assert rate["State of the evidence"] == f"manifest {question.snapshot.manifest.id}"
    _, month = details(question, found, "month", "2025-06")
    assert month["Period"] == "June 2025"
    assert ", range " in month["Expected"]
    _, change = details(question, found, "change")
    assert {"Same months before", "Now", "Ratio per day", "95% interval", "Method", "Verdict"} <= set(change)
    assert change["Same months before"].endswith("in 366 days")
    title, kind = details(question, found, "type", "Drugs")
    assert title.endswith("recorded: drug offences")
    assert kind["What"] == "Drug offences"
    assert details(question, found, "total")[0] == f"{found.explored.total:,} crimes recorded"


def test_an_average_and_a_rate_that_is_not_there_are_told(question: Asked, found: Answer) -> None:
    averages = tuple(61.25 if band else None for band in found.explored.expected)
    _, month = details(question, replace(found, averages=averages), "month", "2025-06")
    assert month["Three-year average"].startswith("61.2")
    assert found.level is not None
    bare = replace(found.level, places=tuple(replace(place, rate=None, people=None) for place in found.level.places))
    _, place = details(question, replace(found, level=bare), "place", bare.places[0].code)
    assert place["Rate"].startswith("none: ")


def test_a_change_without_percentage_is_told_in_counts(question: Asked, found: Answer) -> None:
    e = found.explored
    assert e.compared is not None
    change = replace(e.compared.change, percent=None, ratio=None, low=None, high=None)
    small = replace(found, explored=replace(e, compared=replace(e.compared, change=change)))
    title, said = details(question, small, "change")
    assert " to " in title
    assert said["Ratio per day"].startswith("none")
    assert "95% interval" not in said


def test_rows_that_do_not_add_up_are_said_not_to(question: Asked, found: Answer) -> None:
    one = figure(question, found, of="month", key="2025-01")
    behind = rows_of(question.snapshot, one.now)
    assert adds_up(one, behind).endswith("as the figure says.")
    assert "where the figure says 1." in adds_up(replace(one, count=1), behind)
    gaps: Figure = replace(one, count=None, window=Window(Month(2025, 1), Month(2025, 4)))
    assert adds_up(gaps, behind) == "The rows of every month from January 2025 to April 2025."


@pytest.mark.parametrize(
    ("of", "key"),
    [
        ("nothing", ""), ("total", "x"), ("rate", "x"), ("change", "x"), ("month", "2031-01"), ("month", ""),
        ("place", "E0"), ("beside", "E0"), ("type", "Rain"),
    ],
)  # fmt: skip
def test_a_figure_that_the_answer_has_not_is_refused(question: Asked, found: Answer, of: str, key: str) -> None:
    with pytest.raises(NoSuchFigure):
        figure(question, found, of=of, key=key)


def test_what_an_answer_lacks_has_no_figure(question: Asked, found: Answer) -> None:
    bare = replace(found, level=None, beside=None, explored=replace(found.explored, rate=None, compared=None))
    for of, key in (("rate", ""), ("change", ""), ("place", "X"), ("beside", "X22000001")):
        with pytest.raises(NoSuchFigure):
            figure(question, bare, of=of, key=key)


# ---- files ---------------------------------------------------------------------------------------------------


def table(found: Answer, name: str, by: str = "") -> list[dict[str, object]]:
    made = export(found, name, by=by)
    assert made is not None
    assert len(made.cells) == len(made.rows)
    return [dict(zip(made.head, row, strict=True)) for row in made.rows]


def test_each_table_leaves_with_the_frame_of_its_figures(county: County, found: Answer) -> None:
    for name in ("months", "places", "comparison", "types"):
        for row in table(found, name):
            assert row["source"] == "data.police.uk, street-level files of Nevershire"
            assert row["cut_off"] == "As known on 24 March 2026"
            assert row["state"] == "recorded"
    months = {str(row["month"]): row["recorded"] for row in table(found, "months")}
    rows = Counter(row.month for row in county.of("Nevermouth", "2023-01", "2025-12") if row.kind != ASB)
    assert months == dict(rows)
    own = [row for row in table(found, "comparison") if row["this_area"] == "yes"]
    assert [row["recorded"] for row in own] == [found.explored.total]
    assert sum(int(str(row["recorded"])) for row in table(found, "types")) == found.explored.total


def test_a_table_leaves_in_the_order_shown(found: Answer) -> None:
    assert [row["place"] for row in table(found, "places", "name")] == sorted(
        str(row["place"]) for row in table(found, "places")
    )
    inside = [row["recorded"] for row in table(found, "months", "most") if row["in_period"] == "yes"]
    assert inside == sorted(inside, key=lambda value: -int(str(value)))
    assert export(found, "rain") is None


def test_missing_months_and_rates_leave_as_what_they_are(found: Answer) -> None:
    e = found.explored
    values = (*e.series.values[:-1], None)
    unsure = tuple(replace(band, unsure=True) if band else None for band in e.expected)
    gone = replace(found, beside=None, level=None, explored=replace(e, series=replace(e.series, values=values)))
    last = table(gone, "months")[-1]
    assert (last["recorded"], last["state"], last["signal"]) == ("", "no data", "not judged")
    told = {row["signal"] for row in table(replace(found, explored=replace(e, expected=unsure)), "months")}
    assert told == {"not judged", "cannot tell: recording changed"}
    assert table(gone, "comparison") == table(gone, "places") == []
    assert found.level is not None
    bare = replace(found.level, places=tuple(replace(place, rate=None, people=None) for place in found.level.places))
    assert {row["per_1000"] for row in table(replace(found, level=bare), "places")} == {""}
    lone = tuple(replace(one, compared=None) for one in found.types)
    assert {row["verdict"] for row in table(replace(found, types=lone), "types")} == {"cannot_tell"}
