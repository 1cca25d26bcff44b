"""Addresses of setting up."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.founding import views

app_name = "founding"
urlpatterns = [
    path("set-up/", views.found, name="found"),
    path("w/<slug:slug>/set-up/", views.board, name="board"),
]
