"""Reading versions: those of one thing as a person may see it, and what two of them differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Subject, told
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.rules import Beyond, VersionedKind, differing
from frankpledge.statute.deadlines import in_words

NOTHING = "nothing"


@dataclass(frozen=True)
class Thing:
    """One thing whose versions are kept, as a person may see it: its page, the row as it is now, its versions."""

    kind: VersionedKind
    about: str
    subject: Subject
    row: Any
    versions: tuple[Version, ...]

    def version(self, number: int) -> Version | None:
        """Return the version of a number."""
        return next((one for one in self.versions if one.number == number), None)


@dataclass(frozen=True)
class Stood:
    """How a thing stood at a moment. `held` is False where what is kept begins later: then it is the earliest state.

    `erased`: it begins later because the states before it were erased.
    """

    state: dict[str, Any]
    held: bool
    erased: bool = False


@dataclass(frozen=True)
class Difference:
    """One field of two versions: what it is called, what stood there before and after."""

    name: str
    label: str
    first: str
    second: str


def stood_at(kind: str, *, workspace: Workspace, at: datetime) -> dict[str, Stood]:
    """Return how every thing of a kind stood at a moment, by its identifier. Ask only for kinds the reader may see."""
    found: dict[str, Stood] = {}
    rows = Version.objects.filter(workspace=workspace, kind=kind).order_by("about", "number")
    for one in rows.only("about", "state", "at", "number"):
        if one.at <= at:
            found[one.about] = Stood(one.state, held=True)
        else:
            found.setdefault(one.about, Stood(one.state, held=False, erased=one.number > 1))
    return found


def versioned_kinds() -> dict[str, VersionedKind]:
    """Return every kind of thing whose versions are kept, by the ledger's name for it."""
    return {kind.kind: kind for _, kinds in told("VERSIONED") for kind in kinds}


def thing_of(*, kind: str, about: str, workspace: Workspace, viewer: Any) -> Thing | None:
    """Return a thing with its versions, the latest first; None where there is none that the viewer may see."""
    known = versioned_kinds().get(kind)
    if known is None:
        return None
    try:
        subject = known.one(workspace, viewer, about)
        row = known.model.objects.filter(pk=about, workspace=workspace).first() if subject else None
    except (ValueError, ValidationError):  # no identifier of this kind is written so
        return None
    if subject is None or row is None:
        return None
    found = Version.objects.filter(workspace=workspace, kind=kind, about=about).order_by("-number")
    return Thing(known, about, subject, row, tuple(found))


def how_many(*, kind: str, about: str, workspace: Workspace) -> int:
    """Return how many versions of a thing are kept: asked first, since of most there are none to compare."""
    if kind not in versioned_kinds():
        return 0
    return Version.objects.filter(workspace=workspace, kind=kind, about=about).count()


def state_of(kind: VersionedKind, row: Model) -> dict[str, Any]:
    """Return how a row stands, as it is kept: numbers, lists, and yes or no as they are, all else as text."""
    return {
        name: kind.beyond[name].read(row) if name in kind.beyond else _plain(getattr(row, _field(kind, name).attname))
        for name, _ in kind.fields
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def beyond_rows(model: Any, read: Callable[[Any], QuerySet[Any]]) -> Beyond:
    """Return what is kept where a thing names several rows of a model: `read(thing)` gives them, in no order."""

    def rows(kept: Iterable[str]) -> list[Any]:
        return list(model.objects.filter(pk__in=list(kept)))

    def words(kept: Iterable[str]) -> str:
        return ", ".join(sorted(str(one) for one in rows(kept)))

    return Beyond(lambda thing: sorted(str(one.pk) for one in read(thing)), rows, words)


def _field(kind: VersionedKind, name: str) -> Field[Any, Any]:
    field = kind.model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(name)
    return field


def differences(kind: VersionedKind, first: Version, second: Version) -> tuple[Difference, ...]:
    """Return what two versions differ in, field by field, in words."""
    labels = dict(kind.fields)
    return tuple(
        Difference(name, labels[name], in_full(kind, name, first.state[name]), in_full(kind, name, second.state[name]))
        for name in differing(first.state, second.state, labels)
    )


def in_full(kind: VersionedKind, name: str, value: Any) -> str:
    """Return a value that was kept as a reader would write it: days and kinds in words, others as they are called."""
    if value is None or value in ("", []):
        return NOTHING
    if name in kind.beyond:
        return kind.beyond[name].words(value)
    if isinstance(value, list):
        return ", ".join(in_full(kind, name, one) for one in value)
    field = _field(kind, name)
    if field.is_relation:
        row = _related(field, value)
        return str(row) if row else "what is not recorded any more"
    if name in kind.words:
        return kind.words[name](str(value))
    return _in_words(field, value)


def _in_words(field: Field[Any, Any], value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return in_words(field.to_python(value))
    if field.get_internal_type() == "TimeField":
        return f"{field.to_python(value):%H:%M}"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _related(field: Field[Any, Any], value: Any) -> Any:
    model: Any = field.related_model
    return model.objects.filter(pk=value).first()


def values_of(kind: VersionedKind, version: Version, names: Sequence[str]) -> dict[str, Any]:
    """Return what stood in fields as the row itself would hold it. A row that is gone is refused by its action."""
    found: dict[str, Any] = {}
    for name in names:
        value = version.state[name]
        if name in kind.beyond:
            found[name] = kind.beyond[name].given(value)
            continue
        field = _field(kind, name)
        if field.is_relation and value is not None:
            found[name] = _related(field, value)
        else:
            found[name] = field.to_python(value)
    return found
