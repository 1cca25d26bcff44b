"""What a report must say before it is agreed, when a body may decide on it, and what may be decided where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from frankpledge.refusal import Refusal
from frankpledge.statute.council_decisions import (
    Counts,
    Framework,
    Standing,
    deciding_bodies,
    earliest_day,
    policy_framework,
    publication_rules,
    usual,
    waivers,
)
from frankpledge.statute.deadlines import in_words

LONGEST_TEXT = 2_000
LONGEST_LINE = 300
LONGEST_REASON = 500


class Outcome(StrEnum):
    """What a body did with a report."""

    RECOMMENDED = "recommended"
    APPROVED = "approved"
    AMENDED = "amended"
    NOTED = "noted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    CALLED_IN = "called_in"

    @property
    def label(self) -> str:
        """Return the outcome as it is shown."""
        return OUTCOMES[self]

    @property
    def decides(self) -> bool:
        """Return whether the matter is decided by it."""
        return self in (Outcome.APPROVED, Outcome.AMENDED)


OUTCOMES = {
    Outcome.RECOMMENDED: "Recommended to the next body",
    Outcome.APPROVED: "Approved",
    Outcome.AMENDED: "Approved as amended",
    Outcome.NOTED: "Noted",
    Outcome.DEFERRED: "Deferred",
    Outcome.REFUSED: "Refused",
    Outcome.CALLED_IN: "Called in",
}


class NotAReport(Refusal):
    """What was written does not make a report, or a change of one."""


class NotWhole(Refusal):
    """A report that lacks what it must say, or says what it may not."""


class TooSoon(Refusal):
    """A body may not decide on that day: what must be public before would not have been so for long enough."""


class WrongBody(Refusal):
    """What only one body may decide, and this is not it."""


class NotANotice(Refusal):
    """What was written is no publication that a rule knows."""


@dataclass(frozen=True)
class Local:
    """What this partnership's council does where the law leaves it open, from a day. `since` None: nothing recorded."""

    since: date | None = None
    council: str = ""
    threshold: str = ""
    wards: int = 0
    notice_counts: Counts = "calendar"
    papers_counts: Counts = "working"
    call_in_days: int = 0
    contact: str = ""
    cabinet_members: str = ""
    board_is_committee: bool = False

    def counts(self) -> dict[str, Counts]:
        """Return what is counted for each rule where the law leaves it open."""
        long, short = ("key_notice", "private_notice"), ("private_again", "papers")
        return {**dict.fromkeys(long, self.notice_counts), **dict.fromkeys(short, self.papers_counts)}

    def ruled_as(self, kind: str) -> str:
        """Return the body as which the rules see a step: a board may have been made a committee of the council."""
        return "committee" if kind == "board" and self.board_is_committee else kind


def nothing_recorded() -> Local:
    """Return what is taken where no practice is recorded."""
    return Local(wards=usual().wards, call_in_days=usual().call_in_days)


# ---- words ----------------------------------------------------------------------------------------------------------


def check_words(words: str, *, what: str, longest: int = LONGEST_TEXT) -> str:
    """Return words, refused where there are none or too many."""
    said = words.strip()
    if not said:
        raise NotAReport(f"{what} is empty.", cure="Write it.")
    if len(said) > longest:
        raise NotAReport(f"{what} has {len(said):,} characters.", cure=f"Say it in {longest:,}.")
    return said


def check_key(*, key: bool, because: str) -> str:
    """Return why it is a key decision, refused where it is one and nothing is said."""
    if key and not because.strip():
        raise NotAReport(
            "it is not said why this is a key decision.", cure="Say what it spends or saves, or which wards it affects."
        )
    return because.strip()[:LONGEST_TEXT]


def check_open(*, state: str) -> None:
    """Refuse to change a report that is out for agreement, or agreed."""
    if state != "draft":
        stands = {"in_review": "out for agreement", "approved": "agreed"}[state]
        raise NotAReport(f"it is {stands}.", cure="Return it to draft, or open a correction, which says why.")


@dataclass(frozen=True)
class HeadingState:
    """How far one heading is: whether an answer is wanted, is there, and is kept from the public."""

    title: str
    required: bool
    answered: bool
    restricted: bool


def check_whole(
    headings: Iterable[HeadingState], *, exempt: Collection[str], public_interest: str, known: Collection[str]
) -> None:
    """Refuse to send a report on that leaves a heading open, or withholds a part without saying by what right."""
    told = list(headings)
    missing = [one.title for one in told if one.required and not one.answered]
    if missing:
        raise NotWhole(
            f"{len(missing)} headings are not written: {', '.join(missing)}.",
            cure="Write each, or say why there is nothing to say.",
        )
    withheld = [one.title for one in told if one.restricted]
    if withheld and not (set(exempt) & set(known)):
        raise NotWhole(
            f"“{withheld[0]}” is kept from the public, and no paragraph of Schedule 12A is named.",
            cure="Name the paragraph, or open the heading.",
        )
    if withheld and not public_interest.strip():
        raise NotWhole(
            "it is not said why the public interest in keeping it back outweighs that in disclosing it.",
            cure="Weigh both in words, or open the heading.",
        )


