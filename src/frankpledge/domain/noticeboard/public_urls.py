"""Addresses of the noticeboard on the public's host."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.noticeboard.views import public

app_name = "board"
urlpatterns = [
    path("dates/", public.dates, name="dates"),
    path("dates.ics", public.feed, name="dates_feed"),
    path("you-said/", public.said, name="said"),
]
