"""Addresses of the assessment pages."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.assessments import views

app_name = "assessments"
_ONE = "w/<slug:slug>/assessments/<str:last_month>/"
urlpatterns = [
    path("w/<slug:slug>/assessments/", views.listing, name="list"),
    path("w/<slug:slug>/assessments/draft/", views.draft, name="draft"),
    path("w/<slug:slug>/assessments/compare/", views.compare_, name="compare"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}changed/", views.changed, name="changed"),
    path(f"{_ONE}read/", views.read, name="read"),
    path(f"{_ONE}send/", views.send, name="send"),
    path(f"{_ONE}return/", views.return_, name="return"),
    path(f"{_ONE}approve/", views.approve_, name="approve"),
    path(f"{_ONE}correct/", views.correct_, name="correct"),
    path(f"{_ONE}draft.<str:form>", views.draft_download, name="draft_file"),
    path(f"{_ONE}edition-<int:number>.<str:form>", views.edition_download, name="edition_file"),
    path(f"{_ONE}edition-<int:number>/", views.edition, name="edition"),
    path(f"{_ONE}edition-<int:number>/read/", views.edition_read, name="edition_read"),
]
