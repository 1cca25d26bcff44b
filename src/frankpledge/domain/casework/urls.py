"""Addresses of the keeping of cases: by kind and identifier, never by words."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.casework.views import answering, keeping

app_name = "casework"
_HERE = "w/<slug:slug>/casework/"
_ONE = f"{_HERE}<slug:sort>/<uuid:case>/"
_ASKED = f"{_ONE}asked/<uuid:inquiry>/"
urlpatterns = [
    path(_HERE, keeping.listing, name="list"),
    path(f"{_HERE}keys/", keeping.keys, name="keys"),
    path(_ONE, keeping.one, name="one"),
    path(f"{_ONE}hold/", keeping.hold, name="hold"),
    path(f"{_ONE}holds/<uuid:hold>/lift/", keeping.lift, name="lift"),
    path(f"{_ONE}remove/", keeping.remove, name="remove"),
    path(f"{_ONE}ask/", answering.ask, name="ask"),
    path(_ASKED, answering.asked_for, name="asked"),
    path(f"{_ASKED}longer/", answering.longer, name="longer"),
    path(f"{_ASKED}passages/<int:passage_number>/", answering.passage, name="passage"),
    path(f"{_ASKED}let-out/", answering.let_out, name="let_out"),
    path(f"{_ASKED}answer.<slug:answer_kind>", answering.file, name="file"),
]
