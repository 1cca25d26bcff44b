"""Compare: a funnel where there are areas enough, rates, ranks with their intervals, and the peers in use."""

from __future__ import annotations

from frankpledge.analysis.comparison import Funnel, RankIntervals
from frankpledge.charts.chart import Chart
from frankpledge.charts.funnel import FunnelPoint, funnel_plot
from frankpledge.charts.rank_dots import RankDot, rank_dots
from frankpledge.domain.comparisons.queries.beside import DRAWS, SEED, Beside
from frankpledge.domain.explorer.presenters import notes
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.exports import export
from frankpledge.domain.explorer.presenters.pictures import pictures
from frankpledge.domain.explorer.queries.answer import answer
from frankpledge.domain.studies.presenters.page import File, Frame, Line, Part, Picture, StudyPage, drawn
from frankpledge.domain.yardsticks.queries.levels import Level
from frankpledge.ground.ui.parts import Column, Row, Table

MOST_RANKS = 45
NO_DISPERSION = "not known (too few months): chance alone, so that the intervals are too narrow"
RANKED = (
    f"{DRAWS:,} draws of every rate from its own uncertainty (gamma, Jeffreys), widened by the dispersion of this "
    "area's months (Goldstein and Spiegelhalter 1996). Overlapping intervals: the order is not known."
)


def compare_page(found: Beside, frame: Frame) -> StudyPage:
    """Return the page of how an area stands to others."""
    return StudyPage(
        caption=frame.caption,
        title=_title(found),
        lede=_lede(found),
        known=found.subject.cut_off,
        parts=(_funnel(found, frame), _peers(found), _ranks(found, frame)),
        parameters=(
            (
                "Compared",
                f"{len(found.levels)} {found.kind} of {found.where} with months and residents; {found.lacking} without",
            ),
            ("Period", found.subject.window.label),
            ("Dispersion of ranks", f"{max(1.0, found.dispersion):.2f}" if found.dispersion else NO_DISPERSION),
            ("Draws", f"{DRAWS:,}, seed {SEED}"),
        ),
        cautions=(
            "Residents alone are the base: a busy town has more people in it than live there.",
            *found.subject.explored.caveats,
        ),
    )


def _span(found: Beside) -> tuple[int, int, int] | None:
    if found.ranks is None or found.own is None:
        return None
    at = found.own
    return round(float(found.ranks.rank[at])), int(found.ranks.low[at]), int(found.ranks.high[at])


def _title(found: Beside) -> str:
    name = say.subject(found.subject.asked.what)
    if found.outer is not None and found.own is not None:
        where = (
            "within" if not found.outer.outside[found.own] else ("above" if found.outer.z[found.own] > 0 else "below")
        )
        return f"The rate of {name} is {where} the range expected for its size"
    span = _span(found)
    if span is None:
        return f"{say.capital(name)} cannot be held against other {found.kind} here"
    if span[1] == span[2]:
        return f"The rate of {name} ranks {span[1]} of {len(found.levels)}, highest first"
    return f"The rate of {name} ranks between {span[1]} and {span[2]} of {len(found.levels)}, highest first"


def _lede(found: Beside) -> str:
    if found.ranks is None:
        return found.why_ranks
    return "Where intervals overlap the order is not known. A rank is no verdict: somebody is always first."


def _source(found: Beside) -> str:
    """Return the source of a picture of many areas, of which some may lie in other forces."""
    of = found.subject
    whose = of.source if found.kind != "partnerships" else "data.police.uk, street-level files of each one's own force"
    return f"{whose}; residents: mid-year estimates. {of.cut_off}"


def _funnel(found: Beside, frame: Frame) -> Part:
    outer, inner = found.outer, found.inner
    if outer is None or inner is None:
        return Part("funnel", "More than size and chance?", absent=found.why_funnel)
    points = _points(found, outer, inner)
    out = sum(point.outside != "" for point in points)
    unit = say.capital(say.unit(frame.asked.what))

    def draw(width: int) -> Chart:
        words = frame.words(
            f"funnel-{width}",
            f"{out} of {len(points)} {found.kind} lie outside what size and chance allow",
            f"{unit} per 1,000 residents against residents, {found.kind} of {found.where}, "
            f"{found.subject.window.label}",
            source=_source(found),
        )
        per = "per 1,000 residents"
        return funnel_plot(words, points=points, centre=float(outer.centre[0]), base="residents", unit=per, width=width)

    lines: list[Line] = []
    for one, p in zip(found.levels, points, strict=True):
        limits = (round(p.value, 4), round(p.outer[0], 4), round(p.outer[1], 4), p.outside)
        lines.append((one.code, one.events, (one.name, one.code, one.events, one.people, *limits)))
    head = ("compared", "code", "recorded", "residents", "per_1000", "lower_99_8", "upper_99_8", "outside")
    tau = outer.tau_squared or 0.0
    method = f"Limits at 95% and 99.8%, widened for the spread between areas (τ² {tau:.3f}), tails winsorised 10%."
    return Part(
        "funnel",
        "Funnel",
        picture=drawn(draw),
        method=method,
        file=frame.file("funnel", head, lines, source=_source(found)),
    )


