"""The index follows what is done: in its transaction it is noted, afterwards it is read again, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.search import actions
from frankpledge.ground.search.actions import catch_up, rebuild, refresh
from frankpledge.ground.search.models import Due, Entry, Turn
from frankpledge.ground.search.queries import kinds_for, search
from tests.ground.people import new_member, new_workspace
from tests.ground.search.conftest import LATELY, Shelf

pytestmark = pytest.mark.django_db
Commits = Callable[..., object]


def names(place: Workspace, asked: str) -> set[str]:
    """Return what an officer finds."""
    everything = kinds_for(workspace=place, viewer=new_member(place, Role.OFFICER))
    kinds = tuple(kind for kind in everything if kind.kind.startswith("test."))
    return {thing.about for thing in search(asked, workspace=place, kinds=kinds).things}


def done(place: Workspace | None, verb: str = "test.all_changed") -> None:
    """Record something done: in a workspace, or by the installation."""
    record(verb, None, by=None, workspace=place)


def test_a_change_is_noted_at_once_and_read_when_it_is_over(
    place: Workspace, shelf: Shelf, django_capture_on_commit_callbacks: Commits
) -> None:
    shelf.notes["zebra"] = ("Zebra", "A new note.", LATELY)
    with django_capture_on_commit_callbacks(execute=True):
        done(place)
        assert Due.objects.filter(workspace=place, kind="test.note", about="").exists()
        assert names(place, "zebra") == set()
    assert names(place, "zebra") == {"zebra"}
    assert not Due.objects.exists()


def test_what_is_rolled_back_was_never_due(place: Workspace) -> None:
    with transaction.atomic():
        done(place)
        assert Due.objects.exists()
        transaction.set_rollback(True)
    assert not Due.objects.exists()


def test_a_thing_that_is_gone_is_found_no_more(place: Workspace, shelf: Shelf) -> None:
    del shelf.notes["sheds"]
    done(place)
    refresh(place)
    assert names(place, "shed") == set()
    assert not Entry.objects.filter(about="sheds").exists()


def test_an_event_about_one_thing_has_that_one_read_alone(place: Workspace, shelf: Shelf) -> None:
    Due.objects.create(workspace=place, kind="test.note", about="homes")
    shelf.read.clear()
    shelf.notes["homes"] = ("Burglary of zebras", "", LATELY)
    refresh(place)
    assert shelf.read == ["homes"]
    assert names(place, "zebra") == {"homes"}


def test_a_kind_that_is_due_as_a_whole_is_read_once(place: Workspace, shelf: Shelf) -> None:
    for about in ("", "homes", "sheds", ""):
        Due.objects.create(workspace=place, kind="test.note", about=about)
    shelf.read.clear()
    refresh(place)
    assert shelf.read == ["all"]


def test_many_things_of_a_kind_are_read_in_one_question(place: Workspace, shelf: Shelf) -> None:
    Due.objects.bulk_create(Due(workspace=place, kind="test.note", about=f"n{number}") for number in range(51))
    shelf.read.clear()
    refresh(place)
    assert shelf.read == ["all"]
    assert not Due.objects.exists()


def test_what_the_installation_does_is_due_everywhere(place: Workspace) -> None:
    sister = new_workspace("South Vale Community Safety Partnership")
    Due.objects.all().delete()
    done(None)
    assert set(Due.objects.values_list("workspace", flat=True)) == {place.pk, sister.pk}


def test_an_event_that_concerns_nothing_notes_nothing(place: Workspace) -> None:
    done(place, "test.nothing")
    assert not Due.objects.exists()


def test_an_older_reading_never_lands_on_a_newer_one(
    place: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While we read, somebody else changes the note again and writes: we must read again."""
    shelf.notes["homes"] = ("Burglary, older", "", LATELY)
    done(place)
    read = shelf.of
    meddled = []

    def reading(*given: object) -> object:
        old = list(read(*given))  # type: ignore[arg-type]
        if not meddled:
            meddled.append(True)
            shelf.notes["homes"] = ("Burglary, newest", "", LATELY)
            done(place)
            refresh(place)
        return old

    monkeypatch.setattr(shelf, "of", reading)
    refresh(place)
    assert names(place, "newest") == {"homes"}
    assert names(place, "older") == set()


