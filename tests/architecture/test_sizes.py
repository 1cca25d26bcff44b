"""Sizes to stay under, so that a reader can hold the whole of a thing in mind. Lifted only here, with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.house import PACKAGE, ROOT, Source, expect_none, functions, sources

FILE, FUNCTION, VIEW, TEMPLATE, COMPONENT, APP = 350, 40, 25, 80, 30, 2_500
TOLD = "findable"

# path (or path:function) -> why it may be longer
LIFTED: dict[str, str] = {
    "domain/asb_reviews": "a case from its receipt to its end, its counts, and the applicant's side: one of the three",
    "domain/bodies": "eleven kinds of dated row and every change to each: a reader needs one kind and its changes",
    "domain/decision_reports": "a report and its way through a council: a reader needs how it is written, or the way",
    "domain/reports": "what a report is made of, and one module a part of it: a reader needs one of the two",
    "domain/exhibits": "one module a subject, strangers to each other: a reader needs the ledger and one of them",
    "domain/meetings": "agendas, what they draw and mark, minutes: a reader needs what is before a meeting or after",
    "domain/narrative": "an editor and the catalogue of what may be quoted and claimed: a reader needs one of the two",
    "domain/indicators": "a register and what is reckoned on it: a judgement needs definition, parts and target",
    "domain/packs": "papers, the pack that they make, and what its readers keep: a reader needs one of the three",
    "domain/plans": "the parts of a plan, its way to its board, and the documents that it becomes: a reader needs one",
    "domain/releases": "the whole way of a file: sent, asked about, loaded, listed, compared, taken back",
    "domain/risks": "one risk with its scores, the register with its grid, and lists: a reader needs one of the three",
    "domain/returns": "what a supplier does by a link, and what the office does with it: a reader needs one of the two",
    "ground/documents": "five renderers of one tree, strangers to each other: a reader needs the tree and one of them",
}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    said = function.body[0] if ast.get_docstring(function) else None
    docstring = (said.end_lineno or 0) - said.lineno + 1 if said else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def longest_function(source: Source) -> int:
    return VIEW if source.lies_in("views") else FUNCTION


def longest_file(source: Source) -> int:
    if source.is_template:
        return COMPONENT if "components" in source.place.parts else TEMPLATE
    return FILE


def too_long(files: Iterable[Source]) -> Iterator[tuple[str, int, int]]:
    """Yield (path or path:function, its lines, its limit) of everything that is over."""
    for source in files:
        lines = source.text.count("\n")
        if lines > longest_file(source) and "migrations" not in source.place.parts:  # written by Django, for Django
            yield source.path, lines, longest_file(source)
        if source.is_python and "migrations" not in source.place.parts:
            for function in functions(source.tree):
                if length(function) > longest_function(source):
                    yield f"{source.path}:{function.name}", length(function), longest_function(source)


def every_test_file() -> Iterator[Source]:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def apps() -> Iterator[tuple[str, int]]:
    """Yield each app with its lines. What it tells the search is not counted: alike in every app, known from one."""
    for folder in sorted([*(PACKAGE / "domain").iterdir(), *(PACKAGE / "ground").iterdir()]):
        files = [path for path in folder.rglob("*.py") if not {"migrations", TOLD} & {*path.parts, path.stem}]
        if files:
            yield f"{folder.parent.name}/{folder.name}", sum(path.read_text().count("\n") for path in files)


def test_no_file_and_no_function_is_too_long_to_read() -> None:
    over = (f"{name}: {lines} lines of {most}" for name, lines, most in too_long(sources()) if name not in LIFTED)
    expect_none(over, because="Too long to read")


def test_no_test_file_is_too_long_to_read() -> None:
    over = (source.path for source in every_test_file() if source.text.count("\n") > FILE)
    expect_none(over, because=f"Over {FILE} lines")


def test_no_app_is_too_large_to_know() -> None:
    over = (f"{name}: {lines} lines of {APP}" for name, lines in apps() if lines > APP and name not in LIFTED)
    expect_none(over, because="Too large to know")


def test_every_lifted_limit_is_still_needed_and_has_a_reason() -> None:
    over = {name for name, *_ in too_long(sources())} | {name for name, lines in apps() if lines > APP}
    assert set(LIFTED) <= over
    assert all(len(reason) > 20 for reason in LIFTED.values())


def test_a_planted_long_function_file_view_and_component_are_caught() -> None:
    body = "    row = 1\n"
    assert list(too_long([Source("lake/store.py", f"def read():\n{body * 40}")]))
    assert list(too_long([Source("lake/store.py", "row = 1\n" * 351)]))
    assert list(too_long([Source("web/views.py", f"def page():\n{body * 25}")]))
    assert list(too_long([Source("ground/ui/templates/ui/components/alert.html", "<p></p>\n" * 31)]))
    docstring = '    """' + "Why.\n" * 9 + '"""\n'
    assert not list(too_long([Source("lake/store.py", f"def read():\n{docstring}{body * 35}")]))
