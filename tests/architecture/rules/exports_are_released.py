"""Nothing leaves unless it was released: whatever hands out a file asks disclosure, which decides and remembers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted, functions

# The command line answers whoever holds the data folder; the rest answers people.
ROOMS = {"domain", "web", "cli", "api"}
HANDS_OUT = {"FileResponse", "StreamingHttpResponse", "write_bytes", "print_csv"}
HEADER = "content-disposition"

BARE_DOWNLOAD = """
def download(request, edition):
    return FileResponse(edition.file)
"""
BARE_HEADER = """
def download(request):
    response = HttpResponse(rows, content_type="text/csv")
    response["Content-Disposition"] = "attachment"
    return response
"""
BARE_FILES = """
def export_draft(*, folder, by):
    (folder / "assessment.pdf").write_bytes(pdf)
"""
RELEASED = """
def download(request, edition):
    out(edition)
    return FileResponse(edition.file)
def out(edition):
    release(audience=Audience.WORKSPACE, cells=edition.cells)
"""
RELEASED_BY_ITS_CALLER = """
def export(*, folder, by):
    release(audience=Audience.WORKSPACE, cells=cells)
    write(folder)
def write(folder):
    (folder / "assessment.pdf").write_bytes(pdf)
"""
PLANTED = (
    ("domain/assessments/views.py", BARE_DOWNLOAD),
    ("web/views.py", BARE_HEADER),
    ("domain/assessments/actions.py", BARE_FILES),
)
ALLOWED = (
    ("domain/assessments/views.py", RELEASED),
    ("domain/assessments/actions.py", RELEASED_BY_ITS_CALLER),
    ("lake/manifests.py", "def keep(path):\n    path.write_bytes(b'')\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every function that hands something out where neither it nor what calls it in its module releases."""
    if not source.is_python or source.place.parts[0] not in ROOMS:
        return
    own = {function.name: function for function in functions(source.tree)}
    for name, function in own.items():
        if hands_out(function) and not any(releases(own[one], own) for one in [name, *callers(name, own)]):
            yield f"{function.lineno}: {name} hands out what was not released"


def hands_out(function: ast.AST) -> bool:
    """Say whether a file leaves here."""
    if any(dotted(call.func).split(".")[-1] in HANDS_OUT for call in calls(function)):
        return True
    words = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
    return any(isinstance(word, str) and word.lower() == HEADER for word in words)


def releases(function: ast.AST, own: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]) -> bool:
    """Say whether disclosure is asked here, or in a function of the module that is called from here."""
    waiting, seen = [function], set()
    while waiting:
        for call in calls(waiting.pop()):
            name = dotted(call.func)
            if name.split(".")[-1] == "release":
                return True
            if name in own and name not in seen:
                seen.add(name)
                waiting.append(own[name])
    return False


def callers(name: str, own: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]) -> list[str]:
    """Return the module's functions that call this one."""
    return [one for one, function in own.items() if any(dotted(call.func) == name for call in calls(function))]
