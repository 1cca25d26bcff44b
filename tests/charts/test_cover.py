"""Cover art: one partnership's own, the same each time, and quiet where the words stand."""

from __future__ import annotations

import pytest
from shapely.geometry import Polygon, box

from frankpledge.charts import theme
from frankpledge.charts.cover import CoverPlace, cover_art
from tests.charts.gallery import grid
from tests.charts.seeing import root_of, shapes


def hexagons(svg: str) -> list[tuple[float, float, float]]:
    """Return centre and lightness of each hexagon."""
    found = []
    for polygon in shapes(svg, "polygon"):
        points = [tuple(map(float, pair.split(","))) for pair in polygon.get("points").split()]
        xs, ys = zip(*points, strict=True)
        found.append((sum(xs) / 6, sum(ys) / 6, float(polygon.get("fill-opacity"))))
    return found


def county(weight: float = 50) -> list[CoverPlace]:
    return [CoverPlace(g, weight if i == 20 else 1) for i, g in enumerate(grid(6, 6))]


def test_it_is_decoration() -> None:
    root = root_of(cover_art(county()))
    assert root.get("aria-hidden") == "true"
    assert root.get("role") == "presentation"
    assert root.get("viewBox") == "0 0 595 520"
    assert "href" not in cover_art(county())


def test_the_same_places_give_the_same_art_and_others_another() -> None:
    assert cover_art(county()) == cover_art(county())
    assert cover_art(county()) != cover_art(county(weight=2))
    assert cover_art(county()) != cover_art([CoverPlace(box(0, 0, 3_000, 9_000), 4)])


@pytest.mark.parametrize("shape", [box(0, 0, 90_000, 60_000), box(-2.7, 51.9, -2.69, 51.95), box(0, 0, 400, 9_000)])
def test_any_area_has_about_the_same_grain(shape: Polygon) -> None:
    assert 150 <= len(hexagons(cover_art([CoverPlace(shape, 3)]))) <= 400


def test_the_lightest_hexagon_lies_where_most_was_recorded() -> None:
    places = [CoverPlace(g, 90 if i == 27 else 1) for i, g in enumerate(grid(6, 6))]
    found = hexagons(cover_art(places))
    x, y, light = max(found, key=lambda h: h[2])
    xs, ys = [h[0] for h in found], [h[1] for h in found]
    assert light > 0.6
    assert (x - min(xs)) / (max(xs) - min(xs)) == pytest.approx(3.5 / 6, abs=0.12)
    assert (max(ys) - y) / (max(ys) - min(ys)) == pytest.approx(4.5 / 6, abs=0.12)


def _luminance(channels: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_white_words_can_be_read_on_every_hexagon_where_they_stand() -> None:
    everywhere = [CoverPlace(g, 50) for g in grid(6, 6)]
    ground = [int(theme.colour("area")[i : i + 2], 16) for i in (1, 3, 5)]
    under = [light for x, y, light in hexagons(cover_art(everywhere)) if x < 0.7 * 595 and y > 0.65 * 520]
    assert under
    for light in under:
        mixed = _luminance([255 * light + c * (1 - light) for c in ground])
        assert 1.05 / (mixed + 0.05) >= 4.5


def test_places_without_weight_give_quiet_art() -> None:
    assert max(h[2] for h in hexagons(cover_art([CoverPlace(g, None) for g in grid(3, 3)]))) < 0.2


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        cover_art([CoverPlace(box(0, 0, 1, 1), -1)])
    with pytest.raises(ValueError, match="at least one outline"):
        cover_art([])
