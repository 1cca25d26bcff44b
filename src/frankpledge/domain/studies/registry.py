"""What studies tells the ground: the studies of one area over time, and that every study can be found."""

from frankpledge.domain.studies.findable import FINDABLE
from frankpledge.domain.studies.presenters import OWN_STUDIES

__all__ = ["FINDABLE", "STUDIES"]

STUDIES = OWN_STUDIES
