"""Papers that people send for an item: the first version, later ones, what is said of them, and taking them out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction

from frankpledge.domain.meetings.models import Item
from frankpledge.domain.meetings.rules import Marking, State
from frankpledge.domain.packs import rules
from frankpledge.domain.packs.models import Paper, Version, VersionFile, VersionPage
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.queries.papers import papers_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.sent import Sent, read_sent
from frankpledge.ground.documents.tree import sections_as_json

LONGEST_NAME = 150


@dataclass(frozen=True)
class PaperFacts:
    """What is said of a paper. `because`: why it is restricted; an open one gives no reason."""

    title: str
    author: str
    marking: Marking = Marking.OPEN
    because: str = ""


@dataclass(frozen=True)
class File:
    """A file as somebody sent it."""

    name: str
    content: bytes


def send_paper(*, item: Item, given: PaperFacts, file: File, by: User) -> Paper:
    """Put a paper under an item of an agenda. Refused, with the reason, where the file is not taken."""
    check_granted(GRANTS, Capability.PREPARE, workspace=item.workspace, user=by)
    _check_open(item)
    rules.check_how_many(papers_of(item.meeting).count())
    paper = Paper(workspace=item.workspace, meeting=item.meeting, item=item, recorded_by=by, recorded_at=clock.now())
    _say(paper, given)
    sent = read_sent(file.content, name=file.name)
    with transaction.atomic():
        paper.save()
        version = _keep(paper, sent, file, number=1, changed="", by=by)
        facts: dict[str, str | int] = {"number": item.order, "marking": paper.get_marking_display().lower()}
        record("packs.paper_sent", paper, by=by, digest=version.sha256, facts=facts)
    return paper


def send_version(*, paper: Paper, file: File, changed: str, by: User) -> Version:
    """Put a new version of a paper in the place of the last, which is kept, and say what changed."""
    check_granted(GRANTS, Capability.PREPARE, workspace=paper.workspace, user=by)
    rules.check_stands(withdrawn=paper.withdrawn_at is not None)
    said = rules.check_line(changed, what="What changed")
    sent = read_sent(file.content, name=file.name)
    with transaction.atomic():
        held = _held(paper)
        rules.check_stands(withdrawn=held.withdrawn_at is not None)
        number = held.versions.count() + 1
        version = _keep(held, sent, file, number=number, changed=said, by=by)
        record("packs.version_sent", held, by=by, digest=version.sha256, facts={"number": number})
    return version


@transaction.atomic
def amend_paper(*, paper: Paper, given: PaperFacts, by: User) -> Paper:
    """Put right what is said of a paper: its title, author, marking, and why it is restricted."""
    check_granted(GRANTS, Capability.PREPARE, workspace=paper.workspace, user=by)
    rules.check_stands(withdrawn=paper.withdrawn_at is not None)
    _say(paper, given)
    paper.save(update_fields=["title", "author", "marking", "because"])
    record("packs.paper_amended", paper, by=by, facts={"marking": paper.get_marking_display().lower()})
    return paper


@transaction.atomic
def take_out_paper(*, paper: Paper, because: str, by: User) -> Paper:
    """Take a paper out of the pack, with the reason. It is kept."""
    check_granted(GRANTS, Capability.PREPARE, workspace=paper.workspace, user=by)
    rules.check_stands(withdrawn=paper.withdrawn_at is not None)
    paper.withdrawn_because = rules.check_line(because, what="The reason")
    paper.withdrawn_by, paper.withdrawn_at = by, clock.now()
    paper.save(update_fields=["withdrawn_because", "withdrawn_by", "withdrawn_at"])
    record("packs.paper_taken_out", paper, by=by)
    return paper


def _check_open(item: Item) -> None:
    if item.meeting.state == State.CANCELLED:
        raise rules.NotAPaper("the meeting is cancelled.", cure="Send it for another meeting.")


def _say(paper: Paper, given: PaperFacts) -> None:
    paper.title = rules.check_line(given.title, what="The title")
    paper.author = rules.check_line(given.author, what="The author", longest=200)
    paper.marking = given.marking
    paper.because = rules.check_because(given.because, restricted=given.marking is Marking.RESTRICTED)


def _held(paper: Paper) -> Paper:
    """Return the paper as it is now, held until the transaction ends: two versions sent at once get two numbers."""
    papers = Paper.objects.filter(pk=paper.pk).select_related("workspace", "meeting")
    return (papers.select_for_update(of=("self",)) if connection.features.has_select_for_update else papers).get()


def _keep(paper: Paper, sent: Sent, file: File, *, number: int, changed: str, by: User) -> Version:
    version = Version.objects.create(
        workspace=paper.workspace,
        paper=paper,
        number=number,
        changed=changed,
        name=file.name[-LONGEST_NAME:],
        kind=sent.kind,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        pages=len(sent.pages),
        told=list(sent.told),
        sent_by=by,
        sent_at=clock.now(),
    )
    shown = sent.content or json.dumps(sections_as_json(sent.sections), ensure_ascii=False).encode()
    VersionFile.objects.create(workspace=paper.workspace, version=version, sent=file.content, shown=shown)
    VersionPage.objects.bulk_create(
        VersionPage(
            workspace=paper.workspace,
            version=version,
            number=at,
            words=page.words,
            picture=page.picture,
            width=page.width,
            height=page.height,
        )
        for at, page in enumerate(sent.pages, 1)
    )
    return version
