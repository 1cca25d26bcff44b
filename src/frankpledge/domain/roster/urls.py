"""Addresses of the board, its groups, organisations and people."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.roster.views import changes, lists, pages

app_name = "roster"
HOME = "w/<slug:slug>/board/"
urlpatterns = [
    path(HOME, pages.listing, name="list"),
    path(f"{HOME}members.<slug:kind>", pages.members_file, name="members_file"),
    path(f"{HOME}bodies/<uuid:body>/", pages.body, name="body"),
    path(f"{HOME}seats/<uuid:seat>/", pages.seat, name="seat"),
    path(f"{HOME}organisations/", pages.organisations, name="organisations"),
    path(f"{HOME}organisations.<slug:kind>", pages.organisations_file, name="organisations_file"),
    path(f"{HOME}organisations/<uuid:organisation>/", pages.organisation, name="organisation"),
    path(f"{HOME}people/", pages.people, name="people"),
    path(f"{HOME}people.<slug:kind>", pages.people_file, name="people_file"),
    path(f"{HOME}people/<uuid:person>/", pages.person, name="person"),
    *lists.PAGES.paths(HOME),
    path(f"{HOME}add/<slug:what>/", changes.add, name="add"),
    path(f"{HOME}change/<slug:deed>/<uuid:row>/", changes.do, name="deed"),
]
