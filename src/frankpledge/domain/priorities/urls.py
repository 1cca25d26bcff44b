"""Addresses of scorings."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.priorities.views import marking, outcome, preparing

app_name = "priorities"
ONE = "w/<slug:slug>/priorities/<uuid:scoring>/"
urlpatterns = [
    path("w/<slug:slug>/priorities/", preparing.listing, name="list"),
    path("w/<slug:slug>/priorities/add/", preparing.add, name="add"),
    path(ONE, preparing.one, name="one"),
    path(f"{ONE}issues/", preparing.add_issue, name="add_issue"),
    path(f"{ONE}issues/<uuid:issue>/remove/", preparing.remove_issue, name="remove_issue"),
    path(f"{ONE}agencies/", preparing.add_agency, name="add_agency"),
    path(f"{ONE}agencies/<uuid:agency>/remove/", preparing.remove_agency, name="remove_agency"),
    path(f"{ONE}agencies/<uuid:agency>/link/", marking.ask, name="ask"),
    path(f"{ONE}open/", preparing.open_round, name="open_round"),
    path(f"{ONE}close/", preparing.close_round, name="close_round"),
    path(f"{ONE}sheet/", marking.sheet, name="sheet"),
    path(f"{ONE}result/", outcome.result, name="result"),
    path(f"{ONE}result.<str:kind>", outcome.result_file, name="result_file"),
    path(f"{ONE}choice/", outcome.choice, name="choice"),
]
