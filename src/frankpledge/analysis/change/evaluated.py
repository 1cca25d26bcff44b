"""Did it work? A measure's before and after, beside what happened where it was not taken, with the doubt that remains.

Three designs, each named in its result. None turns a coincidence into a cause by itself: "because" is for a person who
knows what else happened. Units chosen for being high would have fallen anyway (regression to the mean); say so with
`chosen_for_being_high`, and the verdict of a before and after without a comparison is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from frankpledge.analysis.baseline import as_months, fitted, harmonics, log_days, month_set
from frankpledge.analysis.change.two_counts import Verdict, compare_counts, floored
from frankpledge.analysis.counts import Floats, check_base, check_confidence, check_count, count_series, series
from frankpledge.analysis.intervals import normal_quantile
from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotEnoughData

Design = Literal["before_after", "difference_in_differences", "interrupted_series"]
REGRESSION = "The units were chosen for being high, and would have fallen without any measure: regression to the mean."
_LEAST_SERIES, _LEAST_AFTER = 24, 6
_LEAST_UNITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The effect with its interval. On counts it is a ratio (1: none), for means of units a difference (0: none).

    `effect` is None between no events and no events, infinite from none to some. `prevented` is how many events fewer
    (or, negative, more) there were than without an effect, where it can be said. `verdict` speaks of the measure's
    group against what would have been: higher, lower, none, cannot_tell.
    """

    design: Design
    scale: Literal["ratio", "difference"]
    effect: float | None
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    verdict: Verdict
    prevented: float | None
    n: float
    dispersion: float | None
    confidence: float
    reason: str
    caveats: tuple[str, ...]

    @property
    def ratio(self) -> float | None:
        """The effect where it is a ratio, as tests name it; None for a difference of means."""
        return self.effect if self.scale == "ratio" else None


def evaluate(
    *,
    before: float,
    after: float,
    comparison_before: float | None = None,
    comparison_after: float | None = None,
    exposure_before: float = 1,
    exposure_after: float = 1,
    dispersion: float | None = None,
    chosen_for_being_high: bool = False,
    confidence: float = 0.95,
    material: float = 0.10,
) -> Evaluation:
    """Return the ratio of the counts after and before, over the same ratio of a comparison area where one is given.

    With a comparison: (after ÷ before) ÷ (comparison after ÷ before), interval on its logarithm with variance
    φ(1/a + 1/b + 1/c + 1/d), half an event added to each where one is zero; without φ (`signals.dispersion`) the
    verdict is "cannot tell". Exposures are those of both periods, alike in both areas. Without a comparison: as
    `compare_counts`, and "cannot tell" where the units were chosen for being high. Source: Weisburd et al. (2017) and
    Wilson (2022), Journal of Quantitative Criminology 38, for the ratio and its over-dispersion.
    """
    check_count(before, name="before")
    check_count(after, name="after")
    check_confidence(confidence)
    longer = check_base(exposure_after, name="exposure_after") / check_base(exposure_before, name="exposure_before")
    if (comparison_before is None) != (comparison_after is None):
        raise ValueError("a comparison has a before and an after: give both or neither")
    caveats = (REGRESSION,) if chosen_for_being_high else ()
    if comparison_before is None or comparison_after is None:
        return _alone(before, after, longer, dispersion, caveats, confidence, material)
    check_count(comparison_before, name="comparison_before")
    check_count(comparison_after, name="comparison_after")
    counts = np.array([before, after, comparison_before, comparison_after], dtype=np.float64)
    return _beside(counts, floored(dispersion), caveats, confidence, material)


