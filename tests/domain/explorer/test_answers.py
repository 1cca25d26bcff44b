"""The answer: its numbers are the rows' own, and its words are those that the numbers bear."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.explore import Explored
from frankpledge.domain.evidence.queries.reading import Band, Compared
from frankpledge.domain.explorer.presenters import Links, answer_page, notes, places_page
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.answer import GOOD, POOR, WITH_CARE, quality
from frankpledge.domain.explorer.presenters.pictures import pictures
from frankpledge.domain.explorer.presenters.tables import month_table, place_order
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.statute.events import Event
from tests.domain.county import ASB, County
from tests.domain.explorer.conftest import Ask

MONTH = Month(2025, 6)


@pytest.fixture
def found(ask: Ask) -> Answer:
    return answer(ask(what="Vehicle crime"))


def with_change(found: Answer, before: int, now: int, phi: float | None, **more: Any) -> Answer:
    change = compare_counts(before=before, after=now, dispersion=phi)
    return replace(found, explored=replace(found.explored, compared=Compared(now, before, change), **more))


def quiet(found: Answer) -> Answer:
    """Return the answer without any month that is a signal or in a run."""
    bands = tuple(
        replace(band, centre=float(value or 0), signal="") if band else None
        for band, value in zip(found.explored.expected, found.explored.series.values, strict=True)
    )
    return replace(found, explored=replace(found.explored, expected=bands))


def said(found: Answer) -> str:
    return say.finding(found.explored)


# ---- numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ward", "district"])
def test_the_places_of_a_level_hold_the_rows_of_their_lsoas(county: County, ask: Ask, kind: str) -> None:
    level = answer(ask(level=kind)).level
    assert level is not None
    rows = [row for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind != ASB]
    assert level.whole + level.loose == len(rows)
    assert [place.events for place in level.places] == sorted((p.events for p in level.places), reverse=True)


def test_neighbourhoods_hold_every_row_of_a_type(county: County, ask: Ask) -> None:
    level = answer(ask(what="Burglary", level="neighbourhood")).level
    assert level is not None
    rows = [row for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind == "Burglary"]
    assert level.whole == len(rows)
    busiest = Counter(row.lsoa for row in rows).most_common(1)[0][1]
    assert level.places[0].events >= busiest
    held = sum(place.events for place in level.places[: level.half])
    assert held >= len(rows) / 2 > held - level.places[level.half - 1].events


def test_the_types_and_the_incidents_are_those_of_the_rows(county: County, ask: Ask) -> None:
    found = answer(ask())
    rows = Counter(row.kind for row in county.of("Nevermouth", "2025-01", "2025-12"))
    assert found.asb == rows.pop(ASB)
    assert {one.name: one.total for one in found.types if one.total} == dict(rows)


def test_the_partnerships_beside_it_are_counted_by_the_same_type(county: County, ask: Ask) -> None:
    others = answer(ask(what="Shoplifting")).beside
    assert others is not None
    for one in others.areas:
        rows = [r for r in county.of(one.name, "2025-01", "2025-12") if r.kind == "Shoplifting"]
        assert one.events == len(rows), one.name
        assert one.people == county.residents(one.name, 2024)
    assert [one.name for one in others.areas if one.own] == ["Nevermouth"]


def test_a_ward_stands_beside_the_partnerships_with_its_own_rate(ask: Ask) -> None:
    level = answer(ask(level="ward")).level
    assert level is not None
    ward = level.places[0]
    found = answer(ask(area=ward.code, kind="ward", level="neighbourhood"))
    assert found.explored.total == ward.events
    assert found.beside is not None
    assert (found.beside.areas[0].events, found.beside.areas[0].own) == (ward.events, True)
    assert len(found.beside.areas) == 5
    assert found.level is not None
    assert found.level.whole == ward.events


def test_a_force_has_partnerships_in_it_and_none_beside_it(ask: Ask) -> None:
    found = answer(ask(area="Nevershire", kind="force", level="csp"))
    assert found.beside is None
    assert found.level is not None
    assert len(found.level.places) == 4
    assert found.level.whole + found.level.loose == found.explored.total


def test_a_ward_has_no_wards_in_it(ask: Ask) -> None:
    level = answer(ask(level="ward")).level
    assert level is not None
    found = answer(ask(area=level.places[0].code, kind="ward", level="ward"))
    assert found.level is None
    assert "has no smaller places of this kind" in notes.places_note(found)


def test_the_three_year_average_is_that_of_the_same_months_or_says_what_it_lacks(county: County, ask: Ask) -> None:
    found = answer(ask())
    assert set(found.averages) == {None}
    assert found.no_average.endswith("it needs months from January 2022 on, and the first loaded is January 2023.")


def test_the_answer_to_a_question_is_worked_out_once(ask: Ask) -> None:
    assert answer(ask(what="Robbery")) is answer(ask(what="Robbery"))
    assert pictures(ask(what="Robbery")) is pictures(ask(what="Robbery"))


# ---- words ---------------------------------------------------------------------------------------------------


def test_the_finding_follows_the_verdict(found: Answer) -> None:
    calm = quiet(found)
    assert said(with_change(calm, 400, 600, 1.0)) == "Vehicle crime is higher than a year before"
    assert said(with_change(calm, 600, 400, 1.0)) == "Vehicle crime is lower than a year before"
    assert said(with_change(calm, 20_000, 20_100, 1.0)) == "No detectable change in vehicle crime"
    assert said(with_change(calm, 400, 600, None)) == "We cannot tell whether vehicle crime changed"
    assert "no year before to compare vehicle crime with" in said(
        replace(calm, explored=replace(calm.explored, compared=None))
    )


def months_of(found: Answer, **signals: Band) -> Explored:
    """Return the answer's months with some bands replaced, by month."""
    e = quiet(found).explored
    bands = [signals.get(f"m{month.month}", band) if month in e.window else band
             for month, band in zip(e.series.months, e.expected, strict=True)]  # fmt: skip
    return replace(e, expected=tuple(bands))


