"""Photographs and diaries of a case: cleaned, sealed, given out for a reason, and gone with it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from PIL import Image

from frankpledge.domain.asb_reviews.actions import filing, letting, reading, reviewing
from frankpledge.domain.asb_reviews.actions.filing import Sent
from frankpledge.domain.asb_reviews.models import Case, File, FileBody, FileKey
from frankpledge.domain.asb_reviews.queries.keeping import rows_kept
from frankpledge.domain.asb_reviews.rules import NotInOrder
from frankpledge.domain.asb_reviews.rules.files import MOST_FILES
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.kept import BadFile
from frankpledge.ground.sealed.actions import open_access_request, purge, rotate_keys
from frankpledge.ground.sealed.models import Passage
from frankpledge.ground.sealed.queries.keeping import cases_due
from frankpledge.ground.sealed.rules.grants import NotYours
from frankpledge.ground.sealed.rules.keys import CannotOpen
from tests.ground.documents.test_cleaned import placed

pytestmark = pytest.mark.django_db
DIARY = b"Tuesday: Blenheim bottles on the stairs at two in the night"


def diary(**more: Any) -> Sent:
    return Sent("Blenheim diary.txt", DIARY, "Blenheim nights", **more)


def stored() -> str:
    """Return all that the tables of files hold."""
    with connection.cursor() as cursor:
        found = []
        for table in ("file", "filekey", "filebody"):
            cursor.execute(f"SELECT * FROM asb_reviews_{table}")
            found += [
                bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row
            ]
    return str(found)


def test_a_photograph_is_kept_sealed_without_its_place_and_given_to_whoever_was_let_in_for_a_reason(
    workspace: Workspace, officer: User, lead: User, people: dict[Role, User], case: Case
) -> None:
    file = filing.add_file(case=case, sent=Sent("Blenheim stairs.jpg", placed(), "Blenheim stairs"))
    filing.add_file(case=case, sent=diary(), by=officer)
    assert "Blenheim" not in stored()
    assert "bottles" not in stored()
    given = filing.give_file(file=file, reason="case_work", by=officer)
    with Image.open(io.BytesIO(given)) as shown:
        assert (dict(shown.getexif()), shown.format) == ({}, "JPEG")
    assert b"Blenheim" not in given
    for person in (lead, people[Role.ADMINISTRATOR]):
        with pytest.raises(NotYours):
            filing.give_file(file=file, reason="case_work", by=person)
    letting.let_in(case=case, person=lead, capacity="panel", until=clock.today(), works=False, by=officer)
    assert filing.give_file(file=file, reason="case_panel", by=lead) == given
    with pytest.raises(NotYours):
        filing.add_file(case=case, sent=diary(), by=lead)
    assert list(Event.objects.filter(verb="asb_reviews.file_given").values_list("actor", flat=True)) == [
        str(officer.pk), str(lead.pk),
    ]  # fmt: skip
    assert "Blenheim" not in "".join(f"{one.facts}" for one in Event.objects.all())
    own = reading.open_by_code(case=case)
    assert [one.name for one in own.files] == ["Blenheim stairs.jpg"]  # not what the office put there


def test_a_file_opens_in_its_own_row_alone_and_outlives_a_change_of_keys(case: Case, officer: User) -> None:
    one, other = filing.add_file(case=case, sent=diary()), filing.add_file(case=case, sent=diary())
    before = bytes(FileBody.objects.get(file=one).held)
    rotate_keys(by=officer)
    assert bytes(FileBody.objects.get(file=one).held) == before
    assert filing.give_file(file=one, reason="case_work", by=officer) == DIARY
    FileBody.objects.filter(file=other).update(held=before)
    with pytest.raises(CannotOpen):
        filing.give_file(file=other, reason="case_work", by=officer)


def test_so_many_are_taken_each_once_and_none_of_a_closed_case(case: Case, officer: User) -> None:
    first = filing.add_file(case=case, sent=diary(once="a"))
    assert filing.add_file(case=case, sent=diary(once="a")) == first
    for _ in range(MOST_FILES - 1):
        filing.add_file(case=case, sent=diary())
    with pytest.raises(NotInOrder, match="no more are taken"):
        filing.add_file(case=case, sent=diary())
    filing.add_file(case=case, sent=diary(), by=officer)  # the office counts by itself
    filing.take_file(file=first, because="twice", by=officer)
    assert not FileBody.objects.filter(pk=first.pk).exists()
    with pytest.raises(BadFile, match=r"\.exe is not taken"):
        filing.add_file(case=case, sent=Sent("a.exe", b"MZ"))
    with pytest.raises(NotInOrder, match="was sent"):
        filing.take_own_file(case=case, number=2)
    reviewing.close(case=case, because="withdrawn", words="You asked us to.", by=officer)
    case.refresh_from_db()
    with pytest.raises(NotInOrder, match="closed"):
        filing.add_file(case=case, sent=diary())


def test_files_stand_in_an_answer_about_what_is_held(workspace: Workspace, officer: User, case: Case) -> None:
    filing.add_file(case=case, sent=diary())
    open_access_request(workspace=workspace, matter=case.matter, received_on=clock.today(), by=officer)
    sources = set(Passage.objects.values_list("source", flat=True))
    assert {"asb_reviews.file.name", "asb_reviews.file.words"} <= sources
    assert not any("key" in one for one in sources)


def test_files_go_with_their_case_and_with_their_keys(workspace: Workspace, officer: User, case: Case) -> None:
    filing.add_file(case=case, sent=diary())
    file = File.objects.get()
    assert file in rows_kept(workspace, str(case.pk))
    token = FileKey.objects.get(pk=file.pk).key.token
    reviewing.close(case=case, because="withdrawn", words="You asked us to.", by=officer)
    Case.objects.update(closed_on=clock.today() - timedelta(days=365 * 9))
    due = cases_due(workspace=workspace, viewer=officer, on=clock.today())
    purge(workspace=workspace, due=due[0], on=clock.today(), by=officer)
    assert [model.objects.count() for model in (Case, File, FileKey, FileBody)] == [0, 0, 0, 0]
    assert token not in stored()
