"""Repeats: whether an offence raises the risk of another near and soon, and how far the same places suffer again.

Needs exact dates and points, which a force's own extract has. On data.police.uk, whose rows have a month and a snapped
point, every function here answers `NotEnoughData`.
"""

from frankpledge.analysis.repeats.knox import Knox, knox
from frankpledge.analysis.repeats.same import Repeated, repeat_places, repeat_victims

__all__ = ["Knox", "Repeated", "knox", "repeat_places", "repeat_victims"]
