"""What is sealed is opened by the actions of `ground/sealed` alone, which record it first."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

# The command line lists keys, by name and day.
MAY_OPEN = ("ground/sealed/", "cli/keys.py")

PLANTED = (
    ("domain/asb_reviews/queries.py", "words = field.opened(row)\n"),
    ("domain/asb_reviews/views.py", "words = case._meta.get_field('story').opened(case)\n"),
    ("domain/tasking/queries.py", "text = keyring().open(token, field=name, row=pk)\n"),
)
ALLOWED = (
    ("ground/sealed/actions/reading.py", "words = one.opened(row)\n"),
    ("domain/asb_reviews/actions.py", "found = read(workspace=w, matter=m, rows=rows, reason=reason, by=by)\n"),
    ("domain/asb_reviews/forms.py", "case = self.opened()\n"),
    ("ground/documents/sent.py", "source = opened(content)\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every opening of a sealed field, and every use of its keys, that goes past the actions."""
    if not source.is_python or source.path.startswith(MAY_OPEN):
        return
    for call in calls(source.tree):
        name = dotted(call.func).split(".")[-1]
        of_a_field = name == "opened" and isinstance(call.func, ast.Attribute) and call.args
        if name == "keyring" or of_a_field:
            yield f"{call.lineno}: {dotted(call.func)}"
