"""A chapter as it will stand in its document: its exhibits as the evidence draws them, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from frankpledge.domain.chapters.actions.laying import parts_of
from frankpledge.domain.chapters.documents.own_names import with_own_names
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.rules import PartKind
from frankpledge.domain.exhibits.documents.drawn import View, drawn
from frankpledge.ground.documents.blocks import Block, Figure, Paragraph, Plain, Section, Strong, Subheading, Text
from frankpledge.statute.template import Chapter as Plan
from frankpledge.statute.template import Template

NO_EVIDENCE = "the evidence has nothing for it"
HIDDEN = "hidden from the document"
TO_WRITE = "to write"
NOT_IN_STORE = "the evidence that it was read at is not in this store"


@dataclass(frozen=True)
class ShownPart:
    """One part as it stands: blocks, figures, the needs that it meets, and why it shows nothing where it does."""

    part: Part
    blocks: tuple[Block, ...] = ()
    figures: tuple[Figure, ...] = ()
    provides: frozenset[str] = frozenset()
    nil: frozenset[str] = frozenset()
    quiet: str = ""


@dataclass(frozen=True)
class Written:
    """A chapter with its parts as they stand."""

    chapter: Chapter
    parts: tuple[ShownPart, ...]
    more: tuple[Block, ...] = ()
    figures_of_more: tuple[Figure, ...] = ()
    provides_itself: frozenset[str] = field(default_factory=frozenset)

    @property
    def section(self) -> Section | None:
        """Return the section of the document; None while there is nothing to print."""
        blocks = tuple(block for part in self.parts for block in part.blocks) + self.more
        if not blocks:
            return None
        one = self.chapter
        return Section(ref=one.ref, title=one.title, about=one.about, blocks=(*_dated(one), *blocks))

    @property
    def figures(self) -> dict[str, Figure]:
        """Return every figure that the chapter quotes, by its key."""
        found = [figure for part in self.parts for figure in part.figures]
        return {figure.key: figure for figure in (*found, *self.figures_of_more)}

    @property
    def provides(self) -> frozenset[str]:
        """Return the needs that the chapter meets as it stands."""
        return frozenset(need for part in self.parts for need in part.provides) | self.provides_itself

    @property
    def nil(self) -> Mapping[str, str]:
        """Return the needs that are answered with nothing, and why."""
        return {need: part.part.nil for part in self.parts for need in part.nil}

    @property
    def to_write(self) -> tuple[Part, ...]:
        """Return the prompts that nobody has answered yet."""
        return tuple(shown.part for shown in self.parts if shown.quiet == TO_WRITE)


def written(chapter: Chapter, view: View | None, template: Template, *, parts: Iterable[Part] = ()) -> Written:
    """Return a chapter as it stands at a view of the evidence, with the parts given or else its own.

    Without a view, because that state of the evidence is not in the store, its exhibits say so.
    """
    shown = tuple(_shown(part, view, template) for part in (parts or chapter.parts.all()))
    itself = frozenset(_plan_provides(chapter, template)) if any(_has_exhibit(one) for one in shown) else frozenset()
    made = Written(chapter, shown, provides_itself=itself)
    return with_own_names(made) if chapter.dated else made


def planned(plan: Plan, view: View, template: Template) -> Written:
    """Return a chapter as it will stand once it is laid out from its plan: its exhibits, and nothing written."""
    chapter = Chapter(ref=plan.ref, title=plan.title, about=plan.about)
    return written(chapter, view, template, parts=parts_of(plan))


def all_written(
    chapters: Iterable[Chapter], views: Mapping[str, View | None], template: Template
) -> tuple[Written, ...]:
    """Return several chapters, each at the view of its own key (see `view_key`)."""
    return tuple(written(chapter, views[view_key(chapter)], template) for chapter in chapters)


def view_key(chapter: Chapter) -> str:
    """Return what two chapters share that look at the same months as known at the same state of the evidence."""
    return f"{chapter.manifest} {chapter.first_month} {chapter.last_month}"


def _has_exhibit(shown: ShownPart) -> bool:
    return shown.part.kind == PartKind.EXHIBIT and bool(shown.blocks)


def _plan_provides(chapter: Chapter, template: Template) -> tuple[str, ...]:
    return next((plan.provides for plan in template.chapters if plan.ref == chapter.ref), ())


def _shown(part: Part, view: View | None, template: Template) -> ShownPart:
    if part.hidden:
        return ShownPart(part, quiet=HIDDEN)
    if part.kind == PartKind.EXHIBIT:
        if view is None:
            return ShownPart(part, quiet=NOT_IN_STORE)
        made = drawn(view, part.exhibit)
        provides = frozenset(template.exhibit_provides.get(part.exhibit, ())) if made.blocks else frozenset()
        return ShownPart(part, made.blocks, made.figures, provides, quiet="" if made.blocks else NO_EVIDENCE)
    return _narrative(part)


def _narrative(part: Part) -> ShownPart:
    if part.nil:
        blocks = (*_heading(part), Paragraph((Strong("Nil return. "), Text(part.nil))))
        return ShownPart(part, blocks, nil=frozenset(part.provides))
    return ShownPart(part, quiet=TO_WRITE)


def _heading(part: Part) -> tuple[Block, ...]:
    return (Subheading(part.title),) if part.title else ()


def _dated(chapter: Chapter) -> tuple[Block, ...]:
    if chapter.dated is None:
        return ()
    day = f"{chapter.dated.day} {chapter.dated:%B %Y}"
    said = f"This chapter was written on {day} and is printed as it then stood, with the figures of its own months."
    return (Plain((Text(said),)),)
