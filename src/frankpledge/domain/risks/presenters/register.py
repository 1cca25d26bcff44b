"""The list, the grid and the file of the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.action_log.rules import days_in_words, in_words
from frankpledge.domain.risks.queries import Line, grid
from frankpledge.domain.risks.rules import ScoreKind, known_scheme
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.risks import Band, Step, categories

LEVELS = tuple(f"{kind.value}_{side}" for kind in ScoreKind for side in ("likelihood", "impact"))
HEAD = (
    "number", "risk", "cause", "effect", "kind", "group", "organisation", "owner", "deputy", "raised_on", "scale",
    *LEVELS, "score", "band", "appetite", "against_appetite", "moved", "controls", "reviewed_on", "review_on", "state",
    "closed_on", "closed_because",
)  # fmt: skip
COLUMNS = (
    Column("Risk"), Column("Group"), Column("Owner"), Column("Current score"), Column("Appetite"), Column("Review"),
)  # fmt: skip


def category_label(name: str) -> str:
    """Return a kind of risk as it is shown; its short name where it is no longer offered."""
    return next((one.label for one in categories() if one.id == name), name)


def lines_table(lines: Iterable[Line], slug: str, *, choose: bool = False) -> Table:
    """Return risks as a table; with a box before each, by which it is chosen."""
    rows = tuple(
        Row(
            (
                f"{line.number}. {line.title}",
                line.body,
                f"{line.organisation}{f': {line.person}' if line.person else ''}",
                score_words(line),
                appetite_cell(line),
                review_cell(line),
            ),
            href=reverse("risks:one", args=(slug, line.id)),
            choose=str(line.number) if choose else "",
        )
        for line in lines
    )
    return Table("Risks", COLUMNS, rows, caption_hidden=True)


def score_words(line: Line) -> str:
    """Return the current score with how it moved."""
    if line.current is None:
        return "Not scored"
    moved = "" if line.moved.kind in {"first", "same"} else f"; {line.moved.words}"
    return f"{line.current.words}{moved}"


def appetite_cell(line: Line) -> str:
    """Return how the score lies to the appetite, marked where it is above."""
    words = line.judgement.words[:1].upper() + line.judgement.words[1:]
    return component("tag", words=words, kind="late") if line.judgement.above else words


def review_cell(line: Line) -> str:
    """Return how the review stands, marked where it is late."""
    if line.closed_on:
        return f"Closed on {in_words(line.closed_on)}"
    words = line.review.words[:1].upper() + line.review.words[1:]
    return component("tag", words=words, kind="late") if line.review.late else words


def facts(lines: Iterable[Line]) -> tuple[Fact, ...]:
    """Return how many are open, above the appetite, and late for review, of those shown."""
    still = [line for line in lines if line.is_open]
    above = [line for line in still if line.judgement.above]
    unknown = sum(line.judgement.above is None for line in still)
    late = [line for line in still if line.review.late]
    oldest = max((-(line.review.days or 0) for line in late), default=0)
    return (
        Fact("Open", f"{len(still):,}", "of the risks shown"),
        Fact("Above appetite", f"{len(above):,}", f"{unknown:,} cannot be told" if unknown else "each was judged"),
        Fact("Review late", f"{len(late):,}", f"the oldest by {days_in_words(oldest)}" if late else "none is late"),
    )


# ---- the grid --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GridCell:
    """One place of the grid: its score and band in words, and the risks that stand there. `shade` from 1 to 4."""

    score: int
    band: Band
    shade: int
    risks: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Grid:
    """Likelihood down from the highest, impact across from the lowest. `elsewhere`: open, and not on this scale."""

    label: str
    impacts: tuple[Step, ...]
    rows: tuple[tuple[Step, tuple[GridCell, ...]], ...]
    elsewhere: int


def grid_of(lines: Iterable[Line], scheme: str, slug: str) -> Grid:
    """Return the grid of the open risks among these, on one scale."""
    scale, still = known_scheme(scheme), [line for line in lines if line.is_open]
    placed = grid(still, scheme)
    rows = []
    for step in reversed(scale.likelihood):
        cells = []
        for impact in scale.impact:
            band = scale.band(step.score * impact.score)
            found = tuple(
                (line.number, line.title, reverse("risks:one", args=(slug, line.id)))
                for line in placed.get((step.score, impact.score), ())
            )
            cells.append(GridCell(step.score * impact.score, band, scale.bands.index(band) + 1, found))
        rows.append((step, tuple(cells)))
    return Grid(scale.about.label, scale.impact, tuple(rows), len(still) - sum(len(one) for one in placed.values()))


# ---- as a file -------------------------------------------------------------------------------------------------------


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the lines shown as a list that leaves."""
    return Listing("risks", f"Risks on {in_words(today)}", HEAD, tuple(_cells(line) for line in lines), today)


def _cells(line: Line) -> tuple[Cell, ...]:
    levels: list[Cell] = []
    for kind in ScoreKind:
        level = line.levels.get(kind)
        levels += [level.likelihood, level.impact] if level else [None, None]
    now = line.current
    return (
        line.number, line.title, line.cause, line.effect, category_label(line.category), line.body, line.organisation,
        line.person, line.deputy, line.raised_on, now.scale.about.label if now else None, *levels,
        now.score if now else None, now.band.label if now else None, line.tolerance.limit(line.category),
        line.judgement.words, line.moved.words, "; ".join(line.controls), line.reviewed_on, line.review_due,
        line.state.label, line.closed_on, line.closed_because,
    )  # fmt: skip
