"""A count of a case review in plain words: each line, each rule, the whole, and the letter that gives the reasons.

A reader can check every sentence with a calendar. What a reviewer wrote (why two lines are one incident, the reasons
of a decision) is repeated as it stands: whoever keeps these words keeps them as they keep those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.statute.case_decision import Decision
from frankpledge.statute.case_procedures import (
    Period,
    Procedure,
    in_number,
    policing_body_may_review,
    policing_body_words,
)
from frankpledge.statute.case_review import Answer, Line, Reckoning, Tally, Told, Verdict, Wanted, Way
from frankpledge.statute.deadlines import in_words

ENDING = {
    Verdict.COUNTS: "This complaint counts.",
    Verdict.DOES_NOT_COUNT: "This complaint does not count.",
    Verdict.CANNOT_TELL: "It cannot be told yet whether it counts.",
}


# ---- a line ---------------------------------------------------------------------------------------------------------


def line_words(line: Line, reckoning: Reckoning) -> tuple[str, ...]:
    """Return how one complaint was reckoned, sentence by sentence, its verdict last."""
    one, procedure = line.complaint, reckoning.procedure
    to = f", to {one.body}" if one.body else ""
    said = [f"Complaint {one.id}{to}.", _day("It happened", one.behaviour, "It is not known when it happened.")]
    if line.complain_by:
        said.append(_ends(procedure.complaint_period, one.behaviour, line.complain_by))
    said.append(_made(line))
    if line.apply_by and not line.contradictory:
        said += [_ends(procedure.application_period, one.complaint, line.apply_by), _asked_for(line, reckoning)]
    if one.hate:
        said.append(_motive(line, reckoning))
    return (*said, *_verdict(line, reckoning))


def _motive(line: Line, reckoning: Reckoning) -> str:
    """Return a sentence on a motive of hate, and whether one such complaint is enough where it counts."""
    enough = reckoning.procedure.one_hate_report and line.by_dates is Verdict.COUNTS
    return f"Its motive is said to be hate{': by the local procedures this one is enough' if enough else ''}."


def _day(what: str, told: Told, unknown: str) -> str:
    """Return a sentence with a day as it is known."""
    if told.first is None or told.last is None:
        return f"{unknown[:-1]} ({told.source})." if told.source else unknown
    return f"{what} {told.words}." if told.about else f"{what} on {told.words}."


def _ends(period: Period, told: Told, last: date) -> str:
    """Return a sentence with the last day of a period that begins with a known day."""
    words = f"{period.words[0].upper()}{period.words[1:]}"
    return f"{words} beginning with {in_words(told.known or last)} {_verb(period)} on {in_words(last)}."


def _verb(period: Period) -> str:
    return "ends" if period.number == 1 else "end"


def _made(line: Line) -> str:
    """Return a sentence on the day of the complaint, with how it stands to the first period."""
    said = _day("The complaint was made", line.complaint.complaint, "It is not known when the complaint was made.")
    made = line.complaint.complaint.known
    if line.contradictory:
        return f"{said[:-1]}, before it happened: one of the two days must be wrong."
    if not made or not line.complain_by:
        return said
    return f"{said[:-1]}: {_in_time(made, line.complain_by)}."


def _asked_for(line: Line, reckoning: Reckoning) -> str:
    """Return a sentence on the application, with how it stands to the second period."""
    said = f"The review was asked for on {in_words(reckoning.applied_on)}"
    made = line.complaint.complaint.known
    if made and line.apply_by and reckoning.applied_on < made:
        return f"{said}, before this complaint, which can count for a new application until {in_words(line.apply_by)}."
    return f"{said}: {_in_time(reckoning.applied_on, line.apply_by or reckoning.applied_on)}."


def _in_time(day: date, last: date) -> str:
    late = (day - last).days
    return "in time" if late <= 0 else f"{late} {'day' if late == 1 else 'days'} too late"


def _verdict(line: Line, reckoning: Reckoning) -> tuple[str, ...]:
    if line.verdict is Verdict.COUNTED_ALREADY:
        said = f"It is the incident of complaint {line.with_line}, which is counted once. {_why(line, reckoning)}"
    else:
        said = ENDING[line.verdict]
    return (said, *(wanted_words(want) for want in line.wanted))


def _why(line: Line, reckoning: Reckoning) -> str:
    """Return the reviewer's reason for the join: this line's own, or that of the one that counts."""
    named = {each.complaint.id: each.complaint for each in reckoning.lines}
    reason = line.complaint.why_same or named[line.with_line].why_same
    return f"The reason: {reason.strip().rstrip('.')}."


def wanted_words(want: Wanted) -> str:
    """Return which day is wanted of whom, and which days would make the complaint count."""
    what = "The day on which it happened" if want.which == "behaviour" else "The day of the complaint"
    whom = f", from {want.body}" if want.body else ", from the agencies’ logs"
    said = f"{what} is wanted{whom}."
    if want.counts_from is None or want.counts_to is None:
        return said
    if want.counts_from == want.counts_to:
        return f"{said} It counts if that was {in_words(want.counts_from)}."
    return f"{said} It can count only if that was from {in_words(want.counts_from)} to {in_words(want.counts_to)}."


# ---- the whole ------------------------------------------------------------------------------------------------------


def count_words(reckoning: Reckoning) -> tuple[str, ...]:
    """Return the whole count in sentences: each rule with what counts and what is needed, then the answer."""
    return (*(_tally_words(one, reckoning) for one in reckoning.tallies), answer_words(reckoning))


def _tally_words(one: Tally, reckoning: Reckoning) -> str:
    """Return how far a rule is reached. Of how many it cannot be told yet is said too."""
    still = f" Of {in_number(one.open)} more it cannot be told yet." if one.open else ""
    if one.way is Way.PEOPLE:
        people = "person" if one.counted == 1 else "people"
        made = f"Complaints that count by their days were made by {in_number(one.counted)} {people}"
        return f"{made}; {in_number(one.needed)} are enough.{still}"
    if one.way is Way.HATE:
        hate = [line.complaint.id for line in reckoning.lines if line.complaint.hate and _has_days(line)]
        which = f" ({_listed(hate)})" if hate else ""
        return f"Of complaints whose motive was hate {_counts(one.counted)}{which}; one is enough.{still}"
    numbers = _numbers(reckoning) if reckoning.procedure.of_whom == "anybody" else ""
    of = "" if reckoning.procedure.of_whom == "anybody" else " of any one person"
    what = "complaint counts" if one.counted == 1 else "complaints count"
    count = in_number(one.counted)
    are = "is" if one.needed == 1 else "are"
    return f"{count.capitalize()} {what}{of}{numbers}; {in_number(one.needed)} {are} needed.{still}"


def _has_days(line: Line) -> bool:
    """Return whether a complaint counts by its own days, whether or not another of its incident is counted for it."""
    return line.by_dates is Verdict.COUNTS


def _counts(number: int) -> str:
    return f"{in_number(number) if number else 'none'} {'counts' if number < 2 else 'count'}"


def _numbers(reckoning: Reckoning) -> str:
    found = [line.complaint.id for line in reckoning.lines if line.verdict is Verdict.COUNTS]
    return f" ({_listed(found)})" if found else ""


def _listed(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def answer_words(reckoning: Reckoning) -> str:
    """Return the answer in a sentence or two, with its provision."""
    if reckoning.answer is Answer.MET:
        if reckoning.way is Way.NUMBER:
            return "The threshold is met, and a review must be held (ASBCPA 2014 s104(4))."
        return f"The threshold is met by the local procedures (“{reckoning.procedure.version}”): a review must be held."
    if reckoning.answer is Answer.CANNOT_TELL:
        return "It cannot be told yet whether the threshold is met. The days that are wanted may decide it."
    even = ", and would not be if everything open counted" if any(one.open for one in reckoning.tallies) else ""
    return (
        f"The number is not reached{even}. That alone does not decide: the relevant bodies weigh how persistent it is, "
        "the harm, and how it was answered, and give their reasons in writing (ASBCPA 2014 s104(5))."
    )


# ---- the letter -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The reasons letter, sentence by sentence: what was decided, how it was counted, why, and what comes next."""

    decided: tuple[str, ...]
    counted: tuple[tuple[str, ...], ...]
    whole: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    next_steps: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the whole letter as paragraphs of plain text."""
        weighed = tuple(f"{label}: {words}" for label, words in self.reasons)
        parts = (self.decided, *self.counted, self.whole, *((one,) for one in weighed), self.next_steps)
        return "\n\n".join(" ".join(part) for part in parts if part)


def letter(reckoning: Reckoning, decision: Decision, *, objection: str, panel_by: date | None = None) -> Letter:
    """Return the sentences of the reasons letter, either way. `decision` has been checked.

    `objection` is the procedures' own sentence on what an applicant does who is not content (Sch 4 para 3). `panel_by`
    is the day by which the panel meets, where one is named.
    """
    return Letter(
        decided=_decided(reckoning, decision),
        counted=tuple(line_words(line, reckoning) for line in reckoning.lines),
        whole=_whole(reckoning, decision),
        reasons=decision.reasons,
        next_steps=_next(reckoning.procedure, decision, objection, panel_by),
    )


def _decided(reckoning: Reckoning, decision: Decision) -> tuple[str, ...]:
    asked = f"You asked for a case review on {in_words(reckoning.applied_on)}."
    ending = "There will be a review." if decision.met else "There will be no review."
    word = "is met" if decision.met else "is not met"
    return asked, f"On {in_words(decision.decided_on)} the relevant bodies decided that the threshold {word}.", ending


def _whole(reckoning: Reckoning, decision: Decision) -> tuple[str, ...]:
    """Return how the whole was counted, and where the bodies went beyond the count, that they did."""
    said = tuple(_tally_words(one, reckoning) for one in reckoning.tallies)
    if reckoning.answer is Answer.MET:
        return (*said, answer_words(reckoning))
    beyond = "The bodies did not leave it at the number. They weighed what follows."
    return (*said, beyond) if decision.reasons else said


def _next(procedure: Procedure, decision: Decision, objection: str, panel_by: date | None) -> tuple[str, ...]:
    if decision.met:
        when = f"The panel will meet by {in_words(panel_by)}." if panel_by else "We will tell you when the panel meets."
        return (when, "You can speak to it yourself, or somebody can speak for you.", objection.strip())
    again = "If it happens again, tell us: a new report may change the count, and you can ask for a review again."
    review = policing_body_words(procedure, decision.decided_on)
    turn = (review,) if policing_body_may_review(procedure, decision.decided_on) else ()
    return (objection.strip(), *turn, again)
