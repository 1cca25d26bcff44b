"""Is this area higher than others? Ratios, funnels, ranks with their intervals, and which areas are alike."""

from frankpledge.analysis.comparison.alike import NearestAreas, nearest_areas
from frankpledge.analysis.comparison.converging import Convergence, convergence
from frankpledge.analysis.comparison.funnels import Funnel, funnel, spread_between
from frankpledge.analysis.comparison.ranks import RankIntervals, rank_intervals
from frankpledge.analysis.comparison.rest import Comparison, compare_with_rest, compare_with_whole

__all__ = [
    "Comparison",
    "Convergence",
    "Funnel",
    "NearestAreas",
    "RankIntervals",
    "compare_with_rest",
    "compare_with_whole",
    "convergence",
    "funnel",
    "nearest_areas",
    "rank_intervals",
    "spread_between",
]
