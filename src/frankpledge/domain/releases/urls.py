"""Addresses of the pages about files."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.releases.views import columns, history, sending, withdrawal

app_name = "releases"
_EVIDENCE = "w/<slug:slug>/evidence/"
_ONE = f"{_EVIDENCE}releases/<str:release>/"
_UPLOAD = f"{_EVIDENCE}load/<uuid:upload>/"
_FILE = f"{_UPLOAD}<int:file>/"
_LAYOUT = f"{_EVIDENCE}columns/<int:mapping>/"
urlpatterns = [
    path(f"{_EVIDENCE}releases/", history.listing, name="list"),
    path(_ONE, history.release, name="release"),
    path(f"{_ONE}set-aside.csv", history.set_aside_csv, name="set_aside"),
    path(f"{_ONE}take-back/", withdrawal.withdraw, name="withdraw"),
    path(f"{_EVIDENCE}known/", history.known, name="states"),
    path(f"{_EVIDENCE}police-sources/", history.sources, name="sources"),
    path(f"{_EVIDENCE}load/", sending.load, name="load"),
    path(_UPLOAD, sending.sending, name="sending"),
    path(f"{_UPLOAD}again/", sending.again, name="again"),
    path(f"{_UPLOAD}give-up/", sending.give_up, name="give_up"),
    path(f"{_FILE}faults.xlsx", sending.annotated, name="annotated"),
    path(f"{_FILE}columns/", columns.columns, name="columns"),
    path(f"{_FILE}trial/", columns.trial, name="trial"),
    path(f"{_FILE}confirm/", columns.confirm, name="confirm"),
    path(f"{_EVIDENCE}columns/", columns.remembered, name="mappings"),
    path(_LAYOUT, columns.mapping, name="mapping"),
    path(f"{_LAYOUT}forget/", columns.forget, name="forget"),
]
