"""Runs a command with PySpark in the environment, which is fetched only now: most never need it.

Where the machine has no Java that Spark runs on it says so and leaves with 0, or with 1 when
`FRANKPLEDGE_REQUIRE_SPARK` is set. What is installed is pinned in requirements/spark.txt and comes from wherever pip
is told to look.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bootstrap  # noqa: E402 (it lies beside this folder)

from frankpledge.lake.queries.spark import OLDEST_JAVA, java_version  # noqa: E402


def install() -> None:
    """Bring PySpark into the environment, unless it is there already."""
    lock, stamp = bootstrap.ROOT / "requirements" / "spark.txt", bootstrap.VENV / ".packages-spark"
    mark = bootstrap.digest(lock)
    if bootstrap.done_before(stamp, mark):
        return
    command = bootstrap.install("--no-deps", "--no-build-isolation", "--require-hashes", "-r", str(lock))
    bootstrap.step("PySpark (some 450 MB; a few minutes the first time)", command)
    stamp.write_text(mark)


def main() -> int:
    """Run the command that was given, or say plainly that Spark cannot run here."""
    java = java_version()
    if java is None or java < OLDEST_JAVA:
        found = "no Java on this machine" if java is None else f"the Java of this machine is of version {java}"
        print(
            f"Spark tests not run: {found}, and Spark needs {OLDEST_JAVA} or newer. "
            "On Debian: apt-get install openjdk-17-jre-headless",
            file=sys.stderr,
        )
        return 1 if os.environ.get("FRANKPLEDGE_REQUIRE_SPARK") else 0
    try:
        install()
    except bootstrap.Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return subprocess.run(sys.argv[1:]).returncode


if __name__ == "__main__":
    raise SystemExit(main())
