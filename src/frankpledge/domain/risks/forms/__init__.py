"""What is asked of a risk: what it is, its scores, a review, controls, what bears on it, and what is borne."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import actions_of
from frankpledge.domain.action_log.rules import Status
from frankpledge.domain.bodies.forms import ALL, NOBODY, FilterForm, NamingForm, offer
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.queries import Choice
from frankpledge.domain.risks.rules import LONGEST_TITLE, LONGEST_WORDS, Level, Tolerance, known_scheme
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.risks import categories, schemes

STATES = (("open", "Open"), ("above", "Above appetite"), ("late", "Review late"), ("closed", "Closed"), (ALL, "All"))
ORDERS = (("score", "Score"), ("review", "Review"), ("moved", "What moved"), ("number", "Latest raised"))


def steps(scheme: str, side: str) -> list[tuple[str, str]]:
    """Return the steps of a side of a scale as choices, with what each means."""
    found = getattr(known_scheme(scheme), side)
    return [(str(one.score), f"{one.score} {one.label}: {one.words}") for one in found]


class RiskForm(NamingForm):
    """All of a risk but its scores."""

    NAMES: ClassVar = {
        "body": (Body, ""), "organisation": (Organisation, ""), "person": (Person, NOBODY), "deputy": (Person, NOBODY),
    }  # fmt: skip
    title = long_text("What may happen", 2, max_length=LONGEST_TITLE, help_text="A sentence.")
    cause = long_text("Why it might", 2, max_length=LONGEST_WORDS, required=False)
    effect = long_text("What would follow", 2, max_length=LONGEST_WORDS, required=False)
    category = forms.ChoiceField(label="Kind of risk", choices=[(one.id, one.label) for one in categories()])
    body = forms.ChoiceField(label="Group that looks after it")
    organisation = forms.ChoiceField(label="Organisation that owns it")
    person = forms.ChoiceField(label="Owner", required=False)
    deputy = forms.ChoiceField(label="Deputy", required=False)

    def given(self) -> Described:
        """Return the risk as it was described."""
        told = self.cleaned_data
        words = {name: told[name] for name in ("title", "cause", "effect", "category")}
        return Described(**words, **self.named())


def as_typed(risk: Risk) -> dict[str, str]:
    """Return a risk as its form would have been filled."""
    keys = ("body", "organisation", "person", "deputy")
    words = {name: getattr(risk, name) for name in ("title", "cause", "effect", "category")}
    return words | {name: str(getattr(risk, f"{name}_id") or "") for name in keys}


class AddForm(RiskForm):
    """A risk that is raised. Its scores are asked for next, in the words of the scale that its body uses."""

    raised_on = day("Raised on")
    review_on = day("Look at it again on", required=False, help_text="Left empty: after the months that the body set.")

    def first(self) -> First:
        """Return with what the risk begins."""
        return First(self.cleaned_data["raised_on"], review_on=self.cleaned_data["review_on"])


class _LevelForm(forms.Form):
    """A likelihood and an impact on a scale, each step with its meaning."""

    NEEDED = True
    likelihood = forms.ChoiceField(label="Likelihood", widget=forms.RadioSelect)
    impact = forms.ChoiceField(label="Impact", widget=forms.RadioSelect)

    def __init__(self, *args: Any, scheme: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scheme = scheme
        for side in ("likelihood", "impact"):
            self.fields[side].required = self.NEEDED
            offer(self, side, [*([] if self.NEEDED else [("", "Unchanged")]), *steps(scheme, side)])

    def level(self) -> Level | None:
        """Return what was chosen; None where it is left as it is."""
        told = self.cleaned_data
        if not (told["likelihood"] and told["impact"]):
            return None
        return Level(self.scheme, int(told["likelihood"]), int(told["impact"]))


class ScoreForm(_LevelForm):
    """Another score, and why."""

    on = day("Scored on")
    reason = long_text("Why", 2, max_length=LONGEST_WORDS)


class ReviewForm(_LevelForm):
    """What a look at the risk found."""

    NEEDED = False
    words = long_text("What was found", max_length=LONGEST_WORDS, help_text="Also where nothing changed: say so.")
    on = day("Looked at on")
    due_next = day("Look at it again on", required=False, help_text="Left empty: after the months that the body set.")

    field_order = ("words", "on")

    def clean(self) -> dict[str, Any] | None:
        """Ask for both sides of a score, or neither."""
        told = super().clean() or self.cleaned_data
        if bool(told.get("likelihood")) != bool(told.get("impact")):
            raise forms.ValidationError("Choose both a likelihood and an impact, or leave both unchanged.")
        return told


class EndForm(forms.Form):
    """Why a risk is closed or opened again, and on which day."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)
    on = day("On")


