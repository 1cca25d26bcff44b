"""What assessments prove: that one was made in the year, and that its chapter on coverage finds everything there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from frankpledge.domain.assessments.queries import approved_in
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.registry import Seen, SeenRequest

# Tables of the chapter on coverage, by the duty that asks for what they list.
COVERED = {"CSP-08": "Inputs", "CSP-09": "Contents"}
THERE = ("present", "nil", "not_applicable")


def assessed(asked: SeenRequest) -> Iterator[Seen]:
    """Yield each approved edition of the year's assessments: a strategic assessment was prepared in the year."""
    for edition, last_month in approved_in(workspace=asked.workspace, year=asked.year):
        yield _seen(edition, last_month, asked, f"{edition.title}, edition {edition.number}, approved")


def covered(duty: str, asked: SeenRequest) -> Iterator[Seen]:
    """Yield the year's newest edition where its own chapter on coverage finds everything that the duty asks for."""
    for edition, last_month in approved_in(workspace=asked.workspace, year=asked.year)[-1:]:
        states = list(_states(json.loads(edition.tree), COVERED[duty]))
        if states and all(state in THERE for state in states):
            words = f"Coverage in edition {edition.number}: all {len(states)} {COVERED[duty].lower()} present"
            yield _seen(edition, last_month, asked, words)


def _states(tree: dict[str, Any], table: str) -> Iterator[str]:
    """Yield the state of each line of one table of the chapter on coverage, as the tree's JSON holds it."""
    for section in tree["sections"]:
        if section["ref"] == "coverage":
            for block in section["blocks"]:
                if block["type"] == "Table" and block["title"].startswith(f"{table}:"):
                    yield from (row["cells"][-1][0]["kind"] for row in block["rows"])


def _seen(edition: Edition, last_month: str, asked: SeenRequest, words: str) -> Seen:
    href = reverse("assessments:edition", args=(asked.workspace.slug, last_month, edition.number))
    return Seen(key=asked.year, on=edition.approved_at.date(), words=words, href=href)
