"""What groups of a town's sent up, each word with the canary: one waits on an agenda, one was answered."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.actions import Answer, SentUp
from frankpledge.domain.escalations.queries import Matter
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def sent_up(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Send two things up and return what the address of the one that is open needs."""
    above = create_body(workspace=workspace, name=f"{canary} county group", kind="county_strategy_group", by=by)
    below = create_body(workspace=workspace, name=f"{canary} harbour group", kind="sub_group", parent=above, by=by)
    made = [
        actions.send_up(
            workspace=workspace,
            given=SentUp(
                sender=below,
                receiver=above,
                matter=Matter(f"{canary} quay {at}"),
                asks=f"{canary} money",
                why=f"{canary} has none",
                by_when=clock.today() + timedelta(days=20),
            ),
            by=by,
        )
        for at in (1, 2)
    ]
    actions.put_on_agenda(escalation=made[0], meeting=Matter(f"{canary} meeting"), by=by)
    actions.answer(escalation=made[1], given=Answer(f"{canary} grants it", 7), by=by)
    return {"escalation": str(made[0].pk)}