class ControlForm(forms.Form):
    """What holds a risk down."""

    words = forms.CharField(label="Control", max_length=LONGEST_TITLE)
    since = day("In place since", required=False, help_text="Left empty: it is meant to be, and is not yet.")


class TieForm(forms.Form):
    """What bears on a risk: an action of the log, or a page."""

    action = forms.ChoiceField(label="An action of the log", required=False)
    place = forms.CharField(
        label="Or a page of this workspace", max_length=1_000, required=False,
        help_text="Its address, copied from the top of the browser.",
    )  # fmt: skip
    words = forms.CharField(label="What the page is", max_length=LONGEST_TITLE, required=False)

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        found = actions_of(workspace=workspace, viewer=viewer).filter(status=Status.OPEN)
        self._actions: dict[str, Action] = {str(one.pk): one for one in found}
        choices = [(key, f"{one.number}. {one.wording}"[:120]) for key, one in self._actions.items()]
        offer(self, "action", [("", "None"), *choices])

    def chosen(self) -> Action | None:
        """Return the action that was chosen; None where it is a page."""
        return self._actions.get(self.cleaned_data["action"])


class AppetiteForm(forms.Form):
    """What a body bears, from a day on."""

    scheme = forms.ChoiceField(label="Scale", choices=[(one.id, one.about.label) for one in schemes()])
    score = forms.IntegerField(
        label="Bears up to a score of",
        min_value=1,
        max_value=100,
        required=False,
        help_text="Left empty: no appetite is set.",
    )
    review_months = forms.IntegerField(label="Months between reviews", min_value=1, max_value=24)
    since = day("From")
    reason = forms.CharField(label="Why, or decided where", max_length=LONGEST_WORDS)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in categories():
            self.fields[f"of_{one.id}"] = forms.IntegerField(
                label=f"For {one.label.lower()}, another score",
                min_value=1,
                max_value=100,
                required=False,
                help_text=f"{one.words}.",
            )
        self.order_fields(["scheme", "score", *(f"of_{one.id}" for one in categories())])

    def given(self) -> Tolerance:
        """Return what is borne."""
        told = self.cleaned_data
        own = {one.id: told[f"of_{one.id}"] for one in categories() if told[f"of_{one.id}"] is not None}
        return Tolerance(told["scheme"], told["score"], told["review_months"], own)


def appetite_typed(tolerance: Tolerance, today: date) -> dict[str, Any]:
    """Return an appetite as its form would have been filled."""
    own = {f"of_{name}": score for name, score in tolerance.by_category.items()}
    plain = {name: getattr(tolerance, name) for name in ("scheme", "score", "review_months")}
    return plain | own | {"since": today}


class ChoiceForm(FilterForm):
    """Which part of the register is shown. Nothing said shows what is open, the highest score first."""

    NAMES: ClassVar = {"body": Body, "organisation": Organisation}
    SAID: ClassVar = {"state": "open", "order": "score"}
    state = forms.ChoiceField(label="Standing", choices=STATES)
    body = forms.ChoiceField(label="Group")
    organisation = forms.ChoiceField(label="Organisation")
    category = forms.ChoiceField(label="Kind", choices=[(ALL, "All"), *((one.id, one.label) for one in categories())])
    order = forms.ChoiceField(label="Order", choices=ORDERS)
    words = forms.CharField(label="Words", max_length=100, required=False)
    mine = forms.BooleanField(label="Mine alone", required=False)

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        told = self.told()
        return Choice(
            **told | {"state": told["state"] or ALL, "words": told["words"].strip(), "mine": bool(told["mine"])}
        )
