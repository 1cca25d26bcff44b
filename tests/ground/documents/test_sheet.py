"""A plan on a page: one landscape side in print, columns that stack on a screen, a table in Word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from frankpledge.ground.documents import docx, html, odt, pdf
from frankpledge.ground.documents.blocks import (
    Document,
    Position,
    Section,
    Sheet,
    SheetItem,
    SheetRow,
    Strong,
    Text,
)
from frankpledge.ground.documents.checks import UnfinishedDocument
from frankpledge.ground.documents.comparison import words_of
from frankpledge.ground.documents.pdf import CannotTypeset
from frankpledge.ground.documents.sheet import as_table, sheet_of
from frankpledge.ground.documents.tree import as_json, from_json

A4_LYING = (842, 595)


def item(words: str, under: str = "", *, dash: bool = False) -> SheetItem:
    return SheetItem((Text(words),), under, dash=dash)


def sheet(*, more: int = 0) -> Sheet:
    columns = (("Burglary", "Lead: police"), ("Fire setting", "Lead: fire and rescue"))
    known = SheetItem((Strong("Break-ins"),), "12 → 10 or fewer", (Position("not_met"),))
    rows = (
        SheetRow("Why", "from the assessment", ((item("Homes were broken into."),), (item("Bins burn."),))),
        SheetRow(
            "Steps", "", ((item("Mark bicycles", "police, Jun 2026", dash=True),), (item("Lock bins", dash=True),))
        ),
        SheetRow("Known by", "now → target", ((known,), (item("Fires"),))),
        SheetRow("Across both", "", ((item("Listening"), item("Prevention"), item("Money")),), across=True),
        *(SheetRow(f"Row {n}", "", ((item("long " * 60),), (item("words " * 60),))) for n in range(more)),
    )
    return Sheet("We want fewer people harmed.", "council · police", columns, rows)


def document(one: Sheet | None = None) -> Document:
    return Document(
        title="Plan on a page, 2026/27", subtitle="", partnership="Safer Tithing", status="Draft", foot="",
        cut_off=date(2026, 3, 1), sections=(Section("page", "The plan on a page", (one or sheet(),), numbered=False),),
    )  # fmt: skip


def opened(one: Document) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf.render(one))


def test_it_is_one_landscape_side_that_names_everything() -> None:
    read = opened(document())
    assert len(read) == 1
    assert tuple(round(side) for side in read[0].get_size()) == A4_LYING
    words = read[0].get_textpage().get_text_range()
    for wanted in ("Fire setting", "Lead: police", "Mark bicycles", "police, Jun 2026", "does not meet", "OFFICIAL"):
        assert wanted in words


def test_what_one_side_cannot_hold_is_refused_with_the_cure() -> None:
    assert len(opened(document(sheet(more=1)))) == 1
    with pytest.raises(CannotTypeset, match="more than one side") as refused:
        pdf.render(document(sheet(more=9)))
    assert "fewer words" in refused.value.cure


def test_the_tree_goes_to_json_and_back() -> None:
    assert from_json(as_json(document())) == document()
    assert sheet_of(document()) == sheet()
    whole = document()
    assert sheet_of(replace(whole, sections=whole.sections * 2)) is None


def test_on_a_screen_each_cell_says_under_which_head_it_stands() -> None:
    page = html.render(document()).decode()
    assert '<th scope="col">Burglary <span class="sub">Lead: police</span></th>' in page
    assert '<td data-head="Fire setting">' in page
    assert 'colspan="2"' in page


def test_word_holds_the_same_words_in_a_table() -> None:
    table = as_table(sheet())
    assert [len(row.cells) for row in table.rows] == [3, 3, 3, 3]
    assert docx.render(document())
    assert odt.render(document())
    assert "Mark bicycles" in words_of(document().sections[0], document())


@pytest.mark.parametrize(
    "wrong", [{"columns": ()}, {"rows": ()}, {"lede": " "}, {"rows": (SheetRow("Why", "", ((),)),)}]
)
def test_a_sheet_that_is_not_whole_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnfinishedDocument):
        pdf.render(document(replace(sheet(), **wrong)))  # type: ignore[arg-type]
