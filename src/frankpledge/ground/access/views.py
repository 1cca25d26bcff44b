"""The pages of who comes, stays and leaves."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.ground import clock
from frankpledge.ground.access import actions, queries
from frankpledge.ground.access.forms import InviteForm, LeaveForm, ResetForm, RoleForm
from frankpledge.ground.access.presenters.matrix import matrix_page
from frankpledge.ground.access.presenters.people import day, invitation_lines, people_table, review_lines
from frankpledge.ground.accounts.actions import (
    change_role,
    confirm_membership,
    end_membership,
    reset_second_factor,
    set_end,
)
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import (
    GRANTS,
    Capability,
    NotPermitted,
    check_granted,
    is_granted,
    looks_after,
    organisations_looked_after,
)
from frankpledge.ground.accounts.rules import RESET_REASONS, Role
from frankpledge.ground.tokens.permissions import GRANTS as TOKEN_GRANTS
from frankpledge.ground.tokens.permissions import Capability as OfTokens
from frankpledge.ground.ui.pages import in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

WRONG = 422


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of access."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Who has access", reverse("access:people", args=(workspace.slug,)) if steps else ""), *steps)


def check_looks_after(request: HttpRequest, workspace: Workspace) -> User:
    """Return the reader, refused unless they keep the people here, or those of an organisation."""
    if not looks_after(request.user, workspace):
        check_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=request.user)
        raise NotPermitted("you do not keep the people here.")
    return reader(request)


def of_the_office(viewer: User, workspace: Workspace) -> bool:
    """Return whether the reader keeps all people of the workspace."""
    return is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=viewer)


def found_membership(request: HttpRequest, workspace: Workspace, membership: UUID) -> Membership:
    """Return a running role that the reader looks after."""
    viewer = check_looks_after(request, workspace)
    found = queries.membership_of(membership, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such role")
    return found


@require_safe
@in_workspace
def people(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show who holds what, and who is invited."""
    viewer = check_looks_after(request, workspace)
    held = queries.held_by_all(workspace=workspace, viewer=viewer, on=clock.today())
    shown = {
        "table": people_table(held, workspace.slug) if held else None,
        "due": len(queries.overdue(held)),
        "offers": queries.offers(workspace=workspace, viewer=viewer),
        "invitations": invitation_lines(queries.open_invitations(workspace=workspace, viewer=viewer)),
        "keeps_tokens": is_granted(TOKEN_GRANTS, OfTokens.KEEP_OTHERS, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace),
    }
    return render(request, "access/people.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def invite(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Invite a person to a role, and show the link once."""
    viewer = check_looks_after(request, workspace)
    form = InviteForm(
        request.POST or None,
        roles=queries.roles_given(workspace=workspace, viewer=viewer),
        organisations=organisations_looked_after(viewer, workspace),
        of_the_office=of_the_office(viewer, workspace),
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            made = actions.invite(workspace=workspace, by=viewer, **given)
        except Refusal as wrong:
            refusal = wrong
        else:
            return invited(request, workspace, made)
    shown = {"form": form, "refusal": refusal, "crumbs": crumbs(workspace, Crumb("Invite somebody"))}
    return render(request, "access/invite.html", shown, status=WRONG if form.errors or refusal else 200)


def invited(request: HttpRequest, workspace: Workspace, made: actions.Invited) -> HttpResponse:
    """Send an invitation and show its link, once."""
    address = request.build_absolute_uri(made.path)
    told_of = {"invitation": made.invitation, "address": address, "workspace": workspace}
    body = render_to_string("access/invitation.txt", told_of)
    sent = send_mail("Frankpledge: an invitation", body, None, [made.invitation.email], fail_silently=True)
    shown = {**told_of, "sent": sent, "crumbs": crumbs(workspace, Crumb("Invited"))}
    return render(request, "access/invited.html", shown)


@require_POST
@in_workspace
def offer(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Invite somebody to the role that their seat brings, which follows from it and ends with it."""
    viewer = check_looks_after(request, workspace)
    wanted = (request.POST.get("source", ""), request.POST.get("role", ""))
    found = [one for one in queries.offers(workspace=workspace, viewer=viewer) if (one.source, one.role) == wanted]
    if not found:
        messages.error(request, "Choose somebody of the list.")
        return redirect("access:people", workspace.slug)
    one = found[0]
    try:
        made = actions.invite(
            workspace=workspace, email=one.email, role=Role(one.role), organisation=one.organisation, source=one.source,
            by=viewer,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("access:people", workspace.slug)
    return invited(request, workspace, made)


@require_POST
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, invitation: UUID) -> HttpResponseBase:
    """Withdraw an invitation."""
    viewer = check_looks_after(request, workspace)
    found = queries.invitation_of(invitation, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such invitation")
    told(request, lambda: actions.withdraw_invitation(invitation=found, by=viewer), "The invitation was withdrawn.")
    return redirect("access:people", workspace.slug)


@require_safe
@in_workspace
def review(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show who has what, to be confirmed or ended one by one."""
    viewer = check_looks_after(request, workspace)
    held = queries.held_by_all(workspace=workspace, viewer=viewer, on=clock.today())
    shown = {"lines": review_lines(held), "crumbs": crumbs(workspace, Crumb("Quarterly review"))}
    return render(request, "access/review.html", shown)


@require_safe
@in_workspace
def matrix(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which role may do what, from every table of grants."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    own = queries.roles_running(workspace=workspace, person=reader(request))
    yours = [(Role(one.role).label, queries.source_words(one) or "given by hand") for one in own]
    shown = {"page": matrix_page(), "yours": yours, "crumbs": (start, Crumb("Which role may do what"))}
    return render(request, "access/matrix.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def member(request: HttpRequest, workspace: Workspace, membership: UUID) -> HttpResponseBase:
    """Show one role of one person; give another, or another last day."""
    found, viewer = found_membership(request, workspace, membership), reader(request)
    roles = queries.roles_given(workspace=workspace, viewer=viewer)
    initial = {"role": found.role, "until": found.valid_to}
    form = RoleForm(request.POST or None, initial=initial, roles=roles)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change(found, form.cleaned_data, viewer)
        except Refusal as wrong:
            refusal = wrong
        else:
            return redirect("access:people", workspace.slug)
    shown = {**about(found, viewer), "form": form, "refusal": refusal}
    return render(request, "access/member.html", shown, status=WRONG if form.errors or refusal else 200)


def change(found: Membership, given: dict[str, Any], by: User) -> None:
    """Give another role and another last day, where they differ."""
    changed = found
    if given["role"] != found.role:
        changed = change_role(membership=found, role=Role(given["role"]), by=by)
    until = datetime.combine(given["until"], time.max, tzinfo=UTC) if given["until"] else None
    if (until and until.date()) != (changed.valid_to and changed.valid_to.date()):
        set_end(membership=changed, until=until, by=by)


def about(found: Membership, viewer: User) -> dict[str, Any]:
    """Return what every page about one role shows of it."""
    workspace, person = found.workspace, found.user
    others = queries.roles_running(workspace=workspace, person=person)
    facts = (
        ("E-mail address", person.email),
        ("Organisation", found.organisation or "not said"),
        ("Since", day(found.valid_from)),
        ("Last signed in", day(person.last_login) if person.last_login else "never"),
        ("Follows from", queries.source_words(found) or "somebody who gave it by hand"),
        ("Roles here", ", ".join(Role(one.role).label for one in others)),
    )
    return {
        "membership": found,
        "role": Role(found.role).label,
        "facts": facts,
        "several": len(others) > 1,
        "may_reset": is_granted(GRANTS, Capability.RESET_SECOND_FACTOR, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, Crumb(person.name)),
    }


@require_POST
@in_workspace
def confirm(request: HttpRequest, workspace: Workspace, membership: UUID) -> HttpResponseBase:
    """Confirm that a role is still needed."""
    found = found_membership(request, workspace, membership)
    done = f"{found.user.name} keeps the role {Role(found.role).label}."
    told(request, lambda: confirm_membership(membership=found, by=reader(request)), done)
    return redirect("access:review", workspace.slug)


@require_POST
@in_workspace
def end(request: HttpRequest, workspace: Workspace, membership: UUID) -> HttpResponseBase:
    """End one of several roles of a person; the last is ended by leaving, which hands over what they hold."""
    found = found_membership(request, workspace, membership)
    if len(queries.roles_running(workspace=workspace, person=found.user)) == 1:
        return redirect("access:leave", workspace.slug, found.pk)
    done = f"{found.user.name} is not {Role(found.role).label} any more."
    told(request, lambda: end_membership(membership=found, by=reader(request)), done)
    return redirect("access:people", workspace.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def leave(request: HttpRequest, workspace: Workspace, membership: UUID) -> HttpResponseBase:
    """Show everything open of a person, ask for its next owner, and let them leave."""
    found, viewer = found_membership(request, workspace, membership), reader(request)
    held = queries.holdings_of(workspace=workspace, person=found.user)
    people_left = queries.next_owners(workspace=workspace, leaving=found.user)
    form = LeaveForm(request.POST if request.method == "POST" else None, people=people_left, needed=bool(held))
    refusal = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("next_owner")
        owner = next((one for one in people_left if str(one.pk) == chosen), None)
        close = form.cleaned_data["close"]
        try:
            actions.leave(workspace=workspace, person=found.user, next_owner=owner, close=close, by=viewer)
        except Refusal as wrong:
            refusal = wrong
        else:
            return left(request, workspace, found.user.name)
    shown = {**about(found, viewer), "held": held, "form": form, "refusal": refusal}
    return render(request, "access/leave.html", shown, status=WRONG if form.errors or refusal else 200)


def left(request: HttpRequest, workspace: Workspace, name: str) -> HttpResponse:
    """Say that somebody has left; whoever let themselves out goes to their first page."""
    messages.success(request, f"{name} has left. Sessions and links stopped at once.")
    stays = looks_after(request.user, workspace)
    return redirect("access:people", workspace.slug) if stays else redirect("web:start")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def reset_factor(request: HttpRequest, workspace: Workspace, membership: UUID) -> HttpResponseBase:
    """Take somebody's second factor away, with a reason, so that they prove themselves anew."""
    check_granted(GRANTS, Capability.RESET_SECOND_FACTOR, workspace=workspace, user=request.user)
    found, viewer = found_membership(request, workspace, membership), reader(request)
    form = ResetForm(request.POST or None, reasons=RESET_REASONS)
    refusal = None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            reset_second_factor(user=found.user, reason=reason, workspace=workspace, by=viewer)
        except Refusal as wrong:
            refusal = wrong
        else:
            messages.success(request, f"{found.user.name} sets a new password and a new second step.")
            return redirect("access:people", workspace.slug)
    shown = {**about(found, viewer), "form": form, "refusal": refusal}
    return render(request, "access/reset_factor.html", shown, status=WRONG if form.errors or refusal else 200)
