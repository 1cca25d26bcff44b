"""Addresses of the studies: beneath the evidence, as the explorer's are."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.studies import views

app_name = "studies"
_HERE = "w/<slug:slug>/evidence/studies/"
urlpatterns = [
    path(_HERE, views.home, name="home"),
    path(f"{_HERE}<slug:study>/", views.study_, name="study"),
    path(f"{_HERE}<slug:study>/<slug:table>.csv", views.csv_, name="csv"),
]
