"""Addresses of reports of performance."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.reports.views import listing, one, papers, waiting, writing

app_name = "reports"
_HERE = "w/<slug:slug>/performance/reports/"
_ONE = f"{_HERE}<uuid:performance>/"
urlpatterns = [
    path(_HERE, listing.listing_, name="list"),
    path(f"{_HERE}reports.<slug:kind>", listing.file, name="files"),
    path(f"{_HERE}draft/", listing.draft, name="draft"),
    path(f"{_HERE}waiting/", waiting.waiting, name="waiting"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}report.<str:form>", papers.file, name="file"),
    path(f"{_ONE}lead/", writing.lead, name="lead"),
    path(f"{_ONE}ask/", writing.ask, name="ask"),
    path(f"{_ONE}ask/<int:asked>/remove/", writing.unask, name="unask"),
    path(f"{_ONE}draw/", writing.draw, name="draw"),
    path(f"{_ONE}send/", papers.send, name="send"),
    path(f"{_ONE}approve/", papers.approve, name="approve"),
    path(f"{_ONE}return/", papers.return_, name="return"),
    path(f"{_ONE}correct/", papers.correct, name="correct"),
    path(f"{_ONE}agenda/", papers.agenda, name="agenda"),
]