def test_months_that_are_signals_make_the_finding_where_the_year_says_nothing(found: Answer) -> None:
    calm = with_change(quiet(found), 20_000, 20_100, 1.0)
    far = Band(10.0, 1.0, 20.0, "higher")
    two = replace(calm, explored=replace(calm.explored, expected=months_of(found, m5=far, m7=far).expected))
    assert said(two) == "Vehicle crime left its expected range in May 2025 and July 2025"
    many = replace(calm, explored=months_of(found, **{f"m{n}": far for n in (1, 3, 5, 7, 9)}))
    assert "January 2025, March 2025 and May 2025 and 2 other months" in say.signal_sentence(many.explored)
    run = {f"m{n}": Band(1.0, 0.5, 900.0, "higher", in_a_run=True) for n in range(4, 13)}
    assert say.signal_sentence(months_of(found, **run)) == "has been above its expected level for 9 months running"
    assert say.trend_title(months_of(found, **run)) == "9 months in a row above what was expected"
    under = {f"m{n}": Band(900.0, 0.5, 999.0, "lower", in_a_run=True) for n in range(6, 13)}
    assert say.signal_sentence(months_of(found, **under)) == "has been below its expected level for 7 months running"


def test_the_picture_and_the_table_call_a_month_the_same(found: Answer, ask: Ask) -> None:
    question = ask(what="Vehicle crime")
    picture = pictures(question).months
    assert picture is not None
    drawn = {row[0]: row[-1] for row in picture.wide.table.rows if row[-1] in set(SIGNALS)}
    table = {row.cells[0]: row.cells[-1] for row in month_table(found, Links("tithing", question)).rows}
    assert drawn
    for month, words in drawn.items():
        assert SIGNALS[str(words)] in table[str(month)]
    assert sum("expected" in cell for cell in table.values()) == len(drawn)


SIGNALS = {
    "higher than expected": "Higher than expected",
    "lower than expected": "Lower than expected",
    "above expected, seven or more running": "Above expected, seven or more running",
    "below expected, seven or more running": "Below expected, seven or more running",
}


def test_a_window_with_gaps_is_named_by_its_missing_months(found: Answer) -> None:
    one = replace(found.explored, missing=(MONTH,))
    two = replace(found.explored, missing=(MONTH, Month(2025, 7)))
    assert say.missing_sentence(one) == "The window is incomplete: June 2025 is missing."
    assert say.missing_sentence(two) == "The window is incomplete: June 2025 and July 2025 are missing."
    few = replace(found.explored, like=found.explored.like[:4])
    assert say.change_sentence(few).startswith("Over the 4 months that both years have: ")
    assert say.change_sentence(replace(few, compared=None)) == "No like month of the year before is loaded."


@pytest.mark.parametrize("verdict", ["higher", "lower", "none", "cannot_tell"])
def test_the_rate_is_told_from_the_rest_only_as_the_test_allows(found: Answer, verdict: str) -> None:
    assert found.beside is not None
    told = replace(found, beside=replace(found.beside, verdict=verdict))
    sentence = say.beside_sentence(told)
    assert {"higher": "is higher than", "lower": "is lower than", "none": "is about", "cannot_tell": "cannot tell"}[
        verdict
    ] in sentence
    assert say.beside_title(told).startswith("Rates of" if verdict == "cannot_tell" else "Nevermouth has")
    assert say.beside_sentence(replace(found, beside=None)) == ""


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert [say.percent(value) for value in (-0.3, 0.2, 17.2, -29.0)] == ["0%", "0%", "+17%", "−29%"]


# ---- the page ------------------------------------------------------------------------------------------------


def told(found: Answer, ask: Ask) -> dict[str, Any]:
    page = answer_page(found, ask(what="Vehicle crime"), "tithing")
    return {fact.label: fact for fact in page.facts}


