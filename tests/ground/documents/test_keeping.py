"""What is kept is found by whoever may read it, and damage done behind the product's back is noticed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from frankpledge.ground.documents.models import Edition, EditionFile, Paper, Writing
from frankpledge.ground.documents.queries import damage, editions, file_of, paper_of, papers
from frankpledge.ground.documents.rules import Damaged
from tests.ground.documents.conftest import Office
from tests.ground.documents.samples import sample
from tests.ground.documents.test_editions import approved, begun

GUARDS = import_module("frankpledge.ground.documents.migrations.0002_editions_never_change")


class Editor:
    """Runs statements as a migration does, inside the test's own transaction."""

    connection = connection

    def execute(self, statement: str, params: None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)


def test_papers_and_editions_are_found_by_their_kind(office: Office) -> None:
    edition = approved(office)
    seen = {"workspace": office.workspace, "viewer": office.member}
    assert list(papers(kind="assessment", **seen)) == [edition.paper]
    assert not papers(kind="report", **seen).exists()
    assert list(editions(kind="assessment", paper=edition.paper, **seen)) == [edition]
    assert not editions(kind="report", **seen).exists()
    assert paper_of(paper=edition.paper_id, **seen).tree


def test_a_file_changed_behind_the_guards_is_neither_handed_out_nor_overlooked(office: Office) -> None:
    edition = approved(office)
    GUARDS.remove(None, Editor())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_editionfile SET content = %s", [b"<p>Crime fell by half.</p>"])
        cursor.execute("UPDATE documents_edition SET tree = '{}'")
    with pytest.raises(Damaged, match="not the one that was approved"):
        file_of(edition=edition, format="html")
    assert len(damage(Edition.objects.get())) == 2


def test_the_guards_of_the_database_can_be_taken_off_and_put_back_by_migration(office: Office) -> None:
    approved(office)
    GUARDS.remove(None, Editor())
    GUARDS.install(None, Editor())
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Editor().execute("DELETE FROM documents_writing")


def test_kept_things_say_what_they_are(office: Office) -> None:
    edition = approved(office)
    assert str(edition) == "Strategic assessment 2025/26, edition 1"
    assert str(Paper.objects.get()) == "Strategic assessment 2025/26"
    assert str(EditionFile.objects.get()) == "Strategic assessment 2025/26, edition 1, html"
    assert str(Writing.objects.get()) == "Strategic assessment 2025/26, revision 1"


def test_a_draft_keeps_the_tree_that_was_written(office: Office) -> None:
    from frankpledge.ground.documents.queries import document_of

    assert document_of(begun(office)) == sample()
