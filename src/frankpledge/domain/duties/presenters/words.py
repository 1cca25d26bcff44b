"""How states, days, confidence and evidence are said, on every page and in every document."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString

from frankpledge.domain.duties.queries.register import Owed, Shown
from frankpledge.ground.ui.components import component
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import Duty
from frankpledge.statute.obligations import Obligation, State

CONFIDENCE = {
    "V": "Read in the statute or instrument",
    "S": "Seen in guidance or a secondary source",
    "K": "General knowledge, to be checked",
}
NATIONS = {"england": "England", "wales": "Wales", "both": "England and Wales"}
CLOCKS = {
    "law": "The law sets the time.",
    "guidance": "Guidance sets the time.",
    "practice": "The law names no day: the time is usual practice.",
}
STATE_WORDS = {
    State.LATE: "Late",
    State.DUE: "Due",
    State.NOT_EVIDENCED: "Not evidenced",
    State.MET: "Met",
    State.NOT_IN_FORCE: "Not in force",
    State.NOT_APPLICABLE: "Does not apply",
}
_MARKS = {
    State.LATE: "missing",
    State.DUE: "incomplete",
    State.NOT_EVIDENCED: "missing",
    State.MET: "present",
    State.NOT_IN_FORCE: "not_applicable",
    State.NOT_APPLICABLE: "not_applicable",
}


def mark_of(state: State) -> str:
    """Return the mark of a state, as pages and documents draw it."""
    return _MARKS[state]


def counted(number: int, word: str) -> str:
    """Return a number with its word: 1 day, 2 days."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def state_words(one: Obligation) -> str:
    """Return where an obligation stands, with how many days: "Late, 24 days over"."""
    words = STATE_WORDS[one.state]
    if one.state is State.DUE and one.days is not None:
        return "Due today" if one.days == 0 else f"Due in {counted(one.days, 'day')}"
    if one.days is not None and one.days < 0:
        return f"{words}, {counted(-one.days, 'day')} over"
    return f"{words}, {counted(one.late_by, 'day')} late" if one.late_by else words


def state_part(one: Obligation) -> SafeString:
    """Return the state as a mark with its words."""
    return component("state", kind=mark_of(one.state), words=state_words(one))


def code_of(duty: Duty) -> str:
    """Return the code of a duty so that no line breaks in it."""
    return duty.id.replace("-", "\u2011")


def day_words(day: date) -> str:
    """Return a day so that no line breaks between it and its month."""
    return in_words(day).replace(" ", "\u00a0", 1)


def due_words(one: Obligation) -> str:
    """Return the day by which it is or was due, or comes due again, or that there is none."""
    if one.due is None:
        return "–"
    again = one.state is State.MET and one.duty.trigger in ("standing", "rolling")
    return f"again by {day_words(one.due)}" if again else day_words(one.due)


def for_words(owed: Owed) -> str:
    """Return what an obligation is for: its period, or the event that started it."""
    if owed.event is not None:
        return f"{owed.event.words} ({in_words(owed.event.on)})"
    if owed.obligation.state in (State.NOT_APPLICABLE, State.NOT_IN_FORCE):
        return ""
    return "" if owed.duty.trigger in ("standing", "rolling") else owed.obligation.key


def title_of(owed: Owed) -> str:
    """Return a duty with what it is for this time."""
    told = for_words(owed)
    return f"{owed.duty.title}: {told}" if told else owed.duty.title


def evidence_words(shown: tuple[Shown, ...]) -> str:
    """Return the newest evidence in words, and how many more there are."""
    if not shown:
        return "–"
    newest = shown[-1]
    more = f", and {len(shown) - 1} more" if len(shown) > 1 else ""
    return f"{newest.words} ({in_words(newest.on)}){more}"


def law_words(duty: Duty) -> str:
    """Return how sure we are of the law, in a sentence."""
    said = f"{CONFIDENCE[duty.confidence]}."
    return f"{said} {duty.doubt}" if duty.doubt else said


def force_words(duty: Duty) -> str:
    """Return since when a duty is the law, and until when."""
    if duty.valid_from is None:
        return f"Not in force. {duty.awaits}"
    since = f"since {in_words(duty.valid_from)}"
    return f"{since}, to {in_words(duty.valid_to)}" if duty.valid_to else since
