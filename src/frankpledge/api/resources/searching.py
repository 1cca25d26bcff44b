"""The search for programs: what of a workspace has the words, of the kinds that whoever calls may read."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from django.utils.timezone import get_current_timezone
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call
from frankpledge.api.parts import SEARCH
from frankpledge.api.routing import LAST_PAGE, reads
from frankpledge.ground.search.queries import FoundThing, kinds_for, search

MOST_WORDS = 200


class Sought(Schema):
    """The words, one kind or all, within how many days it changed, and which page."""

    q: Annotated[str, Field(min_length=1, max_length=MOST_WORDS, description="The words, as on the page.")]
    kind: Annotated[str, Field(max_length=100, description="One kind alone; the others are counted still.")] = ""
    since: Annotated[Literal["30", "92", "366"] | None, Field(description="Changed within so many days.")] = None
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


class KindOut(Schema):
    """A kind of thing, and how many were found."""

    kind: str
    label: str
    found: int


class ThingOut(Schema):
    """One thing that was found: what it is, a piece of its text, its page, and when it changed."""

    kind: str
    label: str
    about: str
    title: str
    text: str
    href: str
    changed_at: datetime | None


class FoundOut(Schema):
    """What was found: how many of each kind, and one page of them, the best first."""

    total: int
    page: int
    pages: int
    also: list[str] = Field(description="Words of the same meaning that were looked for too.")
    kinds: list[KindOut]
    items: list[ThingOut]


@reads("/search", part=SEARCH, returns=FoundOut, asks=Sought)
def search_everything(call: Call, given: dict[str, str]) -> FoundOut:
    """Search everything that you may read. What you may not is neither shown nor counted."""
    since = None
    if given.get("since"):
        since = datetime.combine(call.today - timedelta(days=int(given["since"])), time(), get_current_timezone())
    kinds = kinds_for(**call.here)
    answer = search(
        given["q"], workspace=call.workspace, kinds=kinds, kind=given["kind"], since=since, page=int(given["page"])
    )
    return FoundOut(
        total=answer.total,
        page=answer.number,
        pages=answer.last,
        also=list(answer.sought.also),
        kinds=[KindOut(kind=kind.kind, label=kind.label, found=count) for kind, count in answer.counts],
        items=[_thing(one) for one in answer.things],
    )


def _thing(one: FoundThing) -> ThingOut:
    told = one.as_json()
    return ThingOut(
        kind=told["kind"], label=one.kind.label, about=one.about, title=told["title"], text=told["text"],
        href=one.href, changed_at=one.changed_at,
    )  # fmt: skip
