"""The themes of an assessment: which types of crime each takes up, which strategy it serves, and what it cannot show.

Strategies: section 6(1) of the Crime and Disorder Act 1998. Types: those of data.police.uk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.statute.categories import Polarity, crime_type
from frankpledge.statute.load import BadDefinition, Confidence, records

Strategy = Literal["crime and disorder", "substance misuse", "reoffending", "serious violence"]
Shown = Literal["level", "change", "shape", "places"]
Base = Literal["residents", "households", "women", "workday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme: `subject` is its name within a sentence, `not_shown` what street-level data cannot show of it.

    `shows` are the parts of it in order; one that stands elsewhere in the document is left out.
    """

    id: str
    title: str
    subject: str
    types: tuple[str, ...]
    strategy: Strategy
    polarity: Polarity
    base: Base
    not_shown: tuple[str, ...]
    shows: tuple[Shown, ...]
    source: str
    confidence: Confidence

    @property
    def is_crime(self) -> bool:
        """Whether all of it is crime: anti-social behaviour is incidents."""
        return not any(crime_type(name).is_asb for name in self.types)


@cache
def themes() -> tuple[Theme, ...]:
    """Return the themes in the order of the definitions; crime and incidents are never in one theme."""
    found = records(Theme, "themes.toml", "theme")
    for theme in found:
        kinds = {crime_type(name).is_asb for name in theme.types}
        if len(kinds) != 1:
            raise BadDefinition(f"{theme.id} mixes crimes with incidents, or has no type", where="themes.toml")
    return found
