"""Addresses of the pages from which the public site is written."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.site import views

app_name = "site"
_HERE = "w/<slug:slug>/site/"
_ONE = f"{_HERE}<uuid:webpage>/"
urlpatterns = [
    path(_HERE, views.listing, name="list"),
    path(f"{_HERE}open/", views.open_it, name="open"),
    path(f"{_HERE}close/", views.close_it, name="close"),
    path(f"{_HERE}add/", views.add, name="add"),
    path(_ONE, views.one, name="one"),
    path(f"{_ONE}words/", views.words, name="words"),
    path(f"{_ONE}add/<slug:block>/", views.add_block, name="add_block"),
    path(f"{_ONE}block/<int:at>/", views.edit_block, name="edit_block"),
    path(f"{_ONE}block/<int:at>/remove/", views.take_out, name="remove_block"),
    path(f"{_ONE}block/<int:at>/up/", views.move_up, name="raise_block"),
    path(f"{_ONE}submit/", views.submit, name="submit"),
    path(f"{_ONE}approve/", views.approve, name="approve"),
    path(f"{_ONE}again/", views.again, name="again"),
    path(f"{_ONE}withdraw/", views.withdraw, name="withdraw"),
]