def _points(found: Beside, outer: Funnel, inner: Funnel) -> list[FunnelPoint]:
    return [
        FunnelPoint(
            label=one.name,
            base=float(one.people or 0),
            value=float(outer.value[at]),
            inner=(float(inner.lower[at]), float(inner.upper[at])),
            outer=(float(outer.lower[at]), float(outer.upper[at])),
            outside="" if not outer.outside[at] else "higher" if outer.z[at] > 0 else "lower",
            own=one.own,
        )
        for at, one in enumerate(found.levels)
    ]


def _peers(found: Beside) -> Part:
    asked = found.subject.asked
    told, drawing = answer(asked), pictures(asked).beside
    made = export(told, "comparison")
    file = File("comparison", made.what, made.cells, made.head, made.rows) if made else None
    note = f"{notes.beside_note(told)} {notes.peers_note(told, asked)}".strip()
    if drawing is None:
        return Part("beside", "The partnerships of the force, and peers", absent=note)
    return Part(
        "beside",
        "Beside",
        picture=Picture(
            drawing.wide, drawing.narrow, lambda width: drawing.narrow if width < drawing.wide.width else drawing.wide
        ),
        method=note,
        file=file,
        half=True,
    )


def rank_words(rank: int, low: int, high: int, *, of: int) -> str:
    """Return a rank with the ranks that its interval holds."""
    held = f"and between {low} and {high}" if low != high else "with no other in its interval"
    return f"Rank {rank} of {of}, {held}"


def _ranks(found: Beside, frame: Frame) -> Part:
    title, ranks = "Ranks, as far as they are known", found.ranks
    if ranks is None:
        return Part("ranks", title, absent=found.why_ranks)
    order = sorted(range(len(found.levels)), key=lambda at: (float(ranks.rank[at]), found.levels[at].name))
    dots = [_dot(found.levels[at], ranks, at) for at in order]
    span = _span(found)
    told = rank_words(*span, of=len(dots)) if span else f"Ranks of {len(dots)}"

    def draw(width: int) -> Chart:
        words = frame.words(
            f"ranks-{width}",
            told,
            f"Rank of the rate per 1,000 residents with 95% interval among {found.kind} of {found.where}, 1 is the "
            f"highest, {found.subject.window.label}",
            source=_source(found),
        )
        return rank_dots(words, ranks=dots, top=0, head="Area", width=width)

    lines: list[Line] = []
    for at in order:
        one, span_at = found.levels[at], (float(ranks.rank[at]), int(ranks.low[at]), int(ranks.high[at]))
        lines.append((one.code, one.events, (one.name, one.code, one.events, one.people, *span_at)))
    file = frame.file(
        "ranks", ("compared", "code", "recorded", "residents", "rank", "low", "high"), lines, source=_source(found)
    )
    if len(dots) > MOST_RANKS:
        return Part("ranks", title, table=_rank_table(dots), method=RANKED, file=file)
    return Part("ranks", title, picture=drawn(draw), method=RANKED, file=file)


def _dot(one: Level, ranks: RankIntervals, at: int) -> RankDot:
    place = round(float(ranks.rank[at]))
    return RankDot(one.name, place, int(ranks.low[at]), int(ranks.high[at]), picked=one.own)


def _rank_table(dots: list[RankDot]) -> Table:
    """Return the ranks around the area alone: more than a picture can hold are in the file."""
    own = next((at for at, one in enumerate(dots) if one.picked), 0)
    near = dots[max(0, own - 7) : own + 8]
    rows = tuple(Row((one.label, f"{one.rank}", f"{one.low} to {one.high}"), strong=one.picked) for one in near)
    return Table(
        "Ranks near this area",
        (Column("Area"), Column("Rank", right=True), Column("95% interval", right=True)),
        rows,
    )