def test_a_reading_that_fails_stays_due(place: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> object:
        raise OSError("the store is not there")

    with monkeypatch.context() as broken:
        broken.setattr(shelf, "of", fails)
        done(place)
        with pytest.raises(OSError, match="not there"):
            refresh(place)
    assert Due.objects.filter(workspace=place).exists()
    shelf.notes["zebra"] = ("Zebra", "", LATELY)
    refresh(place)
    assert names(place, "zebra") == {"zebra"}


def test_nobody_waits_for_ever_where_others_write_without_end(
    place: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddles(*_given: object) -> object:
        turn = Turn.objects.get(workspace=place)
        Turn.objects.filter(pk=turn.pk).update(number=turn.number + 1)
        return []

    monkeypatch.setattr(shelf, "of", meddles)
    done(place)
    assert refresh(place) == 0
    assert Due.objects.filter(workspace=place).count() == 1


def test_rebuilding_reads_everything_and_drops_kinds_that_no_app_has(place: Workspace) -> None:
    Entry.objects.filter(about="sheds").delete()
    Entry.objects.create(workspace=place, kind="gone.kind", about="1", title="Zebra of old", href="/")
    assert rebuild(place) == Entry.objects.filter(workspace=place).count()
    assert Entry.objects.filter(workspace=place, kind="test.note").count() == 9
    assert names(place, "shed") == {"sheds"}
    assert not Entry.objects.filter(kind="gone.kind").exists()


def test_at_the_start_what_was_never_indexed_or_is_still_due_is_caught_up(place: Workspace, shelf: Shelf) -> None:
    fresh = new_workspace("South Vale Community Safety Partnership")
    Turn.objects.filter(workspace=fresh).delete()
    shelf.notes["zebra"] = ("Zebra", "", LATELY)
    done(place)
    assert catch_up() == 2
    assert names(place, "zebra") == names(fresh, "zebra") == {"zebra"}
    assert catch_up() == 0


def test_a_workspace_that_cannot_be_read_keeps_none_of_the_others_back(
    place: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = new_workspace("South Vale Community Safety Partnership")
    shelf.notes["zebra"] = ("Zebra", "", LATELY)
    done(place)
    done(fresh)
    read = shelf.of

    def fails(kept: object, workspace: Workspace, about: str) -> object:
        if workspace == place:
            raise OSError("the store is not there")
        return read(kept, workspace, about)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "of", fails)
    catch_up()
    assert names(fresh, "zebra") == {"zebra"}
    assert Due.objects.filter(workspace=place).exists()


def test_a_title_and_a_text_are_kept_without_signs_that_no_database_holds(place: Workspace, shelf: Shelf) -> None:
    shelf.notes["odd"] = ("Zebra\x00 \x02stripes" + "x" * 400, "y\x03 \ud800 z", LATELY)
    rebuild(place)
    entry = Entry.objects.get(about="odd")
    assert entry.title.startswith("Zebra stripes")
    assert len(entry.title) == 300
    assert "\x03" not in entry.text


def test_a_very_long_text_is_kept_as_far_as_a_database_can_index_it(place: Workspace, shelf: Shelf) -> None:
    words = " ".join(f"w{number}" for number in range(60_000))
    shelf.notes["long"] = ("Zebra", f"{words}", LATELY)
    rebuild(place)
    assert len(Entry.objects.get(about="long").text) == actions.MOST_LETTERS
    assert names(place, "w77") == {"long"}


def test_the_index_of_the_database_holds_nothing_that_the_entries_do_not(place: Workspace) -> None:
    Entry.objects.filter(workspace=place).delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
            cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH 'burglary'")
        else:
            cursor.execute("SELECT count(*) FROM search_entry WHERE words @@ to_tsquery('english', 'burglary')")
        assert cursor.fetchone() == (0,)
