"""A bare machine is made ready once; the second run does nothing it need not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that bootstrap takes for the repository, with a lock, assets and an environment."""
    for name in ("requirements/main.txt", "pyproject.toml", "assets/scss/app.scss", "assets/js/app.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name in ("build.mjs", "package.json", "package-lock.json", ".npmrc"):
        (tmp_path / "assets" / name).write_text(name)
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "ASSETS", tmp_path / "assets")
    monkeypatch.setattr(bootstrap, "BUILT", tmp_path / "built")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, house: Path) -> list[str]:
    """Return the titles of the steps that were taken; each only leaves the folder that its command would have made."""
    taken: list[str] = []

    def take(title: str, command: list[str], *, cwd: Path = house) -> None:
        taken.append(title)
        (house / "assets" / "node_modules").mkdir(exist_ok=True)
        (house / "built").mkdir(exist_ok=True)

    monkeypatch.setattr(bootstrap, "step", take)
    monkeypatch.setattr(bootstrap, "machine_node", lambda: (["node"], ["npm"]))
    return taken


def test_packages_are_installed_once_for_one_lock(house: Path, steps: list[str]) -> None:
    bootstrap.packages("main")
    assert len(steps) == 2
    bootstrap.packages("main")
    assert len(steps) == 2
    (house / "requirements" / "main.txt").write_text("another lock")
    bootstrap.packages("main")
    assert len(steps) == 3


def test_assets_are_built_again_only_when_something_they_are_made_from_has_changed(
    house: Path, steps: list[str]
) -> None:
    bootstrap.assets()
    assert len(steps) == 2
    bootstrap.assets()
    assert len(steps) == 2
    (house / "assets" / "scss" / "app.scss").write_text("another style")
    bootstrap.assets()
    assert steps[2:] == ["styles, scripts and letters"]


def test_assets_that_somebody_removed_are_built_again(house: Path, steps: list[str]) -> None:
    bootstrap.assets()
    (house / "built" / ".stamp").unlink()
    bootstrap.assets()
    assert steps.count("styles, scripts and letters") == 2


def test_a_failed_step_leaves_no_stamp_and_says_what_its_command_said(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says_no = [sys.executable, "-c", "print('no such package'); raise SystemExit(1)"]
    monkeypatch.setattr(bootstrap, "install", lambda *arguments: says_no)
    with pytest.raises(bootstrap.Failure, match="no such package"):
        bootstrap.packages("main")
    assert not list((house / ".venv").iterdir())
    assert "failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "good"), [("v18.20.0", False), ("v20.11.1", False), ("v20.12.0", True), ("v24.1.0", True)]
)
def test_the_machines_node_is_taken_only_when_it_is_new_enough(
    said: str, good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {said}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (bootstrap.machine_node() is not None) is good


def test_without_npm_the_machine_has_no_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.machine_node() is None


def test_a_word_that_it_does_not_know_is_refused_with_the_ones_it_does() -> None:
    said = subprocess.run(
        [sys.executable, bootstrap.__file__, "everything"],
        capture_output=True,
        text=True,
        env={**os.environ},
        check=False,
    )
    assert said.returncode == 2
    assert "main | dev | assets" in said.stderr
