"""Addresses of the pages about files."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.releases.views import history, sending

app_name = "releases"
_EVIDENCE = "w/<slug:slug>/evidence/"
_ONE = f"{_EVIDENCE}releases/<str:release>/"
_UPLOAD = f"{_EVIDENCE}load/<uuid:upload>/"
urlpatterns = [
    path(f"{_EVIDENCE}releases/", history.listing, name="list"),
    path(_ONE, history.release, name="release"),
    path(f"{_ONE}set-aside.csv", history.set_aside_csv, name="set_aside"),
    path(f"{_EVIDENCE}known/", history.known, name="states"),
    path(f"{_EVIDENCE}load/", sending.load, name="load"),
    path(_UPLOAD, sending.sending, name="sending"),
    path(f"{_UPLOAD}again/", sending.again, name="again"),
    path(f"{_UPLOAD}give-up/", sending.give_up, name="give_up"),
]
