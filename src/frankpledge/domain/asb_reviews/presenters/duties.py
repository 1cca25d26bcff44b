"""What the record of cases proves of the law's duties, and what starts their clocks: numbers and days, never a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from frankpledge.domain.asb_reviews.models import Case, Letter, Procedure
from frankpledge.domain.asb_reviews.presenters.versions import version_facts
from frankpledge.domain.asb_reviews.queries.counts import published_counts
from frankpledge.domain.asb_reviews.queries.proving import cases_of_the_law, landlords_of, procedures_of
from frankpledge.domain.asb_reviews.queries.threshold import procedure_on
from frankpledge.domain.asb_reviews.rules import Closing
from frankpledge.domain.duties.queries.kept import facts_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Seen, SeenRequest
from frankpledge.ground.telling import Started
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.case_counts import LABELS
from frankpledge.statute.deadlines import in_words, months_after
from frankpledge.statute.duties import Duty, duties

PERIOD_MONTHS = 12


@dataclass(frozen=True)
class Mark:
    """A step of a case: what it started, and when and how that was done; `done` is None where it was not yet."""

    started: Started
    duty: str
    done: date | None
    how: str
    href: str


def _first(days: Iterable[date], since: date) -> date | None:
    """Return the first of some days that is not before another."""
    return min((day for day in days if day >= since), default=None)


def marks_of(asked: SeenRequest) -> list[Mark]:
    """Return every step of every case, and of the procedure and the counts, that starts a clock of the law."""
    if MARKS not in asked.shared:
        asked.shared[MARKS] = list(_marks(asked))
    found: list[Mark] = asked.shared[MARKS]
    return found


MARKS, CASES = "asb_reviews.marks", "asb_reviews.cases"


def _cases(asked: SeenRequest) -> list[Case]:
    """Return the cases, read once for all that is asked of them on a page."""
    if CASES not in asked.shared:
        asked.shared[CASES] = list(cases_of_the_law(asked.workspace))
    found: list[Case] = asked.shared[CASES]
    return found


def _marks(asked: SeenRequest) -> Iterator[Mark]:
    workspace = asked.workspace
    for case in _cases(asked):
        yield from _of_case(case)
    for one in procedures_of(workspace):
        days = (one.commissioner_consulted_on, one.landlords_consulted_on)
        began = Started(
            "procedures_revised", f"procedure-{one.number}", one.recorded_at.date(), f"Procedure, {one}",
            one.in_force_from,
        )  # fmt: skip
        how = "The local policing body and the social landlords were consulted"
        done = max(day for day in days if day) if all(days) else None
        yield Mark(began, "ASB-02", done, how, _version(one))
    yield from _periods(workspace)


def _of_case(case: Case) -> Iterator[Mark]:
    name, words = f"case-{case.number}", f"ASB case review {case.number}"
    href = reverse("asb_reviews:one", args=(case.workspace.slug, case.pk))
    assert case.received_on is not None
    decisions, panels = list(case.decisions.all()), list(case.panels.all())
    held = [one.held_on for one in panels if one.held_on]
    told = {kind: [one.on for one in case.letters.all() if one.kind == kind] for kind in Letter.Kind}

    def mark(kind: str, at: str, on: date, duty: str, done: date | None, how: str, given: date | None = None) -> Mark:
        return Mark(Started(kind, f"{name}{at}", on, words, given), duty, done, f"{words}: {how}", href)

    first = _first((one.on for one in decisions), case.received_on)
    yield mark("review_applied_for", "", case.received_on, "ASB-05", first, "decided, with its count and reasons")
    for number, one in enumerate(decisions, 1):
        letter = _first(told[Letter.Kind.REASONS], one.on)
        yield mark("threshold_decided", f"-decided-{number}", one.on, "ASB-07", letter, "the applicant was told why")
        if one.met:
            met = _first(held, one.on)
            yield mark("threshold_met", f"-met-{number}", one.on, "ASB-08", met, "the panel met")
    for number, day in enumerate(held, 1):
        letter = _first(told[Letter.Kind.OUTCOME], day)
        yield mark("case_review_done", f"-panel-{number}", day, "ASB-09", letter, "the applicant was told the outcome")
    for number, ask in enumerate(case.requests.all(), 1):
        yield mark(
            "case_information_asked", f"-asked-{number}", ask.asked_on, "ASB-11", ask.answered_on,
            "a body answered what it was asked", ask.due,
        )  # fmt: skip


def _periods(workspace: Workspace) -> Iterator[Mark]:
    """Yield each reporting period that was counted, and those of twelve months after the last that are over since."""
    rows, href = published_counts(workspace=workspace), reverse("asb_reviews:counts", args=(workspace.slug,))

    def mark(first: date, last: date, done: date | None) -> Mark:
        words = f"{in_words(first)} to {in_words(last)}"
        began = Started("case_period_ended", f"period-{last}", last, words)
        return Mark(began, "ASB-10", done, f"The four counts of {words}", href)

    for one in rows:
        known = all(getattr(one, name) is not None for name in LABELS)
        yield mark(one.starts, one.ends, max(one.recorded_at.date(), one.ends) if known else None)
    first = rows[-1].ends + timedelta(days=1) if rows else None
    while first is not None and first <= clock.today():
        last = months_after(first, PERIOD_MONTHS) - timedelta(days=1)
        yield mark(first, last, None)
        first = last + timedelta(days=1)


def STARTED(asked: SeenRequest) -> Iterator[Started]:  # noqa: N802 (the name that the ground reads)
    """Yield what of the cases starts a clock of the law."""
    return (one.started for one in marks_of(asked) if one.started.on <= asked.on)


def by_marks(duty: str, asked: SeenRequest) -> Iterator[Seen]:
    """Yield each step that was done of those that a duty asks for."""
    for one in marks_of(asked):
        if one.duty == duty and one.done is not None:
            yield Seen(one.started.key, one.done, one.how, one.href)


# ---- duties that stand ----------------------------------------------------------------------------------------------


def _version(one: Procedure) -> str:
    return reverse("asb_reviews:version", args=(one.workspace.slug, one.pk))


def _holding(asked: SeenRequest, words: Callable[[Procedure], str]) -> Iterator[Seen]:
    """Yield the published version that holds, where it has something to show."""
    one = procedure_on(workspace=asked.workspace, on=asked.on)
    if one is not None and one.published_at is not None and words(one):
        yield Seen("", one.published_at.date(), f"Procedure, {one}: {words(one)}", _version(one))


def published(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the version that is published with its point of contact."""
    return _holding(asked, lambda one: "published, with a point of contact")


