"""Commentaries in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from frankpledge.domain.commentaries.models import ApprovedWords, Commentary
from frankpledge.domain.commentaries.queries import Asked, latest, words_of
from frankpledge.domain.commentaries.queries.quoted import quotable
from frankpledge.domain.commentaries.rules import PARTS, Overtaken, State, Words, filled, too_strong
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.narrative.rules import typed_numbers
from frankpledge.domain.narrative.rules.passages import names, paragraphs
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

STANDING = {"meets": "meets", "close": "close", "misses": "misses", "no_target": "no_target"}


def write_href(line: Line, slug: str) -> str:
    """Return the page on which a commentary on an indicator and its shown period is written."""
    return f"{reverse('commentaries:write', args=(slug, line.indicator.pk))}?until={line.shown.ends.isoformat()}"


def one_href(one: Commentary) -> str:
    """Return the page of a commentary."""
    return reverse("commentaries:one", args=(one.workspace.slug, one.pk))


def signal_cell(line: Line) -> str:
    """Return the signal of an indicator as its shape and words."""
    told = line.judged.signal
    return component("signal", verdict=told.verdict, polarity=told.side, words=told.said)


def asked_table(asked: Iterable[Asked], slug: str) -> Table:
    """Return the indicators of which a commentary is asked, each leading to where it is written or read."""
    rows = tuple(
        Row(
            (one.line.indicator.name, one.line.shown.label, one.line.printed, signal_cell(one.line), asked_words(one)),
            href=one_href(one.commentary) if one.commentary else write_href(one.line, slug),
        )
        for one in asked
    )
    columns = (
        Column("Indicator"), Column("Period"), Column("Figure", right=True), Column("Signal"), Column("Commentary"),
    )  # fmt: skip
    return Table("Commentary asked for", columns, rows, caption_hidden=True)


def asked_words(one: Asked) -> str:
    """Return where the commentary on an indicator stands."""
    if one.commentary is None:
        return component("tag", words="Asked for", kind="now")
    return state_cell(one.commentary)


def state_cell(one: Commentary) -> str:
    """Return the state of a commentary."""
    label = State(one.state).label
    return component("tag", words=label, kind="done") if one.state == State.APPROVED else label


def commentaries_table(found: Iterable[Commentary]) -> Table:
    """Return commentaries as a table."""
    rows = tuple(
        Row(
            (one.indicator.name, in_words(one.ends), short(one), state_cell(one), one.written_by.name),
            href=one_href(one),
        )
        for one in found
    )
    columns = (
        Column("Indicator"), Column("Period to"), Column("What happened"), Column("State"), Column("Written by"),
    )  # fmt: skip
    return Table("Commentaries", columns, rows, caption_hidden=True)


def short(one: Commentary) -> str:
    """Return the beginning of what a commentary says happened."""
    said = printed(one.happened, one.figures)
    return said if len(said) <= 140 else f"{said[:139].rsplit(' ', 1)[0]} …"


def listing(found: Iterable[Commentary], *, today: date) -> Listing:
    """Return commentaries as a list that leaves: whole, with their figures printed."""
    heads = (
        "Indicator",
        "Reference",
        "From",
        "To",
        *(label for _, label in PARTS),
        "State",
        "Written by",
        "Approved by",
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.indicator.name, one.indicator.reference, one.starts, one.ends,
            *(printed(getattr(one, part), one.figures) for part, _ in PARTS),
            State(one.state).label, one.written_by.name, _approver(one),
        )
        for one in found
    )  # fmt: skip
    return Listing("commentaries", "Commentaries on indicators", heads, rows, today)


def _approver(one: Commentary) -> str:
    text = latest(one)
    return text.approved_by.name if text else ""


def printed(text: str, figures: dict[str, dict[str, object]]) -> str:
    """Return words with their quoted figures printed."""
    return filled(text, {name: str(kept["display"]) for name, kept in figures.items()})


@dataclass(frozen=True)
class Said:
    """One part of a commentary on its page, its figures marked."""

    title: str
    paragraphs: tuple[SafeString, ...]


def parts_of(one: Commentary | ApprovedWords, told: Iterable[Overtaken] = ()) -> tuple[Said, ...]:
    """Return what a commentary says part by part; a figure that has changed since is marked as stale."""
    words, stale = words_of(one), frozenset(each.name for each in told)
    return tuple(
        Said(label, tuple(_drawn(part, one.figures, stale) for part in paragraphs(getattr(words, name))))
        for name, label in PARTS
        if getattr(words, name)
    )


def _drawn(text: str, figures: dict[str, dict[str, object]], stale: frozenset[str]) -> SafeString:
    drawn = str(escape(text))
    for name in names(text):
        display = str(figures.get(name, {}).get("display", f"[{name}]"))
        drawn = drawn.replace(
            "{" + name + "}", component("figure", display=display, href="#figures", stale=name in stale)
        )
    return SafeString(drawn.replace("**", ""))


def figures_table(line: Line) -> Table:
    """Return the figures that words on an indicator may quote, with the name of each."""
    rows = tuple(Row((f"{{{name}}}", one.label, one.display, one.period)) for name, one in quotable(line).items())
    columns = (Column("Name"), Column("Figure"), Column("As it stands", right=True), Column("Period"))
    return Table("Figures that may be quoted", columns, rows, caption_hidden=True)


def cautions(words: Words) -> tuple[str, ...]:
    """Return what an approver may want to look at: words that claim too much, and numbers that were typed."""
    strong = [f"“{word}” claims more than a signal shows. Say {instead}." for word, instead in too_strong(words)]
    typed = [
        f"“{one.words}” is typed. Quote the figure, and it is told when it changes."
        for one in typed_numbers(words.every)
    ]
    return (*strong, *typed)


def signal_sentence(line: Line) -> str:
    """Return the signal of an indicator in a sentence."""
    signal = line.judged.signal
    return f"{line.indicator.name}, {line.shown.label}: {line.printed}. {signal.said}. {signal.note}".strip()


# ---- elsewhere -----------------------------------------------------------------------------------------------------


def to_write(one: Asked, slug: str) -> Need:
    """Return a commentary that is asked for."""
    return Need(
        title=f"Say what happened: {one.line.indicator.name}",
        href=write_href(one.line, slug),
        words=f"{one.line.printed} in {one.line.shown.label}: {one.line.judged.signal.said.lower()}.",
        tag="Commentary asked for",
    )


def to_approve(one: Commentary) -> Need:
    """Return a commentary that waits for a second person."""
    return Need(
        title=f"Approve the commentary on {one.indicator.name}",
        href=one_href(one),
        words=f"{one.written_by.name} wrote it for the period to {in_words(one.ends)}.",
        tag="Out for approval",
    )


def to_mend(one: Commentary) -> Need:
    """Return a commentary of one's own that came back."""
    return Need(
        title=f"Mend the commentary on {one.indicator.name}",
        href=one_href(one),
        words=f"It came back: {one.returned_because}",
        tag="Returned",
    )
