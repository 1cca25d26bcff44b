"""One risk: its scores, what holds it down, what bears on it, and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.rules import Status, in_words
from frankpledge.domain.action_log.rules import standing as action_standing
from frankpledge.domain.risks.models import Appetite, Control, Risk, Tie
from frankpledge.domain.risks.presenters.register import category_label
from frankpledge.domain.risks.queries import Line
from frankpledge.domain.risks.rules import Level, ScoreKind, State
from frankpledge.ground.ui.parts import Column, Happened, Row, Table
from frankpledge.statute.risks import categories, schemes

SCORES = (
    Column("Score"), Column("Likelihood"), Column("Impact"), Column("Level"), Column("Because"), Column("Scored on"),
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A control as it is shown. `next`: what a button can do with it, empty where it is over."""

    id: UUID
    words: str
    note: str
    next: str


@dataclass(frozen=True)
class Tied:
    """What bears on a risk, with how it stands and where it is shown."""

    id: UUID
    words: str
    href: str
    note: str


@dataclass(frozen=True)
class RiskPage:
    """One risk as a page shows it."""

    line: Line
    caption: str
    lede: str
    details: tuple[tuple[str, str], ...]
    scores: Table
    controls: tuple[Held, ...]
    ties: tuple[Tied, ...]
    happened: tuple[Happened, ...]


def risk_page(risk: Risk, line: Line, *, on: date) -> RiskPage:
    """Return the page of a risk."""
    details = (
        ("Kind", category_label(line.category)),
        ("Organisation", line.organisation),
        ("Owner", line.person or "nobody named"),
        ("Deputy", line.deputy or "nobody named"),
        ("Raised on", in_words(line.raised_on)),
        ("Last looked at", in_words(line.reviewed_on) if line.reviewed_on else "never since it was raised"),
        ("Next review", in_words(line.review_due) if line.review_due else "no day set"),
        ("The body bears", _limit(line)),
    )
    return RiskPage(
        line=line,
        caption=f"Risk {line.number} · {line.body}",
        lede=_lede(line),
        details=details,
        scores=_scores(line),
        controls=tuple(_held(one) for one in risk.controls.all()),
        ties=tuple(_tied(one, on=on) for one in risk.ties.all()),
        happened=tuple(sorted(_happened(risk), key=lambda one: one.at, reverse=True)),
    )


def _limit(line: Line) -> str:
    limit = line.tolerance.limit(line.category)
    return "no appetite is set" if limit is None else f"up to {limit}"


def _lede(line: Line) -> str:
    if line.closed_on:
        return f"Closed on {in_words(line.closed_on)}: {line.closed_because}"
    if line.current is None:
        return "Not scored yet"
    return f"{line.current.words}; {line.judgement.words}; {line.review.words}"


def _scores(line: Line) -> Table:
    latest = {one.kind: one for one in line.scored}
    rows = []
    for kind in ScoreKind:
        found = latest.get(kind)
        named = f"{kind.label}: {kind.words}"
        if found is None:
            rows.append(Row((named, "not scored", "", "", "", "")))
            continue
        scale = found.level.scale
        words = (_step(found.level, "likelihood"), _step(found.level, "impact"))
        level = f"{found.level.words}{'' if scale.id == line.tolerance.scheme else f' ({scale.about.label.lower()})'}"
        rows.append(Row((named, *words, level, found.reason, in_words(found.on)), strong=kind is ScoreKind.CURRENT))
    return Table("Scores", SCORES, tuple(rows), caption_hidden=True)


def _step(level: Level, side: str) -> str:
    score = getattr(level, side)
    return f"{score} {getattr(level.scale, side)[score - 1].label}"


def _held(control: Control) -> Held:
    if control.until:
        note, following = f"from {in_words(control.since)} to {in_words(control.until)}", ""
    elif control.since:
        note, following = f"in place since {in_words(control.since)}", "End it"
    else:
        note, following = "meant, not yet in place", "It is in place"
    return Held(control.pk, control.words, note, following)


def _tied(tie: Tie, *, on: date) -> Tied:
    action = tie.action
    if action is None:
        return Tied(tie.pk, tie.words, tie.place, "")
    stands = action_standing(status=Status(action.status), due=action.due, closed_on=action.closed_on, said=None, on=on)
    href = reverse("action_log:one", args=(tie.risk.workspace.slug, action.pk))
    return Tied(tie.pk, f"{action}: {action.wording}", href, stands.words)


def _happened(risk: Risk) -> Iterator[Happened]:
    yield Happened(risk.at, risk.by.name, f"recorded it, as raised on {in_words(risk.raised_on)}")
    for score in risk.scores.all():
        level = Level(score.scheme, score.likelihood, score.impact)
        words = f"scored it {level.words} ({score.kind}), as on {in_words(score.on)}: {score.reason}"
        yield Happened(score.at, score.by.name, words)
    for review in risk.reviews.all():
        if review.words:
            words = f"looked at it on {in_words(review.on)}: {review.words} Next on {in_words(review.due_next)}."
            yield Happened(review.at, review.by.name, words)
    for turn in risk.turns.all():
        did = "closed it" if turn.state == State.CLOSED else "opened it again"
        yield Happened(turn.at, turn.by.name, f"{did} on {in_words(turn.on)}: {turn.reason}")
    for control in risk.controls.all():
        yield Happened(control.at, control.by.name, f"recorded a control: {control.words}")


# ---- what bodies bear ------------------------------------------------------------------------------------------------


def appetite_table(appetites: tuple[Appetite, ...]) -> Table:
    """Return what bodies bear, each version from its day."""
    columns = (Column("Body"), Column("From"), Column("Scale"), Column("Bears"), Column("Review"), Column("Because"))
    rows = tuple(
        Row((one.body.name, in_words(one.since), Level(one.scheme, 1, 1).scale.about.label, _bears(one),
             f"every {one.review_months} months", one.reason))
        for one in appetites
    )  # fmt: skip
    return Table("What bodies bear", columns, rows, caption_hidden=True)


def _bears(appetite: Appetite) -> str:
    general = "nothing set" if appetite.score is None else f"up to {appetite.score}"
    labels = {one.id: one.label.lower() for one in categories()}
    own = [f"{labels.get(name, name)} {score}" for name, score in sorted(appetite.by_category.items())]
    return "; ".join([general, *own])


def scales() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Return each scale: its name, where it comes from, and what its steps and bands mean."""
    found = []
    for one in schemes():
        steps = [(f"{step.side.capitalize()} {step.score}: {step.label}", step.words)
                 for step in (*one.likelihood, *one.impact)]  # fmt: skip
        bands = [(f"{band.first} to {band.last}: {band.label}", band.words) for band in one.bands]
        found.append((one.about.label, one.about.source, (*steps, *bands)))
    return tuple(found)
