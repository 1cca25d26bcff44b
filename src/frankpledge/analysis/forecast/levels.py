"""Where the level of a series last moved for good, so that a forecast may stand on the new level."""

from __future__ import annotations

import numpy as np

from frankpledge.analysis.counts import Floats

BEFORE, AFTER = 12, 4
# How many times the noise a step must save. Of 1,000 null twins of 60 months 2% are called stepped (calibration.md).
_ENOUGH = 16.0
_MOST_MEMORY = 0.5


def latest_step(points: Floats) -> int | None:
    """Return the first point of the new level, None where no step is plain.

    The single division of the series that saves most of the sum of squares, at least twelve points after the first and
    four before the last. It is a step when it saves sixteen times the variance that is left, stretched by what one
    point remembers of the point before, and more than a straight line would.
    """
    n = points.size
    if n < BEFORE + AFTER:
        return None
    away = points - points.mean()
    total = float(away @ away)
    split = np.arange(BEFORE, n - AFTER + 1)
    gain = np.cumsum(away)[split - 1] ** 2 * n / (split * (n - split))
    best = int(np.argmax(gain))
    left = total - float(gain[best])
    place = np.arange(n) - (n - 1) / 2
    straight = float(place @ away) ** 2 / float(place @ place)
    if gain[best] <= straight or left <= 0:
        return None
    start = int(split[best])
    rest = np.concatenate([away[:start] - away[:start].mean(), away[start:] - away[start:].mean()])
    memory = min(max(float(rest[1:] @ rest[:-1]) / left, 0.0), _MOST_MEMORY)
    noise = left / (n - 2) * (1 + memory) / (1 - memory)
    return start if gain[best] > _ENOUGH * noise else None
