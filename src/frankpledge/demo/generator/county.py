"""The areas of the invented county: LSOAs of both vintages with their changes, and wards, by code and name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from frankpledge.demo.generator.names import DISTRICTS, SHARED_WARD_NAME, WARD_NAMES
from frankpledge.demo.generator.partition import Floats, Ints, connect, equal_parts, touching
from frankpledge.demo.generator.terrain import Terrain, terrain

_SPLITS_PER_DISTRICT = (4, 2, 1, 1, 2)
_MERGES_PER_DISTRICT = (1, 1, 0, 1, 1)
_COMPLEX_IN_DISTRICT = 0
_PER_MIDDLE_AREA = 4.6


@dataclass(frozen=True)
class Area:
    """A statistical area: code, name, the district (position in DISTRICTS) it lies in, and its cells."""

    code: str
    name: str
    district: int
    cells: Ints


@dataclass(frozen=True)
class Ward:
    """An electoral ward, which LSOAs of 2021 nest in."""

    code: str
    name: str
    district: int
    lsoas: tuple[int, ...]


@dataclass(frozen=True)
class County:
    """The county and its areas; `changes` are rows of the 2011 to 2021 lookup: both positions, and U, S, M or X."""

    ground: Terrain
    lsoa11: tuple[Area, ...]
    lsoa21: tuple[Area, ...]
    wards: tuple[Ward, ...]
    changes: tuple[tuple[int, int, str], ...]

    def lsoa21_of_cells(self) -> Ints:
        """For each cell the position of its LSOA of 2021."""
        return _owners(self.lsoa21, len(self.ground.cells))

    def neighbours21(self) -> Ints:
        """Pairs of positions of LSOAs of 2021 that share an edge."""
        return touching(self.lsoa21_of_cells(), self.ground.edges)

    def people(self, area: Area) -> float:
        """The people the ground gives an area."""
        return float(self.ground.people[area.cells].sum())

    def middle(self, area: Area) -> Floats:
        """The east and north of the middle of an area's people, in grid metres."""
        return _middle(self.ground, area.cells)

    def urban(self, areas: tuple[Area, ...]) -> Floats:
        """How much of the life of each area is that of a town, from 0 to 1."""
        ground = self.ground
        return np.array([np.average(ground.urban[area.cells], weights=ground.people[area.cells]) for area in areas])

    def shapes(self, areas: tuple[Area, ...]) -> NDArray[np.object_]:
        """The outlines of areas, in grid metres."""
        return np.array([outline(self.ground, area.cells) for area in areas], dtype=object)


def outline(ground: Terrain, cells: Ints) -> shapely.Geometry:
    """Return the joined outline of cells, in grid metres."""
    return shapely.coverage_union_all(ground.cells[cells])


def county(rng: np.random.Generator) -> County:
    """Return the invented county, drawn from the generator given."""
    ground = terrain(rng)
    district = connect(part=ground.district, people=ground.people, edges=ground.edges, parts=len(DISTRICTS))
    blocks, changes = [], []
    for number in range(len(DISTRICTS)):
        cells = np.flatnonzero(district == number)
        block = _Block(ground, number, cells, rng)
        blocks.append(block)
        changes.append(block.changed(rng))
    lsoa11, lsoa21, rows = _named(blocks, changes)
    return County(ground, lsoa11, lsoa21, _wards(ground, lsoa21, rng), rows)


class _Block:
    """The LSOAs of 2011 of one district, as lists of cells, and their changes by 2021."""

    def __init__(self, ground: Terrain, number: int, cells: Ints, rng: np.random.Generator) -> None:
        self.ground, self.number, self.cells = ground, number, cells
        wanted = DISTRICTS[number].lsoas
        part = _parts_of(ground, cells, wanted, rng)
        order = _north_to_south(ground, [cells[part == one] for one in range(wanted)])
        self.old = order
        part = np.empty(len(ground.cells), dtype=np.int64)
        part[:] = -1
        for position, held in enumerate(order):
            part[held] = position
        inside = ground.edges[(part[ground.edges] >= 0).all(axis=1)]
        self.pairs = [(int(a), int(b)) for a, b in touching(part, inside)]
        self.middle = _middle_areas(ground, order)

    def changed(self, rng: np.random.Generator) -> list[tuple[list[int], list[Ints], str]]:
        """What became of which: positions of old areas, the cells of the new ones, and the code of the change."""
        people = np.array([self.ground.people[held].sum() for held in self.old])
        used: set[int] = set()
        changes: list[tuple[list[int], list[Ints], str]] = []
        for position in np.argsort(-people, kind="stable")[: _SPLITS_PER_DISTRICT[self.number]]:
            used.add(int(position))
            changes.append(([int(position)], self._halves(self.old[int(position)], rng), "S"))
        pairs = sorted(self.pairs, key=lambda pair: people[list(pair)].sum())
        wanted = ["M"] * _MERGES_PER_DISTRICT[self.number]
        wanted += ["X"] if self.number == _COMPLEX_IN_DISTRICT else []
        for pair in pairs:
            if not wanted:
                break
            if used.isdisjoint(pair) and self.middle[pair[0]] == self.middle[pair[1]]:
                used.update(pair)
                changes.append(self._joined(pair, wanted.pop(0), rng))
        return changes

    def _joined(self, pair: tuple[int, int], code: str, rng: np.random.Generator) -> tuple[list[int], list[Ints], str]:
        both = np.concatenate([self.old[pair[0]], self.old[pair[1]]])
        return list(pair), [both] if code == "M" else self._halves(both, rng), code

    def _halves(self, cells: Ints, rng: np.random.Generator) -> list[Ints]:
        part = _parts_of(self.ground, cells, 2, rng)
        return [cells[part == 0], cells[part == 1]]


