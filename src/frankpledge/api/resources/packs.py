"""Packs of meetings for programs: what is in one, built and fetched; and the papers that people send for an item."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import MEETINGS
from frankpledge.api.resources.meetings import ITEM, ONE
from frankpledge.api.routing import acts, reads, sends
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.reading import item_of, meeting_of
from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.actions import papers
from frankpledge.domain.packs.actions.building import ask_for_pack
from frankpledge.domain.packs.documents.leaving import FORMS, leaving
from frankpledge.domain.packs.documents.papers import let_paper_out
from frankpledge.domain.packs.forms import OutForm, PaperForm, SendForm, VersionForm
from frankpledge.domain.packs.models import Paper, Version
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.presenters.pack import lines
from frankpledge.domain.packs.queries.papers import closed_items, paper_of, version_of
from frankpledge.domain.packs.queries.reading import Seen, open_version, pack_of, seen_by
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.ui.pages import as_it_came, attachment

PAPER = "/meetings/papers/{uuid:sent_paper}"
VERSIONS = ("open", "mine")


class PackPartOut(Schema):
    """A part of a pack. Of one that is withheld from you a sheet stands in its place, and its title is not told."""

    title: str
    note: str
    pages: str
    restricted: bool
    withheld: bool


class PackOut(Schema):
    """The pack of a meeting as it was last built. `stale`: something changed since."""

    meeting: UUID
    number: int = Field(description="How often it was built.")
    pages: int
    built_at: datetime
    stale: bool
    parts: list[PackPartOut]


class PackRunOut(Schema):
    """The work that was asked for: the pack is built a moment later, and read as soon as it is."""

    run: UUID
    title: str


class PaperVersionOut(Schema):
    """One version of a paper. `left_out`: what was taken out of the file on its way in."""

    number: int
    changed: str
    name: str
    pages: int
    size: int
    sha256: str
    left_out: list[str]
    sent_by: str
    sent_at: datetime


class SentPaperOut(Schema):
    """A paper that somebody sent for an item, with its versions, the newest first."""

    id: UUID
    meeting: UUID
    item: UUID | None
    title: str
    author: str
    marking: Annotated[str, listed(Marking)]
    because: str = Field(description="Why it is restricted.")
    withdrawn_because: str = Field(description="Why it was taken out; empty while it is in the pack.")
    versions: list[PaperVersionOut]


def paper_out(one: Paper) -> SentPaperOut:
    """Return a paper as it is told."""
    return SentPaperOut(
        id=one.pk, meeting=one.meeting_id, item=one.item_id, title=one.title, author=one.author, marking=one.marking,
        because=one.because, withdrawn_because=one.withdrawn_because,
        versions=[_version(each) for each in sorted(one.versions.all(), key=lambda each: -each.number)],
    )  # fmt: skip


def _version(one: Version) -> PaperVersionOut:
    named = ("number", "changed", "name", "pages", "size", "sha256", "sent_at")
    return PaperVersionOut(
        **{name: getattr(one, name) for name in named}, left_out=list(one.told), sent_by=one.sent_by.name
    )


def found_meeting(call: Call, meeting: UUID, capability: Capability) -> Meeting:
    """Return a meeting that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(meeting_of(meeting, **call.here), "meeting")


def found_item(call: Call, meeting: UUID, item: UUID) -> Item:
    """Return an item under which whoever calls may put a paper; refused where it is withheld from them."""
    one = found_meeting(call, meeting, Capability.PREPARE)
    found = there(item_of(item, meeting=one), "item")
    if found.pk in closed_items(one, call.by):
        raise NotPermitted("an interest was declared: this item is withheld from you.")
    return found


def found_pack(call: Call, meeting: UUID) -> Seen:
    """Return the pack of a meeting as whoever calls may see it."""
    pack = there(pack_of(found_meeting(call, meeting, Capability.READ)), "pack yet")
    return seen_by(call.by, pack=pack)


