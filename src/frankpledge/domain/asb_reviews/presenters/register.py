"""The list of cases, the counts, and the versions of the procedure, as tables and files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.domain.asb_reviews.models import Counts, Procedure
from frankpledge.domain.asb_reviews.queries.cases import Line
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.case_clock import Timing
from frankpledge.statute.case_counts import LABELS, NOT_KNOWN
from frankpledge.statute.deadlines import in_words

COLUMNS = (Column("Case"), Column("Received"), Column("Stands"), Column("Next"), Column("Looked after by"))
HEAD = ("case", "received", "channel", "stage", "next", "due", "timing", "contact", "closed", "because")
WRONG = (Timing.LATE, Timing.LIKELY_LATE)
SHOWN_AT_HOME = 5


def lines_table(lines: Iterable[Line], slug: str) -> Table:
    """Return cases as a table: by number, and nothing personal."""
    rows = tuple(
        Row(
            (
                f"Case\u00a0{line.number}",
                f"{in_words(line.received_on)}, {line.channel.label.lower()}",
                _stands(line),
                _next(line),
                line.contact or component("tag", words="Nobody yet", kind="late"),
            ),
            href=reverse("asb_reviews:one", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Cases", COLUMNS, rows, caption_hidden=True)


def _stands(line: Line) -> str:
    if line.closed_because:
        return f"Closed: {line.closed_because.label.lower()}"
    more = [line.waits] if line.waits else []
    more += ["perhaps sent by a machine"] if line.doubts else []
    more += [f"{line.unanswered} recommendations unanswered"] if line.unanswered else []
    return "; ".join((line.stage.label, *more))


def _next(line: Line) -> str:
    if line.next is None:
        return "–"
    if line.next.timing in WRONG:
        return component("tag", words=f"{line.next.target.label}: by {in_words(line.next.due)}", kind="late")
    return f"{line.next.target.label}: by {in_words(line.next.due)}"


def facts(lines: Iterable[Line]) -> tuple[Fact, ...]:
    """Return how many cases are open, how many nobody looks after, and how many are late or likely to be."""
    found = [line for line in lines if line.closed_on is None and not line.doubted]
    alone, late = (
        sum(not line.contact for line in found),
        sum(bool(line.next and line.next.timing in WRONG) for line in found),
    )
    return (
        Fact("Open", f"{len(found):,}", "cases"),
        Fact("Looked after by nobody", f"{alone:,}", "take them up"),
        Fact("Late, or likely to be", f"{late:,}", "by the targets of the procedure"),
    )


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the cases as a list that leaves: days and choices, nothing that anybody wrote."""
    rows: list[tuple[Cell, ...]] = [
        (
            line.number, line.received_on, line.channel.label, line.stage.label,
            line.next.target.label if line.next else "",
            line.next.due if line.next else None, line.next.timing.label if line.next else "", line.contact,
            line.closed_on, line.closed_because.label if line.closed_because else "",
        )
        for line in lines
    ]  # fmt: skip
    return Listing("case-reviews", f"ASB case reviews on {in_words(today)}", HEAD, tuple(rows), today)


def counted(value: int | None) -> str:
    """Return a count: zero is 0, and what is not known is said to be so."""
    return NOT_KNOWN if value is None else f"{value:,}"


def counts_table(rows: Iterable[Counts]) -> Table:
    """Return the published counts, a period each, the latest first."""
    columns = (Column("Period"), *(Column(label, right=True) for label in LABELS.values()), Column("From"))
    found = tuple(
        Row(
            (
                f"{in_words(one.starts)} to {in_words(one.ends)}",
                *(counted(getattr(one, name)) for name in LABELS),
                f"{one.source}{' (as printed)' if one.printed else ''}",
            )
        )
        for one in reversed(tuple(rows))
    )
    return Table("The four counts of each reporting period", columns, found, caption_hidden=True)


def counts_listing(rows: Iterable[Counts], *, today: date) -> Listing:
    """Return the published counts as a list that leaves. A cell that is empty is not known; 0 is none."""
    head = ("starts", "ends", *LABELS, "printed", "source")
    lines: list[tuple[Cell, ...]] = [
        (one.starts, one.ends, *(getattr(one, name) for name in LABELS), "yes" if one.printed else "no", one.source)
        for one in rows
    ]
    return Listing("case-review-counts", "Counts of ASB case reviews", head, tuple(lines), today)


def versions_table(versions: Iterable[Procedure], slug: str) -> Table:
    """Return the versions of the procedure."""
    rows = tuple(
        Row(
            (
                f"Version {one.number}",
                in_words(one.in_force_from),
                in_words(one.published_at.date()) if one.published_at else "not published",
                in_words(one.review_on) if one.review_on else "no day set",
            ),
            href=reverse("asb_reviews:version", args=(slug, one.pk)),
        )
        for one in versions
    )
    columns = (Column("Version"), Column("Holds from"), Column("Published"), Column("Looked at again"))
    return Table("Versions of the procedure", columns, rows, caption_hidden=True)


def home_needs(lines: Iterable[Line], slug: str, *, viewer: object) -> HomeContribution:
    """Return what waits for a caseworker: cases that nobody looks after, and their own that are late or answered."""
    found, every = [], tuple(lines)
    for line in every:
        if line.closed_on is not None or line.doubted:
            continue
        href, title = reverse("asb_reviews:one", args=(slug, line.id)), f"ASB case review {line.number}"
        if not line.contact:
            found.append(Need(title, href, "Nobody looks after it yet.", due=line.next.due if line.next else None))
        elif line.contact_id == viewer and (line.waits or (line.next and line.next.timing in WRONG)):
            late = line.next is not None and line.next.timing is Timing.LATE
            words = (
                "The applicant wrote."
                if line.waits
                else f"{line.next.target.label}: by {in_words(line.next.due)}."
                if line.next
                else ""
            )
            found.append(Need(title, href, words, due=line.next.due if line.next else None, late=late))
    doubted = sum(line.doubted for line in every)
    return HomeContribution(needs=(*found[:SHOWN_AT_HOME], *([_doubted(doubted, slug)] if doubted else ())))


def _doubted(number: int, slug: str) -> Need:
    """Return that applications wait which a machine may have sent: as one thing, however many came."""
    href = f"{reverse('asb_reviews:list', args=(slug,))}?state=doubted"
    title = f"{number:,} application{'' if number == 1 else 's'} for a case review, perhaps sent by a machine"
    return Need(title, href, "A person may be among them. Look at each, and take up what is real.")
