"""Feeds for Power BI and Excel: the lists of the pages as flat tables, fetched by a token in a header.

The same rows, heads and files as the page gives, let out and recorded as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse

from frankpledge.api.calls import Call
from frankpledge.api.filling import filled
from frankpledge.api.parts import ACTIONS, DUTIES, EVIDENCE, MEETINGS, PEOPLE
from frankpledge.api.resources.attendance import attendance
from frankpledge.api.resources.duties import owed_by
from frankpledge.api.resources.evidence import asked
from frankpledge.api.resources.meetings import decisions
from frankpledge.api.routing import reads
from frankpledge.domain.action_log.forms import ChoiceForm
from frankpledge.domain.action_log.permissions import GRANTS as OF_ACTIONS
from frankpledge.domain.action_log.permissions import Capability as OfActions
from frankpledge.domain.action_log.presenters import listing as actions_listing
from frankpledge.domain.action_log.queries import actions_of, chosen, line_of
from frankpledge.domain.attendance.forms import BodyYearForm
from frankpledge.domain.attendance.presenters import attendance_listing
from frankpledge.domain.bodies.permissions import GRANTS as OF_BODIES
from frankpledge.domain.bodies.permissions import Capability as OfBodies
from frankpledge.domain.bodies.queries.organisations import organisations_on
from frankpledge.domain.bodies.queries.people import people_at
from frankpledge.domain.bodies.queries.register import register_for
from frankpledge.domain.bodies.queries.seating import bodies_on
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.duties.forms import RegisterForm
from frankpledge.domain.duties.presenters.register import register_listing
from frankpledge.domain.explorer.forms import QuestionForm
from frankpledge.domain.explorer.presenters import export
from frankpledge.domain.meetings.presenters import decisions_listing
from frankpledge.domain.roster.forms.filters import CapacityFilter, DayForm, LeftFilter
from frankpledge.domain.roster.presenters.bodies import members_listing
from frankpledge.domain.roster.presenters.others import organisations_listing, people_listing
from frankpledge.ground.documents.listing import FORMS, Listing
from frankpledge.ground.ui.pages import attachment

Make = Callable[[Call, dict[str, Any]], Listing]


@dataclass(frozen=True)
class Feed:
    """One feed: the part of a token that reaches it, the filters of its page, and how its table is made."""

    part: str
    words: str
    asks: type[forms.Form] | None
    make: Make


def _actions(call: Call, given: dict[str, Any]) -> Listing:
    call.check(OF_ACTIONS, OfActions.SEE)
    choice = filled(ChoiceForm({"state": "all", **given}, **call.here)).choice()
    found = chosen(actions_of(**call.here), choice, viewer=call.by, on=call.today)
    return actions_listing([line_of(one, on=call.today) for one in found], today=call.today)


def _duties(call: Call, given: dict[str, Any]) -> Listing:
    found, owed = owed_by(call, {"state": "all", **given})
    return register_listing(owed, found)


def _decisions(call: Call, _: dict[str, Any]) -> Listing:
    return decisions_listing(decisions(call), today=call.today)


def _attendance(call: Call, given: dict[str, Any]) -> Listing:
    table = attendance(call, given)
    what = f"{table.days[0]} to {table.days[-1]}" if table.days else "no meeting"
    return attendance_listing(table, what=what, today=call.today)


def _organisations(call: Call, given: dict[str, Any]) -> Listing:
    call.check(OF_BODIES, OfBodies.SEE)
    told = filled(CapacityFilter({"on": call.today, **given})).cleaned_data
    found = organisations_on(
        register_for(**call.here), on=told["on"], capacity=told["capacity"], ended=told["ended"]
    )  # fmt: skip
    return organisations_listing(found, on=told["on"])


def _people(call: Call, given: dict[str, Any]) -> Listing:
    call.check(OF_BODIES, OfBodies.SEE)
    told = filled(LeftFilter({"on": call.today, **given})).cleaned_data
    found = people_at(**call.here, on=told["on"], left=told["left"])
    return people_listing(found, on=told["on"], addresses=call.may(OF_BODIES, OfBodies.SEE_ADDRESSES))


def _members(call: Call, given: dict[str, Any]) -> Listing:
    call.check(OF_BODIES, OfBodies.SEE)
    on = filled(DayForm({"on": call.today, **given})).cleaned_data["on"]
    addresses = call.may(OF_BODIES, OfBodies.SEE_ADDRESSES)
    return members_listing(bodies_on(register_for(**call.here), on=on), on=on, addresses=addresses)


def _recorded(table: str) -> Make:
    def make(call: Call, given: dict[str, Any]) -> Listing:
        _, found = asked(call, given)
        made = export(found, table)
        assert made is not None
        return Listing(made.name, made.what, made.head, made.rows, call.today)  # type: ignore[arg-type]  # plain cells

    return make


FEEDS: Mapping[str, Feed] = {
    "actions": Feed(ACTIONS, "The action log: all of it, where no state is given.", ChoiceForm, _actions),
    "duties": Feed(DUTIES, "What is owed in a year: all of it, where no state is given.", RegisterForm, _duties),
    "decisions": Feed(MEETINGS, "What was decided.", None, _decisions),
    "attendance": Feed(MEETINGS, "How seats and organisations came to meetings.", BodyYearForm, _attendance),
    "organisations": Feed(PEOPLE, "Organisations and their capacity, as on a day.", CapacityFilter, _organisations),
    "people": Feed(PEOPLE, "People and their posts, as on a day.", LeftFilter, _people),
    "members": Feed(PEOPLE, "Who sits where, as on a day.", DayForm, _members),
    "months": Feed(EVIDENCE, "Recorded crime by month, with what was expected.", QuestionForm, _recorded("months")),
    "places": Feed(EVIDENCE, "Recorded crime by place.", QuestionForm, _recorded("places")),
    "comparison": Feed(EVIDENCE, "The area beside others.", QuestionForm, _recorded("comparison")),
    "types": Feed(EVIDENCE, "Recorded crime by type.", QuestionForm, _recorded("types")),
}


def registered(name: str, feed: Feed) -> None:
    """Register the way to fetch a feed."""

    def fetch(call: Call, kind: str, given: dict[str, Any] | None = None) -> HttpResponse:
        if kind not in FORMS:
            raise Http404("there is no such form of a list.")
        listing = feed.make(call, given or {})
        content = let_list_out(listing=listing, kind=kind, workspace=call.workspace, by=call.by)
        return attachment(content, name=f"{call.workspace.slug}-{listing.name}.{kind}", media_type=FORMS[kind][1])

    fetch.__name__ = f"feed_{name}"
    fetch.__doc__ = f"{feed.words}\n\n`kind` is csv, xlsx or ods."
    reads(f"/feeds/{name}.{{slug:kind}}", part=feed.part, returns=None, asks=feed.asks)(fetch)


for _name, _feed in FEEDS.items():
    registered(_name, _feed)
