"""Addresses of serious violence strategies."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.serious_violence.views import reading, signing, writing

app_name = "serious_violence"
_HERE = "w/<slug:slug>/plan/serious-violence/"
_ONE = f"{_HERE}<uuid:strategy>/"
urlpatterns = [
    path(_HERE, reading.listing_, name="list"),
    path(f"{_HERE}duty.<slug:kind>", reading.gaps_file, name="gaps_file"),
    path(f"{_HERE}begin/", writing.begin, name="begin"),
    path(f"{_HERE}of-others/<uuid:theirs>/", signing.theirs_, name="theirs"),
    path(f"{_HERE}of-others/<uuid:theirs>/sign/", signing.sign, name="sign_here"),
    path(_ONE, reading.one, name="one"),
    path(f"{_ONE}strategy.<str:form>", reading.file, name="file"),
    path(f"{_ONE}part/<slug:violence_item>/", writing.part, name="part"),
    path(f"{_ONE}consult/", writing.consult, name="consult"),
    path(f"{_ONE}consulted/<uuid:consulted>/", writing.answer, name="answer"),
    path(f"{_ONE}none/", writing.none, name="none"),
    path(f"{_ONE}serves/", writing.serve, name="serve"),
    path(f"{_ONE}serves/<uuid:served>/", writing.sign, name="sign"),
    path(f"{_ONE}line/", writing.line, name="line"),
    path(f"{_ONE}line/<uuid:violence_line>/", writing.tell, name="tell"),
    path(f"{_ONE}review/", writing.review, name="review"),
    path(f"{_ONE}publish/", writing.publish, name="publish"),
    path(f"{_ONE}send/", writing.send, name="send"),
    path(f"{_ONE}approve/", writing.approve, name="approve"),
]
