"""Where: neighbourhoods counted by hand, change against the whole, picks judged on months that they had not seen."""

from __future__ import annotations

from collections import Counter

import pytest

from frankpledge.analysis.repeats import knox
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.places.presenters.near import near_part
from frankpledge.domain.places.queries.where import DAYS, METRES, NearRepeats, near_repeats, places_reading
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.own import MONTH_ONLY, Own
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.supplied.queries.points import own_events
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import areas
from tests.domain.county import ASB, County
from tests.domain.studies.conftest import Ask


def counted(county: County, ask: Ask, first: str, last: str) -> Counter[str]:
    asked = ask()
    lies = {row["lsoa_code"]: row["component"] for row in areas.places_in(asked.snapshot, asked.area).to_pylist()}
    return Counter(
        lies[row.lsoa] for row in county.of("Nevermouth", first, last) if row.kind != ASB and row.lsoa in lies
    )


def test_both_years_of_every_place_are_those_of_the_rows(county: County, ask: Ask) -> None:
    found = places_reading(ask())
    later, earlier = counted(county, ask, "2025-01", "2025-12"), counted(county, ask, "2024-01", "2024-12")
    assert found.after == tuple(later[code] for code in found.codes)
    assert found.before == tuple(earlier[code] for code in found.codes)


def test_a_place_is_held_against_all_others_together(ask: Ask) -> None:
    found = places_reading(ask())
    assert found.changed
    at = max(range(len(found.codes)), key=lambda place: found.after[place])
    rest = (sum(found.after) - found.after[at]) / (sum(found.before) - found.before[at])
    assert found.changed.ratio[at] == pytest.approx(found.after[at] / found.before[at] / rest)
    assert sum(found.changed.verdict.count(way) for way in ("higher", "lower", "")) == len(found.codes)


def test_the_busiest_places_of_last_year_are_judged_on_this_one(ask: Ask) -> None:
    found = places_reading(ask())
    busiest = found.tried[1]
    order = sorted(range(len(found.codes)), key=lambda at: (-found.before[at], at))[: busiest.picked]
    assert busiest.found
    assert busiest.found.hit_rate == pytest.approx(sum(found.after[at] for at in order) / sum(found.after))
    assert busiest.found.pai == pytest.approx(busiest.found.hit_rate / busiest.found.area_share)
    assert busiest.found.pei <= 1


def test_without_a_year_before_nothing_is_held_against_it(ask: Ask) -> None:
    found = places_reading(ask(to="2023-12"))
    assert (found.changed, found.tried, found.before) == (None, (), ())
    assert "missing" in found.whys["changed"]
    assert "missing" in found.hot.why


@pytest.mark.django_db
def test_near_repeats_need_points_and_days(evidence: County, ask: Ask, workspace: Workspace) -> None:
    found = near_repeats(ask(what="Burglary"), workspace)
    assert found == NearRepeats(None, None, MONTH_ONLY)
    assert near_part(found, Frame("t", "places", subject(ask(what="Burglary")))).absent.startswith("Month only")


def test_pairs_are_those_of_the_records_counted_one_by_one(own_known: Known, ask: Ask) -> None:
    asked = ask(what="Burglary", months=3)
    events = own_events(own_known, asked.area, asked.window, what="Burglary")
    assert events
    points = events.points
    near = sum(
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 < METRES[1] and abs((a[2] - b[2]).days) < DAYS[1]
        for at, a in enumerate(points)
        for b in points[at + 1 :]
    )
    found = knox(
        points=[(east, north) for east, north, _ in points],
        days=[float(day.toordinal()) for *_, day in points],
        distance_bands=METRES,
        time_bands=DAYS,
    )
    assert found.observed[0, 0] == near
    part = near_part(NearRepeats(Own(events), found, ""), Frame("t", "places", subject(asked)))
    assert part.file
    assert {cell.policy for cell in part.file.cells} == {"restricted"}
    assert part.file.rows[0][5] == near
