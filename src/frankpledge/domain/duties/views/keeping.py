"""Keeping: who answers, what happened, what proves it, who subscribes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.duties import actions
from frankpledge.domain.duties.forms import EventForm, EvidenceForm, ExcuseForm, FeedForm, OwnerForm, ReasonForm
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters import duty as one_duty
from frankpledge.domain.duties.queries import kept
from frankpledge.domain.duties.queries.feeds import FEED
from frankpledge.domain.duties.views.register import crumbs, duty_crumb, duty_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.links.queries import links_of
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _filled(
    request: HttpRequest, form: forms.Form, do: Callable[[], object], *, then: str, template: str = "ui/asks.html",
    **shown: Any,
) -> HttpResponseBase:  # fmt: skip
    """Show a form; once it is rightly filled do what it asks for, and go on."""

    def act() -> HttpResponseBase:
        do()
        messages.success(request, "Recorded.")
        return redirect(then)

    return answered(request, form, shown, act, template=template)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def owner(request: HttpRequest, workspace: Workspace, code: str) -> HttpResponseBase:
    """Say who answers for a duty."""
    duty, by = duty_of(request, workspace, code, Capability.ASSIGN), reader(request)
    row = kept.responsibilities(workspace=workspace).get(duty.id)
    begin = {"owner": row.owner, "deputy": row.deputy, "role_words": row.role_words} if row else {}
    form = OwnerForm(_sent(request), initial=begin, people=people_of(workspace=workspace))
    return _filled(
        request,
        form,
        lambda: actions.assign_duty(workspace=workspace, duty=duty.id, by=by, **form.cleaned_data),
        then=reverse("duties:one", args=(workspace.slug, duty.id)),
        title="Who answers",
        caption=one_duty.caption_of(duty),
        lede=f"{duty.title}. Bound by law: {duty.who}.",
        crumbs=crumbs(workspace, duty_crumb(workspace, duty), "Who answers"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def binding(request: HttpRequest, workspace: Workspace, code: str) -> HttpResponseBase:
    """Say that a duty does not bind this partnership, and why, or that it does."""
    duty, by = duty_of(request, workspace, code, Capability.ASSIGN), reader(request)
    row = kept.responsibilities(workspace=workspace).get(duty.id)
    form = ExcuseForm(_sent(request), initial={"reason": row.excused_because if row else ""})
    return _filled(
        request,
        form,
        lambda: actions.excuse_duty(workspace=workspace, duty=duty.id, by=by, **form.cleaned_data),
        then=reverse("duties:one", args=(workspace.slug, duty.id)),
        title="Does it bind here?",
        caption=one_duty.caption_of(duty),
        lede=f"{duty.title}. A duty that does not bind is shown with its reason, and counted nowhere.",
        crumbs=crumbs(workspace, duty_crumb(workspace, duty), "Does it bind here?"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def prove(request: HttpRequest, workspace: Workspace, code: str) -> HttpResponseBase:
    """Record what proves one obligation of a duty."""
    duty, by = duty_of(request, workspace, code, Capability.PROVE), reader(request)
    key = request.GET.get("for", "")[:60]
    choices = kept.editions_to_choose(workspace=workspace, viewer=by)
    form = EvidenceForm(_sent(request), request.FILES or None, editions=choices, initial={"on": clock.today()})
    event = kept.event_words(workspace=workspace).get(key, key)
    return _filled(
        request,
        form,
        lambda: actions.record_evidence(workspace=workspace, duty=duty.id, key=key, given=form.given(), by=by),
        then=reverse("duties:one", args=(workspace.slug, duty.id)),
        title="Add evidence",
        caption=f"{one_duty.caption_of(duty)}{f' · {event}' if event else ''}",
        lede=f"{duty.title}. Wanted: {duty.evidence[:1].lower()}{duty.evidence[1:]}.",
        crumbs=crumbs(workspace, duty_crumb(workspace, duty), "Add evidence"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one_evidence(request: HttpRequest, workspace: Workspace, evidence: UUID) -> HttpResponseBase:
    """Show one piece of evidence, and withdraw it with a reason."""
    by = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=by)
    found = kept.evidence_of(evidence, workspace=workspace, viewer=by)
    if found is None:
        raise Http404("there is no such evidence")
    duty, form = duty_of(request, workspace, found.duty, Capability.SEE), ReasonForm(_sent(request))
    event = kept.event_words(workspace=workspace).get(found.key, "")
    return _filled(
        request,
        form,
        lambda: actions.withdraw_evidence(evidence=found, reason=form.cleaned_data["reason"], by=by),
        template="duties/evidence.html",
        then=request.path,
        one=found,
        file=kept.file_of(found),
        details=one_duty.evidence_details(found, duty=duty, event=event),
        may_withdraw=_may_withdraw(request, workspace, withdrawn=found.withdrawn_at is not None),
        crumbs=crumbs(workspace, duty_crumb(workspace, duty), "Evidence"),
    )


def _may_withdraw(request: HttpRequest, workspace: Workspace, *, withdrawn: bool) -> bool:
    """Return whether the reader may withdraw something that stands; refuse whoever tries without."""
    if request.method == "POST":
        check_granted(GRANTS, Capability.PROVE, workspace=workspace, user=reader(request))
    return not withdrawn and is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=reader(request))


@require_safe
@in_workspace
def events_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what started clocks, the latest first."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    found = kept.events(workspace=workspace, viewer=viewer)
    shown = {
        "table": one_duty.events_table(found, workspace.slug) if found else None,
        "may_prove": is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, "Events"),
    }
    return render(request, "duties/events.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_event(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Record that something happened that starts a clock."""
    by = reader(request)
    check_granted(GRANTS, Capability.PROVE, workspace=workspace, user=by)
    form = EventForm(_sent(request), initial={"on": clock.today(), "kind": request.GET.get("kind", "")})
    return _filled(
        request,
        form,
        lambda: actions.record_event(workspace=workspace, by=by, **form.cleaned_data),
        then=reverse("duties:events", args=(workspace.slug,)),
        title="Record an event",
        caption="What starts a clock",
        lede="The register reckons from it what is due by when. Keep names and case details out.",
        crumbs=crumbs(workspace, _events_crumb(workspace), "Record an event"),
    )


