"""The same words find the same things in either database, for whoever may read them, and count nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.search.actions import rebuild
from frankpledge.ground.search.queries import Answer, kinds_for, search, sqlite
from tests.ground.people import new_member, new_workspace
from tests.ground.search.conftest import LATELY, Shelf

pytestmark = pytest.mark.django_db

# Stems, phrases, what is left out, beginnings, synonyms, signs: what each finds, in SQLite and in PostgreSQL alike.
CASES = {
    "burglary": {"sheds", "homes"},
    "burglaries": {"sheds", "homes"},
    "burglary -shed": {"homes"},
    "burglary -sheds -board": set(),
    "burgl*": {"sheds", "homes"},
    "burgl": {"sheds", "homes"},
    "travelling": {"homes"},
    "travel": {"homes"},
    "neighb": {"silent"},
    "plan": {"homes"},
    "recorded garages": {"sheds"},
    "garage record": {"sheds"},
    '"burglaries of sheds"': {"sheds"},
    '"sheds of burglaries"': set(),
    "DA": {"abuse", "dva"},
    "dva": {"abuse", "dva"},
    "domestic violence": {"abuse", "dva"},
    "multi-agency risk assessment conference": {"abuse"},
    "ASB": {"asb", "trigger"},
    "antisocial behaviour": {"asb", "trigger"},
    "ASB case review": {"trigger"},
    "ICB": {"group"},
    "integrated care board": {"group"},
    "NTE": {"asb"},
    "night time": {"asb"},
    "night-time": {"asb"},
    "ynys mon": {"force"},
    "YNYS MÔN": {"force"},
    "2025": {"force"},
    "2025/26": {"force"},
    "e08000012": {"force"},
    "drugs": {"force"},
    "data.police.uk": {"force"},
    "the board": {"homes", "group"},
    "neighb*": {"silent"},
    "quoted": {"silent"},
    "script": {"silent"},
    "shed OR garden": set(),
    'burglary" AND (': {"sheds", "homes"},
    "NEAR(burglary sheds)": set(),
    "title:burglary": set(),
    "'; DROP TABLE search_entry; --": set(),
    "burglary:* | board & !plan": {"homes"},
    "zebra": set(),
}


def found(asked: str, place: Workspace, viewer: User, **more: object) -> Answer:
    """Return what somebody finds of what these tests keep: what apps tell of every workspace is their own matter."""
    kinds = tuple(kind for kind in kinds_for(workspace=place, viewer=viewer) if kind.kind.startswith("test."))
    return search(asked, workspace=place, kinds=kinds, **more)  # type: ignore[arg-type]


@pytest.fixture
def member(place: Workspace) -> User:
    return new_member(place, Role.MEMBER)


@pytest.fixture
def officer(place: Workspace) -> User:
    return new_member(place, Role.OFFICER)


@pytest.mark.parametrize("asked", sorted(CASES))
def test_words_find_what_has_them(asked: str, place: Workspace, member: User) -> None:
    answer = found(asked, place, member)
    assert {thing.about for thing in answer.things} == CASES[asked]
    assert answer.total == len(CASES[asked])


def test_a_title_comes_before_a_text(place: Workspace, member: User) -> None:
    assert next(iter(found("anti-social behaviour", place, member).things)).about == "asb"


def test_what_was_looked_for_is_marked_by_its_stem(place: Workspace, member: User) -> None:
    (thing,) = found("shed", place, member).things
    assert [piece.words for piece in thing.title if piece.marked] == ["sheds"]
    assert "sheds" in [piece.words for piece in thing.text if piece.marked]
    assert "".join(piece.words for piece in thing.title) == "Burglaries of sheds"


def test_a_synonym_is_marked_too(place: Workspace, member: User) -> None:
    marked = {p.words for thing in found("DA", place, member).things for p in thing.title if p.marked}
    assert marked == {"Domestic", "abuse", "DVA"} or marked == {"Domestic abuse", "DVA"}


def test_what_a_role_may_not_read_is_neither_found_nor_counted(place: Workspace, member: User, officer: User) -> None:
    assert {kind.kind: count for kind, count in found("burglary", place, officer).counts} == {
        "test.note": 2,
        "test.secret": 1,
    }
    theirs = found("burglary", place, member)
    assert {kind.kind: count for kind, count in theirs.counts} == {"test.note": 2}
    assert theirs.total == len(theirs.things) == 2
    assert found("burglary", place, member, kind="test.secret").things == theirs.things


def test_a_member_of_a_sister_partnership_finds_and_counts_nothing(place: Workspace, shelf: Shelf) -> None:
    sister = new_workspace("South Vale Community Safety Partnership")
    shelf.notes.clear()
    shelf.secrets.clear()
    rebuild(sister)
    theirs = new_member(sister, Role.OFFICER, Role.MEMBER)
    assert found("burglary", place, theirs).total == 0
    assert found("burglary", sister, theirs).total == 0
    assert kinds_for(workspace=place, viewer=theirs) == ()


def test_a_stranger_finds_nothing(place: Workspace) -> None:
    assert kinds_for(workspace=place, viewer=AnonymousUser()) == ()


def test_one_kind_is_shown_alone_and_the_others_are_still_counted(place: Workspace, officer: User) -> None:
    answer = found("burglary", place, officer, kind="test.secret")
    assert [thing.about for thing in answer.things] == ["marks"]
    assert answer.total == 3


def test_a_kind_that_is_none_shows_everything(place: Workspace, officer: User) -> None:
    assert len(found("burglary", place, officer, kind="'; --").things) == 3


def test_what_changed_before_a_moment_is_left_out(place: Workspace, member: User) -> None:
    answer = found("burglary", place, member, since=LATELY)
    assert [thing.about for thing in answer.things] == ["homes"]
    assert [thing.changed_at for thing in answer.things] == [LATELY]


def test_pages_hold_twenty_and_a_page_beyond_the_last_is_the_last(place: Workspace, shelf: Shelf, member: User) -> None:
    shelf.notes.update({f"n{number}": (f"Zebra {number}", "", LATELY) for number in range(45)})
    rebuild(place)
    pages = [found("zebra", place, member, page=page) for page in (1, 2, 3, 99)]
    assert [len(page.things) for page in pages] == [20, 20, 5, 5]
    assert [(page.number, page.last, page.total) for page in pages][-1] == (3, 3, 45)
    assert len({thing.about for page in pages[:3] for thing in page.things}) == 45


@pytest.mark.parametrize("question", [sqlite.COUNTS, sqlite.FOUND], ids=["counts", "things"])
def test_sqlite_asks_for_the_words_once_and_not_for_every_entry(question: str, place: Workspace) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own way")
    given = ["burglary", place.pk.hex, "0001-01-01", "0001-01-01", "[]", *([20, 0] if "LIMIT" in question else [])]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}", given)
        steps = [row[3] for row in cursor.fetchall() if row[3].startswith(("SCAN", "SEARCH"))]
    assert "search_words VIRTUAL TABLE" in steps[0]
    assert any("e USING INTEGER PRIMARY KEY" in step for step in steps)
