"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.meetings.views import minutes, minuting, planning, registers

app_name = "meetings"
_HERE = "w/<slug:slug>/meetings/"
_ONE = f"{_HERE}<uuid:meeting>/"
_ITEM = f"{_ONE}items/<uuid:item>/"
urlpatterns = [
    path(_HERE, registers.listing, name="list"),
    path(f"{_HERE}add/", planning.add, name="add"),
    path(f"{_HERE}dates/", planning.dates, name="dates"),
    path(f"{_HERE}decisions/", registers.decisions, name="decisions"),
    path(f"{_HERE}decisions.<slug:kind>", registers.decisions_file, name="decisions_file"),
    path(_ONE, minuting.one, name="one"),
    path(f"{_ONE}move/", planning.move, name="move"),
    path(f"{_ONE}cancel/", planning.cancel, name="cancel"),
    path(f"{_ONE}who/", minuting.attendance, name="who"),
    path(f"{_ONE}items/add/", planning.add_item, name="add_item"),
    path(f"{_ITEM}edit/", planning.edit_item, name="edit_item"),
    path(f"{_ITEM}order/", planning.order_item, name="order_item"),
    path(f"{_ITEM}minute/", minuting.minute, name="minute"),
    path(f"{_ITEM}decide/", minuting.decide, name="decide"),
    path(f"{_ITEM}interest/", minuting.interest, name="interest"),
    path(f"{_ONE}minutes/<slug:version>.<slug:form>", minutes.file, name="minutes_file"),
    path(f"{_ONE}minutes/send/", minutes.send, name="send"),
    path(f"{_ONE}minutes/agree/", minutes.agree, name="agree"),
    path(f"{_ONE}minutes/return/", minutes.return_, name="return"),
    path(f"{_ONE}minutes/correct/", minutes.correct, name="correct"),
]
