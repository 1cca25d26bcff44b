"""A return as the rows of a workbook: which line says which figure, and what is wrong with a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from frankpledge.domain.returns.rules.answers import COMMENT, EXPLAINED, MISSING, NUMBER, OUT_OF, Box, read

HEADS = ("Reference", "Figure", "Part", "Period", "Number", "Out of", "No figure because", "Comment", "Explanation")
REFERENCE, PART, PERIOD = HEADS[0], HEADS[2], HEADS[3]
PARTS = {NUMBER: HEADS[4], OUT_OF: HEADS[5], MISSING: HEADS[6], COMMENT: HEADS[7], EXPLAINED: HEADS[8]}
NEEDED = frozenset({REFERENCE.lower(), HEADS[4].lower()})
MOST_TAKEN = 60_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of a sheet, under which head."""

    line: int
    column: str
    reason: str
    sheet: str = ""

    @property
    def told(self) -> str:
        """Return it in a sentence with its place."""
        where = f"{self.sheet}, line {self.line}" if self.sheet else f"Line {self.line}"
        return f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"


@dataclass(frozen=True)
class Filled:
    """What a file says: what is typed by it, by field; how many figures it gave; what is wrong."""

    typed: Mapping[str, str] = field(default_factory=dict)
    taken: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass
class _Reading:
    boxes: Mapping[tuple[str, str], Box]
    period: str
    typed: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def heads_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Return where each of our heads stands in a row; None where the row is no header of ours."""
    places = {cell.strip().lower(): at for at, cell in reversed(list(enumerate(cells)))}
    return places if places.keys() >= NEEDED else None


def fill(
    rows: Iterable[tuple[str, int, Sequence[str]]], boxes: Mapping[tuple[str, str], Box], *, period: str
) -> Filled | None:
    """Return what the rows (sheet, line, cells) of a file say; None where no sheet has our header.

    `boxes` are by reference and part, in small letters. What is wrong is told and filled in as it stands, so that it
    can be mended in the boxes too.
    """
    reading, heads, sheet_of_heads = _Reading(boxes, period), None, None
    seen = False
    for sheet, line, cells in rows:
        if sheet != sheet_of_heads:
            heads, sheet_of_heads = None, sheet
        if heads is None:
            heads = heads_of(cells)
            seen = seen or heads is not None
            continue
        _line(reading, sheet, line, {name: cells[at] if at < len(cells) else "" for name, at in heads.items()})
    if not seen:
        return None
    wrong = {(fault.sheet, fault.line) for fault in reading.faults}
    taken = sum(1 for line in reading.lines.values() if not any(line == at for _, at in wrong))
    return Filled(reading.typed, taken, tuple(reading.faults))


def _line(reading: _Reading, sheet: str, line: int, cells: Mapping[str, str]) -> None:
    texts = {part: cells.get(head.lower(), "").strip() for part, head in PARTS.items()}
    reference, part = cells.get(REFERENCE.lower(), "").strip(), cells.get(PART.lower(), "").strip()
    if not any(texts.values()):
        return
    box = reading.boxes.get((reference.lower(), part.lower()))
    refused = _misplaced(reading, box, reference, part, cells.get(PERIOD.lower(), "").strip())
    if box is None or refused is not None:
        column, reason = refused or (REFERENCE, "not asked for.")
        reading.faults.append(Fault(line, column, reason, sheet))
        return
    reading.lines[box.id] = line
    typed = {box.named(name): text for name, text in texts.items() if text and (name != OUT_OF or box.two)}
    if texts[OUT_OF] and not box.two:
        reading.faults.append(Fault(line, PARTS[OUT_OF], "A count has no second number. Leave it out.", sheet))
    reading.typed.update({name: text[:1_000] for name, text in typed.items()})
    columns = {box.named(name): head for name, head in PARTS.items()}
    for name, reason in read([box], typed).faults.items():
        reading.faults.append(Fault(line, columns[name], reason, sheet))


def _misplaced(reading: _Reading, box: Box | None, reference: str, part: str, period: str) -> tuple[str, str] | None:
    if box is None:
        named = f"“{reference}”, “{part}”" if part else f"“{reference}”"
        return REFERENCE, f"{named[:120]} is not asked for in this return. Use the references of the template."
    if period and period != reading.period:
        return (
            PERIOD,
            f"This return is for {reading.period}, and the line says {period[:40]}. Send that in its round.",
        )
    if box.id in reading.lines:
        return REFERENCE, f"Line {reading.lines[box.id]} gives this figure already. Keep one of the two."
    return None
