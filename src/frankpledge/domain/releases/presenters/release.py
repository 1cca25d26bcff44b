"""One file: its quality, the rows that could not be read, and how it differs from the file that it replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from frankpledge.domain.releases.presenters.withdrawal import files_back, gone_words, taken_back_words
from frankpledge.domain.releases.presenters.words import (
    SOMEBODY,
    moment,
    state_tag,
    what_it_covers,
)
from frankpledge.domain.releases.queries.history import Held, Returning
from frankpledge.domain.releases.rules import in_words
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table
from frankpledge.lake.quality import QualityReport, ReleaseQuality

LONGEST_ROW = 160
LINKED = 3


@dataclass(frozen=True)
class ReleasePage:
    """The quality of one file, and its place in the history."""

    title: str
    caption: str
    lede: str
    state: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    counts: Table | None
    changes: Table | None
    changes_note: str
    taken_back: str
    back: tuple[Choice, ...]
    gone: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    links: tuple[Choice, ...]


def release_page(
    one: Held,
    report: QualityReport,
    *,
    slug: str,
    others: Mapping[str, Held],
    before: Mapping[str, Any] | None,
    found: Returning,
) -> ReleasePage:
    """Return the page about one release; `others` are those that it replaced or that replaced it, by name.

    `found` is what is counted in the place of one that was taken back.
    """
    gone = one.state == "withdrawn"
    (judged,) = report.releases
    return ReleasePage(
        title=one.file,
        caption=f"{one.label}, {'our own' if one.own else 'open data'}",
        lede=_lede(one, others),
        state=state_tag(one),
        facts=_facts(one),
        warnings=tuple(f"{told[:1].upper()}{told[1:]}." for told in judged.warnings),
        counts=_counts(judged),
        changes=_changes(judged, before) if before else None,
        changes_note=f"{before['rows_kept']:,} rows before, {one.kept:,} now" if before else "",
        taken_back=taken_back_words(one),
        back=files_back(found, slug) if gone else (),
        gone=gone_words(found) if gone else (),
        history=_history(one, others),
        links=_links(one, others, slug),
    )


def _lede(one: Held, others: Mapping[str, Held]) -> str:
    covers = what_it_covers(one)
    if one.state == "current":
        return f"{covers}. Figures are counted from it."
    if one.state == "withdrawn":
        return f"{covers}. It was taken back: no figure is counted from it now."
    later = next((others[name] for name in one.replaced_by if name in others), None)
    by = f" by {later.file}" if later else " by a later file"
    return f"{covers}. Replaced{by}: figures are counted from it only as known before."


def _facts(one: Held) -> tuple[Fact, ...]:
    share = f"{one.set_aside / one.read:.1%} of those read" if one.set_aside else ""
    return (
        Fact("Rows read", f"{one.read:,}"),
        Fact("Rows kept", f"{one.kept:,}"),
        Fact("Set aside", f"{one.set_aside:,}", share),
    )


def _counts(found: ReleaseQuality) -> Table | None:
    said = (
        (found.no_place, "Without an LSOA"),
        (found.no_point, "Without a point on the map"),
        (found.outside_area, "Outside the force’s area"),
        (found.blank_street, "With a blank street"),
        (found.id_repeats, "Repeating a Crime ID"),
        (found.exact_duplicates, "Exact duplicates, kept and counted"),
    )
    rows = tuple(
        Row((what, f"{count:,}", f"{found.share(count) or 0:.1%}")) for count, what in said if count is not None
    )
    columns = (Column("Rows"), Column("Number", right=True), Column("Share of those kept", right=True))
    return Table("What to know of its rows", columns, rows, caption_hidden=True) if rows else None


def _changes(found: ReleaseQuality, before: Mapping[str, Any]) -> Table | None:
    earlier = json.loads(str(before["quality"] or "{}")).get("by_type", {})
    if not earlier or not found.by_type:
        return None
    largest = {kind: max(earlier.get(kind, 0), found.by_type.get(kind, 0)) for kind in {*earlier, *found.by_type}}
    kinds = sorted(largest, key=lambda kind: (-largest[kind], kind))
    rows = tuple(_change(kind, earlier.get(kind, 0), found.by_type.get(kind, 0)) for kind in kinds)
    columns = (Column("Type"), *(Column(head, right=True) for head in ("Before", "Now", "Difference")))
    total = _change("All", sum(earlier.values()), sum(found.by_type.values()))
    return Table("By type, before and now", columns, rows, total=total, caption_hidden=True)


def _change(what: str, before: int, now: int) -> Row:
    difference = "0" if before == now else f"{now - before:+,}".replace("-", "−")
    return Row((what, f"{before:,}", f"{now:,}", difference), quiet=before == now)


def _history(one: Held, others: Mapping[str, Held]) -> tuple[tuple[str, str], ...]:
    told = [("Loaded", f"{moment(one.loaded_at)}, by {one.loaded_by or SOMEBODY}")]
    if one.replaces:
        told.append(("Replaced", _named(one.replaces, others)))
    if one.replaced_by:
        told.append(("Replaced by", _named(one.replaced_by, others)))
    return (*told, ("Size", in_words(one.size)), ("Release", one.release))


def _named(names: Sequence[str], others: Mapping[str, Held]) -> str:
    known = [f"{others[name].file} ({moment(others[name].loaded_at)})" for name in names if name in others]
    return ", ".join(known[:LINKED]) + (f" and {len(known) - LINKED} more" if len(known) > LINKED else "")


def _links(one: Held, others: Mapping[str, Held], slug: str) -> tuple[Choice, ...]:
    ways = [("The file that it replaced", one.replaces), ("The file that replaced it", one.replaced_by)]
    found = [
        Choice(words, _address(slug, name), others[name].file)
        for words, names in ways
        for name in [known for known in names if known in others][:LINKED]
    ]
    return (*found, Choice("What was known when", reverse("releases:states", args=(slug,)), "every state so far"))


def _address(slug: str, name: str) -> str:
    return reverse("releases:release", args=(slug, name))


def set_aside_table(rows: Sequence[Mapping[str, Any]], *, with_words: bool) -> Table:
    """Return rows that could not be read: where, why, and, for those who load files, how they stood."""
    columns = [Column("Line"), Column("Column"), Column("Why"), *([Column("As it stood")] if with_words else [])]
    table = tuple(
        Row(
            (
                f"{row['line']:,}" if row["line"] else "all",
                row["column"] or "the row",
                row["reason"],
                *((_short(row["row"]),) if with_words else ()),
            )
        )
        for row in rows
    )
    return Table("Rows that could not be read", tuple(columns), table, caption_hidden=True)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_ROW else f"{text[:LONGEST_ROW]}…"
