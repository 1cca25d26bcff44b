"""Addresses of the risk register."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.risks.views import appetite, bulk, lists, one, register, ties

app_name = "risks"
_HERE = "w/<slug:slug>/risks/"
_ONE = f"{_HERE}<uuid:risk>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    path(_HERE, register.listing_, name="list"),
    path(f"{_HERE}risks.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}change/", bulk.change, name="bulk"),
    path(f"{_HERE}appetite/", appetite.appetites, name="appetite"),
    path(f"{_HERE}appetite/<uuid:body>/", appetite.set_, name="set_appetite"),
    path(f"{_HERE}add/", one.add, name="add"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}edit/", one.edit, name="edit"),
    path(f"{_ONE}score/<slug:which>/", one.score, name="score"),
    path(f"{_ONE}review/", one.review, name="review"),
    path(f"{_ONE}end/", one.end, name="end"),
    path(f"{_ONE}control/", ties.control, name="control"),
    path(f"{_ONE}control/<uuid:control>/", ties.change_control, name="change_control"),
    path(f"{_ONE}tie/", ties.tie, name="tie"),
    path(f"{_ONE}tie/<uuid:tie>/end/", ties.untie, name="untie"),
]
