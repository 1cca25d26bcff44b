"""What a town's public site holds: pages that are shown, each in its way, and a draft that nobody approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.noticeboard.actions import approve_answer, approve_date, draft_answer, draft_date
from frankpledge.domain.noticeboard.rules import AnswerFacts, DateFacts
from frankpledge.domain.site.actions import approve_version, begin_page, begin_version, open_public_site, put_block
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.rules import BOARD, CONTACT, HELP, PRIVACY, SAY, Block, Language
from frankpledge.domain.subscriptions.actions import ask
from frankpledge.domain.subscriptions.queries import CONFIRM, STOP, sign_of, subscriber_at
from frankpledge.domain.subscriptions.rules import Topic
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def service(canary: str, **more: object) -> Block:
    """Return a service of the directory."""
    today = clock.today()
    return {
        "kind": "contact", "name": f"{canary} helpline", "group": f"{canary} group", "words": f"{canary} listens.",
        "phone": "0800 000 000", "hours": "day and night", "email": "", "web": "", "refuge": False, "withholds": False,
        "address": "", "reviewed_on": (today - timedelta(days=9)).isoformat(),
        "review_by": (today + timedelta(days=90)).isoformat(), **more,
    }  # fmt: skip


def shown(workspace: Workspace, slug: str, block: Block, officer: User, member: User, **more: object) -> Version:
    """Return a page of one block that the public sees."""
    title = f"{block.get('name') or block.get('heading')}"
    draft = begin_page(workspace=workspace, slug=slug, title=title, by=officer, **more)  # type: ignore[arg-type]
    put_block(version=draft, block=block, by=officer)
    return approve_version(version=draft, shown_from=clock.today(), by=member)


def board_page(canary: str, workspace: Workspace, officer: User, member: User) -> Version:
    """Return a page of the board that shows its seats, its meetings, and charts of open data where these are there."""
    board = str(Body.objects.get(workspace=workspace, name=f"{canary} board").pk)
    draft = begin_page(workspace=workspace, slug=BOARD, title=f"{canary} sits", by=officer)
    for block in ({"kind": "members", "named": []}, {"kind": "meetings"}):
        put_block(version=draft, block={**block, "body": board}, by=officer)
    put_block(version=draft, block={"kind": "chart", "live": "months:asb"}, by=officer)
    put_block(version=draft, block={"kind": "figure", "live": "crime", "label": f"{canary} crimes"}, by=officer)
    return approve_version(version=draft, shown_from=clock.today(), by=member)


def noticed_board(canary: str, workspace: Workspace, officer: User, member: User) -> str:
    """Put a date and an answer before the public, and return a draft that nobody approved."""
    day = clock.today() + timedelta(days=20)
    told = DateFacts("event", f"{canary} open day", day, place=f"{canary} green", words=f"{canary} for all")
    approve_date(row=draft_date(workspace=workspace, given=told, by=officer), by=member)
    for exercise in Exercise.objects.filter(workspace=workspace)[:1]:
        answer = AnswerFacts(exercise.pk, f"{canary} asked", f"{canary} said", f"{canary} did", "done")
        approve_answer(row=draft_answer(workspace=workspace, given=answer, by=officer), by=member)
    secret = replace(told, title=f"{canary} secret day", words=f"{canary} secret words")
    return str(draft_date(workspace=workspace, given=secret, by=officer).pk)


def sited(canary: str, workspace: Workspace, officer: User, member: User) -> dict[str, str | int]:
    """Fill a town's site, and return what its addresses need."""
    open_public_site(workspace=workspace, by=officer)
    text = {"kind": "text", "heading": f"{canary} says", "words": f"{canary} tells what it does."}
    for slug in (SAY, PRIVACY, CONTACT, "more"):
        shown(workspace, slug, text, officer, member)
    shown(workspace, "more", text, officer, member, language=Language.WELSH)
    board_page(canary, workspace, officer, member)
    quiet = shown(workspace, "home", service(canary, refuge=True), officer, member, quiet=True)
    help_ = shown(workspace, HELP, service(canary), officer, member)
    draft = begin_version(version=help_, by=officer)
    secret = {"kind": "text", "heading": f"{canary} draft heading", "words": f"{canary} draft words"}
    put_block(version=draft, block=secret, by=officer)
    ask(workspace=workspace, address=f"{canary}@example.invalid", topics=tuple(Topic), sender="10.0.0.1")
    told = subscriber_at(f"{canary}@example.invalid", workspace=workspace)
    assert told is not None
    signs = {"confirm_sign": sign_of(told, CONFIRM), "stop_sign": sign_of(told, STOP)}
    signs["posted"] = noticed_board(canary, workspace, officer, member)
    return {
        **signs,
        "webpage": str(draft.pk),
        "block": "text",
        "at": 0,
        "written": "more",
        "quiet": quiet.page.number,
    }
