"""What of the register can be found: bodies and seats, organisations and their capacity, people and their posts.

E-mail addresses are not among their words: not everybody who may find a person may see them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.bodies.actions.corrections import correct
from frankpledge.domain.bodies.models import Body, Organisation
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.queries.rows import row_of
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, OrganisationKind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind

__all__ = ["FINDABLE", "VERSIONED"]
SEEN_BY = GRANTS[Capability.SEE]


def _bodies(workspace: Workspace, about: str) -> Iterator[Findable]:
    register = register_in(workspace=workspace)
    for one in register.bodies.values():
        if about in ("", str(one.pk)):
            seats = ", ".join(seat.name for seat in register.seats_of_body[one.pk])
            terms = " ".join(f"{each.chair_rule} {each.words}" for each in register.terms_of_body[one.pk])
            words = f"{BodyKind(one.kind).label}. {one.purpose} Seats: {seats or 'none'}. {terms}"
            href = reverse("roster:body", args=(workspace.slug, one.pk))
            yield Findable(str(one.pk), one.name, words.strip(), href, one.recorded_at)


def _organisations(workspace: Workspace, about: str) -> Iterator[Findable]:
    register = register_in(workspace=workspace)
    for one in register.organisations.values():
        if about in ("", str(one.pk)):
            held = register.capacities_of_organisation[one.pk]
            capacities = ". ".join(f"{CapacityKind(each.kind).label} {each.basis}".strip() for each in held)
            words = f"{OrganisationKind(one.kind).label}. {one.short_name} {capacities}"
            href = reverse("roster:organisation", args=(workspace.slug, one.pk))
            yield Findable(str(one.pk), one.name, " ".join(words.split()), href, one.recorded_at)


def _people(workspace: Workspace, about: str) -> Iterator[Findable]:
    register = register_in(workspace=workspace)
    for one in register.persons.values():
        if about in ("", str(one.pk)):
            posts = (
                f"{post.title} {register.organisations[post.organisation_id].name}".strip()
                for post in register.posts_of_person[one.pk]
            )
            seats = (register.seats[part.seat_id] for part in register.representations_of_person[one.pk])
            sits = (f"{seat.name}, {register.bodies[seat.body_id].name}" for seat in seats)
            href = reverse("roster:person", args=(workspace.slug, one.pk))
            yield Findable(str(one.pk), one.name, ". ".join((*posts, *sits)), href, one.recorded_at)


# Any change of the register may change the words of several of its things.
CHANGED = ("bodies.", "roster.")
FINDABLE = (
    FindableKind("bodies.body", "Bodies", SEEN_BY, _bodies, order=6, after=CHANGED),
    FindableKind("bodies.organisation", "Organisations", SEEN_BY, _organisations, order=7, after=CHANGED),
    FindableKind("bodies.person", "People", SEEN_BY, _people, order=8, after=CHANGED),
)


# ---- how bodies and organisations stood. Of people nothing is kept here but what a correction keeps ------------

BODY_FIELDS = (
    ("name", "Name"), ("short_name", "Short name"), ("kind", "Kind"), ("parent", "Reports to"), ("purpose", "Purpose"),
    ("since", "From"), ("until", "Until"),
)  # fmt: skip
ORGANISATION_FIELDS = (
    ("name", "Name"), ("short_name", "Short name"), ("kind", "Kind"), ("since", "From"), ("until", "Until"),
)  # fmt: skip


def _kept(kind: Any, route: str) -> Callable[[Workspace, Any, str], Subject | None]:
    def one(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
        if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
            return None
        found = row_of(kind, UUID(about), workspace=workspace, viewer=viewer)
        return Subject(found.name, reverse(f"roster:{route}", args=(workspace.slug, found.pk)), ()) if found else None

    return one


def _put_back(row: Any, values: Mapping[str, Any], by: Any) -> None:
    correct(row=row, changes=values, reason="Put back to what stood there before", by=by)


_CHECK = kept_by(GRANTS, Capability.KEEP)
VERSIONED = (
    VersionedKind("bodies.body", Body, BODY_FIELDS, _kept(Body, "body"), _put_back, _CHECK),
    VersionedKind(
        "bodies.organisation", Organisation, ORGANISATION_FIELDS, _kept(Organisation, "organisation"), _put_back, _CHECK
    ),
)
