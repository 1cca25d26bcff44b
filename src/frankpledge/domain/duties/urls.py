"""Addresses of the pages of duties."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.duties.views import keeping, leaving, register

app_name = "duties"
urlpatterns = [
    path("w/<slug:slug>/duties/", register.listing, name="list"),
    path("w/<slug:slug>/duties/calendar/", register.calendar, name="calendar"),
    path("w/<slug:slug>/duties/events/", keeping.events_, name="events"),
    path("w/<slug:slug>/duties/events/add/", keeping.add_event, name="add_event"),
    path("w/<slug:slug>/duties/events/<uuid:duty_event>/", keeping.one_event, name="event"),
    path("w/<slug:slug>/duties/evidence/<uuid:evidence>/", keeping.one_evidence, name="evidence"),
    path("w/<slug:slug>/duties/evidence/<uuid:evidence>/file/", leaving.evidence_file, name="evidence_file"),
    path("w/<slug:slug>/duties/statement/", register.statement_, name="statement"),
    path("w/<slug:slug>/duties/statement/<str:statement_form>/", leaving.statement_file, name="statement_file"),
    path("w/<slug:slug>/duties/register.<str:kind>", leaving.export, name="export"),
    path("w/<slug:slug>/duties/subscribe/", keeping.feeds, name="feeds"),
    path("w/<slug:slug>/duties/of/<slug:code>/", register.one, name="one"),
    path("w/<slug:slug>/duties/of/<slug:code>/owner/", keeping.owner, name="owner"),
    path("w/<slug:slug>/duties/of/<slug:code>/binding/", keeping.binding, name="binding"),
    path("w/<slug:slug>/duties/of/<slug:code>/evidence/add/", keeping.prove, name="prove"),
    path("l/<str:feed>/duties.ics", leaving.feed_, name="feed"),
]
