"""What the marks come to, once their round is closed: medians, risk, agreement, and how firm the order is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.priorities import (
    Agreement,
    Scores,
    Stability,
    WeightEffects,
    agreement,
    rank_stability,
    score,
    weight_effects,
)
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.priorities import rules
from frankpledge.domain.priorities.models import Issue, Scoring, Sheet
from frankpledge.domain.priorities.queries.scorings import marks_on, scheme_of, scorings
from frankpledge.domain.priorities.rules import Marked, State
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.priorities import Scheme


@dataclass(frozen=True)
class SeenSheet:
    """An agency's marks that may be seen by now, and the round that they are of."""

    agency: str
    round: int
    marks: Mapping[UUID, Marked]


@dataclass(frozen=True)
class Result:
    """What the marks of a closed round come to. Arrays are in the order of `issues` and of the scheme's criteria.

    `agreement` and `stability` are None where there is too little to tell, and the words beside say why.
    """

    scoring: Scoring
    scheme: Scheme
    round: int
    issues: tuple[Issue, ...]
    sheets: tuple[SeenSheet, ...]
    scores: Scores
    agreement: Agreement | None
    no_agreement: str
    stability: Stability | None
    no_stability: str
    weights: WeightEffects

    @property
    def tiers(self) -> dict[UUID, int]:
        """Return the place at which each issue's tier begins, 0 for what has no place."""
        if self.stability is None:
            return {issue.pk: 0 for issue in self.issues}
        return {issue.pk: int(at) for issue, at in zip(self.issues, self.stability.tier, strict=True)}


@dataclass(frozen=True)
class Recommended:
    """An issue that is put to the partnership as a priority, by the scoring or by the board's choice.

    `tied`: it ties for the last place. `chosen` is the board's choice, None while none is recorded; `reason` is the
    board's where it departs from the scoring. `low` and `high` are the places that doubt leaves open, `in_top` the
    chance of being among the first.
    """

    name: str
    evidence: str
    link: str
    risk: float | None
    gap: float | None
    low: int | None
    high: int | None
    in_top: float | None
    by_scoring: bool
    tied: bool
    chosen: bool | None
    departs: bool
    reason: str


def sheets_seen(scoring: Scoring) -> tuple[SeenSheet, ...]:
    """Return each agency's latest marks that were sent in a closed round; refused while the first round is open.

    An agency that sent nothing in the second round stands by its first marks.
    """
    number = rules.check_seen(State(scoring.state))
    sent = Sheet.objects.filter(agency__scoring=scoring, sent_at__isnull=False, round__lte=number)
    latest = {sheet.agency_id: sheet for sheet in sent.select_related("agency").order_by("round")}
    kept = sorted(latest.values(), key=lambda sheet: sheet.agency.name)
    return tuple(SeenSheet(sheet.agency.name, sheet.round, marks_on(sheet)) for sheet in kept)


def result_of(scoring: Scoring) -> Result:
    """Return what the marks come to. Refused while the first round is open, and where nobody has sent any."""
    sheets = sheets_seen(scoring)
    scheme, issues = scheme_of(scoring), tuple(scoring.issues.all())
    marks = marks_array(sheets, issues, scheme)
    parts, weights = [one.part for one in scheme.criteria], [float(one.weight) for one in scheme.criteria]
    alpha, no_alpha = _agreement(marks)
    firm, not_firm = _stability(marks, sheets, issues, scheme, top=min(scoring.top, len(issues)))
    return Result(
        scoring=scoring,
        scheme=scheme,
        round=rules.check_seen(State(scoring.state)),
        issues=issues,
        sheets=sheets,
        scores=score(marks=marks, parts=parts, weights=weights),
        agreement=alpha,
        no_agreement=no_alpha,
        stability=firm,
        no_stability=not_firm,
        weights=weight_effects(marks=marks, parts=parts, weights=weights),
    )


def tiers_of(scoring: Scoring) -> dict[UUID, int]:
    """Return the place at which each issue's tier begins. Refused while the first round is open."""
    return result_of(scoring).tiers


def marks_array(sheets: tuple[SeenSheet, ...], issues: tuple[Issue, ...], scheme: Scheme) -> Floats:
    """Return marks by agency, issue and criterion, NaN where an agency gave none."""
    rows = [[[_mark(sheet, issue, one.id) for one in scheme.criteria] for issue in issues] for sheet in sheets]
    return np.array(rows, dtype=float)


