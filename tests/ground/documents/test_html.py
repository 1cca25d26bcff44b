"""The HTML edition: one file that fetches nothing, runs nothing, and says everything to whoever cannot see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser

from frankpledge.ground.documents import html
from frankpledge.ground.documents.blocks import (
    Callout,
    Column,
    Document,
    Paragraph,
    Plain,
    Row,
    Section,
    Strong,
    Subheading,
    SummaryPoint,
    Table,
    Text,
)
from tests.ground.documents.samples import odd, picture, sample

PRINTABLE = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
).filter(str.strip)
HOSTILE = st.sampled_from(
    [
        *("<script>alert(1)</script>", "</style><b>", '"><img src=x onerror=a()>'),
        *("&lt;b&gt;", "javascript:a()", "<!--", "]]>"),
    ]
)


def page(document: Document | None = None) -> parser.HtmlElement:
    return parser.document_fromstring(html.render(document or sample()).decode())


def test_it_has_a_language_a_title_one_h1_and_landmarks() -> None:
    root = page()
    assert root.get("lang") == "en-GB"
    assert root.findtext(".//title") == "Strategic assessment 2025/26 – Invented Community Safety Partnership"
    assert len(root.findall(".//h1")) == 1
    assert [len(root.findall(f".//{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1]
    skip = root.find(".//a[@class='skip']")
    assert root.get_element_by_id(skip.get("href")[1:]).tag == "main"


@pytest.mark.parametrize("document", [sample(), odd()])
def test_no_id_is_used_twice_and_every_inner_link_leads_somewhere(document: Document) -> None:
    root = page(document)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) <= set(ids)
    assert set(root.xpath("//@aria-labelledby")) <= set(ids)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    root = page()
    assert not root.xpath("//script | //link | //iframe | //img | //object | //form | //base")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    text = html.render(sample()).decode()
    assert "url(http" not in text
    assert "@import" not in text
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


def test_every_picture_has_a_description_a_caption_and_its_numbers_in_a_table() -> None:
    root = page()
    drawn = root.xpath("//figure//*[local-name()='svg' and @role='img']")
    assert [one.get("aria-label") for one in drawn] == [picture().description]
    figure = drawn[0].xpath("ancestor::figure")[0]
    assert "Shoplifting is the largest of seven types" in figure.find("figcaption").text_content()
    table = figure.find(".//details//table")
    assert [head.text for head in table.xpath("./thead//th[@scope='col']")] == ["Type", "2025"]
    assert len(table.xpath("./tbody/tr/th[@scope='row']")) == 7


def test_ids_inside_a_picture_are_its_own_and_still_meet() -> None:
    root = page()
    assert root.xpath("//*[local-name()='clippath']/@id") == ["types-inside"]
    assert set(root.xpath("//*[local-name()='rect']/@clip-path")) == {"url(#types-inside)"}


def test_tables_have_heads_with_scope_and_group_names_as_rows() -> None:
    table = page().xpath("//figure[.//*[contains(text(), 'Shoplifting rose')]]//table")[0]
    assert len(table.xpath("./thead//th[@scope='col']")) == 5
    assert [head.text_content() for head in table.xpath("./tbody//th[@scope='colgroup']")] == ["Theft", "Other"]
    assert len(table.xpath("./tbody//th[@scope='row']")) == 6


def test_missing_suppressed_withheld_and_zero_read_differently() -> None:
    words = page().text_content()
    assert "Reoffending: no data; a small place: not shown; robberies: 0." in words
    assert "base under 50" in words


def test_a_live_figure_leads_to_its_source_period_denominator_and_caveat() -> None:
    root = page()
    link = next(a for a in root.xpath("//a[@class='figure']") if a.text == "9,980")
    facts = root.get_element_by_id(link.get("href")[1:]).text_content()
    for told in ("year ending December 2025", "193,600 residents", "Recorded crime, invented force", "2026-01-09"):
        assert told in facts


def test_judgements_are_a_hidden_shape_and_words() -> None:
    marks = page().xpath("//span[contains(@class, 'mark')]")
    assert all(mark.find("{*}svg").get("aria-hidden") == "true" and mark.text_content().strip() for mark in marks)


def test_paragraphs_and_figures_have_their_numbers() -> None:
    words = page().text_content()
    for number in ("1.1", "1.3", "2.1", "Figure 1", "Table 1"):
        assert number in words


def test_generated_data_is_said_at_every_generated_thing_and_in_the_foot() -> None:
    root = page()
    assert len(root.xpath("//figure//*[@class='made']")) == 2
    assert root.xpath("//footer//*[@class='made']")
    assert not page(odd()).xpath("//*[@class='made']")


@effort(max_examples=40)
@given(words=st.one_of(PRINTABLE, HOSTILE), more=HOSTILE)
def test_no_words_of_a_user_become_code(words: str, more: str) -> None:
    hostile = words + more
    table = Table(
        hostile, hostile, (Column(hostile),), (Row(((Text(hostile),),)),), hostile, (hostile,), numbered=False
    )
    blocks = (
        Paragraph((Text(hostile), Strong(hostile)), hostile),
        SummaryPoint(hostile, (Text(hostile),), hostile),
        Callout("note", hostile, (Text(hostile),)),
        Subheading(hostile),
        table,
        picture(title=hostile, subtitle=hostile, source=hostile, description=f"{hostile}!", rows=((hostile, hostile),)),
    )
    document = replace(
        sample(),
        title=hostile,
        partnership=hostile,
        status=hostile,
        foot=hostile,
        demonstration=hostile,
        cover=((hostile, hostile),),
        sections=(Section("a", hostile, blocks, about=hostile),),
    )
    root = page(document)
    assert not root.xpath("//script | //img | //b | //iframe")
    assert not [name for element in root.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    heard = root.xpath("//section[@id='a']//h3")[0].text_content()
    assert heard.split() == hostile.split()


def test_words_stay_exactly_as_they_were_typed() -> None:
    document = replace(sample(), sections=(Section("a", "A", (Plain((Text("<b>not</b> & #emph[code] $x$"),)),)),))
    assert page(document).xpath("//p[@class='said']")[0].text == "<b>not</b> & #emph[code] $x$"
