"""A document that is not whole is refused by every renderer, with the place of what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Callout,
    Column,
    Document,
    KeyFigures,
    Line,
    Link,
    NoteMark,
    Paragraph,
    Plain,
    Row,
    Section,
    Signal,
    Table,
    Text,
)
from frankpledge.ground.documents.checks import UnfinishedDocument, check
from frankpledge.ground.documents.formats import FORMATS, UnknownFormat, rendered
from frankpledge.ground.documents.svg import UnsafePicture
from frankpledge.ground.documents.words import line
from frankpledge.refusal import Refusal
from tests.ground.documents.samples import change_table, chart, odd, picture, sample


def with_block(block: Block) -> Document:
    return replace(sample(), sections=(Section("one", "One", (block,)),))


def table(**changes: object) -> Table:
    return replace(change_table(), **changes)


def cell(words: str) -> Line:
    return line(words)


@pytest.mark.parametrize("document", [sample(), odd()])
def test_a_whole_document_is_let_through(document: Document) -> None:
    check(document)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_renderer_refuses_a_figure_that_nobody_named(name: str) -> None:
    with pytest.raises(UnfinishedDocument, match="no figure is called") as refused:
        FORMATS[name].render(with_block(Paragraph(line("{crime.that}"))))
    assert refused.value.where == "section one, block 1"


def test_an_unknown_format_is_refused_before_anything_is_made() -> None:
    with pytest.raises(UnknownFormat, match="'rtf'"):
        rendered(sample(), ("html", "rtf"))


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (KeyFigures((("nothing", "words"),)), "no figure is called"),
        (KeyFigures(()), "one to four"),
        (KeyFigures((("crime.this", "w"),) * 5), "one to four"),
        (picture(description=""), "without a description"),
        (picture(description="Shoplifting is the largest of seven types"), "without a description of its own"),
        (picture(title=" "), "without a title"),
        (picture(rows=()), "without the table of its numbers"),
        (picture(rows=(("one",),)), "without the table of its numbers"),
        (picture(name="Not A Name"), "the name of a picture"),
        (table(rows=()), "a table without rows"),
        (table(rows=(Row((cell("Group"),), group=True),)), "a table without rows"),
        (table(columns=()), "a table without rows"),
        (table(rows=(Row((cell("one"),)),)), "too many or too few"),
        (table(columns=(Column("a", "middle"),), rows=(Row((cell("a"),)),), notes=()), "left or right"),
        (table(columns=(Column(" "),), rows=(Row((cell("a"),)),), notes=()), "without a head"),
        (table(notes=()), "no note a"),
        (table(rows=(Row(((NoteMark("é"),),)),), columns=(Column("a"),)), "no note é"),
        (Paragraph(()), "without words"),
        (Plain(()), "without words"),
        (Callout("alarm", "", line("a")), "no such kind of callout"),
        (Paragraph((Link("a", "#nowhere"),)), "not there"),
        (Paragraph((Link("a", "javascript:alert(1)"),)), "not an address"),
        (Paragraph((Link("a", 'https://a.test/" onclick="x'),)), "not an address"),
        (Paragraph((Link(" ", "#one"),)), "a link without words"),
        (Paragraph((Absent("missing", ""),)), "without words"),
        (Paragraph((Signal("sideways"),)), "no shape"),
        (Paragraph((Text("bell \x07"),)), "control character"),
        (Paragraph((Text("lone \ud800"),)), "control character"),
    ],
)
def test_what_is_missing_or_empty_is_refused(block: Block, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        check(with_block(block))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sections": ()}, "without sections"),
        ({"title": " "}, "without a title"),
        ({"sections": (Section("a", "", (Plain(line("a")),)),)}, "without a title"),
        ({"sections": (Section("a", "A", ()),)}, "without anything in it"),
        ({"sections": (Section("A b", "A", (Plain(line("a")),)),)}, "the name of a section"),
        ({"sections": (Section("a", "A", (Plain(line("a")),)),) * 2}, "two sections of one name: a"),
        ({"sections": (Section("a", "A", (picture(), picture())),)}, "two pictures of one name"),
        ({"art": "<svg"}, "not an SVG"),
    ],
)
def test_a_document_that_is_not_in_order_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        check(replace(sample(), **change))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": "other"}, "under another name"),
        ({"state": "unknown"}, "no such state"),
        ({"display": " "}, "without its printed form"),
        ({"label": ""}, "without its printed form"),
        ({"value": None}, "three things"),
        ({"state": "missing"}, "three things"),
        ({"state": "suppressed"}, "three things"),
        ({"value": float("inf")}, "no number"),
    ],
)
def test_missing_suppressed_and_a_value_are_three_things(change: dict[str, object], reason: str) -> None:
    figures = sample().figures
    spoiled = replace(figures["crime.this"], **change)
    with pytest.raises(UnfinishedDocument, match=reason):
        check(replace(sample(), figures={**figures, "crime.this": spoiled}))


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", "may not hold <script>"),
        ("<style>*{}</style>", "may not hold <style>"),
        ("<foreignObject/>", "may not hold <foreignObject>"),
        ('<image href="/etc/passwd"/>', "may not point outside itself"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "may not point outside itself"),
        ('<rect onclick="x()"/>', "may not run"),
        ('<use href="https://a.test/#a"/>', "outside itself"),
        ('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>', "outside itself"),
        ('<rect fill="url(https://a.test/a)"/>', "may not fetch"),
        ("<rect style=\"fill: URL( '//a.test/a' )\"/>", "may not fetch"),
        ('<p xmlns="http://www.w3.org/1999/xhtml">a</p>', "not SVG"),
    ],
)
def test_a_picture_that_does_more_than_draw_is_refused(inside: str, reason: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{inside}</svg>'
    with pytest.raises(UnsafePicture, match=reason):
        check(with_block(picture(svg=svg)))


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "no picture",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="wide" height="10"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">&a;</svg>',
    ],
)
def test_a_picture_that_is_none_is_refused(svg: str) -> None:
    with pytest.raises(UnsafePicture):
        check(with_block(picture(svg=svg)))


def test_a_picture_of_the_sample_draws() -> None:
    check(with_block(picture(svg=chart())))
