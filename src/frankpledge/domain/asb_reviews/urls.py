"""Addresses of ASB case reviews: by identifiers, never by words."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.asb_reviews.views import entering, one, register

app_name = "asb_reviews"
_HERE = "w/<slug:slug>/case-reviews/"
_ONE = f"{_HERE}<uuid:case>/"
urlpatterns = [
    path(_HERE, register.listing, name="list"),
    path(f"{_HERE}cases.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}enter/", entering.enter, name="enter"),
    path(f"{_HERE}counts/", register.counts, name="counts"),
    path(f"{_HERE}counts/counts.<slug:kind>", register.counts_file, name="counts_file"),
    path(f"{_HERE}counts/publish/", register.publish, name="publish"),
    path(f"{_HERE}counts/printed/", register.printed, name="printed"),
    path(f"{_HERE}procedure/", register.write, name="write"),
    path(f"{_HERE}procedure/<uuid:procedure>/", register.version, name="version"),
    path(f"{_HERE}procedure/<uuid:procedure>/publish/", register.put_out, name="put_out"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}take/", one.take, name="take"),
    path(f"{_ONE}files/<int:case_file>/", one.fetch, name="fetch"),
    path(f"{_ONE}do/<slug:act>/", one.deed, name="deed"),
]
