"""The figures of a return as programs and terminals are told them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.rules import OPEN, State


@dataclass(frozen=True)
class Figure:
    """One figure of a return. Before it is sent its numbers are empty: what is typed is its writer's alone.

    `cell` names its box to whoever sends it; `questions` are what the checks ask.
    """

    cell: str
    reference: str
    figure: str
    part: str
    counts: str
    number: str
    out_of: str
    missing: str
    comment: str
    explanation: str
    questions: list[str]
    set_aside: str

    def as_json(self) -> dict[str, Any]:
        """Return it by name."""
        return asdict(self)


def figures_of(one: Return) -> tuple[Figure, ...]:
    """Return every figure of a return."""
    sent = State(one.state) not in OPEN
    return tuple(
        Figure(
            cell=str(cell.pk),
            reference=cell.indicator.reference,
            figure=cell.indicator.name,
            part=cell.breakdown,
            counts=cell.definition.words,
            number=_number(cell.numerator) if sent else "",
            out_of=_number(cell.denominator) if sent else "",
            missing=cell.missing if sent else "",
            comment=cell.comment if sent else "",
            explanation=cell.explanation if sent else "",
            questions=[str(question["words"]) for question in cell.questions] if sent else [],
            set_aside=cell.set_aside if sent else "",
        )
        for cell in one.cells.all()
    )


def _number(number: object) -> str:
    return "" if number is None else f"{number:,f}".replace(",", "").removesuffix(".0000")
