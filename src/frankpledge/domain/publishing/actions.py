"""Publishing an edition, and withdrawing it."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.publishing import rules
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of, next_number


@transaction.atomic
def publish_edition(*, edition: Edition, by: User) -> Publication:
    """Let the public read an edition, as it was frozen. Refused when a number in it may not be shown.

    An edition was approved by a second person before it existed; publishing is a further act, by an officer.
    """
    workspace = edition.workspace
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    rules.check_unpublished(known=Publication.objects.filter(edition=edition).exists())
    rules.check_latest(number=edition.number, latest=next_number(edition.paper) - 1)
    document = document_of(edition)
    held = {
        f.key: Cell(key=f.key, value=f.value, policy=f.policy, state=f.state, count=f.unit == "recorded")
        for f in document.figures.values()
    }
    what = f"{document.title}, edition {edition.number}"
    released = release(audience=Audience.PUBLIC, cells=held.values(), what=what, workspace=workspace, by=by)
    rules.check_unaltered(released.cells, held)
    publication = Publication.objects.create(
        workspace=workspace, edition=edition, release=released.release, published_by=by, published_at=clock.now()
    )
    record("publishing.edition_published", publication, by=by, digest=edition.digest, facts={"edition": edition.number})
    return publication


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
