"""How long casework is kept, by when somebody is told what is held about them, and what may be left out of that.

UK GDPR Arts 5(1)(e), 12(3) and 15; Data Protection Act 2018 Sch 2 and 3. No law names a time for a case review: the
times are a partnership's own choice, and these are where it begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import months_after
from frankpledge.statute.load import Confidence, record, records, toml

FILE = "retention.toml"


class NoSuchClass(Refusal, ValueError):
    """A class of casework, or a reason to leave something out, that nobody defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """One class of casework: what begins its time, and the months for which it is kept from then."""

    id: str
    label: str
    begins: str
    months: int
    source: str
    confidence: Confidence

    def kept_until(self, ended_on: date) -> date:
        """Return the last day on which something that ended on a day is kept."""
        return months_after(ended_on, self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTime:
    """Within what time somebody is told what is held about them, and how much longer it may take."""

    months: int
    more_months: int
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One ground on which a part of an answer may be left out."""

    id: str
    label: str
    source: str
    confidence: Confidence


@cache
def retention_classes() -> tuple[RetentionClass, ...]:
    """Return the classes of casework."""
    return records(RetentionClass, FILE, "class")


def retention_class(name: str) -> RetentionClass:
    """Return the class of a name. Refused where there is none."""
    found = next((one for one in retention_classes() if one.id == name), None)
    if found is None:
        raise NoSuchClass(f"there is no class of casework “{name}”.", where=FILE, cure="Name one that is defined.")
    return found


@cache
def access_time() -> AccessTime:
    """Return within what time a person is answered who asks what is held about them."""
    return record(AccessTime, toml(FILE)["access"], where=f"{FILE}, access")


def access_due(received_on: date, *, longer: bool = False) -> date:
    """Return the last day for an answer to somebody who asked on a day; `longer` where they were told why."""
    time = access_time()
    return months_after(received_on, time.months + (time.more_months if longer else 0))


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Return the grounds on which a part of an answer may be left out."""
    return records(Exemption, FILE, "exemption")


def exemption(name: str) -> Exemption:
    """Return the ground of a name. Refused where there is none."""
    found = next((one for one in exemptions() if one.id == name), None)
    if found is None:
        raise NoSuchClass(
            "it is not said on what ground this is left out.",
            where="ground",
            cure=f"Choose from: {', '.join(one.id for one in exemptions())}.",
        )
    return found
