"""Addresses of plans of other bodies and of the matrix."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.alignment.views import lists, matrix, one

app_name = "alignment"
_HERE = "w/<slug:slug>/plan/others/"
_ONE = f"{_HERE}<uuid:their_plan>/"
_PRIORITY = f"{_ONE}<uuid:their_priority>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    path(_HERE, matrix.listing_, name="list"),
    path(f"{_HERE}matrix.<slug:kind>", matrix.file, name="file"),
    path(f"{_HERE}priorities.<slug:kind>", matrix.priorities_file, name="priorities_file"),
    path(f"{_HERE}add/", one.add, name="add"),
    path(f"{_HERE}judge/<uuid:our_priority>/<uuid:their_priority>/", one.judge, name="judge"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}edit/", one.edit, name="edit"),
    path(f"{_ONE}withdraw/", one.withdraw, name="withdraw"),
    path(f"{_ONE}priority/", one.add_priority, name="add_priority"),
    path(f"{_PRIORITY}change/", one.change, name="change"),
    path(f"{_PRIORITY}drop/", one.drop, name="drop"),
]
