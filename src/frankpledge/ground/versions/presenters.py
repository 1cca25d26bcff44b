"""Versions of a thing as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.ground.audit.queries import all_sentences
from frankpledge.ground.ui.parts import Column, Happened, Row, Table
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.queries import Difference, Thing


def differences_table(found: Iterable[Difference], first: Version, second: Version) -> Table:
    """Return what two versions differ in, field by field."""
    columns = (Column("Field"), Column(_head(first)), Column(_head(second)))
    rows = tuple(Row((one.label, one.first, one.second)) for one in found)
    return Table("What differs", columns, rows, caption_hidden=True)


def _head(version: Version) -> str:
    return f"{version.number}: {version.at:%-d %b %Y}, {version.who}"


def timeline(thing: Thing, slug: str) -> tuple[Happened, ...]:
    """Return the versions of a thing, the latest first, each leading to what changed with it."""
    sentences = all_sentences()
    told, here = [], reverse("versions:of", args=(slug, thing.kind.kind, thing.about))
    for one in thing.versions:
        href = f"{here}?first={one.number - 1}&second={one.number}"
        what = sentences.get(one.verb, "changed it").split("{")[0].rstrip(" ,(:")
        told.append(Happened(one.at, one.who, f"{what}: version {one.number}", href if one.number > 1 else ""))
    return tuple(told)
