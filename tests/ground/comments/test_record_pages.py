"""A page tells what was said in a fixed number of questions, and loses nothing that was typed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frankpledge.ground.comments.actions import comment
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.queries import record_of
from tests.ground.comments.conftest import KIND, Table
from tests.guards.page import faults

pytestmark = pytest.mark.django_db


def page_of(client: Client, table: Table) -> str:
    """Return the page of the exercise."""
    return client.get(reverse("engagement:one", args=(table.workspace.slug, table.about))).content.decode()


def test_what_is_written_comes_back_with_its_error(client: Client, table: Table) -> None:
    client.force_login(table.officer)
    address = reverse("comments:add", args=(table.workspace.slug, KIND, table.about))
    answer = client.post(address, {"words": "I say, @Data Contact"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert faults(said) == []
    assert "I say, @Data Contact" in said
    assert "may not see this page" in said


def test_a_comment_is_written_put_right_read_and_taken_off_by_forms_alone(client: Client, table: Table) -> None:
    client.force_login(table.officer)
    slug = table.workspace.slug
    add = reverse("comments:add", args=(slug, KIND, table.about))
    there = client.post(add, {"words": "<b>Look</b> here", "mention": str(table.analyst.pk)})
    made = Comment.objects.get()
    assert there["Location"].endswith(f"#comment-{made.pk}")
    assert "&lt;b&gt;Look&lt;/b&gt; here" in page_of(client, table)
    client.post(reverse("comments:edit", args=(slug, made.pk)), {"words": "Look there"})
    client.force_login(table.analyst)
    assert "Mentions you" in page_of(client, table)
    assert "mentioned you" in client.get(f"/w/{slug}/").content.decode()
    client.post(reverse("comments:read", args=(slug, made.pk)))
    assert "Mentions you" not in page_of(client, table)
    client.force_login(table.officer)
    client.post(reverse("comments:take_off", args=(slug, made.pk)), {"reason": "Settled"})
    said = page_of(client, table)
    assert "Look there" not in said
    assert "Taken off by Olive Officer: Settled" in said
    assert faults(said) == []


def test_much_said_asks_no_more_questions(client: Client, table: Table) -> None:
    client.force_login(table.officer)

    def say(times: int) -> int:
        for number in range(times):
            words = f"@Ann Lyst, number {number}"
            comment(workspace=table.workspace, kind=KIND, about=table.about, words=words, by=table.officer)
        with CaptureQueriesContext(connection) as asked:
            page_of(client, table)
        return len(asked)

    few = say(1)
    assert say(6) <= few


def test_a_long_history_says_where_the_rest_is(table: Table) -> None:
    for number in range(25):
        comment(workspace=table.workspace, kind=KIND, about=table.about, words=f"{number}", by=table.officer)
    seen = record_of(kind=KIND, about=table.about, workspace=table.workspace, viewer=table.officer)
    assert seen is not None
    assert (len(seen.happened), seen.more) == (20, True)
    assert len(seen.comments) == 25
