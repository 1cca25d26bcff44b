"""What a study is: how it is called, what makes its page, and what it may be asked besides its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from frankpledge.domain.explorer.presenters.pictures import chart_event
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.page import StudyPage
from frankpledge.domain.studies.presenters.refused import refused_page
from frankpledge.domain.studies.queries.series import subject
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import told
from frankpledge.refusal import Refusal
from frankpledge.statute.events import Event


@dataclass(frozen=True)
class Choices:
    """For whom a study is made, and what its address says besides the question: by name, every value in order."""

    workspace: Workspace | None
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Return how addresses call the workspace; empty for nobody's in particular."""
        return self.workspace.slug if self.workspace else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value that is given under a name, each once."""
        return tuple(dict.fromkeys(filter(None, self.given.get(name, ()))))

    def one(self, name: str, offered: tuple[str, ...]) -> str:
        """Return the value that is given under a name if it is offered, else the first of those that are."""
        return next((value for value in self.all(name) if value in offered), offered[0])

    def kept(self, *, without: str = "") -> tuple[tuple[str, str], ...]:
        """Return what is given, name by name, but for one of them."""
        return tuple((name, value) for name in self.given if name != without for value in self.all(name))

    def query(self, *, without: str = "") -> str:
        """Return what is given as the end of an address, but for one name."""
        kept = self.kept(without=without)
        return f"&{urlencode(kept)}" if kept else ""


@dataclass(frozen=True)
class Option:
    """One value of a parameter, in words, and whether it is chosen."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Control:
    """A parameter of a study on its page: links of which one is chosen, or boxes of which many may be ticked.

    `button` is what sends the boxes; `near` suggests what else may be written beside them. `fields` are numbers to be
    written instead: the name of each in the address, its label, and what was written.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    button: str = ""
    near: tuple[str, ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()


def _none(_asked: Asked, _choices: Choices) -> tuple[Control, ...]:
    return ()


@dataclass(frozen=True)
class Study:
    """One way to look deeper: what it is called, which question it answers, and what makes its page.

    `takes` are the names of what its address may say besides the question, `controls` how that is chosen on the page.
    """

    name: str
    title: str
    question: str
    refused: str
    make: Callable[[Asked, Choices], StudyPage]
    order: int
    uses_level: bool = False
    takes: tuple[str, ...] = ()
    controls: Callable[[Asked, Choices], tuple[Control, ...]] = _none


def studies() -> Mapping[str, Study]:
    """Return every study that an app tells of, by its name, in the order of a list."""
    found = [study for _, of in told("STUDIES") for study in of]
    return {study.name: study for study in sorted(found, key=lambda one: one.order)}


def study_page(study: Study, asked: Asked, choices: Choices) -> StudyPage:
    """Return the page of a study; where the evidence does not allow it, the page that says why."""
    try:
        page = study.make(asked, choices)
    except Refusal as refusal:
        page = refused_page(refusal, asked, study.refused)
    return replace(page, events=_events(asked))


def _events(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return what is registered in the months of a question: when, and what it was."""
    try:
        found = subject(asked).events
    except Refusal:
        return ()
    return tuple((_when(event), chart_event(event).words) for event in found)


def _when(event: Event) -> str:
    return event.first.label if event.first == event.last else f"{event.first.label} to {event.last.label}"
