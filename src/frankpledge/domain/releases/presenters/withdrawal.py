"""What taking a file back would do, and what it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.releases.presenters.words import SOMEBODY, force_words, moment, what_it_covers, window_of
from frankpledge.domain.releases.queries.history import Held, Returning
from frankpledge.ground.registry import Use
from frankpledge.ground.ui.parts import Choice, Task

KINDS = {
    "street": "Crime and anti-social behaviour",
    "outcomes": "Outcomes",
    "stops": "Stop and search",
    "records": "Records",
    "partner_values": "Indicators",
    "partner_rows": "Returns",
}
GONE_NAMED = 12


@dataclass(frozen=True)
class WithdrawalPage:
    """What is asked before a file is taken back."""

    title: str
    lede: str
    back: tuple[Choice, ...]
    gone: tuple[str, ...]
    nothing: str
    uses: tuple[Task, ...]
    shared: bool


def withdrawal_page(one: Held, found: Returning, uses: Iterable[Use], *, slug: str) -> WithdrawalPage:
    """Return the page that asks whether a file is to be taken back."""
    return WithdrawalPage(
        title=f"Take back {one.file}?",
        lede=f"{what_it_covers(one)}. From then on no figure is counted from it. What was known before stays known.",
        back=files_back(found, slug),
        gone=gone_words(found),
        nothing="" if found.back or found.gone else "It is replaced already: no figure of today changes.",
        uses=tuple(Task(title=use.title, href=use.href, words=use.words) for use in uses),
        shared=not one.own,
    )


def files_back(found: Returning, slug: str) -> tuple[Choice, ...]:
    """Return the files that are counted in its place."""
    return tuple(
        Choice(other.file, reverse("releases:release", args=(slug, other.release)), f"loaded {moment(other.loaded_at)}")
        for other in found.back
    )


def gone_words(found: Returning) -> tuple[str, ...]:
    """Return in words what nothing is held of without it."""
    told = [_thing(thing) for thing in found.gone]
    more = len(told) - GONE_NAMED
    return (*told[:GONE_NAMED], *([f"and {more:,} more"] if more > 0 else []))


def _thing(thing: str) -> str:
    kind, *rest = thing.split(" ")
    if kind not in KINDS:
        return "What the file says" if kind == "file" else thing.replace("_", " ").capitalize()
    said = [window.label if (window := window_of(part)) else force_words(part) for part in rest]
    return ", ".join([KINDS[kind], *said])


def taken_back_words(one: Held) -> str:
    """Return when, by whom and why a file was taken back; nothing where it was not."""
    told = one.taken_back
    return f"{moment(told.at)}, by {told.by or SOMEBODY}: {told.reason}" if told else ""
