"""Addresses of the action log."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.action_log.views import bulk, lists, log, one

app_name = "action_log"
_HERE = "w/<slug:slug>/actions/"
urlpatterns = [
    path(_HERE, log.listing_, name="list"),
    path(f"{_HERE}actions.<slug:kind>", log.file, name="file"),
    path(f"{_HERE}organisations/", log.kept, name="kept"),
    path(f"{_HERE}change/", bulk.change, name="bulk"),
    *lists.PAGES.paths(_HERE),
    path(f"{_HERE}add/", one.add, name="add"),
    path(f"{_HERE}<uuid:action>/", one.one, name="one"),
    path(f"{_HERE}<uuid:action>/edit/", one.edit, name="edit"),
    path(f"{_HERE}<uuid:action>/report/", one.report, name="report"),
    path(f"{_HERE}<uuid:action>/date/", one.move, name="move"),
    path(f"{_HERE}<uuid:action>/end/", one.end, name="end"),
    path(f"{_HERE}<uuid:action>/ask/", one.ask, name="ask"),
]