def _beside(
    counts: Floats, dispersion: float | None, caveats: tuple[str, ...], confidence: float, material: float
) -> Evaluation:
    """Return the ratio of the ratios: before and after of the measure's area, then of the comparison."""
    if not counts[:2].any() or not counts[2:].any():
        raise NotEnoughData("An area had no events in either period.", where="before")
    shown = counts + 0.5 if np.any(counts == 0) else counts
    place = log(shown[1] / shown[0]) - log(shown[3] / shown[2])
    error = sqrt((dispersion or 1.0) * float(np.sum(1 / shown)))
    found = _Ratio(place, error, confidence, dispersion, material)
    prevented = float(shown[0] * shown[3] / shown[2] - shown[1])
    return found.told("before_after", prevented=prevented, n=float(counts.sum()), caveats=caveats)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """The logarithm of a ratio with its standard error, and how it is to be judged."""

    place: float
    error: float
    confidence: float
    dispersion: float | None
    material: float

    def told(self, design: Design, *, prevented: float, n: float, caveats: tuple[str, ...]) -> Evaluation:
        half = normal_quantile(self.confidence) * self.error
        low, high = exp(self.place - half), exp(self.place + half)
        verdict: Verdict = "cannot_tell" if self.dispersion is None else _ratio_verdict(low, high, self.material)
        return Evaluation(
            design=design,
            scale="ratio",
            effect=exp(self.place),
            low=low,
            high=high,
            statistic=self.place / self.error,
            p_value=float(2 * norm.sf(abs(self.place / self.error))),
            verdict=verdict,
            prevented=prevented,
            n=n,
            dispersion=self.dispersion,
            confidence=self.confidence,
            reason=_reason(verdict, self.dispersion, low, high, self.confidence),
            caveats=caveats,
        )


def _alone(
    before: float,
    after: float,
    longer: float,
    dispersion: float | None,
    caveats: tuple[str, ...],
    confidence: float,
    material: float,
) -> Evaluation:
    change = compare_counts(
        before=before,
        after=after,
        exposure_after=longer,
        dispersion=dispersion,
        confidence=confidence,
        material=material,
    )
    alone = "Nothing says what would have happened without the measure: there is no comparison area."
    return Evaluation(
        design="before_after",
        scale="ratio",
        effect=change.ratio,
        low=change.low,
        high=change.high,
        statistic=change.statistic,
        p_value=change.p_value,
        verdict="cannot_tell" if caveats else change.verdict,
        prevented=before * longer - after,
        n=change.n,
        dispersion=change.dispersion,
        confidence=confidence,
        reason=caveats[0] if caveats else change.reason,
        caveats=(alone, *caveats),
    )


def difference_in_differences(
    *,
    before: Sequence[float] | Floats,
    after: Sequence[float] | Floats,
    comparison_before: Sequence[float] | Floats,
    comparison_after: Sequence[float] | Floats,
    chosen_for_being_high: bool = False,
    confidence: float = 0.95,
) -> Evaluation:
    """Return how much more the treated units' means moved than the others', one value a unit and period.

    Each unit's own difference is taken first, so that units may stand at different levels; the two groups of
    differences are then compared by Welch's t. Two units a group at least. It supposes that without the measure both
    groups would have moved alike, which nothing here can test. Source: Wooldridge, Econometric Analysis (2010), §10.
    """
    treated = _differences(before, after, "before")
    others = _differences(comparison_before, comparison_after, "comparison_before")
    effect = float(treated.mean() - others.mean())
    parts = [float(group.var(ddof=1)) / group.size for group in (treated, others)]
    if sum(parts) == 0:
        raise NotEnoughData("Every unit of both groups moved alike: not enough variation.", where="before")
    error = sqrt(sum(parts))
    freedom = sum(parts) ** 2 / sum(p**2 / (g.size - 1) for p, g in zip(parts, (treated, others), strict=True))
    half = float(student.ppf((1 + check_confidence(confidence)) / 2, freedom)) * error
    low, high = effect - half, effect + half
    verdict: Verdict = "higher" if low > 0 else "lower" if high < 0 else "cannot_tell"
    return Evaluation(
        design="difference_in_differences",
        scale="difference",
        effect=effect,
        low=low,
        high=high,
        statistic=effect / error,
        p_value=float(2 * student.sf(abs(effect / error), freedom)),
        verdict=verdict,
        prevented=None,
        n=float(treated.size + others.size),
        dispersion=None,
        confidence=confidence,
        reason=f"The difference of differences is {effect:.3g}, {confidence:.0%} interval {low:.3g} to {high:.3g}.",
        caveats=(REGRESSION,) if chosen_for_being_high else (),
    )


