"""What must be reached wholly is; the rest in 95 parts of 100."""

from __future__ import annotations

import json
from pathlib import Path

from tooling import reached


def report(folder: Path, **files: tuple[int, int]) -> Path:
    """Return a report in the form of coverage's own, of files with (reached, all) lines."""
    told = {
        f"src/frankpledge/{name.replace('__', '/')}.py": {
            "summary": {"covered_lines": hit, "covered_branches": 0, "num_statements": total, "num_branches": 0},
            "missing_lines": list(range(hit + 1, total + 1)),
        }
        for name, (hit, total) in files.items()
    }
    path = folder / "coverage.json"
    path.write_text(json.dumps({"files": told}))
    return path


def test_a_line_of_the_numbers_that_was_not_reached_is_told(tmp_path: Path) -> None:
    found = reached.read(report(tmp_path, analysis__rates=(9, 10), lake__store=(100, 100)))
    assert reached.shortfalls(found) == ["analysis/rates.py: 90.0% of 100%, not reached: 10"]


def test_a_rule_deep_in_an_app_must_be_reached_wholly_too(tmp_path: Path) -> None:
    assert reached.shortfalls(reached.read(report(tmp_path, domain__evidence__rules=(1, 2))))


def test_the_rest_may_miss_five_in_a_hundred_and_no_more(tmp_path: Path) -> None:
    assert reached.shortfalls(reached.read(report(tmp_path, lake__store=(95, 100)))) == []
    assert reached.shortfalls(reached.read(report(tmp_path, lake__store=(94, 100))))