def test_the_four_facts_carry_their_frames_and_lead_to_their_own_pages(found: Answer, ask: Ask) -> None:
    facts = told(found, ask)
    assert list(facts) == ["Recorded", "Rate", "Against the year before", "Judgement"]
    assert facts["Recorded"].words == "crimes, 12 of 12 months"
    assert "residents, mid-2024" in facts["Rate"].words
    assert "over 12 like months (95% interval of the ratio" in facts["Against the year before"].words
    assert [facts[name].href.split("of=")[-1] for name in list(facts)[:3]] == ["total", "rate", "change"]
    for words in ("No target set", "Data quality good"):
        assert words in facts["Judgement"].value


def test_a_fact_that_is_not_there_says_why(found: Answer, ask: Ask) -> None:
    gone = replace(found, explored=replace(found.explored, rate=None, missing=(MONTH,)))
    nobody = replace(found, explored=replace(found.explored, rate=None, people=None, people_flag=""))
    assert told(gone, ask)["Rate"].words == "months are missing"
    assert told(nobody, ask)["Rate"].words == "no residents are known"
    alone = replace(found, explored=replace(found.explored, compared=None))
    assert told(alone, ask)["Against the year before"].words == "no like month is loaded"
    assert "base under 50" in told(with_change(found, 10, 14, None), ask)["Against the year before"].words


def test_the_quality_is_what_bends_the_two_years(found: Answer) -> None:
    recorded = Event(id="x", kind="recording", first=Month(2025, 3), last=Month(2025, 3), nation="both", forces=(),
                     types=(), words="New system.", source="A bulletin", confidence="K")  # fmt: skip
    assert quality(found) == GOOD
    assert quality(replace(found, events=(recorded,))) == WITH_CARE
    assert quality(replace(found, events=(replace(recorded, first=Month(2023, 5), last=Month(2023, 5)),))) == GOOD
    assert quality(replace(found, explored=replace(found.explored, missing=(MONTH,)))) == POOR
    behind = dict(notes.behind(replace(found, events=(recorded,))))
    assert behind["Recording"] == "a change is registered: New system (March 2025). Its share is not in these data."
    assert "no change is registered here." in dict(notes.behind(found))["Recording"]
    assert "per cent" not in behind["Place"]


def test_the_table_marks_what_is_outside_what_is_in_a_run_what_is_unsure_and_what_is_missing(
    found: Answer, ask: Ask
) -> None:
    bands = list(found.explored.expected)
    first = next(at for at, band in enumerate(bands) if band)
    band = bands[first]
    assert band is not None
    for step, changes in enumerate(
        ({"signal": "higher", "in_a_run": False}, {"signal": "lower", "in_a_run": True}, {"signal": ""},
         {"signal": "", "unsure": True})
    ):  # fmt: skip
        bands[first + step] = replace(band, **changes)
    bands[first + 4] = None
    values = tuple(None if at == first + 5 else value for at, value in enumerate(found.explored.series.values))
    series = replace(found.explored.series, values=values)
    changed = replace(found, explored=replace(found.explored, expected=tuple(bands), series=series))
    links = Links("tithing", ask(what="Vehicle crime"))
    rows = month_table(changed, links).rows
    assert "Higher than expected" in rows[0].cells[-1]
    assert "Below expected, seven or more running" in rows[1].cells[-1]
    assert rows[2].cells[-1] == "Within"
    assert "Cannot tell: recording changed" in rows[3].cells[-1]
    assert rows[4].cells[2:] == ("–", "–", "–")
    assert "no data" in rows[5].cells[1]
    assert (rows[5].href, "key=2025-01" in rows[0].href) == ("", True)
    most = [row.cells[1] for row in month_table(changed, links, by="most").rows]
    assert "no data" in most[-1]
    counts = [int(cell.replace(",", "")) for cell in most[:-1]]
    assert counts == sorted(counts, reverse=True)


def test_the_average_has_a_column_where_it_is_known(found: Answer, ask: Ask) -> None:
    averages = tuple(50.0 if band else None for band in found.explored.expected)
    table = month_table(replace(found, averages=averages), Links("tithing", ask()))
    assert [column.head for column in table.columns][4] == "Three-year average"
    assert table.rows[0].cells[4] == "50"


def test_places_stand_in_the_order_asked_for_and_on_pages(ask: Ask) -> None:
    question = ask(level="neighbourhood")
    found = answer(question)
    assert found.level is not None
    first, last = (places_page(found, question, "tithing", page=page) for page in (1, 3))
    assert first.table is not None
    assert last.table is not None
    assert (len(first.table.rows), first.pages.last) == (25, 3)
    assert len(last.table.rows) == len(found.level.places) - 50
    names = [place.name for place in place_order(found.level.places, "name")]
    assert names == sorted(names)
    rates = [place.rate.value for place in place_order(found.level.places, "rate") if place.rate]
    assert rates == sorted(rates, reverse=True)
    assert places_page(found, question, "tithing", page=99).table is None


def test_residents_are_those_of_the_file(county: County, ask: Ask) -> None:
    found = answer(ask(level="neighbourhood"))
    assert found.level is not None
    people = [place.people for place in found.level.places]
    assert sum(number or 0 for number in people) == pytest.approx(county.residents("Nevermouth", 2024), abs=len(people))
