"""Says what the tests did not reach, and fails where that is more than the house allows.

Numbers, law, charts, rules and permissions are reached wholly, branches too; everything else in 95 parts of 100.
Reads the report that `make coverage` has just written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

WHOLLY = {"analysis", "statute", "charts", "rules", "permissions"}
ELSEWHERE = 95.0


@dataclass(frozen=True)
class Reached:
    """How much of one file was reached: lines and branches, and the lines that were not."""

    path: PurePosixPath
    hit: int
    all: int
    missing: tuple[int, ...]

    @property
    def must_be_whole(self) -> bool:
        """Say whether nothing of this file may go unreached."""
        return bool({*self.path.with_suffix("").parts} & WHOLLY)


def read(report: Path) -> tuple[Reached, ...]:
    """Return every file of a JSON report of coverage."""
    found = json.loads(report.read_text(encoding="utf-8"))["files"]
    return tuple(
        Reached(
            path=PurePosixPath(name.replace("\\", "/").split("src/frankpledge/")[-1]),
            hit=told["summary"]["covered_lines"] + told["summary"]["covered_branches"],
            all=told["summary"]["num_statements"] + told["summary"]["num_branches"],
            missing=tuple(told["missing_lines"]),
        )
        for name, told in found.items()
    )


def share(files: Iterable[Reached]) -> float:
    """Return the share that was reached, in parts of 100; nothing to reach is wholly reached."""
    known = list(files)
    total = sum(file.all for file in known)
    return 100 * sum(file.hit for file in known) / total if total else 100.0


def shortfalls(files: tuple[Reached, ...]) -> list[str]:
    """Return a line for every file that must be whole and is not, and one for the rest where it is under its share."""
    lines = [
        f"{file.path}: {share([file]):.1f}% of 100%, not reached: {', '.join(map(str, file.missing)) or 'a branch'}"
        for file in files
        if file.must_be_whole and file.hit < file.all
    ]
    rest = [file for file in files if not file.must_be_whole]
    if share(rest) < ELSEWHERE:
        lines.append(f"everything else: {share(rest):.1f}% of {ELSEWHERE:.0f}%, least reached:")
        lines += [f"  {file.path}: {share([file]):.1f}%" for file in sorted(rest, key=lambda file: share([file]))[:15]]
    return lines


def main() -> int:
    """Tell the shares and the shortfalls of the report named on the command line. 0 when nothing is short."""
    files = read(Path(sys.argv[1]))
    whole, rest = [file for file in files if file.must_be_whole], [file for file in files if not file.must_be_whole]
    print(f"numbers, law, charts, rules, permissions: {share(whole):.1f}%; everything else: {share(rest):.1f}%")
    short = shortfalls(files)
    print("\n".join(short))
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
