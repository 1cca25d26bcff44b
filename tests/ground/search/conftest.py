"""A workspace with a few invented things that can be found, registered as an app would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import Findable, FindableKind
from frankpledge.ground.search import registry
from frankpledge.ground.search.actions import rebuild
from tests.ground.people import new_workspace

LONG_AGO, LATELY = datetime(2019, 5, 1, tzinfo=UTC), datetime(2026, 1, 20, tzinfo=UTC)
NOTES = {
    "sheds": ("Burglaries of sheds", "Police recorded 41 burglaries of sheds and garages in the year.", LONG_AGO),
    "homes": ("Burglary of homes", "A burglar rarely travels far. The board asked for a plan.", LATELY),
    "abuse": ("Domestic abuse", "Reports of domestic abuse rose; the MARAC heard 120 cases.", LATELY),
    "dva": ("DVA services", "Commissioned services for people who were hurt at home.", LATELY),
    "asb": ("Anti-social behaviour", "ASB was reported in the night-time economy.", LATELY),
    "trigger": ("Community trigger", "Two victims asked for an ASB case review.", LONG_AGO),
    "group": ("Clinical Commissioning Group", "It sat on the board until June 2022.", LONG_AGO),
    "force": ("2025/26 figures", "Known on data.police.uk, E08000012, alcohol/drugs by Ynys Môn.", LATELY),
    "silent": ("<b>Nothing</b> & all", "A ‘quoted’ <script>alert(1)</script> word: neighbourhood.", LATELY),
}
SECRETS = {"marks": ("Burglary marks", "What one agency thought of burglary, for the officer alone.", LATELY)}


@dataclass
class Shelf:
    """What an app keeps, by workspace: changed by tests as an app's own rows would be."""

    notes: dict[str, tuple[str, str, datetime]] = field(default_factory=lambda: dict(NOTES))
    secrets: dict[str, tuple[str, str, datetime]] = field(default_factory=lambda: dict(SECRETS))
    read: list[str] = field(default_factory=list)

    def of(self, kept: dict[str, tuple[str, str, datetime]], workspace: Workspace, about: str) -> Iterator[Findable]:
        """Yield what is kept for a workspace, or one of it."""
        self.read.append(about or "all")
        for name, (title, text, at) in kept.items():
            if not about or name == about:
                yield Findable(name, title, text, f"/w/{workspace.slug}/notes/{name}/", at)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return what can be found: notes for members and officers, secrets for officers alone."""
    made = Shelf()
    readers, officers = frozenset({Role.OFFICER, Role.MEMBER}), frozenset({Role.OFFICER})
    kinds = (
        FindableKind(
            "test.note", "Notes", readers, lambda w, a: made.of(made.notes, w, a), order=1, after=("test.all",)
        ),
        FindableKind("test.secret", "Secrets", officers, lambda w, a: made.of(made.secrets, w, a), order=2),
    )
    monkeypatch.setattr(registry, "FINDABLE", kinds, raising=False)
    return made


@pytest.fixture
def place(db: None, shelf: Shelf) -> Workspace:
    """Return a workspace whose index was built."""
    workspace = new_workspace()
    rebuild(workspace)
    return workspace
