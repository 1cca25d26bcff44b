"""Addresses of returns: of the partnership, and of links without an account."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.returns.views import by_link, office, one

app_name = "returns"
_HERE = "w/<slug:slug>/returns/"
_ONE = f"{_HERE}<uuid:returned>/"
_LINK = "l/<str:answering>/figures/"
urlpatterns = [
    path(_HERE, office.listing_, name="list"),
    path(f"{_HERE}open/", office.open_round, name="open"),
    path(f"{_HERE}remind/", office.remind, name="remind"),
    path(f"{_HERE}late/", office.late, name="late"),
    path(f"{_HERE}late/late.<slug:kind>", office.late_file, name="late_file"),
    path(f"{_HERE}scorecard/", office.scores, name="scorecard"),
    path(f"{_HERE}scorecard/scorecard.<slug:kind>", office.scores_file, name="scorecard_file"),
    path(f"{_HERE}pairs/", office.pairs, name="pairs"),
    path(f"{_HERE}pairs/<uuid:return_pair>/end/", office.pair_end, name="pair_end"),
    path(f"{_HERE}rounds/<uuid:return_round>/", office.round_, name="round"),
    path(f"{_HERE}rounds/<uuid:return_round>/returns.<slug:kind>", office.round_file, name="round_file"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}link/", one.link, name="link"),
    path(f"{_ONE}enter/", one.enter, name="enter"),
    path(f"{_ONE}check/", one.check, name="check"),
    path(f"{_ONE}agree/", one.agree, name="agree"),
    path(f"{_ONE}publish/", one.publish, name="publish"),
    path(f"{_ONE}unlock/", one.unlock, name="unlock"),
    path(_LINK, by_link.figures, name="figures"),
    path(f"{_LINK}review/", by_link.review, name="review"),
    path(f"{_LINK}file/", by_link.sheet, name="sheet"),
    path(f"{_LINK}workbook/", by_link.template, name="template"),
    path(f"{_LINK}remarks/", by_link.remarks, name="remarks"),
    path(f"{_LINK}code/", by_link.code, name="code"),
    path(f"{_LINK}correction/", by_link.wish, name="wish"),
]
