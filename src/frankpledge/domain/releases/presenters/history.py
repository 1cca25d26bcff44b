"""Every file that was loaded, and every state that the evidence has had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.releases.presenters.words import (
    SOMEBODY,
    day,
    force_words,
    moment,
    our_own,
    state_tag,
    what_it_covers,
)
from frankpledge.domain.releases.queries.history import Held, Known
from frankpledge.ground.ui.parts import Column, Row, Table

FILES_NAMED = 3


@dataclass(frozen=True)
class ListPage:
    """The list of files under a filter."""

    lede: str
    note: str
    table: Table | None
    empty: str


def list_page(chosen: Sequence[Held], *, shown: Sequence[Held], whole: int, slug: str) -> ListPage:
    """Return one page of the files that a filter chose, out of the whole list."""
    empty = "No file matches. Choose less above, or show all." if whole else "No files are loaded yet."
    rows = sum(one.kept for one in chosen if one.state == "current")
    note = f"{len(chosen):,} of {whole:,} files" if len(chosen) != whole else f"{whole:,} files"
    return ListPage(
        lede="What was loaded, when and by whom. A file that was replaced or taken back stays in the history.",
        note=f"{note}; {rows:,} rows in the newest state",
        table=_files(shown, slug) if shown else None,
        empty=empty,
    )


def _files(shown: Sequence[Held], slug: str) -> Table:
    columns = (
        Column("File"),
        Column("Covers"),
        Column("Rows", right=True),
        Column("Set aside", right=True),
        Column("Loaded"),
        Column("State"),
    )
    rows = tuple(
        Row(
            (
                one.file,
                f"{what_it_covers(one)}{our_own(one)}",
                f"{one.kept:,}",
                f"{one.set_aside:,}",
                f"{day(one.loaded_at)}, {one.loaded_by or SOMEBODY}",
                state_tag(one),
            ),
            href=_address(one, slug),
        )
        for one in shown
    )
    return Table("Files, newest first", columns, rows, caption_hidden=True)


def _address(one: Held, slug: str) -> str:
    return reverse("releases:release", args=(slug, one.release))


def states_table(known: Sequence[Known]) -> Table:
    """Return the states of the evidence, newest first: since when, through whom, and what came with each."""
    columns = (Column("Known since"), Column("What came"), Column("Through"), Column("State"))
    rows = tuple(
        Row((moment(one.since), _came(one), one.by or SOMEBODY, f"{one.manifest}{', our own' if one.own else ''}"))
        for one in known
    )
    return Table("States of the evidence, newest first", columns, rows, caption_hidden=True)


def _came(one: Known) -> str:
    if one.taken_back:
        return f"Taken back: {', '.join(one.taken_back)}"
    named = ", ".join(one.files[:FILES_NAMED])
    more = len(one.files) - FILES_NAMED
    return f"{named} and {more:,} more" if more > 0 else named or "a file that is gone"


def kinds_in(found: Sequence[Held]) -> list[tuple[str, str]]:
    """Return the kinds of file that a list holds, as choices."""
    return sorted({(one.reader, one.label) for one in found}, key=lambda pair: pair[1])


def forces_in(found: Sequence[Held]) -> list[tuple[str, str]]:
    """Return the forces that a list speaks of, as choices."""
    return sorted({(one.force, force_words(one.force)) for one in found if one.force})
