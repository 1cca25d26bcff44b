"""Answers, figures and events in the words and parts of a page."""

from frankpledge.domain.explorer.presenters.answer import answer_page, places_page
from frankpledge.domain.explorer.presenters.events import event_page, register_page
from frankpledge.domain.explorer.presenters.exports import export
from frankpledge.domain.explorer.presenters.figure import figure_page, rows_page
from frankpledge.domain.explorer.presenters.links import Links

__all__ = ["Links", "answer_page", "event_page", "export", "figure_page", "places_page", "register_page", "rows_page"]
