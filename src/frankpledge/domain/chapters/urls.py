"""Addresses of the chapter pages."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.chapters.views import pages, writing

app_name = "chapters"
_ONE = "w/<slug:slug>/chapters/<uuid:chapter>/"
urlpatterns = [
    path("w/<slug:slug>/chapters/", pages.of_this_year, name="list"),
    path(_ONE, pages.chapter_, name="chapter"),
    path(f"{_ONE}standing/", pages.standing, name="standing"),
    path(f"{_ONE}take-in/", pages.take_it_in, name="take_in"),
    path(f"{_ONE}exhibit/", pages.exhibit, name="exhibit"),
    path(f"{_ONE}heading/", pages.heading, name="heading"),
    path(f"{_ONE}parts/<uuid:part>/", pages.part_, name="part"),
    path(f"{_ONE}write/<uuid:part>/", writing.write, name="write"),
    path(f"{_ONE}remarks/", pages.remarks_, name="remarks"),
    path(f"{_ONE}remarks/<uuid:remark>/", pages.remark_, name="remark"),
    path(f"{_ONE}history/", pages.history_, name="history"),
    path(f"{_ONE}history/<int:number>/", pages.version_, name="version"),
]
