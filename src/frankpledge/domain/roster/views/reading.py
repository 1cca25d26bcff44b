"""What every page of the register asks first: may the reader see it, as at which day, and what stands in it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.register import Register, register_for
from frankpledge.domain.bodies.rules import day
from frankpledge.domain.roster.forms.filters import DayForm
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Crumb


@dataclass(frozen=True)
class Asked:
    """Who asks, where, and as at which day. `shown_on` is the day where it is not today: it stays in the address."""

    workspace: Workspace
    viewer: User
    on: date
    shown_on: date | None
    form: DayForm

    @cached_property
    def register(self) -> Register:
        return register_for(workspace=self.workspace, viewer=self.viewer)

    @cached_property
    def keeps(self) -> bool:
        return is_granted(GRANTS, Capability.KEEP, workspace=self.workspace, user=self.viewer)

    @cached_property
    def sees_addresses(self) -> bool:
        return is_granted(GRANTS, Capability.SEE_ADDRESSES, workspace=self.workspace, user=self.viewer)

    @property
    def query(self) -> str:
        return f"?on={self.shown_on.isoformat()}" if self.shown_on else ""

    def shown(self, *crumbs: Crumb, **more: Any) -> dict[str, Any]:
        """Return what every page shows, and more."""
        return {
            "asked": self,
            "slug": self.workspace.slug,
            "known": f"As at {day(self.on)}",
            "day_form": self.form,
            "crumbs": crumbs_to(self.workspace, *crumbs),
            **more,
        }


def asked_of(request: HttpRequest, workspace: Workspace) -> Asked:
    """Return what is asked, once the reader may see the register. A day that is none is answered as today."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    today = clock.today()
    form = DayForm(request.GET if request.GET.get("on") else {"on": today.isoformat()})
    on = form.cleaned_data["on"] if form.is_valid() and form.cleaned_data["on"] else today
    return Asked(workspace, viewer, on, on if on != today else None, form)


def crumbs_to(workspace: Workspace, *crumbs: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of the register."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("People and bodies", reverse("roster:list", args=(workspace.slug,)) if crumbs else "")
    return (start, home, *crumbs)
