"""Addresses of links: short, since they are copied by hand."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.links import views

app_name = "links"
urlpatterns = [
    path("l/<str:token>/", views.open_, name="open"),
    path("l/<str:spent>/receipt/", views.receipt, name="receipt"),
]
