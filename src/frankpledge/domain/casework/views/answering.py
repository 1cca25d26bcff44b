"""Somebody asks what is held about them: for whoever was let in to the case. Only to be decided is a passage opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.casework import presenters as shown_as
from frankpledge.domain.casework.documents import FORMS, answer_file
from frankpledge.domain.casework.forms import AskForm, PassageForm
from frankpledge.domain.casework.queries import Kept, request_of
from frankpledge.domain.casework.views import ASKS, address, asking, crumbs, found_case, typed
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed import actions
from frankpledge.ground.sealed.models import AccessRequest, Passage
from frankpledge.ground.sealed.permissions import grant_of
from frankpledge.ground.sealed.queries.access import passages_of
from frankpledge.ground.sealed.rules.access import Fate
from frankpledge.ground.ui.pages import answered, attachment, in_workspace, reader, told

REASON = "case_access_request"
LONGER = "The answer may take longer. Tell the person why, within the first month."


def _found(
    request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID
) -> tuple[Kept, AccessRequest]:
    """Return a case and a request about it, to whoever was let in to the case."""
    found = found_case(request, workspace, sort, case)
    made = request_of(found, inquiry, viewer=reader(request))
    if made is None:
        raise Http404("there is no such request")
    return found, made


@require_http_methods(ASKS)
@in_workspace
def ask(request: HttpRequest, workspace: Workspace, sort: str, case: UUID) -> HttpResponseBase:
    """Ask when somebody asked what is held about them, and gather everything that is written."""
    found, form = (
        found_case(request, workspace, sort, case),
        AskForm(typed(request)),
    )

    def act() -> HttpResponseBase:
        made = actions.open_access_request(
            workspace=workspace, matter=found.matter, received_on=form.cleaned_data["received_on"], by=reader(request)
        )
        return redirect(address(found, "asked", made.pk))

    lede = "Everything that is written in the case is gathered, under seal, and waits to be decided passage by passage."
    return answered(request, form, asking(found, "Somebody asked what we hold", "Gather it", lede), act)


@never_cache
@require_safe
@in_workspace
def asked_for(request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID) -> HttpResponseBase:
    """Show a request: its clock, its passages and what was decided; nothing of what they say."""
    found, made = _found(request, workspace, sort, case, inquiry)
    passages, viewer = list(passages_of(made, viewer=reader(request))), reader(request)
    waiting = [one.number for one in passages if one.fate == Fate.WAITING]
    grant = grant_of(found.matter, workspace=workspace, user=viewer)
    alone = bool(passages) and {one.decided_by_id for one in passages} == {viewer.pk}
    shown: dict[str, Any] = {
        "case": found,
        "made": made,
        "clock": shown_as.clock_words(made, on=clock.today()),
        "table": shown_as.passages_table(passages, found, made) if passages else None,
        "waiting": len(waiting),
        "next": shown_as.passage_address(found, made, waiting[0]) if waiting else "",
        "works": grant is not None and grant.works,
        "alone": alone,
        "forms": [(one.label, address(found, "file", made.pk, name)) for name, one in FORMS.items()],
        "crumbs": crumbs(workspace, found, "What somebody asked for"),
    }
    return render(request, "casework/asked.html", shown)


@require_POST
@in_workspace
def longer(request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID) -> HttpResponseBase:
    """Take longer, within the first month."""
    found, made = _found(request, workspace, sort, case, inquiry)
    told(request, lambda: actions.extend_access_request(request=made, by=reader(request)), LONGER)
    return redirect(address(found, "asked", made.pk))


@never_cache
@require_http_methods(ASKS)
@in_workspace
def passage(
    request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID, passage_number: int
) -> HttpResponseBase:
    """Open one passage, with a trace; ask what becomes of it, and lead to the next that waits."""
    found, made = _found(request, workspace, sort, case, inquiry)
    here = passages_of(made, viewer=reader(request)).filter(number=passage_number).first()
    if here is None:
        raise Http404("there is no such passage")
    form = PassageForm(typed(request), initial={"fate": here.fate, "ground": here.ground})

    def act() -> HttpResponseBase:
        actions.decide_passage(passage=here, **form.given(), by=reader(request))
        return redirect(_onward(request, found, made))

    opened = actions.read(
        workspace=workspace, matter=found.matter, rows=[here], reason=REASON, by=reader(request), works=True
    )
    shown = asking(found, f"Passage {passage_number}", "Decide") | {"from": shown_as.source_words(here.source)}
    shown["words"] = opened.of(here, "text")
    shown["given"] = opened.of(here, "shown")
    return answered(request, form, shown, act, template="casework/passage.html")


def _onward(request: HttpRequest, case: Kept, made: AccessRequest) -> str:
    """Return the next passage that waits, else the request."""
    waits: Passage | None = passages_of(made, viewer=reader(request)).filter(fate=Fate.WAITING).first()
    return shown_as.passage_address(case, made, waits.number) if waits else address(case, "asked", made.pk)


@require_POST
@in_workspace
def let_out(request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID) -> HttpResponseBase:
    """Let the answer out, after a second person looked at it."""
    found, made = _found(request, workspace, sort, case, inquiry)
    done = "The answer is let out. Take it as a file, and send it by the way that the person chose."
    told(request, lambda: actions.answer_access_request(request=made, by=reader(request)), done)
    return redirect(address(found, "asked", made.pk))


@never_cache
@require_safe
@in_workspace
def file(
    request: HttpRequest, workspace: Workspace, sort: str, case: UUID, inquiry: UUID, answer_kind: str
) -> HttpResponseBase:
    """Give an answer that was let out as a fresh file."""
    found, made = _found(request, workspace, sort, case, inquiry)
    if answer_kind not in FORMS:
        raise Http404("there is no such form of an answer")
    content = answer_file(found, made, kind=answer_kind, by=reader(request))
    name = f"{workspace.slug}-what-we-hold-{made.received_on.isoformat()}.{answer_kind}"
    return attachment(content, name=name, media_type=FORMS[answer_kind].media_type)
