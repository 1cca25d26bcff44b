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
    """Show how far a run is, and what came of it once it is over.

    A link looks again; where there are scripts the page does so by itself. It is never reloaded under a reader's hands.
    """
    progress = progress_of(run_id, viewer=request.user)
    if progress is None:
        raise Http404("There is no such run, or it is not yours to see.")
    look_again = 0 if progress.state.over else SECONDS_BETWEEN_LOOKS
    return render(request, "jobs/run.html", {"progress": progress, "look_again": look_again})
