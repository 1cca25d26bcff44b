"""Opening the public site; drafting, approving, and withdrawing its pages."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from frankpledge.domain.elections.queries import periods_of
from frankpledge.domain.site import rules
from frankpledge.domain.site.models import Page, Site, Version
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.domain.site.queries import mark_of, named_in, next_page_number, public_among
from frankpledge.domain.site.rules import Block, Kind, Language
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def open_public_site(*, workspace: Workspace, by: User) -> Site:
    """Open the public site: from now on everybody may read what is published here, and nothing else."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=by)
    found = Site.objects.filter(workspace=workspace).first()
    rules.check_closed(open_now=found is not None and found.closed_at is None)
    opened, _ = Site.objects.update_or_create(
        workspace=workspace, defaults={"opened_by": by, "opened_at": clock.now(), "closed_at": None}
    )
    record("site.opened", opened, by=by)
    return opened


@transaction.atomic
def close_public_site(*, workspace: Workspace, by: User) -> Site:
    """Close the public site: its addresses then lead nowhere. What was published stays published, and comes back."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=by)
    found = Site.objects.filter(workspace=workspace, closed_at__isnull=True).first()
    rules.check_open(open_now=found is not None)
    assert found is not None  # checked above
    found.closed_at = clock.now()
    found.save(update_fields=["closed_at"])
    record("site.closed", found, by=by)
    return found


# ---- drafting ------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_page(
    *, workspace: Workspace, slug: str, title: str, lede: str = "", quiet: bool = False,
    language: str = Language.ENGLISH, by: User,
) -> Version:  # fmt: skip
    """Begin a page with the first draft of it. A `quiet` one is a safety page."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    rules.check_new(known=Page.objects.filter(workspace=workspace, slug=slug, language=language).exists())
    page = Page.objects.create(
        workspace=workspace, slug=slug, quiet=quiet, language=language, number=next_page_number(workspace)
    )
    made = Version.objects.create(
        workspace=workspace, page=page, number=1, title=title, lede=lede, drafted_by=by, drafted_at=clock.now()
    )
    record("site.page_begun", made, by=by, facts={"page": slug})
    return made


@transaction.atomic
def begin_version(*, version: Version, by: User) -> Version:
    """Begin the next version of a page, as the given one stands. The public goes on seeing what is shown."""
    check_granted(GRANTS, Capability.WRITE, workspace=version.workspace, user=by)
    others = Version.objects.filter(page=version.page)
    rules.check_no_draft(known=others.filter(approved_at__isnull=True).exists())
    latest = others.order_by("-number").values_list("number", flat=True)[0]
    made = Version.objects.create(
        workspace=version.workspace, page=version.page, number=latest + 1, title=version.title, lede=version.lede,
        blocks=version.blocks, drafted_by=by, drafted_at=clock.now(),
    )  # fmt: skip
    record("site.version_begun", made, by=by, facts={"page": version.page.slug, "number": made.number})
    return made


def _drafted(version: Version, by: User, *fields: str) -> Version:
    """Keep what was changed of a draft. Whoever changed it last drafted it, and does not approve it."""
    version.drafted_by, version.drafted_at, version.submitted_at = by, clock.now(), None
    version.save(update_fields=["drafted_by", "drafted_at", "submitted_at", *fields])
    record("site.draft_changed", version, by=by, facts={"page": version.page.slug, "number": version.number})
    return version


def _lock(version: Version) -> None:
    """Read a version anew and hold it to the end of the act: what was approved meanwhile is not a draft any more."""
    version.refresh_from_db(from_queryset=Version.objects.select_for_update())


def _check_drafting(version: Version, by: User) -> None:
    check_granted(GRANTS, Capability.WRITE, workspace=version.workspace, user=by)
    _lock(version)
    rules.check_draft(approved=version.approved_at is not None)


