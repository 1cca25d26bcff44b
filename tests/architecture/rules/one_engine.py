"""One way to the rows: only the lake opens an engine or reads its files, so that every answer has a cut-off."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

ENGINES = {"ibis.duckdb", "ibis.connect", "ibis.read_parquet", "ibis.read_delta", "ibis.backends", "pq.read_table"}

PLANTED = (
    ("domain/evidence/queries.py", "import ibis\nengine = ibis.duckdb.connect()\n"),
    ("web/home.py", "import ibis\nrows = ibis.read_parquet('rows.parquet')\n"),
    ("charts/monthly.py", "import pyarrow.parquet as pq\nrows = pq.read_table('rows.parquet')\n"),
    ("domain/evidence/queries.py", "from ibis.backends.duckdb import Backend\n"),
)
ALLOWED = (
    ("lake/engine.py", "import ibis\nengine = ibis.duckdb.connect()\n"),
    ("domain/evidence/queries.py", "rows = snapshot.arrow(snapshot.table('street').count())\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every engine that is opened outside the lake."""
    if not source.is_python or source.place.parts[0] == "lake":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ibis.backends"):
            yield f"{node.lineno}: from {node.module}"
    for call in calls(source.tree):
        name = dotted(call.func)
        if any(f"{name}.".startswith(f"{engine}.") for engine in ENGINES):
            yield f"{call.lineno}: {name}"
