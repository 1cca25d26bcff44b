"""Publishing an edition, at once or on a day; stating why it must not wait; and withdrawing it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.elections.queries import periods_of
from frankpledge.domain.publishing import rules
from frankpledge.domain.publishing.models import Essential, Publication, Scheduled
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.rules import HeldBeforeElection, Waiting
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of, next_number
from frankpledge.ground.documents.scan import check_clean
from frankpledge.refusal import Refusal
from frankpledge.statute.elections import free_from


@transaction.atomic
def publish_edition(*, edition: Edition, by: User) -> Publication:
    """Let the public read an edition, as it was frozen. Refused when a number in it may not be shown.

    An edition was approved by a second person before it existed; publishing is a further act, by an officer. Refused
    in a pre-election period, unless somebody else stated why it is essential.
    """
    workspace = edition.workspace
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    rules.check_unpublished(known=Publication.objects.filter(edition=edition).exists())
    rules.check_latest(number=edition.number, latest=next_number(edition.paper) - 1)
    stated = Essential.objects.filter(edition=edition).first()
    rules.check_care(
        periods_of(workspace), today=clock.today(), by=by.pk, stated_by=stated.stated_by_id if stated else None
    )
    document = document_of(edition)
    rules.check_marking(document.marking)
    for file in edition.files.all():
        check_clean(bytes(file.content), file.format, author=document.partnership)
    held = {
        f.key: Cell(key=f.key, value=f.value, policy=f.policy, state=f.state, count=f.unit == "recorded")
        for f in document.figures.values()
    }
    what = f"{document.title}, edition {edition.number}"
    released = release(audience=Audience.PUBLIC, cells=held.values(), what=what, workspace=workspace, by=by)
    publication = Publication.objects.create(
        workspace=workspace, edition=edition, release=released.release, published_by=by, published_at=clock.now()
    )
    Scheduled.objects.filter(edition=edition, state=Waiting.WAITS).update(state=Waiting.OUT, words="")
    record("publishing.edition_published", publication, by=by, digest=edition.digest, facts={"edition": edition.number})
    return publication


@transaction.atomic
def state_essential(*, edition: Edition, reason: str, by: User) -> Essential:
    """State why an edition may be published in a pre-election period. Somebody else then publishes it."""
    check_granted(GRANTS, Capability.STATE_ESSENTIAL, workspace=edition.workspace, user=by)
    rules.check_unpublished(known=Publication.objects.filter(edition=edition).exists())
    said = rules.check_essential(reason)
    made, _ = Essential.objects.update_or_create(
        edition=edition,
        defaults={"workspace": edition.workspace, "reason": said, "stated_by": by, "stated_at": clock.now()},
    )
    record("publishing.essential_stated", made, by=by, facts={"edition": edition.number})
    return made


# ---- on a day ------------------------------------------------------------------------------------------------------


@transaction.atomic
def schedule_publication(*, edition: Edition, on: date, by: User) -> Scheduled:
    """Have an edition published on a day ahead. On that day it waits on where it lies in a pre-election period."""
    workspace = edition.workspace
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    rules.check_ahead(on, today=clock.today())
    rules.check_unpublished(known=Publication.objects.filter(edition=edition).exists())
    rules.check_none_waits(waits=Scheduled.objects.filter(edition=edition, state=Waiting.WAITS).exists())
    made = Scheduled.objects.create(workspace=workspace, edition=edition, on=on, asked_by=by, asked_at=clock.now())
    record("publishing.publication_scheduled", made, by=by, facts={"edition": edition.number, "on": on.isoformat()})
    return made


@transaction.atomic
def take_back(*, scheduled: Scheduled, by: User) -> Scheduled:
    """Take the day of a publication back: nothing then happens on it."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=scheduled.workspace, user=by)
    rules.check_waits(scheduled.state)
    scheduled.state = Waiting.TAKEN_BACK
    scheduled.save(update_fields=("state",))
    record("publishing.schedule_taken_back", scheduled, by=by, facts={"on": scheduled.on.isoformat()})
    return scheduled


def publish_on_its_day(*, scheduled: Scheduled, by: User) -> str:
    """Publish what waits, and say what came of it. Held before an election it waits for the first day after the poll.

    `by` is whoever asked for the day: what may not be published by them now is not, and the reason is kept.
    """
    try:
        publish_edition(edition=scheduled.edition, by=by)
    except HeldBeforeElection as held:
        return _held(scheduled, str(held), by)
    except Refusal as refused:
        return _give_up(scheduled, str(refused), by)
    return f"{scheduled.edition} is published."


@transaction.atomic
def _held(scheduled: Scheduled, why: str, by: User) -> str:
    """Let it wait on, and tell the ledger once: it is looked at again each day."""
    if scheduled.words != why[:500]:
        free = free_from(periods_of(scheduled.workspace), clock.today())
        scheduled.words = why[:500]
        scheduled.save(update_fields=("words",))
        record("publishing.publication_held", scheduled, by=by, facts={"until": free.isoformat()})
    return why


@transaction.atomic
def _give_up(scheduled: Scheduled, why: str, by: User) -> str:
    scheduled.state, scheduled.words = Waiting.REFUSED, why[:500]
    scheduled.save(update_fields=("state", "words"))
    record("publishing.publication_refused", scheduled, by=by, facts={"on": scheduled.on.isoformat()})
    return why


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, by: User) -> Publication:
    """Withdraw what was published. Its page stays and says so, with the reason."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=publication.workspace, user=by)
    rules.check_public(withdrawn=publication.withdrawn_at is not None)
    publication.withdrawn_because = rules.check_reason(reason)
    publication.withdrawn_at = clock.now()
    publication.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("publishing.publication_withdrawn", publication, by=by)
    return publication
