"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.notices.views import outbox, own

app_name = "notices"
urlpatterns = [
    path("account/notices/", own.mine, name="mine"),
    path("stop/<str:sign>/", own.stop, name="stop"),
    path("w/<slug:slug>/mail/", outbox.outbox, name="outbox"),
    path("w/<slug:slug>/mail/<uuid:mail>/again/", outbox.try_again, name="try_again"),
    path("w/<slug:slug>/reminders/", outbox.chasers, name="chasers"),
    path("w/<slug:slug>/reminders/hold/", outbox.hold, name="hold"),
]