def way_to_object(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the version that says what an applicant does who is not content, and when it is looked at again."""
    return _holding(
        asked,
        lambda one: (
            f"the way to object, looked at again on {in_words(one.review_on)}"
            if one.objection and one.review_on
            else ""
        ),
    )


def periods_set(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the two periods of the version that holds."""

    def words(one: Procedure) -> str:
        told = dict(version_facts(one)["rules"])  # type: ignore[arg-type]  # pairs
        return f"reported within {told['Reported within']}; applied within {told['Applied within']}"

    return _holding(asked, words)


def looked_at_by_policing_body(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the version that names the day from which the local policing body looks at case reviews."""
    return _holding(
        asked,
        lambda one: (
            f"reviews by the local policing body from {in_words(one.policing_body_review_from)}"
            if one.policing_body_review_from
            else ""
        ),
    )


def landlords_co_opted(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the social landlords that take part, by the register of organisations."""
    href = reverse("roster:list", args=(asked.workspace.slug,))
    for one in landlords_of(asked.workspace):
        yield Seen("", one.since or one.recorded_at.date(), f"{one.organisation}: {one.get_kind_display()}", href)


def good_practice(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the closed reviews of which every point of the guidance is on record."""
    for case in _cases(asked):
        panels = [one for one in case.panels.all() if one.held_on]
        points = (
            case.named_contact_id, panels, case.risks.all(), case.closed_because == Closing.DONE,
            all(one.victim and one.members.all() for one in panels),
        )  # fmt: skip
        if all(points) and case.closed_on is not None:
            href = reverse("asb_reviews:one", args=(asked.workspace.slug, case.pk))
            words = (
                "one contact, the victim’s part, an independent chair, the risk and the closing reason are on record"
            )
            yield Seen("", case.closed_on, f"ASB case review {case.number}: {words}", href)


def _marked(duty: str) -> Callable[[SeenRequest], Iterator[Seen]]:
    return lambda asked: by_marks(duty, asked)


DUTIES: dict[str, Callable[[SeenRequest], Iterator[Seen]]] = {
    "ASB-01": published,
    "ASB-02": _marked("ASB-02"),
    "ASB-03": way_to_object,
    "ASB-04": landlords_co_opted,
    **{f"ASB-{number:02}": _marked(f"ASB-{number:02}") for number in (5, 7, 8, 9, 10, 11)},
    "ASB-06": periods_set,
    "ASB-12": good_practice,
    "ASB-13": looked_at_by_policing_body,
}
LACKING = {
    "ASB-01": "No version of the procedure is published.",
    "ASB-02": "No version of the procedure is written.",
    "ASB-03": "No published version has both a way to object and a day on which it is looked at again.",
    "ASB-04": "The register of organisations names no social landlord that takes part.",
    "ASB-05": "Nobody has applied.",
    "ASB-06": "No published version sets the two periods.",
    "ASB-07": "Nothing has been decided.",
    "ASB-08": "No threshold was met.",
    "ASB-09": "No review was carried out.",
    "ASB-10": "No counts are published: the first say from when on periods run.",
    "ASB-11": "No body was asked.",
    "ASB-12": "No review was closed of which every point of the guidance is on record.",
    "ASB-13": "No published version names the day from which the local policing body looks at reviews.",
}


# ---- on the page of the counts --------------------------------------------------------------------------------------


def duties_table(workspace: Workspace, *, on: date, year: str) -> Table:
    """Return each duty of the law on case reviews with what proves it here, or what is missing."""
    asked = SeenRequest(workspace=workspace, year=year, on=on)
    marks = [one for one in marks_of(asked) if one.started.on <= on]
    rows = tuple(
        Row((f"{one.id} {one.title}", *_proved(one, asked, marks)), href=_duty(workspace, one))
        for one in duties(nation=facts_of(workspace).nation)
        if one.id in DUTIES
    )
    columns = (Column("What the law asks"), Column("What proves it"), Column("What is missing"))
    return Table("What the law asks, and what proves it here", columns, rows, caption_hidden=True)


def _duty(workspace: Workspace, one: Duty) -> str:
    return reverse("duties:one", args=(workspace.slug, one.id))


def _proved(one: Duty, asked: SeenRequest, marks: Iterable[Mark]) -> tuple[str, str]:
    """Return the latest proof of a duty in words, and what of it is missing."""
    found = sorted(DUTIES[one.id](asked), key=lambda seen: seen.on)
    more = f" ({len(found)} such)" if len(found) > 1 else ""
    proof = f"{found[-1].words}, {in_words(found[-1].on)}{more}" if found else "–"
    mine = [mark for mark in marks if mark.duty == one.id]
    waiting = [mark.started.words for mark in mine if mark.done is None]
    if waiting:
        return proof, f"Not yet: {', '.join(waiting[-MOST_NAMED:])}"
    return proof, "–" if found else LACKING[one.id]


MOST_NAMED = 4
