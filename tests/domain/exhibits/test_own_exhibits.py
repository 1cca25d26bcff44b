"""What only a partnership's own evidence shows: restricted counts with their doubt, and partners' values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.assessments.rules import share_not_police
from frankpledge.domain.disclosure.rules import Audience, Cell, NotForRelease, decided
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.supplied.queries.records import own_reading
from frankpledge.ground.documents.blocks import Absent, Figure, FigureRef, Picture, Table, Text
from tests.domain.assessments.paper import nodes

THEMES = ("own.domestic_abuse", "own.sexual_violence", "own.hate", "own.alcohol")
EVERY = (*THEMES, "own.partner_indicators")


def words(part: object) -> str:
    return "".join(node.text for node in nodes(part) if isinstance(node, Text))


def cells(figures: dict[str, Figure]) -> dict[str, Cell]:
    """Return figures as they go out, as publishing makes cells of them."""
    return {
        f.key: Cell(key=f.key, value=f.value, policy=f.policy, state=f.state, count=f.unit == "recorded")
        for f in figures.values()
    }


@pytest.mark.parametrize("name", EVERY)
def test_without_such_evidence_an_exhibit_is_empty(name: str, reading: AreaReading, own_known: Known) -> None:
    for known in (None, Known(own_known.open, None)):
        ledger = Ledger(reading, known)
        assert EXHIBITS[name](ledger) == []
        assert not ledger.figures


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_prints_counts_that_are_restricted_and_nothing_that_gives_months_away(
    name: str, reading: AreaReading, own_known: Known
) -> None:
    ledger = Ledger(reading, own_known)
    blocks = EXHIBITS[name](ledger)
    assert blocks
    assert not any(isinstance(block, Picture) for block in blocks)
    assert {figure.policy for figure in ledger.figures.values()} == {"restricted"}
    assert {figure.unit for figure in ledger.figures.values()} == {"recorded"}
    assert all(figure.source == "Nevershire Police, Crime and incident extract" for figure in ledger.figures.values())
    quoted = {node.key for node in nodes(tuple(blocks)) if isinstance(node, FigureRef)}
    assert quoted == set(ledger.figures)


def test_domestic_abuse_is_the_readings_own_count_with_its_verdict_and_repeat_victims(
    reading: AreaReading, own_known: Known
) -> None:
    ledger = Ledger(reading, own_known)
    blocks = EXHIBITS["own.domestic_abuse"](ledger)
    own = own_reading(own_known, find(own_known.open, "Nevermouth"), reading.window)
    assert own is not None
    measure = own.of("domestic_abuse")
    assert measure is not None
    assert measure.compared is not None
    assert own.domestic_victims is not None
    told = {key: figure.value for key, figure in ledger.figures.items()}
    assert told == {
        "own.domestic_abuse.total": measure.total,
        "own.domestic_abuse.again": own.domestic_victims.repeated,
        "own.domestic_abuse.victims": own.domestic_victims.distinct,
        "own.domestic_abuse.like": measure.compared.now,
        "own.domestic_abuse.like_before": measure.compared.before,
    }
    verdict = measure.compared.change.verdict
    said = {"higher": "is higher", "lower": "is lower", "none": "No detectable change", "cannot_tell": "cannot tell"}
    strong = " ".join(getattr(node, "text", "") for node in nodes(tuple(blocks)))
    assert said[verdict] in strong
    assert "much domestic abuse is never reported" in str(blocks)


def test_the_public_is_shown_no_count_outside_its_table_and_no_percentage_at_all(
    reading: AreaReading, own_known: Known
) -> None:
    ledger = Ledger(reading, own_known)
    for name in THEMES:
        EXHIBITS[name](ledger)
    with pytest.raises(NotForRelease, match="not tried against what was released before"):
        decided(cells(ledger.figures), audience=Audience.PUBLIC)
    EXHIBITS["own.partner_indicators"](ledger)
    assert any(figure.unit == "percent" for figure in ledger.figures.values())
    with pytest.raises(NotForRelease, match="restricted"):
        decided(cells(ledger.figures), audience=Audience.PUBLIC)
    inside = decided(cells(ledger.figures), audience=Audience.WORKSPACE)
    assert inside == cells(ledger.figures)


def test_partners_values_stand_with_supplier_period_base_and_what_is_not_there(
    reading: AreaReading, own_known: Known
) -> None:
    ledger = Ledger(reading, own_known)
    (table,) = EXHIBITS["own.partner_indicators"](ledger)
    assert isinstance(table, Table)
    groups = [words(row) for row in table.rows if row.group]
    assert groups == ["Nevershire Fire and Rescue Service", "Nevershire Probation", "Nevershire Public Health Team"]
    again = next(row for row in table.rows if words(row).startswith("Reconvicted"))
    value, base = (again.cells[at][0] for at in (2, 3))
    assert isinstance(value, FigureRef)
    assert isinstance(base, FigureRef)
    figure = ledger.figures[value.key]
    assert (figure.unit, figure.policy, figure.area) == ("percent", "restricted", "Nevermouth")
    assert figure.display.endswith("%")
    assert figure.denominator == ledger.figures[base.key].display
    assert {part["what"] for part in figure.inputs} == {"cell", "numerator", "denominator"}
    treated = next(row for row in table.rows if words(row).startswith("Adults who completed"))
    assert treated.cells[2] == (Absent("missing", "no data :"),)
    assert not any("Evermouth" in words(row) for row in table.rows), "other partnerships' rows stay out"


def test_the_sources_of_a_document_are_those_of_both_lakes(reading: AreaReading, own_known: Known) -> None:
    told = share_not_police(Ledger(reading, own_known).sources)
    assert (told.evidence, told.not_police) == (5, 3)
    alone = share_not_police(Ledger(reading, Known(own_known.open, None)).sources)
    assert (alone.evidence, alone.not_police) == (1, 0)


def test_a_value_of_after_the_window_is_not_shown_in_it(reading: AreaReading, own_known: Known) -> None:
    earlier = replace(reading, window=Window(Month(2024, 12), Month(2025, 11)))
    ledger = Ledger(earlier, own_known)
    (table,) = EXHIBITS["own.partner_indicators"](ledger)
    assert isinstance(table, Table)
    periods = {words(row.cells[1]) for row in table.rows if not row.group}
    assert periods == {"July to September 2025"}
