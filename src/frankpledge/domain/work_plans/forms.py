"""What is asked of a work plan: its year, its lines, how each stands, and what goes on into the next year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.action_log.rules import OFFERED, Progress
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.work_plans.actions import Fate, LineFacts, Said
from frankpledge.domain.work_plans.models import Line
from frankpledge.domain.work_plans.queries import LineNow, plans_of
from frankpledge.domain.work_plans.rules import LONGEST_LINE, LONGEST_WORDS, QUARTERS, PlanState, quarter_words
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.forms import SendForm
from frankpledge.ground.ui.forms import day, long_text

ALL = "all"
DROP = "drop"


def quarters(year: str) -> list[tuple[str, str]]:
    """Return the quarters of a year as choices."""
    return [(str(one), quarter_words(year, one)) for one in QUARTERS]


class PlanForm(forms.Form):
    """A work plan to be started."""

    body = forms.ChoiceField(label="Group")
    year = forms.ChoiceField(label="Year", help_text="April to March.")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = standing_rows(Body, workspace=workspace, viewer=viewer)
        self.bodies = {str(one.pk): one for one in rows if one.span.holds(clock.today())}
        self.fields["body"].choices = [(key, one.name) for key, one in self.bodies.items()]  # type: ignore[attr-defined]
        start = financial_year_of(clock.today()).start
        years = [str(FinancialYear(start + step)) for step in (0, 1, -1, -2)]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """All of a line but what was said of it."""

    wording = long_text(
        "What is to be done", 2, max_length=LONGEST_WORDS, help_text="A sentence that begins with a verb."
    )
    priority = forms.CharField(label="Priority it serves", max_length=LONGEST_LINE, required=False)
    objective = forms.CharField(label="Objective", max_length=LONGEST_LINE, required=False)
    organisation = forms.ChoiceField(label="Lead organisation")
    person = forms.ChoiceField(label="Person", required=False)
    deputy = forms.ChoiceField(label="Deputy", required=False)
    quarter = forms.ChoiceField(label="Quarter in which it is due")
    measure = forms.CharField(label="What will show that it is done", max_length=LONGEST_LINE, required=False)
    reason = forms.CharField(label="Why it changes", max_length=LONGEST_WORDS, required=False)

    def __init__(
        self, *args: Any, workspace: Workspace, viewer: User, year: str, amended: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows: dict[str, dict[str, Any]] = {
            name: {str(row.pk): row for row in standing_rows(kind, workspace=workspace, viewer=viewer)}
            for name, kind in (("organisation", Organisation), ("person", Person), ("deputy", Person))
        }
        for name, rows in self._rows.items():
            none = [] if name == "organisation" else [("", "Nobody named")]
            self.fields[name].choices = [*none, *((key, one.name) for key, one in rows.items())]  # type: ignore[attr-defined]
        self.fields["quarter"].choices = quarters(year)  # type: ignore[attr-defined]
        del self.fields["quarter" if amended else "reason"]

    def given(self, line: Line | None = None) -> LineFacts:
        """Return the line as it was given; one that is put right keeps its quarter."""
        told = self.cleaned_data
        chosen: dict[str, Any] = {name: rows.get(told.get(name, "")) for name, rows in self._rows.items()}
        return LineFacts(
            wording=told["wording"],
            quarter=line.quarter if line else int(told["quarter"]),
            priority=told["priority"],
            objective=told["objective"],
            measure=told["measure"],
            **chosen,
        )


def as_typed(line: Line) -> dict[str, str]:
    """Return a line as its form would have been filled."""
    return {
        "wording": line.wording,
        "priority": line.priority,
        "objective": line.objective,
        "organisation": str(line.organisation_id),
        "person": str(line.person_id or ""),
        "deputy": str(line.deputy_id or ""),
        "measure": line.measure,
    }


class ReportForm(forms.Form):
    """How a line stands."""

    said = forms.ChoiceField(
        label="How does it stand?", choices=[(one.value, one.label) for one in OFFERED], widget=forms.RadioSelect
    )
    words = long_text(
        "In a sentence or two", 3, max_length=LONGEST_WORDS, required=False,
        help_text="What shows that it is done, or what stands in its way.",
    )  # fmt: skip
    done_on = day("If it is done: on which day", required=False)

    def given(self) -> Said:
        """Return the report as the actions know it."""
        told = self.cleaned_data
        return Said(Progress(told["said"]), told["words"], told["done_on"])


class MoveForm(forms.Form):
    """Another quarter, and why."""

    quarter = forms.ChoiceField(label="Quarter in which it is due")
    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)

    def __init__(self, *args: Any, year: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters(year)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a line is dropped or opened again."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class ApprovalForm(forms.Form):
    """By which decision the group approved its plan."""

    decision = forms.IntegerField(label="Number of the group’s decision", min_value=1, max_value=10_000)
    on = day("Approved on")


class UpdateForm(forms.Form):
    """How each open line of a plan stands: only those of which something is said are reported on."""

    def __init__(self, *args: Any, lines: Iterable[LineNow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = {str(one.line.number): one.line for one in lines}
        said = [("", "Nothing new"), *((one.value, one.label) for one in OFFERED)]
        for number, line in self._lines.items():
            self.fields[f"said_{number}"] = forms.ChoiceField(
                label=f"{number}. {line.wording}", choices=said, required=False
            )
            self.fields[f"words_{number}"] = forms.CharField(
                label=f"Line {number} in a sentence", max_length=LONGEST_WORDS, required=False
            )

    def given(self) -> dict[Line, Said]:
        """Return what is reported of which line."""
        told = self.cleaned_data
        return {
            line: Said(Progress(told[f"said_{number}"]), told[f"words_{number}"])
            for number, line in self._lines.items()
            if told[f"said_{number}"]
        }


class CloseForm(forms.Form):
    """What becomes of each open line when the year is over."""

    def __init__(self, *args: Any, lines: Iterable[LineNow], year: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = {str(one.line.number): one.line.pk for one in lines}
        fates = [(key, f"Carry over to {words}") for key, words in quarters(year)]
        for one in lines:
            number = one.line.number
            self.fields[f"fate_{number}"] = forms.ChoiceField(
                label=f"{number}. {one.line.wording}", choices=[*fates, (DROP, "Drop it")]
            )
            self.fields[f"why_{number}"] = forms.CharField(
                label=f"Why, if line {number} is dropped", max_length=LONGEST_WORDS, required=False
            )

    def given(self) -> Mapping[UUID, Fate]:
        """Return what becomes of each line."""
        told = self.cleaned_data
        return {
            key: Fate(None if told[f"fate_{number}"] == DROP else int(told[f"fate_{number}"]), told[f"why_{number}"])
            for number, key in self._lines.items()
        }


class ChoiceForm(forms.Form):
    """Which plans are shown."""

    body = forms.ChoiceField(label="Group")
    year = forms.ChoiceField(label="Year")

    def __init__(self, asked: Mapping[str, Any], *, bodies: Iterable[Body], years: Iterable[str]) -> None:
        super().__init__({name: asked.get(name) or ALL for name in ("body", "year")})
        named = [(str(one.pk), one.name) for one in bodies]
        self.fields["body"].choices = [(ALL, "All"), *named]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(ALL, "All"), *((year, year) for year in years)]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """Return what is chosen; what makes no sense is left out."""
        self.is_valid()
        said = str(self.cleaned_data.get(name, ALL))
        return "" if said == ALL else said


class PlanListForm(SendForm):
    """A list of lines: of which plan, and why lines change that do not say."""

    plan = forms.ChoiceField(label="Work plan", choices=())
    reason = forms.CharField(
        label="Why lines change, where they do not say", max_length=LONGEST_WORDS, required=False,
        help_text="It is kept beside every quarter that moves, and every line of an approved plan that changes.",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the plans that may be written in."""
        found = plans_of(workspace=self.workspace, viewer=self.viewer).exclude(state=PlanState.CLOSED)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), f"{one.body}, {one.year}") for one in found]
