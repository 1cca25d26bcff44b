"""What the pages that join apps add to the ground: the words and abbreviations, which can be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import Findable, FindableKind, ListPage, NavigationEntry
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.statute.synonyms import synonyms

__all__ = ["FINDABLE", "LIST_PAGES", "NAVIGATION"]


def _walks(user: Any, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


NAVIGATION = (
    NavigationEntry(label="Golden thread", route="web:thread", order=32, shown_to=_walks, under="plans:list"),
)
LIST_PAGES = (ListPage("web:thread_gaps", "Where the golden thread breaks", ("gap", "kind", "state", "words"), _walks),)


def _words(workspace: Workspace, _about: str) -> Iterator[Findable]:
    page = reverse("web:words", args=(workspace.slug,))
    for one in synonyms():
        title, *others = one.words
        text = f"Also: {', '.join(others)}. {one.source}."
        yield Findable(one.id, f"{title[:1].upper()}{title[1:]}", text, f"{page}#{one.id}")


FINDABLE = (
    FindableKind(
        "web.word",
        "Words and abbreviations",
        frozenset(Role),
        _words,
        order=60,
        after=("accounts.workspace_created",),
    ),
)
