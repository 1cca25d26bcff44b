"""Writing under a heading as the editor does, for tests of what follows from it."""

from __future__ import annotations

from frankpledge.domain.chapters.actions.passages import begin_passage, may_write, note_written
from frankpledge.domain.chapters.documents.looking import known_to
from frankpledge.domain.chapters.models import Part
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.catalogue import predicate, reference
from frankpledge.domain.narrative.rules import Predicate, Reference
from frankpledge.ground.accounts.models import User

AREA, SPRING = "csp:X22000001", "2025-04 to 2025-06"
DRUGS = "Police recorded {drugs} drug offences. Drug offences fell."
FELL = "Drug offences fell."
COUNT = reference("recorded_count", area=AREA, what="Drugs", period=SPRING)
CLAIM = predicate("fell", area=AREA, what="Drugs", period=SPRING)


def write(
    part: Part,
    text: str,
    *,
    by: User,
    references: dict[str, Reference] | None = None,
    claims: list[tuple[str, Predicate]] | None = None,
) -> Passage:
    """Write under a heading of a chapter and return the passage."""
    part.refresh_from_db()
    known = known_to(part.chapter)
    passage = begin_passage(part=part, known=known, by=by)
    written = write_passage(
        passage=passage,
        workspace=part.workspace,
        text=text,
        references=references or {},
        claims=claims,
        known=known,
        by=by,
        may=may_write(part.chapter),
        revision=passage.revision,
    )
    note_written(part=part, by=by)
    return written


def write_of_drugs(part: Part, *, by: User) -> Passage:
    """Write what was true of drugs before six months were published again, and is not since."""
    return write(part, DRUGS, by=by, references={"drugs": COUNT}, claims=[(FELL, CLAIM)])
