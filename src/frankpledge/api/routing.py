"""Registering what programs may ask: one line a route, with all that every route shares.

A route names its part, its form or schema, and what it returns. What is read is let out through disclosure; what is
changed is changed by an action that asks and records for itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from ninja import NinjaAPI, Schema, Status
from ninja.files import UploadedFile
from ninja.params.functions import Body, File, Form, Path, Query
from pydantic import Field

from frankpledge import __version__
from frankpledge.api.calls import TokenInHeader, call_of
from frankpledge.api.filling import Unfit, body_of, query_of
from frankpledge.api.problems import DECLARED, DECLARED_OF_FILES, TooMuch, answer_problems
from frankpledge.ground.tokens.actions import note_deed

T = TypeVar("T")
Do = Callable[..., Any]
WORDS = """The queries and actions of Frankpledge's pages for programs.

Send a token as `Authorization: Bearer …`; it acts for its owner, and may do what they may at that moment. What is
refused is told as problem details: what, where, why and the cure. Missing, suppressed and zero are three things: a
count that is not known is null with its state beside it, and is never 0.
"""
ON_A_PAGE, MOST_ON_A_PAGE, LAST_PAGE = 50, 200, 100_000
PLACE = "/w/{slug:slug}"

api = NinjaAPI(
    title="Frankpledge",
    version=__version__,
    description=WORDS,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=TokenInHeader(),
)
answer_problems(api)


class Listed(Schema, Generic[T]):
    """One page of a list: how many there are in all, and those of this page."""

    total: int
    page: int
    pages: int
    as_at: date = Field(description="The day on which the list looks so.")
    items: list[T]


class Paging(Schema):
    """Which page of a list, and how long a page is."""

    page: Annotated[int, Field(ge=1, le=LAST_PAGE, description="Which page of the list.")] = 1
    size: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE, description="How many to a page.")] = ON_A_PAGE


@dataclass(frozen=True)
class Rows:
    """What a list is made of: all its rows in order, and what each becomes."""

    rows: Any
    shown: Callable[[Any], Any] = lambda row: row


@dataclass(frozen=True)
class Route:
    """One route as it was registered, for the page and the guards that go through all of them."""

    method: str
    path: str
    name: str
    part: str
    summary: str


ROUTES: list[Route] = []


def lists(path: str, *, part: str, of: Any, asks: type[forms.Form] | None = None) -> Callable[[Do], Do]:
    """Register a list: the function returns its rows, and the route a page of them."""
    returns = Listed[of]

    def paged(call: Any, paging: Paging, **given: Any) -> Any:
        found: Rows = given.pop("do")(call, **given)
        total, first = _count(found.rows), (paging.page - 1) * paging.size
        items = [found.shown(row) for row in found.rows[first : first + paging.size]]
        pages = max(1, -(-total // paging.size))
        return returns(total=total, page=paging.page, pages=pages, as_at=call.today, items=items)

    choices = query_of(asks) if asks else None
    return _registered("GET", path, part=part, returns=returns, asks=choices, paged=paged)


def _count(rows: Any) -> int:
    return len(rows) if isinstance(rows, Sequence) else int(rows.count())


def reads(path: str, *, part: str, returns: Any, asks: Any = None, whole: bool = False) -> Callable[[Do], Do]:
    """Register something that is read; a route that returns a file names no schema (None) and lets it out itself.

    What a form of choices asks may be left out, unless it is asked `whole`.
    """
    if isinstance(asks, type) and issubclass(asks, forms.Form):
        asks = query_of(asks, whole=whole)
    return _registered("GET", path, part=part, returns=returns, asks=asks)


def acts(
    path: str, *, part: str, returns: Any, asks: Any = None, without: tuple[str, ...] = (), also: Any = None,
    method: str = "POST", status: int = 200,
) -> Callable[[Do], Do]:  # fmt: skip
    """Register something that is done. `asks` is the form of the page that asks the same, or a schema.

    `without` and `also` name fields that are not asked, or asked besides, each with its kind and description.
    """
    if isinstance(asks, type) and issubclass(asks, forms.Form):
        asks = body_of(asks, without=without, also=tuple((also or {}).items()))
    return _registered(method, path, part=part, returns=returns, asks=asks, status=status)


def sends(path: str, *, part: str, returns: Any, asks: type[forms.Form], status: int = 201) -> Callable[[Do], Do]:
    """Register something that is done with a file: multipart, with the fields and the file that the form asks.

    The function gets the files as `files`, to fill the form with: it reads and refuses them as it does on its page.
    """
    files = tuple(name for name, one in asks.base_fields.items() if isinstance(one, forms.FileField))
    also = body_of(asks) if len(files) < len(asks.base_fields) else None
    return _registered("POST", path, part=part, returns=returns, asks=also, status=status, files=files)


def _registered(
    method: str, path: str, *, part: str, returns: Any, asks: Any = None, status: int = 200, paged: Do | None = None,
    files: tuple[str, ...] = (),
) -> Callable[[Do], Do]:  # fmt: skip
    declared: Any = DECLARED | DECLARED_OF_FILES if files else DECLARED

    def register(do: Do) -> Do:
        summary = (inspect.getdoc(do) or "").partition("\n")[0].rstrip(".")
        name = do.__name__.rstrip("_")
        view = _view(do, method, part, status, paged, summary)
        if files:
            view = _with_files(view, {*files, *(asks.model_fields if asks else ())}, files)
        view.__signature__ = _signature(do, method, asks, paged=paged is not None, files=files)  # type: ignore[attr-defined]
        view.__name__, view.__doc__ = name, inspect.getdoc(do)
        ROUTES.append(Route(method, f"{PLACE}{path}", name, part, summary))
        api.api_operation(
            [method], f"{PLACE}{path}", operation_id=name, url_name=name, summary=summary, tags=[part],
            response={status: returns, **declared},
        )(view)  # fmt: skip
        return do

    return register


def _with_files(view: Do, known: set[str], names: tuple[str, ...]) -> Do:
    """Return what the framework calls with files: refused where they were too much, or where more came than is asked.

    A form of several parts takes what it knows and leaves the rest out; a program is told.
    """

    def taken(request: HttpRequest, slug: str, **given: Any) -> Any:
        if too_much := getattr(request, "too_much", ""):
            raise TooMuch(too_much, where="file")
        if strange := sorted({*request.POST, *request.FILES} - known):
            raise Unfit([(name, "this is not asked for.") for name in strange])
        given["files"] = {name: given.pop(name) for name in names}
        return view(request, slug, **given)

    return taken


def _view(do: Do, method: str, part: str, status: int, paged: Do | None, summary: str) -> Do:
    """Return what the framework calls: it asks who calls, does what the route does, and lets out what is read."""
    writing = method != "GET"

    def view(request: HttpRequest, slug: str, **given: Any) -> Any:
        call = call_of(request, slug, part, writing=writing)
        asked = given.pop("given", None)
        if asked is not None:
            given["given"] = asked.model_dump(exclude_none=True)
        which = [f"{name} {told}" for name, told in given.items() if isinstance(told, str | UUID) and told]
        answer = paged(call, do=do, **given) if paged else do(call, **given)
        if writing:
            note_deed(token=call.token, deed=do.__name__.replace("_", " "))
        elif not isinstance(answer, HttpResponseBase):
            lines = len(answer.items) if isinstance(answer, Listed) else 1
            call.let_out(", ".join([summary, *which]), lines=lines)
        return answer if isinstance(answer, HttpResponseBase) else Status(status, answer)

    return view


def _signature(do: Do, method: str, asks: Any, *, paged: bool, files: tuple[str, ...] = ()) -> inspect.Signature:
    """Return the parameters of a route as the framework reads them: the slug, those of the path, what is asked."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(do, eval_str=True).parameters.values())[1:]
    path = [one.replace(kind=keyword) for one in own if one.name not in ("given", "files")]
    slug = Annotated[str, Path(description="The workspace that the token is for.")]
    found = [
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest),
        inspect.Parameter("slug", keyword, annotation=slug),
        *path,
    ]
    if asks is not None:
        source = Query() if method == "GET" else Form() if files else Body()
        found.append(inspect.Parameter("given", keyword, annotation=Annotated[asks, source]))
    found += [inspect.Parameter(name, keyword, annotation=Annotated[UploadedFile, File()]) for name in files]
    if paged:
        found.append(inspect.Parameter("paging", keyword, annotation=Annotated[Paging, Query()]))
    return inspect.Signature(found)
