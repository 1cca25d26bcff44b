"""What an applicant is shown: advice that never refuses, how a report counts, how far it has come."""

from __future__ import annotations

from typing import Any

from frankpledge.domain.asb_reviews.models import Case, Letter
from frankpledge.domain.asb_reviews.queries.clocks import standing_of
from frankpledge.domain.asb_reviews.queries.letters import OBJECTION
from frankpledge.domain.asb_reviews.queries.opened import Open, OpenCase
from frankpledge.domain.asb_reviews.queries.threshold import procedure_for, reckoning_of, statute_procedure
from frankpledge.domain.asb_reviews.rules import Stage, Sure, stage_of
from frankpledge.domain.asb_reviews.rules.files import MOST_FILES
from frankpledge.ground import clock
from frankpledge.statute.case_procedures import in_number, policing_body_may_review, policing_body_words
from frankpledge.statute.case_words import line_words
from frankpledge.statute.deadlines import in_words

ALSO = "How long it has gone on, the harm, and how it was dealt with also count."


def advice(many: str, soon: str) -> tuple[str, str]:
    """Return what the three questions come to: a heading and why. Everybody may ask."""
    if many == "three" and soon == "three":
        return "You can ask.", f"Three reports in time are enough. With fewer you can still ask. {ALSO}"
    if many == "few" or soon == "few":
        return "You can still ask.", f"Fewer than three reports in time do not decide it alone. {ALSO}"
    return "You can ask. You need not be sure.", f"Agencies keep logs, and we look there for the days. {ALSO}"


def counted(case: Case) -> dict[str, Any]:
    """Return how the last report counts, in words, and how many count so far, as if it were sent today."""
    found = reckoning_of(case, on=clock.today())
    tally, lines = found.number, list(found.lines)
    return {
        "so_far": f"{in_number(tally.counted).capitalize()} of {in_number(tally.needed)} so far",
        "words": line_words(lines[-1], found)[1:] if lines else (),
        "open": tally.open,
    }


def _report(one: Open) -> dict[str, Any]:
    """Return a report as it is shown to whoever wrote it."""
    when = [
        f"{words} {'about ' if sure == Sure.ABOUT else ''}{in_words(day)}" if day else f"{words}: not known"
        for words, day, sure in (
            ("Happened", one.happened_on, one.happened_sure),
            ("Reported", one.told_on, one.told_sure),
        )
    ]
    whom = ", ".join(filter(None, (one.get_told_display(), one.told_whom, one.reference)))
    return {"number": one.position, "what": one.what, "when": ". ".join((*when, f"Told: {whom}")), "hate": one.hate}


def one_report(case: OpenCase, position: int) -> dict[str, Any]:
    """Return one report of an application that is being written."""
    return next(_report(one) for one in case.reports if one.position == position)


def report_before(case: OpenCase, position: int) -> dict[str, Any]:
    """Return a report as its form shows it again."""
    one = next((one for one in case.reports if one.position == position), None)
    if one is None:
        return {}
    found = {name: getattr(one, name) for name in ("what", "told", "told_whom", "reference", "made_by")}
    for name in ("happened", "told"):
        found[f"{name}_on"] = getattr(one, f"{name}_on")
        found[f"{name}_about"] = getattr(one, f"{name}_sure") == Sure.ABOUT
    return found | {"hate": {True: "yes", False: "no"}.get(one.hate, "not_sure")}


def files(case: OpenCase) -> dict[str, Any]:
    """Return the files that the applicant sent, and how many more are taken."""
    found = [{"number": one.number, "name": one.name, "words": one.words} for one in case.files]
    return {"files": found, "more": max(MOST_FILES - len(found), 0)}


def written(case: OpenCase) -> dict[str, Any]:
    """Return what the applicant wrote, to be looked at before it is sent."""
    named = (
        ("What it does to you", case.effect),
        ("Where it happens", case.place),
        ("Danger", case.danger),
        ("For", "yourself" if case.whose == "self" else f"somebody who has agreed: {case.affected}"),
        ("You", case.applicant),
        ("Safe contact", f"{case.get_contact_by_display()}. {case.contact_how}".strip()),
    )
    told = [(label, words) for label, words in named if words]
    return {"reports": [_report(one) for one in case.reports], "written": told, **files(case)}


def kept(case: OpenCase, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what was kept of a case, as its form shows it again."""
    return {name: getattr(case, name) for name in names}


def progress(case: OpenCase) -> dict[str, Any]:
    """Return how far a case has come, what was written to the applicant, and what they wrote."""
    stage: Stage = stage_of(standing_of(case.row))
    letters = [(one.recorded_at, one.get_kind_display(), one.words) for one in case.letters]
    said = [(one.recorded_at, "You wrote" if one.from_applicant else "We wrote", one.words) for one in case.messages]
    found = sorted([*letters, *said], key=lambda one: one[0], reverse=True)
    return {
        "stage": stage,
        "received": in_words(case.received_on),
        "contact": case.named_contact.name if case.named_contact else "",
        "closed": case.closed_on is not None,
        "not_content": _not_content(case),
        **files(case),
        "written": [(title, in_words(at.date()), words) for at, title, words in found],
    }


def _not_content(case: OpenCase) -> tuple[str, ...]:
    """Return what somebody does who is not content with a decision or a review; nothing before there is one."""
    if not any(one.kind in (Letter.Kind.REASONS, Letter.Kind.OUTCOME, Letter.Kind.CLOSING) for one in case.letters):
        return ()
    found = procedure_for(case)
    law = statute_procedure(found)
    turn = (policing_body_words(law, clock.today()),) if policing_body_may_review(law, clock.today()) else ()
    return (found.objection if found else OBJECTION, *turn)
