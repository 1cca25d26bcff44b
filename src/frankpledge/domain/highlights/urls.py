"""Addresses of highlight reports."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.highlights.views import one, papers, writing

app_name = "highlights"
_HERE = "w/<slug:slug>/meetings/highlights/"
_ONE = f"{_HERE}<uuid:report>/"
urlpatterns = [
    path(_HERE, one.listing_, name="list"),
    path(f"{_HERE}draft/", writing.draft, name="draft"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}report.<slug:form>", papers.file, name="file"),
    path(f"{_ONE}edit/", writing.edit, name="edit"),
    path(f"{_ONE}take/", writing.take, name="take"),
    path(f"{_ONE}send/", papers.send, name="send"),
    path(f"{_ONE}approve/", papers.approve, name="approve"),
    path(f"{_ONE}return/", papers.return_, name="return"),
    path(f"{_ONE}correct/", papers.correct, name="correct"),
    path(f"{_ONE}agenda/", papers.agenda, name="agenda"),
]
