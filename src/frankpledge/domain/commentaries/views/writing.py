"""Writing what is said of an indicator in a period, with what was said before as the prompt."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frankpledge.domain.commentaries import actions
from frankpledge.domain.commentaries.forms import WordsForm
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.presenters import figures_table, parts_of, signal_sentence
from frankpledge.domain.commentaries.queries import before, line_to_tell, there_for
from frankpledge.domain.commentaries.rules import PARTS
from frankpledge.domain.commentaries.views.listing import crumbs
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries import indicator_of
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.rules import NoSuchIndicator
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words


def _found(request: HttpRequest, workspace: Workspace, indicator: UUID) -> tuple[Indicator, date | None, Line]:
    """Return the indicator, the day in the address, and the indicator as it is shown for it."""
    said = request.GET.get("until", "")
    try:
        found = indicator_of(indicator, workspace=workspace, viewer=reader(request))
        until = date.fromisoformat(said) if said else None
        return found, until, line_to_tell(found, until)
    except (NoSuchIndicator, ValueError):
        raise Http404("there is no such indicator, or no such day") from None
    except Refusal as refusal:
        raise Http404(str(refusal)) from None


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def write(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask what happened, why and what next, and keep it."""
    by = reader(request)
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    found, until, line = _found(request, workspace, indicator)
    there = there_for(found, starts=line.shown.starts, ends=line.shown.ends)
    initial = {name: getattr(there, name) for name, _ in PARTS} if there else {}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> HttpResponseBase:
        made = actions.write_commentary(indicator=found, until=until, words=form.words(), by=by)
        messages.success(request, "Kept. Read it, then send it for approval.")
        return redirect("commentaries:one", workspace.slug, made.pk)

    return answered(request, form, _shown(workspace, line), act, template="commentaries/write.html")


def _shown(workspace: Workspace, line: Line) -> dict[str, Any]:
    """Return what stands beside the form: the signal, the figures by name, and what was said the period before."""
    prompt = before(line.indicator, starts=line.shown.starts)
    return {
        "title": f"Commentary: {line.indicator.name}",
        "caption": line.shown.label,
        "lede": signal_sentence(line),
        "figures": figures_table(line),
        "prompt": parts_of(prompt) if prompt else (),
        "prompt_until": in_words(prompt.ends) if prompt else "",
        "crumbs": crumbs(workspace, Crumb(line.indicator.name)),
    }
