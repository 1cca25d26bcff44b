"""A file is put to a thing by whoever may change it, had by whoever may see it, and taken away for a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from frankpledge.domain.action_log.actions import Said, report_progress
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.rules import NotAnAction, Progress, Status
from frankpledge.domain.attachments import rules
from frankpledge.domain.attachments.actions import attach, let_out, take_away
from frankpledge.domain.attachments.models import Attachment, AttachmentFile
from frankpledge.domain.attachments.presenters import size_words
from frankpledge.domain.attachments.queries import attachment_of, attachments_on, carriers, named
from frankpledge.domain.attachments.rules import File, NoSuchThing, NotAttached
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.disclosure.models import Release
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.kept import BadFile
from tests.domain.attachments.conftest import KIND, NOTE, put
from tests.domain.bodies.stage import Stage
from tests.ground.documents.sent_files import armed, pdf
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_byte_for_byte_and_the_ledger_holds_its_digest(action: Action, officer: User) -> None:
    made = put(action, officer)
    digest = hashlib.sha256(NOTE.content).hexdigest()
    assert (made.number, made.name, made.size, made.sha256) == (1, NOTE.name, len(NOTE.content), digest)
    assert let_out(attachment=made, by=officer) == NOTE.content
    event = Event.objects.filter(verb="attachments.added").get()
    assert (event.subject_kind, event.subject, event.digest) == (KIND, str(action.pk), digest)
    assert NOTE.name not in str(event.facts)
    assert Release.objects.filter(what__startswith="attachment 1 of Action 1").count() == 1


def test_files_are_numbered_within_their_thing_and_a_number_is_never_given_twice(action: Action, officer: User) -> None:
    first, second = put(action, officer), put(action, officer)
    take_away(attachment=second, reason="Sent twice", by=officer)
    assert (first.number, second.number, put(action, officer).number) == (1, 2, 3)


def test_what_was_taken_away_is_gone_and_the_reason_stays(action: Action, officer: User) -> None:
    made = take_away(attachment=put(action, officer), reason=" It named a victim ", by=officer)
    assert not AttachmentFile.objects.filter(attachment=made).exists()
    assert (made.taken_away_because, made.taken_away_by) == ("It named a victim", officer)
    assert len(made.sha256) == 64
    with pytest.raises(NotAttached, match="taken away already"):
        let_out(attachment=made, by=officer)
    with pytest.raises(NotAttached, match="taken away already"):
        take_away(attachment=made, reason="Again", by=officer)


@pytest.mark.parametrize(("reason", "said"), [("  ", "not said why"), ("x" * 301, "at most|may have 300")])
def test_a_file_is_taken_away_for_a_reason_of_a_sentence(action: Action, officer: User, reason: str, said: str) -> None:
    with pytest.raises(NotAttached, match=said):
        take_away(attachment=put(action, officer), reason=reason, by=officer)


def test_the_one_who_does_an_action_puts_files_to_it_and_to_no_other(
    action: Action, stage: Stage, officer: User, member: User
) -> None:
    with pytest.raises(NotPermitted, match="whoever may change this thing"):
        put(action, member)
    tie_account(person=stage.people["council"], account=member, by=officer)
    assert put(action, member).added_by == member


def test_whoever_does_not_see_a_thing_is_told_there_is_none(action: Action, officer: User) -> None:
    made = put(action, officer)
    scrutiny = new_member(action.workspace, Role.SCRUTINY)
    with pytest.raises(NoSuchThing, match="no such thing"):
        attachment_of(made.pk, workspace=action.workspace, viewer=scrutiny)
    with pytest.raises(NoSuchThing, match="no such thing"):
        put(action, scrutiny)
    with pytest.raises(NoSuchThing, match="no such thing"):
        let_out(attachment=made, by=scrutiny)


def test_another_partnership_finds_no_file_and_puts_none(action: Action, officer: User) -> None:
    made, elsewhere = put(action, officer), new_workspace("Elsewhere")
    theirs = new_member(elsewhere, Role.OFFICER)
    with pytest.raises(NoSuchThing, match="no such file"):
        attachment_of(made.pk, workspace=elsewhere, viewer=theirs)
    with pytest.raises(NoSuchThing):
        attach(workspace=elsewhere, kind=KIND, about=str(action.pk), file=NOTE, by=theirs)


@pytest.mark.parametrize("kind", ["packs.paper", "meetings.meeting", "no.kind", ""])
def test_a_kind_that_carries_no_files_takes_none(action: Action, officer: User, kind: str) -> None:
    with pytest.raises(NoSuchThing):
        attach(workspace=action.workspace, kind=kind, about=str(action.pk), file=NOTE, by=officer)


def test_a_thing_has_twenty_files_at_most(action: Action, officer: User) -> None:
    for _ in range(rules.MOST_FILES):
        last = put(action, officer)
    with pytest.raises(NotAttached, match="at most 20"):
        put(action, officer)
    take_away(attachment=last, reason="Room", by=officer)
    assert put(action, officer).number == rules.MOST_FILES + 1


def test_a_bad_file_leaves_nothing(action: Action, officer: User) -> None:
    with pytest.raises(BadFile, match="scripts") as refused:
        put(action, officer, File("armed.pdf", armed()))
    assert refused.value.where == "armed.pdf"
    assert not Attachment.objects.exists()
    assert not Event.objects.filter(verb="attachments.added").exists()


def test_a_file_that_shows_it_completes_an_action(action: Action, officer: User) -> None:
    with pytest.raises(NotAnAction, match="what shows"):
        report_progress(action=action, given=Said(Progress.DONE, "Counted"), by=officer)
    made = report_progress(
        action=action, given=Said(Progress.DONE, "Counted"), file=File("count.pdf", pdf("41 lamps")), by=officer
    )
    assert made.evidence == "(count.pdf, attached as file 1)"
    action.refresh_from_db()
    assert action.status == Status.COMPLETED
    assert attachments_on(kind=KIND, about=str(action.pk), workspace=action.workspace)[0].number == 1


def test_a_report_that_is_refused_attaches_nothing(action: Action, officer: User) -> None:
    late = Said(Progress.DONE, "Counted", done_on=action.agreed_on.replace(year=2024))
    with pytest.raises(NotAnAction):
        report_progress(action=action, given=late, file=File("count.pdf", pdf("41 lamps")), by=officer)
    assert not Attachment.objects.exists()
    assert not AttachmentFile.objects.exists()


def test_a_thing_is_named_by_its_number_or_identifier(action: Action, workspace: Workspace) -> None:
    assert named("action", "1", workspace=workspace) == (KIND, str(action.pk))
    assert named("action", str(action.pk), workspace=workspace) == (KIND, str(action.pk))
    for what, which in (("action", "2"), ("campaign", "1"), ("paper", "1")):
        with pytest.raises(NoSuchThing):
            named(what, which, workspace=workspace)


def test_every_kind_that_carries_files_is_a_row_of_the_workspace() -> None:
    assert len(carriers()) >= 9
    for kind in carriers():
        assert {"id", "workspace"} <= {field.name for field in apps.get_model(kind)._meta.fields}


@pytest.mark.parametrize("broken", [{"sha256": "short"}, {"taken_away_because": "No date"}, {"number": 1, "id": uuid4}])
def test_the_database_keeps_what_is_always_true(
    action: Action, officer: User, broken: dict[str, str | int | Callable[[], object]]
) -> None:
    made = put(action, officer)
    for name, value in broken.items():
        setattr(made, name, value() if callable(value) else value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert="id" in broken)


@pytest.mark.parametrize(("size", "words"), [(12, "12 bytes"), (2048, "2 kB"), (3_670_016, "3.5 MB")])
def test_a_size_is_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
