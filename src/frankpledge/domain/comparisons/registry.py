"""What comparisons tells the ground."""

from frankpledge.domain.comparisons.presenters import COMPARE, WHAT_IF

STUDIES = (COMPARE, WHAT_IF)
