"""Where exact points crowd: a map of the densest ground, and how much of the records it holds."""

from __future__ import annotations

import shapely

from frankpledge.charts.chart import Chart
from frankpledge.charts.maps import ClassedPlace, MapClass, class_map
from frankpledge.domain.disclosure.rules import Policy
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.places.queries.density import Crowded, Surface
from frankpledge.domain.studies.presenters.page import Frame, Line, Part, drawn

TITLE = "Where exact points crowd"
FILLS = (("A", "seq4", "paper"), ("B", "seq3", "paper"), ("C", "seq1", "ink"))


def crowded_part(found: Surface, frame: Frame) -> Part:
    """Return the map of the densest ground, or why there is none."""
    d = found.density
    if d is None or found.own is None or found.own.events is None:
        return Part("density", TITLE, absent=found.why)
    own = found.own.events
    source = f"{own.supplier}, {own.data_set}. As known on {day_in_words(own.known_on)}. For the partnership only"
    lines: list[Line] = [
        (_ground(one, found), round(one.held * found.inside), (_ground(one, found), one.cells, round(one.held, 5)))
        for one in found.crowded
    ]
    head = ("ground", "cells", "share_of_records")
    file = frame.file("density", head, lines, source=source, policy=Policy.RESTRICTED)
    pointless = own.rows - len(own.points)
    method = (
        f"Quartic kernel density, bandwidth {d.bandwidth:,.0f} m, cells of {d.cell:,.0f} m, on the area's own "
        f"ground. {found.inside:,} records with a point; {found.outside:,} beyond the outline, and {pointless:,} "
        "without a point, are left out. Where people are many, points crowd: this is no hot spot and no risk."
    )
    return Part(
        "density",
        TITLE,
        picture=drawn(lambda width: _map(found, frame, source, width)),
        method=method,
        file=file,
    )


def _ground(one: Crowded, found: Surface) -> str:
    at = found.crowded.index(one)
    before = f" after the densest {found.crowded[at - 1].share:.0%}" if at else ""
    return f"Densest {one.share:.0%} of the ground{before}"


def _map(found: Surface, frame: Frame, source: str, width: int) -> Chart:
    kinds = [(one, *fill) for one, fill in zip(found.crowded, FILLS, strict=True) if one.cells]
    classes = [
        MapClass(letter, _ground(one, found), f"holds {one.held:.0%} of the records", fill, ink)
        for one, letter, fill, ink in kinds
    ]
    held = sum(one.held for one in found.crowded)
    # The rest of the ground is what the dense parts leave, so that no two pieces of the map overlap.
    rest = shapely.difference(found.outline, shapely.union_all([one.shape for one, *_ in kinds]))
    ground = ClassedPlace("", "the rest of the ground", rest, found.inside * (1 - held))
    dense = [
        ClassedPlace("", _ground(one, found), one.shape, one.held * found.inside, letter) for one, letter, _, _ in kinds
    ]
    words = frame.words(
        f"density-{width}",
        f"The densest tenth of the ground holds {held:.0%} of the records",
        f"{found.inside:,} records with a point, {frame.subject.name}, {frame.subject.window.label}",
        source=source,
    )
    return class_map(words, places=[ground, *dense], classes=classes, unit="records", width=width)
