"""A result as it leaves: CSV and a workbook of exactly what the page shows, with the marks that it rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import numpy as np
import xlsxwriter

from frankpledge.domain.priorities.presenters.outcome import method, widest
from frankpledge.domain.priorities.queries.results import Result, number_of, standing_of
from frankpledge.ground.documents.listing import inert

Cell = str | int | float
Rows = list[tuple[Cell, ...]]
HEAD = (
    "issue", "place", "tied", "best_place", "worst_place", "chance_in_first", "risk", "harm", "likelihood",
    "response_gap", "widest_disagreement", "place_with_weights_alike", "recommended", "board", "reason",
)  # fmt: skip
MARKS = ("agency", "round", "issue", "criterion", "part", "weight", "mark", "state", "certainty", "comment")


def result_rows(result: Result) -> Iterator[tuple[Cell, ...]]:
    """Yield one row an issue, in the order of the scoring."""
    scores = result.scores
    places = list(result.tiers.values())
    for at, (issue, line) in enumerate(zip(result.issues, standing_of(result), strict=True)):
        tier = result.tiers[issue.pk]
        board = "" if line.chosen is None else "chosen" if line.chosen else "not chosen"
        yield (
            issue.name,
            tier or "",
            "yes" if tier and places.count(tier) > 1 else "no",
            *(_or_empty(found) for found in (line.low, line.high, line.in_top)),
            *(_or_empty(number_of(part, at)) for part in (scores.risk, scores.harm, scores.likelihood, scores.gap)),
            widest(result, at),
            _or_empty(number_of(result.weights.alike, at)),
            "yes" if line.by_scoring else "tied" if line.tied else "no",
            board,
            line.reason,
        )


def mark_rows(result: Result) -> Iterator[tuple[Cell, ...]]:
    """Yield one row a mark: by whom, of what, and whether it is there, could not be said, or was not given."""
    for sheet in result.sheets:
        for issue in result.issues:
            marked = sheet.marks.get(issue.pk)
            for one in result.scheme.criteria:
                there = marked is not None and one.id in marked.scores
                mark = marked.scores[one.id] if marked is not None and there else None
                state = "given" if mark is not None else "cannot say" if there else "not given"
                sure, comment = (marked.certainty, marked.comment) if marked else ("", "")
                head = (sheet.agency, sheet.round, issue.name, one.label, one.part, one.weight)
                yield (*head, _or_empty(mark), state, sure, comment)


def method_rows(result: Result) -> Iterator[tuple[Cell, ...]]:
    """Yield what the numbers rest on."""
    yield ("Scoring", f"{result.scoring.title}, {result.scoring.year}")
    yield ("Round", result.round)
    yield ("Risk", "harm × likelihood ÷ 16 of the weighted means of the agencies’ medians")
    yield ("Places left open", f"{method(result)}; {round(result.scheme.confidence * 100)}% of draws")
    alpha = f"{result.agreement.alpha:.3f}" if result.agreement else result.no_agreement
    yield ("Agreement", f"Krippendorff’s alpha, ordinal: {alpha}")


def as_csv(result: Result) -> bytes:
    """Return the table of issues as CSV."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD)
    writer.writerows([inert(cell) for cell in row] for row in result_rows(result))
    return target.getvalue().encode("utf-8")


def as_xlsx(result: Result) -> bytes:
    """Return a workbook: issues, marks, method. No cell is a formula or a link, and nothing is hidden."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, plain)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheets: tuple[tuple[str, tuple[str, ...], Iterable[tuple[Cell, ...]]], ...] = (
        ("Issues", HEAD, result_rows(result)),
        ("Marks", MARKS, mark_rows(result)),
        ("Method", ("what", "how"), method_rows(result)),
    )
    for name, head, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 32)
        sheet.write_row(0, 0, head, bold)
        for at, row in enumerate(rows, 1):
            sheet.write_row(at, 0, row)
    book.close()
    return target.getvalue()


def _or_empty(value: float | None) -> Cell:
    return "" if value is None or np.isnan(value) else value
