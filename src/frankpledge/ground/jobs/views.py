"""The page of a run: progress that can be left and come back to, then what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.ground.jobs.queries import progress_of

SECONDS_BETWEEN_LOOKS = 3


@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show how far a run is. The page loads itself again until the run is over, without scripts."""
    progress = progress_of(run_id, viewer=request.user)
    if progress is None:
        raise Http404("There is no such run, or it is not yours to see.")
    refresh = 0 if progress.state.over else SECONDS_BETWEEN_LOOKS
    return render(request, "jobs/run.html", {"progress": progress, "refresh": refresh})
