"""What places tells the ground."""

from frankpledge.domain.places.presenters import PLACES

STUDIES = (PLACES,)
