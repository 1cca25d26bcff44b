"""Addresses of the chapter pages."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.chapters import views

app_name = "chapters"
_ONE = "w/<slug:slug>/chapters/<uuid:chapter>/"
urlpatterns = [
    path("w/<slug:slug>/chapters/", views.of_this_year, name="list"),
    path(_ONE, views.chapter_, name="chapter"),
    path(f"{_ONE}standing/", views.standing, name="standing"),
    path(f"{_ONE}take-in/", views.take_it_in, name="take_in"),
    path(f"{_ONE}exhibit/", views.exhibit, name="exhibit"),
    path(f"{_ONE}heading/", views.heading, name="heading"),
    path(f"{_ONE}parts/<uuid:part>/", views.part_, name="part"),
    path(f"{_ONE}write/<uuid:part>/", views.write, name="write"),
    path(f"{_ONE}remarks/", views.remarks_, name="remarks"),
    path(f"{_ONE}remarks/<uuid:remark>/", views.remark_, name="remark"),
    path(f"{_ONE}history/", views.history_, name="history"),
    path(f"{_ONE}history/<int:number>/", views.version_, name="version"),
]
