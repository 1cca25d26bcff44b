"""Saying what the columns of a file mean, trying it, confirming it; and the layouts that are remembered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.releases.actions.columns import confirm_columns, forget_mapping, rename_mapping, try_columns
from frankpledge.domain.releases.forms import ColumnsForm, NameForm
from frankpledge.domain.releases.models import ColumnMapping, UploadedFile
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters.columns import kind_choices, mapping_parts, mappings_table, trial_page
from frankpledge.domain.releases.queries.columns import asking_file, columns_of, proposed, suggested
from frankpledge.domain.releases.queries.mappings import mapping_of, mappings
from frankpledge.domain.releases.queries.uploads import upload_of
from frankpledge.domain.releases.views.crumbs import crumbs, load_crumb
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _asked(request: HttpRequest, workspace: Workspace, upload: UUID, number: int) -> UploadedFile:
    check_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=workspace, user=reader(request))
    found = upload_of(workspace=workspace, pk=upload, viewer=reader(request))
    file = asking_file(found, number) if found else None
    if file is None:
        raise Http404("no file here waits to be told what its columns mean")
    return file


def _upload_crumb(workspace: Workspace, file: UploadedFile) -> Crumb:
    return Crumb(file.name, reverse("releases:sending", args=(workspace.slug, file.upload_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def columns(request: HttpRequest, workspace: Workspace, upload: UUID, file: int) -> HttpResponseBase:
    """Ask what each column means, with what is suggested, and have the answer tried."""
    one = _asked(request, workspace, upload, file)
    form = _form(request, one)
    shown = {"form": form, "file": one}
    if form.is_bound and form.is_valid():
        try:
            try_columns(file=one, mapping=form.mapping(), words=form.found.words, by=reader(request))
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            return redirect("releases:trial", workspace.slug, upload, file)
    here = reverse("releases:columns", args=(workspace.slug, upload, file))
    shown["kinds"] = kind_choices(here, form.begun.kind)
    shown["crumbs"] = crumbs(workspace, load_crumb(workspace), _upload_crumb(workspace, one), Crumb("Columns"))
    return render(request, "releases/columns.html", shown, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, file: UploadedFile) -> ColumnsForm:
    """Return the form as filled, or begun from what was tried last, or else from what the file suggests."""
    found, kind = columns_of(file), request.GET.get("kind", "")
    begun = suggested(found, kind)
    if file.trial is not None and kind in ("", proposed(file.trial).mapping.kind):
        begun = proposed(file.trial).mapping
    return ColumnsForm(found, begun, request.POST if request.method == "POST" else None)


@require_safe
@in_workspace
def trial(request: HttpRequest, workspace: Workspace, upload: UUID, file: int) -> HttpResponseBase:
    """Show what reading a file by the proposed columns would give."""
    one = _asked(request, workspace, upload, file)
    if one.trial is None:
        return redirect("releases:columns", workspace.slug, upload, file)
    page = trial_page(one, proposed(one.trial).mapping, workspace.slug)
    steps = (load_crumb(workspace), _upload_crumb(workspace, one), Crumb("Columns", page.change), Crumb("Trial"))
    return render(request, "releases/trial.html", {"page": page, "crumbs": crumbs(workspace, *steps)})


@require_POST
@in_workspace
def confirm(request: HttpRequest, workspace: Workspace, upload: UUID, file: int) -> HttpResponseBase:
    """Remember the columns that were tried, and load the file."""
    one = _asked(request, workspace, upload, file)
    try:
        confirm_columns(file=one, by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("releases:columns", workspace.slug, upload, file)
    return redirect("releases:sending", workspace.slug, upload)


@require_safe
@in_workspace
def remembered(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the layouts that are remembered."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    table = mappings_table(mappings(workspace=workspace, viewer=reader(request)), workspace.slug)
    shown = {"table": table, "crumbs": crumbs(workspace, load_crumb(workspace), Crumb("Layouts that are remembered"))}
    return render(request, "releases/mappings.html", shown)


def _mapping(request: HttpRequest, workspace: Workspace, mapping: int) -> ColumnMapping:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = mapping_of(workspace=workspace, pk=mapping, viewer=reader(request))
    if found is None:
        raise Http404("no such layout is remembered")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def mapping(request: HttpRequest, workspace: Workspace, mapping: int) -> HttpResponseBase:
    """Show one remembered layout, and give it another name."""
    one = _mapping(request, workspace, mapping)
    form = NameForm(request.POST or None, initial={"name": one.name})
    if request.method == "POST" and form.is_valid():
        rename_mapping(mapping=one, name=form.cleaned_data["name"], by=reader(request))
        messages.success(request, "Renamed.")
        return redirect("releases:mapping", workspace.slug, one.pk)
    table, details = mapping_parts(one)
    may = is_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=workspace, user=reader(request))
    way = Crumb("Layouts that are remembered", reverse("releases:mappings", args=(workspace.slug,)))
    given = {"one": one, "table": table, "details": details, "form": form, "may": may}
    given["crumbs"] = crumbs(workspace, load_crumb(workspace), way, Crumb(one.name))
    return render(request, "releases/mapping.html", given, status=422 if form.is_bound else 200)


@require_POST
@in_workspace
def forget(request: HttpRequest, workspace: Workspace, mapping: int) -> HttpResponseBase:
    """Forget a layout."""
    one = _mapping(request, workspace, mapping)
    forget_mapping(mapping=one, by=reader(request))
    messages.success(request, f"Forgotten: {one.name}. The next file with these columns is asked about again.")
    return redirect("releases:mappings", workspace.slug)
