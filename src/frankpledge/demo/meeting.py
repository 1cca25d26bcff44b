"""The meetings of the demonstration and what was undertaken at them, each step through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from frankpledge.domain.action_log import actions as log
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.queries import actions_of
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.domain.meetings.actions import minutes as papers
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.minuting import Came, DecisionFacts
from frankpledge.domain.meetings.actions.planning import ItemFacts
from frankpledge.domain.meetings.documents import minutes
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.attending import sitting
from frankpledge.domain.meetings.queries.reading import items_of, meetings_of
from frankpledge.domain.meetings.rules import Kind, Marking, Presence
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

KEPT_AS = ("html", "pdf")


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files("frankpledge.demo").joinpath("meetings.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class _Office:
    """A workspace with who takes its minutes and who agrees them, and its bodies, organisations and people by name."""

    workspace: Workspace
    by: User
    second: User
    bodies: Mapping[str, Body]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]


def hold_meetings(workspace: Workspace, told: str, *, by: User, second: User) -> None:
    """Record the meetings that the data beside this module tell of a workspace, but those that are there."""
    kinds: tuple[Any, ...] = (Body, Organisation, Person)
    by_name = [{one.name: one for one in rows_of(kind, workspace=workspace, viewer=by)} for kind in kinds]
    office = _Office(workspace, by, second, *by_name)
    known = {(one.body.name, one.on) for one in meetings_of(workspace=workspace, viewer=by)}
    for one in sorted(_told()[told], key=lambda one: one["on"]):
        if (one["body"], one["on"]) not in known:
            _hold(office, one)
    for one in _told().get(f"{told}_after", ()):
        _after(office, one)


def _hold(office: _Office, one: Mapping[str, Any]) -> None:
    """Plan a meeting; cancel it, or hold it where its day has come, with its minutes."""
    meeting = planning.plan_meeting(
        workspace=office.workspace, body=office.bodies[one["body"]], on=one["on"], place=one["place"],
        kind=Kind(one.get("kind", "ordinary")), by=office.by,
    )  # fmt: skip
    if "cancelled" in one:
        planning.cancel_meeting(meeting=meeting, because=one["cancelled"], by=office.by)
    elif one["on"] <= clock.today() and "came" in one:
        _minute(office, meeting, one)


def _minute(office: _Office, meeting: Meeting, one: Mapping[str, Any]) -> None:
    exceptions = {seat: Presence(how) for seat, how in one["came"]}
    came = {}
    lines = sitting(meeting).lines
    for line in lines:
        presence = exceptions.get(line.seat.name, Presence.PRESENT)
        sitter = line.seat.representative if presence is Presence.PRESENT else None
        came[line.seat.id] = Came(presence, sitter.person if sitter else None)
    minuting.record_attendance(meeting=meeting, came=came, by=office.by)
    seats = {line.seat.name: line.seat.id for line in lines}
    for title, words in one.get("restricted", ()):
        given = ItemFacts(title, marking=Marking.RESTRICTED)
        item = planning.add_item(meeting=meeting, given=given, by=office.by)
        minuting.minute_item(item=item, words=words, by=office.by)
    for title, seat, words in one.get("interest", ()):
        place = meeting.body.seats.get(pk=seats[seat])
        minuting.declare_interest(item=_item(meeting, title), seat=place, words=words, by=office.by)
    for title, words in one.get("minutes", ()):
        minuting.minute_item(item=_item(meeting, title), words=words, by=office.by)
    for decision in one.get("decision", ()):
        _decide(office, meeting, decision)
    if one.get("agreed"):
        papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=office.by)
        papers.agree_minutes(meeting=meeting, by=office.second, formats=KEPT_AS)


def _item(meeting: Meeting, title: str) -> Item:
    return items_of(meeting).get(title=title)


def _decide(office: _Office, meeting: Meeting, one: Mapping[str, Any]) -> None:
    given = DecisionFacts(
        wording=one["wording"], reason=one["reason"], section_17=one["section_17"], options=one.get("options", ""),
        equality=one.get("equality", ""),
    )  # fmt: skip
    undertaken = [
        Undertaken(
            wording=wording, body=meeting.body, organisation=office.organisations[organisation],
            person=office.people.get(person), agreed_on=meeting.on, due=due or None, evidence_wanted=wanted,
        )
        for wording, organisation, person, due, wanted in one.get("actions", ())
    ]  # fmt: skip
    minuting.record_decision(item=_item(meeting, one["item"]), given=given, undertaken=undertaken, by=office.by)


def _after(office: _Office, one: Mapping[str, Any]) -> None:
    """Tell what became of an action, as far as its day has come."""
    action = actions_of(workspace=office.workspace, viewer=office.by).filter(number=one["number"]).first()
    done_on = one.get("done_on")
    if action is None or action.reports.exists() or (done_on and done_on > clock.today()):
        return
    for due, reason in one.get("moves", ()):
        log.move_date(action=action, due=due, reason=reason, by=office.by)
    given = Said(
        Progress(one["said"]), one["words"], one.get("evidence", ""), done_on=done_on, asks_for=one.get("asks_for")
    )
    log.report_progress(action=action, given=given, by=office.by)
