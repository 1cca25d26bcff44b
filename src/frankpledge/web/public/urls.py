"""Addresses of the public's host, beneath the partnership's own name where a host serves several."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.site.rules import CONTACT, HELP, PRIVACY, SAY
from frankpledge.web.public import content, data, decided, figures, found, reviews, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("documents/", views.documents, name="documents"),
    path("documents/<uuid:identity>/", views.document, name="document"),
    path("documents/<uuid:identity>/document.<str:form>", views.document_file, name="document_file"),
    path("open-data/", data.open_data, name="open_data"),
    path("open-data/catalogue.jsonld", data.data_catalogue, name="data_catalogue"),
    path("open-data/<uuid:data_table>/", data.table, name="data_table"),
    path("open-data/<uuid:data_table>/<str:data_file>", data.table_file, name="data_file"),
    path("priorities/", decided.priorities, name="priorities"),
    path("board/", decided.board, name="board"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("search/", found.search, name="search"),
    path("feed.atom", decided.feed, name="feed"),
    path("near-you/", figures.choose, name="near"),
    path("near-you/<slug:place>/", figures.place, name="near_place"),
    path("help/", content.standing, {"page": HELP}, name="help"),
    path("help/services", content.directory, name="directory"),
    path("have-your-say/", content.standing, {"page": SAY}, name="say"),
    path("privacy/", content.standing, {"page": PRIVACY}, name="privacy"),
    path("contact/", content.standing, {"page": CONTACT}, name="contact"),
    path("more/<slug:written>/", content.added, name="page"),
    path("cymraeg/<slug:written>/", content.welsh, name="welsh"),
    path("cookies/", views.cookies, name="cookies"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("i/", views.quiet_visits, name="quiet_visits"),
    path("i/<int:quiet>/", content.quiet_page, name="quiet_page"),
    path("i/leave/", views.leave, name="leave"),
    path("i/forget/", views.forget, name="forget"),
    path("i/away/", views.away, name="away"),
]
