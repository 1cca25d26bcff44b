"""One commentary: what it says, where it stands, and what may be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.commentaries import actions
from frankpledge.domain.commentaries.forms import ReasonForm
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.presenters import cautions, figures_table, one_href, parts_of, signal_sentence
from frankpledge.domain.commentaries.queries import commentary_of, latest, line_now, overtaken_in, words_of
from frankpledge.domain.commentaries.rules import State
from frankpledge.domain.commentaries.views.listing import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.deadlines import in_words


def found_commentary(request: HttpRequest, workspace: Workspace, commentary: UUID, may: Capability) -> Commentary:
    """Return a commentary of the workspace, once the reader's role allows it."""
    viewer = reader(request)
    check_granted(GRANTS, may, workspace=workspace, user=viewer)
    found = commentary_of(commentary, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such commentary")
    return found


def _may(request: HttpRequest, one: Commentary) -> dict[str, bool]:
    viewer, workspace = reader(request), one.workspace
    writes = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)
    approves = is_granted(GRANTS, Capability.APPROVE, workspace=workspace, user=viewer)
    return {
        "may_write": writes and one.state == State.DRAFT,
        "may_approve": approves and one.state == State.SENT and one.written_by_id != viewer.pk,
        "may_return": approves and one.state == State.SENT,
        "may_reopen": writes and one.state == State.APPROVED,
    }


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Show a commentary with its figures, and which of them have changed since."""
    found = found_commentary(request, workspace, commentary, Capability.SEE)
    changed, line = overtaken_in(found), line_now(found)
    shown: dict[str, Any] = {
        "one": found,
        "state": State(found.state).label,
        "until": in_words(found.ends),
        "parts": parts_of(found, changed),
        "changed": changed,
        "cautions": cautions(words_of(found)) if found.state != State.APPROVED else (),
        "signal": signal_sentence(line) if line else "",
        "figures": figures_table(line) if line else None,
        "text": latest(found),
        "crumbs": crumbs(workspace, Crumb(found.indicator.name)),
        **_may(request, found),
    }
    return render(request, "commentaries/one.html", shown)


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Send a commentary to whoever may approve it."""
    found = found_commentary(request, workspace, commentary, Capability.WRITE)
    told(request, lambda: actions.send_commentary(commentary=found, by=reader(request)), "Sent for approval.")
    return redirect("commentaries:one", workspace.slug, commentary)


@require_POST
@in_workspace
def take(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Accept the figures of a draft as they are printed now."""
    found = found_commentary(request, workspace, commentary, Capability.WRITE)
    done = "It quotes the figures as they stand now. Read its sentences again."
    told(request, lambda: actions.take_figures(commentary=found, by=reader(request)), done)
    return redirect("commentaries:one", workspace.slug, commentary)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Approve a commentary that somebody else wrote."""
    found = found_commentary(request, workspace, commentary, Capability.APPROVE)
    told(request, lambda: actions.approve_commentary(commentary=found, by=reader(request)), "Approved.")
    return redirect("commentaries:one", workspace.slug, commentary)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def return_(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Ask what is wrong with a commentary and return it to its author."""
    found = found_commentary(request, workspace, commentary, Capability.APPROVE)
    return _reasoned(request, found, "Return the commentary", "Return it", actions.return_commentary)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def reopen(request: HttpRequest, workspace: Workspace, commentary: UUID) -> HttpResponseBase:
    """Ask why an approved commentary is written anew and open it; what was approved stays."""
    found = found_commentary(request, workspace, commentary, Capability.WRITE)
    return _reasoned(request, found, "Write the commentary anew", "Open it", actions.reopen_commentary)


def _reasoned(request: HttpRequest, found: Commentary, title: str, button: str, act: Any) -> HttpResponseBase:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    way = Crumb(found.indicator.name, one_href(found))
    shown: dict[str, Any] = {"title": title, "button": button, "caption": str(found.indicator)}
    shown |= {"crumbs": crumbs(found.workspace, way, Crumb(button))}

    def done() -> HttpResponseBase:
        act(commentary=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("commentaries:one", found.workspace.slug, found.pk)

    return answered(request, form, shown, done)
