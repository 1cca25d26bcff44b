"""What became of a load: every file with what was read, kept, set aside or refused, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Status = Literal["new", "known", "replaced", "refused"]


@dataclass(frozen=True)
class FileResult:
    """One file. status: new; known (the same bytes came before); replaced (it took an older one's place); refused."""

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
        files = json.loads(json.dumps([asdict(file) for file in self.files]))
        return {"manifest_id": self.manifest_id, "tally": tally, "files": files}