def found_paper(call: Call, sent_paper: UUID, capability: Capability) -> Paper:
    """Return a paper that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(paper_of(sent_paper, **call.here), "paper")


def told(call: Call, sent_paper: UUID) -> SentPaperOut:
    """Return a paper as it stands."""
    return paper_out(there(paper_of(sent_paper, **call.here), "paper"))


@reads(f"{ONE}/pack", part=MEETINGS, returns=PackOut)
def read_pack(call: Call, meeting: UUID) -> PackOut:
    """Read what is in the pack of a meeting, as you may see it."""
    seen = found_pack(call, meeting)
    pack = seen.pack
    return PackOut(
        meeting=meeting, number=pack.number, pages=pack.pages, built_at=pack.built_at, stale=seen.stale,
        parts=[PackPartOut.from_orm(line) for line in lines(seen)],
    )  # fmt: skip


@acts(f"{ONE}/pack", part=MEETINGS, returns=PackRunOut)
def build_pack(call: Call, meeting: UUID) -> PackRunOut:
    """Ask for the pack of a meeting to be built, or built again."""
    run = ask_for_pack(meeting=found_meeting(call, meeting, Capability.PREPARE), by=call.by)
    return PackRunOut(run=run.pk, title=run.title)


@reads(f"{ONE}/pack/{{slug:version}}/{{slug:form}}", part=MEETINGS, returns=None)
def fetch_pack(call: Call, meeting: UUID, version: str, form: str) -> HttpResponse:
    """Fetch the pack as one file.

    `version` is open, or mine: the one that you may see. `form` is pdf or html.
    """
    seen = found_pack(call, meeting)
    if version not in VERSIONS or form not in FORMS:
        raise Http404("there is no such version of a pack.")
    shown = open_version(seen.pack) if version == "open" else seen
    content = leaving(shown, form, by=call.by)
    closed = any(part.restricted and part.key not in shown.withheld for part in shown.parts)
    name = f"{call.workspace.slug}-pack-{seen.pack.meeting.on.isoformat()}{'-restricted' if closed else ''}.{form}"
    return attachment(content, name=name, media_type=FORMS[form])


# ---- papers that people send -----------------------------------------------------------------------------------------


@sends(f"{ITEM}/papers", part=MEETINGS, asks=SendForm, returns=SentPaperOut)
def send_paper(
    call: Call, meeting: UUID, item: UUID, given: dict[str, Any], files: Any
) -> SentPaperOut:  # fmt: skip
    """Put a paper under an item: PDF, DOCX or ODT, read apart and made safe as on its page.

    What was taken out of the file is told with its version. It is in the pack as soon as that is built again.
    """
    one = found_item(call, meeting, item)
    form = filled(SendForm(given, files))
    return told(call, papers.send_paper(item=one, given=form.given(), file=form.sent(), by=call.by).pk)


@reads(PAPER, part=MEETINGS, returns=SentPaperOut)
def read_sent_paper(call: Call, sent_paper: UUID) -> SentPaperOut:
    """Read what is said of a paper that was sent, and each of its versions."""
    return paper_out(found_paper(call, sent_paper, Capability.READ))


@acts(PAPER, part=MEETINGS, asks=PaperForm, returns=SentPaperOut, method="PUT")
def amend_sent_paper(call: Call, sent_paper: UUID, given: dict[str, Any]) -> SentPaperOut:
    """Put right what is said of a paper: its title, author, marking, and why it is restricted."""
    one = found_paper(call, sent_paper, Capability.PREPARE)
    return paper_out(papers.amend_paper(paper=one, given=filled(PaperForm(given)).given(), by=call.by))


@sends(f"{PAPER}/versions", part=MEETINGS, asks=VersionForm, returns=SentPaperOut)
def send_paper_version(call: Call, sent_paper: UUID, given: dict[str, Any], files: Any) -> SentPaperOut:
    """Put a new version of a paper in the place of the last, which is kept, and say what changed."""
    one = found_paper(call, sent_paper, Capability.PREPARE)
    form = filled(VersionForm(given, files))
    papers.send_version(paper=one, file=form.sent(), changed=form.cleaned_data["changed"], by=call.by)
    return told(call, sent_paper)


@acts(f"{PAPER}/out", part=MEETINGS, asks=OutForm, returns=SentPaperOut)
def take_out_sent_paper(call: Call, sent_paper: UUID, given: dict[str, Any]) -> SentPaperOut:
    """Take a paper out of the pack, with the reason. It is kept."""
    one = found_paper(call, sent_paper, Capability.PREPARE)
    return paper_out(
        papers.take_out_paper(paper=one, because=filled(OutForm(given)).cleaned_data["because"], by=call.by)
    )


@reads(f"{PAPER}/versions/{{int:number}}/file", part=MEETINGS, returns=None)
def fetch_sent_paper(call: Call, sent_paper: UUID, number: int) -> HttpResponse:
    """Fetch a version of a paper as the file that came."""
    one = there(version_of(found_paper(call, sent_paper, Capability.PREPARE), number), "version")
    return as_it_came(let_paper_out(one, by=call.by), name=one.name)
