"""A chapter as it will stand in its document: its exhibits as the evidence draws them, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frankpledge.domain.chapters.actions.laying import parts_of
from frankpledge.domain.chapters.documents.own_names import with_own_names
from frankpledge.domain.chapters.documents.registers import REGISTERS
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.queries.written import (
    HIDDEN,
    NO_EVIDENCE,
    NO_REGISTER,
    NOT_IN_STORE,
    TO_WRITE,
    ShownPart,
    Written,
    view_key,
)
from frankpledge.domain.chapters.rules import PartKind
from frankpledge.domain.exhibits.documents.drawn import View, drawn
from frankpledge.domain.narrative.queries.passages import rendered
from frankpledge.ground.documents.blocks import Block, Paragraph, Strong, Subheading, Text
from frankpledge.statute.template import Chapter as Plan
from frankpledge.statute.template import Template


def written(chapter: Chapter, view: View | None, template: Template, *, parts: Iterable[Part] = ()) -> Written:
    """Return a chapter as it stands at a view of the evidence, with the parts given or else its own.

    Without a view, because that state of the evidence is not in the store, its exhibits say so.
    """
    shown = tuple(_shown(part, view, template) for part in (parts or chapter.parts.all()))
    itself = frozenset(_plan_provides(chapter, template)) if any(_has_exhibit(one) for one in shown) else frozenset()
    made = Written(chapter, shown, provides_itself=itself, known_on=view.known.on if view else None)
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


def _has_exhibit(shown: ShownPart) -> bool:
    return shown.part.kind == PartKind.EXHIBIT and bool(shown.blocks)


def _plan_provides(chapter: Chapter, template: Template) -> tuple[str, ...]:
    return next((plan.provides for plan in template.chapters if plan.ref == chapter.ref), ())


def _shown(part: Part, view: View | None, template: Template) -> ShownPart:
    if part.hidden:
        return ShownPart(part, quiet=HIDDEN)
    if part.exhibit in REGISTERS:
        return _registered(part)
    if part.kind == PartKind.EXHIBIT:
        if view is None:
            return ShownPart(part, quiet=NOT_IN_STORE)
        made = drawn(view, part.exhibit)
        provides = frozenset(template.exhibit_provides.get(part.exhibit, ())) if made.blocks else frozenset()
        return ShownPart(part, made.blocks, made.figures, provides, quiet="" if made.blocks else NO_EVIDENCE)
    return _narrative(part, view)


def _registered(part: Part) -> ShownPart:
    """Return what a register shows. A chapter that is not laid out yet belongs to no partnership, and shows none."""
    if part._state.adding:
        return ShownPart(part, quiet=NO_REGISTER)
    made = REGISTERS[part.exhibit](part.chapter)
    return ShownPart(part, made.blocks, provides=made.provides, quiet="" if made.blocks else NO_REGISTER)


def _narrative(part: Part, view: View | None) -> ShownPart:
    needs = frozenset(part.provides)
    if part.passage is not None and part.passage.text.strip():
        said, figures = rendered(part.passage, view.known if view else None)
        return ShownPart(part, (*_heading(part), *said), tuple(figures.values()), provides=needs)
    if part.nil:
        said = (Paragraph((Strong("Nil return. "), Text(part.nil))),)
        return ShownPart(part, (*_heading(part), *said), nil=needs)
    return ShownPart(part, quiet=TO_WRITE)


def _heading(part: Part) -> tuple[Block, ...]:
    return (Subheading(part.title),) if part.title else ()
