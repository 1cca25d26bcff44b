"""Pure numbers: arrays in, frozen results out, each with its source and its limits.

Times, seeds and populations are arguments; nothing here reads a file, a clock or a setting. What cannot be said is
refused: `NotEnoughData` below a method's minimum, `NoDenominator` without a base, `NotACount` for what no count can be,
`NotForecastable` where nothing beats the naive.

Every method may be had from here (`from frankpledge.analysis import rate, xmr, knox`) or from its own module; a module
is loaded when the first of its methods is asked for, so that pages do not wait for what they do not use. `forecast`,
which is the name of both, is the module, and may be called as the method.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData, NotForecastable

_METHODS = {
    "periods": "Month Quarter FinancialYear Window year_ending rolling year_to_date financial_year_of"
    " same_period_last_year three_years_before missing_months is_complete",
    "rates": "rate proportion mean_interval standardised_rate standardised_ratio disproportionality estimate_age"
    " nearest_estimate",
    "change": "compare_counts compare_proportions decompose evaluate difference_in_differences interrupted_series"
    " three_year_average",
    "change.reverting": "reversion",
    "signals": "xmr xmr_many c_chart u_chart p_chart g_chart t_chart runs seasonal_signals dispersion",
    "quarterly": "quarterly_dispersion",
    "rules": "alarms_by_chance",
    "trend": "mann_kendall sen_slope decompose_seasonal",
    "breaks": "structural_breaks structural_breaks_many",
    "comparison": "funnel spread_between rank_intervals nearest_areas convergence compare_with_rest compare_with_whole",
    "places": "neighbours morans_i local_moran gi_star kernel_density dual_kernel_density change_map classify"
    " concentration prediction_accuracy hot_spots stability",
    "repeats": "knox repeat_places repeat_victims",
    "clock": "aoristic",
    "harm": "weigh",
    "tallies": "tally mean_score",
    "readability": "reading_age syllables",
    "priorities": "score agreement rank_stability weight_effects",
    "forecast": "forget seasonal_naive",
    "disclosure": "protect audit hide round_base joined suppress_primary",
}
_HOME = {name: module for module, names in _METHODS.items() for name in names.split()}

__all__ = ["NoDenominator", "NotACount", "NotEnoughData", "NotForecastable", "forecast"]
__all__ += list(_HOME)


def __getattr__(name: str) -> Any:
    """Return a method by its name, loading its module; or a module of the library."""
    if name == "forecast":
        return import_module(f"{__name__}.forecast")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
