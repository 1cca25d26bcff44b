"""Pictures that look deeper, with ordinary and with odd values: bridges, weeks of hours, months to come."""

from __future__ import annotations

from collections.abc import Callable

from frankpledge.charts.ahead import Ahead, forecast_line
from frankpledge.charts.bridge import Step, bridge
from frankpledge.charts.chart import Chart
from frankpledge.charts.week import hour_by_weekday
from frankpledge.charts.words import Words

LONG = "Possession of weapons and of other things adapted for use as one in a public place or on school premises"


def words(name: str) -> Words:
    return Words(name, f"The finding of {name}", "Offences recorded, year ending December 2025", "Invented Police")


def _bridge(name: str, values: list[float], start: float = 9_800) -> Callable[[int], Chart]:
    names = ["More residents", LONG, "Shoplifting", "Burglary", "Other types"]
    steps = [Step(name, value) for name, value in zip(names, values, strict=False)]
    before, after = Step("Year ending December 2024", start), Step("Year ending December 2025", start + sum(values))
    return lambda width: bridge(words(name), before=before, after=after, steps=steps, unit="crimes", width=width)


def bridges() -> dict[str, Callable[[int], Chart]]:
    return {
        "bridge": _bridge("bridge", [31, 190, 193, -113, -128]),
        "bridge-whole": _bridge("bridge whole", [20, -30, 45, -4, 0], start=40),
        "bridge-up": _bridge("bridge up", [6], start=0),
        "bridge-flat": _bridge("bridge flat", []),
        "bridge-nothing": _bridge("bridge nothing", [0, 0], start=0),
        "bridge-large": _bridge("bridge large", [1_000_000, -2_000_000.5], start=12_345_678),
    }


def week(scale: float) -> list[list[float]]:
    return [[scale * (1 + ((day * 7 + hour * 5) % 11)) for hour in range(24)] for day in range(7)]


def _week(name: str, weights: list[list[float]]) -> Callable[[int], Chart]:
    return lambda width: hour_by_weekday(words(name), weights=weights, unit="offences", width=width)


def weeks() -> dict[str, Callable[[int], Chart]]:
    return {
        "week": _week("week", week(1.3)),
        "week-small": _week("week small", week(0.02)),
        "week-none": _week("week none", week(0)),
        "week-large": _week("week large", week(1234.5)),
    }


def _ahead(name: str, count: int, *, forecast: bool = True, scale: float = 1.0) -> Callable[[int], Chart]:
    months = [f"{2023 + at // 12}-{at % 12 + 1:02}" for at in range(count + 6)]
    values = [scale * (60 + (at * 7) % 13) for at in range(count)]
    ahead = []
    for at, month in enumerate(months[count:]):
        middle = scale * (62 + at)
        ranges = (
            {"value": middle, "inner": (middle * 0.8, middle * 1.2), "outer": (middle * 0.6, middle * 1.4)}
            if forecast
            else {}
        )
        ahead.append(Ahead(month, scale * 58.0, **ranges))
    return lambda width: forecast_line(
        words(name), months=months[:count], values=values, ahead=ahead, unit="offences", width=width
    )


def futures() -> dict[str, Callable[[int], Chart]]:
    return {
        "ahead": _ahead("ahead", 36),
        "ahead-naive": _ahead("ahead naive", 48, forecast=False),
        "ahead-short": _ahead("ahead short", 1),
        "ahead-zero": _ahead("ahead zero", 40, scale=0.0),
        "ahead-large": _ahead("ahead large", 86, scale=1e5),
    }


def looking() -> dict[str, Callable[[int], Chart]]:
    return bridges() | weeks() | futures()
