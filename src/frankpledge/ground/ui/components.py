"""Making a component: its template, with its arguments, checked and finished before it is drawn.

Each component is a template in `templates/ui/components`, whose first line lists its arguments. A page uses
`{% c "facts" items=facts %}`; a presenter that needs one inside a cell calls `component("signal", verdict="higher")`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

SIGNALS = {
    "higher": "Higher than expected",
    "lower": "Lower than expected",
    "none": "No detectable change",
    "cannot_tell": "Cannot tell",
}
POSITIONS = {
    "meets": "Meets",
    "close": "Too close to call",
    "misses": "Does not meet",
    "no_target": "No target set",
}
QUALITIES = {3: "Good", 2: "With care", 1: "Poor", 0: "Not usable"}
STATES = {
    "present": "Done",
    "incomplete": "In part",
    "missing": "Missing",
    "nil": "Nil return",
    "not_applicable": "Does not apply",
}
PRESENCES = {
    "present": "present",
    "substitute": "substitute",
    "apologies": "apologies",
    "absent": "absent",
    "not_present": "not present, reason not recorded",
    "cancelled": "meeting cancelled, not counted",
}
ABSENT = {"missing": "no data", "suppressed": "not shown", "withheld": "withheld"}
WORSE = {("higher", "smaller"), ("lower", "bigger")}
BETTER = {("lower", "smaller"), ("higher", "bigger")}
STEPS_OF_QUALITY = 3


def component(name: str, **arguments: Any) -> SafeString:
    """Return a component as HTML.

    Text among the arguments is escaped; an unknown name is Django's TemplateDoesNotExist.
    """
    finish = FINISHED.get(name)
    context = {**arguments, **(finish(arguments) if finish else {})}
    return SafeString(render_to_string(f"ui/components/{name}.html", context).strip())


def signal(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the mark, colour and words of "has it changed?".

    Colour only where the polarity makes it better or worse.
    """
    verdict, polarity = arguments["verdict"], arguments.get("polarity", "neither")
    colour = "worse" if (verdict, polarity) in WORSE else "better" if (verdict, polarity) in BETTER else ""
    return {"mark": f"signal_{verdict}", "colour": colour, "words": arguments.get("words") or SIGNALS[verdict]}


def position(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the mark and words of "against the target"."""
    standing = arguments["standing"]
    return {"mark": f"position_{standing}", "words": arguments.get("words") or POSITIONS[standing]}


def quality(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the steps and words of data quality."""
    steps = int(arguments["steps"])
    places = [
        {"x": 1 + 6.5 * at, "y": 12 - 5 * at, "height": 6 + 5 * at, "filled": at < steps}
        for at in range(STEPS_OF_QUALITY)
    ]
    return {"places": places, "words": arguments.get("words") or QUALITIES[steps]}


def state(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the mark and words of how far a part is there."""
    kind = arguments["kind"]
    return {"mark": f"state_{kind}", "words": arguments.get("words") or STATES[kind]}


def absent(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the words for a number that is not there: missing, not shown, withheld; none of them is zero."""
    return {"words": arguments.get("words") or ABSENT[arguments["kind"]]}


def presence(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the mark and words of how a seat was filled at a meeting."""
    kind = arguments["kind"]
    return {"mark": f"presence_{kind}", "words": PRESENCES[kind]}


def coverage(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return each part with the word of its state, which a reader hears where others see the mark."""
    return {"parts": [(part, f"ui/marks/state_{part.kind}.html", STATES[part.kind]) for part in arguments["items"]]}


def table(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return rows whose cells stand beside their columns, as the template walks them."""
    shown = arguments["table"]
    pair = [(row, row.cells[0], tuple(zip(shown.columns[1:], row.cells[1:], strict=True))) for row in shown.rows]
    foot = shown.total
    total = (foot.cells[0], tuple(zip(shown.columns[1:], foot.cells[1:], strict=True))) if foot else None
    return {"body": pair, "total": total}


def chart(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return which columns of a chart's table are numbers, for their alignment."""
    behind = arguments["wide"].table
    numeric = [all(isinstance(row[at], int | float | None) for row in behind.rows) for at in range(len(behind.columns))]
    heads = tuple(zip(behind.columns, numeric, strict=True))
    rows = [tuple(zip(row, numeric, strict=True)) for row in behind.rows]
    return {"heads": heads, "rows": rows}


Finish = Callable[[Mapping[str, Any]], Mapping[str, Any]]
FINISHED: dict[str, Finish] = {
    "signal": signal,
    "position": position,
    "quality": quality,
    "state": state,
    "absent": absent,
    "presence": presence,
    "coverage": coverage,
    "table": table,
    "chart": chart,
}
