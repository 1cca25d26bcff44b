"""Addresses of the pages of plans."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.plans import views

app_name = "plans"
urlpatterns = [
    path("w/<slug:slug>/plan/", views.listing, name="list"),
    path("w/<slug:slug>/plan/steps/<uuid:step>/", views.step_, name="step"),
    path("w/<slug:slug>/plan/steps/<uuid:step>/remove/", views.remove, name="remove"),
]
