"""The papers of the next board of the demonstration and the pack that they make, through the actions of its pages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.actions.planning import ItemFacts, add_item, amend_item
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.reading import items_of, meetings_of
from frankpledge.domain.meetings.rules import ItemKind, Marking
from frankpledge.domain.packs.actions.papers import File, PaperFacts, send_paper, send_version
from frankpledge.domain.packs.actions.reading import note_opening
from frankpledge.domain.packs.jobs import build_pack
from frankpledge.domain.packs.models import Paper
from frankpledge.domain.packs.queries.reading import pack_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document, Paragraph, Section, Text
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.models import Edition


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files("frankpledge.demo").joinpath("papers.toml").read_text(encoding="utf-8"))


def send_papers(workspace: Workspace, told: str, *, edition: Edition, by: User, reader: User) -> None:
    """Give the next board its papers and its pack, unless it has one: opened by a reader before a paper changed."""
    one = _told()[told]
    meetings = meetings_of(workspace=workspace, viewer=by).filter(body__name=one["body"], on=one["on"])
    meeting = meetings.filter(state="planned").first()
    if meeting is None or pack_of(meeting) is not None:
        return
    _items(meeting, one, edition, by)
    sent = [(_send(meeting, paper, by), paper["version"][1:]) for paper in one["paper"]]
    note_opening(pack=build_pack(meeting, by=by), reader=reader)
    for paper, later in sent:
        for version in later:
            send_version(paper=paper, file=_file(meeting, paper.title, version), changed=version["changed"], by=by)
    build_pack(meeting, by=by)


def _items(meeting: Meeting, one: Mapping[str, Any], edition: Edition, by: User) -> None:
    title, asks, because = one["restricted_item"]
    given = ItemFacts(title, kind=ItemKind.DECISION, marking=Marking.RESTRICTED, asks=asks, because=because)
    add_item(meeting=meeting, given=given, by=by)
    under = _item(meeting, one["edition_under"])
    kept = ItemFacts(
        title=under.title,
        kind=ItemKind(under.kind),
        marking=Marking(under.marking),
        presenter=under.presenter,
        asks=under.asks,
        paper=edition,
        draws=Drawn(under.draws) if under.draws else None,
    )
    amend_item(item=under, given=kept, by=by)


def _item(meeting: Meeting, title: str) -> Item:
    return items_of(meeting).get(title=title)


def _send(meeting: Meeting, one: Mapping[str, Any], by: User) -> Paper:
    because = one.get("because", "")
    marking = Marking.RESTRICTED if because else Marking.OPEN
    given = PaperFacts(one["title"], one["author"], marking, because)
    file = _file(meeting, one["title"], one["version"][0])
    return send_paper(item=_item(meeting, one["item"]), given=given, file=file, by=by)


def _file(meeting: Meeting, title: str, version: Mapping[str, Any]) -> File:
    """Return a file as an agency would send it: written by a program of its own, which here is ours."""
    sections = tuple(
        Section(f"s{at}", head, tuple(Paragraph((Text(words),)) for words in said))
        for at, (head, said) in enumerate(version["sections"], 1)
    )
    document = Document(
        title=title,
        subtitle=f"For {meeting.body.name}",
        partnership=meeting.workspace.name,
        status="Sent by its author",
        foot="Invented",
        cut_off=meeting.on,
        sections=sections,
        demonstration="This paper is invented",
    )
    kind = version["kind"]
    return File(version["name"], rendered(document, [kind])[kind])
