"""One exercise: recorded, put right, withdrawn; and its questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.engagement import actions
from frankpledge.domain.engagement.forms import (
    ExerciseForm,
    QuestionForm,
    ReasonForm,
    as_typed,
    question_as_typed,
)
from frankpledge.domain.engagement.models import Exercise, Question
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.presenters import exercise_page
from frankpledge.domain.engagement.queries import exercise_of, question_of, view_of
from frankpledge.domain.engagement.views.registers import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.refusal import Refusal


def _found(request: HttpRequest, workspace: Workspace, exercise: UUID, capability: Capability) -> Exercise:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = exercise_of(exercise, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such exercise")
    return found


def _question(found: Exercise, question: UUID) -> Question:
    asked = question_of(question, exercise=found)
    if asked is None:
        raise Http404("there is no such question")
    return asked


def _filled(
    request: HttpRequest, workspace: Workspace, title: str, form: forms.Form, do: Callable[[], Exercise], **more: Any
) -> HttpResponseBase:
    """Show a form; once it is rightly filled do what it asks for, and go to the exercise that comes of it."""
    shown: dict[str, Any] = {"form": form, "title": title, "crumbs": crumbs(workspace, title), **more}
    if form.is_bound and form.is_valid():
        try:
            made = do()
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            messages.success(request, "Recorded.")
            return redirect("engagement:one", workspace.slug, made.pk)
    return render(request, "engagement/form.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Record an exercise."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = ExerciseForm(request.POST if request.method == "POST" else None, initial={"year": request.GET.get("year")})
    return _filled(
        request, workspace, "Add an exercise", form,
        lambda: actions.record_exercise(workspace=workspace, given=form.given(), by=by),
    )  # fmt: skip


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, exercise: UUID) -> HttpResponseBase:
    """Show one exercise: who was asked, who answered, what they said, and what came of it."""
    found = _found(request, workspace, exercise, Capability.SEE)
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    shown = {
        "page": exercise_page(view_of(found)),
        "form": ReasonForm(),
        "may_keep": keeps and found.withdrawn_at is None,
        "crumbs": crumbs(workspace, found.name),
    }
    return render(request, "engagement/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, exercise: UUID) -> HttpResponseBase:
    """Put an exercise right."""
    found, by = _found(request, workspace, exercise, Capability.KEEP), reader(request)
    form = ExerciseForm(request.POST if request.method == "POST" else None, initial=as_typed(view_of(found)))
    return _filled(
        request, workspace, f"Put right: {found.name}", form,
        lambda: actions.amend_exercise(exercise=found, given=form.given(), by=by),
    )  # fmt: skip


@require_POST
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, exercise: UUID) -> HttpResponseBase:
    """Withdraw an exercise, with the reason."""
    found, by = _found(request, workspace, exercise, Capability.KEEP), reader(request)
    try:
        actions.withdraw_exercise(exercise=found, reason=request.POST.get("reason", "")[:500], by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Withdrawn.")
    return redirect("engagement:one", workspace.slug, exercise)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_question(request: HttpRequest, workspace: Workspace, exercise: UUID) -> HttpResponseBase:
    """Record a question of an exercise with its answers."""
    found, by = _found(request, workspace, exercise, Capability.KEEP), reader(request)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"base": found.respondents})
    return _filled(
        request, workspace, f"Add a question: {found.name}", form,
        lambda: actions.record_question(exercise=found, **form.cleaned_data, by=by).exercise,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit_question(request: HttpRequest, workspace: Workspace, exercise: UUID, question: UUID) -> HttpResponseBase:
    """Put a question and its answers right."""
    found, by = _found(request, workspace, exercise, Capability.KEEP), reader(request)
    asked = _question(found, question)
    put = next(put for put in view_of(found).questions if put.id == question)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=question_as_typed(put))
    take_out = reverse("engagement:remove_question", args=(workspace.slug, exercise, question))
    return _filled(
        request, workspace, f"Put right: {asked.words}", form,
        lambda: actions.amend_question(question=asked, **form.cleaned_data, by=by).exercise, take_out=take_out,
        question=question,
    )  # fmt: skip


@require_POST
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, exercise: UUID, question: UUID) -> HttpResponseBase:
    """Take a question out of an exercise."""
    found, by = _found(request, workspace, exercise, Capability.KEEP), reader(request)
    try:
        actions.remove_question(question=_question(found, question), by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("engagement:one", workspace.slug, exercise)
