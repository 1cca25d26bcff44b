"""Named places where a load can be made to die, to show that dying there loses, doubles and tears nothing.

`FRANKPLEDGE_FAILPOINT=stage` ends the process at that stage as a power cut would; `stage:raise` raises instead;
`stage@3` acts at the third passing. Unset, as always outside tests, every stage is passed at the cost of one look-up.
"""

from __future__ import annotations

import os
import threading

VARIABLE = "FRANKPLEDGE_FAILPOINT"
EXIT_STATUS = 9

STAGES: tuple[str, ...] = (
    "lock taken",
    "load opened",
    "file unpacked",
    "file read",
    "rows written",
    "file finished",
    "cube written",
    "rows withdrawn",
    "places derived",
    "before table commit",
    "after table commit",
    "before manifest",
    "after manifest",
    "before load closed",
    "sweep begun",
    "sweep half done",
)

_passed: dict[str, int] = {}
_guard = threading.Lock()


class FailpointReached(RuntimeError):
    """Raised at an armed stage that was asked to raise rather than to end the process."""


def reach(stage: str) -> None:
    """Pass the stage, or die there when a test has armed it."""
    armed = os.environ.get(VARIABLE)
    if not armed:
        return
    if stage not in STAGES:
        raise ValueError(f"{stage!r} is not a registered stage")
    wanted, _, manner = armed.partition(":")
    wanted, _, nth = wanted.partition("@")
    if wanted != stage:
        return
    with _guard:
        _passed[armed] = _passed.get(armed, 0) + 1
        if _passed[armed] != int(nth or 1):
            return
    if manner == "raise":
        raise FailpointReached(stage)
    os._exit(EXIT_STATUS)