def _mark(sheet: SeenSheet, issue: Issue, criterion: str) -> float:
    marked = sheet.marks.get(issue.pk)
    found = marked.scores.get(criterion) if marked else None
    return float("nan") if found is None else float(found)


def _agreement(marks: Floats) -> tuple[Agreement | None, str]:
    try:
        return agreement(marks=marks.reshape(marks.shape[0], -1)), ""
    except NotEnoughData as refusal:
        return None, refusal.reason


def _stability(
    marks: Floats, sheets: tuple[SeenSheet, ...], issues: tuple[Issue, ...], scheme: Scheme, *, top: int
) -> tuple[Stability | None, str]:
    doubt = {one.id: one.doubt for one in scheme.certainties}
    doubts = [[doubt.get(_certainty(sheet, issue), 0.0) for issue in issues] for sheet in sheets]
    try:
        found = rank_stability(
            marks=marks,
            doubts=doubts,
            parts=[one.part for one in scheme.criteria],
            weights=[float(one.weight) for one in scheme.criteria],
            top=top,
            seed=scheme.seed,
            draws=scheme.draws,
            confidence=scheme.confidence,
        )
    except NotEnoughData as refusal:
        return None, refusal.reason
    return found, ""


def _certainty(sheet: SeenSheet, issue: Issue) -> str:
    marked = sheet.marks.get(issue.pk)
    return marked.certainty if marked else ""


def recommended(*, workspace: Workspace, year: str, viewer: User) -> tuple[Recommended, ...]:
    """Return what a year's latest scoring recommends, or the board chose, in order of place; nothing while it is blind.

    With a choice recorded: what was chosen, then what was left out against the scoring.
    """
    found = scorings(workspace=workspace, viewer=viewer).filter(year=year, state__in=_closed()).first()
    return _put(found) if found else ()


def recommended_in(*, workspace: Workspace, year: str) -> tuple[Recommended, ...]:
    """Return the same for whoever makes the year's document."""
    found = Scoring.objects.filter(workspace=workspace, year=year, state__in=_closed()).first()
    return _put(found) if found else ()


def scored_when(*, workspace: Workspace, year: str) -> tuple[str, ...]:
    """Return what changes whenever `recommended_in` would: the scoring, its state, and the board's choice."""
    found = Scoring.objects.filter(workspace=workspace, year=year, state__in=_closed()).first()
    return (str(found.pk), found.state, str(found.chosen_at)) if found else ()


def _closed() -> list[str]:
    return [one.value for one in State if one.shown_round]


def _put(found: Scoring) -> tuple[Recommended, ...]:
    every = [one for one in standing_of(result_of(found)) if one.chosen or one.by_scoring or one.tied]
    return tuple(sorted(every, key=lambda one: (one.chosen is False, one.low is None, one.low or 0, -(one.risk or 0))))


def standing_of(result: Result) -> tuple[Recommended, ...]:
    """Return every issue as the scoring and the board see it, in the order of the scoring's issues."""
    tiers, top = result.tiers, result.scoring.top
    surely, tied = rules.recommended_places(tiers, top=top)
    chosen = [issue.pk for issue in result.issues if issue.chosen]
    departing = rules.departures(chosen, tiers, top=top) if result.scoring.chosen_at else frozenset()
    return tuple(
        Recommended(
            name=issue.name,
            evidence=issue.evidence,
            link=issue.link,
            risk=number_of(result.scores.risk, at),
            gap=number_of(result.scores.gap, at),
            low=_place(result.stability.low, at) if result.stability else None,
            high=_place(result.stability.high, at) if result.stability else None,
            in_top=number_of(result.stability.in_top, at) if result.stability else None,
            by_scoring=issue.pk in surely,
            tied=issue.pk in tied,
            chosen=issue.chosen,
            departs=issue.pk in departing,
            reason=issue.reason,
        )
        for at, issue in enumerate(result.issues)
    )


def number_of(values: Floats, at: int) -> float | None:
    """Return one of an array's numbers, None where it is not there."""
    return None if np.isnan(values[at]) else float(values[at])


def _place(values: Floats, at: int) -> int | None:
    found = number_of(values, at)
    return None if found is None else int(found)
