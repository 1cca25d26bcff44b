"""The figures of one profile: each is written down once, with source, period, base and cut-off, and quoted by key."""

from __future__ import annotations

from dataclasses import dataclass, field

from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.page import signed
from frankpledge.domain.studies.queries.series import Subject
from frankpledge.domain.supplied.queries.points import OwnEvents
from frankpledge.ground.documents.blocks import Figure

RESTRICTED = "restricted"


@dataclass
class Book:
    """Collects the figures of a profile. `own` are the partnership's own records of the problem, None without any."""

    subject: Subject
    own: OwnEvents | None
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """Return the question that the profile answers."""
        return self.subject.asked

    def add(self, key: str, display: str, label: str, value: float, **known: object) -> str:
        """Write a figure down and return its key; what is not said of it is that of the profile as a whole."""
        of = self.subject
        told: dict[str, object] = {
            "area": of.name,
            "period": of.window.label,
            "source": of.source,
            "cut_off": of.cut_off,
            "generated": self.asked.generated,
            "inputs": ({"what": "manifest", "value": self.asked.snapshot.manifest.id},),
            **known,
        }
        self.figures[key] = Figure(key=key, display=display, label=label, value=value, **told)  # type: ignore[arg-type]
        return key

    def count(self, key: str, label: str, value: int, **known: object) -> str:
        """Write down a count of what was recorded."""
        return self.add(key, f"{value:,}", label, value, **{"unit": "recorded", **known})

    def change(self, key: str, label: str, value: float, **known: object) -> str:
        """Write down a difference with its sign."""
        return self.add(key, signed(value), label, value, **{"unit": "recorded", **known})

    def share(self, key: str, label: str, part: float, of: str, **known: object) -> str:
        """Write down a share between 0 and 1 as a percentage; `of` says of what."""
        return self.add(key, f"{part:.0%}", label, 100 * part, **{"unit": "%", "denominator": of, **known})

    def theirs(self) -> dict[str, object]:
        """Return what is said of a figure from the partnership's own records: whose they are, and that they are."""
        own = self.own
        if own is None:
            return {}
        return {
            "source": f"{own.supplier}, {own.data_set}",
            "cut_off": f"As known on {day_in_words(own.known_on)}",
            "policy": RESTRICTED,
            "inputs": ({"what": "records", "value": own.rows, "releases": list(own.releases)},),
        }
