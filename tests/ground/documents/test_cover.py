"""The cover is drawn from the partnership's own places, or brought along, or plain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from frankpledge.ground.documents import cover, docx, fonts, html, office
from frankpledge.ground.documents.svg import decoration, drawing, inline, png
from tests.ground.documents.samples import chart, places, sample

CELL = re.compile(r'fill-opacity="([0-9.]+)"')


def test_every_partnership_gets_its_own_cover_and_always_the_same() -> None:
    assert cover.art(places()) == cover.art(places())
    elsewhere = tuple((y, x, weight) for x, y, weight in places())
    assert cover.art(elsewhere) != cover.art(places())


def test_it_is_lighter_where_more_was_recorded() -> None:
    lights = [float(found) for found in CELL.findall(cover.art(((0.2, 0.6, 0.02), (0.8, 0.6, 1.0))))]
    assert max(lights) > 5 * min(lights)
    assert max(lights) <= 0.92


def test_no_hexagon_is_light_under_the_words_of_the_cover() -> None:
    busy = tuple((x / 9, y / 9, 1.0) for x in range(10) for y in range(10))
    cells = re.findall(r'points="([0-9.]+),([0-9.]+) [^"]*" fill="[^"]*" fill-opacity="([0-9.]+)"', cover.art(busy))
    assert max(float(light) for *_, light in cells) > 0.8
    under = [float(light) for x, y, light in cells if (float(x) < 440 and float(y) > 330) or float(y) < 60]
    assert len(under) > 50
    assert max(under) <= 0.16


def test_a_long_title_has_quiet_ground_further_up() -> None:
    long = replace(sample(), title="An assessment of a place whose name is long, for the year 2025/26")
    assert cover.art_of(long) != cover.art_of(sample())


def test_one_place_makes_a_cover_and_none_leaves_it_plain() -> None:
    assert CELL.search(cover.art(((0.5, 0.5, 1.0),)))
    assert not CELL.search(cover.art(()))
    assert cover.art_of(replace(sample(), places=())) == ""


def test_art_that_a_document_brings_is_used_as_it_is() -> None:
    brought = replace(sample(), places=(), art=cover.art(((0.5, 0.5, 1.0),)))
    assert cover.art_of(brought) == brought.art
    assert b'aria-hidden="true"' in html.render(brought)
    assert docx.render(brought) != docx.render(replace(brought, art=""))


def test_the_status_stands_on_the_cover_where_the_document_forgets_it() -> None:
    assert cover.rows(replace(sample(), cover=(("Data", "2025"),))) == (
        ("Status", "Draft, not approved"),
        ("Data", "2025"),
    )
    assert cover.rows(sample()) == sample().cover


def test_a_picture_is_sized_by_its_page_and_said_once() -> None:
    told = inline(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20"/>', name="a", description="Nothing."
    )
    assert 'viewBox="0 0 30 20"' in told
    assert 'role="img" aria-label="Nothing."' in told
    assert "aria-label" not in decoration(chart())
    assert drawing(chart()).width == 600


def test_a_reference_inside_a_picture_stays_inside_it() -> None:
    used = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a"/><use href="#a"/></svg>'
    assert '<g id="p-a"/><use href="#p-a"/>' in inline(used, name="p", description="d")


def test_a_picture_for_word_has_twice_its_pixels() -> None:
    header = png(chart())[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (1200, 440)


def test_what_pandoc_will_not_write_is_refused_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unknown(docx._Docx):
        name = "no-such-format"

    with pytest.raises(office.CannotConvert, match="no-such-format"):
        office.converted(replace(sample(), places=()), Unknown())


def test_a_missing_web_typeface_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_WEB", {400: "nothing.woff2"})
    with pytest.raises(fonts.FontsMissing, match=r"nothing\.woff2"):
        fonts.web_fonts()
