"""What an area is to the rest of the product, and how a question about one may be refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from frankpledge.refusal import Refusal

# A name means the first of these that bears it; the others must be asked for by code or kind.
KINDS = ("csp", "district", "ward", "force", "county", "region", "icb", "sub_icb", "lsoa21", "lsoa11")
_WORDS = {
    "csp": "community safety partnership",
    "district": "district",
    "ward": "ward",
    "force": "police force area",
    "county": "county",
    "region": "region",
    "icb": "integrated care board",
    "sub_icb": "part of an integrated care board",
    "lsoa21": "LSOA 2021",
    "lsoa11": "LSOA 2011",
    "country": "country",
}


@dataclass(frozen=True)
class Area:
    """An area of a kind (`csp`, `district`, `ward`, `force`, …) with its official code and present name.

    An area known only from the names of LSOAs in police files has no code. `first_year` and `last_year` are those of
    the files that name it; `successors` are the codes that took over from one that no longer stands; `within` is the
    larger area that tells it from others of its name.
    """

    kind: str
    code: str
    name: str
    other_names: tuple[str, ...] = field(default=(), compare=False)
    first_year: int | None = field(default=None, compare=False)
    last_year: int | None = field(default=None, compare=False)
    successors: tuple[str, ...] = field(default=(), compare=False)
    within: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        """Return the name with kind and code, for choosing between areas."""
        inside = f" in {self.within}" if self.within else ""
        return f"{self.name} ({' '.join(filter(None, (kind_in_words(self.kind), self.code)))}{inside})"

    def as_json(self) -> dict[str, object]:
        """Return what `--json` prints."""
        return {
            "kind": self.kind,
            "code": self.code,
            "name": self.name,
            "within": self.within,
            "other_names": list(self.other_names),
            "first_year": self.first_year,
            "last_year": self.last_year,
            "successors": list(self.successors),
        }


class UnknownArea(Refusal):
    """No area bears the name or code; `suggestions` are those that may have been meant."""

    def __init__(self, asked: str, suggestions: Sequence[Area] = (), *, kind: str | None = None) -> None:
        meant = "; ".join(area.label for area in suggestions)
        what = kind_in_words(kind) if kind else "area"
        super().__init__(
            f"No {what} that has been loaded is called “{asked}”.",
            cure=f"Did you mean {meant}?" if meant else "Load the lookups that name it, or use its official code.",
        )
        self.suggestions = tuple(suggestions)


class AmbiguousArea(Refusal):
    """Several areas of one kind bear the name."""

    def __init__(self, asked: str, choices: Sequence[Area]) -> None:
        shown = "; ".join(area.label for area in choices[:_MOST_SHOWN])
        more = f"; and {len(choices) - _MOST_SHOWN} more" if len(choices) > _MOST_SHOWN else ""
        reason = f"“{asked}” is the name of {len(choices)} areas: {shown}{more}."
        super().__init__(reason, cure="Ask by code or by kind.")
        self.suggestions = tuple(choices)


class NoExtent(Refusal):
    """It is not known which LSOAs an area is made of."""


class NoPopulation(Refusal):
    """No count of residents that fits an area has been loaded."""


class NoOutline(Refusal):
    """No boundary from which an area could be drawn has been loaded."""


_MOST_SHOWN = 6


def kind_in_words(kind: str) -> str:
    """Return a kind as people say it."""
    return _WORDS.get(kind, kind)


def nation(area: Area) -> Literal["england", "wales"]:
    """Return the nation whose law applies: Welsh codes begin with W."""
    return "wales" if area.code.startswith("W") else "england"
