"""Publishing what waited for a day: early each morning, whatever has its day today or earlier and is not held."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.publishing.actions import publish_on_its_day
from frankpledge.domain.publishing.models import Scheduled
from frankpledge.domain.publishing.rules import Waiting
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell


def publish_what_is_due(_run: JobRun, tell: Tell, *, on: str) -> dict[str, str]:
    """Publish every edition whose day has come, in whichever partnership, and return how many went out."""
    due = Scheduled.objects.filter(state=Waiting.WAITS, on__lte=date.fromisoformat(on))
    found = list(due.select_related("edition", "workspace", "asked_by").order_by("on", "asked_at"))
    for at, one in enumerate(found):
        tell(at / len(found), str(one.edition))
        publish_on_its_day(scheduled=one, by=one.asked_by)
    out = Scheduled.objects.filter(pk__in=[one.pk for one in found], state=Waiting.OUT).count()
    return {"words": f"{out} of {len(found)} that waited were published."}


PUBLISH_DUE = "publishing.publish_due"
JOBS = {PUBLISH_DUE: Job(title="Publish what is due", work=publish_what_is_due)}
