"""`make check` runs everything and lists every failure: one run shows all that there is to mend."""

from __future__ import annotations

import sys

import pytest

from tooling import check


def saying(name: str, words: str, code: int) -> check.Check:
    return check.Check(name, (sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"), f"Mend {name}.")


def test_all_checks_run_and_all_failures_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    some = (saying("one", "first trouble", 1), saying("two", "all is well", 0), saying("three", "second trouble", 3))
    monkeypatch.setattr(check, "checks", lambda: some)
    assert check.main() == 1
    said = capsys.readouterr().out
    assert "first trouble" in said
    assert "second trouble" in said
    assert "all is well" not in said
    assert "1 passed, 2 failed" in said


def test_without_failures_it_leaves_with_nought(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "checks", lambda: (saying("one", "fine", 0),))
    assert check.main() == 0
    assert "1 passed, 0 failed" in capsys.readouterr().out


def test_every_check_has_a_cure() -> None:
    assert all(one.cure.endswith(".") for one in check.checks())
