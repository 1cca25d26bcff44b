"""What profiles tells the ground."""

from frankpledge.domain.profiles.findable import FINDABLE
from frankpledge.domain.profiles.jobs import JOBS
from frankpledge.domain.profiles.presenters import profile_address
from frankpledge.domain.profiles.rules import KIND

__all__ = ["FINDABLE", "JOBS", "PAPER_PAGES"]

PAPER_PAGES = {KIND: profile_address}
