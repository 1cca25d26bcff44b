"""One course: recorded, put right, withdrawn, and its events."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.training import actions
from frankpledge.domain.training.forms import CourseForm, ReasonForm, course_typed
from frankpledge.domain.training.models import Course
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.presenters import lines_table
from frankpledge.domain.training.queries import course_of, lines_of
from frankpledge.domain.training.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


def found_course(request: HttpRequest, workspace: Workspace, course: UUID, capability: Capability) -> Course:
    """Return a course of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = course_of(course, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such course")
    return found


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, course: UUID) -> HttpResponseBase:
    """Show a course and its events."""
    found, viewer = found_course(request, workspace, course, Capability.SEE), reader(request)
    every = lines_of(workspace=workspace, viewer=viewer, on=clock.today())
    lines = [line for line in every if line.course_id == course]
    shown = {
        "course": found,
        "table": lines_table(lines, workspace.slug) if lines else None,
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, found.title),
    }
    return render(request, "training/course.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a course and record it."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = CourseForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Add a course", "button": "Record", "crumbs": crumbs(workspace, "Add a course")}

    def act() -> HttpResponseBase:
        made = actions.add_course(workspace=workspace, given=form.given(), by=by)
        return redirect("training:course", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, course: UUID) -> HttpResponseBase:
    """Put a course right."""
    found, by = found_course(request, workspace, course, Capability.KEEP), reader(request)
    form = CourseForm(request.POST if request.method == "POST" else None, initial=course_typed(found))
    shown: dict[str, Any] = {"title": "Put it right", "caption": found.title, "button": "Save"}

    def act() -> HttpResponseBase:
        actions.amend_course(course=found, given=form.given(), by=by)
        return redirect("training:course", workspace.slug, course)

    return answered(request, form, shown | {"crumbs": crumbs(workspace, found.title)}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, course: UUID) -> HttpResponseBase:
    """Ask why a course was recorded by mistake, and take it out."""
    found, by = found_course(request, workspace, course, Capability.KEEP), reader(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Withdraw it", "caption": found.title, "button": "Withdraw"}

    def act() -> HttpResponseBase:
        actions.withdraw_course(course=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("training:list", workspace.slug)

    return answered(request, form, shown | {"crumbs": crumbs(workspace, found.title)}, act)
