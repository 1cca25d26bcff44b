"""Opening a case: for whoever was let in, for the applicant by their code, and of it what a body is asked."""

from __future__ import annotations

from collections.abc import Callable

from frankpledge.domain.asb_reviews.actions.applicant import Applicant
from frankpledge.domain.asb_reviews.models import Case, Request
from frankpledge.domain.asb_reviews.queries.opened import Open, OpenCase, every, rows_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.links.actions import holder_of
from frankpledge.ground.links.models import Link
from frankpledge.ground.sealed.actions import read, read_for, read_within
from frankpledge.ground.sealed.models import SealedModel

WORK = "case_work"
Words = Callable[[SealedModel], dict[str, str | None]]


def _whole(case: Case, rows: dict[str, list[SealedModel]], words: Words) -> OpenCase:
    parts = {name: [Open(row, words(row)) for row in found] for name, found in rows.items()}
    return OpenCase(case, words(case), parts)


def open_case(*, case: Case, reason: str, by: User) -> OpenCase:
    """Return a case with all its words, to whoever was let in and says why; the ledger has it first."""
    rows = rows_of(case)
    opened = read(workspace=case.workspace, matter=case.matter, rows=every(case, rows), reason=reason, by=by)
    return _whole(case, rows, opened.all_of)


def within(case: Case, *, by: User) -> OpenCase:
    """Return a case with its words inside an act that changes it."""
    rows = rows_of(case)
    opened = read_within(workspace=case.workspace, matter=case.matter, rows=every(case, rows), reason=WORK, by=by)
    return _whole(case, rows, opened.all_of)


OWN = ("reports", "letters", "messages")


def open_by_code(*, case: Case) -> OpenCase:
    """Return an applicant's own case, to whoever has its code: what they wrote, what they were told, and no more."""
    rows: dict[str, list[SealedModel]] = {name: list(getattr(case, name).all()) for name in OWN}
    rows["files"] = list(case.files.filter(from_applicant=True))
    by = Applicant(case.pk)
    opened = read_for(workspace=case.workspace, matter=case.matter, rows=every(case, rows), by=by)
    return _whole(case, rows, opened.all_of)


def open_request(*, link: Link, request: Request) -> tuple[Open, list[Open]]:
    """Return what a body is asked by its link: the words of the request, and the lines it is asked about."""
    lines = list(request.about.all())
    rows: list[SealedModel] = [request, *lines]
    opened = read_for(workspace=request.workspace, matter=request.matter, rows=rows, by=holder_of(link))
    return Open(request, opened.all_of(request)), [Open(one, opened.all_of(one)) for one in lines]
