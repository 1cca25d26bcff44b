"""What may be asked of the evidence for an indicator: which records, and of which area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frankpledge.domain.indicators.rules import NotAnIndicator

GROUPS = {"crime": "all crime", "asb": "anti-social behaviour"}
PARTS = frozenset({"what", "area"})


@dataclass(frozen=True)
class Question:
    """What is counted: "crime", "asb", or names of types, of the partnership's own area or of another by its code.

    `flag` instead: records of the force's own that it flags so ("domestic_abuse"), which no open file shows.
    """

    what: tuple[str, ...]
    area: tuple[str, str] | None = None
    flag: str = ""

    @property
    def words(self) -> str:
        """Return it as it is shown."""
        told = " and ".join(GROUPS.get(one, one.lower().replace("_", " ")) for one in self.what)
        return told if self.area is None else f"{told}, area {self.area[1]}"


def question_of(said: Mapping[str, Any], known: tuple[str, ...], flags: tuple[str, ...] = ()) -> Question:
    """Return a question as it is kept, refused where it asks for what is not there.

    `known` are the names of types, `flags` those of what a force's own records are flagged by.
    """
    if unknown := sorted(set(said) - PARTS):
        raise NotAnIndicator(f"a question has no {unknown[0]}.", where="question", cure="It says what, and which area.")
    what = tuple(said.get("what", ()))
    if not what:
        raise NotAnIndicator("it is not said which records count.", where="question", cure="Choose a type, or several.")
    for one in what:
        if one in flags and len(what) > 1:
            raise NotAnIndicator(
                f"{one.replace('_', ' ')} is told by the force's own records, and by one flag at a time.",
                where="question", cure="Ask for it alone: one source at a time, and nothing is counted twice.",
            )  # fmt: skip
        if one not in GROUPS and one not in known and one not in flags:
            raise NotAnIndicator(f"“{one}” is no type of record.", where="question", cure="Choose one of the list.")
    area = said.get("area")
    flag = what[0] if what[0] in flags else ""
    return Question(what, (str(area[0]), str(area[1])) if area else None, flag)
