"""Forecasts with a rolling-origin back-test of 200 series against statsmodels' theta model, one by one.

The peer is timed on a tenth of the series, times ten. Errors are of the year after, which neither side has seen. Asked
again, as by the next page, forecasts come from memory: the second line holds that against reckoning them.
"""

from __future__ import annotations

import warnings

import numpy as np
from side_by_side import best, tell

from frankpledge.analysis.forecast import forecast, forget

warnings.simplefilter("ignore")
from statsmodels.tsa.forecasting.theta import ThetaModel  # noqa: E402

SERIES, MONTHS, AHEAD, ORIGINS, EVERY = 200, 84, 12, 24, 10


def made() -> list[np.ndarray]:
    rng, months = np.random.default_rng(1), np.arange(MONTHS + AHEAD)
    season = [0.2 * np.sin(2 * np.pi * months / 12 + rng.random() * 6) for _ in range(SERIES)]
    return [rng.poisson(80 * np.exp(one + 0.003 * months * rng.normal())) for one in season]


def main() -> bool:
    series = made()
    some = series[::EVERY]

    def own() -> list[np.ndarray]:
        forget()
        return again()

    def again() -> list[np.ndarray]:
        return [forecast(values=one[:MONTHS], horizon=AHEAD, origins=ORIGINS, least_gain=-10).value for one in series]

    def peer() -> list[np.ndarray]:
        for one in some:
            for origin in range(MONTHS - ORIGINS, MONTHS):
                ThetaModel(one[:origin].astype(float), period=12).fit().forecast(AHEAD)
        return [np.asarray(ThetaModel(one[:MONTHS].astype(float), period=12).fit().forecast(AHEAD)) for one in some]

    ours, found = best(own, 2)
    kept, same = best(again, 3)
    theirs, oracle = best(peer, 1)
    own_error = float(np.mean([np.abs(f - one[MONTHS:]).mean() for f, one in zip(found[::EVERY], some, strict=True)]))
    error = float(np.mean([np.abs(f - one[MONTHS:]).mean() for f, one in zip(oracle, some, strict=True)]))
    met = tell(
        "forecasts with back-test",
        ours=ours,
        peer=theirs * EVERY,
        goal=5,
        agrees=own_error <= 1.02 * error,
        condition=f"mean error {own_error:.2f} against {error:.2f}",
    )
    remembered = tell(
        "the same forecasts asked for again, against reckoning them",
        ours=kept,
        peer=ours,
        goal=20,
        agrees=all(np.array_equal(first, second) for first, second in zip(found, same, strict=True)),
        condition=f"the same {SERIES} answers",
    )
    return met and remembered


if __name__ == "__main__":
    raise SystemExit(not main())
