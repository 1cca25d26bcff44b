"""Addresses of the public's host, beneath the partnership's own name where a host serves several."""

from __future__ import annotations

from django.urls import path

from frankpledge.web.public import data, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("documents/", views.documents, name="documents"),
    path("documents/<uuid:identity>/", views.document, name="document"),
    path("documents/<uuid:identity>/document.<str:form>", views.document_file, name="document_file"),
    path("open-data/", data.open_data, name="open_data"),
    path("open-data/catalogue.jsonld", data.data_catalogue, name="data_catalogue"),
    path("open-data/<uuid:data_table>/", data.table, name="data_table"),
    path("open-data/<uuid:data_table>/<str:data_file>", data.table_file, name="data_file"),
    path("cookies/", views.cookies, name="cookies"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("i/", views.quiet_visits, name="quiet_visits"),
    path("i/leave/", views.leave, name="leave"),
    path("i/forget/", views.forget, name="forget"),
    path("i/away/", views.away, name="away"),
]
