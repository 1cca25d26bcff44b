"""Sending files, following them, and what became of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.releases.actions.uploads import Arrived, give_up_files, load_again, send_files
from frankpledge.domain.releases.forms import LoadForm
from frankpledge.domain.releases.models import Upload
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters import load_ways, sending_page, sent_lately
from frankpledge.domain.releases.presenters.words import moment
from frankpledge.domain.releases.queries.history import LABELS
from frankpledge.domain.releases.queries.uploads import annotated_place, places_to_load_for, upload_of, uploads
from frankpledge.domain.releases.rules import Whose
from frankpledge.domain.releases.views.crumbs import crumbs, load_crumb
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

SENT_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def load(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask whose files they are and take them in; the work goes on beside the page that follows."""
    check_granted(GRANTS, Capability.LOAD, workspace=workspace, user=reader(request))
    form = _form(request, workspace)
    shown: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            upload = _send(form, workspace, request)
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            return redirect("releases:sending", workspace.slug, upload.pk)
    sent = uploads(workspace=workspace, viewer=reader(request))[:SENT_SHOWN]
    shown |= {
        "sent": sent_lately(sent, workspace.slug),
        "ways": load_ways(workspace.slug),
        "readers": sorted(LABELS.values()),
        "crumbs": crumbs(workspace, Crumb("Load files")),
    }
    return render(request, "releases/load.html", shown, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, workspace: Workspace) -> LoadForm:
    """Return the form as it was filled, or to begin with: this partnership's own."""
    places = places_to_load_for(reader(request))
    if request.method == "POST":
        # The files are looked at first: what stops them is known only once the request was read.
        files = request.FILES
        return LoadForm(request.POST, files, places=places, too_much=getattr(request, "too_much", ""))
    return LoadForm(places=places, initial={"whose": Whose.OWN, "places": [str(workspace.pk)]})


def _send(form: LoadForm, workspace: Workspace, request: HttpRequest) -> Upload:
    said = form.cleaned_data
    arrived = [Arrived(name=one.name, path=one.temporary_file_path(), size=one.size) for one in said["sent"]]
    whose = Whose(said["whose"])
    return send_files(workspace=workspace, whose=whose, meant_for=said["places"], files=arrived, by=reader(request))


def _upload(request: HttpRequest, workspace: Workspace, upload: UUID) -> Upload:
    check_granted(GRANTS, Capability.LOAD, workspace=workspace, user=reader(request))
    found = upload_of(workspace=workspace, pk=upload, viewer=reader(request))
    if found is None:
        raise Http404("nothing was sent under this address")
    return found


@require_safe
@in_workspace
def sending(request: HttpRequest, workspace: Workspace, upload: UUID) -> HttpResponseBase:
    """Show how far an upload is, and then what became of each of its files."""
    found = _upload(request, workspace, upload)
    page = sending_page(found, workspace.slug, workspaces_of(reader(request)))
    shown = {"page": page, "crumbs": crumbs(workspace, load_crumb(workspace), Crumb(f"Sent {moment(found.sent_at)}"))}
    return render(request, "releases/sending.html", shown)


@require_POST
@in_workspace
def again(request: HttpRequest, workspace: Workspace, upload: UUID) -> HttpResponseBase:
    """Load again what an upload still holds."""
    found = _upload(request, workspace, upload)
    try:
        load_again(upload=found, by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("releases:sending", workspace.slug, found.pk)


@require_POST
@in_workspace
def give_up(request: HttpRequest, workspace: Workspace, upload: UUID) -> HttpResponseBase:
    """Delete what an upload still holds."""
    found = _upload(request, workspace, upload)
    number = give_up_files(upload=found, by=reader(request))
    messages.success(request, f"Given up: {number} file{'' if number == 1 else 's'}. Nothing of them is kept here.")
    return redirect("releases:sending", workspace.slug, found.pk)


@require_safe
@in_workspace
def annotated(request: HttpRequest, workspace: Workspace, upload: UUID, file: int) -> HttpResponseBase:
    """Give a file back with what is wrong with it marked, after recording that it left."""
    found = _upload(request, workspace, upload)
    one = next((each for each in found.files.all() if each.number == file), None)
    if one is None or not annotated_place(one).exists():
        raise Http404("there is no such copy, or it was kept long enough")
    policy = Policy.OPEN if found.whose == Whose.OPEN else Policy.RESTRICTED
    cells = [Cell(key="file", value=one.size, policy=policy)]
    what = f"file {one.number} of upload {found.pk} with its faults marked"
    let_out(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=reader(request))
    content = annotated_place(one).read_bytes()
    return attachment(content, name=f"faults-{one.number}.xlsx", media_type=FORMATS["xlsx"].media_type)
