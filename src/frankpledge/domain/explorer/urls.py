"""Addresses of the explorer: beneath the evidence, as its answers are."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.explorer.views import asking, registering, tracing

app_name = "explorer"
_HERE = "w/<slug:slug>/evidence/explore/"
_EVENTS = "w/<slug:slug>/evidence/events/"
urlpatterns = [
    path(_HERE, asking.ask, name="ask"),
    path(f"{_HERE}places/", asking.places, name="places"),
    path(f"{_HERE}figure/", tracing.figure_, name="figure"),
    path(f"{_HERE}rows/", tracing.rows, name="rows"),
    path(f"{_HERE}<slug:table>.csv", asking.csv_, name="csv"),
    path(_EVENTS, registering.register, name="events"),
    path(f"{_EVENTS}add/", registering.add, name="event_add"),
    path(f"{_EVENTS}<uuid:event>/withdraw/", registering.withdraw, name="event_withdraw"),
]
