"""Addresses of page pieces."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.ui import views

app_name = "ui"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
