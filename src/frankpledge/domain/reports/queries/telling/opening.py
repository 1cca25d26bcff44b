"""How a report begins: one sentence that counts what changed, and the officer's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.reports.queries.material import Material
from frankpledge.domain.reports.queries.telling.figures import Figures
from frankpledge.ground.documents.blocks import Block, Inline, Plain, Strong, SummaryPoint, Text

AGAIN = ", corrected since the board saw it"


def sentence(material: Material, figures: Figures) -> SummaryPoint:
    """Return the sentence that says it all, every number of it a figure."""
    lines = material.lines
    changed = [one for one in lines if is_changed(one)]
    unclear = [one for one in lines if is_unclear(one)]
    missed = [one for one in lines if one.shown.figure is not None and one.judged.position.standing == "misses"]
    decisions = sum(ask.decide for ask in material.asks)
    told: tuple[Inline, ...] = (
        Text("Of "),
        figures.count("all", len(lines), "Indicators of this report"),
        Text(f" {'indicator' if len(lines) == 1 else 'indicators'} {material.wanted.template.opening}, "),
        figures.count("changed", len(changed), "Indicators that changed beyond chance and season"),
        Strong(" changed"),
        Text(" beyond chance and season, "),
        figures.count("level", len(lines) - len(changed) - len(unclear), "Indicators without a detectable change"),
        Text(" did not, and "),
        figures.count("unclear", len(unclear), "Indicators of which it cannot be told"),
        Text(" cannot be judged. "),
        *_capital(figures, "missed", len(missed), "Indicators that do not meet their target"),
        Text(f" {'target is' if len(missed) == 1 else 'targets are'} not met. "),
        *_capital(figures, "decisions", decisions, "Decisions sought"),
        Text(f" {'decision is' if decisions == 1 else 'decisions are'} sought."),
    )
    return SummaryPoint("", told)


def not_yet(material: Material) -> Iterator[Block]:
    """Yield the sentence that names what is known and does not stand before the board: never its number."""
    if not material.waiting:
        return
    told = "; ".join(f"{one.indicator.name} ({one.label}{AGAIN if one.again else ''})" for one in material.waiting)
    yield Plain(
        (Strong("Known, and not before the board yet: "), Text(f"{told}. Their numbers stand here once a second person "
         "has put them before the board."))
    )  # fmt: skip


def _capital(figures: Figures, key: str, number: int, label: str) -> tuple[Inline, ...]:
    """Return a number that begins a sentence."""
    ref = figures.count(key, number, label)
    kept = figures.shown[ref.key]
    figures.shown[ref.key] = replace(kept, display=kept.display[:1].upper() + kept.display[1:])
    return (ref,)


def lead(material: Material, _figures: Figures) -> Iterator[Block]:
    """Yield the officer's own words."""
    for paragraph in material.lead.split("\n\n"):
        if paragraph.strip():
            yield Plain((Text(paragraph),))


def is_changed(line: Line) -> bool:
    """Return whether an indicator changed by more than chance and season explain."""
    return line.shown.figure is not None and line.judged.signal.changed


def is_unclear(line: Line) -> bool:
    """Return whether it cannot be told whether an indicator changed."""
    return line.shown.figure is None or line.judged.signal.verdict == "cannot_tell"
