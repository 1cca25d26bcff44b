"""What of the register can be found, commented on, and stands on the golden thread: an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.indicators.actions.keeping import amend_indicator
from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import newest_definition
from frankpledge.domain.indicators.queries.evidence import files_asked
from frankpledge.domain.indicators.rules import Origin
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import Beyond, VersionedKind, by_act
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
INDICATOR = Indicator._meta.label_lower


def _to(workspace: Workspace, one: Indicator) -> str:
    return reverse("performance:one", args=(workspace.slug, one.pk))


def _indicators(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Indicator.objects.filter(workspace=workspace, withdrawn_at__isnull=True).select_related("supplier")
    for one in (found.filter(pk=about) if about else found).prefetch_related("definitions", "targets"):
        said = [words for each in one.definitions.all() for words in (each.words, each.source, each.caveats)]
        said += [each.reason for each in one.targets.all()]
        moments = [one.recorded_at, *(each.recorded_at for each in one.definitions.all())]
        text = " ".join(filter(None, [one.supplier.name if one.supplier else "", *dict.fromkeys(said)]))
        yield Findable(str(one.pk), f"{one.reference} {one.name}", text, _to(workspace, one), max(moments))


FINDABLE = (FindableKind(INDICATOR, "Indicators", GRANTS[Capability.SEE], _indicators, order=6),)


def _indicator(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Indicator.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at__isnull=True).first()
    if one is None:
        return None
    return Subject(f"{one.reference} {one.name}", _to(workspace, one), ((INDICATOR, (about,)),))


SUBJECTS = (SubjectKind(INDICATOR, "an indicator", _indicator, matter=True),)

# How it stood, its newest definition too. Definitions, targets and values are dated rows: the way back is a new one.
PARTICULARS = ("name", "supplier", "sensitive")
FIELDS = (
    ("name", "Name"), ("supplier", "Supplied by"), ("sensitive", "Earlier values are not shown by a link alone"),
    ("retired_on", "Not counted any more from"), ("retired_because", "Why not"), ("definition", "Definition"),
    ("words", "What is measured"), ("source", "Source"), ("caveats", "Caveats"),
    ("lag_days", "Days until a value is due"), ("review_on", "Definition looked at again on"),
    ("reworded_because", "Why the definition was put right"),
)  # fmt: skip
# What its newest definition says: put right by an act that asks for the reason, so it is compared and not put back.
_OF_DEFINITION = {
    "definition": "number", "words": "words", "source": "source", "caveats": "caveats", "lag_days": "lag_days",
    "review_on": "review_on", "reworded_because": "reworded_because",
}  # fmt: skip


def _of_definition(name: str, one: Indicator) -> Any:
    stands = newest_definition(one)
    value = getattr(stands, name) if stands else None
    return value if value is None or isinstance(value, int) else str(value)


def _as_shown(name: str, kept: Any) -> str:
    return in_words(date.fromisoformat(kept)) if name == "review_on" else str(kept)


BEYOND = {
    name: Beyond(partial(_of_definition, held), words=partial(_as_shown, name)) for name, held in _OF_DEFINITION.items()
}
VERSIONED = (
    VersionedKind(
        INDICATOR, Indicator, FIELDS, _indicator, by_act(amend_indicator, "indicator", names=PARTICULARS),
        kept_by(GRANTS, Capability.KEEP), fixed=("retired_on", "retired_because", *BEYOND), beyond=BEYOND,
    ),
)  # fmt: skip


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Indicator.objects.filter(workspace=asked.workspace, withdrawn_at__isnull=True).select_related("supplier")
    for one in asked.among(found):
        yield Place(
            Ref(INDICATOR, str(one.pk)), f"{one.reference} {one.name}", _to(asked.workspace, one),
            words="retired" if one.retired_on else "", whose=one.supplier.name if one.supplier else "",
            over=one.retired_on is not None,
        )  # fmt: skip


def _counted_from(workspace: Workspace) -> Iterator[Implied]:
    """Yield for each indicator that is counted from the evidence the kind of file that its definitions ask."""
    rows = Definition.objects.filter(
        workspace=workspace, origin=Origin.EVIDENCE, withdrawn_at__isnull=True, indicator__withdrawn_at__isnull=True
    )
    told = {(one.indicator_id, files_asked(one)) for one in rows}
    for indicator, files in sorted(told, key=str):
        yield Implied(Ref("releases.source", files), Ref(INDICATOR, str(indicator)), "it is counted from these files")


THREAD = (PlaceKind(INDICATOR, "an indicator", "Indicators", Stage.INDICATOR, _places, _counted_from),)
