"""Addresses of comments. They are shown on the pages of the things that they are about."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.comments import views

app_name = "comments"
_ONE = "w/<slug:slug>/comments/<uuid:comment>/"
urlpatterns = [
    path("w/<slug:slug>/comments/on/<str:subject>/<str:about>/", views.add, name="add"),
    path(f"{_ONE}edit/", views.edit, name="edit"),
    path(f"{_ONE}take-off/", views.take_off, name="take_off"),
    path(f"{_ONE}read/", views.read, name="read"),
]
