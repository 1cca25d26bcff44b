"""All that the page of an open case shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from frankpledge.domain.asb_reviews.presenters import one as parts
from frankpledge.domain.asb_reviews.presenters.deeds import deeds, next_deeds
from frankpledge.domain.asb_reviews.queries.clocks import clock_for, standing_of
from frankpledge.domain.asb_reviews.queries.opened import OpenCase
from frankpledge.domain.asb_reviews.queries.threshold import procedure_for
from frankpledge.domain.asb_reviews.rules import stage_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.queries import Happening
from frankpledge.ground.sealed.permissions import grant_of
from frankpledge.ground.sealed.queries import holders_of, readings_of
from frankpledge.statute.deadlines import in_words

READINGS, SHOWN = 100, 8


def case_page(case: OpenCase, *, viewer: User, on: date) -> dict[str, Any]:
    """Return the parts of the page. Deeds are offered to whoever may change the case."""
    row, stage = case.row, stage_of(standing_of(case.row))
    grant = grant_of(row.matter, workspace=row.workspace, user=viewer)
    ticks = clock_for(row, procedure_for(case), on=on)
    leads, works = grant is not None and grant.leads, grant is not None and grant.works
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
        "requests": parts.requests(case, on) if case.requests else None,
        "risks": [(in_words(one.on), one.get_level_display(), one.words) for one in case.risks],
        "panels": parts.panels(case),
        "plan": parts.plan_table(case, on) if case.steps or case.recommendations else None,
        "written": parts.written(case),
        "discontents": parts.discontents(case),
        "holders": holders_of(row.matter, workspace=row.workspace, viewer=viewer),
        "readings": _lately(case, viewer) if leads else (),
        "keeping": reverse("casework:one", args=(row.workspace.slug, "asb-case-review", row.pk)),
        "next": next_deeds(case, stage) if works else [],
        "deeds": deeds(case) if works else [],
    }


def _lately(case: OpenCase, viewer: User) -> list[Happening]:
    """Return who opened it lately and why, the latest first; what one person did again and again stands once."""
    found = readings_of(case.matter, workspace=case.workspace, viewer=viewer, limit=READINGS)
    grouped = [list(same) for _, same in groupby(found, key=lambda one: (one.who, one.words, one.at.date()))]
    return [
        replace(same[0], words=f"{same[0].words} ({len(same)} times)") if len(same) > 1 else same[0]
        for same in grouped[:SHOWN]
    ]
