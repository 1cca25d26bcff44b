"""Every thing's page tells what was said and what happened, in a fixed number of questions, and loses nothing typed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.comments.actions import comment
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.queries import record_of, subject_kinds
from tests.ground.comments.conftest import KIND, Table
from tests.guards.page import faults
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
# Where each kind of thing is shown, with the part of a town's addresses that names it. Files are read from the evidence.
PAGES = {
    "assessments.assessment": "assessments:detail",
    "documents.edition": "assessments:edition",
    "engagement.exercise": "engagement:one",
    "engagement.input": "engagement:input",
    "priorities.scoring": "priorities:one",
    "chapters.chapter": "chapters:chapter",
}


def page_of(client: Client, table: Table) -> str:
    """Return the page of the exercise."""
    return client.get(reverse("engagement:one", args=(table.workspace.slug, table.about))).content.decode()


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_every_kind_of_thing_tells_its_history_on_its_page(kind: str, client: Client, town: Town) -> None:
    client.force_login(town.people[Role.OFFICER])
    names = {"slug", "last_month", "number", "exercise", "line", "scoring", "chapter"}
    route = PAGES[kind]
    wanted = {"assessments:detail": ("last_month",), "assessments:edition": ("last_month", "number")}
    parts = wanted.get(
        route, ({"engagement:input": "line", "engagement:one": "exercise"}.get(route, kind.split(".")[1]),)
    )
    assert set(parts) <= names
    address = reverse(route, kwargs={"slug": town.parts["slug"], **{part: town.parts[part] for part in parts}})
    said = client.get(address).content.decode()
    assert faults(said) == []
    assert '<ol class="timeline">' in said
    assert ('id="comments"' in said) is subject_kinds()[kind].comments


def test_no_kind_of_thing_is_without_a_page() -> None:
    assert set(subject_kinds()) - set(PAGES) == {"releases.release"}


def test_a_reader_without_drafts_is_told_nothing_of_what_happens_to_one(client: Client, town: Town) -> None:
    client.force_login(town.people[Role.SCRUTINY])
    address = reverse("assessments:detail", args=(town.parts["slug"], town.parts["last_month"]))
    said = client.get(address).content.decode()
    assert 'id="happened"' not in said
    assert 'id="comments"' not in said


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


def test_what_happened_in_another_partnership_under_the_same_name_is_not_told(table: Table, town: Town) -> None:
    record(
        "comments.comment_made", None, by=town.people[Role.OFFICER], workspace=town.workspace, facts={"release": "r"}
    )
    seen = record_of(kind=KIND, about=table.about, workspace=table.workspace, viewer=table.officer)
    assert seen is not None
    assert not any(town.canary in one.who for one in seen.happened)
