"""Regression to the mean: how far those chosen for being high fall back with nobody's help."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.counts import check_base
from frankpledge.analysis.refusals import NotACount


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversion:
    """The mean that is to be expected next time without any effect, and the change that makes (−0.25: a quarter less).

    `kept` is the share of the difference from the usual mean that lasts, between 0 and 1.
    """

    expected: float
    change: float
    kept: float
    chosen_mean: float
    usual_mean: float
    shape: float


def reversion(*, chosen_mean: float, usual_mean: float, shape: float) -> Reversion:
    """Return what a group chosen for its high count may be expected to do next time if nothing is done.

    Each person's events are Poisson around a rate of their own; rates differ as a gamma distribution of mean
    `usual_mean` and this `shape` (1: very unlike each other, 10: much alike). The next count is then expected at
    usual + kept × (chosen − usual), with kept = usual ÷ (usual + shape). Source: Robbins (1956); Hauer (1980), for
    roads chosen for their accidents.
    """
    check_base(usual_mean, name="usual_mean")
    check_base(shape, name="shape")
    if chosen_mean <= usual_mean:
        raise NotACount("The group is no higher than others, so it was not chosen for being high.", where="chosen_mean")
    kept = usual_mean / (usual_mean + shape)
    expected = usual_mean + kept * (chosen_mean - usual_mean)
    return Reversion(
        expected=expected,
        change=expected / chosen_mean - 1,
        kept=kept,
        chosen_mean=chosen_mean,
        usual_mean=usual_mean,
        shape=shape,
    )
