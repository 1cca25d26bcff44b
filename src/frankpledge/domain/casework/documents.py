"""The answer to somebody who asked what is held about them, as a fresh file: what was decided, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.domain.casework.presenters import source_words
from frankpledge.domain.casework.queries import Kept
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Document, Plain, Section, Strong, Text
from frankpledge.ground.documents.formats import FORMATS, ONE_PAGE, Format
from frankpledge.ground.documents.scan import check_clean
from frankpledge.ground.sealed.actions import Given, take_answer
from frankpledge.ground.sealed.models import AccessRequest
from frankpledge.statute.deadlines import in_words

FORMS: dict[str, Format] = {"pdf": ONE_PAGE, "docx": FORMATS["docx"], "odt": FORMATS["odt"]}
WITHHELD = "This part is withheld."
RIGHTS = (
    "You may ask for what is wrong to be put right, and complain to the Information Commissioner (ico.org.uk) if you "
    "think that this answer is not as the law asks. Write to the partnership first: it looks again."
)


def answer(given: Iterable[Given], case: Kept, request: AccessRequest) -> Document:
    """Return an answer that was let out, passage by passage. What is left out says so, and on what ground."""
    parts = [block for one in given for block in _passage(one)]
    on = request.answered_at.date() if request.answered_at else request.due_on
    return Document(
        title="What we hold about you",
        subtitle=f"Answer to your request of {in_words(request.received_on)}",
        partnership=case.workspace.name,
        status="For the person who asked",
        foot=f"Answer of {in_words(on)}",
        cut_off=on,
        sections=(
            Section("held", "What is written", tuple(parts), numbered=False),
            Section("rights", "What you can do", (Plain((Text(RIGHTS),)),), numbered=False),
        ),
        cover=(("Asked", in_words(request.received_on)), ("Answered", in_words(on))),
        marking="OFFICIAL-SENSITIVE",
        disclosable="Personal data of the person who asked: for them alone",
        demonstration="Everything in this answer is invented." if case.workspace.generated else "",
    )


def _passage(one: Given) -> tuple[Plain, ...]:
    head = Plain((Strong(f"{one.number}. {source_words(one.source)}"),))
    lines = (one.words or "").splitlines() if one.words is not None else [WITHHELD]
    found = [head, *(Plain((Text(line),)) for line in lines if line.strip())]
    return (*found, Plain((Text(f"Left out because: {one.ground}."),))) if one.ground else tuple(found)


def answer_file(case: Kept, request: AccessRequest, *, kind: str, by: User) -> bytes:
    """Return an answer that was let out as a file, made fresh, after recording that it was taken and that it left."""
    given = take_answer(request=request, by=by)
    cells = [Cell(key=f"passage {one.number}", value=None, policy=Policy.RESTRICTED) for one in given]
    what = "an answer to somebody who asked what is held about them"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=case.workspace, by=by)
    made = FORMS[kind].render(answer(given, case, request))
    return made if kind == "pdf" else check_clean(made, kind, author=case.workspace.name)
