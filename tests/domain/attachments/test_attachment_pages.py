"""Files on the page of a thing: listed, put there, had and taken away by forms alone, and never shown as a page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from frankpledge.domain.action_log.models import Action
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.attachments.conftest import KIND, put
from tests.ground.documents.sent_files import pdf
from tests.ground.people import new_member
from tests.guards.page import faults

pytestmark = pytest.mark.django_db


def page_of(client: Client, action: Action) -> str:
    """Return the page of an action."""
    return client.get(reverse("action_log:one", args=(action.workspace.slug, action.pk))).content.decode()


def test_a_file_is_put_had_and_taken_away_on_pages(client: Client, action: Action, officer: User) -> None:
    client.force_login(officer)
    slug = action.workspace.slug
    assert "No file is attached." in page_of(client, action)
    add = reverse("attachments:add", args=(slug, KIND, action.pk))
    assert faults(client.get(add).content.decode()) == []
    sent = {"file": SimpleUploadedFile("count.txt", b"41 lamps"), "words": "The count"}
    answer = client.post(add, sent, follow=True)
    said = answer.content.decode()
    assert "“count.txt” is attached as file 1." in said
    assert "The count" in said
    assert faults(said) == []
    made = action.workspace.attachments.get()
    had = client.get(reverse("attachments:fetch", args=(slug, made.pk)))
    assert had.content == b"41 lamps"
    away = reverse("attachments:take_away", args=(slug, made.pk))
    assert faults(client.get(away).content.decode()) == []
    assert "Taken away by" in client.post(away, {"reason": "Sent twice"}, follow=True).content.decode()
    assert client.get(reverse("attachments:fetch", args=(slug, made.pk))).status_code == 404


def test_a_file_is_given_to_be_kept_and_never_to_be_shown(client: Client, action: Action, officer: User) -> None:
    client.force_login(officer)
    made = put(action, officer)
    had = client.get(reverse("attachments:fetch", args=(action.workspace.slug, made.pk)))
    assert had["Content-Disposition"] == 'attachment; filename="minute of the visit.txt"'
    assert had["Content-Type"] == "application/octet-stream"
    assert had["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in had["Cache-Control"]
    assert "default-src" in had["Content-Security-Policy"]


def test_what_is_refused_says_why_and_keeps_what_was_typed(client: Client, action: Action, officer: User) -> None:
    client.force_login(officer)
    add = reverse("attachments:add", args=(action.workspace.slug, KIND, action.pk))
    bad = {"file": SimpleUploadedFile("page.html", b"<html><script>"), "words": "A page about it"}
    answer = client.post(add, bad)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "a file ending in .html is not kept" in said
    assert "A page about it" in said
    assert faults(said) == []


def test_whoever_only_reads_sees_the_files_and_no_way_to_change_them(
    client: Client, action: Action, officer: User
) -> None:
    made, reader = put(action, officer), new_member(action.workspace, Role.ANALYST)
    client.force_login(reader)
    said = page_of(client, action)
    assert made.name in said
    assert "Attach a file" not in said
    assert "Take it away" not in said
    slug = action.workspace.slug
    assert client.get(reverse("attachments:fetch", args=(slug, made.pk))).status_code == 200
    assert client.get(reverse("attachments:add", args=(slug, KIND, action.pk))).status_code == 403
    assert client.post(reverse("attachments:take_away", args=(slug, made.pk)), {"reason": "x"}).status_code == 403


def test_a_done_action_takes_what_shows_it_on_its_form(client: Client, action: Action, officer: User) -> None:
    client.force_login(officer)
    report = reverse("action_log:report", args=(action.workspace.slug, action.pk))
    assert 'enctype="multipart/form-data"' in client.get(report).content.decode()
    sent = {"said": "done", "words": "Counted", "file": SimpleUploadedFile("count.pdf", pdf("41 lamps"))}
    said = client.post(report, sent, follow=True).content.decode()
    assert "count.pdf, attached as file 1" in said
    assert faults(said) == []
