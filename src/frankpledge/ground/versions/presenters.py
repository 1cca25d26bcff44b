"""Versions of a thing as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.ground.ui.parts import Column, Happened, Row, Table
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.queries import Difference, Thing
from frankpledge.ground.versions.rules import FOUND, differing

MOST_NAMED = 3


def differences_table(found: Iterable[Difference], first: Version, second: Version) -> Table:
    """Return what two versions differ in, field by field."""
    columns = (Column("Field"), Column(_head(first)), Column(_head(second)))
    rows = tuple(Row((one.label, one.first, one.second)) for one in found)
    return Table("What differs", columns, rows, caption_hidden=True)


def _head(version: Version) -> str:
    return f"{version.number}: {version.at:%-d %b %Y}, {version.who}"


def timeline(thing: Thing, slug: str) -> tuple[Happened, ...]:
    """Return the versions of a thing, the latest first, each with what changed and leading to how it stood before."""
    here = reverse("versions:of", args=(slug, thing.kind.kind, thing.about))
    told = []
    for one, before in zip(thing.versions, (*thing.versions[1:], None), strict=False):  # none, where none is kept
        href = f"{here}?first={before.number}&second={one.number}" if before else ""
        told.append(Happened(one.at, one.who, f"{_said(thing, one, before)}: version {one.number}", href))
    return tuple(told)


def _said(thing: Thing, one: Version, before: Version | None) -> str:
    """Return what a version changed, by the names of the fields."""
    if before is None and one.number > 1:
        return "changed it (what stood before is erased)"
    if before is None:
        return "kept it as it stood already" if one.verb == FOUND else "kept it first"
    labels = [label for name, label in thing.kind.fields if differing(before.state, one.state, (name,))]
    named, rest = ", ".join(f"“{label}”" for label in labels[:MOST_NAMED]), len(labels) - MOST_NAMED
    return f"changed {named} and {rest} more" if rest > 0 else f"changed {named}"
