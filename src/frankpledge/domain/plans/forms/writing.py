"""What is asked of a plan: its years and texts, each of its parts, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.plans.actions import PlanFacts
from frankpledge.domain.plans.actions.life import Decided
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.queries.decided import decisions
from frankpledge.domain.plans.queries.faced import risks_to_name
from frankpledge.domain.plans.queries.gates import first_day
from frankpledge.domain.plans.queries.recommended import assessments_to_consider, recommendations
from frankpledge.domain.plans.rules import LONGEST_NAME, LONGEST_TEXT, LONGEST_WORDS, FourP, Standing
from frankpledge.domain.plans.rules.parts import TEXTS, Kind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.registry import Agenda
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.plan import plan_texts, strategies, term_of

_AHEAD, _BACK = 2, 12
_SHORT_LINE = 200


def _choice(label: str, choices: list[tuple[str, str]], *, help_text: str = "", none: str = "") -> forms.ChoiceField:
    """Return a field of choices, with none as the first of them where `none` says what that means."""
    offered = [("", none), *choices] if none else choices
    return forms.ChoiceField(label=label, choices=offered, required=not none, help_text=help_text)


def _years(today: date) -> list[tuple[str, str]]:
    start = financial_year_of(today).start
    years = [str(FinancialYear(year)) for year in range(start + _AHEAD, start - _BACK, -1)]
    return [(year, year) for year in years]


class PlanForm(forms.Form):
    """A plan: its years, the assessment that it considers, and what is said once for all of it."""

    title = forms.CharField(label="Title", max_length=LONGEST_NAME)

    def __init__(
        self, *args: Any, workspace: Workspace, viewer: User, today: date, plan: Plan | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._editions = {str(one.pk): one for one in assessments_to_consider(workspace=workspace, viewer=viewer)}
        serves = getattr(workspace, "partnership", None)
        term, years = term_of(serves.nation if serves else "england"), _years(today)
        if plan is None:
            self.fields["year"] = _choice("Year of the plan", years, help_text="April to March.")
        self.fields["first_year"] = _choice("First year that it looks at", years, help_text=term.words)
        self.fields["last_year"] = _choice("Last year", years)
        named = [(key, str(one)) for key, one in self._editions.items()]
        self.fields["assessment"] = _choice(
            "Strategic assessment considered", named, none="None is approved yet", help_text="The approved edition."
        )
        if plan is None:
            self.fields["printed"] = forms.CharField(
                label="If it was made elsewhere: where it is printed", max_length=300, required=False,
                help_text="It is then kept as history, and nothing is asked of it that it does not say.",
            )  # fmt: skip
            return
        for one in plan_texts():
            self.fields[one.id] = long_text(one.label, 3, max_length=LONGEST_TEXT, help_text=one.help, required=False)

    def given(self) -> PlanFacts:
        """Return the plan as it was given."""
        told = self.cleaned_data
        texts = {one.id: told[one.id] for one in plan_texts() if one.id in told}
        edition = self._editions.get(told["assessment"])
        return PlanFacts(told["title"], told["first_year"], told["last_year"], edition, texts)


def plan_as_typed(plan: Plan) -> dict[str, Any]:
    """Return a plan as its form would have been filled."""
    return {
        **plan.texts, "title": plan.title, "first_year": plan.first_year, "last_year": plan.last_year,
        "assessment": str(plan.assessment_id or ""),
    }  # fmt: skip


class PartForm(forms.Form):
    """One part of a plan: its texts, and what it points to."""

    def __init__(
        self, *args: Any, kind: Kind, plan: Plan, viewer: User, under: Priority | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self._rows = kind, {}  # type: ignore[var-annotated]
        self._plan, self._viewer, self._under = plan, viewer, under
        texts = list(TEXTS[kind])
        for one in texts[:1]:
            self._text(one)
        for add in _POINTS.get(kind, ()):
            add(self)
        for one in texts[1:]:
            self._text(one)
        self.order_fields(("name", "standing", "recommended", "departs"))

    def _text(self, one: Any) -> None:
        more = {"label": one.label, "max_length": one.longest, "required": one.needed, "help_text": one.help}
        rows = 1 if one.longest <= _SHORT_LINE else 2 if one.longest <= LONGEST_WORDS else 4
        self.fields[one.name] = forms.CharField(**more) if rows == 1 else long_text(more.pop("label"), rows, **more)

    def _rows_of(self, name: str, label: str, rows: Mapping[str, Any], *, none: str = "", help_text: str = "") -> None:
        self._rows[name] = rows
        offered = [(key, str(row)) for key, row in rows.items()]
        self.fields[name] = _choice(label, offered, none=none, help_text=help_text)

    def _organisations(self) -> dict[str, Organisation]:
        rows = standing_rows(Organisation, workspace=self._plan.workspace, viewer=self._viewer).order_by("name")
        return {str(one.pk): one for one in rows if one.span.holds(first_day(self._plan.year))}

    def ask_priority(self) -> None:
        """Ask for all that a priority points to."""
        kinds = [(one.value, one.label) for one in Standing]
        self.fields["standing"] = forms.ChoiceField(label="As what it stands", choices=kinds, widget=forms.RadioSelect)
        self.initial.setdefault("standing", Standing.PRIORITY)
        matters = recommendations(self._plan.assessment)
        if matters:
            offered = [(one, one) for one in matters]
            self.fields["recommended"] = _choice("Recommended by the assessment as", offered, none="It is not")
        else:
            self.fields["recommended"] = forms.CharField(
                label="What the assessment recommends, in its words", max_length=300, required=False,
                help_text="Leave it empty where it recommends no such thing.",
            )  # fmt: skip
        self._rows_of("lead", "Lead organisation", self._organisations(), none="Nobody yet")
        law = [(one.id, f"{one.label}, s{one.code}") for one in strategies(on=first_day(self._plan.year))]
        self._several("strategies", "Strategies that it carries", law)
        self._several("four_ps", "Four Ps", [(one.value, one.label) for one in FourP])

        found = risks_to_name(self._plan, viewer=self._viewer)
        self._risks = {str(one.pk): one for one in found}
        if self._risks:
            named = [(key, f"{one}: {one.title}") for key, one in self._risks.items()]
            self._several("register_risks", "Rows of the risk register that say so", named)

    def _several(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def ask_step(self) -> None:
        """Ask who carries a step out, under which objective, and by when."""
        rows = self._under.objectives.order_by("number") if self._under else ()
        self._rows_of("objective", "Objective that it serves", {str(one.pk): one for one in rows}, none="None of them")
        self._rows_of("organisation", "Lead organisation", self._organisations(), none="None of these")
        self.fields["due"] = day("By when", required=False, help_text="The last day of a month prints as the month.")

    def ask_measure(self) -> None:
        """Ask for the indicator of the register that it is."""
        found = indicators(workspace=self._plan.workspace, viewer=self._viewer)
        rows = {str(one.pk): one for one in found}
        self._rows_of("indicator", "Indicator of the register", rows, none="None of them")

    def ask_share(self) -> None:
        """Ask whose share it is."""
        self._rows_of("organisation", "Authority", self._organisations())

    def given(self) -> dict[str, Any]:
        """Return the part as it was given."""
        told = dict(self.cleaned_data)
        if "register_risks" in told:
            told["register_risks"] = [self._risks[key] for key in told["register_risks"]]
        return told | {name: rows.get(told.get(name, "")) for name, rows in self._rows.items()}


_POINTS: Mapping[Kind, tuple[Any, ...]] = {
    Kind.PRIORITY: (PartForm.ask_priority,), Kind.STEP: (PartForm.ask_step,),
    Kind.MEASURE: (PartForm.ask_measure,), Kind.SHARE: (PartForm.ask_share,),
}  # fmt: skip


def part_as_typed(kind: Kind, row: Any) -> dict[str, Any]:
    """Return a part as its form would have been filled."""
    typed: dict[str, Any] = {one.name: getattr(row, one.name) for one in TEXTS[kind]}
    for name in ("standing", "recommended", "strategies", "four_ps", "due"):
        if hasattr(row, name):
            typed[name] = getattr(row, name)
    for name in ("lead", "organisation", "objective", "indicator"):
        if hasattr(row, f"{name}_id"):
            typed[name] = str(getattr(row, f"{name}_id") or "")
    if kind is Kind.PRIORITY:
        typed["register_risks"] = [str(one) for one in row.register_risks.values_list("pk", flat=True)]
    if kind is Kind.STEP and row.organisation and row.lead == row.organisation.name:
        typed["lead"] = ""
    return typed


class AgendaForm(forms.Form):
    """On the agenda of which meeting a plan is put."""

    meeting = forms.ChoiceField(label="Meeting", widget=forms.RadioSelect)

    def __init__(self, *args: Any, agendas: Iterable[Agenda], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agendas = {one.about: one for one in agendas}
        self.fields["meeting"].choices = [(key, one.title) for key, one in self._agendas.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Agenda:
        """Return the meeting that was chosen."""
        return self._agendas[self.cleaned_data["meeting"]]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class RemovalForm(forms.Form):
    """Why a part goes, where it came from the plan before."""

    reason = forms.CharField(
        label="Why", max_length=LONGEST_WORDS, required=False,
        help_text="Needed where it came from the plan before: the log of changes gives the reason.",
    )  # fmt: skip


class DecidedForm(forms.Form):
    """By which decision the board approved the plan."""

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = decisions(workspace=workspace, viewer=viewer)
        offered = [(one.about, f"{one.on.day} {one.on:%B %Y}, {one.words[:120]}") for one in found]
        self.fields["about"] = _choice("Decision of the board", offered, none="It stands in no minutes here")
        self.fields["words"] = forms.CharField(label="Else: the decision in words", max_length=200, required=False)
        self.fields["on"] = day("And its day", required=False)

    def given(self) -> Decided:
        """Return the decision as the actions know it."""
        told = self.cleaned_data
        return Decided(told["about"], told["words"], told["on"])


class SentForm(forms.Form):
    """To whom a copy of the plan was sent, when and how."""

    recipient = forms.CharField(label="To whom", max_length=LONGEST_NAME, help_text="The local policing body.")
    on = day("On which day")
    how = forms.CharField(label="How", max_length=LONGEST_NAME, required=False)
