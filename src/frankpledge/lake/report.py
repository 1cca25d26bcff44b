"""What became of a load: every file with what was read, kept, set aside or refused, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from frankpledge.lake.source import Quarantined

Status = Literal["new", "known", "replaced", "refused"]

_TOLD = 20


@dataclass(frozen=True)
class FileResult:
    """One file. status: new; known (the same bytes came before); replaced (it took an older one's place); refused.

    `problems` are the rows and cells that could not be read: all of them here, the first ones in JSON.
    """

    file: str
    member: str
    status: Status
    reader: str = ""
    release_id: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    rows_quarantined: int = 0
    replaces: tuple[str, ...] = ()
    message: str = ""
    quality: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Quarantined, ...] = ()
    unmapped: bool = False


@dataclass(frozen=True)
class IngestReport:
    """The whole load. `manifest_id` names the state that it made; None when nothing changed."""

    manifest_id: str | None
    files: tuple[FileResult, ...]

    def with_status(self, status: Status) -> tuple[FileResult, ...]:
        """Return the files of one fate."""
        return tuple(file for file in self.files if file.status == status)

    @property
    def refused(self) -> tuple[FileResult, ...]:
        """Return the files that were not loaded."""
        return self.with_status("refused")

    @property
    def changed(self) -> bool:
        """Return whether the lake is another than before."""
        return self.manifest_id is not None

    def as_json(self) -> dict[str, object]:
        """Return the report for `--json` and the API, with a tally of the fates."""
        tally = {status: len(self.with_status(status)) for status in ("new", "known", "replaced", "refused")}
        few = [replace(file, problems=file.problems[:_TOLD]) for file in self.files]
        files = json.loads(json.dumps([asdict(file) for file in few]))
        return {"manifest_id": self.manifest_id, "tally": tally, "files": files}
