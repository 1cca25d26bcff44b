"""Forecasts of a monthly series with intervals tried on its own past, or the answer that none is to be had."""

from __future__ import annotations

import inspect
import sys
from types import ModuleType

from frankpledge.analysis.forecast.theta import Forecast, forecast, forget, seasonal_naive
from frankpledge.analysis.forecast.tried import LEVELS, Backtest

__all__ = ["LEVELS", "Backtest", "Forecast", "forecast", "forget", "seasonal_naive"]


class _Called(ModuleType):
    """A module that is called as the method whose name it bears: `from frankpledge.analysis import forecast`."""

    __call__ = staticmethod(forecast)
    __signature__ = inspect.signature(forecast)


sys.modules[__name__].__class__ = _Called
