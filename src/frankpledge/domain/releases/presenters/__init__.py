"""Files and what became of them, in the words and parts of a page."""

from frankpledge.domain.releases.presenters.history import list_page, states_table
from frankpledge.domain.releases.presenters.release import ReleasePage, release_page, set_aside_table
from frankpledge.domain.releases.presenters.sending import SendingPage, load_ways, sending_page, sent_lately

__all__ = [
    "ReleasePage",
    "SendingPage",
    "list_page",
    "load_ways",
    "release_page",
    "sending_page",
    "sent_lately",
    "set_aside_table",
    "states_table",
]
