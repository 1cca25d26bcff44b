"""The one policy of disclosure control: thresholds, marks, fixed tables, what is sensitive, what is exempt.

It is data in `disclosure.toml`, read by every way out. Who may release, and what was released, is not asked here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.data_sets import DataSet
from frankpledge.statute.load import BadDefinition, Confidence, record, records, toml

_FILE = "disclosure.toml"
Area = Literal["csp", "ward", "lsoa"]
Detail = Literal["type", "group"]
Period = Literal["month", "year", "three years"]
_BELOW_WARD = frozenset({"lsoa", "point", "street"})


class NotInTheseTables(Refusal, ValueError):
    """Restricted data would be shown finer than in any of the fixed tables."""


class NotOnThisMap(Refusal, ValueError):
    """A map would show where something sensitive happened, or where few things did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One number or mark of the policy, with its meaning in words, where it comes from, and how sure we are of that."""

    id: str
    value: int | float | str
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class of data: whether any of it is publishable, and whether its small counts are hidden."""

    id: Literal["open", "restricted", "casework"]
    words: str
    hides_small_counts: bool
    publishable: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A table in which restricted data may be published: which area, which detail, which period."""

    id: str
    name: str
    area: Area
    detail: Detail
    period: Period
    sensitive: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive:
    """Something sensitive: the offences, types, flags, holders, data sets and words by which it is told."""

    id: str
    name: str
    offences: tuple[str, ...]
    types: tuple[str, ...]
    flags: tuple[str, ...]
    holders: tuple[str, ...]
    data_sets: tuple[str, ...]
    words: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Types put together, for tables of small areas."""

    id: str
    name: str
    types: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """Counts that a law has published as they are."""

    id: str
    words: str
    counts: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """What never leaves, whoever approves."""

    id: str
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers and marks of the policy, each named as its row, which says what it means."""

    hidden_up_to: int
    marker: str
    missing_marker: str
    rate_decimals: int
    year_begins: int
    least_on_map: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Numbers):
    """The policy: its numbers and marks, classes of data, fixed tables, what is sensitive, exempt, and never leaves."""

    classes: tuple[Class, ...]
    geometries: tuple[Geometry, ...]
    sensitive: tuple[Sensitive, ...]
    groups: tuple[Group, ...]
    exempt: tuple[Exempt, ...]
    never: tuple[Never, ...]

    def class_of(self, name: str) -> Class | None:
        """Return a class of data by name; None for any other, which is never published."""
        return next((one for one in self.classes if one.id == name), None)

    def geometry(self, name: str) -> Geometry:
        """Return a fixed table by name; any other is refused with those there are."""
        for one in self.geometries:
            if one.id == name:
                return one
        raise NotInTheseTables(
            f"Restricted data are published in no table “{name}”.",
            cure=f"The tables are: {'; '.join(f'{one.id} ({one.name.lower()})' for one in self.geometries)}.",
        )

    def sensitivity_of(self, kind: DataSet) -> Sensitive | None:
        """Return as what a whole data set is sensitive, None where it is not."""
        return next((one for one in self.sensitive if kind.id in one.data_sets or kind.holder in one.holders), None)

    def sensitivity_of_type(self, type_name: str) -> Sensitive | None:
        """Return as what a type of street-level files is sensitive, None where it is not."""
        return next((one for one in self.sensitive if type_name in one.types), None)

    def sensitivity_in(self, *said: str) -> Sensitive | None:
        """Return as what something ready counted is sensitive by what it is called, None where nothing says so."""
        text = " ".join(said).casefold()
        return next((one for one in self.sensitive if any(word in text for word in one.words)), None)

    def group_of(self, type_name: str) -> Group:
        """Return the group of a type: the last for what is in no other."""
        return next((one for one in self.groups if type_name in one.types), self.groups[-1])

    def is_exempt(self, register: str, count: str) -> bool:
        """Return whether a law has a count of a register published as it is."""
        return any(one.id == register and count in one.counts for one in self.exempt)

    def check_map(
        self,
        *,
        area: str,
        policy: str,
        types: Collection[str] = (),
        sensitive: bool = False,
        counts: Collection[int | None] = (),
    ) -> None:
        """Refuse a map that the public may come to see: of points, of anything sensitive below a ward, or of casework.

        `types` are the types that it is of, none where it is of all of them together. Of data that hide their small
        counts no area with few events may be coloured either.
        """
        known = self.class_of(policy)
        if known is None or not known.publishable:
            raise NotOnThisMap(
                f"A map of {policy or 'data of no stated class'} is never drawn for the public.", cure="Leave it out."
            )
        if area in {"point", "street"}:
            raise NotOnThisMap(
                f"{self.never[-1].words.capitalize()} never leave.", cure="Show counts of wards, or of the partnership."
            )
        if area in _BELOW_WARD and (sensitive or any(self.sensitivity_of_type(one) for one in types)):
            names = ", ".join(one.name.lower() for one in self.sensitive)
            raise NotOnThisMap(
                f"What is sensitive ({names}) is never drawn below a ward.", cure="Draw wards, or give the count."
            )
        few = sum(1 for one in counts if one is not None and 0 < one < self.least_on_map)
        if few and known.hides_small_counts:
            raise NotOnThisMap(
                f"{few} areas have fewer than {self.least_on_map} events.",
                cure="Leave these areas without a colour, or take larger areas or a longer period.",
            )


@cache
def disclosure() -> Disclosure:
    """Return the policy that the product ships."""
    values = {one.id: one.value for one in rules()}
    tables: dict[str, Any] = {
        "classes": records(Class, _FILE, "class"),
        "geometries": records(Geometry, _FILE, "geometry"),
        "sensitive": records(Sensitive, _FILE, "sensitive"),
        "groups": records(Group, _FILE, "group"),
        "exempt": records(Exempt, _FILE, "exempt"),
        "never": records(Never, _FILE, "never"),
    }
    numbers = record(Numbers, values, where=_FILE)
    told = {each.name: getattr(numbers, each.name) for each in fields(Numbers)}
    return _checked(Disclosure(**told, **tables))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the numbers and marks of the policy, with what each means."""
    return tuple(Rule(**row) for row in toml(_FILE)["rule"])


def _checked(made: Disclosure) -> Disclosure:
    """Refuse a policy that would protect nothing, or whose groups overlap."""
    if made.hidden_up_to < 1 or made.marker == made.missing_marker:
        raise BadDefinition("small counts are hidden, and what is hidden is not marked as missing", where=_FILE)
    types = [each for group in made.groups for each in group.types]
    if len(types) != len(set(types)) or made.groups[-1].types:
        raise BadDefinition("a type is in one group, and the last group takes the rest", where=_FILE)
    return made
