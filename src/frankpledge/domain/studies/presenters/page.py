"""What every study is on a page: a finding, facts, parts with a picture or a table and their method, parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from frankpledge.charts.chart import Chart
from frankpledge.charts.words import Words
from frankpledge.domain.disclosure.rules import Cell, Policy
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import Subject
from frankpledge.ground.ui.parts import Choice, Fact, Table
from frankpledge.lake.areas import kind_in_words

WIDE, HALF, NARROW = 1136, 540, 354
LONGEST_TITLE = 86
Line = tuple[str, float | None, tuple[object, ...]]  # the key of a row, its number, its cells


@dataclass(frozen=True)
class Picture:
    """One chart, for a wide page and for a phone; `draw` draws it for any other width, such as a document's."""

    wide: Chart
    narrow: Chart
    draw: Callable[[int], Chart]


@dataclass(frozen=True)
class File:
    """One table as it leaves: its name in the address, what it is, its cells, and the rows with their head."""

    name: str
    what: str
    cells: tuple[Cell, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    source: str = ""
    generated: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a study. A picture brings its own title; `absent` says in words why there is nothing to show.

    `half` is a picture that was drawn for half of a wide page.
    """

    ref: str
    title: str
    picture: Picture | None = None
    table: Table | None = None
    method: str = ""
    words: str = ""
    absent: str = ""
    file: File | None = None
    half: bool = False


@dataclass(frozen=True)
class StudyPage:
    """Everything on the page of a study, in the order in which it is read."""

    caption: str
    title: str
    lede: str
    known: str
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    cautions: tuple[str, ...] = ()
    events: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> tuple[File, ...]:
        """Return the tables that can be fetched as files."""
        return tuple(part.file for part in self.parts if part.file)


@dataclass(frozen=True)
class Frame:
    """What the parts of one study share: its question, its figures' source, and where its pages lie."""

    slug: str
    study: str
    subject: Subject
    extra: tuple[tuple[str, str], ...] = field(default=())

    @property
    def asked(self) -> Asked:
        """Return the question."""
        return self.subject.asked

    @property
    def caption(self) -> str:
        """Return the line above the title."""
        e = self.subject.explored
        what = say.capital(say.subject(e.what))
        return f"{e.name} ({kind_in_words(self.asked.area.kind)}) · {what} · {e.window.label}"

    def words(self, name: str, title: str, subtitle: str, *, source: str = "") -> Words:
        """Return the words of a picture, with source and cut-off; a source of its own brings its own cut-off."""
        told = source or f"{self.subject.source}. {self.subject.cut_off}"
        return Words(
            name=name,
            title=short(title),
            subtitle=subtitle,
            source=f"{told}.",
            generated=self.asked.generated,
        )

    def file(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Line],
        *,
        source: str = "",
        policy: Policy = Policy.OPEN,
        count: bool = True,
    ) -> File:
        """Return a table as it leaves: each row with its key, its number and its cells, framed by area and source."""
        of = self.subject
        told = source or of.source
        lines = tuple((of.name, self.asked.what, str(of.window), *cells, told, of.cut_off) for _, _, cells in rows)
        return File(
            name=name,
            what=f"{name} of {self.asked.what} in {of.name}",
            cells=tuple(Cell(key=key, value=value, policy=policy, count=count) for key, value, _ in rows),
            head=("area", "what", "period", *head, "source", "cut_off"),
            rows=lines,
            source=f"{told}." if source else f"{told}. {of.cut_off}.",
            generated=self.asked.generated,
        )


def drawn(draw: Callable[[int], Chart], *, wide: int = WIDE) -> Picture:
    """Return a chart drawn for a wide page and for a phone."""
    return Picture(draw(wide), draw(NARROW), draw)


def mapped(frame: Frame) -> str:
    """Return the source of a map: of the counts, and of the outlines."""
    origin = "outlines are invented" if frame.asked.generated else "boundaries: Office for National Statistics, OGL v3"
    return f"{frame.subject.source}; {origin}. {frame.subject.cut_off}"


def short(title: str) -> str:
    """Return a title at most as long as a title may be."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip(' ,;')}…"


def address(slug: str, study: str, query: str) -> str:
    """Return the address of a study of a question."""
    return f"{reverse('studies:study', args=(slug, study))}?{query}"


def signed(value: float, decimals: int = 0) -> str:
    """Return a part of a change with its sign; what rounds to nothing has none."""
    rounded = round(value, decimals)
    return f"{rounded:+,.{decimals}f}".replace("-", "−") if rounded else "0"


def at(chosen: str, orders: Sequence[tuple[str, str]], link: Callable[[str], str]) -> tuple[Choice, ...]:
    """Return a row of choices of a parameter; the chosen one has no address."""
    return tuple(Choice(words, "" if key == chosen else link(key)) for key, words in orders)
