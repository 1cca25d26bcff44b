"""Addresses of the address book."""

from django.urls import path

from frankpledge.domain.contacts import views

app_name = "contacts"
urlpatterns = [
    path("w/<slug:slug>/contacts/", views.book, name="list"),
    path("w/<slug:slug>/contacts/contacts.<str:kind>", views.file, name="file"),
    path("w/<slug:slug>/contacts/<uuid:organisation>/", views.one, name="one"),
    path("w/<slug:slug>/contacts/<uuid:organisation>/end/", views.end, name="end"),
]
