"""What comments add to the ground: their sentences, and on "This quarter" what mentions the reader."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.ground.comments.findable import SUBJECTS
from frankpledge.ground.comments.queries import subject_of, unread_mentions
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need
from frankpledge.ground.telling import News, NewsKind, NewsRequest

__all__ = ["AUDIT_SENTENCES", "HOME", "NEWS", "SUBJECTS"]

AUDIT_SENTENCES = {
    "comments.comment_made": "commented",
    "comments.comment_edited": "put a comment right",
    "comments.comment_taken_off": "took a comment off",
    "comments.mention_read": "read a comment that mentions them",
}
MENTIONS_SHOWN = 6


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the unread mentions of the reader, each leading to its comment. What was said is not repeated there."""
    return HomeContribution(needs=tuple(_needs(asked)))


def _needs(asked: HomeRequest) -> Iterator[Need]:
    for mention in unread_mentions(workspace=asked.workspace, viewer=asked.viewer)[:MENTIONS_SHOWN]:
        one = mention.comment
        thing = subject_of(kind=one.kind, about=one.about, workspace=asked.workspace, viewer=asked.viewer)
        if thing is not None:
            href = f"{thing.href}#comment-{one.pk}"
            yield Need(f"{one.by.name} mentioned you", href, thing.title, tag=f"{one.at.day} {one.at:%b}")


def _mentions(asked: NewsRequest) -> Iterator[News]:
    """Yield the unread mentions of a person. Neither what was said nor what about is for a mail."""
    for mention in unread_mentions(workspace=asked.workspace, viewer=asked.viewer):
        one = mention.comment
        thing = subject_of(kind=one.kind, about=one.about, workspace=asked.workspace, viewer=asked.viewer)
        if thing is not None:
            when = f"A comment of {one.at.day} {one.at:%B} mentions you"
            yield News(f"mention:{mention.pk}", thing.title, f"{thing.href}#comment-{one.pk}", when, one.by.name)


NEWS = (NewsKind("comments.mentions", "Mentions of you in comments", _mentions, order=10, at_once=True),)
