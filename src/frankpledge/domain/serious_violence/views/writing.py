"""Writing in a strategy: each form asks one thing, and leads back to the strategy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.serious_violence import actions, forms
from frankpledge.domain.serious_violence.documents import strategy_document
from frankpledge.domain.serious_violence.models import Strategy
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.queries import whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.domain.serious_violence.views.reading import crumbs, found_strategy
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.serious_violence import item_called

METHODS = ["GET", "HEAD", "POST"]


def _asked(
    request: HttpRequest, strategy: Strategy, form: Form, title: str, do: Callable[[dict[str, Any]], object],
    lede: str = "",
) -> HttpResponseBase:  # fmt: skip
    """Ask one thing of a strategy, do it, and go back there."""
    page = reverse("serious_violence:one", args=(strategy.workspace.slug, strategy.pk))
    way = crumbs(strategy.workspace, Crumb(strategy.title, page), Crumb(title))

    def act() -> HttpResponseBase:
        do(form.cleaned_data)
        return redirect(page)

    return answered(request, form, {"title": title, "caption": strategy.title, "lede": lede, "crumbs": way}, act)


def _row(rows: Any, identity: UUID) -> Any:
    found = next((one for one in rows if one.pk == identity), None)
    if found is None:
        raise Http404("the strategy has no such row")
    return found


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(METHODS)
@in_workspace
def begin(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a strategy and begin it."""
    by = reader(request)
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    form = forms.BeginForm(_typed(request), initial={"serves": workspace.name})

    def act() -> HttpResponseBase:
        made = actions.begin_strategy(workspace=workspace, **form.given(), by=by)
        return redirect("serious_violence:one", workspace.slug, made.pk)

    return answered(request, form, {"title": "Begin a strategy", "crumbs": crumbs(workspace, Crumb("Begin"))}, act)


@require_http_methods(METHODS)
@in_workspace
def part(request: HttpRequest, workspace: Workspace, strategy: UUID, violence_item: str) -> HttpResponseBase:
    """Write what one item says."""
    kept, of = found_strategy(request, workspace, strategy, Capability.WRITE), item_called(violence_item)
    if of is None or of.form != "words":
        raise Http404("the duty asks for no such part")
    now = whole(kept, on=clock.today()).words.get(of.id, "")
    form = forms.PartForm(_typed(request), initial={"words": now})

    def do(given: dict[str, Any]) -> object:
        return actions.write_part(strategy=kept, item=of.id, words=given["words"], by=reader(request))

    return _asked(request, kept, form, of.label, do, f"{of.asks} ({of.provision})")


@require_http_methods(METHODS)
@in_workspace
def consult(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Record an authority that was consulted."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)

    def do(given: dict[str, Any]) -> object:
        return actions.consult(strategy=kept, **given | {"sort": Sort(given["sort"])}, by=reader(request))

    return _asked(request, kept, forms.ConsultForm(_typed(request)), "An authority was consulted", do)


@require_http_methods(METHODS)
@in_workspace
def answer(request: HttpRequest, workspace: Workspace, strategy: UUID, consulted: UUID) -> HttpResponseBase:
    """Record what an authority answered."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    row = _row(whole(kept, on=clock.today()).consulted, consulted)
    now = {"on": row.answered_on, "answer": row.answer, "used": row.used}

    def do(given: dict[str, Any]) -> object:
        return actions.record_answer(consulted=row, **given, by=reader(request))

    return _asked(request, kept, forms.AnswerForm(_typed(request), initial=now), f"What {row.name} answered", do)


@require_http_methods(METHODS)
@in_workspace
def none(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Say of which sorts of authority the area has none."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    form = forms.NoneForm(_typed(request), initial={"sorts": kept.none})

    def do(given: dict[str, Any]) -> object:
        return actions.say_none(strategy=kept, sorts=[Sort(one) for one in given["sorts"]], by=reader(request))

    return _asked(request, kept, form, "What the area does not have", do)


@require_http_methods(METHODS)
@in_workspace
def serve(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Name one more partnership that the strategy serves."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)

    def do(given: dict[str, Any]) -> object:
        return actions.add_served(strategy=kept, name=given["name"], by=reader(request))

    return _asked(request, kept, forms.ServedForm(_typed(request)), "One more partnership that it serves", do)


@require_http_methods(METHODS)
@in_workspace
def sign(request: HttpRequest, workspace: Workspace, strategy: UUID, served: UUID) -> HttpResponseBase:
    """Record that a partnership signed up."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    row = _row(whole(kept, on=clock.today()).served, served)

    def do(given: dict[str, Any]) -> object:
        return actions.sign_up(served=row, **given, by=reader(request))

    return _asked(request, kept, forms.SignForm(_typed(request)), f"{row.name} signed up", do)


@require_http_methods(METHODS)
@in_workspace
def line(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Plan one thing for a year."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    now = {"year": whole(kept, on=clock.today()).year}
    form = forms.LineForm(_typed(request), workspace=workspace, viewer=reader(request), initial=now)

    def do(_: dict[str, Any]) -> object:
        return actions.plan_line(strategy=kept, **form.given(), by=reader(request))

    return _asked(request, kept, form, "A line of the work plan", do)


@require_http_methods(METHODS)
@in_workspace
def tell(request: HttpRequest, workspace: Workspace, strategy: UUID, violence_line: UUID) -> HttpResponseBase:
    """Say how far a line came, and what came of it."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    row = _row(whole(kept, on=clock.today()).lines, violence_line)
    form = forms.TellForm(_typed(request), initial={"done": row.done, "effect": row.effect})

    def do(given: dict[str, Any]) -> object:
        return actions.tell_line(line=row, done=Done(given["done"]), effect=given["effect"], by=reader(request))

    return _asked(request, kept, form, row.words, do)


@require_http_methods(METHODS)
@in_workspace
def review(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Record a review."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)

    def do(given: dict[str, Any]) -> object:
        return actions.review(strategy=kept, **given, by=reader(request))

    return _asked(request, kept, forms.ReviewForm(_typed(request)), "Review it", do)


@require_http_methods(METHODS)
@in_workspace
def publish(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Record where the strategy can be read."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)
    form = forms.PublishForm(_typed(request), initial={"address": kept.address, "on": kept.published_on})

    def do(given: dict[str, Any]) -> object:
        return actions.publish(strategy=kept, **given, by=reader(request))

    return _asked(request, kept, form, "Where it can be read", do)


@require_http_methods(METHODS)
@in_workspace
def send(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Put the strategy before whoever may approve it."""
    kept = found_strategy(request, workspace, strategy, Capability.WRITE)

    def do(given: dict[str, Any]) -> object:
        tree = strategy_document(whole(kept, on=clock.today()))
        return actions.send(strategy=kept, tree=tree, note=given["note"], by=reader(request))

    return _asked(request, kept, forms.SendForm(_typed(request)), "Send it to its approver", do)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Approve the strategy: it becomes an edition."""
    kept = found_strategy(request, workspace, strategy, Capability.SEE)
    told(request, lambda: actions.approve_strategy(strategy=kept, by=reader(request)), "It is approved.")
    return redirect("serious_violence:one", workspace.slug, kept.pk)
