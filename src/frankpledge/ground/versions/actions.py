"""Keeping how things stood, putting an earlier state back, and erasing earlier states."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.versions import rules
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.permissions import GRANTS, Capability
from frankpledge.ground.versions.queries import Thing, state_of, values_of, versioned_kinds

AT_ONCE = 200
PRODUCT = "Frankpledge"


def keep_version(event: Event) -> None:
    """Keep how the subject of an event stands after it, in its own transaction; of what is gone nothing is kept.

    An event that changes none of the fields leaves no version.
    """
    kind = versioned_kinds().get(event.subject_kind)
    if kind is None or not event.subject:
        return
    mine = Version.objects.filter(workspace_id=event.workspace, kind=event.subject_kind, about=event.subject)
    row = kind.model.objects.filter(pk=event.subject, workspace=event.workspace).first()
    if row is None:  # and its versions with it
        return
    last, state = mine.order_by("number").last(), state_of(kind, row)
    if last is None or last.state != state:
        Version.objects.create(
            workspace_id=event.workspace, kind=event.subject_kind, about=event.subject, state=state, verb=event.verb,
            number=(last.number if last else 0) + 1, who=event.actor_label, at=event.at,
        )  # fmt: skip


def keep_what_stands() -> int:
    """Keep how every thing stands of which no version is kept, and return how many: its next change can be compared.

    For what was there before its kind was kept. Done again it finds nothing to do.
    """
    made = 0
    for name, kind in versioned_kinds().items():
        known = set(Version.objects.filter(kind=name).values_list("about", flat=True))
        keys = [key for key in kind.model.objects.values_list("pk", flat=True) if str(key) not in known]
        for at in range(0, len(keys), AT_ONCE):
            rows = kind.model.objects.filter(pk__in=keys[at : at + AT_ONCE])
            found = [
                Version(
                    workspace_id=row.workspace_id, kind=name, about=str(row.pk), number=1, state=state_of(kind, row),
                    verb=rules.FOUND, who=PRODUCT, at=clock.now(),
                )
                for row in rows
            ]  # fmt: skip
            made += len(Version.objects.bulk_create(found, ignore_conflicts=True))
    return made


def forget(sender: Any, instance: Any, **_: Any) -> None:
    """Keep nothing of how a thing stood that is gone, whatever took it: called with each row that goes."""
    Version.objects.filter(kind=sender._meta.label_lower, about=str(instance.pk)).delete()


@transaction.atomic
def put_back(*, thing: Thing, number: int, by: User) -> None:
    """Put back what stood in a version, by the app's own action, which refuses whoever may not.

    What the app does not let go back (where it stands, say) stays as it is.
    """
    version = thing.version(number)
    if version is None:
        raise rules.NotPutBack("there is no such state.", cure="Choose one that the page shows.")
    free = [name for name, _ in thing.kind.fields if name not in thing.kind.fixed]
    names = rules.differing(state_of(thing.kind, thing.row), version.state, free)
    rules.check_differs(names)
    thing.kind.check(thing.row, by)
    thing.kind.put_back(thing.row, values_of(thing.kind, version, names), by)
    record("versions.put_back", thing.row, by=by, workspace=thing.row.workspace, facts={"number": number})


@transaction.atomic
def erase(*, thing: Thing, by: User) -> int:
    """Erase the earlier states of a thing, and return how many: what somebody wrote in them should not have been kept.

    The ledger keeps that something was changed, when and by whom, and never held the words.
    """
    workspace: Workspace = thing.row.workspace
    check_granted(GRANTS, Capability.ERASE, workspace=workspace, user=by)
    mine = Version.objects.filter(workspace=workspace, kind=thing.kind.kind, about=thing.about)
    last = mine.aggregate(last=Max("number"))["last"]
    count, _ = mine.exclude(number=last).delete()
    record("versions.erased", thing.row, by=by, workspace=workspace, facts={"count": count})
    return count
