"""What the evidence brings to "This quarter"."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.explore import Changed, what_changed
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, HomeSection, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.categories import crime_type


def changed_table(found: Changed, slug: str) -> Table | None:
    """Return the types that changed, each with its judgement; None where none is known to have."""
    query = f"to={found.window.last}&months={len(found.window)}"
    rows = [
        Row(
            (
                one.name,
                f"{one.compared.before:,}",
                f"{one.compared.now:,}",
                component(
                    "signal",
                    verdict=one.compared.change.verdict,
                    polarity=crime_type(one.name).polarity,
                    words={"higher": "Higher", "lower": "Lower"}[one.compared.change.verdict],
                ),
            ),
            href=f"{reverse('explorer:ask', args=(slug,))}?{urlencode({'what': one.name})}&{query}",
        )
        for one in found.types
        if one.compared and one.compared.change.verdict in ("higher", "lower")
    ]
    columns = (
        Column("Type of crime"),
        Column("Before", right=True),
        Column("Now", right=True),
        Column("Has it changed?"),
    )
    return Table("Types of crime that changed", columns, tuple(rows), caption_hidden=True) if rows else None


def home(asked: HomeRequest) -> HomeContribution:
    """Return what the evidence brings to "This quarter": what changed, or what to load first."""
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return HomeContribution()
    partnership = partnership_of(workspace=asked.workspace, viewer=asked.viewer)
    found = (
        what_changed(kind=partnership.area_kind, code=partnership.area_code, workspace=asked.workspace)
        if partnership
        else None
    )
    slug = asked.workspace.slug
    if found is None:
        words = "No police file of this area is loaded. Whoever runs the installation loads them: frankpledge ingest."
        need = Need(title="Load the area's evidence", href=reverse("evidence:home", args=(slug,)), words=words)
        return HomeContribution(needs=(need,))
    number = sum(bool(t.compared and t.compared.change.verdict in ("higher", "lower")) for t in found.types)
    unknown = sum(bool(t.compared is None or t.compared.change.verdict == "cannot_tell") for t in found.types)
    section = HomeSection(
        title=f"What changed: {number} of {len(found.types)} types of crime",
        template="evidence/changed.html",
        context={"table": changed_table(found, slug), "window": found.window.label, "cut_off": found.cut_off},
        place="wide",
        note=f"{unknown} cannot tell",
    )
    return HomeContribution(sections=(section,))
