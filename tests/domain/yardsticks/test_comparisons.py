"""Peers, wider areas and types against the rest of the force: each counted again from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import exp, log, sqrt

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.demo.generator.names import DISTRICTS
from frankpledge.domain.evidence.queries.months import Months, spread
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.exhibits.documents import peers as exhibit
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.domain.yardsticks.queries.against import against_rest
from frankpledge.domain.yardsticks.queries.alike import NoPeers, as_member, nearest, square_kilometres, variables
from frankpledge.domain.yardsticks.queries.levels import levels, together, wider
from frankpledge.domain.yardsticks.queries.peers import peer_reading
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import lockdown_months
from tests.domain.county import ASB, County
from tests.domain.yardsticks.conftest import WINDOW

PARTNERSHIPS = sorted({district.partnership for district in DISTRICTS})
FIRST, LAST = "2025-01", "2025-12"
GAPPED = Window(Month(2022, 12), Month(2023, 11))


def members(snapshot: Snapshot, area: Area) -> list[Area]:
    return [area, *areas.neighbours(snapshot, area)]


def chosen(snapshot: Snapshot, area: Area, **facts: object) -> PeerSet:
    """Return a set of the other partnerships of the county, not kept."""
    others = [as_member(one) for one in areas.neighbours(snapshot, area)]
    known = {
        "name": "Neighbours",
        "method": PeerSet.Method.BY_HAND,
        "reason": "They have always been named together.",
        "parameters": {"size": len(others)},
        "members": others,
        "dated": date(2026, 1, 9),
    }
    return PeerSet(**{**known, **facts})


def test_every_partnership_has_the_rows_of_its_districts_by_type(
    county: County, snapshot: Snapshot, area: Area
) -> None:
    found = queries.by_partnership(snapshot, members(snapshot, area), first=FIRST, last=LAST)
    for one in members(snapshot, area):
        rows = county.of(one.name, FIRST, LAST)
        assert dict(found.counts[one.code]) == Counter(row.kind for row in rows)
    assert found.complete
    assert found.total(area.code, ["Burglary"]) == found.counts[area.code]["Burglary"]


def test_levels_are_crimes_to_residents_and_none_where_a_month_is_missing(
    county: County, snapshot: Snapshot, area: Area
) -> None:
    for one in levels(snapshot, members(snapshot, area), WINDOW, own=area.code):
        crimes = sum(row.kind != ASB for row in county.of(one.name, FIRST, LAST))
        assert one.events == crimes
        assert one.rate is not None
        assert one.rate.value == pytest.approx(1_000 * crimes / county.residents(one.name, 2024))
        assert one.own is (one.code == area.code)
    for one in levels(snapshot, members(snapshot, area), GAPPED):
        assert (one.events, one.rate) == (None, None)
        assert "months not loaded" in one.why


def test_the_whole_is_none_as_soon_as_a_part_is(snapshot: Snapshot, area: Area) -> None:
    held = levels(snapshot, members(snapshot, area), WINDOW)
    whole = together("all", held)
    assert whole.events == sum(one.events or 0 for one in held)
    torn = together("all", (*held[:-1], replace(held[-1], events=None)))
    assert (torn.events, torn.rate) == (None, None)
    assert torn.why == f"1 of its {len(held)} partnerships have no complete data"
    assert together("none", ()).why == "no partnership is known"


def test_the_force_has_a_rate_and_what_is_not_wholly_loaded_says_why_it_has_none(
    snapshot: Snapshot, area: Area
) -> None:
    force, region, nation = wider(snapshot, area, WINDOW)
    assert force.rate is not None
    assert force.events == sum(one.events or 0 for one in levels(snapshot, members(snapshot, area), WINDOW))
    assert region.why == "no lookup loaded says in which region it lies"
    assert nation.why == "1 of its 43 forces are in the lookups loaded"
    assert "lack months" in wider(snapshot, area, GAPPED)[0].why


def test_peers_together_are_the_comparator_and_the_area_is_not_among_them(snapshot: Snapshot, area: Area) -> None:
    found = peer_reading(snapshot, area, WINDOW, chosen(snapshot, area), dispersion=2.0)
    (answer,) = found.answers
    others = [one for one in levels(snapshot, members(snapshot, area), WINDOW) if one.code != area.code]
    events, people = sum(one.events or 0 for one in others), sum(one.people or 0 for one in others)
    own = found.own.events or 0
    assert answer.found is not None
    ratio = (own / (found.own.people or 1)) / (events / people)
    half = 1.959964 * sqrt(2.0 * (1 / own + 1 / events))
    assert answer.found.ratio == pytest.approx(ratio)
    assert answer.found.low == pytest.approx(ratio / exp(half), rel=1e-4)
    assert answer.found.high == pytest.approx(ratio * exp(half), rel=1e-4)
    assert found.how.startswith("chosen by no methodology: they have always")


def test_a_set_that_is_too_small_for_another_size_says_so_and_gives_no_answer(snapshot: Snapshot, area: Area) -> None:
    near = chosen(snapshot, area, method=PeerSet.Method.NEAREST, parameters={"size": 2, "chosen_from": 3})
    found = peer_reading(snapshot, area, WINDOW, near, dispersion=2.0)
    assert [answer.size for answer in found.answers] == [2, 10, 20]
    assert [answer.found is None for answer in found.answers] == [False, True, True]
    assert found.answers[1].why == "the set holds 3 areas"
    assert len(found.levels) == 2


def test_without_every_month_of_every_peer_there_is_no_answer(snapshot: Snapshot, area: Area) -> None:
    found = peer_reading(snapshot, area, GAPPED, chosen(snapshot, area), dispersion=2.0)
    assert found.answers[0].found is None
    assert "months not loaded" in found.answers[0].why


def test_the_variables_of_likeness_are_named_and_dated_and_none_is_crime(snapshot: Snapshot) -> None:
    found = {one.name: one for one in variables(snapshot)}
    assert len(found) == 6
    assert all(one.year for one in found.values())
    assert not any("crime" in name.lower() for name in found)
    assert "Share of LSOAs in the three tenths most deprived of income" in found
    assert all(0 <= value <= 1 for name, one in found.items() if "Share" in name for value in one.values.values())


def test_the_nearest_are_those_of_the_distance_written_out(snapshot: Snapshot, area: Area) -> None:
    found = nearest(snapshot, area, size=2)
    table = {one.code: [v.values[one.code] for v in found.variables] for one in areas.all_of(snapshot, "csp")}
    wide = range(len(found.variables))
    means = [sum(row[at] for row in table.values()) / len(table) for at in wide]
    deviations = [sqrt(sum((row[at] - means[at]) ** 2 for row in table.values()) / len(table)) for at in wide]

    def far(code: str) -> float:
        return sqrt(sum(((table[code][at] - table[area.code][at]) / deviations[at]) ** 2 for at in wide))

    expected = sorted((code for code in table if code != area.code), key=far)[:2]
    assert [one.code for one, _ in found.members] == expected
    assert [distance for _, distance in found.members] == pytest.approx([far(code) for code in expected])
    assert found.chosen_from == len(table) - 1


def test_more_peers_than_areas_and_too_few_facts_are_refused(snapshot: Snapshot, area: Area, county: County) -> None:
    with pytest.raises(NoPeers, match="15 areas are asked for"):
        nearest(snapshot, area, size=15)
    with pytest.raises(NoPeers, match="are needed"):
        nearest(replace(snapshot, manifest=replace(snapshot.manifest, versions={
            name: at for name, at in snapshot.manifest.versions.items() if name not in ("population", "boundaries")
        })), area, size=2)  # fmt: skip


def test_density_is_residents_to_the_ground_of_their_districts(snapshot: Snapshot, area: Area) -> None:
    ground = square_kilometres(snapshot)[area.code]
    dense = next(one for one in variables(snapshot) if "square kilometre" in one.name)
    people = areas.population(snapshot, area, year=2024).people
    assert dense.values[area.code] == pytest.approx(log(people / ground), abs=0.02)


def test_types_against_the_rest_are_the_ratios_of_rates_written_out(
    county: County, snapshot: Snapshot, area: Area, months: Months
) -> None:
    found = against_rest(snapshot, area, WINDOW, months)
    assert found is not None
    assert found.people == county.residents("Nevermouth", found.year)
    others = [name for name in PARTNERSHIPS if name != "Nevermouth"]
    for one in found.types:
        own = sum(row.kind == one.name for row in county.of("Nevermouth", FIRST, LAST))
        rest = sum(row.kind == one.name for name in others for row in county.of(name, FIRST, LAST))
        assert (one.events, one.rest_events) == (own, rest)
        series = months.series(one.name.__eq__, last=WINDOW.last)
        phi = spread(series, WINDOW, excluded=lockdown_months(nation="england"))
        ratio = (own / found.people) / (rest / found.rest_people)
        assert one.found.ratio == pytest.approx(ratio)
        if own + rest >= 50 and phi is not None:
            half = 1.959964 * sqrt(phi * (1 / own + 1 / rest))
            assert one.found.low == pytest.approx(ratio / exp(half), rel=1e-4)


def test_no_type_is_compared_over_a_window_with_a_missing_month(snapshot: Snapshot, area: Area, months: Months) -> None:
    found = against_rest(snapshot, area, GAPPED, months)
    assert found is not None
    assert found.types == ()
    assert found.why.startswith("months are missing: 2022-12")


def test_a_county_of_four_areas_has_no_funnel(ledger: Ledger, held: AreaReading) -> None:
    assert exhibit.EXHIBITS["peers.funnel"](ledger) == []
    assert exhibit.EXHIBITS["peers.table"](Ledger(held, None)) == []


def test_types_are_told_with_how_many_would_differ_by_chance(told: Callable[[str], str]) -> None:
    said = told("against.types")
    assert "types are recorded at another rate than in the rest of Nevershire" in said
    assert "would differ by chance" in said
    assert "Higher rate here" in said or "Lower rate here" in said
