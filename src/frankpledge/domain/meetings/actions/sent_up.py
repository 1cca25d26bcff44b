"""What follows for escalations from an agenda: those that an item draws are on it, and leave it with the item."""

from __future__ import annotations

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.actions import follow_agenda
from frankpledge.domain.escalations.queries import Matter as Place
from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User


def take_up_sent(*, body: Body, by: User) -> int:
    """Mark what waits for a body as on the agenda of the next meeting that takes up by itself whatever was sent up.

    Where none does any more it is unmarked; return how many changed. One that a meeting took up and did not answer
    stays on the agenda of that meeting until the next one is planned.
    """
    ahead = Meeting.objects.filter(body=body, state=State.PLANNED, on__gte=clock.today()).order_by("on")
    item = None
    for meeting in ahead:
        item = meeting.items.filter(draws=Drawn.SENT_UP).first()
        if item is not None:
            break
    drawing = None
    if item is not None:
        drawing = Place(f"{item.meeting}, under “{item.title}”", Meeting._meta.label_lower, str(item.meeting_id))
    drawn = Meeting.objects.filter(body=body, items__draws=Drawn.SENT_UP).exclude(state=State.CANCELLED)
    bare = Meeting.objects.filter(body=body).exclude(pk__in=drawn)
    leaving = {str(pk) for pk in bare.values_list("pk", flat=True)}
    return follow_agenda(body=body, drawing=drawing, leaving=leaving, by=by)
