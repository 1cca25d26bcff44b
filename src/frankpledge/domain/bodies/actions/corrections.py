"""Putting mistakes right, each with a reason that is kept beside what stood there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.actions.fit import INNER, check_fits, check_may_keep, standing
from frankpledge.domain.bodies.actions.seats import ancestors
from frankpledge.domain.bodies.models import (
    Body,
    Capacity,
    Correction,
    Dated,
    Kept,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Succession,
    Terms,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record

DAYS = ("since", "until")
CORRECTABLE: dict[type[Kept], tuple[str, ...]] = {
    Organisation: ("name", "short_name", "kind", *DAYS),
    Capacity: ("kind", "basis", *DAYS),
    Body: ("name", "short_name", "kind", "parent", "purpose", *DAYS),
    Terms: ("since", "quorum", "quorum_of", "frequency", "chair_rule", "words", "document"),
    Seat: ("name", "standing", "authority", "basis", "order", *DAYS),
    SeatHolding: DAYS,
    Office: DAYS,
    Person: ("name", "by_role", "email"),
    Post: ("title", "senior", *DAYS),
    Representation: ("part", *DAYS),
    Succession: (),
}
NEEDED_BY = {
    Organisation: (*INNER[Organisation], "went_to", "came_from"),
    Body: ("seats", "terms", "beneath"),
    Seat: INNER[Seat],
    Person: ("posts", "representations"),
}


@transaction.atomic
def correct(*, row: Kept, changes: Mapping[str, Any], reason: str, by: User) -> Kept:
    """Put right what a row says, and keep what it said with the reason. Refused where it would not fit any more.

    What changed in the world is not a correction: end it, and let the next begin.
    """
    check_may_keep(row.workspace, by)
    held: Any = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)  # type: ignore[attr-defined]
    rules.check_standing(withdrawn=held.withdrawn_at is not None)
    why = rules.check_reason(reason)
    wanted = {name: value for name, value in changes.items() if getattr(held, name) != value}
    if strange := sorted(set(wanted) - set(CORRECTABLE[type(row)])):
        raise rules.NotInOrder(f"{', '.join(strange)} cannot be put right here.", cure="Withdraw it, and record anew.")
    before = {name: _plain(getattr(held, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(held, name, value)
    _check(held)
    if wanted:
        held.save(update_fields=list(wanted))
        Correction.objects.create(
            workspace=held.workspace,
            kind=held._meta.model_name,
            subject=held.pk,
            before=before,
            after={name: _plain(value) for name, value in wanted.items()},
            reason=why,
            corrected_by=by,
            corrected_at=clock.now(),
        )
        facts = {"what": str(held._meta.verbose_name), "parts": ", ".join(sorted(wanted))}
        record("bodies.corrected", held, by=by, facts=facts)
    return held  # type: ignore[no-any-return]


@transaction.atomic
def reopen(*, row: Kept, until: date | None, reason: str, by: User) -> Kept:
    """Let what was ended by mistake go on, to another last day or none. Refused where another has its place by now."""
    return correct(row=row, changes={"until": until}, reason=reason, by=by)


def _check(row: Kept) -> None:
    if "name" in CORRECTABLE[type(row)]:
        row.name = rules.check_name(row.name, what=f"the {row._meta.verbose_name}")  # type: ignore[attr-defined]
        _check_alone(row)
    if isinstance(row, Body):
        rules.check_parent(body=row.pk, ancestors=[one.pk for one in ancestors(row.parent)])
    if isinstance(row, Terms):
        rules.check_quorum(row.quorum)
        rules.check_free(
            rules.Span(row.since, row.since),
            [(rules.Span(one.since, one.since), str(one)) for one in standing(row.body.terms.exclude(pk=row.pk))],
            what="the first day",
        )
    if isinstance(row, Dated):
        check_fits(row)


def _check_alone(row: Any) -> None:
    """Refuse a name, or a person's address, that another has."""
    others = standing(type(row).objects.filter(workspace=row.workspace).exclude(pk=row.pk))
    if isinstance(row, Person):
        taken = bool(row.email) and others.filter(email__iexact=row.email).exists()
    else:
        others = others.filter(body=row.body) if isinstance(row, Seat) else others
        taken = row.until is None and others.filter(name__iexact=row.name, until__isnull=True).exists()
    if taken:
        raise rules.NotNamed("another has this name or address.", cure="Use that one, or end it first.")


def _plain(value: Any) -> Any:
    """Return a value as it can be kept: days as text, a row by its identifier and name."""
    if isinstance(value, date):
        return value.isoformat()
    return {"id": str(value.pk), "name": str(value)} if isinstance(value, models.Model) else value


@transaction.atomic
def withdraw(*, row: Kept, reason: str, by: User) -> Kept:
    """Withdraw a row that was recorded by mistake: it counts for nothing, and stays with the reason.

    Refused while others that stand rely on it.
    """
    check_may_keep(row.workspace, by)
    rules.check_standing(withdrawn=row.withdrawn_at is not None)
    why = rules.check_reason(reason)
    if needed := ", ".join(_needed(row)):
        raise rules.Taken(f"{needed} stand on it.", cure="Withdraw those first, if they are mistakes too.")
    row.withdrawn_at, row.withdrawn_because = clock.now(), why
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("bodies.withdrawn", row, by=by, facts={"what": str(row._meta.verbose_name)})
    return row


def _needed(row: Kept) -> Iterator[str]:
    for name in NEEDED_BY.get(type(row), ()):
        rows = standing(getattr(row, name).all())
        if count := rows.count():
            meta = rows.model._meta
            yield f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
