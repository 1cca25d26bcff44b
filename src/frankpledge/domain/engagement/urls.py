"""Addresses of the registers."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.engagement.views import exercises, registers

app_name = "engagement"
urlpatterns = [
    path("w/<slug:slug>/engagement/", registers.listing, name="list"),
    path("w/<slug:slug>/engagement/views.<slug:kind>", registers.views_file, name="views_file"),
    path("w/<slug:slug>/engagement/inputs.<slug:kind>", registers.inputs_file, name="inputs_file"),
    path("w/<slug:slug>/engagement/inputs/add/", registers.add_input, name="add_input"),
    path("w/<slug:slug>/engagement/inputs/<uuid:line>/", registers.one_input, name="input"),
    path("w/<slug:slug>/engagement/add/", exercises.add, name="add"),
    path("w/<slug:slug>/engagement/<uuid:exercise>/", exercises.one, name="one"),
    path("w/<slug:slug>/engagement/<uuid:exercise>/edit/", exercises.edit, name="edit"),
    path("w/<slug:slug>/engagement/<uuid:exercise>/withdraw/", exercises.withdraw, name="withdraw"),
    path("w/<slug:slug>/engagement/<uuid:exercise>/questions/add/", exercises.add_question, name="add_question"),
    path(
        "w/<slug:slug>/engagement/<uuid:exercise>/questions/<uuid:question>/",
        exercises.edit_question,
        name="edit_question",
    ),
    path(
        "w/<slug:slug>/engagement/<uuid:exercise>/questions/<uuid:question>/remove/",
        exercises.remove,
        name="remove_question",
    ),
]
