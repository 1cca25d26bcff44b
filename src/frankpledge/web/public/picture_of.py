"""A place beside all of its area in sentences, numbers, a table and a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, comparison_dots
from frankpledge.charts.words import Words, joined
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.site.presenters.area import NARROW, NOT_SHOWN, WIDE
from frankpledge.domain.site.queries.choices import plain
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.disclosure import disclosure
from frankpledge.web.public.near import Line, Near

COMPARED = {
    "higher": ("higher", "Higher"), "lower": ("lower", "Lower"), "same": ("none", "No clear difference"),
    "few": ("cannot_tell", "Too few to say"), "whole_only": ("cannot_tell", "For the whole area only"),
}  # fmt: skip


@dataclass(frozen=True)
class NearPage:
    """What the page of a place says: its finding, what else, the picture twice, the table, and where it comes from."""

    finding: str
    else_: str
    wide: Chart | None
    narrow: Chart | None
    table: Table
    source: str


def near_page(found: Near, *, generated: bool) -> NearPage:
    """Return the page of a place."""
    return _page(found, generated)


@lru_cache(maxsize=256)
def _page(found: Near, generated: bool) -> NearPage:
    place, whole = display_name(found.place), display_name(found.whole)
    finding = _finding(found, place, whole)
    charts = [_chart(found, place, whole, width=width, generated=generated) for width in (WIDE, NARROW)]
    shown = any(line.here for line in found.lines)
    return NearPage(
        finding, _else(found), charts[0] if shown else None, charts[1] if shown else None,
        _table(found, whole), _source(found),
    )  # fmt: skip


def _finding(found: Near, place: str, whole: str) -> str:
    more, less = ([plain(one.kind) for one in found.lines if one.verdict == way] for way in ("higher", "lower"))
    if more:
        verb = "is" if len(more) == 1 else "are"
        return f"In {place}, {joined(more)} {verb} recorded more often than in the rest of {whole}"
    if less:
        verb = "is" if len(less) == 1 else "are"
        return f"In {place}, {joined(less)} {verb} recorded less often than in the rest of {whole}"
    return f"In {place}, no kind of crime is clearly recorded more or less often than in the rest of {whole}"


def _else(found: Near) -> str:
    less = [plain(one.kind) for one in found.lines if one.verdict == "lower"]
    more = any(one.verdict == "higher" for one in found.lines)
    said = f"Recorded less often: {joined(less)}. " if less and more else ""
    return f"{said}Other kinds are about the same as elsewhere, or too few to compare."


def _chart(found: Near, place: str, whole: str, *, width: int, generated: bool) -> Chart:
    rows: list[AreaRate] = []
    for line in (one for one in found.lines if one.verdict != "whole_only" and one.whole and one.whole.value):
        here, all_ = line.here, line.whole
        group = plain(line.kind).capitalize()
        mine = AreaRate(place, here.value, here.lower, here.upper, own=True, group=group) if here else None
        rows.append(mine or AreaRate(place, None, own=True, group=group, why=NOT_SHOWN))
        if all_:
            rows.append(AreaRate(whole, all_.value, all_.lower, all_.upper, group=group))
    words = Words(
        name=f"near-{width}",
        title="Recorded for every 1,000 people who live there",
        subtitle=f"{place} beside all of {whole}, {found.window.label}. Lines show the range that chance alone allows.",
        source=_source(found),
        generated=generated,
    )
    return comparison_dots(words, areas=rows, unit="per 1,000 residents", as_given=True, width=width)


def _table(found: Near, whole: str) -> Table:
    columns = (
        Column("Kind"), Column("Recorded", right=True), Column("Per 1,000 here", right=True),
        Column(f"Per 1,000 in {whole}", right=True), Column("Compared"),
    )  # fmt: skip
    caption = f"Recorded {found.window.label}, and for every 1,000 of {found.people:,} residents (mid-{found.year})"
    return Table(caption, columns, tuple(_row(line) for line in found.lines))


def _row(line: Line) -> Row:
    verdict, words = COMPARED[line.verdict]
    count = f"{line.count:,}" if line.count is not None else NOT_SHOWN
    here, whole = (f"{one.value:.1f}" if one else NOT_SHOWN for one in (line.here, line.whole))
    judged = component("signal", verdict=verdict, words=words)
    return Row((plain(line.kind).capitalize(), count, here, whole, judged))


def _source(found: Near) -> str:
    told = (
        f"data.police.uk, street-level files, {found.window.label}; residents mid-{found.year}.",
        found.word,
        f"Counts of {disclosure().hidden_up_to} or fewer are not shown here.",
        _whole_only(found),
        "A town with many shops and visitors records more for each person who lives there.",
    )
    return " ".join(filter(None, told))


def _whole_only(found: Near) -> str:
    kinds = [plain(line.kind) for line in found.lines if line.verdict == "whole_only"]
    return f"{joined(kinds).capitalize()} are told for the whole area only, to protect people." if kinds else ""
