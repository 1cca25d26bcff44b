"""Addresses of the thread of one place. Where all begin is among the pages that join apps."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.threads import views

app_name = "threads"
_OF = "w/<slug:slug>/thread/of/<str:place_kind>/<str:place_about>/"
urlpatterns = [
    path(_OF, views.of, name="of"),
    path(f"{_OF}tie/", views.tie, name="tie"),
    path("w/<slug:slug>/thread/ties/<uuid:thread_tie>/end/", views.untie, name="untie"),
]
