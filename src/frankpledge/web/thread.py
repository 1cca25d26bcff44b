"""Where the golden thread begins: every place on it, and where it breaks, as pages and as files."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.threads.forms import MOST_WORDS, LookForm
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.ground.threads.presenters import gap_rows, gaps_table, places_table
from frankpledge.ground.threads.queries import GAPS, Gap, Survey, kinds, survey
from frankpledge.ground.threads.rules import Stage
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb, Fact
from frankpledge.statute.deadlines import in_words

ON_A_PAGE = 50
HEAD = ("stage", "kind", "what", "how_it_stands", "whose", "day", "page")
STATES = (("open", "What stands"), ("all", "All"))


class GapsForm(forms.Form):
    """Which breaks of the thread are shown: of which sort, of which kind of thing, with which words."""

    gap = forms.ChoiceField(label="Where it breaks", required=False, choices=[(one.name, one.label) for one in GAPS])
    kind = forms.ChoiceField(label="What", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    words = forms.CharField(label="Words", required=False, max_length=MOST_WORDS)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        stages = {stage for one in GAPS for stage in one.of}
        held = [(one.kind, one.plural) for one in kinds().values() if one.stage in stages]
        self.fields["kind"].choices = [("", "All"), *held]  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, str]:
        """Return what was rightly asked for; the first sort where none was."""
        self.is_valid()
        told = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return told | {"gap": told["gap"] or GAPS[0].name, "state": told["state"] or "open"}


def chosen(told: dict[str, str], seen: Survey) -> tuple[Gap, ...]:
    """Return the breaks of the thread that a choice names, of what a person may see."""
    words = told["words"].casefold().split()
    return tuple(
        gap
        for gap in seen.gaps(told["gap"])
        if told["kind"] in ("", gap.kind.kind)
        and (told["state"] == "all" or not gap.place.over)
        and all(word in f"{gap.place.title} {gap.place.whose}".casefold() for word in words)
    )


def listing(told: dict[str, str], found: tuple[Gap, ...]) -> Listing:
    """Return breaks of the thread as a list that leaves."""
    label = next(one.label for one in GAPS if one.name == told["gap"])
    today = clock.today()
    return Listing(f"thread-{told['gap']}", f"{label} on {in_words(today)}", HEAD, tuple(gap_rows(found)), today)


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the thread."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Golden thread", reverse("web:thread", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


@require_safe
@in_workspace
def thread(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every place on the thread that the reader may see, under the choice in the address."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = LookForm(request.GET or {"stage": Stage.FINDING.value})
    stage, words = form.asked()
    seen = survey(workspace=workspace, viewer=viewer)
    rows, pages = paged(request, seen.matching(stage=stage, words=words), ON_A_PAGE)
    lacking = [(one, chosen(_of(one.name), seen)) for one in GAPS]
    here = reverse("web:thread_gaps", args=(workspace.slug,))
    facts = [Fact(one.label, f"{len(found):,}", "that you may see", href=f"{here}?gap={one.name}")
             for one, found in lacking]  # fmt: skip
    shown = {"form": form, "facts": facts, "table": places_table(rows, workspace.slug) if rows else None,
             "pages": pages, "crumbs": crumbs(workspace)}  # fmt: skip
    return render(request, "web/thread.html", shown)


def _of(gap: str) -> dict[str, str]:
    return {"gap": gap, "kind": "", "state": "open", "words": ""}


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[GapsForm, tuple[Gap, ...]]:
    viewer, form = reader(request), GapsForm(request.GET)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    return form, chosen(form.told, survey(workspace=workspace, viewer=viewer))


@require_safe
@in_workspace
@opens_first
def breaks(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show where the thread breaks, under the filters in the address."""
    form, found = _asked(request, workspace)
    gap = next(one for one in GAPS if one.name == form.told["gap"])
    rows, pages = paged(request, found, ON_A_PAGE)
    shown = {
        "form": form,
        "gap": gap,
        "many": len(found),
        "table": gaps_table(rows, workspace.slug) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "crumbs": crumbs(workspace, "Where it breaks"),
    }
    return render(request, "web/thread_gaps.html", shown)


@require_safe
@in_workspace
def breaks_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the lines under the filters in the address as a file, after recording that they left."""
    form, found = _asked(request, workspace)
    if kind not in ("csv", "xlsx", "ods"):
        raise Http404("there is no such form of a list")
    return list_as_file(request, workspace, listing(form.told, found), kind, let_list_out)
