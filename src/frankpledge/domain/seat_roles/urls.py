"""Addresses of the roles that come from seats."""

from django.urls import path

from frankpledge.domain.seat_roles import views

app_name = "seat_roles"
urlpatterns = [
    path("w/<slug:slug>/people/seats/", views.seats, name="list"),
    path("w/<slug:slug>/people/seats/<uuid:seat>/", views.one, name="one"),
]
