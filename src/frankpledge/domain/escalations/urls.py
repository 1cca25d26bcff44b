"""Addresses of what was sent up."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.escalations.views import one, register

app_name = "escalations"
_HERE = "w/<slug:slug>/meetings/escalations/"
_ONE = f"{_HERE}<uuid:escalation>/"
urlpatterns = [
    path(_HERE, register.listing_, name="list"),
    path(f"{_HERE}escalations.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}send/", one.send, name="send"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}agenda/", one.agenda, name="agenda"),
    path(f"{_ONE}answer/", one.answer, name="answer"),
    path(f"{_ONE}end/", one.end, name="end"),
    path(f"{_ONE}hand-on/", one.hand_on, name="hand_on"),
    path(f"{_ONE}read/", one.read, name="read"),
]
