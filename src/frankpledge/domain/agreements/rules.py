"""What makes an agreement, how it stands on a day, who has signed, and what it lacks to be the protocol of the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.domain.action_log.rules import days_in_words, in_words
from frankpledge.refusal import Refusal
from frankpledge.statute.agreements import bases

LONGEST_LINE = 200
LONGEST_WORDS = 500
LONGEST_TEXT = 2_000


class NotAnAgreement(Refusal):
    """What was written makes no agreement, or no part of one."""


class Kind(StrEnum):
    """What sort of agreement it is."""

    PROTOCOL = "protocol"
    SHARING = "sharing"
    PROCESSING = "processing"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return {
            Kind.PROTOCOL: "Information-sharing protocol of the partnership",
            Kind.SHARING: "Sharing agreement for one purpose",
            Kind.PROCESSING: "Processing or joint-controller agreement",
            Kind.OTHER: "Other agreement or memorandum",
        }[self]

    @property
    def short(self) -> str:
        """Return the kind in a word, for a list."""
        return {Kind.PROTOCOL: "Protocol", Kind.SHARING: "Sharing", Kind.PROCESSING: "Processing", Kind.OTHER: "Other"}[
            self
        ]


class Answer(StrEnum):
    """What an organisation said to a version. Who said nothing has not yet signed."""

    SIGNED = "signed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return the answer as it is shown."""
        return self.value.capitalize()


