"""Addresses of what is public, and of the page from which it is published."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.publishing import views
from frankpledge.domain.publishing.views import beneath

app_name = "publishing"
urlpatterns = [
    path("public/", views.public, name="public"),
    path("public/<uuid:identity>/", views.public_one, name="public_one"),
    path("public/<uuid:identity>/document.<str:form>", views.public_file, name="public_file"),
    path("w/<slug:slug>/beneath/", beneath.beneath, name="beneath"),
    path("w/<slug:slug>/beneath/editions-beneath.<slug:kind>", beneath.beneath_file, name="beneath_file"),
    path("w/<slug:slug>/public/", views.listing, name="list"),
    path("w/<slug:slug>/public/publish/<uuid:edition>/", views.publish, name="publish"),
    path("w/<slug:slug>/public/withdraw/<uuid:identity>/", views.withdraw, name="withdraw"),
    path("w/<slug:slug>/public/schedule/<uuid:edition>/", views.schedule, name="schedule"),
    path("w/<slug:slug>/public/take-back/<uuid:waiting>/", views.take_it_back, name="take_back"),
    path("w/<slug:slug>/public/essential/<uuid:edition>/", views.essential, name="essential"),
]
