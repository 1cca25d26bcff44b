"""Addresses of who comes, stays and leaves."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.access import views

app_name = "access"
HERE = "w/<slug:slug>/access/"
ONE = f"{HERE}<uuid:membership>/"
urlpatterns = [
    path(HERE, views.people, name="people"),
    path(f"{HERE}invite/", views.invite, name="invite"),
    path(f"{HERE}invite/from-a-seat/", views.offer, name="offer"),
    path(f"{HERE}invitations/<uuid:invitation>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{HERE}review/", views.review, name="review"),
    path(f"{HERE}roles/", views.matrix, name="matrix"),
    path(ONE, views.member, name="member"),
    path(f"{ONE}confirm/", views.confirm, name="confirm"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}leave/", views.leave, name="leave"),
    path(f"{ONE}second-step/", views.reset_factor, name="reset_factor"),
]
