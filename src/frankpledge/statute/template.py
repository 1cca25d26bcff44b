"""The strategic assessment as data: its chapters, what each requirement needs, and who can supply what is missing.

Source: our own arrangement of SI 2007/1830 regs 6 and 7 and, for Wales, SI 2007/3076.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from frankpledge.statute.load import toml


@dataclass(frozen=True)
class Prompt:
    """What an author is asked to write in a chapter: a heading, what to say, why, and the needs that it then meets."""

    ref: str
    title: str
    ask: str
    why: str
    provides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter: its anchor, title and line in the contents, the needs that it meets when there, exhibits, prompts.

    A chapter with neither exhibits nor prompts is made by the document itself.
    """

    ref: str
    title: str
    about: str
    provides: tuple[str, ...]
    exhibits: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    two_tier_only: bool = False

    @property
    def is_laid_out(self) -> bool:
        """Return whether people work on it: the rest is made by the document itself."""
        return bool(self.exhibits or self.prompts)


@dataclass(frozen=True)
class Supply:
    """Who can supply what is needed, how they are asked, and what follows if they are not."""

    need: str
    also: tuple[str, ...]
    verb: str
    ask: str
    owner: str
    otherwise: str


@dataclass(frozen=True)
class Template:
    """All of it. `needs`: the id of a requirement to what it needs. `exhibit_provides`: an exhibit to what it meets."""

    chapters: tuple[Chapter, ...]
    needs: dict[str, tuple[str, ...]]
    supplies: tuple[Supply, ...]
    exhibit_provides: dict[str, tuple[str, ...]]

    def chapter(self, ref: str) -> Chapter:
        """Return the chapter of an anchor."""
        return next(chapter for chapter in self.chapters if chapter.ref == ref)


@cache
def assessment_template() -> Template:
    """Return the template of the strategic assessment, read once from the definitions."""
    data = toml("assessment.toml")
    return Template(
        chapters=tuple(_chapter(chapter) for chapter in data["chapter"]),
        needs={requirement: tuple(needs) for requirement, needs in data["needs"].items()},
        supplies=tuple(Supply(**(s | {"also": tuple(s["also"])})) for s in data["supply"]),
        exhibit_provides={name: tuple(needs) for name, needs in data["exhibit_provides"].items()},
    )


def _chapter(row: dict[str, Any]) -> Chapter:
    prompts = tuple(Prompt(**(p | {"provides": tuple(p.get("provides", ()))})) for p in row.get("prompt", ()))
    lists = {"provides": tuple(row["provides"]), "exhibits": tuple(row.get("exhibits", ())), "prompts": prompts}
    return Chapter(**({name: value for name, value in row.items() if name != "prompt"} | lists))
