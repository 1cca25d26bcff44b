"""Who may bring a chapter back: its writer, or an officer. All else is as chapters have it."""

from __future__ import annotations

from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.proposals import rules
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import Role, roles_of


def check_writer(chapter: Chapter, by: User) -> None:
    """Refuse whoever is neither the chapter's writer nor an officer, where it has a writer."""
    if chapter.writer_id in (None, by.pk) or Role.OFFICER in roles_of(by, chapter.workspace):
        return
    raise rules.WrongPerson(
        f"this chapter is written by {chapter.writer}, so another may not bring it back.",
        cure="Ask them, or an officer, to bring it back.",
    )
