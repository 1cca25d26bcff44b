"""Papers and packs by their pages: sent, built, read, changed, noted beside, taken away."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.packs.models import Note, Opening, Pack, Paper, Part
from frankpledge.ground.accounts.actions import add_member, close_account, end_membership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.jobs.actions import run_pending
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.search.actions import rebuild
from frankpledge.ground.search.models import Entry
from tests.domain.packs.conftest import SECRET, item
from tests.ground.documents.sent_files import pdf
from tests.guards.page import faults

DOUBT = "Nightingale"
"""A word that stands in a private note alone."""


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: HttpResponse) -> str:
    html = answer.content.decode()
    assert faults(html) == []
    return html


def upload(content: bytes, name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def paper(**more: object) -> dict[str, object]:
    told = {"title": "Wardens", "author": "Head of protection", "marking": "open", "because": ""}
    return {**told, "file": upload(pdf("The wardens began.")), **more}


def test_a_paper_is_sent_the_pack_built_changed_and_noted_beside(
    meeting: Meeting, officer: User, sitter: User, django_capture_on_commit_callbacks: object
) -> None:
    keeper, reader = as_(officer), as_(sitter)
    home = f"/w/tithing/meetings/{meeting.pk}/"
    spot = f"{home}items/{item(meeting, 3).pk}/papers/add/"
    assert "Build the pack" in words(keeper.get(home))
    assert "whatever its name says" in words(keeper.post(spot, paper(file=upload(b"GIF89a boo"))))
    assert "does not say why" in words(keeper.post(spot, paper(marking="restricted")))
    sent = keeper.post(spot, paper(), follow=True)
    assert "Version 1: As it was first sent" in words(sent)
    built = keeper.post(f"{home}pack/build/", follow=True)
    assert run_pending() == 1
    assert "The pack has" in words(keeper.get(built.redirect_chain[-1][0]))

    first = words(reader.get(f"{home}pack/"))
    assert "What changed" not in first
    one = Paper.objects.get()
    spot = f"/w/tithing/meetings/papers/{one.pk}/"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        keeper.post(f"{spot}version/", {"file": upload(pdf("The wardens began late.")), "changed": "The day is right."})
    assert JobRun.objects.filter(name="packs.build", state="waiting").count() == 1
    assert "Something changed since it was built" in words(reader.get(f"{home}pack/"))
    assert run_pending() == 1
    again = words(reader.get(f"{home}pack/"))
    assert "Since you last opened it on" in again
    assert "Item 3, “Wardens”, has version 2: The day is right." in again
    assert "1 change since you last opened it" in words(reader.get(home))
    assert "1 change since you last opened it" in words(reader.get("/w/tithing/"))

    part = Part.objects.get(title="Wardens")
    place = f"{home}pack/read/{part.key}/"
    read = words(reader.get(place))
    assert "The wardens began late." in read
    assert f'id="page-{part.first}"' in read
    assert "is not of this paper" in words(reader.post(f"{place}note/", {"words": "x", "page": part.first + 9}))
    reader.post(f"{place}note/", {"words": f"{DOUBT} asks who pays.", "page": part.first})
    assert DOUBT in words(reader.get(place))
    assert f"page {part.first}" in words(reader.get(f"{home}pack/notes/"))
    assert DOUBT in reader.get(f"{home}pack/notes.csv").content.decode()
    reader.post(f"{home}pack/notes/{Note.objects.get().pk}/delete/")
    assert not Note.objects.exists()


def test_every_part_is_a_page_of_its_own_with_the_way_on_and_back(packed: Pack, officer: User) -> None:
    client = as_(officer)
    place = f"/w/tithing/meetings/{packed.meeting_id}/pack/read/front/"
    turned = []
    while place:
        html = words(client.get(place))
        turned.append(place)
        place = html.partition('rel="next" href="')[2].partition('"')[0]
    assert len(turned) == Part.objects.filter(pack=packed).count()
    assert 'rel="prev"' in html
    assert "From the record" in html


def test_nobody_else_finds_a_private_note_anywhere(packed: Pack, sitter: User, people: dict[Role, User]) -> None:
    part = Part.objects.get(title="Wardens")
    home = f"/w/tithing/meetings/{packed.meeting_id}/"
    as_(sitter).post(f"{home}pack/read/{part.key}/note/", {"words": f"{DOUBT} asks who pays", "page": ""})
    assert Note.objects.count() == 1
    others = [person for role, person in people.items() if person != sitter and role is not Role.DATA_CONTACT]
    for person in others:
        client = as_(person)
        for place in ("", "pack/", f"pack/read/{part.key}/", "pack/notes/", "pack/notes.csv", "pack/whole/open.html"):
            assert DOUBT not in client.get(f"{home}{place}").content.decode("utf-8-sig"), (person, place)
        client.post(f"{home}pack/notes/{Note.objects.get().pk}/delete/")
    assert Note.objects.count() == 1
    assert not [one for one in Event.objects.all() if DOUBT in str(one.facts)]
    assert not Entry.objects.filter(text__contains=DOUBT).exists()
    answer = as_(people[Role.OFFICER]).get("/w/tithing/search/", {"q": DOUBT}).content.decode()
    assert "asks who pays" not in answer


def test_notes_stay_through_a_build_and_follow_their_page(packed: Pack, meeting: Meeting, officer: User) -> None:
    from frankpledge.domain.packs.jobs import build_pack
    from tests.domain.packs.conftest import send

    client, home = as_(officer), f"/w/tithing/meetings/{meeting.pk}/pack/"
    part = Part.objects.get(title="Lighting")
    client.post(f"{home}read/{part.key}/note/", {"words": DOUBT, "page": part.first})
    send(meeting, officer, order=2, title="Bins")
    build_pack(meeting, by=officer)
    moved = Part.objects.get(title="Lighting")
    assert moved.first > part.first
    assert f"#page-{moved.first}" in words(client.get(f"{home}notes/"))


def test_what_a_leaver_kept_is_gone_with_them(
    packed: Pack, sitter: User, officer: User, workspace: Workspace, django_capture_on_commit_callbacks: object
) -> None:
    home = f"/w/tithing/meetings/{packed.meeting_id}/pack/"
    for person in (sitter, officer):
        as_(person).get(home)
        as_(person).post(f"{home}read/front/note/", {"words": DOUBT})
    second = add_member(workspace=workspace, user=sitter, role=Role.ANALYST, by=officer)
    first = sitter.memberships.exclude(pk=second.pk).get()
    for membership, left in ((second, 2), (first, 1)):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            end_membership(membership=membership)
        assert (Note.objects.count(), Opening.objects.count()) == (left, left)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        close_account(user=officer)
    assert (Note.objects.count(), Opening.objects.count()) == (0, 0)


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_pack_is_taken_away_and_it_is_written_down(packed: Pack, sitter: User, form: str) -> None:
    home = f"/w/tithing/meetings/{packed.meeting_id}/pack/whole/"
    given = {version: as_(sitter).get(f"{home}{version}.{form}") for version in ("open", "mine")}
    assert all(answer["Content-Disposition"].startswith("attachment") for answer in given.values())
    assert "restricted" in given["mine"]["Content-Disposition"]
    assert [one.what.rpartition(", ")[2] for one in Release.objects.order_by("released_at")] == [
        f"open version ({form})",
        f"with restricted papers ({form})",
    ]
    if form == "html":
        assert SECRET in given["mine"].content.decode()
        assert SECRET not in given["open"].content.decode()
        assert "<script" not in given["mine"].content.decode()
    assert as_(sitter).get(f"{home}all.{form}").status_code == 404


def test_a_reader_from_whom_a_paper_is_withheld_gets_its_sheet_and_none_of_its_pages(
    packed: Pack, people: dict[Role, User], officer: User
) -> None:
    secret = Part.objects.get(title__contains=SECRET)
    home = f"/w/tithing/meetings/{packed.meeting_id}/pack/"
    reader = as_(people[Role.SCRUTINY])
    for place in ("", f"read/{secret.key}/", "read/front/"):
        html = words(reader.get(f"{home}{place}"))
        assert SECRET not in html, place
    assert "It names a place." in words(reader.get(f"{home}read/{secret.key}/"))
    assert f"Pages {secret.first}–{secret.first + secret.takes - 1}" in words(reader.get(f"{home}read/{secret.key}/"))
    assert reader.get(f"{home}read/{secret.key}/1.webp").status_code == 404
    assert as_(officer).get(f"{home}read/{secret.key}/1.webp").status_code == 200
    kept = Paper.objects.get(title__contains=SECRET)
    assert reader.get(f"/w/tithing/meetings/papers/{kept.pk}/").status_code == 404
    assert SECRET not in words(reader.get("/w/tithing/search/", {"q": "visit"}))


def test_a_file_as_it_was_sent_is_given_to_whoever_prepares_and_never_shown(
    packed: Pack, officer: User, people: dict[Role, User]
) -> None:
    kept = Paper.objects.get(title="Lighting")
    place = f"/w/tithing/meetings/papers/{kept.pk}/as-sent/1"
    answer = as_(officer).get(place)
    assert answer.content.startswith(b"PK")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert as_(people[Role.MEMBER]).get(place).status_code == 403
    assert Client().get(place).status_code == 302


def test_a_paper_whose_item_was_taken_off_is_kept_and_out_of_the_pack(
    packed: Pack, meeting: Meeting, officer: User
) -> None:
    from frankpledge.domain.meetings.actions.planning import remove_item
    from frankpledge.domain.packs.jobs import build_pack

    remove_item(item=item(meeting, 3), by=officer)
    again = build_pack(meeting, by=officer)
    assert not Part.objects.filter(pack=again, title="Wardens").exists()
    kept = Paper.objects.get(title="Wardens")
    assert "It is in no pack" in words(as_(officer).get(f"/w/tithing/meetings/papers/{kept.pk}/"))


def test_papers_are_found_by_the_words_of_their_pages_unless_restricted(packed: Pack, officer: User) -> None:
    rebuild(packed.workspace)
    html = words(as_(officer).get("/w/tithing/search/", {"q": "wardens began"}))
    assert "Wardens" in html.partition("<main")[2]
    assert not Entry.objects.filter(text__contains=SECRET).exists()
    assert not Entry.objects.filter(title__contains=SECRET).exists()
