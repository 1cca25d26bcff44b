"""Files put to things for programs: listed, sent, fetched as they came, and taken away with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from ninja.params.functions import Path
from pydantic import Field

from frankpledge.api.calls import Call
from frankpledge.api.filling import filled
from frankpledge.api.parts import ATTACHMENTS
from frankpledge.api.routing import acts, reads, sends
from frankpledge.domain.attachments import actions
from frankpledge.domain.attachments.forms import AttachForm, TakeAwayForm
from frankpledge.domain.attachments.models import Attachment
from frankpledge.domain.attachments.permissions import GRANTS, Capability
from frankpledge.domain.attachments.queries import attachment_of, attachments_on, may_keep, thing_of
from frankpledge.domain.attachments.rules import NoSuchThing
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.registry import Subject
from frankpledge.ground.ui.pages import as_it_came

OF_THING = "/attachments/to/{subject}/{about}"
ONE = "/attachments/{uuid:attached}"
Kind = Annotated[str, Path(max_length=100, description="The kind of thing, such as action_log.action.")]
About = Annotated[str, Path(max_length=100, description="Its identifier.")]


class AttachmentOut(Schema):
    """A file put to a thing. Of one that was taken away the content is gone; when and why stay."""

    id: UUID
    number: int
    name: str
    words: str = Field(description="What it shows.")
    media_type: str
    size: int
    sha256: str
    told: list[str] = Field(description="What its sender was told of it, such as a hidden sheet.")
    added_by: str
    added_at: datetime
    taken_away_at: datetime | None
    taken_away_because: str


class AttachmentsOut(Schema):
    """A thing with the files put to it, in order."""

    title: str
    href: str
    may_keep: bool = Field(description="Whether you may put files there and take them away.")
    files: list[AttachmentOut]


def attachment_out(one: Attachment) -> AttachmentOut:
    """Return a file as it is told."""
    return AttachmentOut(
        id=one.pk, number=one.number, name=one.name, words=one.words, media_type=one.media_type, size=one.size,
        sha256=one.sha256, told=one.told, added_by=one.added_by.name, added_at=one.added_at,
        taken_away_at=one.taken_away_at, taken_away_because=one.taken_away_because,
    )  # fmt: skip


def thing_here(call: Call, kind: str, about: str, *, keeps: bool = False) -> Subject:
    """Return a thing that carries files and that whoever calls may see, and change where they keep files there."""
    call.check(GRANTS, Capability.HAVE)
    try:
        found = thing_of(kind=kind, about=about, **call.here)
    except NoSuchThing as refusal:
        raise Http404(str(refusal)) from None
    if keeps and not may_keep(kind=kind, about=about, **call.here):
        raise NotPermitted("only whoever may change this thing puts files to it or takes them away.")
    return found


def one_here(call: Call, identity: UUID, *, keeps: bool = False) -> Attachment:
    """Return a file whose thing whoever calls may see, and change where they keep files there."""
    call.check(GRANTS, Capability.HAVE)
    try:
        one = attachment_of(identity, **call.here)
    except NoSuchThing as refusal:
        raise Http404(str(refusal)) from None
    thing_here(call, one.kind, one.about, keeps=keeps)
    return one


def told(call: Call, kind: str, about: str) -> AttachmentsOut:
    """Return the files of a thing, as they stand now."""
    thing = thing_here(call, kind, about)
    found = attachments_on(kind=kind, about=about, workspace=call.workspace)
    keeps = may_keep(kind=kind, about=about, **call.here)
    return AttachmentsOut(
        title=thing.title, href=thing.href, may_keep=keeps, files=[attachment_out(one) for one in found]
    )  # fmt: skip


@reads(OF_THING, part=ATTACHMENTS, returns=AttachmentsOut)
def read_attachments(call: Call, subject: Kind, about: About) -> AttachmentsOut:
    """Read which files were put to a thing, with those that were taken away."""
    return told(call, subject, about)


@sends(OF_THING, part=ATTACHMENTS, asks=AttachForm, returns=AttachmentsOut)
def send_attachment(call: Call, subject: Kind, about: About, given: dict[str, Any], files: Any) -> AttachmentsOut:
    """Put a file to a thing that you may change. It is looked at as on its page, and kept as it came."""
    thing_here(call, subject, about, keeps=True)
    form = filled(AttachForm(given, files))
    actions.attach(
        workspace=call.workspace, kind=subject, about=about, file=form.sent(), words=form.cleaned_data["words"],
        by=call.by,
    )  # fmt: skip
    return told(call, subject, about)


@reads(ONE, part=ATTACHMENTS, returns=None)
def fetch_attachment(call: Call, attached: UUID) -> HttpResponse:
    """Fetch a file as it came, to be kept; that it left is recorded."""
    one = one_here(call, attached)
    if one.taken_away_at is not None:
        raise Http404("the file was taken away.")
    content = actions.let_out(attachment=one, by=call.by)
    return as_it_came(content, name=one.name)


@acts(f"{ONE}/take-away", part=ATTACHMENTS, asks=TakeAwayForm, returns=AttachmentsOut)
def take_attachment_away(call: Call, attached: UUID, given: dict[str, Any]) -> AttachmentsOut:
    """Take a file away, and say why. What it held is gone for good; its name and the reason stay."""
    one = one_here(call, attached, keeps=True)
    actions.take_away(attachment=one, reason=filled(TakeAwayForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, one.kind, one.about)
