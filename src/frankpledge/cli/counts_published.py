"""`frankpledge counts --source home-office`, `ons` or `both`: levels as published, traced to sheet and row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frankpledge.cli.installation import operator
from frankpledge.cli.options import print_csv, print_json, print_table
from frankpledge.refusal import Refusal

STREET = "police-uk"
SOURCES = (STREET, "home-office", "outcomes", "ons", "both")
BREAKDOWNS = ("group", "subgroup", "code", "quarter")
SOURCE_HELP = (
    "police-uk (street-level files); home-office (recorded crime by quarter, --by group, subgroup, code or quarter); "
    "outcomes (Home Office, of a force); ons (a year ending); both (the two police sources side by side)."
)


class BadQuestion(Refusal):
    """The question cannot be answered as it was put."""


class NotPublished(Refusal):
    """The publication that was asked for is not loaded, or says nothing of the area."""


@dataclass(frozen=True)
class Asked:
    """The question as it was typed."""

    area: str
    kind: str | None
    first: str
    last: str
    by: str
    measure: str


def published_counts(asked: Asked, *, source: str, form: str, as_known: date | None, folder: Path) -> None:
    """Print what a publication says of an area over a window, in the form asked for."""
    if source not in SOURCES:
        raise BadQuestion(f"“{source}” is not a source.", where="--source", cure=f"Use one of {', '.join(SOURCES)}.")
    if asked.measure != "crime":
        cure = "Leave --measure out: published tables count crime alone."
        raise BadQuestion(f"“{asked.measure}” is in no published table.", where="--measure", cure=cure)
    _check_breakdown(asked.by, source)
    from frankpledge.cli import published

    makers: Mapping[str, Callable[..., Any]] = {
        "home-office": published.home_office,
        "outcomes": published.outcomes,
        "ons": published.ons,
        "both": published.both,
    }
    question = {"area": asked.area, "kind": asked.kind, "first": asked.first, "last": asked.last}
    more = {"by": asked.by} if source == "home-office" else {}
    answer = makers[source](**question, **more, as_known=as_known)
    if answer is None:
        raise NotPublished(
            f"Nothing of this source is loaded for “{asked.area}” from {asked.first} to {asked.last}.",
            cure="Load its table with frankpledge ingest; frankpledge quality tells which areas and periods are there.",
        )
    _export(answer, folder, what=f"{source} counts of {asked.area}, {asked.first} to {asked.last}")
    _print(answer, form)


def _check_breakdown(by: str, source: str) -> None:
    if not by:
        return
    if source != "home-office":
        raise BadQuestion(f"{source} is not counted by anything.", where="--by", cure="Leave --by out.")
    if by not in BREAKDOWNS:
        cure = f"Use one of {', '.join(BREAKDOWNS)}."
        raise BadQuestion(f"The Home Office's table is not counted by “{by}”.", where="--by", cure=cure)


def _export(answer: Any, folder: Path, *, what: str) -> None:
    from frankpledge.domain.disclosure.actions import release
    from frankpledge.domain.disclosure.rules import Audience, Cell

    numbers = [(n, value) for n, row in enumerate(answer.rows) for value in row.values() if isinstance(value, int)]
    cells = [Cell(key=f"row {n}", value=value, policy="open") for n, value in numbers]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=None, by=operator(folder))


def _print(answer: Any, form: str) -> None:
    if form == "json":
        print_json(answer.as_json())
        return
    if form == "csv":
        print_csv(answer.columns, answer.rows)
        return
    print(answer.headline)
    if answer.rows:
        print_table(answer.columns, [[row.get(column) for column in answer.columns] for row in answer.rows])
    print(f"\nSource: {answer.source}. {answer.cut_off}.")
    for caveat in answer.caveats:
        print(f"Note: {caveat}")
