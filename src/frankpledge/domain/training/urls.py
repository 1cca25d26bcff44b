"""Addresses of the register of training."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.training.views import course, event, lists, register

app_name = "training"
_HERE = "w/<slug:slug>/training/"
_COURSE, _EVENT = f"{_HERE}courses/<uuid:course>/", f"{_HERE}<uuid:session>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    path(_HERE, register.listing_, name="list"),
    path(f"{_HERE}training.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}years/", register.years, name="years"),
    path(f"{_HERE}years.<slug:kind>", register.years_file, name="years_file"),
    path(f"{_HERE}courses/add/", course.add, name="add"),
    path(_COURSE, course.one, name="course"),
    path(f"{_COURSE}edit/", course.edit, name="edit"),
    path(f"{_COURSE}withdraw/", course.withdraw, name="withdraw"),
    path(f"{_COURSE}event/", event.add, name="add_event"),
    path(_EVENT, event.one, name="event"),
    path(f"{_EVENT}edit/", event.edit, name="edit_event"),
    path(f"{_EVENT}delegates/", event.delegates, name="delegates"),
    path(f"{_EVENT}feedback/", event.feedback, name="feedback"),
    path(f"{_EVENT}cancel/", event.cancel, name="cancel"),
    path(f"{_EVENT}withdraw/", event.withdraw, name="withdraw_event"),
]
