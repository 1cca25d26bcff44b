"""Addresses of delivery."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.delivery.views import plan, step
from frankpledge.domain.delivery.views.lists import PAGES

app_name = "delivery"
_HERE = "w/<slug:slug>/plan/delivery/"
_PLAN = "w/<slug:slug>/plan/<uuid:partnership_plan>/delivery/"
_STEP = f"{_HERE}<uuid:delivery_step>/"
urlpatterns = [
    path(_PLAN, plan.plan, name="plan"),
    path(f"{_PLAN}steps.<slug:kind>", plan.file, name="file"),
    path(f"{_PLAN}plan.<slug:form>", plan.document, name="document"),
    path(_STEP, step.one, name="step"),
    path(f"{_STEP}say/", step.say, name="say"),
    path(f"{_STEP}move/", step.move, name="move"),
    path(f"{_STEP}end/", step.end, name="end"),
    path(f"{_STEP}tie/", step.tie, name="tie"),
    path(f"{_STEP}tie/<uuid:delivery_tie>/", step.untie, name="untie"),
    *PAGES.paths(_HERE),
]
