"""How often each method cries wolf, and how often it sees the wolf: measured on planted truths, beside what it states.

Every series and map is drawn by the generator of the demonstration within the bounds of its list of planted truths; a
null twin has nothing planted in it. Prints the table and keeps it in docs/calibration.md. A method whose measured rate
lies outside what it states, beyond binomial error, fails. The seed is fixed: the same code gives the same table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from frankpledge.analysis.breaks import structural_breaks
from frankpledge.analysis.change import compare_counts, interrupted_series
from frankpledge.analysis.comparison import funnel
from frankpledge.analysis.forecast import Forecast, forecast
from frankpledge.analysis.places import change_map, classify, gi_star, hot_spots, neighbours
from frankpledge.analysis.refusals import NotForecastable
from frankpledge.analysis.repeats import knox
from frankpledge.analysis.rules import ALL_RULES, Rule
from frankpledge.analysis.signals import dispersion, seasonal_signals, xmr_many
from frankpledge.analysis.trend import mann_kendall
from frankpledge.demo.generator.series import Nature, expected, months_from, null_twins, simulate
from frankpledge.demo.generator.truths import Truths, planted_truths

KEPT = Path(__file__).resolve().parent.parent / "docs" / "calibration.md"
CONFIDENCE = 0.99
BASELINE, YEAR, MEAN = 24, 12, 100.0
MONTHS = months_from("2023-01", BASELINE + YEAR)
LONG = months_from("2016-01", 120)
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One measured rate: `stated` is the range that the method claims, None where it claims nothing."""

    method: str
    what: str
    hits: int
    of: int
    stated: tuple[float, float] | None

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the true rate lies (Clopper and Pearson)."""
        tail = (1 - CONFIDENCE) / 2
        low = float(beta.ppf(tail, self.hits, self.of - self.hits + 1)) if self.hits else 0.0
        high = float(beta.ppf(1 - tail, self.hits + 1, self.of - self.hits)) if self.hits < self.of else 1.0
        return low, high

    @property
    def holds(self) -> bool:
        """Whether what is stated can be true."""
        low, high = self.interval
        return self.stated is None or (low <= self.stated[1] and high >= self.stated[0])


def rate(method: str, what: str, found: Any, stated: tuple[float, float] | None) -> Row:
    """Return the row of so many yes and no."""
    flags = np.asarray(found, dtype=np.bool_)
    return Row(method, what, int(flags.sum()), flags.size, stated)


def planted(truths: Truths, name: str, copies: int, seed: int) -> Counts:
    """Return series of the usual length with one change planted in each."""
    factors = np.ones(len(MONTHS))
    factors[list(truths.change(name).span(len(MONTHS)))] = truths.change(name).factor
    nature = Nature(alpha=0.006, amplitude=0.15, peak_month=7, autocorrelation=0.15)
    level = expected(mean=MEAN, months=MONTHS, nature=nature, factors=factors)
    return simulate(means=level, nature=nature, rng=np.random.default_rng(seed), copies=copies)


def alarmed(counts: Counts, rules: Sequence[Rule]) -> NDArray[np.bool_]:
    """Return which of the last twelve months of each series are marked, by the seasonal baseline before them."""
    found = [seasonal_signals(values=row.astype(float), months=MONTHS, rules=rules).signals for row in counts]
    return np.array([[bool(point) for point in row[BASELINE:]] for row in found])


def verdicts(counts: Counts) -> list[str]:
    """Return what the last year is called against the year before."""
    told: list[str] = []
    for row in counts:
        phi = dispersion(values=row[:BASELINE].astype(float), months=MONTHS[:BASELINE])
        before, after = int(row[YEAR:BASELINE].sum()), int(row[BASELINE:].sum())
        told.append(
            compare_counts(before=before, after=after, exposure_before=366, exposure_after=365, dispersion=phi).verdict
        )
    return told


def series_rows(truths: Truths) -> Iterator[Row]:
    """Yield false alarms on null twins and power at the planted sizes, of what judges a series."""
    twins, _ = null_twins(bounds=truths.counts, months=MONTHS, mean=MEAN, rng=np.random.default_rng(21))
    outside, shift = alarmed(twins, ("outside",)), alarmed(twins, ("shift",))
    yield rate("seasonal_signals, outside", "false alarms per point", outside, (0.004, 0.007))
    yield rate("seasonal_signals, outside", "false alarms per series-year", outside.any(axis=1), (0.04, 0.08))
    yield rate("seasonal_signals, shift", "false alarms per series-year", shift.any(axis=1), (0.04, 0.15))
    plain = Nature(alpha=0.006, amplitude=0.15, peak_month=7, autocorrelation=0.0)
    means = expected(mean=MEAN, months=MONTHS, nature=plain)
    quiet = simulate(means=means, nature=plain, rng=np.random.default_rng(20), copies=1_000)
    alone = alarmed(quiet, ("shift",)).any(axis=1)
    yield rate("seasonal_signals, shift", "false alarms per series-year, independent months", alone, (0.04, 0.09))
    charts = xmr_many(values=twins.astype(float), baseline=BASELINE, rules=ALL_RULES).signalled[:, BASELINE:]
    yield rate("xmr on raw months, all rules (for scale)", "false alarms per series-year", charts.any(axis=1), None)
    wrong = [told in ("higher", "lower") for told in verdicts(twins)]
    yield rate("compare_counts, year on year", "false alarms per series-year", wrong, (0.065, 0.08))
    for name, verdict in (("step", "higher"), ("fall", "lower"), ("recording", "higher")):
        counts = planted(truths, name, 500, seed=22)
        factor = truths.change(name).factor
        yield rate(
            "compare_counts, year on year", f"power at × {factor:g}", [v == verdict for v in verdicts(counts)], None
        )
        seen = alarmed(counts, ("outside", "shift")).any(axis=1)
        yield rate("seasonal_signals, outside and shift", f"power at × {factor:g} within a year", seen, None)


def interrupted(counts: Counts) -> list[bool]:
    """Return whether a step is claimed at the beginning of the last year."""
    found = [
        interrupted_series(values=row.astype(float), months=MONTHS, from_month=MONTHS[BASELINE], trend=False)
        for row in counts
    ]
    return [one.verdict in ("higher", "lower") for one in found]


def trend_rows(truths: Truths) -> Iterator[Row]:
    """Yield how often trends, breaks and steps are seen where there are none, and where there are."""
    rng = np.random.default_rng(31)
    level = rng.poisson(MEAN, (1_000, 60)).astype(float)
    rising = rng.poisson(MEAN * np.exp(0.005 * np.arange(60)), (500, 60)).astype(float)
    plain = [mann_kendall(values=row).trend != "none" for row in level]
    yield rate("mann_kendall, plain", "false alarms per independent series", plain, (0.05, 0.05))
    found = [mann_kendall(values=row).trend == "increasing" for row in rising]
    yield rate("mann_kendall, plain", "power at 0.5% a month over five years", found, None)
    nothing = [bool(structural_breaks(values=row).starts) for row in level]
    yield rate("structural_breaks, BIC", "false alarms per independent series", nothing, (0.08, 0.08))
    stepped = rng.poisson(MEAN * np.where(np.arange(60) < 36, 1.0, 1.3), (500, 60)).astype(float)
    near = [any(abs(start - 36) <= 2 for start in structural_breaks(values=row).starts) for row in stepped]
    yield rate("structural_breaks, BIC", "power at × 1.3, within two months", near, None)
    independent = Nature(alpha=0.006, amplitude=0.15, peak_month=7, autocorrelation=0.0)
    means = expected(mean=MEAN, months=MONTHS, nature=independent)
    quiet = simulate(means=means, nature=independent, rng=rng, copies=500)
    yield rate("interrupted_series", "false alarms per independent series", interrupted(quiet), (0.05, 0.065))
    step = planted(truths, "step", 500, seed=32)
    yield rate("interrupted_series", "power at × 1.3", interrupted(step), None)


def drawn(rng: np.random.Generator, mean: Floats, years: int | None = None) -> Floats:
    """Return Poisson counts of these means, for several years alike where asked."""
    return np.asarray(rng.poisson(mean if years is None else np.tile(mean, (years, 1))), dtype=np.float64)


def place_rows(truths: Truths) -> Iterator[Row]:
    """Yield how often places are called hot or changed where all risk is even, and where it is not."""
    rng, grid = np.random.default_rng(41), neighbours(grid=(15, 15))
    base = rng.integers(1_000, 2_500, 225).astype(float)
    mean = 30 * base / base.mean()
    maps = [gi_star(values=rng.normal(size=225), neighbours=grid, adjust="fdr").significant.any() for _ in range(500)]
    yield rate("gi_star, FDR", "maps of even risk with any place called", maps, (0.0, 0.05))
    even = [hot_spots(counts=drawn(rng, mean, years=3), base=base, neighbours=grid).hot.any() for _ in range(300)]
    yield rate("hot_spots, two of three years", "maps of even risk with any hot spot", even, (0.0, 0.05))
    spots = [112, 113, 127]
    hot = mean.copy()
    hot[spots] *= truths.hot_spot.rate_ratio
    found = [
        hot_spots(counts=drawn(rng, hot, years=3), base=base, neighbours=grid).hot[spots].all() for _ in range(200)
    ]
    yield rate("hot_spots, two of three years", f"power at rate ratio {truths.hot_spot.rate_ratio:g}", found, None)
    emerging = truths.emerging
    steps = np.array([emerging.ratio(position=month, months=36) for month in range(36)])
    monthly = np.tile(mean / 12, (36, 1))
    monthly[:, spots] *= steps[:, None]
    classes = [
        {classify(counts_by_month=drawn(rng, monthly), neighbours=grid, base=base).classes[spot] for spot in spots}
        <= {"emerging"}
        for _ in range(200)
    ]
    yield rate("classify", f"power: emerging 1 to {emerging.rate_ratio:g} over {emerging.months} months", classes, None)
    changed = [
        any(change_map(before=drawn(rng, mean), after=drawn(rng, mean), adjust="fdr").verdict) for _ in range(500)
    ]
    yield rate("change_map, FDR", "maps without change with any place called", changed, (0.0, 0.05))
    areas = [funnel(events=drawn(rng, mean), base=base, overdispersion="none").outside for _ in range(100)]
    yield rate("funnel at 99.8%", "areas called without difference", np.concatenate(areas), (0.002, 0.005))


def repeated(rng: np.random.Generator, truths: Truths, *, share: float) -> bool:
    """Return whether near repeats are found among 400 burglaries of which a share triggers another."""
    near = truths.near_repeat
    points, days = rng.random((400, 2)) * 12_000, rng.integers(0, 730, 400).astype(float)
    chosen = rng.random(400) < share
    angle, away = rng.random(int(chosen.sum())) * 2 * np.pi, near.metres * np.sqrt(rng.random(int(chosen.sum())))
    also = points[chosen] + away[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    later = days[chosen] + np.floor(rng.random(int(chosen.sum())) * near.days)
    found = knox(
        points=np.concatenate([points, also]),
        days=np.concatenate([days, later]),
        distance_bands=[0, near.metres],
        time_bands=[0, near.days],
        permutations=199,
        seed=int(rng.integers(1 << 30)),
    )
    return bool(found.p_value[0, 0] <= 0.05)


def repeat_rows(truths: Truths) -> Iterator[Row]:
    """Yield how often near repeats are claimed by chance, and where a tenth of burglaries triggers another."""
    rng = np.random.default_rng(51)
    nothing = [repeated(rng, truths, share=0.0) for _ in range(500)]
    yield rate("knox, p ≤ 0.05", "false alarms per table", nothing, (0.02, 0.05))
    found = [repeated(rng, truths, share=truths.near_repeat.share) for _ in range(200)]
    yield rate("knox, p ≤ 0.05", f"power at {truths.near_repeat.share:.0%} that trigger another", found, None)


def forecast_rows(truths: Truths) -> Iterator[Row]:
    """Yield how often the year after lies within the intervals of forecasts: of null twins, and after a step."""
    twins, _ = null_twins(bounds=truths.counts, months=LONG, mean=MEAN, rng=np.random.default_rng(61))
    yield from covered("null twins", twins)
    short, _ = null_twins(bounds=truths.counts, months=LONG[: 60 + YEAR], mean=MEAN, rng=np.random.default_rng(62))
    yield from covered("60 months of null twins", short)
    rng = np.random.default_rng(63)
    wild = Nature(alpha=truths.counts.alpha[1], amplitude=0.15, peak_month=7, autocorrelation=0.3)
    yield from covered("AR(1) 0.3, α 0.02", simulated(wild, np.ones(84 + YEAR), rng))
    for name in ("step", "fall"):
        change, factors = truths.change(name), np.ones(84 + YEAR)
        factors[84 - change.starts_before_end :] = change.factor
        plain = Nature(alpha=0.006, amplitude=0.15, peak_month=7, autocorrelation=0.15)
        yield from covered(f"a level × {change.factor:g} a year ago", simulated(plain, factors, rng))


def simulated(nature: Nature, factors: Floats, rng: np.random.Generator) -> Counts:
    """Return 500 series of this nature with these factors on their means."""
    level = expected(mean=MEAN, months=LONG[: factors.size], nature=nature, factors=factors)
    return simulate(means=level, nature=nature, rng=rng, copies=500)


def covered(what: str, series: Counts) -> Iterator[Row]:
    """Yield how much of their last year lies within the intervals of the forecasts that are offered before it."""
    made = [(forecast_of(row[:-YEAR].astype(float)), row[-YEAR:]) for row in series]
    offered = [(one, after) for one, after in made if one is not None]
    for name, claimed in (("80", 0.80), ("95", 0.95)):
        inside = [
            (getattr(one, f"low_{name}") <= after) & (after <= getattr(one, f"high_{name}")) for one, after in offered
        ]
        stated = (claimed - 0.02, claimed + 0.02)
        yield rate(f"forecast, {name}% interval", f"coverage of a year, {what}", np.concatenate(inside), stated)
    yield rate("forecast", f"series in which it is offered, {what}", [one is not None for one, _ in made], None)


def forecast_of(values: Floats) -> Forecast | None:
    """Return the forecast of a year, None where the method refuses."""
    try:
        return forecast(values=values, horizon=YEAR)
    except NotForecastable:
        return None


def written(rows: Sequence[Row]) -> str:
    """Return the page that is kept."""
    lines = [
        "# How often each method is wrong, and how often it finds what is there",
        "",
        "Measured by `make calibrate` on planted truths of the generator: 1,000 null twins (negative binomial, season",
        "5 to 30%, log-mean AR(1) 0 to 0.3), changes of the planted sizes at 100 events a month, maps of 225 places,",
        f"400 burglaries. Intervals are Clopper and Pearson's at {CONFIDENCE:.0%}. A method fails when what it states",
        "cannot be true. Power has no stated rate: it says what a reader may expect to be missed. The months of one",
        "forecast err together, so that the intervals of its coverage are a little too narrow.",
        "",
        "| Method | Measured | Rate | Interval | Of | Stated | |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        low, high = row.interval
        stated = f"{row.stated[0]:.2%} to {row.stated[1]:.2%}" if row.stated else "–"
        verdict = "" if row.stated is None else "holds" if row.holds else "FAILS"
        lines.append(
            f"| {row.method} | {row.what} | {row.hits / row.of:.2%} | {low:.2%} to {high:.2%} | {row.of:,} | {stated} "
            f"| {verdict} |"
        )
    return "\n".join(lines) + "\n"


PARTS: tuple[Callable[[Truths], Iterator[Row]], ...] = (series_rows, trend_rows, place_rows, repeat_rows, forecast_rows)


def main() -> int:
    """Measure, print and keep the table; 1 when a method lies outside its stated rate."""
    truths = planted_truths()
    rows = [row for part in PARTS for row in part(truths)]
    page = written(rows)
    print(page)
    KEPT.write_text(page, encoding="utf-8")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
