"""The figures of one document: each is written down once, with all that a reader may ask of it, and quoted by key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from frankpledge.analysis.rates import Rate
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.months import Months, months_of
from frankpledge.domain.evidence.queries.reading import AreaReading, SourceLine
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.supplied.queries.partners import own_sources
from frankpledge.ground.documents.blocks import Figure
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

_MOST_ANSWERS = 200
_answers: OrderedDict[Hashable, Any] = OrderedDict()
_guard = Lock()

SOURCE = "data.police.uk, street-level recorded crime and anti-social behaviour"


def whole(number: float) -> str:
    """Return a count as it is printed: 1,968."""
    return f"{number:,.0f}".replace("-", "−")


def signed_percent(ratio_percent: float) -> str:
    """Return a change as it is printed: +17%, −3%, and 0% without a sign."""
    return f"{round(ratio_percent):+d}%".replace("-", "−").replace("+0%", "0%")


def one_place(number: float) -> str:
    """Return a rate as it is printed in a table: 10.1."""
    return f"{number:,.1f}"


def _kept(asked: Hashable, answer: Callable[[], Any]) -> Any:
    """Return the answer that was given before to the same question, or give it now and keep the last so many."""
    with _guard:
        if asked in _answers:
            _answers.move_to_end(asked)
            return _answers[asked]
    found = answer()
    with _guard:
        _answers[asked] = found
        while len(_answers) > _MOST_ANSWERS:
            _answers.popitem(last=False)
    return found


@dataclass
class Ledger:
    """Collects the figures of a document about one area.

    `known` is what the partnership knew when the document was drawn up: an exhibit over other evidence than the
    reading's asks it, and is empty where it is None.
    """

    reading: AreaReading
    known: Known | None = None
    figures: dict[str, Figure] = field(default_factory=dict)

    def ask(self, question: str, answer: Callable[[Snapshot, Area], Any]) -> Any:
        """Return what the open evidence answers about the area, None where no evidence is given.

        The answer to a question is kept for a state of the evidence, an area, a window and the events registered, since
        exhibits that show different sides of one answer are drawn one by one.
        """
        if self.known is None:
            return None
        open_, reading = self.known.open, self.reading
        asked = (str(open_.root), open_.manifest.id, reading.kind, reading.code, str(reading.window), reading.events)
        return _kept((*asked, question), lambda: answer(open_, find(open_, reading.code, kind=reading.kind)))

    @property
    def sources(self) -> tuple[SourceLine, ...]:
        """Return the data sets that the document rests on: the open ones of the area, then the partnership's own."""
        return (*self.reading.sources, *(own_sources(self.known) if self.known else ()))

    def months(self) -> Months | None:
        """Return all that street-level files hold of the area, month by month and type by type."""
        found: Months | None = self.ask("months", lambda open_, area: months_of(open_, area, self.reading.window))
        return found

    def add(self, key: str, display: str, label: str, **known: object) -> str:
        """Write a figure down and return its key. Two different figures under one key is an error."""
        figure = Figure(
            key=key,
            display=display,
            label=label,
            **{  # type: ignore[arg-type]  # the caller's keywords are Figure's own fields
                "area": self.reading.name,
                "period": self.reading.span,
                "source": SOURCE,
                "cut_off": self.reading.cut_off,
                "generated": self.reading.generated,
                **known,
            },
        )
        if self.figures.setdefault(key, figure) != figure:
            raise ValueError(f"two figures called {key}")
        return key

    def count(self, key: str, label: str, value: int, **known: object) -> str:
        """Write down a count, read from the lake."""
        inputs = (
            {
                "what": "rows of street-level files",
                "value": value,
                "releases": list(self.reading.releases),
            },
        )
        return self.add(key, whole(value), label, value=value, unit="recorded", inputs=inputs, **known)

    def rate(self, key: str, label: str, rate: Rate, *, places: int = 1, **known: object) -> str:
        """Write down a rate with its interval, denominator and method."""
        return self.add(
            key,
            f"{rate.value:,.{places}f}",
            label,
            value=rate.value,
            unit=f"per {rate.per:,}",
            denominator=f"{whole(rate.population)} residents, mid-{self.reading.people_year}",
            method=f"95% interval {rate.lower:,.1f} to {rate.upper:,.1f}, {rate.method}",
            caveat=self.reading.people_flag,
            inputs=(
                {"what": "events", "value": rate.events},
                {"what": "residents", "value": rate.population},
            ),
            **known,
        )

    def share(self, key: str, label: str, count: int, total: int, *, places: int = 0, **known: object) -> str:
        """Write down a share of a total as a percentage."""
        value = 100 * count / total
        return self.add(
            key,
            f"{value:.{places}f}%",
            label,
            value=value,
            unit="%",
            denominator=whole(total),
            inputs=({"what": "count", "value": count}, {"what": "total", "value": total}),
            **known,
        )
