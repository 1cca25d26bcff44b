"""What a town's people said, and what was sent to it, each word with the canary."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.engagement import rules as engagement
from frankpledge.domain.engagement.actions import record_exercise, record_input, record_question
from frankpledge.ground.accounts.models import User, Workspace


def registers(canary: str, workspace: Workspace, officer: User) -> dict[str, str]:
    """Record a survey with a question, and something that was sent; return what their addresses need."""
    survey = engagement.Exercise(
        year="2025/26",
        name=f"{canary} survey",
        kind="survey",
        began=date(2025, 9, 1),
        ended=date(2025, 9, 30),
        run_by=f"{canary} council",
        method=f"{canary} by post",
        representative=f"{canary} volunteers",
        source=f"{canary} report",
        used=f"{canary} lit the park",
        respondents=40,
        reached=(engagement.Reached(f"{canary} young people", affected=True),),
    )
    exercise = record_exercise(workspace=workspace, given=survey, by=officer)
    results = (engagement.Result(f"{canary} safe", count=30),)
    question = record_question(exercise=exercise, words=f"Is {canary} safe?", base=40, results=results, by=officer)
    sent = engagement.Input(
        year="2025/26", need="current plan", supplier=f"{canary} board", asked_on=date(2025, 9, 1), nothing=True
    )
    line = record_input(workspace=workspace, given=sent, by=officer)
    return {"exercise": str(exercise.pk), "question": str(question.pk), "line": str(line.pk)}
