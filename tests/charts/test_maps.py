"""Maps: zero, hidden and unknown differ by more than colour, classes hold what their words say, and any shape fits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from frankpledge.charts.chart import Chart
from frankpledge.charts.maps import MapPlace, Town, area_map, inset
from frankpledge.charts.maps.geometry import polygons, projection_for, shape_of, simplified
from frankpledge.charts.maps.places import Classes, classes_of
from frankpledge.charts.maps.shading import Shaded
from tests.charts.gallery import countryside, grid, squares, words
from tests.charts.seeing import points_of, said, shapes, written


def draw(places: list[MapPlace], width: int = 600, **more: object) -> Chart:
    return area_map(words("map"), places=places, unit="offences", width=width, **more)


def row_of(*values: float | None, why: str = "no data") -> list[MapPlace]:
    return [MapPlace(f"X{i}", f"Place {i}", g, values[i], why) for i, g in enumerate(grid(len(values), 1))]


def on_map(chart: Chart, kind: str, **look: str) -> int:
    """Return how many shapes of a look there are without the key's squares of 17 px."""
    found = shapes(chart.svg, kind, **look)
    return sum(max(x for x, _ in points_of(p)) - min(x for x, _ in points_of(p)) > 20 for p in found)


def test_zero_hidden_and_unknown_look_different_and_are_named_in_the_key() -> None:
    places = [*row_of(0, 5, None), MapPlace("H", "Hidden", grid(1, 1, at=(353_000, 240_000))[0], None, "not shown")]
    chart = draw(places)
    assert on_map(chart, "path", class_="fp-f-seq0 fp-s-rule") == 1
    assert on_map(chart, "path", stroke_dasharray="2 2") == 1
    assert on_map(chart, "path", fill="url(#map-600-hatch-other)") == 1
    assert [w.words for w in written(chart.svg)][:4] == ["0", "5", "not shown", "no data"]


def test_what_does_not_occur_is_not_in_the_key() -> None:
    keyed = said(draw(row_of(5, 6), marked="highest").svg)
    for absent in ("not shown", "no data", "highest"):
        assert absent not in keyed


def test_a_heavy_edge_marks_a_place_and_its_key_says_what_for() -> None:
    places = [MapPlace("A", "A", grid(1, 1)[0], 9, marked=True), *row_of(1, 2)[1:]]
    chart = draw(places, marked="highest one")
    assert on_map(chart, "path", class_="fp-s-ink", stroke_width="3") == 1
    assert "highest one" in said(chart.svg)


def test_marked_places_that_touch_have_one_edge_and_small_ones_a_thinner() -> None:
    places = [MapPlace(p.code, p.name, p.shape, p.value, marked=i < 3) for i, p in enumerate(row_of(1, 2, 3, 4))]
    (edge,) = shapes(draw(places).svg, "path", class_="fp-s-ink", stroke_width="3")
    assert edge.get("d").count("M") == 1
    crowd = [MapPlace(p.code, p.name, p.shape, p.value, marked=i == 9) for i, p in enumerate(row_of(*range(90)))]
    assert len(shapes(draw(crowd).svg, "path", class_="fp-s-ink", stroke_width="1.5")) == 1


@pytest.mark.parametrize("width", [354, 600, 1136])
@pytest.mark.parametrize(("across", "down"), [(1, 1), (30, 1), (1, 30), (6, 5)])
def test_any_shape_of_area_stays_inside_and_keeps_its_proportions(width: int, across: int, down: int) -> None:
    chart = draw(squares(across, down), width)
    (outline,) = shapes(chart.svg, "path", class_="fp-s-ink", stroke_width="1.25")
    xs, ys = zip(*points_of(outline), strict=True)
    assert 0 <= min(xs) < max(xs) <= width
    assert 0 <= min(ys) < max(ys) <= chart.height
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(across / down, rel=0.02)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    chart = draw(squares(6, 5), 1136)
    (outline,) = shapes(chart.svg, "path", class_="fp-s-ink", stroke_width="1.25")
    xs = [x for x, _ in points_of(outline)]
    bar = next(e for e in shapes(chart.svg, "line", stroke_width="1.5") if e.get("y1") == e.get("y2"))
    length = float(bar.get("x2")) - float(bar.get("x1"))
    words_of_bar = next(w.words for w in written(chart.svg) if w.words.endswith(" km"))
    assert length / (max(xs) - min(xs)) * 6 == pytest.approx(float(words_of_bar.removesuffix(" km")), rel=0.01)


def test_a_small_area_has_a_bar_in_metres() -> None:
    assert "50 m" in said(draw(squares(3, 3, side=100)).svg)


