"""Comments for programs: what is said about a thing and what happened to it; said, put right, taken off."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from ninja.params.functions import Query
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import COMMENTS
from frankpledge.api.routing import acts, reads
from frankpledge.ground.comments import actions
from frankpledge.ground.comments.forms import CommentForm, TakeOffForm
from frankpledge.ground.comments.permissions import GRANTS, Capability, check_may_take_off
from frankpledge.ground.comments.queries import comment_of, people_here, record_of, subject_of

ABOUT: Any = (str, Field(max_length=100, description="The identifier of the thing."))
KIND: Any = (str, Field(max_length=100, description="The kind of thing, such as action_log.action: search tells it."))


class SaidOut(Schema):
    """A comment. Of one that was taken off the words are gone, and the reason stands in their place."""

    id: UUID
    who: str
    at: datetime
    words: str
    edited: bool
    taken_off: str
    mentions: list[str]


class HappeningOut(Schema):
    """Something that was done to the thing."""

    at: datetime
    who: str
    words: str


class RecordOut(Schema):
    """A thing, what is said about it, and what happened to it lately. `more`: older events are not among them."""

    title: str
    href: str
    comments: list[SaidOut]
    happened: list[HappeningOut]
    more: bool


def told(call: Call, kind: str, about: str) -> RecordOut:
    """Return what is said about a thing that whoever calls may see."""
    one = there(record_of(kind=kind, about=about, **call.here), "thing")
    return RecordOut(
        title=one.subject.title,
        href=one.subject.href,
        comments=[SaidOut.from_orm(said) for said in one.comments],
        happened=[HappeningOut.from_orm(happening) for happening in one.happened],
        more=one.more,
    )


@reads("/comments", part=COMMENTS, returns=RecordOut)
def read_comments(
    call: Call,
    kind: Annotated[str, Query(max_length=100, description="The kind of thing, as the search tells it.")],
    about: Annotated[str, Query(max_length=100, description="Its identifier.")],
) -> RecordOut:
    """Read what is said about a thing, and what happened to it."""
    call.check(GRANTS, Capability.COMMENT)
    return told(call, kind, about)


@acts("/comments", part=COMMENTS, asks=CommentForm, also={"kind": KIND, "about": ABOUT}, returns=RecordOut, status=201)
def add_comment(call: Call, given: dict[str, Any]) -> RecordOut:
    """Say something about a thing. A file is put to what you said as to any other thing: comments.comment."""
    call.check(GRANTS, Capability.COMMENT)
    kind, about = given.pop("kind"), given.pop("about")
    there(subject_of(kind=kind, about=about, **call.here), "thing to comment on")
    form = filled(CommentForm(given, people=people_here(call.workspace)))
    words = form.cleaned_data["words"]
    actions.comment(
        workspace=call.workspace, kind=kind, about=about, words=words, mentions=form.mentions, by=call.by
    )  # fmt: skip
    return told(call, kind, about)


@acts("/comments/{uuid:comment}", part=COMMENTS, asks=CommentForm, returns=RecordOut, method="PUT")
def edit_comment(call: Call, comment: UUID, given: dict[str, Any]) -> RecordOut:
    """Put your own comment right, within minutes of saying it."""
    call.check(GRANTS, Capability.COMMENT)
    one = comment_of(comment, **call.here)
    form = filled(CommentForm(given, people=people_here(call.workspace)))
    actions.edit_comment(comment=one, words=form.cleaned_data["words"], mentions=form.mentions, by=call.by)
    return told(call, one.kind, one.about)


@acts("/comments/{uuid:comment}/take-off", part=COMMENTS, asks=TakeOffForm, returns=RecordOut)
def take_off_comment(call: Call, comment: UUID, given: dict[str, Any]) -> RecordOut:
    """Take a comment off. Its words are gone, the reason stays."""
    call.check(GRANTS, Capability.COMMENT)
    one = comment_of(comment, **call.here)
    check_may_take_off(one, call.by)
    form = filled(TakeOffForm(given))
    actions.take_off_comment(comment=one, reason=form.cleaned_data["reason"], by=call.by)
    return told(call, one.kind, one.about)


@acts("/comments/{uuid:comment}/read", part=COMMENTS, returns=RecordOut)
def read_mention(call: Call, comment: UUID) -> RecordOut:
    """Note that you have read a comment that mentions you."""
    call.check(GRANTS, Capability.COMMENT)
    one = comment_of(comment, **call.here)
    actions.read_mention(comment=one, by=call.by)
    return told(call, one.kind, one.about)
