"""The registers in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement.queries import Line, ProvidedInputs, Put, Said, View, views_in
from frankpledge.domain.engagement.rules import SIX
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import Seen, SeenRequest
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Covered, Row, Table
from frankpledge.statute.contents import Requirement
from frankpledge.statute.template import assessment_template

NIL = "asked, nothing received"
VIEW_COLUMNS = (
    "year", "exercise", "kind", "first_day", "last_day", "run_by", "respondents", "out_of", "question", "base",
    "answer", "count", "percent", "share_percent", "lower_95", "upper_95", "state", "withdrawn_because",
)  # fmt: skip
INPUT_COLUMNS = (
    "year", "need", "supplier", "asked_on", "received_on", "what", "period", "state", "withdrawn_because",
)  # fmt: skip


def day(when: date | None) -> str:
    """Return a day as one would say it, or that it is not known."""
    return f"{when.day} {when:%B %Y}" if when else "not recorded"


def days(first: date, last: date) -> str:
    """Return a stretch of days."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


# ---- the list -----------------------------------------------------------------------------------------------------


def covered_inputs(requirements: Iterable[Requirement], provided: ProvidedInputs) -> tuple[Covered, ...]:
    """Return each of the six inputs with how far it is there: in the registers alone, not in the police's figures."""
    wanted = assessment_template().needs
    return tuple(_covered(each, wanted[each.id], provided) for each in requirements if each.id in SIX)


def _covered(each: Requirement, wanted: tuple[str, ...], provided: ProvidedInputs) -> Covered:
    lacking = [need for need in wanted if need not in provided.met and need not in provided.nil]
    nil = [need for need in wanted if need in provided.nil]
    if lacking:
        kind = "missing" if len(lacking) == len(wanted) else "incomplete"
        words = "" if kind == "missing" else f"no line for {', '.join(lacking)}"
    else:
        kind = "nil" if len(nil) == len(wanted) else "present"
        words = "; ".join(_asked(line) for need in nil for line in provided.nil[need])
    return Covered(label=f"{each.code} {each.label}", kind=kind, words=words)


def _asked(line: Line) -> str:
    return f"{line.supplier} asked on {day(line.asked_on)}, nothing received"


def views_table(views: Iterable[View], slug: str) -> Table:
    """Return the exercises of a year."""
    rows = tuple(
        Row(
            (
                view.name,
                view.kind.label,
                days(view.began, view.ended),
                answered(view),
                f"{len(view.reached)} ({sum(one.affected for one in view.reached)} specially affected)",
                standing(view),
            ),
            href=reverse("engagement:one", args=(slug, view.id)),
        )
        for view in views
    )
    columns = (
        Column("Exercise"), Column("Kind"), Column("When"), Column("Answered"), Column("Groups reached"),
        Column("State"),
    )  # fmt: skip
    return Table("Exercises", columns, rows, caption_hidden=True)


def answered(view: View) -> str:
    """Return how many answered, and of how many."""
    if not view.received:
        return "nothing received"
    if view.respondents is None:
        return "not counted"
    return f"{view.respondents:,}" + (f" of {view.out_of:,} asked" if view.out_of is not None else "")


def standing(view: View) -> str:
    """Return the mark of whether an exercise brought something, brought nothing, or was withdrawn."""
    if view.withdrawn_because:
        return component("tag", words="Withdrawn")
    return component("state", kind="present", words="Received") if view.received else component("state", kind="nil")


