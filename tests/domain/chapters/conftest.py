"""A draft of Nevermouth's year, made of chapters, at what was known before six months were published again."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.assessments.jobs import draft_for_area
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from tests.domain.county import County

BEFORE = date(2026, 2, 1)


@pytest.fixture
def draft(evidence: County, partnership: Partnership, analyst: User) -> Assessment:
    return draft_for_area(area="Nevermouth", last_month="2025-12", as_known=BEFORE, by=analyst)


@pytest.fixture
def types(draft: Assessment) -> Chapter:
    return Chapter.objects.get(paper=draft.paper, ref="types")


@pytest.fixture
def meaning(types: Chapter) -> Part:
    """Return the heading of the chapter on types that is to be written under."""
    return types.parts.get(kind="narrative")
