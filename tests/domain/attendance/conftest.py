from __future__ import annotations

from tests.domain.meetings.conftest import meeting, stage, today

__all__ = ["meeting", "stage", "today"]
