"""Releases: every file that was ever loaded, and which of them the present state is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Release:
    """The identity of a loaded file: what it is the whole of (`covers`), and the hash that its bytes are known by."""

    release_id: str
    sequence: int
    sha256: str
    covers: tuple[str, ...]


def release_name(sha256: str, *, earlier: int = 0) -> str:
    """Return the name of the release that a file of these bytes makes, the same in every lake.

    `earlier` counts the releases already made of the same bytes, read as something else.
    """
    return f"r-{sha256[:16]}" + (f"-{earlier + 1}" if earlier else "")


class Register:
    """What is already known: releases by hash, and the current release of each thing covered."""

    COLUMNS = ("release_id", "sequence", "sha256", "covers")

    def __init__(self, rows: pa.Table) -> None:
        self._by_hash: dict[str, list[Release]] = {}
        self._current: dict[str, str] = {}
        self.last = 0
        for row in sorted(rows.select(self.COLUMNS).to_pylist(), key=lambda row: row["sequence"]):
            self.add(Release(row["release_id"], row["sequence"], row["sha256"], tuple(row["covers"])))

    def add(self, release: Release) -> None:
        """Take a release as the newest of all that it covers."""
        self._by_hash.setdefault(release.sha256, []).append(release)
        self._current.update(dict.fromkeys(release.covers, release.release_id))
        self.last = max(self.last, release.sequence)

    def known(self, sha256: str) -> tuple[Release, ...]:
        """Return the releases made from a file of these bytes, oldest first."""
        return tuple(self._by_hash.get(sha256, ()))

    def is_current(self, release: Release) -> bool:
        """Return whether anything that the release covers is still answered from it."""
        return any(self._current.get(thing) == release.release_id for thing in release.covers)

    def outdone_by(self, covers: Iterable[str]) -> tuple[str, ...]:
        """Return the releases of which nothing would be current any more once these things are covered anew."""
        covered = set(covers)
        left = {release for thing, release in self._current.items() if thing not in covered}
        return tuple(release for release in self.replaced_by(covered) if release not in left)

    def replaced_by(self, covers: Iterable[str]) -> tuple[str, ...]:
        """Return the current releases that a file covering these things would replace, in whole or in part."""
        found = (self._current.get(thing) for thing in covers)
        return tuple(sorted({release for release in found if release}))


def current_releases(rows: pa.Table) -> pa.Table:
    """Return the rows of `releases` that something is still answered from, in the order of loading."""
    register = Register(rows)
    current = {
        row["release_id"] for row in rows.select(Register.COLUMNS).to_pylist() if register.is_current(_as_release(row))
    }
    kept = rows.filter(pc.is_in(rows["release_id"], value_set=pa.array(sorted(current), pa.string())))
    return kept.sort_by("sequence")


def _as_release(row: Mapping[str, object]) -> Release:
    covers = row["covers"]
    return Release(
        str(row["release_id"]),
        int(str(row["sequence"])),
        str(row["sha256"]),
        tuple(covers) if isinstance(covers, list) else (),
    )
