"""Dividing a mosaic of small cells into connected areas of about equal people, as statistical areas are built.

Cells are given by their centres, people and area, and by the pairs of cells that share an edge.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS = 40
_PULL = 0.25
# No part has less than this share of the mean, nor more than this multiple, where the ground allows it.
_LEAST, _MOST = 0.55, 1.75


def equal_parts(
    *, centres: Floats, people: Floats, area: Floats, edges: Ints, parts: int, rng: np.random.Generator
) -> Ints:
    """Return for each cell the number of its part, 0 to parts - 1; every part is connected through shared edges.

    Weighted k-means in which crowded cells weigh more and full parts shrink, so that parts even out in people; cells
    cut off from their part then join the neighbour they touch most; parts still far too small or large are redrawn.
    """
    if parts <= 1:
        return np.zeros(len(centres), dtype=np.int64)
    weight = people**2 / np.maximum(area, 1.0)
    weight = np.maximum(weight, weight.max() * 1e-9)
    seeds = _spread_seeds(centres, weight, parts, rng)
    scale = np.ones(parts)
    target = people.sum() / parts
    part = np.zeros(len(centres), dtype=np.int64)
    for _ in range(_ROUNDS):
        distance = ((centres[:, None, :] - seeds[None, :, :]) ** 2).sum(axis=2) * scale[None, :]
        part = distance.argmin(axis=1).astype(np.int64)
        held = np.bincount(part, weights=people, minlength=parts)
        scale *= np.clip(held / target, 0.25, 4.0) ** _PULL
        seeds = _centres_of(centres, weight, part, seeds)
    part = connect(part=part, people=people, edges=edges, parts=parts)
    return _evened(part, centres, people, edges, parts)


def connect(*, part: Ints, people: Floats, edges: Ints, parts: int) -> Ints:
    """Return the parts with every cut-off cell given to the neighbouring part it touches most."""
    part = part.copy()
    for _ in range(len(part)):
        stray = _strays(part, people, edges)
        if not stray.any():
            break
        votes = _votes(part, edges, stray, parts)
        reached = stray & (votes.sum(axis=1) > 0)
        if not reached.any():
            break
        part[reached] = votes[reached].argmax(axis=1)
    return part


def touching(part: Ints, edges: Ints) -> Ints:
    """Return the pairs of parts that share an edge, each once, smaller number first."""
    pairs = part[edges]
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    return np.unique(pairs, axis=0)


def _evened(part: Ints, centres: Floats, people: Floats, edges: Ints, parts: int) -> Ints:
    """The parts after the smallest has been dissolved and the largest halved as often as they are out of bounds."""
    target = people.sum() / parts
    for _ in range(2 * parts):
        held = np.bincount(part, weights=people, minlength=parts)
        smallest, largest = int(held.argmin()), int(held.argmax())
        if held[smallest] >= _LEAST * target and held[largest] <= _MOST * target:
            break
        part = _dissolved(part, smallest, edges, parts)
        cells = np.flatnonzero(part == largest)
        away = centres[cells] - centres[cells].mean(axis=0)
        along = away @ np.linalg.svd(away, full_matrices=False)[2][0]
        order = np.argsort(along, kind="stable")
        beyond = np.cumsum(people[cells[order]]) > people[cells].sum() / 2
        beyond[-1] = True
        part[cells[order[beyond]]] = smallest
        part = connect(part=part, people=people, edges=edges, parts=parts)
    return part


def _dissolved(part: Ints, gone: int, edges: Ints, parts: int) -> Ints:
    """The parts with the cells of one given to its neighbours, from the rim inwards."""
    part = part.copy()
    stray = part == gone
    while stray.any():
        votes = _votes(part, edges, stray, parts)
        reached = stray & (votes.sum(axis=1) > 0)
        if not reached.any():
            break
        part[reached] = votes[reached].argmax(axis=1)
        stray &= ~reached
    return part


def _spread_seeds(centres: Floats, weight: Floats, parts: int, rng: np.random.Generator) -> Floats:
    chosen = [int(rng.choice(len(centres), p=weight / weight.sum()))]
    nearest = np.full(len(centres), np.inf)
    for _ in range(parts - 1):
        nearest = np.minimum(nearest, ((centres - centres[chosen[-1]]) ** 2).sum(axis=1))
        odds = nearest * weight
        chosen.append(int(rng.choice(len(centres), p=odds / odds.sum())))
    return centres[chosen].astype(np.float64)


def _centres_of(centres: Floats, weight: Floats, part: Ints, before: Floats) -> Floats:
    total = np.bincount(part, weights=weight, minlength=len(before))
    held = total > 0
    moved = before.copy()
    for axis in (0, 1):
        summed = np.bincount(part, weights=weight * centres[:, axis], minlength=len(before))
        moved[held, axis] = summed[held] / total[held]
    return moved


def _strays(part: Ints, people: Floats, edges: Ints) -> NDArray[np.bool_]:
    """The cells that do not hang together with the most populous piece of their part."""
    inner = edges[part[edges[:, 0]] == part[edges[:, 1]]]
    graph = coo_matrix((np.ones(len(inner)), (inner[:, 0], inner[:, 1])), shape=(len(part), len(part)))
    count, piece = connected_components(graph, directed=False)
    held = np.bincount(piece, weights=people, minlength=count)
    part_of_piece = np.zeros(count, dtype=np.int64)
    part_of_piece[piece] = part
    best: dict[int, int] = {}
    for number in np.argsort(held, kind="stable"):
        best[int(part_of_piece[number])] = int(number)
    kept = np.isin(piece, list(best.values()))
    return np.asarray(~kept)


def _votes(part: Ints, edges: Ints, stray: NDArray[np.bool_], parts: int) -> Floats:
    votes = np.zeros((len(part), parts))
    for here, there in ((0, 1), (1, 0)):
        sound = ~stray[edges[:, there]]
        np.add.at(votes, (edges[sound, here], part[edges[sound, there]]), 1.0)
    return votes
