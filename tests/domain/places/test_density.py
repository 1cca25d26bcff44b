"""Where exact points crowd: only a force's own points, only the area's own ground, and shares that add up by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.places.presenters.crowded import crowded_part
from frankpledge.domain.places.queries.density import BANDWIDTHS, Surface, surface
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.own import MONTH_ONLY, Own
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.supplied.queries.points import OwnEvents, own_events
from frankpledge.lake import areas
from frankpledge.lake.areas import Part
from tests.domain.studies.conftest import Ask


@pytest.fixture
def events(own_known: Known, ask: Ask) -> OwnEvents:
    asked = ask(what="Burglary")
    found = own_events(own_known, asked.area, asked.window, what="Burglary")
    assert found
    return found


@pytest.fixture
def outlines(ask: Ask) -> tuple[Part, ...]:
    asked = ask(what="Burglary")
    return areas.parts(asked.snapshot, asked.area, by="component")


def test_points_that_were_moved_to_a_street_are_not_smoothed(ask: Ask, outlines: tuple[Part, ...]) -> None:
    found = surface(ask(what="Burglary"), Own(None, MONTH_ONLY), outlines, BANDWIDTHS[0])
    assert found.density is None
    part = crowded_part(found, Frame("t", "places", subject(ask(what="Burglary"))))
    assert part.absent.startswith("A surface over moved points")
    assert "Month only" in part.absent


def test_without_outlines_and_with_few_points_there_is_no_surface(
    ask: Ask, events: OwnEvents, outlines: tuple[Part, ...]
) -> None:
    asked = ask(what="Burglary")
    assert "No outlines" in surface(asked, Own(events), (), 500).why
    few = replace(events, points=events.points[:5])
    assert "Under 20 records" in surface(asked, Own(few), outlines, 500).why


@pytest.fixture
def found(ask: Ask, events: OwnEvents, outlines: tuple[Part, ...]) -> Surface:
    return surface(ask(what="Burglary"), Own(events), outlines, 500)


def test_the_densest_ground_is_a_hundredth_a_twentieth_and_a_tenth_of_it(found: Surface) -> None:
    d, outline = found.density, found.outline
    assert d is not None
    assert outline is not None
    columns, rows = np.meshgrid(d.x, d.y)
    ground = int(np.sum(shapely.contains_xy(outline, columns.ravel(), rows.ravel())))
    held = np.cumsum([one.cells for one in found.crowded])
    assert held.tolist() == [round(share * ground) for share in (0.01, 0.05, 0.10)]
    assert [one.shape.area for one in found.crowded] == pytest.approx([one.cells * d.cell**2 for one in found.crowded])


def test_what_the_ground_holds_is_counted_point_by_point_and_strays_are_left_out(
    found: Surface, events: OwnEvents
) -> None:
    inside = [point for *point, _ in events.points if shapely.contains_xy(found.outline, *point)]
    assert (found.inside, found.outside) == (len(inside), len(events.points) - len(inside))
    for one in found.crowded:
        lies = sum(one.shape.intersects(shapely.Point(point)) for point in inside)
        assert one.held * len(inside) == pytest.approx(lies, abs=1), one.share
    assert found.crowded[0].held > 0.01, "the densest hundredth holds more than a hundredth"


def test_the_surface_is_for_the_partnership_only_and_says_how_it_was_made(found: Surface, ask: Ask) -> None:
    part = crowded_part(found, Frame("t", "places", subject(ask(what="Burglary"))))
    assert part.picture
    assert "For the partnership only" in part.picture.wide.source
    assert "bandwidth 500 m" in part.method
    assert part.file
    assert {cell.policy for cell in part.file.cells} == {"restricted"}
