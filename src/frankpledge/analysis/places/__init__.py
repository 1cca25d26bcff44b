"""Places: how far crime is gathered in few of them, and where it is above what was to be expected.

Concentration is no hot spot: a hot spot is an excess over what its people (or another stated base) would lead one to
expect, and lasts. data.police.uk points are snapped, so nothing here is finer than the LSOA of the snap point.
"""

from frankpledge.analysis.places.accuracy import PredictionAccuracy, prediction_accuracy
from frankpledge.analysis.places.autocorrelation import LocalMoran, MoransI, local_moran, morans_i
from frankpledge.analysis.places.changed import ChangeMap, change_map
from frankpledge.analysis.places.classified import Classes, classify
from frankpledge.analysis.places.concentrated import Concentration, concentration
from frankpledge.analysis.places.density import Density, DualDensity, dual_kernel_density, kernel_density
from frankpledge.analysis.places.hot_spots import HotSpots, hot_spots
from frankpledge.analysis.places.lasting import STABILITIES, Stability, stability
from frankpledge.analysis.places.local import GiStar, gi_star
from frankpledge.analysis.places.near import neighbours

__all__ = [
    "STABILITIES",
    "ChangeMap",
    "Classes",
    "Concentration",
    "Density",
    "DualDensity",
    "GiStar",
    "HotSpots",
    "LocalMoran",
    "MoransI",
    "PredictionAccuracy",
    "Stability",
    "change_map",
    "classify",
    "concentration",
    "dual_kernel_density",
    "gi_star",
    "hot_spots",
    "kernel_density",
    "local_moran",
    "morans_i",
    "neighbours",
    "prediction_accuracy",
    "stability",
]
