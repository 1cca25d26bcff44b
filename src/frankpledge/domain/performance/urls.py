"""Addresses of the pages of performance."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.performance.views import lists, one, overview, register

app_name = "performance"
_HERE = "w/<slug:slug>/performance/"
_ONE = f"{_HERE}<uuid:indicator>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    *lists.WIDE_PAGES.paths(f"{_HERE}by-period/"),
    *lists.REGISTER_PAGES.paths(f"{_HERE}register/"),
    path(f"{_HERE}values.<slug:kind>", lists.values_file, name="values_file"),
    path(f"{_HERE}by-period/values.<slug:kind>", lists.wide_file, name="wide_file"),
    path(f"{_HERE}register/indicators.<slug:kind>", lists.register_file, name="register_file"),
    path(f"{_HERE}order/", register.order, name="order"),
    path(_HERE, overview.listing_, name="list"),
    path(f"{_HERE}indicators.<slug:kind>", overview.file, name="file"),
    path(f"{_HERE}side-by-side/", overview.side_by_side_, name="side_by_side"),
    path(f"{_HERE}changed/", overview.changed, name="changed"),
    path(f"{_HERE}add/", register.add, name="add"),
    path(f"{_HERE}column/", register.column, name="column"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}value/", one.value, name="value"),
    path(f"{_ONE}values/<uuid:known>/publish/", one.publish, name="publish"),
    path(f"{_ONE}refresh/", one.refresh, name="refresh"),
    path(f"{_ONE}edit/", register.edit, name="edit"),
    path(f"{_ONE}define/", register.define, name="define"),
    path(f"{_ONE}reword/", register.reword, name="reword"),
    path(f"{_ONE}target/", register.target, name="target"),
    path(f"{_ONE}retire/", register.retire, name="retire"),
]
