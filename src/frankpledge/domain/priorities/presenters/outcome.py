"""What the marks come to, on a page: the finding, the picture, the table, what the weights do, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frankpledge.charts.chart import Chart
from frankpledge.charts.rank_dots import RankDot, rank_dots
from frankpledge.charts.words import Words, joined
from frankpledge.domain.priorities.queries.results import Recommended, Result, number_of, standing_of
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

WIDE, NARROW = 1136, 354
MOST_NAMED = 3
RELIABLE, TENTATIVE = 0.8, 0.667
NOT_MARKED = "not marked"


@dataclass(frozen=True)
class Outcome:
    """The result of a closed round, as it is read."""

    caption: str
    title: str
    lede: str
    facts: tuple[Fact, ...]
    wide: Chart
    narrow: Chart
    table: Table
    note: str
    weights: tuple[str, ...]
    comments: Table | None
    choice: Table | None
    choice_note: str


def outcome_page(result: Result, *, generated: bool) -> Outcome:
    """Return the page of a result."""
    lines = standing_of(result)
    order = _order(result)
    title, lede = finding(result, lines)
    wide, narrow = (_picture(result, lines, order, title, width, generated=generated) for width in (WIDE, NARROW))
    scoring = result.scoring
    return Outcome(
        caption=f"{scoring.title}, {scoring.year} · round {result.round}, {len(result.sheets)} agencies",
        title=title,
        lede=lede,
        facts=_facts(result),
        wide=wide,
        narrow=narrow,
        table=result_table(result, lines, order),
        note=f"harm × likelihood ÷ 16, from 0 to 1; {method(result)}",
        weights=weight_lines(result),
        comments=_comments(result),
        choice=choice_table(lines, order) if scoring.chosen_at else None,
        choice_note=f"recorded by {scoring.chosen_by} on {scoring.chosen_at.day} {scoring.chosen_at:%B %Y}"
        if scoring.chosen_at
        else "",
    )


def method(result: Result) -> str:
    """Return by which method places were drawn."""
    return f"{result.scheme.draws:,} draws over doubt and weights, seed {result.scheme.seed}"


def _order(result: Result) -> list[int]:
    """Return the issues by place, those without one last."""
    rank = result.scores.rank
    return sorted(range(len(result.issues)), key=lambda at: (bool(np.isnan(rank[at])), rank[at], at))


# ---- in words -----------------------------------------------------------------------------------------------------


def finding(result: Result, lines: tuple[Recommended, ...]) -> tuple[str, str]:
    """Return what the marks show, as a title, and what is firm among the first places, as a sentence."""
    if result.stability is None:
        return "The marks give no order yet", result.no_stability
    best = min((one.low for one in lines if one.low is not None), default=None)
    first = [one.name for one in lines if one.low == best]  # not the tier: ties link some that share no place
    title = f"{first[0]} comes first" if len(first) == 1 else f"{_named(first)} tie for the first place"
    top = result.scoring.top
    surely = [one.name for one in lines if one.by_scoring]
    tied = [one.name for one in lines if one.tied]
    said = f"Firmly among {first_words(top)}: {_named(surely) if surely else 'none'}."
    if tied:
        left = top - len(surely)
        said += f" {_named(tied)} cannot be parted: the marks leave {left} place{'s' * (left > 1)} between them."
    return title, said


def first_words(top: int) -> str:
    """Return the places that are recommended, in words."""
    return "the first place" if top == 1 else f"the first {top}"


def _named(names: list[str]) -> str:
    return joined(names) if len(names) <= MOST_NAMED else f"{len(names)} issues"


def agreement_words(alpha: float) -> str:
    """Return what an alpha allows. The bounds are Krippendorff's own (2004, page 241)."""
    if alpha >= RELIABLE:
        return "agencies agree well"
    if alpha >= TENTATIVE:
        return "enough for tentative conclusions"
    return "too little to rely on without talking"


def _facts(result: Result) -> tuple[Fact, ...]:
    if result.agreement is None:
        agreed = Fact("Agreement", "cannot tell", result.no_agreement, in_words=True)
    else:
        given = f"Krippendorff’s α, ordinal, over {result.agreement.units} marks given twice or more"
        words = f"{given}: {agreement_words(result.agreement.alpha)}"
        agreed = Fact("Agreement", f"{result.agreement.alpha:.2f}".replace("-", "−"), words)
    return (
        Fact("Agencies", str(len(result.sheets)), ", ".join(sheet.agency for sheet in result.sheets)),
        Fact(
            "Issues",
            str(len(result.issues)),
            f"{first_words(result.scoring.top)} {'is' if result.scoring.top == 1 else 'are'} recommended",
        ),
        agreed,
    )


def weight_lines(result: Result) -> tuple[str, ...]:
    """Return what the weights do to the first places: with criteria alike, and with each left out in turn."""
    usual = _first(result, result.weights.weighted)
    lines = [f"With all criteria of a part alike: {_moves(result, usual, result.weights.alike)}"]
    same = []
    for at, criterion in enumerate(result.scheme.criteria):
        without = result.weights.without[at]
        if criterion.part == "gap" or np.isnan(without).all():
            continue
        if _first(result, without) == usual:
            same.append(f"“{criterion.label}”")
        else:
            lines.append(f"Without “{criterion.label}”: {_moves(result, usual, without)}")
    if same:
        lines.append(f"Leaving out {joined(same, 'or')} changes nothing among {first_words(result.scoring.top)}.")
    return tuple(lines)


