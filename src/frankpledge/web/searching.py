"""The page of the search: what was found, how much of each kind, and what to try where it is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.search.queries import Answer, FoundThing, Piece, kinds_for, search
from frankpledge.ground.ui.parts import Choice, Pages
from frankpledge.refusal import Refusal
from frankpledge.web.forms import SPANS

LONGEST_NUMBER = 7  # figures of a page's number
NOTHING = "Nothing here has those words that you may read."
HOW_TO_ASK = (
    "Several words find what has all of them.",
    "“Words in quotation marks” are found as they stand, one after the other.",
    "A minus before a word leaves out what has it: burglary -shed.",
    "A star ends a word that may go on: neighbour*.",
    "Abbreviations find their words, and the other way round: DA, ASB, VAWG.",
)


@dataclass(frozen=True)
class Hit:
    """One thing that was found, as the page shows it."""

    title: SafeString
    text: SafeString
    href: str
    kind: str
    changed: date | None


@dataclass(frozen=True)
class Asked:
    """What stands in the address: the words, one kind or none, within how many days it changed, which page."""

    q: str = ""
    kind: str = ""
    since: str = ""
    page: str = ""

    def after(self, today: date) -> datetime | None:
        """Return the moment before which a change is too old; None where the address names no span of the form."""
        if self.since not in SPANS or not self.since:
            return None
        return datetime.combine(today - timedelta(days=int(self.since)), time(), get_current_timezone())

    @property
    def number(self) -> int:
        """Return which page is asked for; what is no number is the first."""
        return (
            int(self.page) if self.page.isascii() and self.page.isdecimal() and len(self.page) < LONGEST_NUMBER else 1
        )


@dataclass(frozen=True)
class SearchPage:
    """The page. `said` is the sentence above the list; `advice` says what to try where there is none."""

    asked: Asked
    said: str = ""
    hits: tuple[Hit, ...] = ()
    kinds: tuple[Choice, ...] = ()
    pages: Pages | None = None
    also: str = ""
    refused: str = ""
    advice: tuple[str, ...] = ()


def search_page(asked: Asked, *, workspace: Workspace, viewer: Any, today: date) -> SearchPage:
    """Return what a person finds; where nothing was asked, how to ask."""
    if not asked.q.strip():
        return SearchPage(asked, advice=HOW_TO_ASK)
    kinds, after = kinds_for(workspace=workspace, viewer=viewer), asked.after(today)
    try:
        answer = search(asked.q, workspace=workspace, kinds=kinds, kind=asked.kind, since=after, page=asked.number)
    except Refusal as refusal:
        return SearchPage(asked, refused=str(refusal), advice=HOW_TO_ASK)
    kept = {"q": asked.q, "since": asked.since}
    return SearchPage(
        asked,
        _said(answer),
        hits=tuple(_hit(thing) for thing in answer.things),
        kinds=tuple(_kinds(answer, asked.kind, kept)),
        pages=Pages(answer.number, answer.last, f"{_query({**kept, 'kind': asked.kind})}&"),
        also=_also(answer),
        advice=() if answer.things else _nothing(answer, after),
    )


def _said(answer: Answer) -> str:
    if not answer.total:
        return NOTHING
    return "One thing found." if answer.total == 1 else f"{answer.total:,} things found."


def _also(answer: Answer) -> str:
    begun = [one.phrases[0][-1] for one in answer.sought.wanted if one.beginning] if answer.total else []
    said = [f"Words that begin with {' and '.join(f'“{word}”' for word in begun)} are among them."] if begun else []
    also = [f"Also looked for: {', '.join(answer.sought.also)}."] if answer.sought.also else []
    return " ".join([*also, *said])


def _kinds(answer: Answer, chosen: str, kept: dict[str, str]) -> Iterable[Choice]:
    """Yield the kinds with their counts, each the way to see it alone; the one shown has no address."""
    shown = chosen if chosen in {kind.kind for kind, _ in answer.counts} else ""
    if answer.counts:
        yield Choice("Everything", f"?{_query(kept)}" if shown else "", f"{answer.total:,}")
    for kind, count in answer.counts:
        yield Choice(kind.label, "" if kind.kind == shown else f"?{_query({**kept, 'kind': kind.kind})}", f"{count:,}")


def _query(parts: dict[str, str]) -> str:
    return urlencode({name: value for name, value in parts.items() if value})


def _hit(thing: FoundThing) -> Hit:
    changed = thing.changed_at.astimezone(get_current_timezone()).date() if thing.changed_at else None
    return Hit(_marked(thing.title), _marked(thing.text), thing.href, thing.kind.label, changed)


def _marked(pieces: Iterable[Piece]) -> SafeString:
    """Return a text as HTML, everything in it escaped and what was looked for marked."""
    return SafeString("".join(f"<mark>{escape(p.words)}</mark>" if p.marked else escape(p.words) for p in pieces))


def _nothing(answer: Answer, after: datetime | None) -> tuple[str, ...]:
    tried = ["Try fewer words, or the beginning of one with a star: neighbour*."]
    if after:
        tried.append("What changed before the time that you chose is left out.")
    if answer.sought.left_out:
        tried.append("What has the words with a minus is left out.")
    return (*tried, "What you may not read is neither shown nor counted.")
