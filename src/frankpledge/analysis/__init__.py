"""Pure numbers: arrays in, frozen results out, each with its source and its limits.

Times, seeds and populations are arguments; nothing here reads a file, a clock or a setting. What cannot be said is
refused: `NotEnoughData` below a method's minimum, `NoDenominator` without a base, `NotACount` for what no count can be,
`NotForecastable` where nothing beats the naive.
"""

from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData, NotForecastable

__all__ = ["NoDenominator", "NotACount", "NotEnoughData", "NotForecastable"]
