"""Which role may do what, read from the table of grants of every app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.ui.parts import Column, Row, Table

YES, NO = "may", "–"


@dataclass(frozen=True)
class Part:
    """What one app guards, and which role may do it."""

    title: str
    grants: Mapping[StrEnum, frozenset[Role]]

    @property
    def table(self) -> Table:
        """Return the grants as a table: a row for each thing to do, a column for each role."""
        return Table(
            caption=self.title,
            columns=(Column("To"), *(Column(role.label) for role in Role)),
            rows=tuple(Row((words(one), *(mark(role in may) for role in Role))) for one, may in self.grants.items()),
            caption_hidden=True,
            stacked=False,
        )


def parts() -> Iterator[Part]:
    """Yield the table of grants of every app that guards anything, lowest layer first."""
    for config in apps.get_app_configs():
        if config.name.startswith("frankpledge.") and find_spec(f"{config.name}.permissions"):
            yield Part(
                str(config.label).replace("_", " ").capitalize(), import_module(f"{config.name}.permissions").GRANTS
            )


@cache
def matrix_page() -> tuple[Part, ...]:
    """Return every part, which does not change while the product runs."""
    return tuple(parts())


def words(capability: StrEnum) -> str:
    """Return a capability as what somebody does."""
    return capability.value.split(".")[-1].replace("_", " ")


def mark(may: bool) -> str:
    """Return whether a role may, in a word."""
    return YES if may else NO
