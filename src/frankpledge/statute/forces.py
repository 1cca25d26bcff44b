"""The police forces that publish on data.police.uk, and the several names that each goes by.

Forty-three territorial forces of England and Wales with their police force areas, the British Transport Police, and the
Police Service of Northern Ireland.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, Confidence, records


class UnknownForce(Refusal, ValueError):
    """No force goes by this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A force: its slug and "Reported by" name on data.police.uk, its police force area, and other names.

    The transport police and Northern Ireland have no police force area of England and Wales: code and name are None.
    """

    slug: str
    reported_by: str
    pfa_code: str | None
    pfa_name: str | None
    nation: Literal["england", "wales", "northern-ireland", "both"]
    aliases: tuple[str, ...]
    source: str
    confidence: Confidence

    @property
    def is_territorial(self) -> bool:
        """Whether it polices an area of England or Wales."""
        return self.pfa_code is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and code that it goes by."""
        return tuple(
            name for name in (self.slug, self.reported_by, self.pfa_code, self.pfa_name, *self.aliases) if name
        )


def forces() -> tuple[Force, ...]:
    """Return all forces in the order of their slugs, the non-territorial ones last."""
    return _forces()


def force(name: str) -> Force:
    """Return the force of a slug, a "Reported by" name, a police force area's code or name, or an alias.

    Case, punctuation and "&" for "and" make no difference; `UnknownForce` otherwise.
    """
    found = find_force(name)
    if found is None:
        raise UnknownForce(f"{name!r} is not a police force that data.police.uk publishes.", cure="Check the spelling.")
    return found


def find_force(name: str) -> Force | None:
    """Return the force of a name as `force` does, or None where there is none (an invented force has none)."""
    return _by_name().get(_key(name))


def _key(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold().replace("&", " and ")))


@cache
def _forces() -> tuple[Force, ...]:
    return records(Force, "forces.csv")


@cache
def _by_name() -> dict[str, Force]:
    return _index(_forces())


def _index(found: tuple[Force, ...]) -> dict[str, Force]:
    """Return the forces by each of their names, made alike; two forces of one name are refused."""
    known: dict[str, Force] = {}
    for each in found:
        for name in each.names:
            if known.setdefault(_key(name), each) is not each:
                raise BadDefinition(f"{name} is the name of two forces: {known[_key(name)].slug} and {each.slug}")
    return known
