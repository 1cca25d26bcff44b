"""Has it changed? A line of months with its expected range, its gaps, its signals and what else happened."""

from frankpledge.charts.monthly.line import monthly_line
from frankpledge.charts.monthly.series import ChartEvent, MonthPoint, month_points

__all__ = ["ChartEvent", "MonthPoint", "month_points", "monthly_line"]
