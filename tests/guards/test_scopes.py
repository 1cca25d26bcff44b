"""Take the workspace out of one query after another, and see that the guards notice: an unguarded scope is no scope."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType, ModuleType

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.house import PACKAGE
from tests.guards.routes import ROUTES, Door, all_routes
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
NARROWING = {"filter", "get", "exclude", "get_or_create"}


class Wider(ast.NodeTransformer):
    """Takes every word about a workspace out of what narrows a query."""

    def __init__(self) -> None:
        self.taken = 0

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        narrows = isinstance(node.func, ast.Attribute) and node.func.attr in NARROWING
        if narrows:
            kept = [one for one in node.keywords if not (one.arg or "").startswith("workspace")]
            self.taken += len(node.keywords) - len(kept)
            node.keywords = kept
        return node


@dataclass(frozen=True)
class Scoped:
    """A function that keeps a query to a workspace, and the same function without."""

    function: FunctionType
    wider: FunctionType
    app: str

    def __str__(self) -> str:
        return f"{self.function.__module__.removeprefix('frankpledge.')}.{self.function.__name__}"


def modules() -> Iterator[ModuleType]:
    """Yield every module of queries."""
    for path in sorted(PACKAGE.glob("*/*/queries*")):
        for file in [path] if path.suffix == ".py" else sorted(path.glob("*.py")):
            name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
            yield import_module(name)


def scoped() -> Iterator[Scoped]:
    """Yield every function of a module of queries that names a workspace where it narrows."""
    for module in modules():
        for function in vars(module).values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                wider = without(function)
                if wider is not None:
                    yield Scoped(function, wider, module.__name__.split(".")[2])


def without(function: FunctionType) -> FunctionType | None:
    """Return a function without its scope; None where it has none."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    wider = Wider()
    wider.visit(tree)
    if not wider.taken or function.__closure__ or tree.body[0].decorator_list:  # type: ignore[attr-defined]
        return None
    space: dict[str, FunctionType] = {}
    exec(
        compile(ast.fix_missing_locations(tree), function.__code__.co_filename, "exec"),
        vars(import_module(function.__module__)),
        space,
    )
    return space[function.__name__]


@contextmanager
def taken(scope: Scoped) -> Iterator[None]:
    """Take a scope out for a while."""
    kept = scope.function.__code__
    scope.function.__code__ = scope.wider.__code__
    try:
        yield
    finally:
        scope.function.__code__ = kept


def noticed(client: Client, town: Town, foreign: Town, apps: set[str]) -> bool:
    """Return whether a guard would notice: a foreign thing that is found, or a foreign word on one of our pages."""
    return any(found(client, name, town, foreign) for name in sorted(ROUTES) if name.split(":")[0] in apps)


def found(client: Client, name: str, town: Town, foreign: Town) -> bool:
    """Return whether a route shows or reaches what is another partnership's."""
    route = ROUTES[name]
    if route.open_to is Door.STRANGERS or "slug" not in PARTS[name]:
        return False
    parts = {part: (town if part == "slug" else foreign).parts[part] for part in PARTS[name]}
    with transaction.atomic():
        answer = client.generic(route.method, reverse(name, kwargs=parts))
        transaction.set_rollback(True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    reached = len(parts) > 1 and not route.shared and answer.status_code != 404
    return reached or foreign.canary.encode() in body


# Whose pages show what an app of the ground keeps.
SHOWN_BY = {
    "links": {"web"},
    "documents": {"assessments", "publishing"},
    "accounts": {"web", "access"},
    "lists": {"roster"},
    "indicators": {"performance", "commentaries"},
    "threads": {"threads", "web"},
    "commentaries": {"commentaries", "performance"},
}
# Doors whose scope no guard sees missing: what they are asked for was chosen by a scoped query before, or no page of a
# town shows it; or they ask for what is the reader's own. This list may only grow shorter.
NOT_SHOWN = {
    "domain.alignment.queries.pair_of",
    "domain.attachments.queries.attachment_of",
    "domain.bodies.queries.rows.corrections_of",
    "domain.bodies.queries.rows.rows_of",
    "domain.commentaries.queries.asked_for",
    "domain.disclosure.queries.releases",
    "domain.evidence.queries.events.own_event",
    "domain.indicators.queries.values.value_of",
    "domain.partnerships.queries.partnership_of",
    "domain.partnerships.queries.partnerships_of",
    "domain.releases.queries.uploads.waiting_for_columns",
    "domain.risks.queries.pressing",
    "domain.site.queries.site_of",
    "domain.subscriptions.queries.counts_of",
    "domain.yardsticks.queries.harm.weight_sets",
    "ground.comments.queries.comment_of",
    "ground.comments.queries.unread_mentions",
    "ground.documents.queries.papers",
    "ground.saved_views.queries.first_view",
    "ground.sealed.queries.access.access_requests_on",
    "ground.sealed.queries.access.open_access_requests",
    "ground.sealed.queries.keeping.holds_on",
    "ground.sealed.queries.keeping.removals",
    "ground.sealed.queries.readings_of",
    "ground.threads.queries.tie_of",
    "ground.versions.queries.thing_of",
}


def doors() -> list[Scoped]:
    """Return the scoped functions that say what a viewer may see: what stands behind them was chosen by one."""
    return [scope for scope in scoped() if "viewer" in inspect.signature(scope.function).parameters]


def test_every_door_whose_scope_is_taken_away_is_noticed(client: Client, town: Town, foreign: Town) -> None:
    client.force_login(town.everyone())
    assert not noticed(client, town, foreign, {name.split(":")[0] for name in ROUTES})
    unnoticed = set()
    for scope in doors():
        with taken(scope):
            if not noticed(client, town, foreign, SHOWN_BY.get(scope.app, {scope.app})):
                unnoticed.add(str(scope))
    assert not unnoticed - NOT_SHOWN, "\n".join(sorted(unnoticed - NOT_SHOWN))
    assert len(doors()) - len(unnoticed) >= len(NOT_SHOWN)


def test_a_scope_is_taken_out_of_a_query_and_nothing_else() -> None:
    tree = ast.parse("rows = Row.objects.filter(workspace=w, workspace__in=own, pk=1).order_by('pk')")
    wider = Wider()
    assert ast.unparse(wider.visit(tree)) == "rows = Row.objects.filter(pk=1).order_by('pk')"
    assert wider.taken == 2
