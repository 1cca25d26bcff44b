"""Tests are sentences, bring their own values and try the real thing: no mock of our own code, no silent skip."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import ROOT, Source, calls, dotted, expect_none, functions

FEWEST_WORDS = 2

PLANTED = (
    "from unittest.mock import patch\n",
    "import unittest.mock\n",
    "def test_rate():\n    assert rate() == 1\n",
    "import pytest\n\n@pytest.mark.skip\ndef test_a_rate_has_an_interval():\n    pass\n",
    "import pytest\n\n@pytest.mark.xfail(reason='later')\ndef test_a_rate_has_an_interval():\n    pass\n",
    "def test_a_rate_has_an_interval(monkeypatch):\n    monkeypatch.setattr('frankpledge.lake.store.read', None)\n",
)
ALLOWED = (
    "def test_a_rate_has_an_interval():\n    assert rate().lower == 1\n",
    "import pytest\n\n@pytest.mark.skipif(True, reason='no browser')\ndef test_a_page_has_a_title():\n    pass\n",
)


def faults(source: Source) -> Iterator[str]:
    """Yield what a test file does that it should not."""
    for line, what in [*mocks(source), *names_and_marks(source), *replacements(source)]:
        yield f"{source.path}:{line}: {what}"


def mocks(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *(name.name for name in node.names)]
            if any("mock" in name.split(".") for name in names):
                yield node.lineno, "a mock"


def names_and_marks(source: Source) -> Iterator[tuple[int, str]]:
    for function in functions(source.tree):
        if function.name.startswith("test_") and len(function.name.split("_")) <= FEWEST_WORDS:
            yield function.lineno, f"{function.name} is no sentence"
        if any(dotted(mark).endswith((".skip", ".xfail")) for mark in function.decorator_list):
            yield function.lineno, f"{function.name} is put off"


def replacements(source: Source) -> Iterator[tuple[int, str]]:
    for call in calls(source.tree):
        target = call.args[0] if call.args else None
        ours = isinstance(target, ast.Constant) and str(target.value).startswith("frankpledge.")
        if ours and dotted(call.func).endswith("monkeypatch.setattr"):
            yield call.lineno, "our own code is replaced"


def test_every_test_file_keeps_to_it() -> None:
    files = (Source(str(path.relative_to(ROOT)), path.read_text()) for path in sorted((ROOT / "tests").rglob("*.py")))
    expect_none((fault for file in files for fault in faults(file)), because=str(__doc__))


def test_each_planted_fault_is_caught() -> None:
    assert [text for text in PLANTED if not list(faults(Source("tests/test_planted.py", text)))] == []


def test_what_is_right_is_let_through() -> None:
    assert [text for text in ALLOWED if list(faults(Source("tests/test_planted.py", text)))] == []
