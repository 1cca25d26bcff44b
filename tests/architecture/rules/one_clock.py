"""One clock: only ground/clock.py asks what time it is, so that every result can be had again as of its day."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, dotted

CLOCKS = {"datetime", "date", "timezone", "dt", "pendulum", "arrow"}
READINGS = {"now", "today", "utcnow", "localdate", "localtime"}
RAW = {"time.time", "time.time_ns", "time.localtime", "time.gmtime"}
SELF_DATING = {"auto_now", "auto_now_add"}

PLANTED = (
    ("domain/evidence/actions.py", "from django.utils import timezone\nwhen = timezone.now()\n"),
    ("lake/ingest.py", "import datetime as dt\nday = dt.date.today()\n"),
    ("lake/ingest.py", "import time\nstamp = time.time()\n"),
    ("ground/audit/models.py", "at = models.DateTimeField(auto_now_add=True)\n"),
    ("ground/audit/models.py", "at = models.DateTimeField(default=timezone.now)\n"),
    ("web/home.py", "from datetime import date\nday = date.today()\n"),
)
ALLOWED = (
    ("domain/evidence/actions.py", "from frankpledge.ground import clock\nwhen = clock.now()\n"),
    ("lake/ingest.py", "import time\nbegan = time.monotonic()\n"),
    ("ground/clock.py", "from datetime import datetime\nwhen = datetime.now()\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every place that reads a clock of its own."""
    if not source.is_python or source.path == "ground/clock.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg in SELF_DATING:
            yield f"{node.value.lineno}: {node.arg} dates the row behind the action's back"
        if isinstance(node, ast.Attribute):
            name = dotted(node)
            base = name.split(".")[-2:-1]
            if name in RAW or (node.attr in READINGS and base and base[0] in CLOCKS):
                yield f"{node.lineno}: {name}"
