"""Scanning: how much there is, whether it changed, and how it stands to others of its kind."""

from __future__ import annotations

from frankpledge.domain.comparisons.queries.beside import Beside, beside_others
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.profiles.documents.book import Book
from frankpledge.domain.studies.queries.series import CannotStudy
from frankpledge.ground.documents.blocks import Block, Paragraph, Text
from frankpledge.ground.documents.words import line


def scanning(book: Book) -> list[Block]:
    """Return the paragraphs of scanning: level, change, rank, and what to know of the figures."""
    blocks = [_level(book), *_change(book), *_beside(book)]
    return [*blocks, *(Paragraph((Text(caveat),)) for caveat in book.subject.explored.caveats)]


def _level(book: Book) -> Block:
    of, e = book.subject, book.subject.explored
    book.count("level.total", "Recorded in the period", e.total)
    said = f"{{level.total}} {say.unit(e.what)} of {{what}} were recorded in the {of.window.label}"
    if e.rate:
        book.add(
            "level.rate",
            f"{e.rate.value:,.1f}",
            "Recorded per 1,000 residents",
            e.rate.value,
            unit="per 1,000",
            denominator=f"{e.people:,} residents, mid-{e.people_year}",
            method=f"95% interval {e.rate.lower:,.1f} to {e.rate.upper:,.1f}, {e.rate.method}",
        )
        said += ", {level.rate} per 1,000 residents"
    note = f"{of.source}. What nobody reported is not in it"
    return Paragraph(line(f"{said}.", what=Text(say.subject(e.what))), note)


def _change(book: Book) -> list[Block]:
    of, found = book.subject, book.subject.explored.compared
    if found is None:
        return [Paragraph((Text("It is not held against a year before: no like month of that year is loaded."),))]
    method = found.change.method
    book.count("change.now", "Recorded in like months", found.now, method=method)
    book.count("change.before", "Recorded in like months a year before", found.before, period=of.before.label)
    said = "**{finding}**: {change.now} against {change.before} in like months a year before. {reason}"
    pieces = {"reason": Text(found.change.reason)}
    return [Paragraph(line(said.replace("{finding}", say.finding(of.explored)), **pieces), method)]


def _beside(book: Book) -> list[Block]:
    try:
        found = beside_others(book.asked)
    except CannotStudy as refusal:
        return [Paragraph((Text(f"It is held against no other area. {refusal.reason}"),))]
    return [_rank(book, found)]


def _rank(book: Book, found: Beside) -> Paragraph:
    if found.ranks is None or found.own is None:
        why = found.why_ranks or "months or residents of the area itself are missing"
        return Paragraph((Text(f"Its rank among the {found.kind} of {found.where} is not known: {why}."),))
    at, ranks = found.own, found.ranks
    base = f"{len(found.levels)} {found.kind} of {found.where}"
    method = f"Rank of the rate, 95% interval {int(ranks.low[at])} to {int(ranks.high[at])}, by simulation"
    for key, label, value in (
        ("rank.low", "Highest rank that the interval holds", int(ranks.low[at])),
        ("rank.high", "Lowest rank that the interval holds", int(ranks.high[at])),
        ("rank.of", "Areas compared", len(found.levels)),
    ):
        book.add(key, f"{value}", label, value, denominator=base, method=method)
    said = "Its rate ranks between {rank.low} and {rank.high} of {rank.of} {kind}, highest first."
    if ranks.low[at] == ranks.high[at]:
        said = "Its rate ranks {rank.low} of {rank.of} {kind}, highest first."
    note = f"{method}. Somebody is always first: a rank is no verdict"
    return Paragraph(line(said, kind=Text(f"{found.kind} of {found.where} with complete data")), note)
