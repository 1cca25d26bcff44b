"""No whole number that a form takes is larger than a row can keep: the page says so instead of failing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms

import frankpledge

# What a row keeps of a whole number, on either database.
MOST = 2**31 - 1


def all_forms() -> Iterator[type[forms.BaseForm]]:
    """Yield every form of the product."""
    for found in pkgutil.walk_packages(frankpledge.__path__, "frankpledge."):
        if ".forms" in found.name:
            module = importlib.import_module(found.name)
            yield from (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, forms.Form))


def unbounded(found: Iterator[type[forms.BaseForm]]) -> list[str]:
    """Return the fields that take a number of any size."""
    return sorted(
        f"{form.__module__}.{form.__name__}.{name}"
        for form in set(found)
        for name, field in form.base_fields.items()
        if type(field) is forms.IntegerField and (field.max_value is None or field.max_value > MOST)
    )


def test_no_form_takes_a_number_that_no_row_can_keep() -> None:
    found = list(all_forms())
    assert len(found) > 50
    assert unbounded(iter(found)) == []


def test_a_form_that_takes_any_number_is_found() -> None:
    class Careless(forms.Form):
        people = forms.IntegerField(min_value=0)
        days = forms.IntegerField(min_value=0, max_value=30)

    assert [one.rsplit(".", 1)[1] for one in unbounded(iter([Careless]))] == ["people"]
