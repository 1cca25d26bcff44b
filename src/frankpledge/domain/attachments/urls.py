"""Addresses of attachments. They are listed on the pages of the things that they are put to."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.attachments import views

app_name = "attachments"
_ONE = "w/<slug:slug>/attachments/<uuid:attached>/"
urlpatterns = [
    path("w/<slug:slug>/attachments/to/<str:subject>/<str:about>/", views.add, name="add"),
    path(_ONE, views.fetch, name="fetch"),
    path(f"{_ONE}take-away/", views.take_away, name="take_away"),
]
