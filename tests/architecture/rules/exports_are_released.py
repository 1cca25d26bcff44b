"""Nothing leaves unless it was released: whatever hands out a file asks disclosure, which decides and remembers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from tests.architecture.calling import Module, called, module_name, reaches, read
from tests.architecture.house import Source, calls, dotted, sources

ROOMS = {"domain", "web", "cli", "api"}
HANDS_OUT = {
    "FileResponse", "StreamingHttpResponse", "attachment", "as_it_came", "as_file", "csv_file", "write_bytes",
    "print_csv",
}  # fmt: skip
HEADER = "content-disposition"
RELEASE = ("frankpledge.domain.disclosure.actions", "release")

# path:function -> why it may hand out without asking again
EXCUSED = {
    "cli/own.py:template": "an empty form holds nothing of anybody's",
    "cli/own.py:write_copies": "a supplier's own file goes back to who has just handed it in",
    "domain/asb_reviews/views/one.py:fetch": "a case's file under seal: for who was let in, each opening on the ledger",
    "domain/returns/views/by_link.py:template": "an empty form holds nothing but what the supplier is asked for",
    "domain/returns/views/by_link.py:remarks": "a supplier's own file goes back to who has just handed it in",
    "domain/decision_reports/views/finding.py:as_file": "it names the file; the pages that call it are asked instead",
    "domain/returns/documents.py:_laid_down": "a supplier's own file, laid down to be read, and gone with its folder",
    "domain/releases/actions/loading.py:_annotate": "it stays in a private folder; the page that gives it asks",
    "domain/publishing/views/__init__.py:public_file": "what is public was released to everybody when it was published",
    "web/public/static_site.py:_kept": "what everybody reads on the site was released when it was published",
    "web/public/views.py:document_file": "what is public was released to everybody when it was published",
    "web/public/data.py:table_file": "a public table was released to everybody, cell by cell, when it was approved",
    "cli/open_data.py:fetch": "public tables were released to everybody, cell by cell, when they were approved",
}

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
ANOTHER_RELEASE = """
def release(lock):
    return lock
def download(request, edition):
    release(edition)
    return FileResponse(edition.file)
"""
BY_THE_DOOR = """
from frankpledge.ground.ui.pages import attachment
def download(request, edition):
    return attachment(edition.content, name="edition.pdf", media_type="application/pdf")
"""
RELEASED = """
from frankpledge.domain.disclosure.actions import release as let_out
def download(request, edition):
    out(edition)
    return FileResponse(edition.file)
def out(edition):
    let_out(audience=Audience.WORKSPACE, cells=edition.cells)
"""
RELEASED_BY_ITS_CALLER = """
from frankpledge.domain.disclosure import actions
def export(*, folder, by):
    actions.release(audience=Audience.WORKSPACE, cells=cells)
    write(folder)
def write(folder):
    (folder / "assessment.pdf").write_bytes(pdf)
"""
PLANTED = (
    ("domain/planted/views.py", BARE_DOWNLOAD),
    ("web/planted.py", BARE_HEADER),
    ("domain/planted/actions.py", BARE_FILES),
    ("domain/planted/views.py", ANOTHER_RELEASE),
    ("api/planted.py", BY_THE_DOOR),
)
ALLOWED = (
    ("domain/planted/views.py", RELEASED),
    ("domain/planted/actions.py", RELEASED_BY_ITS_CALLER),
    ("lake/planted.py", BARE_FILES),
)


@cache
def house() -> dict[str, Module]:
    """Return the modules of the whole house."""
    return read(sources())


def violations(source: Source) -> Iterator[str]:
    """Yield every function that hands something out where neither it nor what calls it in its module releases."""
    if not source.is_python or source.place.parts[0] not in ROOMS:
        return
    everyone, name = {**house(), **read([source])}, module_name(source)
    own = everyone[name].defines
    for function in own.values():
        if not hands_out(function) or f"{source.path}:{function.name}" in EXCUSED:
            continue
        askers = [function.name, *(one for one in own if (name, function.name) in called(own[one], name, everyone))]
        if not any(reaches((name, one), RELEASE, everyone) or by_a_program(own[one]) for one in askers):
            yield f"{function.lineno}: {function.name} hands out what was not released"


def by_a_program(function: ast.AST) -> bool:
    """Say whether a request of a program is recorded by the call that it came with: `Call.let_out` releases."""
    return any(dotted(call.func) == "call.let_out" for call in calls(function))


def hands_out(function: ast.AST) -> bool:
    """Say whether a file leaves here."""
    if any(dotted(call.func).split(".")[-1] in HANDS_OUT for call in calls(function)):
        return True
    words = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
    return any(isinstance(word, str) and word.lower() == HEADER for word in words)
