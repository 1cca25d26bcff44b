"""Rounds, one return and the scorecard, as whoever keeps them sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.returns.models import Cell, Pair, Return, Round
from frankpledge.domain.returns.queries import Line
from frankpledge.domain.returns.queries.scorecard import Score, Share
from frankpledge.domain.returns.queries.uses import Used
from frankpledge.domain.returns.rules import OPEN, State
from frankpledge.ground.documents.listing import Cell as ListCell
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Happened, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = (
    "supplier", "period", "due_on", "state", "sent_on", "days_late", "figures", "without_a_figure", "questions",
    "times_sent", "unlocked_because", "wishes_to_correct",
)  # fmt: skip
SCORE_HEAD = (
    "organisation", "asked", "on_time", "late", "missing", "corrected", "figures", "without_a_figure",
    "blank_without_it", "blank_now",
)  # fmt: skip


def standing_cell(line: Line) -> str:
    """Return how a return stands, marked where it is late."""
    words = line.standing[:1].upper() + line.standing[1:]
    return component("tag", words=words, kind="late") if line.late else words


def rounds_table(rounds: Iterable[Round], counted: dict[Round, tuple[int, int, int]], slug: str) -> Table:
    """Return the rounds with how many returns each has, how many came, and how many are before the board."""
    rows = tuple(
        Row(
            (one.name, in_words(one.opened_at.date()), *(f"{number:,}" for number in counted[one])),
            href=reverse("returns:round", args=(slug, one.pk)),
        )
        for one in rounds
    )
    heads = (
        Column("Round"), Column("Opened"), Column("Asked", right=True), Column("Sent", right=True),
        Column("Published", right=True),
    )  # fmt: skip
    return Table("Rounds", heads, rows, caption_hidden=True)


def lines_table(lines: Iterable[Line], slug: str, *, with_round: bool = False) -> Table:
    """Return returns as a table."""
    heads = (
        Column("Organisation"), *((Column("Round"),) if with_round else ()), Column("Due"), Column("Standing"),
        Column("Figures", right=True), Column("To look at", right=True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                line.supplier,
                *((line.round,) if with_round else ()),
                in_words(line.due_on),
                standing_cell(line),
                f"{line.cells:,}" if line.waits else f"{line.cells - line.missing:,} of {line.cells:,}",
                "–" if line.waits else f"{line.questions:,}",
            ),
            href=reverse("returns:one", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Returns", heads, rows, caption_hidden=True)


def facts(lines: Iterable[Line]) -> tuple[Fact, ...]:
    """Return how a round stands in four numbers."""
    shown = list(lines)
    sent = [line for line in shown if not line.waits]
    late = [line for line in shown if line.late]
    check = [line for line in shown if line.state is State.SUBMITTED]
    return (
        Fact("Sent", f"{len(sent):,} of {len(shown):,}", "returns of this round"),
        Fact("Late", f"{len(late):,}", "over their day, and not sent"),
        Fact("To check", f"{len(check):,}", "sent, and nobody has looked"),
        Fact("Published", f"{sum(line.state is State.PUBLISHED for line in shown):,}", "before the board"),
    )


def listing(lines: Iterable[Line], *, name: str, title: str, today: date) -> Listing:
    """Return the lines shown as a list that leaves."""
    return Listing(name, title, HEAD, tuple(_cells(line) for line in lines), today)


def _cells(line: Line) -> tuple[ListCell, ...]:
    return (
        line.supplier, line.round, line.due_on, line.state.value, line.sent_on, line.days_late, line.cells,
        line.missing, line.questions, line.times, line.unlocked_because or None, line.wish or None,
    )  # fmt: skip


# ---- one return ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReturnPage:
    """One return: how it stands, its figures if they were sent, who did what when, what was made of it."""

    line: Line
    details: tuple[tuple[str, str], ...]
    table: Table | None
    asks: Table
    happened: tuple[Happened, ...]
    used: tuple[Used, ...]


def return_page(one: Return, line: Line, used: tuple[Used, ...]) -> ReturnPage:
    """Return the page of a return. What was typed and not sent is not on it."""
    cells = list(one.cells.all())
    details = [("Organisation", line.supplier), ("Period", f"{one.round.name}"), ("Due", in_words(one.due_on))]
    if line.sent_on:
        details.append(("First sent", in_words(line.sent_on)))
    if one.agreed_as:
        details.append(("Agreed by", one.agreed_as))
    if one.checked_words:
        details.append(("Checked", one.checked_words))
    return ReturnPage(
        line,
        tuple(details),
        figures_table(cells) if State(one.state) not in OPEN else None,
        Table(
            "What is asked",
            (Column("Figure"), Column("What is counted")),
            tuple(Row((str(cell), cell.definition.words)) for cell in cells),
            caption_hidden=True,
        ),
        tuple(_happened(one)),
        used,
    )


def figures_table(cells: Iterable[Cell]) -> Table:
    """Return what was sent, figure by figure, with what the checks asked and what explains it."""
    heads = (
        Column("Figure"), Column("Number", right=True), Column("Out of", right=True), Column("What the checks ask"),
        Column("What the supplier says"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(cell),
                _number(cell.numerator, cell),
                _number(cell.denominator, cell) if cell.numerator is not None else "",
                " ".join(one["words"] for one in cell.questions) or "–",
                " ".join(filter(None, (cell.explanation, cell.comment, _aside(cell)))) or "–",
            )
        )
        for cell in cells
    )
    return Table("Figures", heads, rows, caption_hidden=True)


def _number(number: object, cell: Cell) -> str:
    if cell.missing:
        return f"no figure: {cell.missing}"
    return "" if number is None else f"{number:,f}".removesuffix(".0000")


def _aside(cell: Cell) -> str:
    return f"Not used: {cell.set_aside}." if cell.set_aside else ""


def _happened(one: Return) -> list[Happened]:
    told = [
        Happened(sent.at, sent.in_name_of, f"sent it, receipt {sent.receipt}{', late' if sent.late else ''}")
        for sent in one.submissions.all()
    ]
    for at, who, words in (
        (one.checked_at, str(one.checked_by or ""), "checked it"),
        (one.agreed_at, one.agreed_as, "agreed that these are its figures"),
        (one.published_at, str(one.published_by or ""), "put it before the board"),
        (one.unlocked_at, str(one.unlocked_by or ""), f"unlocked it: {one.unlocked_because}"),
        (one.wished_at if one.wish else None, one.supplier.name, f"asks for a correction: {one.wish}"),
    ):
        if at is not None:
            told.append(Happened(at, who, words))
    return sorted(told, key=lambda each: each.at, reverse=True)


# ---- scorecard -------------------------------------------------------------------------------------------------------


def score_table(scores: Iterable[Score]) -> Table:
    """Return how organisations answer."""
    heads = (
        Column("Organisation"), Column("Asked", right=True), Column("On time", right=True), Column("Late", right=True),
        Column("Missing", right=True), Column("Corrected", right=True), Column("Without a figure", right=True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.organisation,
                f"{one.asked:,}",
                f"{one.on_time:,} of {one.due:,}" if one.due else "none due",
                f"{one.late:,}",
                component("tag", words=f"{one.missing:,}", kind="late") if one.missing else "0",
                f"{one.corrected:,}",
                f"{one.blank:,} of {one.figures:,}" if one.figures else "–",
            )
        )
        for one in scores
    )
    return Table("How organisations answer", heads, rows, caption_hidden=True)


def blank_table(scores: Iterable[Score]) -> Table:
    """Return which indicators go blank without each organisation, and which are blank now."""
    heads = (Column("Organisation"), Column("Blank without it"), Column("Blank in the last round that was due"))
    rows = tuple(Row((one.organisation, "; ".join(one.only) or "–", "; ".join(one.silent) or "none")) for one in scores)
    return Table("What nobody else supplies", heads, rows, caption_hidden=True)


def share_table(shares: Iterable[Share]) -> Table:
    """Return how much of what is known does not come from the police, by quarter."""
    heads = (Column("Quarter"), Column("Not from the police", right=True), Column("Share", right=True))
    rows = tuple(
        Row(
            (
                one.quarter,
                f"{one.others:,} of {one.known:,} indicators" if one.known else "nothing known",
                "–" if one.percent is None else f"{one.percent:.0f}%",
            )
        )
        for one in shares
    )
    return Table("Share of the evidence that is not from the police", heads, rows, caption_hidden=True)


def score_listing(scores: Iterable[Score], *, today: date) -> Listing:
    """Return the scorecard as a list that leaves."""
    rows = tuple(
        (
            one.organisation, one.asked, one.on_time, one.late, one.missing, one.corrected, one.figures, one.blank,
            "; ".join(one.only) or None, "; ".join(one.silent) or None,
        )
        for one in scores
    )  # fmt: skip
    return Listing("scorecard", f"How organisations answer, on {in_words(today)}", SCORE_HEAD, rows, today)


def pairs_table(pairs: Iterable[Pair]) -> Table:
    """Return which indicators are held against each other."""
    heads = (Column("Indicator"), Column("Held against"), Column("Times the other"), Column("Why"))
    return Table(
        "Held against each other",
        heads,
        tuple(Row((one.indicator.name, one.other.name, _bounds(one), one.words)) for one in pairs),
        caption_hidden=True,
    )


def _bounds(pair: Pair) -> str:
    low, high = (None if bound is None else f"{bound.normalize():f}" for bound in (pair.low, pair.high))
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"
