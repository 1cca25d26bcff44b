"""What apps tell the ground about themselves. What is told of people and of time is in `telling`.

Each app may have a `registry.py`; the ground reads it and never names an app. It may hold, under these names:
`NAVIGATION` (a tuple of `NavigationEntry`), `AUDIT_SENTENCES` (verb to sentence), `JOBS` (name to function),
`SCHEDULES` (name of a job to the `Timetable` by which it begins by itself, with the day as its argument `on`), `LINKS`
(name to what a link without an account may be for), `HOME` (a function of `HomeRequest` to `HomeContribution`), `USES`
(a function of `UseRequest` to what was read from the evidence at those states: `Use`), `HOLDINGS` (a function of
`HoldingsRequest` to what a person holds that needs a next owner: `Holding`), `FIGURES` and `CLAIMS` (tuples of what a
sentence may quote and claim, of the types that their reader defines), `PAPER_PAGES` (kind of paper to a function of the
paper to its page), `FINDABLE` (a tuple of `FindableKind`: what the search finds), `SUBJECTS` (a tuple of `SubjectKind`:
what people comment on, and whose history is told), `ON_EVENT` (a function of an event of the ledger, called in the
transaction that records it), `DUTIES` (name of a duty to a function of `SeenRequest` to what the app itself holds that
proves it: `Seen`), `LIST_PAGES` (a tuple of `ListPage`: of which lists views are saved), `VERSIONED` (a tuple of what
`ground.versions` defines: of what it is kept how it stood), `NEWS` (a tuple of `NewsKind`: what a person is told of by
e-mail and on their page of notices), `CHASERS` (a tuple of `Chaser`: what organisations are reminded of that they
undertook), `OFFERS` (a function of a workspace to the roles that people without an account would have: `Offer`),
`SOURCES` (the first word of a role's source to a function of the workspace and the rest that says in words what the
role follows from), `STUDIES` (a tuple of ways to look deeper into an answer, of the type that their pages define),
`BESIDE` (a function of `BesideRequest` to what an app says on the page of a thing that is another's: `Beside`, or
None), `AGENDAS` (a function of `AgendaRequest` to the meetings to come of a group, each of which takes an item:
`Agenda`), `DECISIONS` (what bodies decided: see `telling`), `HAPPENED` (what happened that a chart may show: see
`telling`), `TOKEN_PARTS` (name of a part that programs reach to its words), `SAID_FILES` (how files come to comments:
`SaidFiles`), `FOUND_WITH` (a function of a workspace, a kind and the identifiers of its things to words by which each
is found besides its own).
`DELIVERIES` (a function that sends what an app writes to people of its own and is due, and returns how much went).
`STARTED` (a function of `SeenRequest` to what starts a clock of a duty: see `telling`),
`CASEWORK` (a tuple of `CaseKind` of `ground/sealed`: the cases that an app keeps under seal, and how one goes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any
from uuid import UUID

from django.apps import apps


@dataclass(frozen=True)
class NavigationEntry:
    """One word of the main navigation. `route` is a URL name that takes the workspace's `slug` and nothing else.

    The entry is current on every page whose address begins with its own. `shown_to(user, workspace)` may hide it.
    With `under`, the route of another entry, it stands on that one's page (`{% beneath %}`), not in the navigation.
    """

    label: str
    route: str
    order: int
    shown_to: Callable[[Any, Any], bool] = field(default=lambda user, workspace: True)
    under: str = ""


@dataclass(frozen=True)
class HomeRequest:
    """For whom, where and when the page "This quarter" is being made."""

    workspace: Any
    viewer: Any
    today: date


@dataclass(frozen=True)
class Need:
    """One thing that waits for the reader: what to do, where, and why in a sentence. `tag` is its date in words."""

    title: str
    href: str
    words: str
    due: date | None = None
    tag: str = ""
    late: bool = False


@dataclass(frozen=True)
class Step:
    """A place on the golden thread. state: done | part | now | to_come."""

    title: str
    words: str
    state: str
    order: int
    href: str = ""


@dataclass(frozen=True)
class HomeSection:
    """A section that the app draws itself, from its own template. place: main | side | wide."""

    title: str
    template: str
    context: dict[str, Any]
    order: int = 50
    place: str = "main"
    note: str = ""


@dataclass(frozen=True)
class UseRequest:
    """For whom, and of which states of the evidence (manifests), it is asked what was read from it."""

    workspace: Any
    viewer: Any
    manifests: frozenset[str]

    def reads(self, manifest: str) -> bool:
        """Return whether one of the states stands in a name that may join several with "+"."""
        return not self.manifests.isdisjoint(manifest.split("+"))


@dataclass(frozen=True)
class Use:
    """One thing that was read from the evidence at one of those states, and what holds of it."""

    title: str
    href: str
    words: str


@dataclass(frozen=True)
class SeenRequest:
    """Of whose duties, and of which year (2025/26), it is asked what an app holds that proves them.

    `on` is the last day of the year that can be looked back on: for what stands and has no day of its own. `shared` is
    for an app that answers for many duties from one reading.
    """

    workspace: Any
    year: str
    on: date
    shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Seen:
    """One thing that an app holds and that proves a duty: its day, what it is, and its page.

    `key` says for which period of the duty (2025/26, 2025/26 Q1); it is empty for one that stands always.
    """

    key: str
    on: date
    words: str
    href: str


@dataclass(frozen=True)
class HoldingsRequest:
    """In which workspace it is asked what a person holds that somebody else must take over when they leave."""

    workspace: Any
    person: Any


@dataclass(frozen=True)
class Holding:
    """One open thing of a person: what it is, where, and how it is handed over.

    `hand_over(to, by)` is the app's own action; whoever calls it has asked whether `by` may. It runs in the transaction
    in which the person leaves, and refuses where the next owner may not hold it.
    """

    title: str
    href: str
    words: str
    hand_over: Callable[[Any, Any], None]


@dataclass(frozen=True)
class HomeContribution:
    """What one app brings to "This quarter". Every part may be empty; the page then says what to do first."""

    needs: tuple[Need, ...] = ()
    waits: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()
    sections: tuple[HomeSection, ...] = ()


@dataclass(frozen=True)
class Findable:
    """One thing that can be found: its identifier within its kind, its name, its words, and where it is shown.

    `href` may name a place on a page ("…#chapter-2"). `changed_at` is None for what does not change with time.
    """

    about: str
    title: str
    text: str
    href: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class FindableKind:
    """A kind of thing that can be found, and who may find it: whoever holds one of the roles.

    `kind` is the model's label in small letters where its things are rows ("engagement.exercise"): an event of the
    ledger about one of them has that one read again. After an event whose verb begins with one of `after`, all are.
    `read(workspace, about)` returns the things of a workspace, or the one so named; never restricted casework.
    """

    kind: str
    label: str
    roles: frozenset[Any]
    read: Callable[[Any, str], Iterable[Findable]]
    order: int = 50
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """One thing as a person may see it: its title and page, and which events of the ledger tell its history.

    `events` are kinds of subject with their identifiers; `facts` are names and values that an event may hold instead.
    `chains` are the chains of the ledger to look in besides the workspace's own; `besides` are moments, who and what
    that no ledger holds.
    """

    title: str
    href: str
    events: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[tuple[str, str], ...] = ()
    chains: tuple[UUID, ...] = ()
    besides: tuple[tuple[datetime, str, str], ...] = ()


@dataclass(frozen=True)
class SubjectKind:
    """A kind of thing that has a page of its own, on which people comment and its history is told.

    `one(workspace, viewer, about)` returns the thing of that identifier; None where there is none that they may see.
    `label` is what one is called in a sentence: "an exercise". `comments` is false where people speak otherwise there,
    `history` where the page tells its own. `matter`: one group may send such a thing up to another.
    """

    kind: str
    label: str
    one: Callable[[Any, Any, str], Subject | None]
    comments: bool = True
    history: bool = True
    matter: bool = False
    keeps: Callable[[Any, Any, str], bool] | None = None  # may the person put files to it? Without it none are there.


@dataclass(frozen=True)
class BesideRequest:
    """On the page of which thing, and for whom, it is asked what other apps have to say there.

    `matter`: the thing is of a kind that one group may send up to another.
    """

    workspace: Any
    viewer: Any
    kind: str
    about: str
    today: date
    matter: bool = False


@dataclass(frozen=True)
class Beside:
    """What an app says on the page of another's thing: what there is, what the reader may do, what it draws itself.

    place: main | side | top, of which the page gives the last two; what it draws itself names its own.
    """

    title: str
    needs: tuple[Need, ...] = ()
    deeds: tuple[tuple[str, str], ...] = ()
    drawn: HomeSection | None = None
    place: str = "main"


@dataclass(frozen=True)
class SaidFiles:
    """How files come to comments: `asks` says what is kept, `look(name, content)` refuses any other beforehand.

    `keep(comment, name, content, seen, by)` keeps one within the act that makes the comment. `of(workspace, comments)`
    returns what is listed under each by its identifier, drawn by `template` as `lines`.
    """

    asks: str
    look: Callable[[str, bytes], Any]
    keep: Callable[[Any, str, bytes, Any, Any], None]
    of: Callable[[Any, Iterable[UUID]], Mapping[UUID, tuple[Any, ...]]]
    template: str


@dataclass(frozen=True)
class AgendaRequest:
    """Of which group the meetings to come are asked for, by its identifier, and for whom."""

    workspace: Any
    viewer: Any
    body: UUID
    today: date


@dataclass(frozen=True)
class Agenda:
    """A meeting to come: the subject that it is, its day and page. `put(title, asks, by)` adds an item to its agenda.

    `put` is the app's own action, refused where `by` may not; it returns the item in words ("item 7"). `under`: the
    item that takes up by itself whatever was sent up; empty where there is none.
    """

    kind: str
    about: str
    title: str
    on: date
    href: str
    put: Callable[[str, str, Any], str]
    under: str = ""


@dataclass(frozen=True)
class ListPage:
    """A list of which views are saved: its route, which takes the workspace's `slug` alone, and what it may be asked.

    `shown_to(user, workspace)` says who may see it.
    """

    route: str
    label: str
    asks: tuple[str, ...]
    shown_to: Callable[[Any, Any], bool]


def told(name: str) -> Iterator[tuple[str, Any]]:
    """Yield (app label, value) for every app of ours whose `registry.py` holds `name`."""
    for label, registry in registries():
        value = getattr(registry, name, None)
        if value is not None:
            yield label, value


@cache
def registries() -> tuple[tuple[str, ModuleType], ...]:
    """Return (app label, module) for every app of ours that has a `registry.py`, lowest layer first."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("frankpledge.")]
    having = [config for config in ours if find_spec(f"{config.name}.registry")]
    return tuple((config.label, import_module(f"{config.name}.registry")) for config in having)
