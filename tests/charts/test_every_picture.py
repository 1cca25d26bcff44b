"""What holds for every picture, at every width, with ordinary and with odd values."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from frankpledge.charts import theme
from frankpledge.charts.chart import Chart
from tests.charts.gallery import WIDTHS, everything
from tests.charts.seeing import SVG, root_of, written

PICTURES = {f"{name}-{width}": draw(width) for name, draw in everything().items() for width in WIDTHS}
each_picture = pytest.mark.parametrize("chart", PICTURES.values(), ids=PICTURES.keys())


@each_picture
def test_it_is_an_image_with_a_name_and_a_description(chart: Chart) -> None:
    root = root_of(chart.svg)
    by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")].tag == f"{SVG}title"
    assert by_id[root.get("aria-labelledby")].text == chart.title
    assert by_id[root.get("aria-describedby")].tag == f"{SVG}desc"
    assert by_id[root.get("aria-describedby")].text == chart.description


@each_picture
def test_its_size_is_what_the_chart_says(chart: Chart) -> None:
    root = root_of(chart.svg)
    assert root.get("viewBox") == f"0 0 {chart.width} {chart.height}"
    assert (root.get("width"), root.get("height")) == (str(chart.width), str(chart.height))


@each_picture
def test_nothing_comes_from_outside(chart: Chart) -> None:
    assert "href" not in chart.svg
    assert "<style" not in chart.svg
    assert "<script" not in chart.svg
    assert set(re.findall(r"https?://[^\"\s]+", chart.svg)) == {"http://www.w3.org/2000/svg"}
    ids = set(re.findall(r' id="([^"]+)"', chart.svg))
    assert set(re.findall(r"url\(#([^)]+)\)", chart.svg)) <= ids


@each_picture
def test_no_words_leave_the_picture(chart: Chart) -> None:
    outside = [
        w
        for w in written(chart.svg)
        if w.left < -0.5 or w.right > chart.width + 0.5 or w.top < -0.5 or w.bottom > chart.height
    ]
    assert outside == []


@each_picture
def test_no_words_stand_on_others(chart: Chart) -> None:
    assert [(a.words, b.words) for a, b in combinations(written(chart.svg), 2) if a.overlaps(b)] == []


@each_picture
def test_words_are_never_too_small_to_read(chart: Chart) -> None:
    smallest = 12 if chart.width == theme.DOCUMENT_WIDTH else 15
    assert min(w.size for w in written(chart.svg)) >= smallest
    assert {w.weight for w in written(chart.svg)} <= {400, 600}


@each_picture
def test_every_colour_is_a_token_with_its_class(chart: Chart) -> None:
    light = {v.upper(): k for k, v in theme.TOKENS["colour"].items()}
    for element in root_of(chart.svg).iter():
        for attribute, kind in (("fill", "f"), ("stroke", "s")):
            value = element.get(attribute)
            if value is None or value == "none" or value.startswith("url("):
                continue
            names = {k for k, v in theme.TOKENS["colour"].items() if v.upper() == value.upper()}
            assert value.upper() in light
            assert {f"fp-{kind}-{name}" for name in names} & set(element.get("class").split())


@each_picture
def test_ids_are_its_own(chart: Chart) -> None:
    ids = re.findall(r' id="([^"]+)"', chart.svg)
    assert len(ids) == len(set(ids))
    assert all(i.endswith(("-title", "-desc", "-clip")) or "-hatch-" in i for i in ids)
    assert all(f"-{chart.width}-" in i for i in ids)


@each_picture
def test_the_table_leaves_no_cell_blank_that_is_a_number(chart: Chart) -> None:
    assert chart.table.rows
    for row in chart.table.rows:
        assert len(row) == len(chart.table.columns)
        assert None not in row


@each_picture
def test_the_description_describes(chart: Chart) -> None:
    assert chart.description != chart.title
    assert chart.description.endswith(".")
    assert "nan" not in chart.description
    assert "None" not in chart.description


@pytest.mark.parametrize("name", everything().keys())
def test_the_same_values_give_the_same_bytes(name: str) -> None:
    assert everything()[name](600) == PICTURES[f"{name}-600"]