def _first(result: Result, ranks: object) -> set[int]:
    return {at for at in range(len(result.issues)) if ranks[at] <= result.scoring.top}  # type: ignore[index]


def _moves(result: Result, usual: set[int], ranks: object) -> str:
    now, top = _first(result, ranks), result.scoring.top
    come = joined([result.issues[at].name for at in sorted(now - usual)])
    go = joined([result.issues[at].name for at in sorted(usual - now)])
    if come and go:
        return f"{come} would come among {first_words(top)}, and {go} would not."
    if come or go:
        return f"{come or go} would {'come among' if come else 'fall out of'} {first_words(top)}."
    return f"nothing changes among {first_words(top)}."


# ---- picture and tables --------------------------------------------------------------------------------------------


def _picture(
    result: Result, lines: tuple[Recommended, ...], order: list[int], title: str, width: int, *, generated: bool
) -> Chart:
    decided = result.scoring.chosen_at is not None
    dots = [
        RankDot(
            label=lines[at].name,
            rank=_whole(result, at),
            low=lines[at].low,
            high=lines[at].high,
            picked=bool(lines[at].chosen) if decided else lines[at].by_scoring,
            why=NOT_MARKED,
        )
        for at in order
    ]
    filled = "the board’s choice" if decided else "firmly among the first"
    percent = round(result.scheme.confidence * 100)
    words = Words(
        name=f"places {width}",
        title=title,
        subtitle=f"Place by risk, and the {percent}% of places that doubt leaves open; filled: {filled}",
        source=f"Marks of {len(result.sheets)} agencies, round {result.round}; {method(result)}.",
        generated=generated,
    )
    return rank_dots(words, ranks=dots, top=result.scoring.top, width=width)


def _whole(result: Result, at: int) -> int | None:
    found = number_of(result.scores.rank, at)
    return None if found is None else int(found)


def result_table(result: Result, lines: tuple[Recommended, ...], order: list[int]) -> Table:
    """Return every issue with its place and what it rests on."""
    columns = (
        Column("Issue"),
        Column("Place", right=True),
        Column("Places left open", right=True),
        Column(f"In first {result.scoring.top}", right=True),
        Column("Risk", right=True),
        Column("Harm", right=True),
        Column("Likelihood", right=True),
        Column("Response gap", right=True),
        Column("Widest disagreement"),
        Column("Weights alike", right=True),
    )
    rows = tuple(_row(result, lines[at], at) for at in order)
    return Table("Issues by place", columns, rows, caption_hidden=True, stacked=True)


def _row(result: Result, line: Recommended, at: int) -> Row:
    scores = result.scores
    return Row(
        (
            line.name,
            place_words(result, at),
            "–" if line.low is None else str(line.low) if line.low == line.high else f"{line.low} to {line.high}",
            "–" if line.in_top is None else f"{line.in_top:.0%}",
            _decimal(number_of(scores.risk, at), 2),
            *(_decimal(number_of(part, at), 1) for part in (scores.harm, scores.likelihood, scores.gap)),
            widest(result, at),
            _decimal(number_of(result.weights.alike, at), 0),
        ),
        strong=line.by_scoring,
    )


def place_words(result: Result, at: int) -> str:
    """Return an issue's place: that at which its tier begins, with = where others tie with it."""
    tier = result.tiers[result.issues[at].pk]
    if not tier:
        return component("absent", kind="missing", words=NOT_MARKED)
    tied = list(result.tiers.values()).count(tier) > 1
    return f"{tier}{'=' if tied else ''}"


def widest(result: Result, at: int) -> str:
    """Return the criterion on which agencies went furthest apart."""
    apart = result.scores.highest[at] - result.scores.lowest[at]
    if len(result.sheets) < 2 or np.isnan(apart).all() or np.nanmax(apart) == 0:
        return "none"
    column = int(np.nanargmax(apart))
    low, high = result.scores.lowest[at, column], result.scores.highest[at, column]
    return f"{result.scheme.criteria[column].label}: {low:g} to {high:g}"


def _decimal(value: float | None, digits: int) -> str:
    return component("absent", kind="missing", words=NOT_MARKED) if value is None else f"{value:.{digits}f}"


def _comments(result: Result) -> Table | None:
    """Return what agencies wrote beside their marks, None where nobody wrote anything."""
    rows = tuple(
        Row((issue.name, sheet.agency, sheet.marks[issue.pk].comment))
        for issue in result.issues
        for sheet in result.sheets
        if issue.pk in sheet.marks and sheet.marks[issue.pk].comment
    )
    columns = (Column("Issue"), Column("Agency"), Column("Comment"))
    return Table("What agencies wrote", columns, rows, caption_hidden=True) if rows else None


def choice_table(lines: tuple[Recommended, ...], order: list[int]) -> Table:
    """Return the board's choice beside the scoring, with its reason where they part."""
    rows = tuple(
        Row(
            (
                lines[at].name,
                "first" if lines[at].by_scoring else "tied for the last place" if lines[at].tied else "below",
                "chosen" if lines[at].chosen else "not chosen",
                lines[at].reason or "–",
            ),
            strong=bool(lines[at].chosen),
        )
        for at in order
    )
    columns = (Column("Issue"), Column("Scoring"), Column("Board"), Column("The board’s reason"))
    return Table("The board’s choice", columns, rows, caption_hidden=True)
