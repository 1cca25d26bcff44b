"""Addresses of saved views. A view itself has none: it leads to its list."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.saved_views import views

app_name = "saved_views"
_HERE = "w/<slug:slug>/views/"
urlpatterns = [
    path(_HERE, views.listing, name="list"),
    path(f"{_HERE}save/", views.save, name="save"),
    path(f"{_HERE}<uuid:view>/first/", views.first, name="first"),
    path(f"{_HERE}<uuid:view>/share/", views.share, name="share"),
    path(f"{_HERE}<uuid:view>/remove/", views.remove, name="remove"),
]
