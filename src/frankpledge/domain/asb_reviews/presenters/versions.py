"""A version of the procedure in words."""

from __future__ import annotations

from frankpledge.domain.asb_reviews.models import Procedure
from frankpledge.domain.asb_reviews.queries.threshold import statute_procedure
from frankpledge.ground import clock
from frankpledge.statute.case_procedures import differs_from_the_act, in_number, policing_body_words
from frankpledge.statute.deadlines import in_words

Pairs = tuple[tuple[str, str], ...]


def version_facts(one: Procedure) -> dict[str, Pairs | tuple[str, ...]]:
    """Return the rules, the targets and the days of a version, and where it asks for more than the Act."""
    law = statute_procedure(one)
    also: tuple[str, ...] = (f"or of {in_number(one.people)} people",) if one.people else ()
    also += ("or one whose motive was hate",) if one.one_hate_report else ()
    days = (
        ("Holds from", one.in_force_from), ("Local policing body consulted on", one.commissioner_consulted_on),
        ("Social landlords consulted on", one.landlords_consulted_on), ("Looked at again on", one.review_on),
    )  # fmt: skip
    whose = "of one person" if one.one_person else "of anybody together"
    return {
        "rules": (
            ("Complaints", ", ".join((f"{in_number(one.complaints)} {whose}", *also))),
            ("Reported within", f"{law.complaint_period.words}, beginning with what happened"),
            ("Applied within", f"{law.application_period.words}, beginning with the report"),
            ("Local policing body", policing_body_words(law, clock.today())),
        ),
        "targets": (
            ("Acknowledge", f"{one.acknowledge} working days after receipt"),
            ("Decide", f"{one.decide} working days after receipt"),
            ("Panel", f"{one.meet} working days after that"),
            ("Outcome", f"{one.tell} working days after the panel"),
        ),
        "days": tuple((label, in_words(day) if day else "not recorded") for label, day in days),
        "more": differs_from_the_act(law),
    }
