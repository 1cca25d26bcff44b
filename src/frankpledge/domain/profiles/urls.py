"""Addresses of problem profiles: beneath the evidence, beside the studies that they are made of."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.profiles import views

app_name = "profiles"
_HERE = "w/<slug:slug>/evidence/profiles/"
urlpatterns = [
    path(_HERE, views.listing, name="list"),
    path(f"{_HERE}draft/", views.draft, name="draft"),
    path(f"{_HERE}<uuid:paper>/", views.profile, name="profile"),
    path(f"{_HERE}<uuid:paper>/read/", views.read, name="read"),
    path(f"{_HERE}<uuid:paper>/profile.<str:form>", views.file, name="file"),
]
