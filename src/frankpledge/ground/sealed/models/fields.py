"""Fields that are sealed when they are assigned: no row in memory, in a log or in the database holds what was written.

A row's identifier is part of what is sealed, so it is assigned before (a `SealedModel` has it from the beginning).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from frankpledge.ground.sealed.models.keys import keyring
from frankpledge.ground.sealed.rules.grants import Matter

if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
    Chars = models.CharField[Any, Any]
else:
    Text, Chars = models.TextField, models.CharField

TIDY: dict[str, Callable[[str], str]] = {
    "as_written": lambda text: text,
    "address": lambda text: text.strip().lower(),
    "digits": lambda text: "".join(letter for letter in text if letter.isdigit()),
}


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """Something sealed. It shows nothing of itself anywhere; `actions.reading` opens it."""

    token: str

    def __str__(self) -> str:
        return "(sealed)"

    __repr__ = __str__


class SealedAttribute(DeferredAttribute):
    """Seals what is assigned, at that moment."""

    def __set__(self, row: Any, value: Any) -> None:
        field = cast("SealedText", self.field)
        row.__dict__[field.attname] = field.sealed(row, value)


class SealedText(Text):
    """Text under seal. What is read from it is `Sealed`; it cannot be searched, except by a `BlindIndex` beside it."""

    descriptor_class = SealedAttribute

    @property
    def sealed_as(self) -> str:
        """Return the name under which its key is derived."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def sealed(self, row: models.Model, value: Any) -> Sealed | None:
        """Return a value under seal, and have the row's blind indexes of it follow."""
        if isinstance(value, Sealed):
            return value
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{self.sealed_as} seals text, not {type(value).__name__}")
        for index in blind_indexes(type(row)):
            if index.of == self.name:
                row.__dict__[index.attname] = None if value is None else index.mark(value)
        if value is None:
            return None
        return Sealed(keyring().seal(value.encode("utf-8"), field=self.sealed_as, row=str(row.pk)))

    def opened(self, row: models.Model) -> str | None:
        """Return what is sealed on a row: for the actions of this app, which record that it was read."""
        value: Sealed | None = getattr(row, self.attname)
        if value is None:
            return None
        return keyring().open(value.token, field=self.sealed_as, row=str(row.pk)).decode("utf-8")

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Return what the database holds, sealed as it is."""
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database keeps. Refused for text that was not sealed on its row: `update` and filters."""
        if value is None or isinstance(value, Sealed):
            return value and value.token
        raise TypeError(f"{self.name} is sealed by assigning it to its row; it can neither be updated nor filtered")

    def value_to_string(self, obj: models.Model) -> str:
        """Return what a serialiser may show: nothing."""
        return str(getattr(obj, self.attname))


class MarkAttribute(DeferredAttribute):
    """Keeps the mark that follows from its field: a row in the making sets what nobody named to None."""

    def __set__(self, row: Any, value: str | None) -> None:
        if value is not None:
            row.__dict__[self.field.attname] = value
        else:
            row.__dict__.setdefault(self.field.attname, None)


class BlindIndex(Chars):
    """The mark of a sealed field, by which its rows are found by whoever knows the value already.

    `of` names the field, `tidy` how a value is written before it is marked (`as_written`, `address`, `digits`).
    """

    descriptor_class = MarkAttribute

    def __init__(self, *args: Any, of: str = "", tidy: str = "as_written", **kwargs: Any) -> None:
        self.of, self.tidy = of, tidy
        super().__init__(*args, **{"max_length": 80, "null": True, "editable": False, "db_index": True, **kwargs})

    def deconstruct(self) -> Any:
        """Return how a migration writes the field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "tidy": self.tidy}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Return what is wrong with the field: one that marks nothing would find nothing."""
        known = {field.name for field in self.model._meta.concrete_fields if isinstance(field, SealedText)}
        wrong = [] if self.of in known else [checks.Error(f"{self} marks no sealed field: {self.of!r}", obj=self)]
        return [*super().check(**kwargs), *wrong]

    def mark(self, text: str) -> str:
        """Return the mark of a value by the key that seals now."""
        return keyring().mark(TIDY[self.tidy](text), field=self.marked_as)

    def marks(self, text: str) -> tuple[str, ...]:
        """Return every mark that a value may have: `filter(contact_mark__in=…)`."""
        return keyring().marks(TIDY[self.tidy](text), field=self.marked_as)

    @property
    def marked_as(self) -> str:
        """Return the name under which its key is derived."""
        return f"{self.model._meta.label_lower}.{self.of}"


class SealedModel(models.Model):
    """A row of a case, some of whose fields are sealed. `matter` says which case it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def matter(self) -> Matter:
        """Return the case: by itself, the row is its own."""
        return Matter(self._meta.label_lower, str(self.pk))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row. Marks go with the fields that they are of."""
        named = kwargs.get("update_fields")
        if named is not None:
            also = {index.name for index in blind_indexes(type(self)) if index.of in named}
            kwargs["update_fields"] = {*named, *also}
        super().save(*args, **kwargs)


def sealed_fields(model: type[models.Model]) -> tuple[SealedText, ...]:
    """Return the sealed fields of a model, in order."""
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, SealedText))


def blind_indexes(model: type[models.Model]) -> Iterator[BlindIndex]:
    """Yield the marks that a model keeps."""
    return (field for field in model._meta.concrete_fields if isinstance(field, BlindIndex))


def index_of(model: type[models.Model], name: str) -> BlindIndex:
    """Return the blind index of a name: its `marks` find the rows of a value."""
    return next(field for field in blind_indexes(model) if field.name == name)