def test_degrees_become_metres_with_the_cosine_of_the_latitude() -> None:
    places = [MapPlace("A", "A", Polygon([(-2, 51.5), (-1, 51.5), (-1, 52.5), (-2, 52.5)]), 1)]
    (outline,) = shapes(draw(places).svg, "path", class_="fp-s-ink", stroke_width="1.25")
    xs, ys = zip(*points_of(outline), strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(math.cos(math.radians(52)), rel=0.01)


def test_a_hole_stays_a_hole() -> None:
    ring = [(0, 0), (900, 0), (900, 900), (0, 900)], [(300, 300), (600, 300), (600, 600), (300, 600)]
    chart = draw([MapPlace("A", "A", ring, 1)])
    (shape,) = [p for p in shapes(chart.svg, "path", fill_rule="evenodd") if "fp-f-seq3" in p.get("class")]
    assert shape.get("d").count("M") == 2


def test_a_hidden_place_with_a_hole_is_hatched_around_it() -> None:
    ring = [(0, 0), (900, 0), (900, 900), (0, 900)], [(300, 300), (600, 300), (600, 600), (300, 600)]
    chart = draw([MapPlace("A", "A", ring, None, "not shown")])
    hatched = shapes(chart.svg, "path", fill="url(#map-600-hatch-other)", fill_rule="evenodd")
    assert len(hatched) == 1


def test_a_place_without_an_outline_is_in_the_table_alone() -> None:
    places = [MapPlace("A", "Somewhere", Polygon(), 7, labelled=True), *row_of(1, 2)]
    chart = draw(places)
    assert chart.table.rows[0] == ("Somewhere", "A", 7, "6 or more")
    assert "Somewhere" not in said(chart.svg)


def test_towns_are_named_and_those_outside_are_not() -> None:
    towns = [Town("Inside", 350_500, 240_500), Town("Far away", 500_000, 240_500)]
    chart = draw(row_of(1, 2), towns=towns)
    assert "Inside" in said(chart.svg)
    assert "Far away" not in said(chart.svg)
    assert len(shapes(chart.svg, "circle")) == 1


def test_names_never_meet_and_one_without_room_is_left_to_the_table() -> None:
    towns = [Town(f"Town number {i}", 350_500, 240_500) for i in range(9)]
    named = [w for w in written(draw(row_of(1, 2), towns=towns).svg) if w.words.startswith("Town")]
    assert 1 <= len(named) < 9


def test_an_area_too_small_for_its_name_goes_without() -> None:
    places = [MapPlace("A", "Christchurch", grid(1, 1)[0], 1, labelled=True), *row_of(*range(60))[1:]]
    assert "Christchurch" not in said(draw(places).svg)
    long_name = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
    tall = [MapPlace("A", long_name, grid(1, 1)[0], 1, labelled=True), *row_of(*range(14))[1:]]
    assert "A B" not in said(draw(tall).svg)


def test_two_areas_on_one_spot_take_different_lines() -> None:
    here = grid(1, 1)[0]
    places = [MapPlace("A", "First", here, 1, labelled=True), MapPlace("B", "Second", here, 2, labelled=True)]
    first, second = (w for w in written(draw(places).svg) if w.words in {"First", "Second"})
    assert not first.overlaps(second)


def test_names_that_find_no_line_at_all_are_left_out() -> None:
    here = grid(1, 1, side=900)[0]
    places = [MapPlace(str(i), f"Name {i}", here, 1, labelled=True) for i in range(9)]
    assert 1 <= sum(w.words.startswith("Name") for w in written(draw(places).svg)) < 9


def frames(chart: Chart) -> list[tuple[float, float, float, float]]:
    found = shapes(chart.svg, "rect", class_="fp-s-ink", stroke_width="1.5")
    return [tuple(float(r.get(a)) for a in ("x", "y", "width", "height")) for r in found]


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_a_town_too_small_to_be_seen_is_drawn_again_larger(width: int) -> None:
    chart = draw(countryside(), width, towns=[Town("Market Town", 351_000, 241_000)])
    small, large = frames(chart)
    assert large[2] / small[2] == pytest.approx(large[3] / small[3], rel=0.1)
    assert large[2] > 2 * small[2]
    assert "Market Town, enlarged" in said(chart.svg)
    assert large[0] + large[2] <= width
    assert large[1] + large[3] <= chart.height


def test_what_is_drawn_again_is_cut_at_its_frame() -> None:
    chart = draw(countryside())
    (group,) = shapes(chart.svg, "g")
    assert group.get("clip-path") == "url(#map-600-clip)"
    assert len(group) > 30
    assert "Enlarged" in said(chart.svg)


def test_a_few_small_places_or_scattered_ones_are_not_drawn_again() -> None:
    assert frames(draw(countryside(streets=2))) == []
    corners = [(350_000 + 8_000 * c, 240_000 + 8_000 * r) for c in range(4) for r in range(4)]
    scattered = [box(x, y, x + 50, y + 50) for x, y in corners]
    places = [*countryside(streets=0), *(MapPlace(f"S{i}", "S", g, 1) for i, g in enumerate(scattered))]
    assert frames(draw(places)) == []


def test_no_place_is_drawn_again_where_there_is_no_room_for_it() -> None:
    tall = [*countryside(across=3, down=3), *(MapPlace(f"T{i}", "T", g, None) for i, g in enumerate(grid(1, 1)))]
    many = "a heavy edge whose meaning takes so many words that no room is left beside the map"
    assert frames(draw([MapPlace("A", "A", p.shape, p.value, p.why, marked=True) for p in tall], marked=many)) != []
    assert inset.enlargement(_shaded(tall), [], scale=0.01, width=120, height=400) is None


def _shaded(places: list[MapPlace]) -> Shaded:
    outlines = tuple(shape_of(p.shape) for p in places)
    classes = classes_of([p.value for p in places if p.value is not None])
    return Shaded(tuple(places), outlines, projection_for(outlines), classes, "")


def test_towns_that_hold_less_than_most_are_still_drawn_again() -> None:
    towns = [g for at in ((350_000, 240_000), (381_000, 240_000)) for g in grid(3, 3, side=200, at=at)]
    places = [*countryside(streets=0), *(MapPlace(f"S{i}", "S", g, 1) for i, g in enumerate(towns))]
    assert len(frames(draw(places))) == 2


def test_the_table_holds_every_value_as_given_highest_first() -> None:
    places = [*row_of(0, 2.25, None), MapPlace("H", "Hidden", grid(1, 1)[0], None, "not shown")]
    assert draw(places).table.rows == (
        ("Place 1", "X1", 2.25, "2.2"),
        ("Place 0", "X0", 0, "0"),
        ("Hidden", "H", "not shown", "not shown"),
        ("Place 2", "X2", "no data", "no data"),
    )


def test_the_description_counts_the_classes_and_names_the_highest() -> None:
    assert draw(row_of(0, 0, 4, 9, None), bounds=(1, 5)).description == (
        "Map of 5 areas shaded by offences. 0 in 2, 1 to 4 in 1, 5 or more in 1 and no data in 1. "
        "Highest: Place 3 9 and Place 2 4."
    )
    assert draw(row_of(None)).description == "Map of 1 area shaded by offences. No data in 1."


def test_neighbours_keep_their_common_border_when_points_are_dropped() -> None:
    wiggle = [(500 + 3 * math.sin(i), i * 10.0) for i in range(101)]
    left = Polygon([(0, 0), *wiggle, (0, 1000)])
    right = Polygon([(1000, 0), *wiggle, (1000, 1000)])
    a, b = simplified([left, right], 20)
    assert len(polygons(a)[0].exterior.coords) < 60
    assert a.intersection(b).area == pytest.approx(0, abs=1e-6)
    assert a.union(b).area == pytest.approx(1_000_000, rel=1e-6)


def test_a_place_is_not_lost_for_being_small() -> None:
    tiny = Polygon([(0, 0), (0.01, 0), (0.01, 0.01)])
    assert [len(polygons(s)) for s in simplified([tiny, *grid(2, 1)], 500)] == [1, 1, 1]


def test_only_polygons_are_drawn() -> None:
    bow_tie = [[(0, 0), (2, 2), (2, 0), (0, 2)]]
    assert len(polygons(shape_of(bow_tie))) == 2
    assert polygons(LineString([(0, 0), (1, 1)])) == []
    assert polygons(MultiPolygon()) == []
    assert projection_for([Point(350_000, 2)]).middle is None


def test_a_map_without_places_or_outlines_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        draw([])
    with pytest.raises(ValueError, match="at least one outline"):
        draw([MapPlace("A", "A", Polygon(), 1)])


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        draw(row_of(1, -1))


@pytest.mark.parametrize("bounds", [(1, 1), (5, 2), (0, 2), (1, 2, 3, 4, 5)])
def test_bounds_that_cannot_be_classes_are_refused(bounds: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="must rise"):
        draw(row_of(1, 2), bounds=bounds)


def test_an_amount_under_the_lowest_class_is_refused() -> None:
    with pytest.raises(ValueError, match="lies under"):
        draw(row_of(1, 9), bounds=(5, 10))


def test_bounds_over_nothing_are_kept() -> None:
    assert classes_of([0], (5, 10)) == Classes((5, 10), 10, whole=True)


def test_classes_say_what_they_hold() -> None:
    counts = classes_of([0, 7, 30, 150, 900], (5, 25, 100, 200))
    assert [counts.words(counts.of(v)) for v in (0, 7, 30, 150, 900)] == [
        "0", "5 to 24", "25 to 99", "100 to 199", "200 or more",
    ]  # fmt: skip
    rates = classes_of([0.5, 2.5, 9.0], (0.5, 2.5))
    assert [rates.words(n) for n in rates.numbers] == ["0.5 to under 2.5", "2.5 or more"]
    assert classes_of([1, 2]).words(1) == "1"
    assert classes_of([0, 0]).numbers == ()


@given(st.lists(st.integers(0, 5_000) | st.floats(0.001, 900), min_size=1, max_size=60))
def test_every_amount_has_a_class_whose_bounds_hold_it_and_no_class_is_empty(values: list[float]) -> None:
    classes = classes_of(values)
    found = {classes.of(v) for v in values}
    assert found - {0} == set(classes.numbers)
    assert len(classes.numbers) <= 4
    for value in values:
        if value:
            place = classes.of(value) - 1
            assert classes.bounds[place] <= value
            assert place + 1 == len(classes.bounds) or value < classes.bounds[place + 1]
        assert classes.words(classes.of(value))
    assert len({classes.colour(n) for n in (0, *classes.numbers)}) == len(classes.numbers) + 1
