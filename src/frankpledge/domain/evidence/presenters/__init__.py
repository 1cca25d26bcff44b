"""Evidence in the words and parts of a page."""

from frankpledge.domain.evidence.presenters.home import home
from frankpledge.domain.evidence.presenters.loaded import home_page
from frankpledge.domain.evidence.presenters.published import published_groups

__all__ = ["home", "home_page", "published_groups"]