def inputs_table(lines: Iterable[Line], slug: str) -> Table:
    """Return the lines of the register of inputs."""
    columns = (
        Column("What"), Column("Supplier"), Column("Asked for"), Column("Received"), Column("Covers"), Column("State"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                line.need[:1].upper() + line.need[1:] + (f": {line.what}" if line.what else ""),
                line.supplier,
                day(line.asked_on),
                "nothing" if line.nothing else day(line.received_on),
                line.period or "–",
                _line_standing(line),
            ),
            href=reverse("engagement:input", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Inputs", columns, rows, caption_hidden=True)


def _line_standing(line: Line) -> str:
    if line.withdrawn_because:
        return component("tag", words="Withdrawn")
    return component("state", kind="nil" if line.nothing else "present", words="" if line.nothing else "Received")


def input_details(line: Line) -> tuple[tuple[str, str], ...]:
    """Return one line of the register of inputs as names and values."""
    came = "nothing came" if line.nothing else day(line.received_on)
    return (
        ("For the year", line.year),
        ("Supplier", line.supplier),
        ("Asked for on", day(line.asked_on)),
        ("Received on", came),
        ("What came", line.what or "–"),
        ("Period it covers", line.period or "–"),
    )


# ---- one exercise --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuestionPart:
    """A question on the page of its exercise."""

    put: Put
    note: str
    table: Table


@dataclass(frozen=True)
class ExercisePage:
    """An exercise on a page: who was asked, who answered, what they said, and what came of it."""

    view: View
    caption: str
    lede: str
    details: tuple[tuple[str, str], ...]
    groups: Table | None
    questions: tuple[QuestionPart, ...]


def exercise_page(view: View) -> ExercisePage:
    """Return the page of an exercise."""
    return ExercisePage(
        view=view,
        caption=f"{view.kind.label} · {days(view.began, view.ended)} · for {view.year}",
        lede=view.representative or f"{view.run_by} {NIL.replace('asked', 'asked people', 1)}: a nil return.",
        details=(
            ("Run by", view.run_by),
            ("Answered", answered(view)),
            ("How they were drawn", view.drawn or "not recorded"),
            ("Method", view.method or "not recorded"),
            ("Record", view.source),
        ),
        groups=groups_table(view) if view.reached or view.silent else None,
        questions=tuple(QuestionPart(put, base_words(put), answers_table(put)) for put in view.questions),
    )


def groups_table(view: View) -> Table:
    """Return the groups that were reached, then those that were asked in vain."""
    reached = [
        Row(
            (
                one.name,
                _affected(one.affected),
                "reached" + (f", {one.people:,} people" if one.people is not None else ""),
            )
        )
        for one in view.reached
    ]
    silent = [
        Row((one.name, _affected(one.affected), f"asked on {day(one.asked_on)}, nothing received"))
        for one in view.silent
    ]
    columns = (Column("Group"), Column("Specially affected"), Column("What came"))
    return Table("Groups", columns, (*reached, *silent), caption_hidden=True)


def _affected(affected: bool) -> str:
    return "yes" if affected else "no"


def base_words(put: Put) -> str:
    """Return the base of a question in words."""
    return "base not recorded, so no share" if put.base is None else f"{put.base:,} answered"


def answers_table(put: Put) -> Table:
    """Return the answers of a question: as recorded, and as a share with its interval where there is a base."""
    columns = (
        Column("Answer"),
        Column("Recorded", right=True),
        Column("Share", right=True),
        Column("95% interval", right=True),
    )
    return Table(
        put.words,
        columns,
        tuple(Row((said.answer, recorded(said), *shares(said))) for said in put.said),
        caption_hidden=True,
    )


def recorded(said: Said) -> str:
    """Return what was recorded of an answer: a count, a percentage, not shown, or no data. None of them is zero."""
    if said.state is not State.VALUE:
        return component("absent", kind=said.state.value)
    return f"{said.count:,}" if said.count is not None else f"{said.percent:f}%"


def shares(said: Said) -> tuple[str, str]:
    """Return an answer's share and its interval, or dashes where it has none."""
    if said.share is None:
        return "–", "–"
    value = float(said.percent) if said.percent is not None else said.share.value
    return f"{value:.0f}%", f"{said.share.low:.0f} to {said.share.high:.0f}%"


def asked_people(asked: SeenRequest) -> Iterator[Seen]:
    """Yield each exercise of the year that somebody answered: people of the area were asked for their views."""
    for view in views_in(workspace=asked.workspace, year=asked.year):
        if view.received:
            href = reverse("engagement:one", args=(asked.workspace.slug, view.id))
            yield Seen(key=asked.year, on=view.ended, words=f"{view.kind.label}: {view.name}", href=href)


# ---- what leaves ---------------------------------------------------------------------------------------------------


def views_listing(views: Iterable[View], *, year: str, today: date) -> Listing:
    """Return a line for each answer of each exercise, and one for an exercise without questions."""
    rows = tuple(row for view in views for row in _view_rows(view))
    return Listing(f"views-{year.replace('/', '-')}", f"Views of {year}", VIEW_COLUMNS, rows, today)


def _view_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    head = (
        view.year, view.name, view.kind.value, view.began, view.ended, view.run_by, view.respondents, view.out_of,
    )  # fmt: skip
    if not view.questions:
        state = "received" if view.received else "nothing received"
        yield (*head, *[None] * 8, state, view.withdrawn_because)
    for put in view.questions:
        for said in put.said:
            yield (*head, put.words, put.base, *_answer_cells(said), view.withdrawn_because)


def _answer_cells(said: Said) -> tuple[Cell, ...]:
    share = said.share
    bounds = (round(share.value, 2), round(share.low, 2), round(share.high, 2)) if share else (None, None, None)
    state = {State.VALUE: "recorded", State.SUPPRESSED: "not shown", State.MISSING: "no data"}[said.state]
    return (said.answer, said.count, said.percent, *bounds, state)


def inputs_listing(lines: Iterable[Line], *, year: str, today: date) -> Listing:
    """Return the lines of the register of inputs."""
    rows = tuple(
        (
            line.year, line.need, line.supplier, line.asked_on, line.received_on, line.what, line.period,
            "nothing received" if line.nothing else "received", line.withdrawn_because,
        )
        for line in lines
    )  # fmt: skip
    return Listing(f"inputs-{year.replace('/', '-')}", f"Inputs of {year}", INPUT_COLUMNS, rows, today)
