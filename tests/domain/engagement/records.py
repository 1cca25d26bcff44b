"""An exercise and an input as a person would give them."""

from __future__ import annotations

from datetime import date
from typing import Any

from frankpledge.domain.engagement.rules import Exercise, Input

YEAR = "2025/26"


def survey(**more: Any) -> Exercise:
    """Return a survey of volunteers, with whatever is to be otherwise."""
    plain: dict[str, Any] = {
        "year": YEAR,
        "name": "Safer streets survey",
        "kind": "survey",
        "began": date(2025, 9, 1),
        "ended": date(2025, 9, 30),
        "run_by": "The council",
        "method": "On the web and on paper",
        "representative": "Volunteers; few young people",
        "source": "Report of October 2025",
        "respondents": 35,
    }
    return Exercise(**{**plain, **more})


def sent(**more: Any) -> Input:
    """Return something that the council sent, with whatever is to be otherwise."""
    plain: dict[str, Any] = {
        "year": YEAR,
        "need": "council information",
        "supplier": "The council",
        "what": "Complaints of noise",
        "period": "April 2024 to March 2025",
        "asked_on": date(2025, 8, 1),
        "received_on": date(2025, 9, 2),
    }
    return Input(**{**plain, **more})


NIL = {"nothing": True, "received_on": None, "what": "", "period": ""}
