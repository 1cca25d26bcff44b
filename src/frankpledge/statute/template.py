"""The strategic assessment as data: its chapters, what each requirement needs, and who can supply what is missing.

Source: our own arrangement of SI 2007/1830 regs 6 and 7 and, for Wales, SI 2007/3076.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import toml


@dataclass(frozen=True)
class Chapter:
    """A chapter: its anchor, title and line in the contents, the needs that it meets when there, and its exhibits."""

    ref: str
    title: str
    about: str
    provides: tuple[str, ...]
    exhibits: tuple[str, ...] = ()


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
    """All of it. `needs`: the id of a requirement to what it needs."""

    chapters: tuple[Chapter, ...]
    needs: dict[str, tuple[str, ...]]
    supplies: tuple[Supply, ...]

    def chapter(self, ref: str) -> Chapter:
        """Return the chapter of an anchor."""
        return next(chapter for chapter in self.chapters if chapter.ref == ref)


@cache
def assessment_template() -> Template:
    """Return the template of the strategic assessment, read once from the definitions."""
    data = toml("assessment.toml")
    return Template(
        chapters=tuple(
            Chapter(**(c | {"provides": tuple(c["provides"]), "exhibits": tuple(c.get("exhibits", ()))}))
            for c in data["chapter"]
        ),
        needs={requirement: tuple(needs) for requirement, needs in data["needs"].items()},
        supplies=tuple(Supply(**(s | {"also": tuple(s["also"])})) for s in data["supply"]),
    )
