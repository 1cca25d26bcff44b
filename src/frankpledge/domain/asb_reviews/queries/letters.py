"""Letters as they are drafted from the record of a case, in plain words. Whoever sends one may write it anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.queries.clocks import targets_of
from frankpledge.domain.asb_reviews.queries.opened import OpenCase
from frankpledge.domain.asb_reviews.queries.threshold import decided, procedure_for, reasons_letter
from frankpledge.statute.case_clock import due_on
from frankpledge.statute.deadlines import in_words

OBJECTION = "If you are not content with how this was done, write to us here with your code."


def acknowledgement(case: Case, *, on: date) -> str:
    """Return the letter that says that it has come, who looks after it, and what comes next."""
    received = case.received_on or on
    days = next(one.working_days for one in targets_of(procedure_for(case)) if one.id == "decide")
    decide_by = due_on(received, days)
    contact = f"Your contact is {case.named_contact.name}." if case.named_contact else ""
    return _letter(
        f"You asked for a case review on {in_words(received)}. We have it. {contact}".strip(),
        "Next we ask the agencies what they know and did. "
        f"By {in_words(decide_by)} we decide whether the conditions are met, and write to you here why.",
        "Look here with your code when you wish. You can write back here too. We contact you in no way that you "
        "did not agree to. If it happens again, report it again. In danger, ring 999.",
    )


def reasons(case: OpenCase, *, met: bool, weighed: Mapping[str, str], on: date) -> str:
    """Return the letter that gives the reasons for the decision on the threshold, either way."""
    return reasons_letter(case, decided(met=met, weighed=weighed, on=on))


def outcome(case: OpenCase) -> str:
    """Return the letter that tells what came of a review: what was found, what will be done, what was recommended."""
    panels = [one for one in case.panels if one.held_on]
    met = f"The panel met on {in_words(panels[-1].held_on)}." if panels and panels[-1].held_on else ""
    steps = [f"{one.organisation}, by {in_words(one.due)}: {one.words}" for one in case.steps]
    asked = [
        f"{one.organisation} was recommended: {one.words}. It must have regard to this, and was asked to answer by "
        f"{in_words(one.answer_by)}."
        for one in case.recommendations
    ]
    return _letter(
        f"Your case was reviewed. {met}".strip(),
        "\n".join(one.found for one in panels),
        "\n".join(["This will be done:", *steps]) if steps else "",
        "\n".join(asked) or "Nothing was recommended to any body.",
        _objection(case),
    )


def closing(case: Case, *, because: str, on: date) -> str:
    """Return the letter that says when and why a case is closed."""
    return _letter(
        f"We close this on {in_words(on)}. The reason: {because[0].lower()}{because[1:]}.",
        "If it happens again, report it again. You can ask for a review again.",
        _objection(case),
    )


def _objection(case: Case | OpenCase) -> str:
    found = procedure_for(case)
    return found.objection if found else OBJECTION


def _letter(*paragraphs: str) -> str:
    return "\n\n".join(one for one in paragraphs if one)
