"""What of the register can be found: bodies, organisations and people with their posts and seats. Never an address."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.urls import reverse

from frankpledge.domain.bodies.models import STANDS, Body, Organisation, Person, Post, Representation, Seat, SeatHolding
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _bodies(workspace: Workspace, _about: str) -> Iterator[Findable]:
    seats = Prefetch("seats", queryset=Seat.objects.filter(STANDS))
    for one in Body.objects.filter(STANDS, workspace=workspace).prefetch_related(seats):
        named = ", ".join(seat.name for seat in one.seats.all())
        text = " ".join(filter(None, [one.short_name, f"{one.get_kind_display()}.", one.purpose, named]))
        yield Findable(
            str(one.pk), one.name, text, reverse("roster:body", args=(workspace.slug, one.pk)), one.recorded_at
        )


def _organisations(workspace: Workspace, _about: str) -> Iterator[Findable]:
    held = Prefetch("holdings", queryset=SeatHolding.objects.filter(STANDS).select_related("seat__body"))
    for one in Organisation.objects.filter(STANDS, workspace=workspace).prefetch_related(held):
        seats = ", ".join(str(holding.seat) for holding in one.holdings.all())
        text = " ".join(filter(None, [one.short_name, f"{one.get_kind_display()}.", seats]))
        href = reverse("roster:organisation", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.name, text, href, one.recorded_at)


def _people(workspace: Workspace, _about: str) -> Iterator[Findable]:
    posts = Prefetch("posts", queryset=Post.objects.filter(STANDS).select_related("organisation"))
    sits = Prefetch("representations", queryset=Representation.objects.filter(STANDS).select_related("seat__body"))
    for one in Person.objects.filter(STANDS, workspace=workspace).prefetch_related(posts, sits):
        works = [f"{post.title}, {post.organisation}".removeprefix(", ") for post in one.posts.all()]
        text = "; ".join([*works, *(str(seat.seat) for seat in one.representations.all())])
        href = reverse("roster:person", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.name, text, href, one.recorded_at)


_SEEN, _CHANGED = GRANTS[Capability.SEE], ("bodies.", "roster.")
FINDABLE = (
    FindableKind(Body._meta.label_lower, "Board and groups", _SEEN, _bodies, order=34, after=_CHANGED),
    FindableKind(Organisation._meta.label_lower, "Organisations", _SEEN, _organisations, order=36, after=_CHANGED),
    FindableKind(Person._meta.label_lower, "People", _SEEN, _people, order=38, after=_CHANGED),
)
