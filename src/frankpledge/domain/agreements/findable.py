"""What of agreements can be found, and what people comment on: an agreement, and a request under one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.agreements.actions import AgreementFacts, amend_agreement
from frankpledge.domain.agreements.models import Agreement, Request
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.presenters import basis_label
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
AGREEMENT, REQUEST = Agreement._meta.label_lower, Request._meta.label_lower


def _agreements(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Agreement.objects.filter(workspace=workspace, withdrawn_at__isnull=True).select_related("keeper")
    for one in (found.filter(pk=about) if about else found).prefetch_related("versions"):
        said = [version.words for version in one.versions.all()]
        words = [one.get_kind_display(), f"{one.keeper}.", one.which_data, one.purposes, one.basis_words, *said]
        href = reverse("agreements:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Agreement: {one.name}", " ".join(filter(None, words)), href, one.recorded_at)


def _requests(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Request.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    for one in (found.filter(pk=about) if about else found).select_related("agreement", "asked_by", "asked_of"):
        text = f"{one.asked_by} asked {one.asked_of}. {one.agreement}. {one.answer}"
        href = reverse("agreements:request", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"{one}: {one.what}", text, href, one.recorded_at)


FINDABLE = (
    FindableKind(AGREEMENT, "Agreements", GRANTS[Capability.SEE], _agreements, order=24),
    FindableKind(REQUEST, "Requests for information", GRANTS[Capability.SEE_REQUESTS], _requests, order=25),
)


def _agreement(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Agreement.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at__isnull=True).first()
    if one is None:
        return None
    return Subject(one.name, reverse("agreements:one", args=(workspace.slug, one.pk)), ((AGREEMENT, (about,)),))


def _request(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE_REQUESTS, workspace=workspace, user=viewer):
        return None
    one = Request.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at__isnull=True).first()
    if one is None:
        return None
    return Subject(
        f"{one}: {one.what}", reverse("agreements:request", args=(workspace.slug, one.pk)), ((REQUEST, (about,)),)
    )


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


def _keeps_requests(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP_REQUESTS, workspace=workspace, user=viewer)


SUBJECTS = (
    SubjectKind(AGREEMENT, "an agreement", _agreement, keeps=_keeps),
    SubjectKind(REQUEST, "a request for information", _request, keeps=_keeps_requests),
)


# ---- how an agreement stood. Its versions, signatures and nominations are dated rows, a request is answered once ----

FIELDS = (
    ("name", "Name"), ("kind", "Kind"), ("keeper", "Kept by"), ("which_data", "Which data"),
    ("purposes", "For what"), ("bases", "On which basis"), ("basis_words", "The basis in words"),
)  # fmt: skip
VERSIONED = (
    VersionedKind(
        AGREEMENT, Agreement, FIELDS, _agreement, by_act(amend_agreement, "agreement", AgreementFacts),
        kept_by(GRANTS, Capability.KEEP), words={"bases": basis_label},
    ),
)  # fmt: skip
