"""Addresses of the applicant's pages: safety pages, whose addresses say nothing of what they are for."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.asb_reviews.views import public

app_name = "asking"
urlpatterns = [
    path("i/start/", public.start, name="start"),
    path("i/check/", public.check, name="check"),
    path("i/write/", public.write, name="write"),
    path("i/code/", public.code, name="code"),
    path("i/code/lost/", public.lost, name="lost"),
]
