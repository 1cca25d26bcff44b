"""Whoever may see a thing speaks about it; what is said is told to those mentioned, and to nobody elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.comments import rules
from frankpledge.ground.comments.actions import comment, edit_comment, read_mention, take_off_comment
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.queries import comment_of, record_of, subject_of, unread_mentions
from frankpledge.ground.comments.registry import HOME
from frankpledge.ground.registry import HomeRequest
from frankpledge.web.home import quarter_page
from tests.ground.comments.conftest import KIND, Table
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 1, 20, 12, tzinfo=UTC)  # after everybody came


def say(table: Table, words: str = "For the whole county?", *, by: User | None = None, **more: object) -> Comment:
    """Return a comment on the exercise."""
    speaker = by or table.officer
    return comment(workspace=table.workspace, kind=KIND, about=table.about, words=words, by=speaker, **more)  # type: ignore[arg-type]


def mentioned(table: Table, person: User) -> list[str]:
    """Return the comments that a person is mentioned in and has not read."""
    return [one.comment.words for one in unread_mentions(workspace=table.workspace, viewer=person)]


def test_what_is_said_stands_on_the_record_of_the_thing(table: Table) -> None:
    say(table)
    seen = record_of(kind=KIND, about=table.about, workspace=table.workspace, viewer=table.member)
    assert seen is not None
    assert [(one.who, one.words) for one in seen.comments] == [("Olive Officer", "For the whole county?")]
    assert seen.happened[0].words == "commented"
    assert any("recorded how people were asked" in one.words for one in seen.happened)


def test_a_person_is_mentioned_by_choice_and_by_an_at_and_their_whole_name(table: Table) -> None:
    say(table, "@ann lyst-member, what do you say?")
    say(table, "And you?", mentions=[table.analyst.pk])
    assert mentioned(table, table.member) == ["@ann lyst-member, what do you say?"]
    assert mentioned(table, table.analyst) == ["And you?"]


def test_the_longest_name_that_fits_is_the_one_meant() -> None:
    short, long = uuid4(), uuid4()
    people = ((short, "Ann Lyst"), (long, "Ann Lyst Smith"))
    assert rules.named_in("@Ann Lyst Smith and others", people) == {long}
    assert rules.named_in("@ANN LYST, please", people) == {short}
    assert rules.named_in("@Ann Lysts and ann lyst without", people) == frozenset()
    assert rules.named_in("@Ann Lyst Smith with @Ann Lyst", people) == {short, long}


def test_nobody_mentions_themselves(table: Table) -> None:
    say(table, "@Olive Officer will look", mentions=[table.officer.pk])
    assert mentioned(table, table.officer) == []


def test_whoever_may_not_see_the_page_is_not_led_to_it(table: Table) -> None:
    with pytest.raises(rules.CannotMention, match="Data Contact may not see this page"):
        say(table, "@Data Contact")
    with pytest.raises(rules.CannotMention, match="nobody here"):
        say(table, mentions=[new_member(new_workspace(), Role.OFFICER).pk])
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("words", "said"), [("  \x00 ", "needs its words"), ("x" * 4_001, "4,000 letters")])
def test_a_comment_has_words_and_not_too_many(table: Table, words: str, said: str) -> None:
    with pytest.raises(rules.NothingSaid, match=said):
        say(table, words)


def test_a_data_contact_and_a_stranger_say_nothing(table: Table) -> None:
    for person in (table.contact, new_member(new_workspace(), Role.OFFICER)):
        with pytest.raises(NotPermitted):
            say(table, by=person)


@pytest.mark.parametrize(
    ("kind", "about"),
    [(KIND, "0b6f2e0c-7b0e-4d6a-9a51-3f6f1f9d2a10"), (KIND, "no identifier"), ("plans.step", "1"), ("", "")],
)
def test_there_must_be_something_to_comment_on(table: Table, kind: str, about: str) -> None:
    assert subject_of(kind=kind, about=about, workspace=table.workspace, viewer=table.officer) is None
    with pytest.raises(rules.NoSuchComment):
        comment(workspace=table.workspace, kind=kind, about=about, words="Hello", by=table.officer)


def test_ones_own_words_are_put_right_for_some_minutes(table: Table) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        said = say(table)
        clock.move_to(NOON.replace(minute=14))
        edit_comment(comment=said, words="For the whole county, @Ann Lyst?", by=table.officer)
        assert mentioned(table, table.analyst) == ["For the whole county, @Ann Lyst?"]
        with pytest.raises(rules.NotYours):
            edit_comment(comment=said, words="Mine now", by=table.analyst)
        clock.move_to(NOON.replace(minute=15))
        with pytest.raises(rules.TooLate, match="15 minutes"):
            edit_comment(comment=said, words="Too late", by=table.officer)
    said.refresh_from_db()
    assert said.words == "For the whole county, @Ann Lyst?"
    assert said.edited_at is not None


def test_an_edit_tells_nobody_twice_who_read_it_already(table: Table) -> None:
    said = say(table, "@Ann Lyst")
    read_mention(comment=said, by=table.analyst)
    edit_comment(comment=said, words="@Ann Lyst, please", by=table.officer)
    assert mentioned(table, table.analyst) == []


def test_taking_off_leaves_the_name_and_the_reason_and_no_words(table: Table) -> None:
    said = say(table, "@Ann Lyst, he is called so and so", by=table.member)
    with pytest.raises(NotPermitted):
        take_off_comment(comment=said, reason="I do not like it", by=table.analyst)
    with pytest.raises(rules.NothingSaid):
        take_off_comment(comment=said, reason=" ", by=table.officer)
    take_off_comment(comment=said, reason="It names a resident", by=table.officer)
    seen = record_of(kind=KIND, about=table.about, workspace=table.workspace, viewer=table.analyst)
    assert seen is not None
    assert seen.comments[0].taken_off == "Taken off by Olive Officer: It names a resident"
    assert Comment.objects.get().words == ""
    assert mentioned(table, table.analyst) == []
    with pytest.raises(rules.TooLate):
        take_off_comment(comment=Comment.objects.get(), reason="Again", by=table.officer)
    with pytest.raises(rules.TooLate):
        edit_comment(comment=Comment.objects.get(), words="Back", by=table.member)


def test_whoever_said_it_takes_it_off_themselves(table: Table) -> None:
    said = say(table, by=table.member)
    assert take_off_comment(comment=said, reason="A slip", by=table.member).taken_off_by == table.member


def test_the_database_keeps_no_words_of_what_was_taken_off(table: Table) -> None:
    said = say(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=said.pk).update(taken_off_at=NOON, taken_off_by=table.officer, taken_off_because="x")


def test_answering_reads_what_one_was_mentioned_in_there(table: Table) -> None:
    say(table, "@Ann Lyst")
    say(table, "Yes, it is.", by=table.analyst)
    assert mentioned(table, table.analyst) == []


def test_reading_somebody_elses_mention_reads_nothing(table: Table) -> None:
    said = say(table, "@Ann Lyst")
    before = Event.objects.count()
    read_mention(comment=said, by=table.member)
    assert mentioned(table, table.analyst) == ["@Ann Lyst"]
    assert Event.objects.count() == before


def test_this_quarter_says_who_mentioned_one_and_where_and_never_what(table: Table) -> None:
    say(table, "@Ann Lyst secret words")
    day = NOON.date()
    page = quarter_page(workspace=table.workspace, viewer=table.analyst, today=day)
    (need,) = [one for one in page.needs if "mentioned you" in one.title]
    assert need.title == "Olive Officer mentioned you"
    assert need.href.endswith(f"#comment-{Comment.objects.get().pk}")
    assert "secret" not in str(page)
    assert HOME(HomeRequest(table.workspace, table.member, day)).needs == ()


def test_a_mention_leads_nowhere_once_the_page_is_closed_to_its_reader(table: Table) -> None:
    say(table, "@Ann Lyst")
    table.analyst.memberships.update(role=Role.DATA_CONTACT)
    assert HOME(HomeRequest(table.workspace, table.analyst, NOON.date())).needs == ()


def test_a_comment_is_found_by_nobody_of_another_partnership(table: Table) -> None:
    said, elsewhere = say(table), new_workspace()
    stranger = new_member(elsewhere, Role.OFFICER)
    for place in (table.workspace, elsewhere):
        with pytest.raises(rules.NoSuchComment):
            comment_of(said.pk, workspace=place, viewer=stranger)


def test_the_ledger_holds_no_word_of_what_was_said(table: Table) -> None:
    said = say(table, "Very private words")
    edit_comment(comment=said, words="Other private words", by=table.officer)
    take_off_comment(comment=said, reason="Private reason", by=table.officer)
    assert not any("rivate" in str(event.facts) for event in Event.objects.all())
