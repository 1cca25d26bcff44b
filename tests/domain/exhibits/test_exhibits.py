"""What a template asks for is there, and what is there is shown somewhere."""

from __future__ import annotations

from dataclasses import replace

from frankpledge.domain.chapters.documents.registers import REGISTERS
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.exhibits.documents.places import NOT_KNOWN
from frankpledge.ground.documents.blocks import Table
from frankpledge.ground.documents.words import plain_text
from frankpledge.statute.template import assessment_template
from tests.domain.assessments.paper import quoted


def test_every_exhibit_of_the_template_exists_and_every_exhibit_is_shown_once() -> None:
    shown = [name for chapter in assessment_template().chapters for name in chapter.exhibits]

    assert sorted(shown) == sorted([*EXHIBITS, *REGISTERS])


def test_every_exhibit_stands_by_itself_and_writes_down_what_it_quotes(reading: AreaReading) -> None:
    for name, make in EXHIBITS.items():
        ledger = Ledger(reading)
        assert quoted(tuple(make(ledger))) <= set(ledger.figures), name


def test_a_place_whose_residents_are_not_known_says_why(reading: AreaReading) -> None:
    assert reading.places is not None
    known = tuple(replace(ward, people=1_000) for ward in reading.places.wards)
    for wards, notes in ((known, ()), ((replace(known[0], people=None, rate=None), *known[1:]), (NOT_KNOWN,))):
        held = replace(reading, places=replace(reading.places, wards=wards))
        table = EXHIBITS["places.tables"](Ledger(held))[1]
        assert isinstance(table, Table)
        assert table.notes == notes
        told = [plain_text(cell, {}) for cell in table.rows[0].cells[3:]]
        assert (told == ["not known"] * 3) == bool(notes)
