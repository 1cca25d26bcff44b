"""Imports run down only. Each contract is proved on a planted violation: an empty house passes everything."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


@dataclass(frozen=True)
class Planted:
    """An import that must not be, in a file that is made for it."""

    contract: str
    path: str
    text: str
    also: tuple[tuple[str, str], ...] = ()


def imports(contract: str, path: str, module: str) -> Planted:
    return Planted(contract, path, f"import {module}\n")


PLANTED = (
    imports("house", "refusal.py", "frankpledge.analysis"),
    imports("house", "analysis/planted.py", "frankpledge.statute"),
    imports("house", "statute/planted.py", "frankpledge.charts"),
    imports("house", "charts/planted.py", "frankpledge.lake"),
    imports("house", "lake/planted.py", "frankpledge.ground"),
    imports("house", "ground/clock.py", "frankpledge.domain"),
    imports("house", "domain/evidence/planted.py", "frankpledge.web"),
    imports("house", "web/planted.py", "frankpledge.config"),
    imports("house", "config/planted.py", "frankpledge.demo"),
    imports("house", "demo/planted.py", "frankpledge.cli"),
    Planted("house", "undeclared/__init__.py", ""),
    imports("ground", "ground/audit/planted.py", "frankpledge.ground.accounts"),
    imports("ground", "ground/accounts/planted.py", "frankpledge.ground.jobs"),
    imports("ground", "ground/jobs/planted.py", "frankpledge.ground.documents"),
    imports("ground", "ground/documents/planted.py", "frankpledge.ground.ui"),
    imports("ground", "ground/links/planted.py", "frankpledge.ground.jobs"),
    Planted("ground", "ground/undeclared/__init__.py", ""),
    imports("domain", "domain/partnerships/planted.py", "frankpledge.domain.evidence"),
    imports("domain", "domain/disclosure/planted.py", "frankpledge.domain.evidence"),
    imports("domain", "domain/evidence/planted.py", "frankpledge.domain.assessments"),
    imports("domain", "domain/engagement/planted.py", "frankpledge.domain.priorities"),
    imports("domain", "domain/priorities/planted.py", "frankpledge.domain.engagement"),
    imports("domain", "domain/assessments/planted.py", "frankpledge.domain.publishing"),
    Planted("domain", "domain/undeclared/__init__.py", ""),
    Planted(
        "app",
        "domain/evidence/models.py",
        "import frankpledge.domain.evidence.views\n",
        also=(("domain/evidence/views.py", ""),),
    ),
    Planted(
        "app",
        "domain/partnerships/queries.py",
        "import frankpledge.domain.partnerships.actions\n",
        also=(("domain/partnerships/actions.py", ""),),
    ),
    Planted("app", "domain/partnerships/undeclared.py", ""),
    imports("pure", "analysis/planted.py", "django.db"),
    imports("pure", "statute/planted.py", "django.conf"),
    imports("pure", "charts/planted.py", "django.utils.html"),
    imports("pure", "lake/planted.py", "django.db"),
    imports("still", "analysis/planted.py", "sqlite3"),
    imports("still", "statute/planted.py", "socket"),
    imports("still", "analysis/planted.py", "time"),
    imports("store", "web/planted.py", "deltalake"),
    imports("store", "domain/evidence/planted.py", "deltalake.table"),
    imports("engine", "domain/evidence/planted.py", "duckdb"),
    imports("engine", "web/planted.py", "duckdb"),
    Planted(
        "cycles",
        "charts/planted_one.py",
        "import frankpledge.charts.planted_two\n",
        also=(("charts/planted_two.py", "import frankpledge.charts.planted_one\n"),),
    ),
)


def skeleton(home: Path) -> Path:
    """Return the folder of a house with every room of ours and nothing in them."""
    for path in PACKAGE.rglob("*.py"):
        room = home / "src" / "frankpledge" / path.relative_to(PACKAGE)
        room.parent.mkdir(parents=True, exist_ok=True)
        room.write_text("")
    # A contract over the store needs somebody who may use it.
    (home / "src/frankpledge/lake/store.py").write_text("import deltalake\n")
    (home / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return home


def lint(home: Path, *, contract: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache", "--contract", contract],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.contract}: {planted.path}")
def test_a_planted_violation_is_caught(planted: Planted, tmp_path: Path) -> None:
    home = skeleton(tmp_path)
    for path, text in ((planted.path, planted.text), *planted.also):
        room = home / "src" / "frankpledge" / path
        room.parent.mkdir(parents=True, exist_ok=True)
        room.write_text(text)
    said = lint(home, contract=planted.contract)
    assert said.returncode == 1, said.stdout + said.stderr
    named = planted.path.removesuffix("/__init__.py").removesuffix(".py").split("/")[-1]
    assert named in said.stdout + said.stderr


@pytest.mark.parametrize("contract", sorted({planted.contract for planted in PLANTED}))
def test_a_house_with_empty_rooms_keeps_the_contract(contract: str, tmp_path: Path) -> None:
    said = lint(skeleton(tmp_path), contract=contract)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_house_as_it_stands_keeps_every_contract() -> None:
    said = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
