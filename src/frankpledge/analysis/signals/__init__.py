"""Signals over time: which points differ from what came before, and by which rule.

Count series with a season are judged by `seasonal_signals`; other series by control charts with fixed baselines,
which only a person rebases. The rules are those of `frankpledge.analysis.rules`.
"""

from frankpledge.analysis.signals.control import ControlChart, c_chart, g_chart, p_chart, t_chart, u_chart, xmr
from frankpledge.analysis.signals.many import ControlCharts, xmr_many
from frankpledge.analysis.signals.run_rules import Runs, runs
from frankpledge.analysis.signals.seasonal import SeasonalSignals, dispersion, seasonal_signals

__all__ = [
    "ControlChart",
    "ControlCharts",
    "Runs",
    "SeasonalSignals",
    "c_chart",
    "dispersion",
    "g_chart",
    "p_chart",
    "runs",
    "seasonal_signals",
    "t_chart",
    "u_chart",
    "xmr",
    "xmr_many",
]
