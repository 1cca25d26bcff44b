"""Places: how far crime is gathered in few of them, and where it is above what was to be expected.

Concentration is no hot spot: a hot spot is an excess over what its people (or another stated base) would lead one to
expect, and lasts. data.police.uk points are snapped, so nothing here is finer than the LSOA of the snap point.
"""

from frankpledge.analysis.places.concentrated import Concentration, concentration
from frankpledge.analysis.places.hot_spots import HotSpots, hot_spots
from frankpledge.analysis.places.local import GiStar, gi_star
from frankpledge.analysis.places.near import neighbours

__all__ = [
    "Concentration",
    "GiStar",
    "HotSpots",
    "concentration",
    "gi_star",
    "hot_spots",
    "neighbours",
]
