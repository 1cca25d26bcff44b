"""Addresses of versions."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.versions import views

app_name = "versions"
_THING = "w/<slug:slug>/versions/<str:thing>/<str:identifier>/"
urlpatterns = [
    path(_THING, views.of, name="of"),
    path(f"{_THING}<int:kept>/put-back/", views.put_back, name="put_back"),
    path(f"{_THING}erase/", views.erase, name="erase"),
]
