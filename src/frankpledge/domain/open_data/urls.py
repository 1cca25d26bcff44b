"""Addresses of the release gate."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.open_data.views import gate

app_name = "open_data"
_HERE = "w/<slug:slug>/open-data/"
_ONE = f"{_HERE}<uuid:data_proposal>/"
urlpatterns = [
    path(_HERE, gate.listing_, name="list"),
    path(f"{_HERE}released.<slug:kind>", gate.log_file, name="log_file"),
    path(f"{_HERE}propose/", gate.propose, name="propose"),
    path(_ONE, gate.one, name="one"),
    path(f"{_ONE}approve/", gate.approve, name="approve"),
    path(f"{_ONE}turn-down/", gate.turn_down, name="turn_down"),
    path(f"{_ONE}withdraw/", gate.withdraw, name="withdraw"),
]