@transaction.atomic
def reword(*, version: Version, title: str, lede: str, by: User) -> Version:
    """Change the title of a draft and the sentence beneath it."""
    _check_drafting(version, by)
    version.title, version.lede = title, lede
    return _drafted(version, by, "title", "lede")


@transaction.atomic
def put_block(*, version: Version, block: Block, at: int | None = None, by: User) -> Version:
    """Put a block at the end of a draft, or in the place of one that is there."""
    _check_drafting(version, by)
    if block["kind"] == Kind.CONTACT:
        rules.check_contact(block)
    if at is None:
        version.blocks = [*version.blocks, block]
    else:
        rules.check_at(at, version.blocks)
        version.blocks = [*version.blocks[:at], block, *version.blocks[at + 1 :]]
    return _drafted(version, by, "blocks")


@transaction.atomic
def remove_block(*, version: Version, at: int, by: User) -> Version:
    """Take a block out of a draft."""
    _check_drafting(version, by)
    rules.check_at(at, version.blocks)
    version.blocks = [*version.blocks[:at], *version.blocks[at + 1 :]]
    return _drafted(version, by, "blocks")


@transaction.atomic
def raise_block(*, version: Version, at: int, by: User) -> Version:
    """Move a block of a draft one place up."""
    _check_drafting(version, by)
    rules.check_at(at, version.blocks)
    rules.check_at(at - 1, version.blocks)
    before, block = version.blocks[at - 1], version.blocks[at]
    version.blocks = [*version.blocks[: at - 1], block, before, *version.blocks[at + 1 :]]
    return _drafted(version, by, "blocks")


# ---- letting out -----------------------------------------------------------------------------------------------------


@transaction.atomic
def submit_version(*, version: Version, by: User) -> Version:
    """Ask for a second person: the draft waits on the first page of whoever may approve it, until it is changed."""
    _check_drafting(version, by)
    rules.check_waits(waits=version.submitted_at is not None)
    rules.check_whole(version.blocks, named=public_among(named_in(version.blocks), workspace=version.workspace))
    version.submitted_at = clock.now()
    version.save(update_fields=["submitted_at"])
    record("site.version_submitted", version, by=by, facts={"page": version.page.slug, "number": version.number})
    return version


@transaction.atomic
def approve_version(*, version: Version, shown_from: date, seen: str = "", by: User) -> Version:
    """Approve a draft of somebody else's: the public sees it from the day that is named.

    `seen` is the mark of the draft that was read (`mark_of`): one that was changed since is not approved unread.
    """
    check_granted(GRANTS, Capability.APPROVE, workspace=version.workspace, user=by)
    _lock(version)
    rules.check_draft(approved=version.approved_at is not None)
    rules.check_seen(seen, now=mark_of(version))
    rules.check_second(by=by.pk, drafted_by=version.drafted_by_id)
    rules.check_whole(version.blocks, named=public_among(named_in(version.blocks), workspace=version.workspace))
    rules.check_day(shown_from, today=clock.today())
    page = version.page
    rules.check_care(periods_of(version.workspace), shown_from, slug=page.slug, quiet=page.quiet)
    version.approved_by, version.approved_at, version.shown_from = by, clock.now(), shown_from
    version.save(update_fields=["approved_by", "approved_at", "shown_from"])
    facts: dict[str, str | int] = {"page": page.slug, "number": version.number, "from": shown_from.isoformat()}
    record("site.version_approved", version, by=by, facts=facts)
    return version


@transaction.atomic
def withdraw_version(*, version: Version, reason: str, by: User) -> Version:
    """Withdraw what the public sees of a page. The page stays and says so, with the reason."""
    check_granted(GRANTS, Capability.APPROVE, workspace=version.workspace, user=by)
    _lock(version)
    rules.check_shown(approved=version.approved_at is not None, withdrawn=version.withdrawn_at is not None)
    version.withdrawn_because, version.withdrawn_at = rules.check_reason(reason), clock.now()
    version.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("site.version_withdrawn", version, by=by, facts={"page": version.page.slug, "number": version.number})
    return version
