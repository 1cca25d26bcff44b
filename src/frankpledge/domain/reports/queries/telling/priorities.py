"""Each priority of the plan: its charts, what is said of its indicators, its steps."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.domain.commentaries.queries.drawn import picture_of
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.reports.queries.material import Group, Material
from frankpledge.domain.reports.queries.registers import STEP
from frankpledge.domain.reports.queries.telling.ending import rows_table
from frankpledge.domain.reports.queries.telling.exceptions import MOST, finding, in_order
from frankpledge.domain.reports.queries.telling.figures import Figures, name_of
from frankpledge.ground import clock
from frankpledge.ground.documents.blocks import Block, Plain, Section, Strong, Subheading, Text
from frankpledge.statute.deadlines import in_words


def priorities(material: Material, figures: Figures) -> Iterator[Section]:
    """Yield a section for each priority of which there is more to tell than the table tells."""
    for number, group in enumerate(material.groups, start=1):
        blocks = tuple(_blocks(group, material, figures))
        if blocks:
            yield Section(f"priority-{number}", group.name, blocks, numbered=False, about=group.lead)


def _blocks(group: Group, material: Material, figures: Figures) -> Iterator[Block]:
    first = {line.indicator.pk for line in in_order(material)[:MOST]}
    if group.lead:
        yield Plain((Strong("Lead: "), Text(group.lead)))
    for line in group.lines:
        large = material.large.get(line.indicator.pk)
        if large is not None:
            known = in_words(clock.in_london(material.wanted.known_at).date())
            name, title = f"line-{name_of(line)}", finding(line)
            yield picture_of(large.course, name=name, title=title, known=known, events=large.happened)
        if line.indicator.pk not in first:
            yield from _commentary(line, figures, named=large is not None)
    steps = material.told_of(STEP, group.name)
    if steps:
        yield Subheading("Delivery plan")
        yield rows_table(steps, title=steps_title(steps), heads=("No.", "Step", "Lead", "By", "How it stands"))


def steps_title(steps: tuple[object, ...]) -> str:
    """Return how many steps there are and how many of them are late."""
    late = sum(getattr(one, "late", False) for one in steps)
    whole = f"{len(steps)} {'step' if len(steps) == 1 else 'steps'}"
    return f"{whole}, none of them late" if not late else f"{whole}, {late} of them late"


def _commentary(line: Line, figures: Figures, *, named: bool) -> Iterator[Block]:
    """Yield what was approved on an indicator, whole; what stands out has told it already."""
    told = [
        (label, paragraph)
        for label, part in (("", "happened"), ("Why: ", "why"), ("Next: ", "next"))
        for paragraph in figures.said(line, part)
    ]
    if told and not named:
        yield Subheading(finding(line))
    for label, paragraph in told:
        yield Plain((Strong(label), *paragraph) if label else paragraph)
