"""Addresses of attendance, under those of meetings."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.attendance.views import lists, tables

app_name = "attendance"
_HERE = "w/<slug:slug>/meetings/"
urlpatterns = [
    path(f"{_HERE}attendance/", tables.listing, name="list"),
    path(f"{_HERE}attendance.<slug:kind>", tables.file, name="file"),
    *lists.PAGES.paths(f"{_HERE}attendance/"),
]
