"""Manifests: which version of every table belongs together, and from when. Readers see nothing else.

A load writes its tables first and one manifest last, so a load that died is one that no manifest speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from frankpledge.lake.schemas import MANIFEST_SCHEMA
from frankpledge.lake.tables import MANIFESTS, Draft, commit_stamp, files_at, latest_version, read_files, write_file


@dataclass(frozen=True)
class Manifest:
    """One state of the lake: known from `known_at`, made of `versions` of tables; `release_ids` came with it."""

    id: str
    sequence: int
    known_at: datetime
    by: str
    versions: Mapping[str, int] = field(hash=False)
    release_ids: tuple[str, ...]


def manifests(root: Path) -> tuple[Manifest, ...]:
    """Return every manifest, oldest first. Cheap to ask again: a version of the table is read once in a process."""
    version = latest_version(root / MANIFESTS)
    return () if version is None else _manifests_at(root, version, commit_stamp(root / MANIFESTS, version))


@lru_cache(maxsize=64)
def _manifests_at(root: Path, version: int, _stamp: int) -> tuple[Manifest, ...]:
    folder = root / MANIFESTS
    rows = read_files(folder, MANIFESTS, files_at(folder, version)).to_pylist()
    found = [
        Manifest(
            id=row["id"],
            sequence=row["sequence"],
            known_at=row["known_at"].astimezone(UTC),
            by=row["by"],
            versions=dict(row["versions"]),
            release_ids=tuple(row["release_ids"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda manifest: manifest.sequence))


def record(root: Path, manifest: Manifest, *, at_ms: int) -> None:
    """Make the manifest known: from here on readers see its state. The list is one file, rewritten, as it is small."""
    draft = Draft(root / MANIFESTS, MANIFESTS)
    earlier = draft.rows()
    row = {
        "id": manifest.id,
        "sequence": manifest.sequence,
        "known_at": manifest.known_at,
        "by": manifest.by,
        "versions": list(manifest.versions.items()),
        "release_ids": list(manifest.release_ids),
    }
    rows = pa.concat_tables([earlier, pa.Table.from_pylist([row], schema=MANIFEST_SCHEMA)])
    stem = f"{manifest.sequence:06d}-{draft.base:06d}"
    draft.remove(draft.files())
    draft.add(write_file(draft.folder, MANIFESTS, rows, partition={}, stem=stem))
    draft.commit(at_ms=at_ms)
