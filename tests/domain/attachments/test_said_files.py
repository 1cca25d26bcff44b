"""A file comes with a comment and goes with it; and things are found by the names of their files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.attachments.actions import attach, take_away
from frankpledge.domain.attachments.models import Attachment, AttachmentFile
from frankpledge.domain.attachments.rules import NoSuchThing
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.comments.actions import comment, take_off_comment
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.rules import File, NoSuchComment
from frankpledge.ground.documents.kept import BadFile
from frankpledge.ground.search.actions import rebuild, refresh
from frankpledge.ground.search.queries import kinds_for, search
from tests.domain.attachments.conftest import KIND, NOTE, put
from tests.ground.documents.sent_files import armed
from tests.ground.people import new_member, new_workspace
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
SAID = "comments.comment"
PLAN = File("plan of the lanterns.txt", b"41 lanterns")


def say(action: Action, by: User, file: File | None = PLAN) -> Comment:
    """Return a comment on an action, with a file."""
    return comment(workspace=action.workspace, kind=KIND, about=str(action.pk), words="As drawn", by=by, file=file)


def found(asked: str, action: Action, viewer: User) -> list[str]:
    """Return what a person finds, by kind and name."""
    kinds = kinds_for(workspace=action.workspace, viewer=viewer)
    told = search(asked, workspace=action.workspace, kinds=kinds)
    assert told.total == len(told.things)
    return [f"{one.kind.kind}: {''.join(piece.words for piece in one.title)}" for one in told.things]


def test_a_comment_is_made_with_its_file_on_the_page_and_both_are_had_there(
    client: Client, action: Action, officer: User
) -> None:
    analyst = new_member(action.workspace, Role.ANALYST)
    client.force_login(analyst)
    slug = action.workspace.slug
    sent = {"words": "As drawn", "file": SimpleUploadedFile(PLAN.name, PLAN.content)}
    said = client.post(reverse("comments:add", args=(slug, KIND, action.pk)), sent, follow=True).content.decode()
    assert faults(said) == []
    assert 'enctype="multipart/form-data"' in said
    assert PLAN.name in said
    assert Event.objects.get(verb="attachments.said_added").subject == str(action.pk)
    client.force_login(officer)
    kept = Attachment.objects.get()
    assert client.get(reverse("attachments:fetch", args=(slug, kept.pk))).content == PLAN.content
    assert kept.about == str(Comment.objects.get().pk)


def test_a_bad_file_comes_back_with_what_was_typed_and_nothing_is_said(
    client: Client, action: Action, officer: User
) -> None:
    client.force_login(officer)
    sent = {"words": "As drawn", "file": SimpleUploadedFile("plan.pdf", armed())}
    answer = client.post(reverse("comments:add", args=(action.workspace.slug, KIND, action.pk)), sent)
    said = answer.content.decode()
    assert (answer.status_code, faults(said)) == (422, [])
    assert "it holds scripts" in said
    assert "As drawn" in said
    with pytest.raises(BadFile):
        say(action, officer, File("plan.docx", b"PK\x03\x04"))
    assert not Comment.objects.exists()
    assert not Attachment.objects.exists()


def test_what_is_taken_off_takes_its_files_along_for_the_same_reason(action: Action, officer: User) -> None:
    member = new_member(action.workspace, Role.MEMBER)
    said = say(action, member)
    take_off_comment(comment=said, reason="It named a resident", by=officer)
    gone = Attachment.objects.get()
    assert (gone.taken_away_because, gone.taken_away_by) == ("It named a resident", officer)
    assert not AttachmentFile.objects.exists()
    verbs = Event.objects.filter(workspace=action.workspace_id, subject=str(action.pk)).values_list("verb", flat=True)
    assert {"attachments.said_added", "attachments.said_taken_away"} <= set(verbs)
    with pytest.raises(NoSuchThing):
        attach(workspace=action.workspace, kind=SAID, about=str(said.pk), file=NOTE, by=member)


def test_a_file_is_put_to_ones_own_comment_and_to_nobody_elses(action: Action, officer: User) -> None:
    analyst, data = new_member(action.workspace, Role.ANALYST), new_member(action.workspace, Role.DATA_CONTACT)
    said = say(action, officer, None)
    there = {"workspace": action.workspace, "kind": SAID, "about": str(said.pk), "file": NOTE}
    with pytest.raises(NotPermitted):
        attach(**there, by=analyst)
    with pytest.raises(NoSuchThing):
        attach(**there, by=data)
    sister = new_workspace("Elsewhere")
    with pytest.raises(NoSuchThing):
        attach(**there | {"workspace": sister}, by=new_member(sister, Role.OFFICER))
    assert attach(**there, by=officer).number == 1


def test_nobody_comments_on_a_comment(client: Client, action: Action, officer: User) -> None:
    said = say(action, officer, None)
    with pytest.raises(NoSuchComment):
        comment(workspace=action.workspace, kind=SAID, about=str(said.pk), words="And this", by=officer)
    client.force_login(officer)
    add = reverse("comments:add", args=(action.workspace.slug, SAID, said.pk))
    assert client.post(add, {"words": "And this"}).status_code == 404


def test_a_thing_is_found_by_the_names_of_its_files_while_they_stand_and_by_who_may_see_it(
    action: Action, officer: User
) -> None:
    made, said = put(action, officer), say(action, officer)
    rebuild(action.workspace)
    here = ["action_log.action: Action 1: Count the lamps"]
    assert found("minute of the visit", action, officer) == here
    assert found("lanterns", action, officer) == here
    assert found("lanterns", action, new_member(action.workspace, Role.SCRUTINY)) == []
    take_away(attachment=made, reason="Sent twice", by=officer)
    take_off_comment(comment=said, reason="Settled", by=officer)
    refresh(action.workspace)
    assert found("minute of the visit", action, officer) == []
    assert found("lanterns", action, officer) == []
