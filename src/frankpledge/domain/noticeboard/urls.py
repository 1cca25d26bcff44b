"""Addresses of the pages from which the noticeboard is written."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.noticeboard.views import office

app_name = "noticeboard"
_HERE = "w/<slug:slug>/site/noticeboard/"
_ONE = f"{_HERE}<uuid:posted>/"
urlpatterns = [
    path(_HERE, office.listing, name="list"),
    path(f"{_HERE}dates/add/", office.add_date, name="add_date"),
    path(f"{_HERE}answers/add/", office.add_answer, name="add_answer"),
    path(_ONE, office.one, name="one"),
    path(f"{_ONE}edit/", office.edit, name="edit"),
    path(f"{_ONE}again/", office.again, name="again"),
    path(f"{_ONE}approve/", office.approve, name="approve"),
    path(f"{_ONE}off/", office.call_off, name="call_off"),
]
