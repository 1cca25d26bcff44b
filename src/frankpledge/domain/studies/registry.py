"""What this app adds to the ground."""

from frankpledge.domain.studies.findable import FINDABLE

__all__ = ["FINDABLE"]
