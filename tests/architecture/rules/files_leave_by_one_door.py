"""Whatever goes out as a file goes through the one door, which looks for what it might hold besides what it shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

ROOMS = {"domain", "web", "api", "ground", "config"}
DOOR = "ground/ui/pages.py"
STREAMS = {"FileResponse", "StreamingHttpResponse"}
HEADER = "content-disposition"

BARE_HEADER = """
def download(request):
    response = HttpResponse(rows, content_type="text/csv")
    response["Content-Disposition"] = "attachment"
    return response
"""
BARE_HEADERS = """
def download(request):
    return HttpResponse(rows, headers={"content-disposition": "attachment"})
"""
BARE_STREAM = """
def download(request, edition):
    return FileResponse(edition.file)
"""
BY_THE_DOOR = """
def download(request, edition):
    return attachment(content, name="list.xlsx", media_type=media)
"""
PLANTED = (
    ("domain/planted/views.py", BARE_HEADER), ("api/planted.py", BARE_HEADERS), ("web/planted.py", BARE_STREAM),
    ("ground/planted/views.py", BARE_HEADER),
)  # fmt: skip
ALLOWED = (("domain/planted/views.py", BY_THE_DOOR), (DOOR, BARE_HEADER), ("cli/planted.py", BARE_STREAM))


def violations(source: Source) -> Iterator[str]:
    """Yield every place that makes of an answer a file by itself."""
    if not source.is_python or source.place.parts[0] not in ROOMS or source.path == DOOR:
        return
    for call in calls(source.tree):
        if dotted(call.func).split(".")[-1] in STREAMS:
            yield f"{call.lineno}: a file is streamed past the door"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == HEADER:
            yield f"{node.lineno}: an answer is made a file past the door"
