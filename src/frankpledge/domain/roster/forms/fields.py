"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.bodies.queries.register import Register
from frankpledge.ground.ui.forms import day

Choices = list[tuple[str, str]]


def first_day(label: str = "From", **more: Any) -> forms.DateField:
    """Return a field for a first day."""
    return day(label, help_text=more.pop("help_text", "The first day on which it holds."), **more)


def text(label: str, **more: Any) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000, required=False, **more
    )


def kinds(enum: Any, *, blank: str = "") -> Choices:
    """Return the choices of a kind."""
    return [*([("", blank)] if blank else []), *((kind.value, kind.label) for kind in enum)]


def organisations(register: Register, *, without: Iterable[UUID] = (), blank: str = "") -> Choices:
    """Return the organisations that have not ended, by name."""
    left = set(without)
    found = [one for one in register.organisations.values() if one.until is None and one.pk not in left]
    ordered = sorted(found, key=lambda one: one.name.casefold())
    return [*([("", blank)] if blank else []), *((str(one.pk), one.name) for one in ordered)]


class RegisterForm(forms.Form):
    """A form over the register, which gives it its choices. `row` is what it is about, None where it makes one."""

    def __init__(self, *args: Any, register: Register, row: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.register, self.row = register, row
        self.offer()

    def offer(self) -> None:
        """Give the fields their choices."""

    def choose(self, **choices: Choices) -> None:
        """Give fields their choices, by name."""
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # fields of choice alone

    def chosen_organisation(self, identity: str) -> Any:
        """Return a chosen organisation."""
        return self.register.organisations[UUID(identity)]
