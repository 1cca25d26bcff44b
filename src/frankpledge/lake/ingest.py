"""Loading files into the lake: all of a call's good files or none, each once, each bad one refused by itself.

Files are read two at a time but join in the order given, so that of two versions of a month the later one stays.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from frankpledge.lake.cube import CubeBuilder
from frankpledge.lake.failpoints import reach
from frankpledge.lake.intake import Intake, OpenDesk, take_in
from frankpledge.lake.keyed import is_keyed, without
from frankpledge.lake.load import Load, load
from frankpledge.lake.own.mapping import NotMapped
from frankpledge.lake.places import GEOGRAPHY, PlacesConflict, derive_places
from frankpledge.lake.readers import READERS
from frankpledge.lake.releases import Release, release_name
from frankpledge.lake.report import FileResult, IngestReport
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.source import BadFile, Desk, Quarantined, SourceFile
from frankpledge.lake.store import Lake
from frankpledge.lake.tables import StoredFile, read_files
from frankpledge.lake.unpack import Unpacker, Unreadable

Progress = Callable[[str, float], None]
_LINKS = ("memberships", "lsoa_changes")
__all__ = ["FileResult", "IngestReport", "ingest"]


def ingest(
    lake: Lake,
    paths: Iterable[str | Path],
    *,
    known_at: datetime,
    by: str,
    progress: Progress | None = None,
    year: int | None = None,
    force: str | None = None,
    month: str | None = None,
    called: Mapping[Path, str] = MappingProxyType({}),
    desk: Desk | None = None,
) -> IngestReport:
    """Load files, folders and archives, and return what became of each file.

    Known bytes change nothing; a newer file replaces what it covers; a bad one is refused and the others still load.
    `year`, `force` and `month` are for files that do not say theirs; `called` names files that lie here under another
    name than the one they came with; `desk` opens them, by default that of published files. Raises LakeBusy,
    HistoryRefused.
    """
    wanted = [Path(path) for path in paths]
    said = {"year": year, "force": force or "", "month": month or ""}
    barred: dict[str, str] = {}
    while True:
        with load(lake, known_at=known_at, by=by) as under_way:
            run = _Run(lake, under_way, progress or _silent, barred, told=any(said.values()), desk=desk or _OPEN)
            unpacker = Unpacker(under_way.scratch, lake.limits, called=called, **said)  # type: ignore[arg-type]
            try:
                return run.take(unpacker, wanted)
            except PlacesConflict as conflict:
                # The lookups of this call contradict each other or what is held: the call is repeated without them.
                suspects = run.geography_hashes()
                if not suspects:
                    raise
                barred |= dict.fromkeys(suspects, str(conflict))


_OPEN = OpenDesk(READERS)


def _silent(what: str, part: float) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class _Twin:
    """A file whose bytes came before in the same call; what becomes of it hangs on what became of the first."""

    source: SourceFile
    first: str


Outcome = Future[Intake] | FileResult | _Twin


class _Run:
    """One pass over the files of a call."""

    def __init__(
        self, lake: Lake, under_way: Load, progress: Progress, barred: Mapping[str, str], *, told: bool, desk: Desk
    ) -> None:
        self._lake = lake
        self._desk = desk
        self._load = under_way
        self._progress = progress
        self._barred = barred
        self._told = told
        self._register = under_way.register()
        self._cube = CubeBuilder(under_way)
        self._results: list[FileResult] = []
        self._releases: list[dict[str, object]] = []
        self._geography: dict[str, bool] = {}

    def geography_hashes(self) -> tuple[str, ...]:
        """Return the hashes of this pass's lookups, or, where it has none, of the files that name areas."""
        lookups = tuple(digest for digest, links in self._geography.items() if links)
        return lookups or tuple(self._geography)

    def take(self, unpacker: Unpacker, paths: Sequence[Path]) -> IngestReport:
        """Take every file in and make the new state known."""
        total = max(unpacker.weigh(paths), 1)
        with ThreadPoolExecutor(self._lake.limits.workers) as pool:
            for source, outcome in self._read_ahead(unpacker.files(paths), pool):
                self._results.append(self._join(source, outcome))
                if isinstance(source, SourceFile):
                    unpacker.done_with(source)
                reach("file finished")
                self._progress(source.file if isinstance(source, Unreadable) else source.name, unpacker.taken / total)
        return self._finish()

    def _finish(self) -> IngestReport:
        if not self._releases:
            return IngestReport(None, tuple(self._results))
        self._progress("Writing what changed", 1.0)
        self._cube.flush()
        rows = pa.Table.from_pylist(self._releases, schema=TABLES["releases"])
        self._load.draft("releases").add(self._load.write("releases", rows, label="releases"))
        if self._load.touched(GEOGRAPHY):
            derive_places(lambda name: self._load.draft(name).rows(), self._load.write_whole)
            reach("places derived")
        manifest = self._load.commit(tuple(str(row["release_id"]) for row in self._releases))
        return IngestReport(manifest.id, tuple(self._results))

    def _read_ahead(
        self, sources: Iterator[SourceFile | Unreadable], pool: ThreadPoolExecutor
    ) -> Iterator[tuple[SourceFile | Unreadable, Outcome]]:
        """Yield each source with what is being made of it, in order, while the next few are already being read."""
        waiting: deque[tuple[SourceFile | Unreadable, Outcome]] = deque()
        seen: dict[str, str] = {}
        for source in sources:
            waiting.append((source, self._begin(source, pool, seen)))
            if len(waiting) > self._lake.limits.workers:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()

    def _begin(self, source: SourceFile | Unreadable, pool: ThreadPoolExecutor, seen: dict[str, str]) -> Outcome:
        if isinstance(source, Unreadable):
            return FileResult(source.file, source.member, "refused", message=str(source.error))
        if source.sha256 in self._barred:
            return _refused(source, self._barred[source.sha256])
        if source.sha256 in seen:
            return _Twin(source, seen[source.sha256])
        known = self._register.known(source.sha256)
        if known and not self._told:
            return self._known(source, known[-1])
        seen[source.sha256] = source.where
        return pool.submit(self._read, source)

    def _known(self, source: SourceFile, release: Release) -> FileResult:
        message = f"already loaded as {release.release_id}"
        if not self._register.is_current(release):
            message += "; a newer version has since replaced it, and stays"
        return FileResult(source.file, source.member, "known", release_id=release.release_id, message=message)

    def _join(self, source: SourceFile | Unreadable, outcome: Outcome) -> FileResult:
        if isinstance(outcome, FileResult):
            return outcome
        try:
            if isinstance(outcome, Future):
                return self._joined(outcome.result())
            if self._register.known(outcome.source.sha256):
                message = f"the same file as {outcome.first} in this load"
                return FileResult(outcome.source.file, outcome.source.member, "known", message=message)
            # The first was refused, perhaps for its name alone; this one has another.
            return self._joined(self._read(outcome.source))
        except BadFile as error:
            return _refused(source, str(error), error.problems, unmapped=isinstance(error, NotMapped))

    def _read(self, source: SourceFile) -> Intake:
        name = release_name(source.sha256, earlier=len(self._register.known(source.sha256)))
        return take_in(source, release_id=name, load=self._load, limits=self._lake.limits, desk=self._desk)

    def _joined(self, intake: Intake) -> FileResult:
        source = intake.source
        known = [release for release in self._register.known(source.sha256) if release.covers == intake.covers]
        if known:
            for name, file in intake.stored:
                (self._load.draft(name).folder / file.path).unlink()
            return self._known(source, known[-1])
        replaced = self._register.replaced_by(intake.covers)
        before = self._rows_held(intake)
        outdone = self._register.outdone_by(intake.covers)
        for name, file in intake.stored:
            held = self._rows_of(name)
            self._add(name, file, outdone)
            if is_keyed(name):
                self._leave(name, intake, [release for release in replaced if release not in outdone])
                before += held + file.rows - self._rows_of(name)
        for (month, force), rows in intake.cells.items():
            self._cube.add(month, force, rows)
        if intake.pairs:
            self._cube.flush(keep=intake.pairs[-1][0])
        self._write_quarantine(intake)
        release = Release(intake.release_id, self._register.last + 1, source.sha256, intake.covers)
        self._register.add(release)
        self._releases.append(self._row(intake, release, replaced, before))
        names = {name for name, _ in intake.stored}
        if names.intersection(GEOGRAPHY):
            self._geography[source.sha256] = bool(names.intersection(_LINKS))
        return _result(intake, replaced, before)

    def _rows_held(self, intake: Intake) -> int:
        """Return how many rows are held for the months and forces that the file is the whole of."""
        parted = [(name, file) for name, file in intake.stored if name in PARTITIONS]
        return sum(held.rows for name, file in parted for held in self._load.draft(name).within(dict(file.partition)))

    def _rows_of(self, name: str) -> int:
        return sum(held.rows for held in self._load.draft(name).files())

    def _add(self, name: str, file: StoredFile, outdone: Sequence[str]) -> None:
        draft = self._load.draft(name)
        if name in PARTITIONS:
            draft.displace(draft.within(dict(file.partition)))
        elif outdone:
            draft.displace(
                [held for held in draft.files() if held.path.removesuffix(".parquet").endswith(tuple(outdone))]
            )
        draft.add(file)

    def _leave(self, name: str, intake: Intake, releases: Sequence[str]) -> None:
        """Take out of older releases the rows of what the newer file speaks of; the rest of them stays."""
        draft = self._load.draft(name)
        for release in releases:
            for held in [file for file in draft.files() if file.path.endswith(f"{release}.parquet")]:
                rows = without(name, read_files(draft.folder, name, [held]), intake.covers)
                if rows.num_rows < held.rows:
                    label = f"{len(self._releases):04d}-{release}"
                    draft.displace([held])
                    draft.add(self._load.write(name, rows, label=label))

    def _write_quarantine(self, intake: Intake) -> None:
        if not intake.quarantined:
            return
        where = intake.source.where
        rows = [
            {"release_id": intake.release_id, "file": f"{where} › {bad.sheet}" if bad.sheet else where, **asdict(bad)}
            for bad in intake.quarantined
        ]
        table = pa.Table.from_pylist(rows, schema=TABLES["quarantine"])
        self._load.draft("quarantine").add(self._load.write("quarantine", table, label=intake.release_id))

    def _row(self, intake: Intake, release: Release, replaced: Sequence[str], before: int) -> dict[str, object]:
        source, months = intake.source, sorted({month for month, _ in intake.pairs})
        forces = sorted({force for _, force in intake.pairs})
        return {
            "release_id": release.release_id,
            "sequence": release.sequence,
            "reader": intake.reader,
            "file": source.file,
            "member": source.member,
            "sha256": source.sha256,
            "bytes": source.size,
            "loaded_at": self._load.known_at,
            "loaded_by": self._load.by,
            "month": months[0] if len(months) == 1 else None,
            "force": forces[0] if len(forces) == 1 else None,
            "rows_read": intake.rows_read,
            "rows_kept": intake.rows_kept,
            "rows_quarantined": len(intake.quarantined),
            "covers": list(release.covers),
            "replaces": list(replaced),
            "quality": json.dumps({**intake.quality, "rows_before": before} if replaced else dict(intake.quality)),
        }


def _refused(
    source: SourceFile | Unreadable, message: str, problems: tuple[Quarantined, ...] = (), *, unmapped: bool = False
) -> FileResult:
    return FileResult(source.file, source.member, "refused", message=message, problems=problems, unmapped=unmapped)


def _result(intake: Intake, replaced: Sequence[str], before: int) -> FileResult:
    message = ""
    if replaced:
        message = f"replaces {', '.join(replaced)}"
        if intake.pairs or before:
            message += f": {before:,} rows before, {intake.rows_kept:,} now"
    return FileResult(
        file=intake.source.file,
        member=intake.source.member,
        status="replaced" if replaced else "new",
        reader=intake.reader,
        release_id=intake.release_id,
        rows_read=intake.rows_read,
        rows_kept=intake.rows_kept,
        rows_quarantined=len(intake.quarantined),
        replaces=tuple(replaced),
        message=message,
        quality=intake.quality,
        problems=(*intake.quarantined, *intake.told),
    )
