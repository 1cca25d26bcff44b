"""The page on which a supplier answers: box by box with what came before, what is asked about it, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField, Form

from frankpledge.charts.eight import Bar, bars
from frankpledge.domain.returns.models import Cell, Return
from frankpledge.domain.returns.queries import boxes_of, window_of
from frankpledge.domain.returns.queries.earlier import Earlier, Slot
from frankpledge.domain.returns.rules import State
from frankpledge.domain.returns.rules.answers import COMMENT, EXPLAINED, MISSING, NUMBER, OUT_OF, Answer, Box
from frankpledge.domain.returns.rules.questions import MORE_THAN_ALL, Question
from frankpledge.statute.deadlines import in_words

NUMBER_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
PERIODS = {1: "months", 3: "quarters"}
STEPS = (
    (State.SUBMITTED, "Sent"),
    (State.CHECKED, "Checked"),
    (State.AGREED, "Agreed by your organisation"),
    (State.PUBLISHED, "Before the board"),
)


@dataclass(frozen=True)
class BoxPage:
    """One figure on the page. `open_missing` and `open_comment` say which of its folded parts stand open."""

    id: str
    title: str
    hint: str
    details: tuple[tuple[str, str], ...]
    picture: str
    caption: str
    hidden: int
    number: BoundField
    out_of: BoundField | None
    missing: BoundField
    comment: BoundField
    explained: BoundField
    questions: tuple[Question, ...]
    faults: tuple[str, ...]
    saved: bool

    @property
    def wrong(self) -> bool:
        """Return whether something in it must be mended."""
        return bool(self.faults) or any(one.must for one in self.questions)

    @property
    def explain(self) -> str:
        """Return what stands above the box for an explanation; empty where nothing asks for one."""
        if any(one.kind == MORE_THAN_ALL for one in self.questions):
            return "Both are right; let me explain"
        return "They are right; let me explain" if any(one.must for one in self.questions) else ""


def title_of(one: Return) -> str:
    """Return the title of a supplier's page."""
    return f"Your figures for {window_of(one.round).label}"


def lede_of(one: Return, *, today: date) -> str:
    """Return how much is asked, and until when."""
    boxes = sum(2 if cell.definition.measure != "count" else 1 for cell in one.cells.all())
    many = NUMBER_WORDS[boxes] if boxes < len(NUMBER_WORDS) else f"{boxes}"
    minutes = max(1, round(boxes * 0.75))
    told = f"{many} box{'' if boxes == 1 else 'es'}, about {NUMBER_WORDS[min(minutes, 12)].lower()} minute"
    told += "." if minutes == 1 else "s."
    day = f"{one.due_on:%-d %B}" if one.due_on.year == today.year else in_words(one.due_on)
    return f"{told} {'It was due' if today > one.due_on else 'Due'} {day}; late is still useful."


def boxes_page(
    one: Return, form: Form, earlier: Mapping[str, Earlier], asked: Mapping[str, Sequence[Question]],
    *, saved: frozenset[str] = frozenset(),
) -> tuple[BoxPage, ...]:  # fmt: skip
    """Return the boxes of a return as they stand on the page."""
    cells: dict[str, Cell] = {str(cell.pk): cell for cell in one.cells.all()}
    return tuple(_box(box, cells[box.id], form, earlier[box.id], asked.get(box.id, ()), saved) for box in boxes_of(one))


