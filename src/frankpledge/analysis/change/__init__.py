"""Has it changed? Counts and shares over two periods, with the words that the interval allows.

Changed: the interval excludes no change. No material change: it lies wholly within 10% either way. Otherwise, or
without an estimate of dispersion from 50 events, or over an incomplete window: cannot tell. Where recording changed:
the recorded level changed, and of the crime nothing can be told.
"""

from frankpledge.analysis.change.averages import three_year_average
from frankpledge.analysis.change.decomposed import Decomposition, RecordingPart, decompose
from frankpledge.analysis.change.evaluated import Evaluation, difference_in_differences, evaluate, interrupted_series
from frankpledge.analysis.change.shares import ShareChange, compare_proportions
from frankpledge.analysis.change.two_counts import EXACT, LOG_RATIO, NOT_TESTED, Change, Verdict, compare_counts

__all__ = [
    "EXACT",
    "LOG_RATIO",
    "NOT_TESTED",
    "Change",
    "Decomposition",
    "Evaluation",
    "RecordingPart",
    "ShareChange",
    "Verdict",
    "compare_counts",
    "compare_proportions",
    "decompose",
    "difference_in_differences",
    "evaluate",
    "interrupted_series",
    "three_year_average",
]
