"""All that the page of an open case shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from frankpledge.domain.asb_reviews.presenters import one as parts
from frankpledge.domain.asb_reviews.queries.clocks import clock_for, standing_of
from frankpledge.domain.asb_reviews.queries.opened import OpenCase
from frankpledge.domain.asb_reviews.queries.threshold import procedure_for
from frankpledge.domain.asb_reviews.rules import Stage, stage_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.sealed.permissions import grant_of
from frankpledge.ground.sealed.queries import holders_of, readings_of
from frankpledge.ground.ui.parts import Button
from frankpledge.statute.deadlines import in_words

# What is most likely to come next, by stage.
NEXT = {
    Stage.RECEIVED: "acknowledge",
    Stage.ACKNOWLEDGED: "ask",
    Stage.ASKING: "decide",
    Stage.NOT_MET: "close",
    Stage.MET: "panel",
    Stage.PANEL: "held",
    Stage.REVIEWED: "close",
    Stage.FOLLOWED: "regard",
    Stage.CLOSED: "write",
}
READINGS = 10


def case_page(case: OpenCase, *, viewer: User, on: date) -> dict[str, Any]:
    """Return the parts of the page. Deeds are offered to whoever may change the case."""
    row, stage = case.row, stage_of(standing_of(case.row))
    grant = grant_of(row.matter, workspace=row.workspace, user=viewer)
    ticks = clock_for(row, procedure_for(case), on=on)
    leads = grant is not None and grant.leads
    return {
        "open": case,
        "stage": stage,
        "application": parts.application(case),
        "reports": parts.reports_table(case) if case.reports else None,
        "files": parts.files_table(case) if case.files else None,
        "arithmetic": parts.arithmetic(case),
        "decisions": parts.decisions(case),
        "clock": parts.clock_table(ticks),
        "pauses": case.pauses,
        "requests": parts.requests(case) if case.requests else None,
        "risks": [(in_words(one.on), one.get_level_display(), one.words) for one in case.risks],
        "panels": parts.panels(case),
        "plan": parts.plan_table(case) if case.steps or case.recommendations else None,
        "written": parts.written(case),
        "discontents": parts.discontents(case),
        "holders": holders_of(row.matter, workspace=row.workspace, viewer=viewer),
        "readings": readings_of(row.matter, workspace=row.workspace, viewer=viewer, limit=READINGS) if leads else (),
        "keeping": reverse("casework:one", args=(row.workspace.slug, "asb-case-review", row.pk)),
        "next": [_button(case, NEXT[stage], "first")] if grant is not None and grant.works else [],
        "deeds": [_button(case, name, "second") for name, _ in parts.DEEDS]
        if grant is not None and grant.works
        else [],
    }


def _button(case: OpenCase, name: str, kind: str) -> Button:
    href = reverse("asb_reviews:deed", args=(case.workspace.slug, case.pk, name))
    return Button(dict(parts.DEEDS)[name], href, kind)
