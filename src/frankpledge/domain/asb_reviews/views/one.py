"""One case: a reason is asked, then it is opened; each deed is done to it by whoever was let in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.asb_reviews.actions import filing, handling, letting, reading
from frankpledge.domain.asb_reviews.forms.applying import APPLYING
from frankpledge.domain.asb_reviews.forms.filing import FILING
from frankpledge.domain.asb_reviews.forms.handling import HANDLING
from frankpledge.domain.asb_reviews.forms.register import ReasonForm
from frankpledge.domain.asb_reviews.forms.reviewing import REVIEWING
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.presenters.page import case_page
from frankpledge.domain.asb_reviews.queries.cases import case_of, file_of
from frankpledge.domain.asb_reviews.views.register import asked, crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import Role, check_granted, is_granted, roles_of
from frankpledge.ground.links.actions import Opened
from frankpledge.ground.sealed.permissions import grant_of
from frankpledge.ground.ui.pages import answered, as_it_came, in_workspace, link_made, reader, told

DEEDS = APPLYING | FILING | HANDLING | REVIEWING
OPEN_FOR_SECONDS = 30 * 60


def found_case(request: HttpRequest, workspace: Workspace, case: UUID) -> Case:
    """Return a case, sealed, to whoever may see that it is there."""
    check_granted(GRANTS, Capability.LIST, workspace=workspace, user=reader(request))
    found = case_of(case, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such case")
    return found


def _reason(request: HttpRequest, case: Case) -> str:
    """Return the reason that the reader gave within the last half hour; empty where they gave none."""
    said, at = request.session.get(f"case {case.pk}", ("", ""))
    if not said or (clock.now() - datetime.fromisoformat(at)).total_seconds() > OPEN_FOR_SECONDS:
        return ""
    return str(said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one(request: HttpRequest, workspace: Workspace, case: UUID) -> HttpResponseBase:
    """Ask why the reader opens a case; then show it, and have the ledger know of each time."""
    found, by = found_case(request, workspace, case), reader(request)
    let_in = grant_of(found.matter, workspace=workspace, user=by) is not None
    reason, form = _reason(request, found), ReasonForm(request.POST or None)
    if request.method == "POST" and let_in and form.is_valid():
        request.session[f"case {found.pk}"] = (form.cleaned_data["reason"], clock.now().isoformat())
        return redirect("asb_reviews:one", workspace.slug, case)
    shown: dict[str, Any] = {"case": found, "form": form, "crumbs": crumbs(workspace, str(found).capitalize())}
    if not reason or not let_in:
        administers = Role.ADMINISTRATOR in roles_of(by, workspace)
        may_take = not let_in and not administers and is_granted(GRANTS, Capability.TAKE, workspace=workspace, user=by)
        shown |= {"let_in": let_in, "may_take": may_take, "administers": administers}
        return render(request, "asb_reviews/reason.html", shown, status=422 if request.method == "POST" else 200)
    opened = reading.open_case(case=found, reason=reason, by=by)
    return render(request, "asb_reviews/one.html", shown | case_page(opened, viewer=by, on=clock.today()))


@require_POST
@in_workspace
def take(request: HttpRequest, workspace: Workspace, case: UUID) -> HttpResponseBase:
    """Take up a case that nobody holds."""
    found = found_case(request, workspace, case)
    told(request, lambda: handling.take_up(case=found, by=reader(request)), "You look after this case now.")
    return redirect("asb_reviews:one", workspace.slug, case)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def deed(request: HttpRequest, workspace: Workspace, case: UUID, act: str) -> HttpResponseBase:
    """Ask what one deed needs, and do it."""
    found, by = found_case(request, workspace, case), reader(request)
    kind, reason = DEEDS.get(act), _reason(request, found)
    if kind is None:
        raise Http404("there is no such deed")
    letting.check_let_in(case=found, person=by)
    if not reason:
        return redirect("asb_reviews:one", workspace.slug, case)
    form = kind(
        request.POST or None, request.FILES or None, case=found, viewer=by,
        opened=lambda: reading.open_case(case=found, reason=reason, by=by),
    )  # fmt: skip
    shown = asked(workspace, kind.TITLE, kind.BUTTON, form.lede, str(found).capitalize())
    shown["crumbs"] = crumbs(workspace, kind.TITLE, of=found)
    return answered(request, form, shown, lambda: _done(request, workspace, found, form.act(by)))


@never_cache
@require_safe
@in_workspace
def fetch(request: HttpRequest, workspace: Workspace, case: UUID, case_file: int) -> HttpResponseBase:
    """Give one file of a case to be kept, never shown here, to whoever was let in and said why they opened the case."""
    found, by = found_case(request, workspace, case), reader(request)
    letting.check_let_in(case=found, person=by, works=False)
    reason = _reason(request, found)
    if not reason:
        return redirect("asb_reviews:one", workspace.slug, case)
    file = file_of(found, case_file)
    if file is None:
        raise Http404("there is no such file")
    content = filing.give_file(file=file, reason=reason, by=by)
    name = f"case-{found.number}-file-{file.number}.{file.kind}"  # what its sender called it may tell of the case
    return as_it_came(content, name=name)


def _done(request: HttpRequest, workspace: Workspace, case: Case, made: object) -> HttpResponseBase:
    """Return the page after a deed: the case again, or what is shown this once: a link, a code."""
    way = crumbs(workspace, str(case).capitalize())
    if isinstance(made, str):
        return render(request, "asb_reviews/code.html", {"case": case, "code": made, "crumbs": way})
    opened = made[1] if isinstance(made, tuple) else None
    if isinstance(opened, Opened):
        back = request.path.split("/do/")[0] + "/"
        return link_made(request, opened, back=back, back_words="Back to the case", crumbs=way)
    return redirect("asb_reviews:one", workspace.slug, case.pk)
