"""The keeping of cases as tables: times, holds, requests, passages and keys. Nothing here is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.urls import reverse

from frankpledge.domain.casework.queries import Kept, sort_of
from frankpledge.ground.sealed.models import AccessRequest, Hold, Passage
from frankpledge.ground.sealed.queries import row_of
from frankpledge.ground.sealed.queries.keeping import case_kind
from frankpledge.ground.sealed.queries.keys import KeyNow
from frankpledge.ground.sealed.rules.access import Fate
from frankpledge.ground.sealed.rules.keeping import HOLDS, Due
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.retention import exemption, retention_class


def times_table(found: Iterable[Due], slug: str, *, on: date) -> Table:
    """Return the cases that are over: since when, until when each is kept, and what holds it back."""
    rows = tuple(
        Row(
            (one.called, in_words(one.ended_on), in_words(one.kept_until), class_words(one), _standing(one, on)),
            href=reverse("casework:one", args=(slug, sort_of(case_kind(one.kind)), one.about)),
        )
        for one in found
    )
    heads = ("Case", "Over since", "Kept until", "Why so long", "Now")
    return Table("Cases that are over", tuple(Column(head) for head in heads), rows, caption_hidden=True)


def class_words(due: Due) -> str:
    """Return why a case is kept for so long."""
    kept = retention_class(due.retention)
    return f"{kept.label}: {kept.months} month{'' if kept.months == 1 else 's'}"


def _standing(due: Due, on: date) -> str:
    if due.held:
        return component("tag", words="Held back", kind="now")
    return component("tag", words="Due to go", kind="late") if due.kept_until < on else "Kept"


def times_of(due: Due, *, on: date) -> tuple[tuple[str, str], ...]:
    """Return the times of one case that is over."""
    held = "; ".join(HOLDS[one] for one in due.held)
    state = "It may go." if due.kept_until < on and not due.held else "It stays."
    return (
        ("Over since", in_words(due.ended_on)),
        ("Kept until", in_words(due.kept_until)),
        ("Why so long", class_words(due)),
        ("Held back", f"{held[:1].upper()}{held[1:]}" if held else "By nothing"),
        ("Now", state),
    )


def hold_lines(holds: Iterable[Hold]) -> list[tuple[Hold, str, str]]:
    """Return each hold with its reason, and who placed and lifted it and when."""
    return [(one, f"{HOLDS[one.because][:1].upper()}{HOLDS[one.because][1:]}", _by_whom(one)) for one in holds]


def _by_whom(hold: Hold) -> str:
    said = f"Placed by {hold.placed_by.name}, {in_words(hold.placed_at.date())}"
    if hold.lifted_at is None or hold.lifted_by is None:
        return f"{said}."
    return f"{said}; lifted by {hold.lifted_by.name}, {in_words(hold.lifted_at.date())}."


def asked_table(found: Iterable[AccessRequest], slug: str, *, on: date) -> Table:
    """Return requests for what is held: when each came, by when it is answered, and how it stands."""
    rows = tuple(
        Row(
            (_called(one), in_words(one.received_on), in_words(one.due_on), clock_words(one, on=on)),
            href=_at(one, slug),
        )
        for one in found
    )
    heads = ("Request", "Came", "Answer by", "Stands")
    return Table("Requests for what is held", tuple(Column(head) for head in heads), rows, caption_hidden=True)


def _called(one: AccessRequest) -> str:
    called = str(row_of(one.matter, workspace=one.workspace))
    return f"{called[:1].upper()}{called[1:]}, asked {in_words(one.received_on)}"


def _at(one: AccessRequest, slug: str) -> str:
    return reverse("casework:asked", args=(slug, sort_of(case_kind(one.kind)), one.about, one.pk))


def clock_words(request: AccessRequest, *, on: date) -> str:
    """Return how the clock of a request stands."""
    if request.answered_at is not None:
        late = request.answered_at.date() > request.due_on
        return f"Answered {in_words(request.answered_at.date())}{', late' if late else ''}"
    left = (request.due_on - on).days
    if left < 0:
        return component("tag", words=f"Late by {-left} day{'' if left == -1 else 's'}", kind="late")
    return f"{left} day{'' if left == 1 else 's'} left" if left else component("tag", words="Due today", kind="late")


def passages_table(passages: Iterable[Passage], case: Kept, request: AccessRequest) -> Table:
    """Return the queue: each passage by where it stands in the case, and what was decided. Its words stay sealed."""
    rows = tuple(
        Row(
            (
                f"{one.number}. {source_words(one.source)}",
                Fate(one.fate).label
                if one.fate != Fate.WAITING
                else component("tag", words="To be decided", kind="now"),
                exemption(one.ground).label if one.ground else "–",
                one.decided_by.name if one.decided_by else "–",
            ),
            href="" if request.answered_at else passage_address(case, request, one.number),
        )
        for one in passages
    )
    heads = ("Passage", "Becomes", "On what ground", "Decided by")
    return Table("Passages of the answer", tuple(Column(head) for head in heads), rows, caption_hidden=True)


def _becomes(one: Passage) -> str:
    label = Fate(one.fate).label
    return component("tag", words=label, kind="now") if one.fate == Fate.WAITING else label


def passage_address(case: Kept, request: AccessRequest, number: int) -> str:
    """Return where a passage is decided."""
    return reverse("casework:passage", args=(case.workspace.slug, case.sort, case.matter.about, request.pk, number))


def source_words(source: str) -> str:
    """Return where a passage stands in the case: the part, and the field."""
    label, _, name = source.rpartition(".")
    model: Any = apps.get_model(label)
    part = str(model._meta.verbose_name)
    return f"{part[:1].upper()}{part[1:]}, {model._meta.get_field(name).verbose_name}"


def keys_table(keys: Iterable[KeyNow]) -> Table:
    """Return the keys of sealed fields: which seals, since when, and how many fields each has sealed here."""
    rows = tuple(
        Row((key.id, in_words(key.made_on), f"{key.fields:,}", _does(key, first=at == 0)))
        for at, key in enumerate(keys)
    )
    columns = (Column("Key"), Column("Made"), Column("Fields sealed", right=True), Column("What it does"))
    return Table("Keys of sealed fields", columns, rows, caption_hidden=True)


def _does(key: KeyNow, *, first: bool) -> str:
    if first:
        return "Seals now"
    return "Opens what it sealed" if key.fields else "Opens nothing here"
