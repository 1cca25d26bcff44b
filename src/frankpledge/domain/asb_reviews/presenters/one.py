"""One case in the parts of its page, for whoever was let in and said why they read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from frankpledge.domain.asb_reviews.queries.opened import Open, OpenCase
from frankpledge.domain.asb_reviews.queries.threshold import arithmetic_of, reckoning_of
from frankpledge.domain.asb_reviews.rules import Sure
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.case_clock import Step, Timing
from frankpledge.statute.case_procedures import grounds
from frankpledge.statute.deadlines import in_words

Pairs = tuple[tuple[str, str], ...]


def said(words: str) -> str:
    """Return what was said, or that nothing was."""
    return words or "not said"


def application(case: OpenCase) -> Pairs:
    """Return what the applicant told, apart from the reports."""
    other = (("The person it is for", said(case.affected)),) if case.whose == "other" else ()
    return (
        ("Applied", f"{in_words(case.received_on)}, {case.get_channel_display().lower()}" if case.received_on else ""),
        ("For", "themselves" if case.whose == "self" else "somebody else, who has agreed"),
        ("The applicant", said(case.applicant)),
        *other,
        ("Where it happens", said(case.place)),
        ("What it does to them", said(case.effect)),
        ("Danger", said(case.danger)),
        ("Hate", {True: "they say so", False: "they say not", None: "not said"}[case.hate]),
        ("Safe contact", f"{case.get_contact_by_display()}. {case.contact_how}".strip()),
    )


def files_table(case: OpenCase) -> Table:
    """Return the files of a case. Each is had by its link, and opens on no page."""
    rows = tuple(
        Row(
            (
                f"File {one.number}: {one.words or one.name}",
                one.name,
                f"{one.kind.upper()}, {max(round(one.size / 1024), 1):,} kB",
                f"{'The applicant' if one.from_applicant else 'The office'}, {in_words(one.recorded_at.date())}",
            ),
            href=_file_at(case, one),
        )
        for one in case.files
    )
    columns = (Column("What it shows"), Column("Called"), Column("Kind"), Column("From"))
    return Table("Files", columns, rows, caption_hidden=True)


def _file_at(case: OpenCase, file: Open) -> str:
    return reverse("asb_reviews:fetch", args=(case.workspace.slug, case.pk, file.number))


def _motive(report: Open, case: OpenCase) -> str:
    """Return whether the motive of a report is said to be hate, and of what that was said."""
    if report.hate is None:
        return "hate (said of the whole)" if case.hate else "not said"
    return "hate" if report.hate else "not hate"


def _day(report: Open, name: str) -> str:
    logged, given, sure = (
        getattr(report, f"{part}{name}{end}") for part, end in (("log_", "_on"), ("", "_on"), ("", "_sure"))
    )
    if logged:
        return f"{in_words(logged)} ({'settled' if report.settled_because else 'log'})"
    if given is None or sure == Sure.UNKNOWN:
        return "not known"
    return in_words(given) if sure == Sure.EXACT else f"about {in_words(given)}"


def reports_table(case: OpenCase) -> Table:
    """Return the reports of an application."""
    rows = tuple(
        Row(
            (
                f"{one.position}. {one.what}",
                _day(one, "happened"),
                _day(one, "told"),
                " ".join(filter(None, (one.get_told_display(), one.told_whom, one.reference))),
                _motive(one, case),
            )
        )
        for one in case.reports
    )
    columns = (Column("What happened"), Column("When"), Column("Reported"), Column("To whom"), Column("Motive"))
    return Table("Reports", columns, rows, caption_hidden=True)


def arithmetic(case: OpenCase) -> dict[str, Any]:
    """Return the arithmetic of the threshold as it stands now, in words."""
    return arithmetic_of(reckoning_of(case))


def decisions(case: OpenCase) -> list[dict[str, Any]]:
    """Return each decision on the threshold with what was weighed and the arithmetic of its day."""
    return [
        {
            "title": f"{'Met' if one.met else 'Not met'}, {in_words(one.on)}",
            "forced": one.forced,
            "weighed": [(ground.label, getattr(one, ground.id)) for ground in grounds() if getattr(one, ground.id)],
            "whole": json.loads(one.arithmetic)["whole"],
        }
        for one in case.decisions
    ]


def clock_table(ticks: Iterable[Step]) -> Table:
    """Return the clock of a case."""
    wrong = (Timing.LATE, Timing.LIKELY_LATE, Timing.DONE_LATE)
    rows = tuple(
        Row(
            (
                one.target.label,
                one.words,
                component("tag", words=one.timing.label, kind="late" if one.timing in wrong else "none"),
            )
        )
        for one in ticks
    )
    return Table("The clock", (Column("Step"), Column("When"), Column("Stands")), rows, caption_hidden=True)


def _awaited(due: date, on: date) -> str:
    """Return that there is no answer yet, marked where its day is over."""
    return component("tag", words="no answer, late", kind="late") if due < on else "no answer yet"


def requests(case: OpenCase, on: date) -> Table:
    """Return what bodies were asked, and what they answered."""
    rows = tuple(
        Row(
            (
                one.organisation.name,
                one.asks,
                f"asked on {in_words(one.asked_on)}, by {in_words(one.due)}",
                f"{in_words(one.answered_on)}: {one.answer}" if one.answered_on else _awaited(one.due, on),
            )
        )
        for one in case.requests
    )
    columns = (Column("Body"), Column("Asked"), Column("When"), Column("Answer"))
    return Table("Bodies asked", columns, rows, caption_hidden=True)


def panels(case: OpenCase) -> list[dict[str, Any]]:
    """Return the panels of a case."""
    return [
        {
            "title": f"{'Met on' if one.held_on else 'Meets on'} {in_words(one.held_on or one.meets_on)}",
            "facts": (
                ("Chair", f"{one.chair}, {one.chair_of}"),
                ("Independent, because", one.independent_because),
                ("The victim", f"{one.get_victim_display()}. {one.victim_how}".strip()),
                *(
                    (f"{who.post}, {who.organisation}", f"{who.get_conflict_display()}. {who.conflict_how}".strip())
                    for who in case.members
                    if who.panel_id == one.pk
                ),
            ),
            "found": one.found,
        }
        for one in case.panels
    ]


def plan_table(case: OpenCase, on: date) -> Table:
    """Return the steps of the plan and the recommendations, with what became of each."""
    steps = [
        Row(
            (
                f"{one.organisation}: {one.words}",
                in_words(one.due),
                f"done on {in_words(one.done_on)}" if one.done_on else "open",
            )
        )
        for one in case.steps
    ]
    asked = [
        Row(
            (
                f"Recommended to {one.organisation}: {one.words}",
                in_words(one.answer_by),
                f"{one.get_regard_display()}. {one.answer}".strip() if one.answered_on else _awaited(one.answer_by, on),
            )
        )
        for one in case.recommendations
    ]
    columns = (Column("What"), Column("By"), Column("Stands"))
    return Table("Plan and recommendations", columns, (*steps, *asked), caption_hidden=True)


def written(case: OpenCase) -> list[tuple[str, str, str]]:
    """Return letters and messages in the order of time: what it is, its day, its words."""
    letters = [(one.recorded_at, f"Letter: {one.get_kind_display()}", one.words) for one in case.letters]
    said_ = [
        (one.recorded_at, "The applicant wrote" if one.from_applicant else "We wrote", one.words)
        for one in case.messages
    ]
    found = sorted([*letters, *said_], key=lambda one: one[0])
    return [(title, in_words(at.date()), words) for at, title, words in found]


def discontents(case: OpenCase) -> list[tuple[str, str, str]]:
    """Return with what the applicant was not content, and what was answered."""
    return [
        (
            f"{one.get_about_display()}, before {one.get_before_display().lower()}, {in_words(one.raised_on)}",
            one.words,
            f"{'Upheld' if one.upheld else 'Not upheld'}, {in_words(one.answered_on)}"
            if one.answered_on
            else "not answered yet",
        )
        for one in case.discontents
    ]  # fmt: skip
