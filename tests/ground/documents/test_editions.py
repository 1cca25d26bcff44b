"""A paper becomes an edition by two people, and the edition never changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import history
from frankpledge.ground.documents.actions import (
    approve,
    correct,
    create_paper,
    return_to_draft,
    revise_paper,
    send_for_review,
)
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.checks import UnfinishedDocument
from frankpledge.ground.documents.formats import FORMATS, rendered
from frankpledge.ground.documents.models import Edition, EditionFile, Paper, Writing
from frankpledge.ground.documents.queries import (
    authors_of,
    damage,
    document_of,
    edition_of,
    editions,
    file_of,
    formats_of,
    paper_of,
    papers,
)
from frankpledge.ground.documents.rules import (
    Damaged,
    EditionKept,
    NoReason,
    NoSuchPaper,
    OwnWork,
    State,
    WrongState,
)
from tests.ground.documents.conftest import Office
from tests.ground.documents.samples import sample
from tests.ground.people import new_member, new_user, new_workspace


def begun(office: Office, tree: Document | None = None) -> Paper:
    return create_paper(
        workspace=office.workspace,
        kind="assessment",
        title="Strategic assessment 2025/26",
        tree=tree or sample(),
        by=office.analyst,
    )


def approved(office: Office, formats: tuple[str, ...] = ("html",)) -> Edition:
    paper = send_for_review(paper=begun(office), by=office.analyst)
    return approve(paper=paper, by=office.member, formats=formats)


def changed(title: str = "Strategic assessment 2025/26, put right") -> Document:
    return replace(sample(), title=title)


# ---- the way to an edition -----------------------------------------------------------------------------------------


def test_a_paper_goes_from_draft_through_review_to_an_edition_in_five_formats(office: Office) -> None:
    edition = approved(office, tuple(FORMATS))
    assert edition.number == 1
    assert edition.paper.workspace == office.workspace
    assert Paper.objects.get(pk=edition.paper_id).state == State.APPROVED
    assert set(formats_of(edition)) == {"html", "pdf", "docx", "odt", "xlsx", "pptx", "brief.pdf"}
    assert bytes(file_of(edition=edition, format="pdf").content).startswith(b"%PDF-")


def test_an_edition_says_that_it_is_approved_by_its_number_and_where_the_ledger_stood(office: Office) -> None:
    document = document_of(approved(office))
    cover = dict(document.cover)
    assert document.approved
    assert document.status == "Approved, edition 1"
    assert cover["Status"].startswith("Approved, edition 1, on ")
    assert cover["Ledger"].startswith("event ")
    assert "Draft" not in bytes(file_of(edition=Edition.objects.get(), format="html").content).decode()


def test_an_edition_can_be_rendered_again_from_what_it_stores_to_the_same_bytes(office: Office) -> None:
    edition = approved(office, tuple(FORMATS))
    again = rendered(document_of(Edition.objects.get(pk=edition.pk)))
    for name, content in again.items():
        assert hashlib.sha256(content).hexdigest() == file_of(edition=edition, format=name).sha256, name


def test_an_edition_keeps_every_figure_with_its_inputs(office: Office) -> None:
    figures = document_of(approved(office)).figures
    assert figures["crime.this"].inputs == ({"what": "records", "value": 9980, "release": "r1"},)
    assert figures["probation.this"].state == "missing"


def test_a_paper_that_is_not_whole_is_not_begun(office: Office) -> None:
    with pytest.raises(UnfinishedDocument):
        begun(office, replace(sample(), figures={}))
    assert not Paper.objects.exists()


def test_a_draft_is_not_approved_and_a_paper_in_review_is_not_revised(office: Office) -> None:
    paper = begun(office)
    with pytest.raises(WrongState, match="it is draft"):
        approve(paper=paper, by=office.member)
    paper = send_for_review(paper=paper, by=office.analyst)
    with pytest.raises(WrongState, match="it is in review"):
        revise_paper(paper=paper, tree=changed(), by=office.analyst)
    with pytest.raises(WrongState):
        send_for_review(paper=paper, by=office.analyst)


def test_a_return_to_draft_needs_its_reason_and_keeps_it(office: Office) -> None:
    paper = send_for_review(paper=begun(office), by=office.analyst)
    with pytest.raises(NoReason):
        return_to_draft(paper=paper, reason="  ", by=office.member)
    paper = return_to_draft(paper=paper, reason="Chapter 2 is thin.", by=office.member)
    assert (paper.state, paper.returned_because) == (State.DRAFT, "Chapter 2 is thin.")
    assert send_for_review(paper=paper, by=office.analyst).returned_because == ""


# ---- two people -----------------------------------------------------------------------------------------------------


def test_the_author_cannot_approve(office: Office) -> None:
    paper = create_paper(workspace=office.workspace, kind="assessment", title="T", tree=sample(), by=office.officer)
    paper = send_for_review(paper=paper, by=office.officer)
    with pytest.raises(OwnWork):
        approve(paper=paper, by=office.officer)
    assert not Edition.objects.exists()


def test_whoever_revised_the_paper_even_once_cannot_approve_it(office: Office) -> None:
    paper = begun(office)
    paper = revise_paper(paper=paper, tree=changed("By the officer"), by=office.officer)
    paper = revise_paper(paper=paper, tree=changed("By the analyst again"), by=office.analyst)
    assert [person.name for person in authors_of(paper, edition_number=1)] == ["An analyst", "An officer"]
    paper = send_for_review(paper=paper, by=office.analyst)
    with pytest.raises(OwnWork):
        approve(paper=paper, by=office.officer)


def test_the_database_refuses_an_author_s_approval_too(office: Office) -> None:
    paper = begun(office)
    with pytest.raises(DatabaseError, match="may not approve"), transaction.atomic():
        Edition.objects.create(
            workspace=office.workspace,
            paper=paper,
            number=1,
            kind="assessment",
            title="T",
            cut_off=sample().cut_off,
            tree="{}",
            digest="0" * 64,
            approved_by=office.analyst,
            approved_at=paper.created_at,
        )


def test_a_paper_that_changed_while_it_was_being_approved_is_refused(office: Office) -> None:
    stale = send_for_review(paper=begun(office), by=office.analyst)
    back = return_to_draft(paper=stale, reason="One figure is wrong.", by=office.member)
    revised = revise_paper(paper=back, tree=changed(), by=office.analyst)
    send_for_review(paper=revised, by=office.analyst)
    with pytest.raises(WrongState, match="changed while"):
        approve(paper=stale, by=office.member, formats=("html",))
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [Role.DATA_CONTACT, Role.COMMISSIONER, Role.SCRUTINY, Role.ADMINISTRATOR])
def test_other_roles_neither_write_nor_approve_nor_read_drafts(office: Office, role: Role) -> None:
    other = new_member(office.workspace, role)
    paper = send_for_review(paper=begun(office), by=office.analyst)
    with pytest.raises(NotPermitted):
        create_paper(workspace=office.workspace, kind="assessment", title="T", tree=sample(), by=other)
    with pytest.raises(NotPermitted):
        approve(paper=paper, by=other)
    assert not papers(workspace=office.workspace, viewer=other).exists()


def test_a_stranger_sees_and_does_nothing(office: Office) -> None:
    edition = approved(office)
    for stranger in (new_user(), new_member(new_workspace(), Role.OFFICER)):
        assert not papers(workspace=office.workspace, viewer=stranger).exists()
        assert not editions(workspace=office.workspace, viewer=stranger).exists()
        with pytest.raises(NoSuchPaper):
            edition_of(edition=edition.pk, workspace=office.workspace, viewer=stranger)
        with pytest.raises(NotPermitted):
            correct(edition=edition, tree=changed(), note="n", by=stranger)


def test_a_paper_of_another_workspace_is_not_there(office: Office) -> None:
    paper = begun(office)
    elsewhere = new_workspace()
    officer = new_member(elsewhere, Role.OFFICER)
    for identity in (paper.pk, "nonsense"):
        with pytest.raises(NoSuchPaper):
            paper_of(paper=identity, workspace=elsewhere, viewer=officer)
    assert paper_of(paper=str(paper.pk), workspace=office.workspace, viewer=office.member) == paper


# ---- it never changes ----------------------------------------------------------------------------------------------


def test_our_own_code_cannot_change_or_remove_an_edition(office: Office) -> None:
    edition = approved(office)
    edition.title = "Another"
    for deed in (
        edition.save,
        edition.delete,
        Edition.objects.all().delete,
        lambda: Edition.objects.update(title="Another"),
        lambda: EditionFile.objects.update(size=1),
        EditionFile.objects.get().delete,
        Writing.objects.get().delete,
    ):
        with pytest.raises(EditionKept):
            deed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_edition SET title = 'Another'",
        "DELETE FROM documents_edition",
        "UPDATE documents_editionfile SET size = 1",
        "DELETE FROM documents_editionfile",
        "UPDATE documents_writing SET revision = 9",
        "DELETE FROM documents_writing",
    ],
)
def test_the_database_refuses_what_our_code_would_not_stop(office: Office, statement: str) -> None:
    approved(office)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_tree_or_file_that_is_not_what_was_approved_is_noticed(office: Office) -> None:
    edition = approved(office)
    assert damage(edition) == ()
    edition.tree = edition.tree.replace("9,980", "9,981")
    with pytest.raises(Damaged):
        document_of(edition)
    assert len(damage(edition)) == 1


def test_an_edition_has_no_file_of_a_format_that_it_was_not_made_in(office: Office) -> None:
    with pytest.raises(NoSuchPaper, match="no docx file"):
        file_of(edition=approved(office), format="docx")


# ---- correction ----------------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_edition_with_its_note_and_the_old_one_stays(office: Office) -> None:
    first = approved(office)
    paper = correct(edition=first, tree=changed(), note="Table 1 counted one month twice.", by=office.officer)
    assert (paper.state, paper.corrects, paper.note) == (State.DRAFT, first, "Table 1 counted one month twice.")
    second = approve(paper=send_for_review(paper=paper, by=office.officer), by=office.member, formats=("html",))
    assert (second.number, second.replaces) == (2, first)
    assert dict(document_of(second).cover)["Correction"] == "Table 1 counted one month twice."
    assert document_of(first).title == "Strategic assessment 2025/26"
    assert [e.number for e in editions(workspace=office.workspace, viewer=office.member)] == [2, 1]


def test_whoever_wrote_the_first_edition_may_approve_a_correction_that_another_wrote(office: Office) -> None:
    paper = create_paper(workspace=office.workspace, kind="assessment", title="T", tree=sample(), by=office.officer)
    first = approve(paper=send_for_review(paper=paper, by=office.officer), by=office.member, formats=("html",))
    again = correct(edition=first, tree=changed(), note="A wrong month.", by=office.analyst)
    again = send_for_review(paper=again, by=office.analyst)
    assert approve(paper=again, by=office.officer, formats=("html",)).number == 2


def test_a_correction_needs_its_note_and_the_latest_edition(office: Office) -> None:
    first = approved(office)
    with pytest.raises(NoReason):
        correct(edition=first, tree=changed(), note=" ", by=office.analyst)
    paper = correct(edition=first, tree=changed(), note="A wrong month.", by=office.analyst)
    with pytest.raises(WrongState, match="it is draft"):
        correct(edition=first, tree=changed(), note="Again.", by=office.analyst)
    approve(paper=send_for_review(paper=paper, by=office.analyst), by=office.member, formats=("html",))
    with pytest.raises(WrongState, match="later edition"):
        correct(edition=first, tree=changed(), note="Again.", by=office.analyst)


# ---- the ledger ----------------------------------------------------------------------------------------------------


def test_every_step_is_in_the_ledger_with_the_digest_of_what_was_said(office: Office) -> None:
    paper = begun(office)
    paper = revise_paper(paper=paper, tree=changed(), by=office.analyst)
    paper = send_for_review(paper=paper, by=office.analyst)
    paper = return_to_draft(paper=paper, reason="Why?", by=office.member)
    paper = send_for_review(paper=paper, by=office.analyst)
    edition = approve(paper=paper, by=office.member, formats=("html",))
    correct(edition=edition, tree=changed("Again"), note="n", by=office.analyst)
    said = [happening.words for happening in reversed(history(paper))]
    assert said == [
        "began a paper (assessment)",
        "revised a paper (revision 2)",
        "sent a paper for review",
        "returned a paper to draft",
        "sent a paper for review",
        "opened a correction of edition 1",
    ]
    assert [h.words for h in history(edition)] == ["approved edition 1 of a paper (assessment)"]
    digests = Event.objects.filter(workspace=office.workspace.pk, verb="documents.edition_approved").values("digest")
    assert [row["digest"] for row in digests] == [edition.digest]
