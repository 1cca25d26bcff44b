"""What this app adds to the ground."""

from datetime import time

from django.db import transaction

from frankpledge.domain.indicators.actions.evidence import REFRESH, ask_to_count
from frankpledge.domain.indicators.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.indicators.jobs import JOBS
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.rules import INSTALLATION
from frankpledge.ground.telling import Timetable

__all__ = [
    "AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "JOBS", "ON_EVENT", "SCHEDULES", "SUBJECTS", "THREAD", "VERSIONED",
]  # fmt: skip

# At the beginning of the day: what ended with the day before, and what a load that nobody told of left behind.
SCHEDULES = {REFRESH: Timetable(at=time(4, 30))}
_LOADED = {
    "evidence.files_ingested", "releases.own_files_loaded", "releases.upload_loaded", "releases.release_withdrawn",
}  # fmt: skip


def ON_EVENT(event: Event) -> None:  # noqa: N802 (the name that the ground reads)
    """Have indicators counted that come from the evidence, once evidence was loaded."""
    if event.verb in _LOADED:
        whose = None if event.workspace == INSTALLATION else event.workspace
        transaction.on_commit(lambda: ask_to_count(workspace=whose))


FACT_WORDS = {
    "indicators.values": "values of indicators",
    "indicators.wide": "values by period",
    "indicators.register": "indicators",
}

AUDIT_SENTENCES = {
    "indicators.registered": "put the indicator {indicator} into the register",
    "indicators.value_recorded": "wrote down a value of {indicator} ({period})",
    "indicators.value_corrected": "corrected a value of {indicator} ({period})",
    "indicators.value_restated": "restated a value of {indicator} ({period}) by {share}",
    "indicators.value_withdrawn": "took back a value of {indicator} ({period})",
    "indicators.refreshed": "counted {count} values of {indicator} from the evidence",
    "indicators.defined_again": "defined {indicator} anew (version {number})",
    "indicators.reworded": "put right what the definition of {indicator} says (version {number})",
    "indicators.target_set": "set a target of {indicator}: {kind}",
    "indicators.amended": "put the indicator {indicator} right",
    "indicators.retired": "retired the indicator {indicator}",
    "indicators.taken_up_again": "took the indicator {indicator} up again",
    "indicators.put_in_order": "put {count} indicators in order",
    "indicators.column_switched": "switched the column of red, amber and green {on}",
    "indicators.value_published": "put a value of {indicator} before the board",
}
