"""Beginning: help at once, a folder made once, and a plain word where there is none."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from frankpledge import __version__
from tests.cli.terminal import begin, environment, run

HEAVY = ("django", "duckdb", "ibis", "pandas", "pyarrow", "scipy", "altair")
COMMANDS = ("init", "serve", "ingest", "releases", "quality", "areas", "counts", "assess", "demo", "audit")
QUESTIONS = (
    ("releases",),
    ("quality",),
    ("areas",),
    ("counts", "--area", "Nevermouth", "--from", "2025-01", "--to", "2025-02"),
    ("assess", "--area", "Nevermouth", "--to", "2025-12", "--out", "papers"),
    ("audit", "verify"),
    ("serve",),
)


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    told = run("--help", at=tmp_path)
    assert told.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in told.out] == []
    asked = f"import sys, frankpledge.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_the_version_is_printed() -> None:
    assert run("--version").out.strip() == __version__


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: str(words[0]))
def test_without_an_installation_every_question_is_refused_and_nothing_is_made(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    told = run(*words, "--data", tmp_path / "nothing", "--json", at=tmp_path)
    refused = json.loads(told.refusal)
    assert refused["where"] == str(tmp_path / "nothing")
    assert "frankpledge init" in refused["cure"]
    assert list(tmp_path.iterdir()) == []


def test_setting_up_twice_keeps_what_is_there(tmp_path: Path) -> None:
    first = run("init", "--json", data=tmp_path / "office")
    assert first.json["created"] is True
    assert first.json["password"]
    keys = {path.name: path.read_bytes() for path in (tmp_path / "office").glob("*.key")}
    second = run("--data", tmp_path / "office", "init", "--json")
    assert (second.code, second.json["created"]) == (0, False)
    assert {path.name: path.read_bytes() for path in (tmp_path / "office").glob("*.key")} == keys


def test_a_file_in_the_place_of_the_folder_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("a letter")
    assert str(tmp_path / "office") in run("init", "--data", tmp_path / "office").refusal


def test_a_refused_first_user_can_be_named_again_in_the_folder_taken_by_default(tmp_path: Path) -> None:
    assert "e-mail address" in run("init", "--email", "nobody", at=tmp_path).refusal
    assert run("init", "--email", "someone@example.org", "--json", at=tmp_path).json["created"] is True
    assert (tmp_path / "frankpledge-data" / "audit.key").exists()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let children hear an interrupt: a process begun in the background ignores it, and its children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_serving_answers_until_interrupted(tmp_path: Path) -> None:
    begin(tmp_path / "office")
    assert run("init", data=tmp_path / "office").code == 0
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "frankpledge.cli.main", "serve", "--port", "0"],
        env=environment(tmp_path / "office"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as served:
        try:
            assert served.stdout is not None
            address = next(word for word in served.stdout.readline().split() if word.startswith("http://"))
            with urllib.request.urlopen(f"{address}sign-in/", timeout=60) as page:
                assert page.status == 200
            served.send_signal(signal.SIGINT)
            _, errors = served.communicate(timeout=60)
        finally:
            served.kill()
    assert served.returncode == 0
    assert "Traceback" not in errors
