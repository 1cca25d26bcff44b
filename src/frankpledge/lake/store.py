"""The lake as its readers see it: a snapshot is the state of every table at one manifest, now or on an earlier date."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from frankpledge.lake.engine import FewerFiles, answer, open_table
from frankpledge.lake.limits import DEFAULT, Limits
from frankpledge.lake.manifests import Manifest, manifests
from frankpledge.lake.releases import current_releases
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.tables import StoredFile, files_at, read_files
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    import ibis.expr.types as ir


class EmptyLake(Refusal):
    """Nothing has been loaded yet."""


class NotKnownYet(Refusal):
    """The date asked for lies before the first load."""


@dataclass(frozen=True)
class Lake:
    """The evidence store under one folder. Costs nothing to make; the folder need not exist before the first load."""

    root: Path
    limits: Limits = DEFAULT

    def snapshot(self, as_known: date | None = None) -> Snapshot:
        """Return the newest state, or that known at the end of a day (UTC). Refuses too early a day."""
        root = Path(self.root).absolute()
        known = manifests(root)
        if not known:
            raise EmptyLake("Nothing has been loaded yet.", cure="Load files first: frankpledge ingest PATH…")
        if as_known is None:
            return Snapshot(root, known[-1], self.limits)
        then = [manifest for manifest in known if manifest.known_at.astimezone(UTC).date() <= as_known]
        if not then:
            first = known[0].known_at.date()
            raise NotKnownYet(
                f"Nothing was known on {as_known.isoformat()}: the first load was on {first.isoformat()}.",
                cure=f"Ask for {first.isoformat()} or later.",
            )
        return Snapshot(root, then[-1], self.limits)

    def nothing(self, known_at: datetime) -> Snapshot:
        """Return the state before the first load, as it is at a moment: without a name, and without a row."""
        none = Manifest(id="", sequence=0, known_at=known_at, by="", versions={}, release_ids=())
        return Snapshot(Path(self.root).absolute(), none, self.limits)

    def at(self, manifest: str) -> Snapshot:
        """Return the state of a manifest's name. Refuses a name that this lake has not."""
        root = Path(self.root).absolute()
        for known in manifests(root):
            if known.id == manifest:
                return Snapshot(root, known, self.limits)
        raise NotKnownYet(f"This store has no state called {manifest}.", cure="Read the newest evidence instead.")


def history(lake: Lake) -> tuple[Manifest, ...]:
    """Return every state that the lake has had, oldest first; none for an empty lake."""
    return manifests(Path(lake.root).absolute())


@dataclass(frozen=True)
class Snapshot:
    """Every table as it stood at one manifest. It never changes, whatever is loaded later."""

    root: Path
    manifest: Manifest
    limits: Limits = DEFAULT

    @property
    def holds(self) -> bool:
        """Return whether what was counted once may be kept in memory for the next question."""
        return True

    def has(self, name: str) -> bool:
        """Return whether the table held any rows."""
        return any(file.rows for file in self.files(name))

    def table(self, name: str) -> ir.Table:
        """Return the table for a query, empty where nothing of its kind was loaded. For the thread that asked."""
        self._check(name)
        return open_table(self.root, name, self.manifest.versions.get(name), self.limits)

    def part(self, name: str, *, first: str, last: str, forces: tuple[str, ...] = ()) -> ir.Table:
        """Return the part of a table that lies in the folders of some months and forces (none named: of all forces).

        Rows of other months and forces are left out where they lie in folders of their own, so the question must still
        say which it wants. It costs what these files cost, not what a country's do.
        """
        self._check(name)
        fewer = FewerFiles(first, last, tuple(sorted(forces)))
        return open_table(self.root, name, self.manifest.versions.get(name), self.limits, fewer=fewer)

    def arrow(self, expression: ir.Expr) -> pa.Table:
        """Return the answer to a query."""
        return answer(expression.as_table, self.limits)

    def asked(self, question: Callable[[], ir.Table], *known_as: Hashable) -> pa.Table:
        """Return the answer to a question known by all that it depends on, so that it need not be written down again.

        For questions that are asked over and over; whatever could make another question of it must be among its names.
        """
        return answer(question, self.limits, known_as=(self.root, self.manifest.id, *known_as))

    def read(self, name: str) -> pa.Table:
        """Return a whole (small) table without the query engine."""
        return read_files(self.root / name, name, self.files(name))

    def partitions(self, name: str, *, blank: bool = False) -> tuple[tuple[str, str], ...]:
        """Return the pairs (month and force, mostly) held in a table partitioned by two columns, in order.

        Those returned without a row are among them when `blank`. Reads no rows.
        """
        first, second = PARTITIONS[name]
        pairs = {(file.value(first), file.value(second)) for file in self.files(name) if file.rows or blank}
        return tuple(sorted(pairs))

    def releases(self) -> pa.Table:
        """Return the releases (files) that make up this state, oldest first; superseded ones are left out."""
        return current_releases(self.read("releases"))

    def files(self, name: str) -> tuple[StoredFile, ...]:
        """Return the files that the table is made of, those with no row among them."""
        self._check(name)
        version = self.manifest.versions.get(name)
        return () if version is None else files_at(self.root / name, version)

    @staticmethod
    def _check(name: str) -> None:
        if name not in TABLES:
            raise ValueError(f"the lake has no table {name!r}")
