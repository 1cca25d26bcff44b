"""The optional Spark: where there is no Java for it it is said, and nothing is fetched unless it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import bootstrap
import pytest

from tooling import spark


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a machine's Java would lie, with an environment of its own to install into."""
    for name in ("requirements/spark.txt", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.delenv("FRANKPLEDGE_REQUIRE_SPARK", raising=False)
    return tmp_path / "bin" / "java"


def put(java: Path, version: str) -> None:
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    java.chmod(0o755)


@pytest.mark.parametrize(("version", "told"), [(None, "no Java on this machine"), ("11.0.2", "of version 11")])
def test_a_machine_without_a_java_for_it_is_told_so_and_nothing_fails(
    version: str | None, told: str, java: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if version:
        put(java, version)
    assert spark.main() == 0
    said = capsys.readouterr().err
    assert "not run" in said
    assert told in said
    monkeypatch.setenv("FRANKPLEDGE_REQUIRE_SPARK", "1")
    assert spark.main() == 1


def test_it_is_installed_once_for_one_lock_and_the_commands_own_code_is_handed_on(
    java: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(java, "17.0.15")
    taken: list[str] = []
    monkeypatch.setattr(bootstrap, "step", lambda title, command: taken.append(" ".join(command)))
    monkeypatch.setattr(sys, "argv", ["spark.py", sys.executable, "-c", "raise SystemExit(3)"])
    assert [spark.main(), spark.main()] == [3, 3]
    assert len(taken) == 1
    assert "--require-hashes" in taken[0]
    assert "spark.txt" in taken[0]


def test_what_cannot_be_fetched_is_a_failure_with_its_reason(
    java: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(java, "21")
    says_no = [sys.executable, "-c", "print('no such package'); raise SystemExit(1)"]
    monkeypatch.setattr(bootstrap, "install", lambda *arguments: says_no)
    assert spark.main() == 1
    assert "no such package" in capsys.readouterr().err


def test_the_extra_and_its_lock_name_the_same_release() -> None:
    import tomllib

    root = Path(__file__).resolve().parents[2]
    wanted = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]["spark"]
    pinned = (root / "requirements" / "spark.txt").read_text()
    assert wanted == ["pyspark>=4.0,<4.1"]
    assert "pyspark==4.0." in pinned
    for lock in ("main.txt", "dev.txt"):
        assert "pyspark" not in (root / "requirements" / lock).read_text()
