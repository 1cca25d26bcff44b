"""The address of the counts in the workspace."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.subscriptions.views import office

app_name = "subscriptions"
urlpatterns = [path("w/<slug:slug>/site/told/", office.counts, name="counts")]