def _parts_of(ground: Terrain, cells: Ints, parts: int, rng: np.random.Generator) -> Ints:
    position = np.full(len(ground.cells), -1, dtype=np.int64)
    position[cells] = np.arange(len(cells))
    edges = position[ground.edges]
    return equal_parts(
        centres=ground.centres[cells],
        people=ground.people[cells],
        area=ground.area[cells],
        edges=edges[(edges >= 0).all(axis=1)],
        parts=parts,
        rng=rng,
    )


def _north_to_south(ground: Terrain, groups: list[Ints]) -> list[Ints]:
    return sorted(groups, key=lambda held: -float(_middle(ground, held)[1]))


def _middle_areas(ground: Terrain, lsoas: list[Ints]) -> list[int]:
    """The number of the middle area (the `012` of a name) for each LSOA, areas counted from the north."""
    centres = np.array([_middle(ground, held) for held in lsoas])
    count = max(1, round(len(lsoas) / _PER_MIDDLE_AREA))
    size = -(-len(lsoas) // count)
    number = [0] * len(lsoas)
    free = set(range(len(lsoas)))
    for area in range(1, count + 1):
        if not free:
            break
        first = max(free, key=lambda one: centres[one, 1])
        nearest = sorted(free, key=lambda one: float(((centres[one] - centres[first]) ** 2).sum()))
        for one in nearest[:size]:
            number[one] = area
            free.discard(one)
    return number


def _named(
    blocks: list[_Block], changes: list[list[tuple[list[int], list[Ints], str]]]
) -> tuple[tuple[Area, ...], tuple[Area, ...], tuple[tuple[int, int, str], ...]]:
    """Codes and names as the statistics office gives them: what does not change keeps its code, the rest gets new ones.

    Names follow the district of the day: a council formed since 2011 numbers its middle areas afresh.
    """
    old: list[Area] = []
    new: list[Area] = []
    rows: list[tuple[int, int, str]] = []
    fresh = 1 + sum(len(block.old) for block in blocks)
    middles: Counter[str] = Counter()
    for block, changed in zip(blocks, changes, strict=True):
        district = DISTRICTS[block.number]
        letters: Counter[int] = Counter()
        base, first = middles[district.council], len(old)
        for position, cells in enumerate(block.old):
            middle = block.middle[position]
            name = f"{middle:03d}{chr(65 + letters[middle])}"
            letters[middle] += 1
            old.append(Area(f"X01{len(old) + 1:06d}", f"{district.name} {name}", block.number, cells))
        gone = {position for sources, _, _ in changed for position in sources}
        for position in range(len(block.old)):
            if position not in gone:
                before = old[first + position]
                middle, letter = block.middle[position] + base, before.name[-1]
                rows.append((first + position, len(new), "U"))
                new.append(Area(before.code, f"{district.council} {middle:03d}{letter}", block.number, before.cells))
        for sources, pieces, code in changed:
            middle = block.middle[sources[0]]
            for cells in pieces:
                name = f"{middle + base:03d}{chr(65 + letters[middle])}"
                letters[middle] += 1
                rows.extend((first + source, len(new), code) for source in sources)
                new.append(Area(f"X01{fresh:06d}", f"{district.council} {name}", block.number, cells))
                fresh += 1
        middles[district.council] += max(block.middle)
    return tuple(old), tuple(new), tuple(rows)


def _wards(ground: Terrain, lsoas: tuple[Area, ...], rng: np.random.Generator) -> tuple[Ward, ...]:
    owner = _owners(lsoas, len(ground.cells))
    pairs = touching(owner, ground.edges)
    centres = np.array(
        [np.average(ground.centres[area.cells], axis=0, weights=ground.people[area.cells]) for area in lsoas]
    )
    names = [name for name in rng.permutation(WARD_NAMES).tolist() if name != SHARED_WARD_NAME]
    wards: list[Ward] = []
    for number, district in enumerate(DISTRICTS):
        held = np.array([position for position, area in enumerate(lsoas) if area.district == number])
        place = np.full(len(lsoas), -1, dtype=np.int64)
        place[held] = np.arange(len(held))
        edges = place[pairs]
        ones = np.ones(len(held))
        part = equal_parts(
            centres=centres[held],
            people=ones,
            area=ones * 1e6,
            edges=edges[(edges >= 0).all(axis=1)],
            parts=district.wards,
            rng=rng,
        )
        shares_a_name = district.name in ("Nevermouth", "Quillbridge")
        for one in range(district.wards):
            name = SHARED_WARD_NAME if shares_a_name and one == 0 else names.pop()
            members = tuple(int(position) for position in held[part == one])
            wards.append(Ward(f"X05{len(wards) + 1:06d}", name, number, members))
    return tuple(wards)


def _middle(ground: Terrain, cells: Ints) -> Floats:
    """Where the middle of the people of these cells is."""
    return np.asarray(np.average(ground.centres[cells], axis=0, weights=ground.people[cells]))


def _owners(areas: tuple[Area, ...], cells: int) -> Ints:
    owner = np.full(cells, -1, dtype=np.int64)
    for position, area in enumerate(areas):
        owner[area.cells] = position
    return owner
