"""The public's pages: dates as a page and as a calendar to subscribe to, and what came of what people said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.noticeboard.presenters import days_of, newest_change, said_of, to_come
from frankpledge.domain.noticeboard.queries import answers_shown, dates_shown
from frankpledge.ground import clock
from frankpledge.ground.documents.calendar import calendar
from frankpledge.ground.ui.parts import Crumb


def _own(request: HttpRequest) -> Any:
    return request.workspace  # type: ignore[attr-defined]  # set by the public's host


def _crumbs(words: str) -> tuple[Crumb, ...]:
    return (Crumb("Home", reverse("public:home")), Crumb(words))


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """Show where residents may come and what they may answer, and the calendar of it."""
    say, come = to_come(dates_shown(_own(request)), today=clock.today())
    return render(request, "noticeboard/public/dates.html", {"say": say, "come": come, "crumbs": _crumbs("Dates")})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give every date as a calendar (iCalendar). It knows nothing of who reads it."""
    found = dates_shown(_own(request))
    address = request.build_absolute_uri(reverse("board:dates"))
    content = calendar(
        days_of(found, address=address),
        title=f"{_own(request)}: dates for residents",
        product="Dates for residents",
        at=newest_change(found) or clock.now(),
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """Show what people were asked, what they said, and what was done about it; and what they may answer now."""
    answers = tuple(said_of(one) for one in answers_shown(_own(request)))
    say, _ = to_come(dates_shown(_own(request)), today=clock.today())
    shown = {"answers": answers, "say": say, "crumbs": _crumbs("You said, we did")}
    return render(request, "noticeboard/public/said.html", shown)
