"""What the public reads of the demonstration: its site, its pages and its newest assessment, each by two people."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from frankpledge.demo.risky import told_of
from frankpledge.domain.bodies.queries.seating import bodies_in
from frankpledge.domain.engagement.queries import exercises
from frankpledge.domain.noticeboard.actions import approve_answer, approve_date, call_off, draft_answer, draft_date
from frankpledge.domain.noticeboard.rules import AnswerFacts, DateFacts
from frankpledge.domain.publishing.actions import publish_edition
from frankpledge.domain.site import actions
from frankpledge.domain.site.models import Site
from frankpledge.domain.site.rules import Block, Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import editions
from frankpledge.refusal import Refusal

MINUTES, BOARD = "minutes", "board"
PUBLISHED = ("strategic_assessment", "partnership plan", "plan on a page", "performance report", MINUTES)
CHECKED, AGAIN = timedelta(days=30), timedelta(days=150)
OF_A_CONTACT = {"phone": "", "hours": "", "email": "", "web": "", "address": "", "refuge": False, "withholds": False}


def open_to_the_public(workspace: Workspace, *, by: User, second: User) -> None:
    """Open the site with its pages, unless that was done, and publish what its board approved."""
    if Site.objects.filter(workspace=workspace).exists():
        return
    today = clock.today()
    actions.open_public_site(workspace=workspace, by=by)
    for page in told_of("residents.toml")["page"]:
        _page(workspace, page, today, by=by, second=second)
    _noticeboard(workspace, told_of("residents.toml"), today, by=by, second=second)
    for edition in _approved(workspace, by):
        # What may not be published as it is (a number too small, a marking) stays in the workspace.
        with suppress(Refusal):
            publish_edition(edition=edition, by=by)


def _noticeboard(workspace: Workspace, told: Mapping[str, Any], today: date, *, by: User, second: User) -> None:
    """Announce the dates, one of them called off since, and say what came of what people said."""
    for one in told["date"]:
        on = today + timedelta(days=one["in_days"])
        ends = on + timedelta(days=one["lasts_days"]) if "lasts_days" in one else None
        kept = {name: one[name] for name in ("kind", "title", "starts", "place", "words") if name in one}
        row = draft_date(workspace=workspace, given=DateFacts(on=on, ends=ends, **kept), by=by)
        with suppress(Refusal):  # before an election the draft waits
            approve_date(row=row, by=second)
            if "off" in one:
                call_off(row=row, reason=one["off"], by=second)
    asked = {one.name: one.pk for one in exercises(workspace=workspace, viewer=by)}
    for one in told["answer"]:
        given = AnswerFacts(**one | {"exercise": asked[one["exercise"]]})
        draft = draft_answer(workspace=workspace, given=given, by=by)
        with suppress(Refusal):
            approve_answer(row=draft, by=second)


def _approved(workspace: Workspace, by: User) -> list[Edition]:
    """Return the newest edition of each paper that the board has for the public, its own minutes among them."""
    found = editions(workspace=workspace, viewer=by).filter(kind__in=PUBLISHED).order_by("approved_at")
    newest = {one.paper_id: one for one in found}
    return [one for one in newest.values() if one.kind != MINUTES or one.paper.meeting.body.kind == BOARD]


def _page(workspace: Workspace, told: Mapping[str, Any], today: date, *, by: User, second: User) -> None:
    draft = actions.begin_page(
        workspace=workspace, slug=told["slug"], title=told["title"], lede=told["lede"], quiet=told.get("quiet", False),
        by=by,
    )  # fmt: skip
    for block in told["block"]:
        actions.put_block(version=draft, block=_block(block, workspace, today), by=by)
    actions.approve_version(version=draft, shown_from=today, by=second)


def _block(told: Mapping[str, Any], workspace: Workspace, today: date) -> Block:
    if told["kind"] in {Kind.MEMBERS, Kind.MEETINGS}:
        body = next(one for one in bodies_in(workspace=workspace, on=today) if one.kind == told["body"])
        return {**told, "body": str(body.id)}
    if told["kind"] != Kind.CONTACT:
        return dict(told)
    days = {"reviewed_on": (today - CHECKED).isoformat(), "review_by": (today + AGAIN).isoformat()}
    return {**OF_A_CONTACT, **told, **days}
