"""Papers bound into one PDF, whatever their order and lengths: one numbering, and the tags of each."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.ground.documents.blocks import Column, Document, Paragraph, Row, Section, Subheading, Table, Text
from frankpledge.ground.documents.bound import Leaf, Whole, bind, numbers
from frankpledge.ground.documents.paged import as_paper, laid, paged, with_row_marks
from tests.ground.documents.sent_files import pdf

DAY = date(2026, 1, 1)


def written(title: str, paragraphs: int, rows: int = 0) -> Document:
    """Return a document of so many long paragraphs, and a table of so many rows."""
    words = tuple(Paragraph((Text(f"{title} {at} says: {'much ' * 60}"),)) for at in range(paragraphs))
    told = tuple(Row(((Text(f"{title} row {at}"),), (Text("cell"),))) for at in range(rows))
    table = (Table("Rows", "", (Column("One"), Column("Two")), told),) if rows else ()
    sections = (Section("part", "Part", (*words, Subheading("Then"), *table, *words[:1])),)
    return Document(title, "", "Tithing", "Draft", "foot", DAY, sections)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=5))
def test_pages_are_numbered_through_whatever_the_order_and_the_lengths(
    papers: list[tuple[bool, int, int]],
) -> None:
    leaves, first = [], 1
    for at, (was_sent, length, spare) in enumerate(papers):
        if was_sent:
            words = tuple(f"sent {at} {page}" for page in range(length))
            content, pages, told = pdf(*words), length, words
        else:
            made = paged(as_paper(written(f"Paper {at}", 3 * length), f"p{at}-"))
            content, pages, told = made.content, made.count, None
        leaves.append(Leaf(f"Paper {at}", content, first, pages + spare, told))
        first += pages + spare
    made_ = bind(leaves, Whole("Pack", "Tithing", first - 1, DAY))
    wanted = [number for leaf in leaves for number in numbers(leaf, _pages(leaf))]
    opened = pypdfium2.PdfDocument(made_)
    assert [opened.get_page_label(at) for at in range(len(opened))] == wanted
    for at, number in enumerate(wanted):
        printed = f"Page{'s' if '–' in number else ''} {number} of {first - 1}"
        assert printed in opened[at].get_textpage().get_text_bounded()
    opened.close()
    with pikepdf.open(io.BytesIO(made_)) as whole:
        assert len(whole.Root.StructTreeRoot.K[0].K) == sum(
            _pages(leaf) if leaf.words is not None else 1 for leaf in leaves
        )
        assert whole.check_pdf_syntax() == []


def _pages(leaf: Leaf) -> int:
    with pikepdf.open(io.BytesIO(leaf.content)) as opened:
        return len(opened.pages)


def test_every_tag_of_a_page_belongs_to_one_paper_and_every_header_of_a_cell_is_found() -> None:
    papers = [paged(as_paper(written(f"Paper {at}", 1, rows=50), f"p{at}-")) for at in range(2)]
    first = papers[0].count + 1
    leaves = [Leaf("A", papers[0].content, 1, papers[0].count), Leaf("B", papers[1].content, first, papers[1].count)]
    with pikepdf.open(io.BytesIO(bind(leaves, Whole("Pack", "T", first + papers[1].count - 1, DAY)))) as whole:
        root = whole.Root.StructTreeRoot
        owners = dict(pikepdf.NumberTree(root.ParentTree).items())
        asked = [int(page.obj.StructParents) for page in whole.pages]
        assert len(set(asked)) == len(asked)
        assert set(asked) <= set(owners)
        names = set(pikepdf.NameTree(root.IDTree).keys())
        wanted = {str(name) for name in _headers(root.K[0])}
        assert wanted
        assert wanted <= names
        for page in whole.pages:
            pages_of = [owner.Pg.objgen for owner in owners[int(page.obj.StructParents)] if "/Pg" in owner]
            assert set(pages_of) <= {page.obj.objgen}


def _headers(tag: object) -> list[object]:
    waiting, found = [tag], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            facts = one.get("/A")
            for fact in facts if isinstance(facts, pikepdf.Array) else [facts] if facts is not None else []:
                found += list(fact.get("/Headers", []))
            if "/K" in one:
                waiting.append(one.K)
    return found


def test_a_document_says_on_which_page_each_of_its_blocks_fell() -> None:
    document = as_paper(written("Paper", 4, rows=80), "p-")
    made = paged(document)
    opened = pypdfium2.PdfDocument(made.content)
    pages = [opened[at].get_textpage().get_text_bounded() for at in range(len(opened))]
    opened.close()
    assert made.count == len(pages) > 2
    blocks = laid(document, made.fell)[0].blocks
    for one in blocks:
        if isinstance(one.block, Paragraph):
            assert one.block.line[0].text[:14] in pages[one.page - 1].replace("\r\n", " ")  # type: ignore[union-attr]
    table = next(one for one in blocks if isinstance(one.block, Table))
    for row, page in table.rows:
        assert f"Paper row {row}" in pages[page - 1]
        assert f"Paper row {row - 1}" in pages[page - 2]


def test_a_mark_stands_in_the_first_cell_of_the_row_that_begins_a_page() -> None:
    drawn = "<table><tbody><tr><th scope='row'>a</th></tr><tr class='total'><th>b</th></tr></tbody></table>"
    marked = with_row_marks(drawn, [(1, 7)], lambda page: f"[{page}]")
    assert marked == drawn.replace("<th>b", "<th>[7]b")
