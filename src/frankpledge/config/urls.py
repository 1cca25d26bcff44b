"""All addresses: those of coming in and of the pages that join apps, then each app's own."""

from __future__ import annotations

from django.urls import include, path

from frankpledge.config.discovery import address_modules

urlpatterns = [
    path("", include("frankpledge.web.entrance.urls")),
    *(path("", include(module)) for module in address_modules()),
]

handler400 = "frankpledge.web.errors.bad_request"
handler403 = "frankpledge.web.errors.not_permitted"
handler404 = "frankpledge.web.errors.not_found"
handler500 = "frankpledge.web.errors.went_wrong"
