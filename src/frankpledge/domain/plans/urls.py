"""Addresses of the pages of plans."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.plans.views import life, reading, steps, writing

app_name = "plans"
_HERE = "w/<slug:slug>/plan/"
_ONE = f"{_HERE}<uuid:partnership_plan>/"
_PART = f"{_ONE}<str:part_kind>/<uuid:plan_part>/"
urlpatterns = [
    path(_HERE, reading.listing, name="list"),
    path(f"{_HERE}start/", writing.start, name="start"),
    path(f"{_HERE}steps/", steps.listing, name="steps"),
    path(f"{_HERE}steps/<uuid:step>/", steps.step_, name="step"),
    path(f"{_HERE}steps/<uuid:step>/remove/", steps.remove, name="remove"),
    path(f"{_HERE}priorities/<uuid:plan_priority>/", reading.priority, name="priority"),
    path(_ONE, reading.one, name="one"),
    path(f"{_ONE}page/", reading.page, name="page"),
    path(f"{_ONE}files/<str:plan_what>.<str:form>", reading.file, name="file"),
    path(f"{_ONE}texts/", writing.describe, name="describe"),
    path(f"{_ONE}add/<str:part_kind>/", writing.add, name="add"),
    path(f"{_ONE}roll/", writing.roll, name="roll"),
    path(f"{_ONE}discard/", writing.discard, name="discard"),
    path(f"{_ONE}forward/", life.forward, name="forward"),
    path(f"{_ONE}agenda/", life.agenda, name="agenda"),
    path(f"{_ONE}back/", life.back, name="back"),
    path(f"{_ONE}approve/", life.approve, name="approve"),
    path(f"{_ONE}keep/", life.keep, name="keep"),
    path(f"{_ONE}sent/", life.sent, name="sent"),
    path(_PART, writing.edit, name="edit"),
    path(f"{_PART}drop/", writing.drop, name="drop"),
    path(f"{_PART}order/", writing.order, name="order"),
]
