"""How a day was reckoned, in sentences that a reader can check by hand."""

from __future__ import annotations

from datetime import date

from frankpledge.analysis.periods import Quarter
from frankpledge.statute import deadlines
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.obligations import Obligation


def reckoning(one: Obligation) -> str:
    """Return how the day was reckoned, in sentences, with the days off on the way. Empty where there is no day."""
    duty, happening, due = one.duty, one.happening, one.due
    if due is None:
        return ""
    if happening is None:
        return _reckoned_period(one, due)
    began = in_words(happening.on)
    if duty.unit == "given":
        return f"{in_words(due)}, the day that was named on {began}."
    if not duty.within:
        return f"On the day itself, {began}."
    number = f"{duty.within} {_UNIT_WORDS[duty.unit or 'days'][duty.within == 1]}"
    if duty.unit == "clear_days":
        words = f"{number} before {began}: neither that day nor the day of the notice counts, so by {in_words(due)}."
        return f"{words}{days_off(due, happening.on)}"
    words = f"{number} after {began}, which does not count itself: {in_words(due)}."
    off = days_off(happening.on, due) if duty.unit == "working_days" else _weekend(due)
    return f"{words}{off}"


_UNIT_WORDS = {
    "days": ("days", "day"),
    "working_days": ("working days", "working day"),
    "clear_days": ("clear working days", "clear working day"),
    "months": ("months", "month"),
}


def _reckoned_period(one: Obligation, due: date) -> str:
    duty = one.duty
    if duty.trigger == "yearly":
        return f"By {in_words(due)}, in the year {one.key}."
    if duty.trigger == "quarterly":
        quarter = Quarter.parse(one.key)
        end = in_words(quarter.window.last.last_day)
        return f"The quarter {quarter.label} ended on {end}; due by the end of the next, {in_words(due)}."
    last, months = one.proofs[-1].on, duty.within or duty.review_months
    return f"{months} months after {in_words(last)}, when it was last shown: {in_words(due)}."


def days_off(first: date, last: date) -> str:
    """Return the bank holidays on weekdays between two days, and whether any year of them is not proclaimed yet."""
    years = range(first.year, last.year + 1)
    off = [each for year in years for each in deadlines.bank_holidays(year) if first < each.on < last]
    named = [f"{each.words} ({each.on.day} {each.on:%B})" for each in off if each.on.weekday() < 5]
    said = f" Saturdays, Sundays{', ' if named else ' and bank holidays'}{', '.join(named)} left out."
    unsure = last.year > deadlines.proclaimed_to()
    return said + (f" The holidays after {deadlines.proclaimed_to()} are not proclaimed yet." if unsure else "")


def _weekend(due: date) -> str:
    return "" if deadlines.is_working_day(due) else " That is no working day; no rule was found that moves it."
