"""Has a share changed? Two shares of two totals, and their difference with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.stats import fisher_exact

from frankpledge.analysis.change.two_counts import Verdict
from frankpledge.analysis.rates import Share, proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """The later share less the earlier, between -1 and 1; `statistic` is the odds ratio, None where it is 0 ÷ 0."""

    verdict: Verdict
    before: Share
    after: Share
    difference: float
    low: float
    high: float
    statistic: float | None
    p_value: float
    confidence: float
    method: str

    @property
    def n(self) -> float:
        """Both totals together."""
        return self.before.n + self.after.n


def compare_proportions(
    *,
    before_count: float,
    before_total: float,
    after_count: float,
    after_total: float,
    confidence: float = 0.95,
    material: float = 0.10,
) -> ShareChange:
    """Return how far a share moved, with Newcombe's interval of the difference and Fisher's exact two-sided p.

    Higher or lower: the interval excludes 0. No material change: it lies wholly within 10% of the earlier share
    either way. Otherwise cannot tell. Volunteers and people chosen for being extreme would have moved anyway: the
    method cannot know. Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    before = proportion(count=before_count, total=before_total, confidence=confidence)
    after = proportion(count=after_count, total=after_total, confidence=confidence)
    difference = after.value - before.value
    low = difference - sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    high = difference + sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    table = [[after_count, after_total - after_count], [before_count, before_total - before_count]]
    p_value = float(fisher_exact(table).pvalue)
    crossed = before_count * (after_total - after_count)
    return ShareChange(
        verdict=_verdict(low, high, material * before.value),
        before=before,
        after=after,
        difference=difference,
        low=low,
        high=high,
        statistic=None if crossed == 0 else after_count * (before_total - before_count) / crossed,
        p_value=p_value,
        confidence=confidence,
        method="Newcombe's difference, Fisher's exact test",
    )


def _verdict(low: float, high: float, material: float) -> Verdict:
    if low > 0:
        return "higher"
    if high < 0:
        return "lower"
    return "none" if -material <= low and high <= material else "cannot_tell"
