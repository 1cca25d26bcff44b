"""Addresses of work plans."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.work_plans.views import lines, plans
from frankpledge.domain.work_plans.views.lists import PAGES

app_name = "work_plans"
_HERE = "w/<slug:slug>/meetings/work-plans/"
_ONE = f"{_HERE}<uuid:plan>/"
_LINE = f"{_HERE}lines/<uuid:plan_line>/"
urlpatterns = [
    path(_HERE, plans.listing_, name="list"),
    path(f"{_HERE}start/", plans.start, name="start"),
    path(_ONE, plans.one, name="one"),
    path(f"{_ONE}lines.<slug:kind>", plans.file, name="file"),
    path(f"{_ONE}approve/", plans.approve, name="approve"),
    path(f"{_ONE}close/", plans.close, name="close"),
    path(f"{_ONE}update/", plans.update, name="update"),
    path(f"{_ONE}add/", lines.add, name="add"),
    path(_LINE, lines.one, name="line"),
    path(f"{_LINE}edit/", lines.edit, name="edit"),
    path(f"{_LINE}report/", lines.report, name="report"),
    path(f"{_LINE}move/", lines.move, name="move"),
    path(f"{_LINE}end/", lines.end, name="end"),
    *PAGES.paths(_HERE),
]
