"""Everything that can be said of the code without running it: all checks run, and every failure of each is shown."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Two cores are what we may count on, and the slowest check (types) uses one of them.
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    """One check: the command that makes it, and what to do when it fails."""

    name: str
    command: tuple[str, ...]
    cure: str


@dataclass(frozen=True)
class Outcome:
    """How one check went, with all that it said."""

    check: Check
    passed: bool
    seconds: float
    said: str


def checks() -> tuple[Check, ...]:
    """Return every check, slowest first."""
    python = sys.executable
    return (
        Check("types", (str(BIN / "mypy"),), "Annotate; `# type: ignore[code]` only with a reason."),
        Check(
            "imports", (str(BIN / "lint-imports"), "--no-cache"), "Imports run down only: see DEVELOPERS.md, The house."
        ),
        Check(
            "format",
            (str(BIN / "ruff"), "format", "--check", "-q", "--output-format", "concise", "."),
            "Run `make fix`.",
        ),
        Check(
            "lint",
            (str(BIN / "ruff"), "check", "-q", "--output-format", "concise", "."),
            "Run `make fix`, and mend what is left.",
        ),
        Check("templates", (str(BIN / "djlint"), "src", "--lint", "--quiet"), "Mend the template."),
        Check(
            "migrations",
            (python, "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity=1"),
            "Run `FRANKPLEDGE_DATA=$(mktemp -d) .venv/bin/python manage.py makemigrations`.",
        ),
        Check("settings", (python, "manage.py", "check", "--fail-level", "WARNING"), "See Django's system checks."),
        Check("definitions", (python, "tooling/definitions.py"), "Mend the file in definitions/ that is named."),
    )


def run(check: Check) -> Outcome:
    """Make one check on a data folder of its own, so that nothing of this machine's is touched."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="frankpledge-check-") as data:
        env = {**os.environ, "FRANKPLEDGE_DATA": data, "NO_COLOR": "1"}
        done = subprocess.run(
            check.command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    return Outcome(check, done.returncode == 0, time.monotonic() - began, done.stdout.strip())


def main() -> int:
    """Run all checks, tell how each went, then what the failed ones said. 0 when none failed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = []
        for outcome in pool.map(run, checks()):
            word = "passed" if outcome.passed else "FAILED"
            print(f"{outcome.check.name:<12} {word}  {outcome.seconds:.0f} s", flush=True)
            outcomes.append(outcome)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        print(f"\n==== {outcome.check.name}: {outcome.check.cure}\n{outcome.said}")
    print(f"\nchecks: {len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
