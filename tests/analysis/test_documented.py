"""Every method has an example on its page, and every example is true."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

import frankpledge.analysis
from tests.architecture.house import ROOT, expect_none

PAGE = ROOT / "docs" / "analysis.md"
# What the modules share among themselves: checks, parsing, and pieces of a method that stand in its result.
INNER = {"baseline", "counts", "intervals", "moments", "refusals", "rules"}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(frankpledge.analysis.__path__):
        if found.name not in INNER:
            yield importlib.import_module(f"frankpledge.analysis.{found.name}")


def methods() -> list[tuple[str, FunctionType]]:
    """Return every public function: what a package names as its own, or what a module defines."""
    found = []
    for module in modules():
        own = [name for name, one in vars(module).items() if getattr(one, "__module__", "") == module.__name__]
        for name in getattr(module, "__all__", own):
            function = getattr(module, name)
            if inspect.isfunction(function) and not name.startswith("_"):
                found.append((f"{module.__name__.removeprefix('frankpledge.analysis.')}.{name}", function))
    return found


@pytest.mark.filterwarnings("ignore")
def test_every_example_is_true() -> None:
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert tried > 100
    assert failed == 0


def test_every_method_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [name for name, _ in methods() if not re.search(rf"\b{name.split('.')[-1]}\b", page)]
    expect_none(missing, because="without an example in docs/analysis.md")


def test_every_method_takes_named_arguments_and_says_what_comes_back() -> None:
    plain = {"rolling", "year_ending", "year_to_date", "financial_year_of", "same_period_last_year", "joined"}
    plain |= {"three_years_before", "missing_months", "is_complete", "estimate_age", "reading_age", "syllables"}
    wrong = []
    for name, function in methods():
        kinds = {one.kind for one in inspect.signature(function).parameters.values()}
        if name.split(".")[-1] not in plain and kinds - {inspect.Parameter.KEYWORD_ONLY}:
            wrong.append(f"{name}: an argument without its name")
        if not (function.__doc__ or "").startswith("Return "):
            wrong.append(f"{name}: does not say what it returns")
    expect_none(wrong, because="public methods")


def test_every_method_may_be_had_from_the_library_itself() -> None:
    for name, function in methods():
        alone = name.split(".")[-1]
        assert alone in frankpledge.analysis.__all__, name
        assert alone in dir(frankpledge.analysis)
        had = getattr(frankpledge.analysis, alone)
        assert had is function or (alone == "forecast" and had.forecast is function)
    with pytest.raises(AttributeError, match="prophecy"):
        frankpledge.analysis.prophecy  # noqa: B018


def test_the_module_of_forecasts_is_called_as_its_method() -> None:
    asked = {"values": [float(10 + 7 * i % 13 + i % 12) for i in range(60)], "horizon": 3, "least_gain": -9}
    called = importlib.import_module("frankpledge.analysis.forecast")
    assert frankpledge.analysis.__getattr__("forecast") is called
    assert frankpledge.analysis.forecast(**asked).value.tolist() == called.forecast(**asked).value.tolist()
    assert list(inspect.signature(called).parameters) == list(inspect.signature(called.forecast).parameters)
