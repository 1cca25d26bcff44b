"""What a template asks for is there, and what is there is shown somewhere."""

from __future__ import annotations

from frankpledge.domain.chapters.documents.registers import REGISTERS
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.statute.template import assessment_template
from tests.domain.assessments.paper import quoted


def test_every_exhibit_of_the_template_exists_and_every_exhibit_is_shown_once() -> None:
    shown = [name for chapter in assessment_template().chapters for name in chapter.exhibits]

    assert sorted(shown) == sorted([*EXHIBITS, *REGISTERS])


def test_every_exhibit_stands_by_itself_and_writes_down_what_it_quotes(reading: AreaReading) -> None:
    for name, make in EXHIBITS.items():
        ledger = Ledger(reading)
        assert quoted(tuple(make(ledger))) <= set(ledger.figures), name
