"""Addresses of the evidence pages."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.evidence import views

app_name = "evidence"
urlpatterns = [
    path("w/<slug:slug>/evidence/", views.home, name="home"),
    path("w/<slug:slug>/evidence/published/", views.published, name="published"),
]
