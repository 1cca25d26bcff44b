"""A passage goes out in a document as DOCX, is changed in Word, and comes back to be read and accepted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import rendered
from frankpledge.domain.narrative.queries.returned import Change, Returned, returned
from frankpledge.domain.narrative.rules import WrittenMeanwhile
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents import docx
from frankpledge.ground.documents.blocks import Section
from tests.domain.narrative.conftest import DRUGS, anyone
from tests.ground.documents.samples import sample

pytestmark = pytest.mark.django_db


def sent(passage: Passage, *, old: str = "", new: str = "") -> bytes:
    """Return the passage as DOCX, as somebody changed it in Word."""
    said, figures = rendered(passage)
    package = docx.render(replace(sample(), sections=(Section("words", "Words", said),), figures=figures))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as out, zipfile.ZipFile(made, "w") as back:
        for name in out.namelist():
            content = out.read(name).decode(errors="surrogateescape")
            changed = content.replace(old, new) if name == "word/document.xml" and old else content
            back.writestr(name, changed.encode(errors="surrogateescape"))
    return made.getvalue()


def accept(one: Returned, known: Known, by: User) -> Passage:
    return write_passage(
        passage=one.passage,
        workspace=one.passage.workspace,
        text=one.back.text,
        known=known,
        by=by,
        may=anyone,
        revision=one.back.revision,
    )


def test_what_was_changed_in_word_is_shown_sentence_by_sentence_and_accepted(
    passage: Passage, then: Known, analyst: User
) -> None:
    (one,) = returned(sent(passage, old="Drug offences fell.", new="They fell. So much is known."), [passage])
    assert one.changes == (Change("Drug offences fell.", "They fell. So much is known."),)
    held = accept(one, then, analyst)
    assert held.text == DRUGS.replace("Drug offences fell.", "They fell. So much is known.")
    assert {quoted.name for quoted in held.quoted.all()} == {"drugs", "drugs_before"}


def test_what_was_not_touched_has_no_changes(passage: Passage) -> None:
    (one,) = returned(sent(passage), [passage])
    assert (one.changes, one.back.changed, one.back.told) == ((), False, ())


def test_whoever_wrote_since_it_was_sent_is_not_overwritten(
    passage: Passage, then: Known, analyst: User, officer: User
) -> None:
    content = sent(passage, old="Drug offences fell.", new="They fell.")
    write_passage(
        passage=passage, workspace=passage.workspace, text="Mine.", known=then, by=officer, may=anyone, revision=1
    )
    (one,) = returned(content, Passage.objects.all())
    with pytest.raises(WrittenMeanwhile):
        accept(one, then, analyst)
    assert Passage.objects.get(pk=passage.pk).text == "Mine."
