"""What this app adds to the ground."""

from frankpledge.domain.explorer.findable import FINDABLE

__all__ = ["FINDABLE"]