def _box(
    box: Box, cell: Cell, form: Form, earlier: Earlier, asked: Sequence[Question], saved: frozenset[str]
) -> BoxPage:
    fields = {part: form[box.named(part)] for part in (NUMBER, MISSING, COMMENT, EXPLAINED)}
    out_of = form[box.named(OUT_OF)] if box.two else None
    faults = [str(error) for field in (fields[NUMBER], out_of) if field is not None for error in field.errors]
    told = cell.definition
    return BoxPage(
        id=box.id,
        title=box.label,
        hint=_hint(cell),
        details=tuple(
            pair
            for pair in (
                ("What is counted", told.words),
                ("Number", box.numerator),
                ("Out of", box.denominator),
                ("Source", told.source),
                ("To bear in mind", told.caveats),
                ("Definition", f"version {told.number}, from {in_words(told.since)}"),
            )
            if pair[1]
        ),
        picture=_picture(box, earlier, told.decimals),
        caption=_caption(earlier, box, told.unit),
        hidden=earlier.hidden,
        number=fields[NUMBER],
        out_of=out_of,
        missing=fields[MISSING],
        comment=fields[COMMENT],
        explained=fields[EXPLAINED],
        questions=tuple(asked),
        faults=tuple(faults),
        saved=bool({box.named(NUMBER), box.named(MISSING)} & saved),
    )


def _hint(cell: Cell) -> str:
    """Return the definition in a line: its first sentence."""
    first = cell.definition.words.split(". ")[0].rstrip(".")
    return f"{first}."


def _picture(box: Box, earlier: Earlier, decimals: int) -> str:
    periods = [
        Bar(*slot.head, value=None if slot.figure is None else float(slot.figure), hidden=slot.hidden)
        for slot in earlier.slots
    ]
    if all(one.value is None for one in periods):
        return ""
    return bars(f"before {box.id}", title=f"{box.label}: what you sent before", periods=periods, decimals=decimals)


def _caption(earlier: Earlier, box: Box, unit: str) -> str:
    what = PERIODS.get(earlier.slots[0].window.length, "periods")
    if all(one.figure is None and not one.hidden and not one.missing for one in earlier.slots):
        return f"No earlier figures of the last eight {what} are known."
    lead = f"{unit[:1].upper()}{unit[1:]}, your last eight {what}." if box.two and unit else f"Your last eight {what}."
    gaps = [f"{_named(slot)}: no data, {slot.missing}." for slot in earlier.slots if slot.missing]
    hidden = (
        f"{earlier.hidden} of them {'is' if earlier.hidden == 1 else 'are'} shown after a code."
        if earlier.hidden
        else ""
    )
    return " ".join(filter(None, (lead, *gaps, hidden)))


def _named(slot: Slot) -> str:
    head, group = slot.head
    return f"{group} {head}" if head.startswith("Q") else f"{head} {group}"


# ---- read back, and the receipt --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One answer read back before it is sent, with what is asked about it."""

    id: str
    title: str
    words: str
    comment: str
    questions: tuple[Question, ...]
    explained: BoundField


def read_back(
    boxes: Sequence[Box], answers: Mapping[str, Answer], form: Form, asked: Mapping[str, Sequence[Question]]
) -> tuple[Said, ...]:
    """Return the answers of a rightly filled form in words."""
    said = []
    for box in boxes:
        answer = answers[box.id]
        if answer.missing:
            words = f"No figure: {answer.missing}"
        elif answer.denominator is not None:
            words = f"{answer.numerator:,f} of {answer.denominator:,f}"
        else:
            words = f"{answer.numerator:,f}"
        said.append(
            Said(box.id, box.label, words, answer.comment, tuple(asked.get(box.id, ())), form[box.named(EXPLAINED)])
        )
    return tuple(said)


def steps_of(one: Return) -> tuple[tuple[str, str], ...]:
    """Return how far a return has come, each step with its day or that it is to come."""
    at = {
        State.SUBMITTED: one.sent_at,
        State.CHECKED: one.checked_at,
        State.AGREED: one.agreed_at,
        State.PUBLISHED: one.published_at,
    }
    return tuple((label, in_words(moment.date()) if (moment := at[state]) else "to come") for state, label in STEPS)


def given_of(one: Return) -> tuple[tuple[str, str], ...]:
    """Return of each figure whether it was given: a receipt repeats none, since links get forwarded."""
    return tuple((str(cell), f"no figure: {cell.missing}" if cell.missing else "a figure") for cell in one.cells.all())
