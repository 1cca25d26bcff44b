"""Two documents side by side: figures with old and new, sentences that came and went, numbers left out of account."""

from __future__ import annotations

from datetime import date

from frankpledge.ground.documents.blocks import Document, Figure, FigureRef, Paragraph, Section, Text
from frankpledge.ground.documents.comparison import compare


def document(count: str, *said: str, ref: str = "crime", key: str = "crime.total") -> Document:
    counted = Paragraph((Text("Police recorded "), FigureRef(key), Text(" crimes.")))
    more = tuple(Paragraph((Text(words),)) for words in said)
    return Document(
        title="Assessment",
        subtitle="",
        partnership="North Vale",
        status="Draft",
        foot="",
        cut_off=date(2026, 1, 1),
        sections=(Section(ref, "All crime", (counted, *more)),),
        figures={key: Figure(key=key, display=count, label="Recorded crime")},
    )


def test_a_figure_that_changed_is_told_with_old_and_new_and_its_sentence_is_the_same() -> None:
    (chapter,) = compare(document("1,968"), document("1,970"))
    assert [(one.old.display, one.new.display, one.changed) for one in chapter.figures if one.old and one.new] == [
        ("1,968", "1,970", True)
    ]
    assert (chapter.added, chapter.removed) == ((), ())
    assert chapter.changed


def test_sentences_that_came_and_went_are_told_as_they_are_heard() -> None:
    (chapter,) = compare(document("1", "It was quiet."), document("1", "It was loud."))
    assert (chapter.added, chapter.removed) == (("It was loud.",), ("It was quiet.",))


def test_the_same_document_has_no_change() -> None:
    assert not any(
        chapter.changed for chapter in compare(document("1", "It was quiet."), document("1", "It was quiet."))
    )


def test_a_chapter_that_came_and_one_that_went_are_told() -> None:
    new, gone = compare(document("1", ref="crime"), document("1", ref="places"))
    assert (new.ref, new.there_then, new.there_now) == ("places", False, True)
    assert (gone.ref, gone.there_then, gone.there_now) == ("crime", True, False)
    assert "Police recorded 1 crimes." in gone.removed


def test_figures_of_peoples_words_are_matched_by_what_they_count_since_their_keys_are_of_one_passage() -> None:
    (chapter,) = compare(document("5", key="p.aaaa.crime"), document("6", key="p.bbbb.crime"))
    (figure,) = chapter.figures
    assert figure.old is not None
    assert figure.new is not None
    assert (figure.old.display, figure.new.display) == ("5", "6")
    assert chapter.removed == ()