class Outcome(StrEnum):
    """What became of a request."""

    GIVEN = "given"
    IN_PART = "in_part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return the outcome as it is shown."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Term:
    """From when to when a version is in force, and when it is to be looked at again. No last day: until the next."""

    since: date
    until: date | None
    review_on: date | None

    def holds(self, on: date) -> bool:
        """Return whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Standing:
    """How an agreement stands on a day. kind: none, to_come, in_force, ends_soon, review_soon, review_late or lapsed.

    `days` to its end or review, or past them; `warning` is the warning that was reached: 60, 30 or 7.
    """

    kind: str
    words: str
    days: int | None = None
    warning: int | None = None

    @property
    def presses(self) -> bool:
        """Return whether something has to be done about it."""
        return self.kind in {"ends_soon", "review_soon", "review_late", "lapsed"}

    @property
    def late(self) -> bool:
        """Return whether it lapsed or its review is late."""
        return self.kind in {"review_late", "lapsed"}


def standing(terms: Sequence[Term], *, on: date, warnings: Iterable[int]) -> Standing:
    """Return how an agreement stands by its versions. Its last day is not yet lapsed, nor the day of a review late."""
    held = [term for term in terms if term.holds(on)]
    if not held:
        return _without(terms, on)
    now = max(held, key=lambda term: term.since)
    follows = any(term.since > on and now.until and (term.since - now.until).days <= 1 for term in terms)
    if now.until is not None and not follows:
        left = (now.until - on).days
        reached = _reached(left, warnings)
        if reached is not None:
            return Standing("ends_soon", f"ends on {in_words(now.until)}, {_in(left)}", left, reached)
    if now.review_on is not None:
        left = (now.review_on - on).days
        if left < 0:
            return Standing("review_late", f"review {days_in_words(-left)} late", left)
        reached = _reached(left, warnings)
        if reached is not None:
            return Standing("review_soon", f"review on {in_words(now.review_on)}, {_in(left)}", left, reached)
    until = f" until {in_words(now.until)}" if now.until else ""
    return Standing("in_force", f"in force since {in_words(now.since)}{until}")


def _without(terms: Sequence[Term], on: date) -> Standing:
    over = [term.until for term in terms if term.until is not None and term.until < on]
    ahead = [term.since for term in terms if term.since > on]
    if over:
        ended = max(over)
        return Standing("lapsed", f"lapsed on {in_words(ended)}", (ended - on).days)
    if ahead:
        return Standing("to_come", f"in force from {in_words(min(ahead))}")
    return Standing("none", "no version is recorded")


def _reached(left: int, warnings: Iterable[int]) -> int | None:
    """Return the nearest warning that has come, None where it is too early for any."""
    return min((each for each in warnings if left <= each), default=None)


def _in(left: int) -> str:
    return "today" if left == 0 else f"in {days_in_words(left)}"


def not_covered(covered: Collection[str]) -> tuple[str, ...]:
    """Return what a protocol has to cover and does not, in words."""
    return tuple(one.label for one in bases() if one.protocol and one.id not in covered)


def unproved(
    *, standing: Standing, covered: Collection[str], not_signed: Sequence[str], known: bool
) -> tuple[str, ...]:
    """Return why a protocol does not prove the duty to keep one; nothing where it does.

    `known`: whether any responsible authority is recorded at all. A review that is late does not unmake a protocol.
    """
    found = []
    if standing.kind in {"none", "to_come", "lapsed"}:
        found.append(standing.words)
    found += [f"it does not cover: {words.lower()}" for words in not_covered(covered)]
    if not_signed:
        found.append(f"not signed by {', '.join(not_signed)}")
    if not known:
        found.append("no responsible authority is recorded")
    return tuple(found)


def request_clock(*, due: date | None, answered_on: date | None, on: date) -> tuple[bool, str]:
    """Return whether a request is late on a day, and how it stands in words."""
    if answered_on is not None:
        late = due is not None and answered_on > due
        return False, f"answered on {in_words(answered_on)}{', after its day' if late else ''}"
    if due is None:
        return False, "open, no day was asked for"
    left = (due - on).days
    return left < 0, f"{days_in_words(-left)} late" if left < 0 else f"due {_in(left)}"


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_line(words: str, *, what: str, longest: int = LONGEST_LINE) -> str:
    """Return a line, refused where nothing or too much is written."""
    said = " ".join(words.split())
    if not said:
        raise NotAnAgreement(f"{what} is not said.", cure="Write it as others will look for it.")
    if len(said) > longest:
        raise NotAnAgreement(f"{what} has {len(said)} characters.", cure=f"Say it in {longest}.")
    return said


def check_bases(covered: Iterable[str]) -> list[str]:
    """Return what sharing rests on, in the order of the definitions; refused where one is not known."""
    wanted = set(covered)
    unknown = wanted - {one.id for one in bases()}
    if unknown:
        raise NotAnAgreement(
            f"“{', '.join(sorted(unknown))}” is no basis that is known.", cure="Choose what is offered."
        )
    return [one.id for one in bases() if one.id in wanted]


def check_term(term: Term, *, others: Iterable[Term]) -> Term:
    """Return from when to when a version holds, refused where it ends before it begins or begins with another."""
    if term.until is not None and term.until < term.since:
        raise NotAnAgreement(f"it would end on {in_words(term.until)}, before it begins.", cure="Check both days.")
    if any(term.since == other.since for other in others):
        raise NotAnAgreement(f"another version is in force from {in_words(term.since)}.", cure="Put that one right.")
    return term


def check_one_place(*, edition: bool, address: str, file: bool) -> None:
    """Refuse a version that lies in more than one place."""
    if sum((edition, bool(address.strip()), file)) > 1:
        raise NotAnAgreement("a version is one text.", cure="Give an edition, an address or a file.")


def check_day(on: date, *, today: date) -> date:
    """Return a day, refused where it is still to come."""
    if on > today:
        raise NotAnAgreement(f"{in_words(on)} has not yet come.", cure="Give the day on which it was done.")
    return on


def check_span(*, since: date, until: date | None) -> None:
    """Refuse a nominated person who ends before they begin."""
    if until is not None and until < since:
        raise NotAnAgreement(f"{in_words(until)} is before {in_words(since)}.", cure="Check both days.")


def check_named(*, person: object | None, role: str) -> None:
    """Refuse to nominate nobody."""
    if person is None and not role.strip():
        raise NotAnAgreement("nobody is named.", cure="Choose a person, or write the post.")


def check_two(asked_by: object, asked_of: object) -> None:
    """Refuse a request of an organisation to itself."""
    if asked_by == asked_of:
        raise NotAnAgreement("an organisation does not ask itself.", cure="Choose who was asked.")


def check_open(answered_on: date | None) -> None:
    """Refuse to answer a request twice."""
    if answered_on is not None:
        raise NotAnAgreement(f"it was answered on {in_words(answered_on)}.", cure="Record a new request.")


def check_answered(answered_on: date, *, asked_on: date, today: date) -> date:
    """Return the day of an answer, refused before the request or still to come."""
    if not asked_on <= answered_on <= today:
        raise NotAnAgreement(
            f"{in_words(answered_on)} does not lie between {in_words(asked_on)}, when it was asked, and today.",
            cure="Check the day.",
        )
    return answered_on


def check_ours(theirs: object, ours: object) -> None:
    """Refuse to name what belongs to another partnership."""
    if theirs != ours:
        raise NotAnAgreement("whom or what it names is not of this partnership.", cure="Choose from its own.")


def check_reason(reason: str) -> str:
    """Return a reason, refused where none is given."""
    if not reason.strip():
        raise NotAnAgreement("no reason is given.", cure="Say why: it is kept.")
    return reason.strip()[:LONGEST_WORDS]


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn."""
    if withdrawn:
        raise NotAnAgreement("it was withdrawn as a mistake, and stays as it is.", cure="Record the right one anew.")
