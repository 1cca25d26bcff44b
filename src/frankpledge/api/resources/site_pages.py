"""Pages of the public site for programs: listed and read, drafted block by block, approved by a second person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, Unfit, filled, listed
from frankpledge.api.parts import SITE
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.site import actions
from frankpledge.domain.site.forms import FORMS, ApproveForm, PageForm, ReasonForm, WordsForm
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.domain.site.presenters import how_hard, state_of
from frankpledge.domain.site.queries import mark_of, site_of, version_of, versions_of
from frankpledge.domain.site.rules import Kind, Language

ONE = "/site-pages/{uuid:webpage}"
BLOCK = f"{ONE}/blocks/{{int:at}}"


class SitePageOut(Schema):
    """A version of a page of the public site, and how it stands."""

    id: UUID
    page: str = Field(description="The address of the page: versions of one page share it, for each language.")
    language: Annotated[str, listed(Language)]
    safety_page: bool
    version: int
    title: str
    lede: str
    state: str = Field(description="In words: draft, waits, shown, or withdrawn.")
    drafted_by: str
    drafted_at: datetime
    submitted_at: datetime | None
    approved_by: str
    shown_from: date | None
    withdrawn_because: str
    seen: str = Field(description="The mark of the draft as it stands. Who approves it sends it back.")


class WholeSitePage(Schema):
    """A version with its blocks, in order, and how hard its words are to read."""

    version: SitePageOut
    blocks: list[dict[str, Any]]
    reading: str


class BlockGiven(Given):
    """What is put on a page: the answers to what the page of this kind of block asks, by the names of its fields."""

    at: Annotated[int, Field(ge=0, le=500)] | None = Field(None, description="In whose place. Left out: at the end.")
    fields: dict[str, str | bool | list[str]]


class SiteOut(Schema):
    """Whether the public site is open."""

    open: bool


def _out(one: Version, call: Call) -> SitePageOut:
    return SitePageOut(
        id=one.pk, page=one.page.slug, language=one.page.language, safety_page=one.page.quiet, version=one.number,
        title=one.title, lede=one.lede, state=state_of(one, on=call.today), drafted_by=one.drafted_by.name,
        drafted_at=one.drafted_at, submitted_at=one.submitted_at,
        approved_by=one.approved_by.name if one.approved_by else "", shown_from=one.shown_from,
        withdrawn_because=one.withdrawn_because, seen=mark_of(one),
    )  # fmt: skip


def _found(call: Call, webpage: UUID, capability: Capability) -> Version:
    call.check(GRANTS, capability)
    return there(version_of(webpage, **call.here), "page")


def _whole(call: Call, webpage: UUID) -> WholeSitePage:
    one = there(version_of(webpage, **call.here), "page")
    return WholeSitePage(version=_out(one, call), blocks=one.blocks, reading=how_hard(one)[0])


@lists("/site-pages", part=SITE, of=SitePageOut)
def list_site_pages(call: Call) -> Rows:
    """List every version of every page of the public site, by page, the newest first."""
    call.check(GRANTS, Capability.SEE)
    return Rows(versions_of(**call.here), lambda one: _out(one, call))


@reads(ONE, part=SITE, returns=WholeSitePage)
def read_site_page(call: Call, webpage: UUID) -> WholeSitePage:
    """Read a version: how it stands, its blocks, and how hard it is to read."""
    return _whole(call, _found(call, webpage, Capability.SEE).pk)


@acts("/site-pages", part=SITE, asks=PageForm, returns=WholeSitePage, status=201)
def begin_site_page(call: Call, given: dict[str, Any]) -> WholeSitePage:
    """Begin a page with a first, empty draft. The public sees nothing of it."""
    call.check(GRANTS, Capability.WRITE)
    made = actions.begin_page(workspace=call.workspace, **filled(PageForm(given)).cleaned_data, by=call.by)
    return _whole(call, made.pk)


@acts(f"{ONE}/versions", part=SITE, returns=WholeSitePage, status=201)
def begin_site_version(call: Call, webpage: UUID) -> WholeSitePage:
    """Begin the next version of a page, as the given one stands."""
    made = actions.begin_version(version=_found(call, webpage, Capability.WRITE), by=call.by)
    return _whole(call, made.pk)


@acts(ONE, part=SITE, asks=WordsForm, returns=WholeSitePage, method="PUT")
def reword_site_page(call: Call, given: dict[str, Any], webpage: UUID) -> WholeSitePage:
    """Change the title of a draft and the sentence beneath it."""
    one = _found(call, webpage, Capability.WRITE)
    actions.reword(version=one, **filled(WordsForm(given)).cleaned_data, by=call.by)
    return _whole(call, webpage)


# A number before a kind: an address that fits both goes to the first.
@acts(BLOCK, part=SITE, returns=WholeSitePage, method="DELETE")
def remove_site_block(call: Call, webpage: UUID, at: int) -> WholeSitePage:
    """Take a block out of a draft, by its place from 0."""
    actions.remove_block(version=_found(call, webpage, Capability.WRITE), at=at, by=call.by)
    return _whole(call, webpage)


@acts(f"{ONE}/blocks/{{slug:block}}", part=SITE, asks=BlockGiven, returns=WholeSitePage, status=201)
def put_site_block(call: Call, given: dict[str, Any], webpage: UUID, block: str) -> WholeSitePage:
    """Put a block on a draft, at its end or in the place of another.

    `block` is text, contact, figure, chart, table, document, members or meetings. `fields` are those that the page asks
    for that kind; what is wrong with them is told by name.
    """
    one = _found(call, webpage, Capability.WRITE)
    kind = FORMS[there(Kind(block) if block in set(Kind) else None, "kind of block")]
    asked = set(kind.base_fields)
    if strange := [(name, "this is not asked for.") for name in given["fields"] if name not in asked]:
        raise Unfit(strange)
    form = filled(kind(given["fields"], workspace=call.workspace))
    actions.put_block(version=one, block=form.block(), at=given.get("at"), by=call.by)
    return _whole(call, webpage)


@acts(f"{BLOCK}/up", part=SITE, returns=WholeSitePage)
def raise_site_block(call: Call, webpage: UUID, at: int) -> WholeSitePage:
    """Move a block of a draft one place up."""
    actions.raise_block(version=_found(call, webpage, Capability.WRITE), at=at, by=call.by)
    return _whole(call, webpage)


@acts(f"{ONE}/submit", part=SITE, returns=WholeSitePage)
def submit_site_page(call: Call, webpage: UUID) -> WholeSitePage:
    """Ask for a second person: the draft waits on the first page of whoever may approve it."""
    actions.submit_version(version=_found(call, webpage, Capability.WRITE), by=call.by)
    return _whole(call, webpage)


@acts(f"{ONE}/approve", part=SITE, asks=ApproveForm, returns=WholeSitePage)
def approve_site_page(call: Call, given: dict[str, Any], webpage: UUID) -> WholeSitePage:
    """Approve a draft of somebody else's, and say from which day the public sees it.

    Send back as `seen` what reading it told: a draft that was changed since is not approved.
    """
    one = _found(call, webpage, Capability.APPROVE)
    actions.approve_version(version=one, **filled(ApproveForm(given)).cleaned_data, by=call.by)
    return _whole(call, webpage)


@acts(f"{ONE}/withdraw", part=SITE, asks=ReasonForm, returns=WholeSitePage)
def withdraw_site_page(call: Call, given: dict[str, Any], webpage: UUID) -> WholeSitePage:
    """Withdraw what the public sees of a page. The page stays and gives the reason."""
    one = _found(call, webpage, Capability.APPROVE)
    actions.withdraw_version(version=one, **filled(ReasonForm(given)).cleaned_data, by=call.by)
    return _whole(call, webpage)


def _site(call: Call) -> SiteOut:
    found = site_of(**call.here)
    return SiteOut(open=found is not None and found.closed_at is None)


@acts("/site/open", part=SITE, returns=SiteOut)
def open_site(call: Call) -> SiteOut:
    """Open the public site: everybody may then read what is published, and nothing else."""
    call.check(GRANTS, Capability.OPEN)
    actions.open_public_site(workspace=call.workspace, by=call.by)
    return _site(call)


@acts("/site/close", part=SITE, returns=SiteOut)
def close_site(call: Call) -> SiteOut:
    """Close the public site: its addresses then lead nowhere."""
    call.check(GRANTS, Capability.OPEN)
    actions.close_public_site(workspace=call.workspace, by=call.by)
    return _site(call)
