"""What asks for the board first: what changed, misses its target or cannot be seen, and the decisions sought."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.domain.commentaries.queries.quoted import displays, quotable
from frankpledge.domain.commentaries.rules import Overtaken, overtaken
from frankpledge.domain.commentaries.rules import Words as SaidWords
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.reports.queries.material import NOT_YET, Asked, Material
from frankpledge.domain.reports.queries.telling.figures import (
    Figures,
    aim_words,
    judgements,
    small_line,
)
from frankpledge.domain.reports.queries.telling.opening import is_changed
from frankpledge.ground.documents.blocks import (
    Block,
    Plain,
    Recommendation,
    Signal,
    Standout,
    Strong,
    Subheading,
    Text,
)
from frankpledge.ground.documents.blocks import Line as Words

MOST, ASKED, NONE = 8, 1, 6
WITHHELD = "What was approved of it quotes a figure that the board does not have, and waits with it."


def exceptions(material: Material, figures: Figures) -> Iterator[Block]:
    """Yield a block for each exception, the gravest first, and a sentence on what else changed."""
    found = in_order(material)
    for line in found[:MOST]:
        yield _standout(line, material, figures)
    if len(found) > MOST:
        told = ", ".join(line.indicator.name for line in found[MOST:])
        yield Plain((Strong("Also to look at: "), Text(f"{told}. Each stands in the table with its judgements.")))
    also = [line for line in material.lines if is_changed(line) and line not in found]
    if also:
        yield Plain(_also(also, figures))


def in_order(material: Material) -> list[Line]:
    """Return the exceptions: changes for the worse, what is asked, gaps, missed targets, changes that ask for care.

    What is known and waits is none of them: the sentence before them names it.
    """
    asked = {ask.indicator for ask in material.asks if ask.indicator}
    ranks = {line.indicator.pk: _rank(line) for line in material.lines}
    ranks |= {key: min(rank, ASKED) for key, rank in ranks.items() if key in asked}
    found = [line for line in material.lines if ranks[line.indicator.pk] < NONE]
    return sorted(found, key=lambda line: ranks[line.indicator.pk])


def _rank(line: Line) -> int:
    judged = line.judged
    if line.shown.figure is None:
        return NONE if line.shown.missing == NOT_YET else 2
    if judged.signal.changed and judged.signal.tone == "worse":
        return 0
    if judged.position.standing == "misses":
        return 3
    if judged.signal.changed and (judged.quality.steps < 3 or judged.signal.tone == "ink"):
        return 4
    return 5 if judged.quality.steps == 0 else NONE


def _standout(line: Line, material: Material, figures: Figures) -> Standout:
    ref = figures.of(line)
    return Standout(
        figure=ref.key,
        words=under_the_number(line),
        title=finding(line),
        judgements=judgements(line),
        lines=(*_said(line, material, figures), *_asks(line, material)),
        spark=small_line(line, figures, "first"),
    )


def finding(line: Line) -> str:
    """Return the finding of an indicator as a title: a sentence that its judgements allow."""
    name, judged = line.indicator.name, line.judged
    if line.shown.figure is None:
        return f"{name}: no data"
    if judged.signal.changed:
        return f"{name}: {judged.signal.verdict} than expected"
    if judged.position.standing == "misses":
        return f"{name}: target not met"
    return f"{name}: {'the data cannot be used' if judged.quality.steps == 0 else 'no detectable change'}"


def under_the_number(line: Line) -> str:
    """Return what stands under a large number: its unit and period, what it was a year before, and the target."""
    ends = line.shown.ends
    year_before = [one for one in line.series if (one.ends.year, one.ends.month) == (ends.year - 1, ends.month)]
    parts = [f"{line.definition.unit}, {line.shown.label}"]
    if line.shown.figure is None:
        last = next((one for one in reversed(line.series) if one.figure is not None), None)
        parts = [line.shown.label]
        parts += [f"last value {printed(last.figure, line.definition)}, {last.label}"] if last else []
    elif year_before and year_before[0].figure is not None:
        parts.append(f"{printed(year_before[0].figure, line.definition)} in the same period last year")
    target = aim_words(line)
    parts += [f"target {target}"] if target[:1].isdigit() else []
    return "; ".join(parts)


def _said(line: Line, material: Material, figures: Figures) -> Iterator[Words]:
    """Yield what was approved on an indicator, or why it stands here; then what in it a new figure has overtaken."""
    told = [paragraph for part in ("happened", "why") for paragraph in figures.said(line, part)]
    yield from told or [(Text(_why(line, withheld=line.indicator.pk in material.withheld)),)]
    for paragraph in figures.said(line, "next"):
        yield (Strong("Next: "), *paragraph)
    for one in changed_since(line, material):
        yield (Strong("Changed since: "), Text(f"where this says {one.was}, the figure is {one.now} now."))


def changed_since(line: Line, material: Material) -> tuple[Overtaken, ...]:
    """Return the sentences of what was approved whose figure is printed otherwise in this report."""
    text = material.said.get(line.indicator.pk)
    if text is None:
        return ()
    accepted = {name: str(kept["display"]) for name, kept in text.figures.items()}
    return overtaken(SaidWords(text.happened, text.why, text.next), accepted, displays(quotable(line)))


def _why(line: Line, *, withheld: bool) -> str:
    if line.shown.figure is None:
        reason = line.shown.missing
        return f"No data: {reason[:1].lower()}{reason[1:].rstrip('.')}. Nothing stands in its place."
    judged = line.judged
    note = judged.signal.note if judged.signal.changed else judged.position.note or judged.quality.note
    return f"{note.rstrip('.')}. {WITHHELD if withheld else 'No commentary is approved.'}"


def _asks(line: Line, material: Material) -> Iterator[Words]:
    for code, ask in coded(material):
        if ask.indicator == line.indicator.pk:
            yield (Strong(f"Decide {code}: " if ask.decide else "Note: "), Text(ask.words))


def coded(material: Material) -> tuple[tuple[str, Asked], ...]:
    """Return what is asked, each decision with its number: D1, D2."""
    found, number = [], 0
    for ask in material.asks:
        number += ask.decide
        found.append((f"D{number}" if ask.decide else "", ask))
    return tuple(found)


def _also(lines: list[Line], figures: Figures) -> Words:
    told: list[object] = [Strong("Also changed: ")]
    for at, line in enumerate(lines):
        told += [Text(f"{'; ' if at else ''}{line.indicator.name} ")]
        told += [Signal(line.judged.signal.verdict, line.judged.signal.side), Text(", "), figures.of(line)]
        told += [Text(f" in {line.shown.label}")]
    return (*told, Text("."))  # type: ignore[arg-type]  # each is a piece of a line


def decisions(material: Material, _figures: Figures) -> Iterator[Block]:
    """Yield every decision that is sought, with its number, whose it is and by when."""
    sought = [(code, ask) for code, ask in coded(material) if ask.decide]
    if not sought:
        return
    yield Subheading("The board is asked to" if material.wanted.template.ref == "board" else "The readers are asked to")
    for code, ask in sought:
        verb, _, rest = ask.words.partition(" ")
        yield Recommendation(
            code=code, verb=verb[:1].upper() + verb[1:], line=(Text(rest or "as it stands"),), evidence="",
            owner=ask.owner, by=ask.due, cost="", otherwise="",
        )  # fmt: skip
