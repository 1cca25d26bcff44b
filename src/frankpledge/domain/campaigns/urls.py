"""Addresses of the register of campaigns."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.campaigns.views import lists, one, parts, register

app_name = "campaigns"
_HERE = "w/<slug:slug>/campaigns/"
_ONE = f"{_HERE}<uuid:campaign>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    path(_HERE, register.listing_, name="list"),
    path(f"{_HERE}campaigns.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}add/", one.add, name="add"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}edit/", one.edit, name="edit"),
    path(f"{_ONE}withdraw/", one.withdraw, name="withdraw"),
    path(f"{_ONE}piece/", parts.piece, name="piece"),
    path(f"{_ONE}piece/<uuid:piece>/remove/", parts.remove, name="remove_piece"),
    path(f"{_ONE}reach/", parts.reach, name="reach"),
    path(f"{_ONE}said/", parts.said, name="said"),
    path(f"{_ONE}change/", parts.change, name="change"),
]
