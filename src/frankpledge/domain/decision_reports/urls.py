"""Addresses of decision reports."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.decision_reports.views import lists, one, practice, route, writing

app_name = "decision_reports"
_HERE = "w/<slug:slug>/decision-reports/"
_ONE = f"{_HERE}<uuid:decision>/"
_STEP = f"{_ONE}steps/<uuid:stage>/"
urlpatterns = [
    path(_HERE, lists.listing, name="list"),
    path(f"{_HERE}decision-reports.<slug:kind>", lists.file, name="file"),
    path(f"{_HERE}forward-plan/", lists.plan, name="plan"),
    path(f"{_HERE}forward-plan/forward-plan.<slug:kind>", lists.plan_file, name="plan_file"),
    path(f"{_HERE}add/", writing.add, name="add"),
    path(f"{_HERE}practice/", practice.practice, name="practice"),
    path(f"{_HERE}practice/headings/", practice.headings_, name="headings"),
    path(f"{_HERE}practice/headings/<uuid:addition>/", practice.aside, name="aside"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}edit/", writing.edit, name="edit"),
    path(f"{_ONE}headings/<uuid:under>/", writing.write, name="write"),
    path(f"{_ONE}headings/<uuid:under>/mark/", writing.mark, name="mark"),
    path(f"{_ONE}grounds/", writing.grounds, name="grounds"),
    path(f"{_ONE}newest/", writing.newest, name="newest"),
    path(f"{_ONE}send/", one.send, name="send"),
    path(f"{_ONE}agree/", one.agree, name="agree"),
    path(f"{_ONE}return/", one.give_back, name="return"),
    path(f"{_ONE}correct/", one.correct, name="correct"),
    path(f"{_ONE}draft.<slug:form>", one.draft_file, name="draft_file"),
    path(f"{_ONE}editions/<int:number>/report.<slug:form>", one.edition_file, name="edition_file"),
    path(f"{_ONE}editions/<int:number>/exempt.<slug:form>", one.exempt_file, name="exempt_file"),
    path(f"{_ONE}steps/", route.add_step, name="add_step"),
    path(_STEP, route.step, name="step"),
    path(f"{_STEP}day/", route.day, name="day"),
    path(f"{_STEP}notice/", route.notice, name="notice"),
    path(f"{_STEP}notice.<slug:form>", route.notice_file, name="notice_file"),
    path(f"{_STEP}outcome/", route.outcome, name="outcome"),
    path(f"{_STEP}agenda/", route.agenda, name="agenda"),
    path(f"{_STEP}remove/", route.remove, name="remove"),
]