def check_second_person(*, approver: UUID, authors: Collection[UUID]) -> None:
    """Refuse agreement by anybody who wrote in the report."""
    if approver in authors:
        raise NotAReport("you wrote in this report, so you may not agree it.", cure="Ask somebody else who may.")


# ---- the way --------------------------------------------------------------------------------------------------------


def check_body(kind: str) -> str:
    """Return who takes a step, refused where nobody of that kind decides."""
    if kind not in deciding_bodies():
        raise NotAReport(f"“{kind}” is no body that decides.", cure=f"Choose from: {', '.join(deciding_bodies())}.")
    return kind


def check_in_order(*, on: date, before: date | None, after: date | None) -> None:
    """Refuse a day that comes before that of an earlier step, or after that of a later one."""
    if before is not None and on < before:
        raise NotAReport(f"the step before it is on {in_words(before)}.", cure="Choose that day or a later one.")
    if after is not None and on > after:
        raise NotAReport(f"the step after it is on {in_words(after)}.", cure="Move that step first.")


def check_moved(was: date | None, on: date, *, reason: str) -> str:
    """Return why a step moves, refused where it has that day already, or had another and nothing is said."""
    said = reason.strip()
    if was is None:
        return said
    if was == on:
        raise NotAReport(f"it is on {in_words(on)} already.", cure="Choose another day.")
    if not said:
        raise NotAReport(
            f"it is not said why it moves from {in_words(was)} to {in_words(on)}.",
            where="reason",
            cure="Say it in a sentence: it is kept with the day that it had.",
        )
    return check_words(said, what="the reason", longest=LONGEST_REASON)


def check_lawful(on: date, found: Iterable[Standing]) -> None:
    """Refuse a day on which a body may not decide: what must be public before would not have been for long enough."""
    told = list(found)
    broken = [one for one in told if on < one.earliest]
    if not broken:
        return
    first = earliest_day(told)
    assert first is not None
    instead = [one.label.lower() for one in waivers().values() if {b.rule.id for b in broken} & set(one.instead_of)]
    other = f", or record the {' or the '.join(instead)}" if instead else ""
    raise TooSoon(
        f"{in_words(on)} is too soon. {' '.join(_why(one) for one in broken)}",
        cure=f"Choose {in_words(first)} or later{other}.",
    )


def _why(one: Standing) -> str:
    kind = "clear working days" if one.counts == "working" else "clear days"
    when = f"was published on {in_words(one.published)}" if one.published else "is not published"
    today = "" if one.published else ", and were it published today"
    name = (one.waiver or one.rule).label
    return (
        f"{name} {when}{today}, {one.days} {kind} would end before {in_words(one.earliest)}"
        f" ({(one.waiver or one.rule).provision})."
    )


def check_outcome(outcome: Outcome, *, kind: str, framework: bool, nation: str) -> None:
    """Refuse a decision by a body that may not take it."""
    law = framework_law(nation) if framework else None
    if law is not None and outcome.decides and kind != law.ends_with:
        ends = deciding_bodies()[law.ends_with].label
        raise WrongBody(
            f"{law.words} {deciding_bodies()[kind].label} cannot adopt it ({law.provision}).",
            cure=f"Record what it recommended, and take the report to {ends.lower()}.",
        )


def framework_law(nation: str) -> Framework | None:
    """Return the law by which one body alone adopts a plan, None where we hold none for a nation."""
    return next((one for one in policy_framework() if one.nation == nation), None)


def check_taken(on: date | None, *, today: date) -> date:
    """Return the day of a step, refused where it has none or it has not come."""
    if on is None:
        raise NotAReport("this step has no day yet.", cure="Give it its day first.")
    if on > today:
        raise NotAReport(f"it is on {in_words(on)}, which has not come.", cure="Record what came of it then.")
    return on


def check_untaken(outcome: str) -> None:
    """Refuse to move or remove a step of which it is known what came."""
    if outcome:
        raise NotAReport("what came of this step is recorded.", cure="Add another step.")


def notice_label(kind: str) -> str:
    """Return what a publication, or what stands in its place, is called."""
    names = {one.id: one.label for one in publication_rules()}
    return names.get(kind) or waivers()[kind].label


def check_notice(kind: str, *, on: date, today: date, reason: str) -> str:
    """Return what is said of a publication, refused where no rule knows it, it lies ahead, or a reason is wanted."""
    if kind not in {one.id for one in publication_rules()} | set(waivers()):
        raise NotANotice("there is no such notice.", cure="Choose from the list.")
    if on > today:
        raise NotANotice(f"{in_words(on)} has not come.", cure="Record it on the day on which it is published.")
    if kind in waivers() and not reason.strip():
        raise NotANotice(
            f"{waivers()[kind].label}: nothing is said of who agreed or was told, and why.",
            cure=waivers()[kind].needs,
        )
    return reason.strip()[:LONGEST_TEXT]
