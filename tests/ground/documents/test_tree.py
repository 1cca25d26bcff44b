"""The tree goes to JSON and back without loss, and nothing but a tree comes in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.documents.blocks import (
    Absent,
    Document,
    FigureRef,
    Link,
    NoteMark,
    Paragraph,
    Position,
    Quality,
    Section,
    Signal,
    State,
    Strong,
    Text,
)
from frankpledge.ground.documents.tree import BadTree, as_json, canonical, digest, from_json
from tests.ground.documents.samples import odd, sample

WORDS = st.text(max_size=40)
PIECES = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Strong, WORDS),
    st.builds(FigureRef, WORDS),
    st.builds(Signal, WORDS, WORDS, WORDS),
    st.builds(Position, WORDS, WORDS),
    st.builds(Quality, st.integers(0, 3), WORDS),
    st.builds(State, WORDS, WORDS),
    st.builds(Absent, WORDS, WORDS),
    st.builds(Link, WORDS, WORDS),
    st.builds(NoteMark, WORDS),
)
LINES = st.lists(PIECES, max_size=6).map(tuple)


def through_json(document: Document) -> Document:
    return from_json(json.loads(json.dumps(as_json(document))))


@pytest.mark.parametrize("make", [sample, odd])
def test_every_kind_of_block_and_word_comes_back_as_it_went(make: Any) -> None:
    assert through_json(make()) == make()


@given(line=LINES, note=WORDS)
def test_any_words_come_back_as_they_went(line: Any, note: str) -> None:
    document = replace(sample(), sections=(Section("a", note, (Paragraph(line, note),)),))
    assert through_json(document) == document


def test_the_digest_is_of_the_canonical_tree_and_changes_with_one_letter() -> None:
    assert digest(sample()) == digest(through_json(sample()))
    assert digest(replace(sample(), title="Strategic assessment 2025/27")) != digest(sample())
    assert canonical(sample()).startswith(b'{"approved":false,"art":""')


def test_a_number_that_json_cannot_hold_is_refused() -> None:
    figures = {**sample().figures, "nan": replace(sample().figures["crime.this"], value=float("nan"))}
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(replace(sample(), figures=figures))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda tree: tree.pop("marking"), "marking"),
        (lambda tree: tree.update(extra=1), "extra"),
        (lambda tree: tree.update(type="Section"), "a Document is wanted"),
        (lambda tree: tree.update(title=3), "is not of the kind str"),
        (lambda tree: tree.update(approved=1), "is not of the kind bool"),
        (lambda tree: tree.update(cut_off="9 January"), "is not a date"),
        (lambda tree: tree.update(sections={}), "a list is wanted"),
        (lambda tree: tree.update(figures=[]), "an object is wanted"),
        (lambda tree: tree.update(places=[[1, 2]]), "3 values are wanted"),
        (lambda tree: tree["sections"][0]["blocks"].append({"type": "Script"}), "no such block"),
        (lambda tree: tree["sections"][0]["blocks"].append({"type": "Section"}), "no such block"),
        (lambda tree: tree["sections"][0]["blocks"].append("words"), "of no kind that may stand here"),
        (lambda tree: tree["figures"]["crime.this"].update(value="9980"), "of no kind that may stand here"),
        (lambda tree: tree["figures"]["crime.this"].update(value=True), "of no kind that may stand here"),
    ],
)
def test_json_that_is_not_a_document_is_refused_with_its_place(spoil: Any, reason: str) -> None:
    tree = json.loads(json.dumps(as_json(sample())))
    spoil(tree)
    with pytest.raises(BadTree, match=reason) as refused:
        from_json(tree)
    assert refused.value.where.startswith("document")
