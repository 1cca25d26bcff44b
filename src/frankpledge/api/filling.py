"""Asking programs what the pages ask: a schema from a form, and the same form filled with what was sent.

So the two cannot come to differ: a field, its limits and its choices are written once, and the form's own check of
what it is given (a body of this partnership, a day that is one) holds for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from django import forms
from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from frankpledge.refusal import Refusal

F = TypeVar("F", bound=forms.Form)
LONGEST_CHOICE = 200
# What a database keeps of a whole number at most, where a form names no end.
LARGEST = 2_147_483_647


class Unfit(Refusal):
    """What was sent does not fill the form. `wrong` names each field with what is wrong."""

    def __init__(self, wrong: Iterable[tuple[str, str]]) -> None:
        self.wrong = tuple(wrong)
        where, why = self.wrong[0] if len(self.wrong) == 1 else ("", "what was sent does not fit.")
        super().__init__(why, where=where, cure="Put it right and send it again. Nothing was changed.")


class Given(Schema):
    """What a program sends. A field that is not asked for is an error, never silently left out."""

    model_config = ConfigDict(extra="forbid")


def listed(kind: type[StrEnum]) -> Any:
    """Return what makes a text one of the values of a kind, for an answer: names of kinds are not those of schemas."""
    return Field(json_schema_extra={"enum": [one.value for one in kind]})


def filled(form: F) -> F:
    """Return a form that is rightly filled; refused, field by field, where it is not."""
    check(form)
    return form


def check(*given: forms.Form) -> None:
    """Refuse forms that are not rightly filled."""
    wrong = [
        (name if name in form.fields else "", str(text))
        for form in given
        if not form.is_valid()
        for name, texts in form.errors.items()
        for text in texts
    ]
    if wrong:
        raise Unfit(wrong)


@cache
def body_of(
    form: type[forms.Form], *, without: tuple[str, ...] = (), also: tuple[tuple[str, Any], ...] = ()
) -> type[Schema]:
    """Return the schema of a body that fills a form, without some fields, and with others besides."""
    return _schema(form, without, dict(also), base=Given, optional=False)


@cache
def query_of(form: type[forms.Form], *, whole: bool = False) -> type[Schema]:
    """Return the schema of the parameters that fill a form of choices. Each may be left out, unless asked `whole`."""
    return _schema(form, (), {}, base=Schema, optional=not whole)


def _schema(
    form: type[forms.Form], without: Iterable[str], also: dict[str, Any], *, base: type[Schema], optional: bool
) -> type[Schema]:
    fields: Any = {
        name: _field(field, optional=optional or not field.required)
        for name, field in form.base_fields.items()
        if name not in without and not isinstance(field, forms.FileField)
    }
    app = form.__module__.split(".")[2].title().replace("_", "")
    more = f"With{''.join(name.title() for name in also)}" if also else ""
    less = f"Without{''.join(name.title().replace('_', '') for name in without)}" if without else ""
    made = create_model(f"{app}{form.__name__}{less}{more}", __base__=base, **fields, **also)
    made.__doc__ = form.__doc__
    return made


def _field(field: forms.Field, *, optional: bool) -> tuple[Any, Any]:
    kind = next(make for known, make in KINDS if isinstance(field, known))(field)
    words = " ".join(f"{part}." for part in (str(field.label or ""), str(field.help_text).rstrip(".")) if part)
    told = Field(default=None, description=words) if optional else Field(description=words)
    return (kind | None if optional else kind), told


def _choice(field: Any) -> Any:
    """Return the choices of a field that has the same for everybody, else a text that is checked when it comes."""
    known = tuple(str(value) for value, _ in field.choices if value not in ("", None)) if _listed(field) else ()
    return Literal[known] if known else Annotated[str, Field(max_length=LONGEST_CHOICE)]


def _listed(field: Any) -> bool:
    return not isinstance(field, forms.ModelChoiceField)


def _whole(field: Any) -> Any:
    return Annotated[int, Field(ge=field.min_value, le=LARGEST if field.max_value is None else field.max_value)]


def _decimal(field: Any) -> Any:
    digits, places = field.max_digits, field.decimal_places
    return Annotated[Decimal, Field(ge=field.min_value, max_digits=digits, decimal_places=places)]


def _text(field: Any) -> Any:
    return Annotated[str, Field(max_length=field.max_length)]


# The narrower kind of field before the wider.
KINDS: tuple[tuple[type[forms.Field], Callable[[Any], Any]], ...] = (
    (forms.MultipleChoiceField, lambda field: list[_choice(field)]),  # type: ignore[misc]  # made while it runs
    (forms.ChoiceField, _choice),
    (forms.DecimalField, _decimal),
    (forms.IntegerField, _whole),
    (forms.DateField, lambda _: date),
    (forms.TimeField, lambda _: time),
    (forms.BooleanField, lambda _: bool),
    (forms.CharField, _text),
)
