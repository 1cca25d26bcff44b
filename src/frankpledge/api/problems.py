"""What is answered when something is not done: problem details (RFC 9457) that say what, where, why and the cure."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from frankpledge.api.filling import Unfit
from frankpledge.domain.bodies.rules import Taken
from frankpledge.domain.duties.rules import AlreadyWithdrawn, NoSuchDuty
from frankpledge.domain.explorer.queries.figures import NoSuchFigure
from frankpledge.domain.meetings.rules import MinutesClosed, NotQuorate
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.queries import NoSuchWorkspace
from frankpledge.ground.accounts.rules import AlreadyThere
from frankpledge.ground.comments.rules import NoSuchComment, NotYours
from frankpledge.ground.documents.rules import EditionKept, NoSuchPaper, OwnWork, WrongState
from frankpledge.ground.threads.rules import NoSuchPlace
from frankpledge.ground.tokens.rules import NoToken, NotThisToken, TooMany
from frankpledge.refusal import Refusal


class WrongLines(Refusal):
    """A file of which lines are wrong. `lines`: file, sheet, row, column, why and cure of each."""

    def __init__(self, reason: str, *, lines: list[dict[str, Any]], where: str, cure: str) -> None:
        super().__init__(reason, where=where, cure=cure)
        self.lines = lines


class TooMuch(Refusal):
    """Files that are more than a page takes in one go."""


MEDIA_TYPE = "application/problem+json"
# What cannot be done as things stand, though it was rightly asked: 409. What stands in no list here is 422.
CONFLICTS = (AlreadyThere, AlreadyWithdrawn, EditionKept, MinutesClosed, NotQuorate, Taken, WrongState)
NOT_HERE = (NoSuchComment, NoSuchDuty, NoSuchFigure, NoSuchPaper, NoSuchPlace, NoSuchWorkspace)
STATUSES: tuple[tuple[tuple[type[Refusal], ...], int], ...] = (
    ((NoToken,), 401),
    ((NotPermitted, NotThisToken, NotYours, OwnWork), 403),
    (NOT_HERE, 404),
    (CONFLICTS, 409),
    ((TooMuch,), 413),
    ((TooMany,), 429),
)
LONGEST_PLACE = 200
logger = logging.getLogger(__name__)


class Wrong(Schema):
    """One thing that was wrong in what was sent."""

    where: str = Field(description="The field, or the parameter of the address.")
    why: str
    cure: str = ""
    file: str = Field(default="", description="Of what is wrong in a file: which file it is.")
    sheet: str = ""
    row: int | None = None
    column: str = ""


class Problem(Schema):
    """What was not done, where, why, and what to do about it."""

    type: str = Field("about:blank", description="Always about:blank: `refused` names the kind.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What was refused, why, and the cure, in one text.")
    refused: str = Field("", description="The name of the refusal.")
    where: str = ""
    why: str = ""
    cure: str = ""
    errors: list[Wrong] = Field([], description="One for each field that was wrong.")


DECLARED = {(400, 401, 403, 404, 409, 422, 429): Problem}
DECLARED_OF_FILES = {413: Problem}


def problem(status: int, why: str, **more: Any) -> JsonResponse:
    """Return the answer of a status, with its reason."""
    cure, where = more.get("cure", ""), more.get("where", "")
    detail = str(Refusal(why, where=where, cure=cure))
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, why=why, **more)
    response = JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store, private"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="frankpledge"'
    return response


def of_refusal(refusal: Refusal) -> JsonResponse:
    """Return the answer that tells of a refusal."""
    status = next((status for kinds, status in STATUSES if isinstance(refusal, kinds)), 422)
    told = refusal.as_json()
    errors = [Wrong(where=where, why=why) for where, why in refusal.wrong] if isinstance(refusal, Unfit) else []
    errors += [Wrong(where="file", **one) for one in refusal.lines] if isinstance(refusal, WrongLines) else []
    response = problem(
        status, told["reason"], refused=told["refused"], where=told["where"], cure=told["cure"], errors=errors
    )
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.seconds)
    return response


def of_fields(wrong: ValidationError) -> JsonResponse:
    """Return the answer that tells what was wrong with a request, field by field."""
    errors = [Wrong(where=_place(one["loc"]), why=str(one["msg"])) for one in wrong.errors]
    why = "what was sent does not fit." if len(errors) != 1 else f"{errors[0].where}: {errors[0].why}"
    return problem(422, why, refused="Unfit", cure="See the description at /api/v1/openapi.json.", errors=errors)


def _place(loc: Any) -> str:
    """Return where a fault lies, without the names that only the framework knows: whence, and in which parameter."""
    parts = [str(part) for part in loc[1:]]
    return ".".join(parts[1:] if parts[:1] == ["given"] else parts) or "body"


def answer_problems(api: NinjaAPI) -> None:
    """Let an API answer every exception with a problem."""
    told: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        Refusal: of_refusal,
        AuthenticationError: lambda _: of_refusal(NoToken()),
        Http404: lambda error: problem(404, str(error) or "there is nothing at this address."),
        HttpError: lambda error: problem(error.status_code, _words(error)),
        IntegrityError: lambda _: problem(409, "something like it was recorded just now.", cure="Read again."),
        Exception: _failed,
    }
    api.exception_handler(ValidationError)(_of_what_came)
    for kind, answer in told.items():
        api.exception_handler(kind)(lambda _request, error, answer=answer: answer(error))


def _of_what_came(request: HttpRequest, wrong: Any) -> JsonResponse:
    """Return the answer to a request that does not fit; where its files were too much, that they were."""
    too_much = getattr(request, "too_much", "")
    return of_refusal(TooMuch(too_much, where="file")) if too_much else of_fields(wrong)


def _words(error: HttpError) -> str:
    return "the body cannot be read: it is no JSON." if error.status_code == HTTPStatus.BAD_REQUEST else error.message


def _failed(error: Exception) -> HttpResponse:
    logger.error("The interface for programs failed.", exc_info=error)
    return problem(500, "this is our own failure, and was noted.", cure="Try again later.")


def nowhere(rest: str) -> HttpResponse:
    """Return the answer of an address that leads nowhere."""
    return problem(404, "there is nothing at this address.", where=f"/api/{rest}"[:LONGEST_PLACE])
