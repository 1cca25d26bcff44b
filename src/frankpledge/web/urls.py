"""Addresses of the pages that join apps."""

from __future__ import annotations

from django.urls import path

from frankpledge.web import thread, views
from frankpledge.web.entrance import views as entrance

app_name = "web"
urlpatterns = [
    path("", views.start, name="start"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("account/second-step/key/remove/", entrance.remove_key, name="remove_key"),
    path("sign-in/again/", entrance.start_again, name="start_again"),
    path("theme/", views.choose_theme, name="theme"),
    path("account/", views.account, name="account"),
    path("account/sessions/", entrance.sessions, name="sessions"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("workspaces/", views.workspaces, name="workspaces"),
    path("w/<slug:slug>/", views.home, name="home"),
    path("w/<slug:slug>/search/", views.search, name="search"),
    path("w/<slug:slug>/words/", views.words, name="words"),
    path("w/<slug:slug>/thread/", thread.thread, name="thread"),
    path("w/<slug:slug>/thread/breaks/", thread.breaks, name="thread_gaps"),
    path("w/<slug:slug>/thread/breaks/list.<slug:kind>", thread.breaks_file, name="thread_gaps_file"),
    path("w/<slug:slug>/ledger/", views.ledger, name="ledger"),
    path("w/<slug:slug>/links/", views.links, name="links"),
    path("w/<slug:slug>/links/<uuid:link>/withdraw/", views.withdraw_link, name="withdraw_link"),
]
