"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.jobs import views

app_name = "jobs"
urlpatterns = [path("jobs/<uuid:run_id>/", views.run, name="run")]