def interrupted_series(
    *,
    values: Sequence[float | None] | Floats,
    months: Sequence[Month | str],
    from_month: Month | str,
    excluded: Collection[Month | str] = (),
    trend: bool = True,
    confidence: float = 0.95,
    material: float = 0.10,
) -> Evaluation:
    """Return the step in the level of a monthly series from a month on, over its season and (unless off) its trend.

    Quasi-Poisson regression with offset log(days), two harmonics, a straight trend in the logarithm and a step; the
    interval is widened by φ. 24 months before and 6 after are needed, with events in both, and enough of the year in
    them to tell season from step: `NotEnoughData` otherwise. A measure that begins when the series is at its highest is
    judged against a trend that was high by chance. Source: Bernal, Cummins and Gasparrini (2017), International Journal
    of Epidemiology 46.
    """
    counts, parsed = count_series(values), as_months(months)
    if counts.size != len(parsed):
        raise ValueError(f"{counts.size} values for {len(parsed)} months")
    start = from_month if isinstance(from_month, Month) else Month.parse(from_month)
    left_out = month_set(excluded)
    used = [i for i, month in enumerate(parsed) if month not in left_out and not np.isnan(counts[i])]
    later = np.array([parsed[i] >= start for i in used])
    if np.sum(~later) < _LEAST_SERIES or np.sum(later) < _LEAST_AFTER:
        raise NotEnoughData(
            f"An interrupted series needs {_LEAST_SERIES} months before and {_LEAST_AFTER} after; there are"
            f" {int(np.sum(~later))} and {int(np.sum(later))}.",
            where=str(start),
        )
    of, seen = tuple(parsed[i] for i in used), counts[used]
    if not seen[later].any() or not seen[~later].any():
        raise NotEnoughData("There were no events on one side of the step, so it has no ratio.", where=str(start))
    columns = [harmonics(of), *([_years_from(start, of)] if trend else []), later[:, None].astype(np.float64)]
    design = np.column_stack(columns)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise NotEnoughData("The months do not cover the year, so season cannot be told from step.", where=str(start))
    coefficients, mean = fitted(design, log_days(of), seen)
    phi = max(1.0, float(np.sum((seen - mean) ** 2 / mean)) / (seen.size - design.shape[1]))
    variance = float(np.linalg.inv(design.T @ (mean[:, None] * design))[-1, -1])
    found = _Ratio(float(coefficients[-1]), sqrt(phi * variance), check_confidence(confidence), phi, material)
    prevented = float(np.sum(mean[later] / exp(found.place) - seen[later]))
    return found.told("interrupted_series", prevented=prevented, n=float(len(used)), caveats=())


def _years_from(start: Month, months: tuple[Month, ...]) -> Floats:
    return np.array([[(month - start) / 12] for month in months])


def _differences(before: Sequence[float] | Floats, after: Sequence[float] | Floats, name: str) -> Floats:
    first, last = series(before, name=name), series(after, name=name.replace("before", "after"))
    if first.size != last.size:
        raise ValueError("each unit has one value before and one after")
    if first.size < _LEAST_UNITS:
        raise NotEnoughData(f"A group needs {_LEAST_UNITS} units; there are {first.size}.", where=name)
    if np.any(np.isnan(first)) or np.any(np.isnan(last)):
        raise NotEnoughData("A unit lacks a value; leave the unit out, and say so.", where=name)
    return np.asarray(last - first)


def _ratio_verdict(low: float, high: float, material: float) -> Verdict:
    if low > 1:
        return "higher"
    if high < 1:
        return "lower"
    return "none" if low >= 1 - material and high <= 1 + material else "cannot_tell"


def _reason(verdict: Verdict, dispersion: float | None, low: float, high: float, confidence: float) -> str:
    interval = f"the {confidence:.0%} interval of the ratio is {low:.2f} to {high:.2f}"
    if dispersion is None:
        return f"Without an estimate of how far months vary of themselves nothing can be told; {interval}."
    words = {
        "higher": "More happened than would have without it",
        "lower": "Less happened than would have without it",
        "none": "No material effect",
        "cannot_tell": "We cannot tell whether it had an effect",
    }
    return f"{words[verdict]}: {interval}."