def _events_crumb(workspace: Workspace) -> Crumb:
    return Crumb("Events", reverse("duties:events", args=(workspace.slug,)))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one_event(request: HttpRequest, workspace: Workspace, duty_event: UUID) -> HttpResponseBase:
    """Show one event with what it started, and withdraw it with a reason."""
    by = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=by)
    found = kept.event_of(duty_event, workspace=workspace, viewer=by)
    if found is None:
        raise Http404("there is no such event")
    form = ReasonForm(_sent(request))
    return _filled(
        request,
        form,
        lambda: actions.withdraw_event(event=found, reason=form.cleaned_data["reason"], by=by),
        template="duties/event.html",
        then=request.path,
        one=found,
        details=one_duty.event_details(found),
        proofs=one_duty.proof_choices(kept.evidence(workspace=workspace, viewer=by), found, workspace.slug),
        started=one_duty.started_by(found, kept.duties_of(workspace), workspace.slug),
        may_withdraw=_may_withdraw(request, workspace, withdrawn=found.withdrawn_at is not None),
        crumbs=crumbs(workspace, _events_crumb(workspace), "One event"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def feeds(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Give out a secret address for a calendar, which is shown once, and show which were given out."""
    by = reader(request)
    check_granted(GRANTS, Capability.SUBSCRIBE, workspace=workspace, user=by)
    form = FeedForm(_sent(request), people=people_of(workspace=workspace))
    shown: dict[str, Any] = {"form": form, "crumbs": crumbs(workspace, "Subscribe")}
    if form.is_bound and form.is_valid():
        try:
            opened = actions.open_feed(workspace=workspace, by=by, **form.cleaned_data)
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            shown["address"] = request.build_absolute_uri(reverse("duties:feed", args=(opened.token,)))
            shown["opened"] = opened.link
    shown["lines"] = one_duty.feed_lines(links_of(workspace=workspace, viewer=by, purpose=FEED))
    return render(request, "duties/feeds.html", shown, status=422 if form.is_bound and "address" not in shown else 200)
