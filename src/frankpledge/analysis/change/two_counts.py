"""Two counts over two periods: their ratio, its interval, and whether it may be called a change."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, floor, inf, isnan, log, sqrt
from typing import Literal

from scipy.stats import beta, binomtest, norm

from frankpledge.analysis.counts import check_base, check_confidence, check_count
from frankpledge.analysis.intervals import normal_quantile

Verdict = Literal["higher", "lower", "none", "cannot_tell"]

EXACT = "exact conditional binomial"
LOG_RATIO = "log ratio with dispersion"
NOT_TESTED = "not tested: no dispersion"
_EXACT_BELOW = 50
_PERCENT_FROM = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What may be said of two counts. `ratio` is the later rate per exposure ÷ the earlier.

    `ratio` is infinite from zero and None from zero to zero; `low`, `high` and `p_value` are None where nothing could
    be tested. `percent` is None where it is withheld. `recorded` is the verdict on the recorded level alone: it
    differs from `verdict` only where recording changed. `reason` says in a sentence why the verdict is what it is.
    """

    verdict: Verdict
    recorded: Verdict
    ratio: float | None
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    percent: float | None
    before: float
    after: float
    exposure_before: float
    exposure_after: float
    dispersion: float | None
    confidence: float
    method: str
    reason: str

    @property
    def n(self) -> float:
        """The events in both periods together."""
        return self.before + self.after

    @property
    def lower(self) -> float | None:
        """The ratio's lower bound, by its longer name."""
        return self.low

    @property
    def upper(self) -> float | None:
        """The ratio's upper bound, by its longer name."""
        return self.high


@dataclass(frozen=True, slots=True)
class _Test:
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    method: str


def compare_counts(
    *,
    before: float,
    after: float,
    exposure_before: float = 1,
    exposure_after: float = 1,
    dispersion: float | None = None,
    confidence: float = 0.95,
    material: float = 0.10,
    incomplete: bool = False,
    recording_change: bool = False,
) -> Change:
    """Return the ratio of two counts per exposure, its interval, and whether it may be called a change.

    Exposures are days, months or people. Fewer than 50 events in both together: the exact conditional binomial test,
    two-sided by summing the outcomes no likelier than the one observed, with the Clopper-Pearson interval of the
    conditional share turned into a ratio; it needs no dispersion. From 50: log ratio ± z√(φ(1/a + 1/b)) with φ
    (`signals.dispersion`) no smaller than 1; where one count is zero, the exact method on both counts ÷ φ, rounded
    down. The verdict follows the interval, so an exact p just under 0.05 may stand beside "cannot tell".

    φ is itself an estimate: from 24 months, 6.5% of years in which nothing changed are called changed at 95%
    (Student's t with 19 degrees of freedom beyond 1.96), and a little more where months remember each other.

    Between two counts of zero there is no ratio, its interval is everything and nothing can be told. The E-test
    (Krishnamoorthy and Thomson 2004) and others that do not condition on the sum find a little more in small counts; it
    is `scipy.stats.poisson_means_test`. scipy's `binomtest` gives our p.

    The percentage is withheld on a base under 50 and over an incomplete window. Negative and fractional counts are
    `NotACount`, exposures of zero `NoDenominator`.
    """
    check_count(before, name="before")
    check_count(after, name="after")
    check_base(exposure_before, name="exposure_before")
    check_base(exposure_after, name="exposure_after")
    check_confidence(confidence)
    phi = floored(dispersion)
    share = exposure_after / (exposure_before + exposure_after)
    test = _tested(before, after, share, phi, confidence)
    recorded = _verdict(test, material)
    ratio = _ratio(before / exposure_before, after / exposure_after)
    return Change(
        verdict="cannot_tell" if incomplete or recording_change else recorded,
        recorded="cannot_tell" if incomplete else recorded,
        ratio=ratio,
        low=test.low,
        high=test.high,
        statistic=test.statistic,
        p_value=test.p_value,
        percent=None if ratio is None or incomplete or before < _PERCENT_FROM else (ratio - 1) * 100,
        before=before,
        after=after,
        exposure_before=exposure_before,
        exposure_after=exposure_after,
        dispersion=phi,
        confidence=confidence,
        method=test.method,
        reason=_reason(test, recorded, material, incomplete=incomplete, recording_change=recording_change),
    )


def floored(dispersion: float | None) -> float | None:
    """Return φ, no smaller than 1; None where there is no estimate."""
    if dispersion is None:
        return None
    if isnan(dispersion) or dispersion <= 0:
        raise ValueError(f"a dispersion of {dispersion:g} is not an estimate; give None where there is none")
    return max(1.0, dispersion)


def _ratio(before: float, after: float) -> float | None:
    if before == 0:
        return None if after == 0 else inf
    return after / before


def _tested(before: float, after: float, share: float, phi: float | None, confidence: float) -> _Test:
    if before + after < _EXACT_BELOW:
        return _exact(before, after, share, confidence, EXACT)
    if phi is None:
        return _Test(None, None, None, None, NOT_TESTED)
    if before == 0 or after == 0:
        return _exact(floor(before / phi), floor(after / phi), share, confidence, f"{EXACT} on counts ÷ {phi:.2f}")
    odds = (1 - share) / share
    estimate = log(after / before * odds)
    error = sqrt(phi * (1 / before + 1 / after))
    half = normal_quantile(confidence) * error
    p_value = float(2 * norm.sf(abs(estimate) / error))
    return _Test(exp(estimate - half), exp(estimate + half), estimate / error, p_value, LOG_RATIO)


def _exact(before: float, after: float, share: float, confidence: float, method: str) -> _Test:
    k, n = int(after), int(before + after)
    if n == 0:
        return _Test(0.0, inf, 0.0, 1.0, method)
    tail = (1 - confidence) / 2
    odds = (1 - share) / share
    low = 0.0 if k == 0 else float(beta.ppf(tail, k, n - k + 1))
    high = 1.0 if k == n else float(beta.ppf(1 - tail, k + 1, n - k))
    p_value = float(binomtest(k, n, share).pvalue)
    return _Test(_odds(low) * odds, _odds(high) * odds, float(k), p_value, method)


def _odds(share: float) -> float:
    return inf if share == 1 else share / (1 - share)


def _verdict(test: _Test, material: float) -> Verdict:
    if test.low is None or test.high is None:
        return "cannot_tell"
    if test.low > 1:
        return "higher"
    if test.high < 1:
        return "lower"
    return "none" if test.low >= 1 - material and test.high <= 1 + material else "cannot_tell"


def _reason(test: _Test, recorded: Verdict, material: float, *, incomplete: bool, recording_change: bool) -> str:
    if incomplete:
        return "A month is missing from a window, so its count is too small by an unknown amount."
    if recording_change:
        level = "The recorded level changed" if recorded in ("higher", "lower") else "Recording changed"
        return f"{level}; crime: cannot tell."
    if test.low is None or test.high is None:
        return f"From {_EXACT_BELOW} events a verdict needs 24 earlier months, to know how far months vary."
    interval = f"The interval of the ratio, {test.low:.2f} to {test.high:.2f},"
    words = {
        "higher": "lies above 1.",
        "lower": "lies below 1.",
        "none": f"lies wholly within {material:.0%} either way.",
        "cannot_tell": f"contains 1 and reaches beyond {material:.0%} either way.",
    }
    return f"{interval} {words[recorded]}"
