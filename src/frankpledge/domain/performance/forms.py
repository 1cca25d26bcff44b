"""What is asked on the pages of performance: which indicators are shown, and all that is kept of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.bodies.forms import ALL, FilterForm, NamingForm
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.indicators.actions import Defined, Written
from frankpledge.domain.indicators.actions.keeping import Aimed, Wording
from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.queries.evidence import flags_of_records, types_of_records
from frankpledge.domain.indicators.queries.values import moment_of
from frankpledge.domain.indicators.rules import (
    Every,
    Measure,
    Numbers,
    Origin,
    Polarity,
    Status,
    TargetKind,
    WindowKind,
)
from frankpledge.domain.indicators.rules.ordering import put_at
from frankpledge.domain.indicators.rules.questions import GROUPS
from frankpledge.domain.indicators.rules.targets import COLUMN_RULE, read_points
from frankpledge.ground import clock
from frankpledge.ground.lists.forms import SendForm
from frankpledge.ground.ui.forms import day, long_text

SHOWN = (
    (ALL, "All"), ("exceptions", "Exceptions"), ("changed", "Changed"), ("misses", "Target not met"),
    ("no_data", "No figure"), ("retired", "Retired"),
)  # fmt: skip
QUARTERS_OFFERED = 13
NEWEST = (ALL, "Newest that is due")
LONGEST_NOTE = 500
_DEFINED: tuple[str, ...] = (
    "since", "words", "measure", "numerator", "denominator", "per", "base_adds_up", "unit", "polarity", "source",
    "origin", "what", "every", "window", "start_month", "decimals", "lag_days", "caveats", "review_on",
)  # fmt: skip


def kinds(of: Any) -> list[tuple[str, str]]:
    """Return the members of a kind as choices."""
    return [(one.value, one.label) for one in of]


def quarters(today: date) -> list[tuple[str, str]]:
    """Return the quarters that can be looked back at, the newest first."""
    now, found = Month.of(today), [NEWEST]
    for back in range(QUARTERS_OFFERED):
        quarter = Quarter.of(now - 3 * back)
        found.append((str(quarter), str(quarter)))
    return found


class ChoiceForm(FilterForm):
    """Which indicators are shown, over which quarter, and as known when."""

    NAMES: ClassVar = {"supplier": Organisation}
    show = forms.ChoiceField(label="Show", choices=SHOWN)
    quarter = forms.ChoiceField(label="Quarter")
    supplier = forms.ChoiceField(label="Supplier")
    words = forms.CharField(label="With the words", required=False)
    as_known = day("As known on", required=False)
    board = forms.ChoiceField(label="Values", choices=[(ALL, "All that is known"), ("board", "Before the board")])

    def __init__(self, asked: Any, **more: Any) -> None:
        super().__init__(asked, **more)
        field = self.fields["quarter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = quarters(clock.today())

    @property
    def moment(self) -> datetime | None:
        """Return the end of the day as known on which it is shown; None for now."""
        on = self.told()["as_known"]
        return moment_of(on) if on else None

    @property
    def until(self) -> date | None:
        """Return the last day of the quarter that was chosen."""
        said = self.told()["quarter"]
        return Quarter.parse(said).window.last.last_day if said else None


class KnownForm(forms.Form):
    """As known on which day, and whether only what stood before the board."""

    as_known = day("As known on", required=False)

    @property
    def moment(self) -> datetime | None:
        """Return the end of the day that was chosen; None for now, and for what is no day."""
        on = self.cleaned_data.get("as_known") if self.is_valid() else None
        return moment_of(on) if on else None


# ---- what an indicator is -------------------------------------------------------------------------------------------


class WordingForm(forms.Form):
    """What a definition says that changes no number."""

    words = long_text("What is measured", 2, max_length=1000, help_text="A sentence that a member of the board reads.")
    source = forms.CharField(label="Source", max_length=200)
    caveats = long_text("Caveats", 2, max_length=1000, required=False)
    lag_days = forms.IntegerField(
        label="Days until a value is due",
        min_value=0,
        max_value=1_000,
        required=False,
        help_text="After the period ends.",
    )
    review_on = day("Look at the definition again on", required=False)

    def wording(self) -> Wording:
        """Return the words as they were filled in."""
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__dataclass_fields__})


class RewordForm(WordingForm):
    """The words of the definition that stands, put right, and why."""

    because = long_text("Why", 2, max_length=LONGEST_NOTE, help_text="How it stood before is kept.")


class DefinitionForm(WordingForm):
    """How an indicator is counted."""

    since = day("Holds from")
    measure = forms.ChoiceField(label="Kind of number", choices=kinds(Measure))
    numerator = forms.CharField(label="What is counted", max_length=300)
    denominator = forms.CharField(label="Of what", max_length=300, required=False, help_text="Empty for a count.")
    per = forms.IntegerField(
        label="Per", min_value=1, max_value=10_000_000, initial=1, help_text="1,000 for a rate per 1,000."
    )
    base_adds_up = forms.BooleanField(
        label="The second number adds up over time", required=False, initial=True,
        help_text="As cases do. Residents do not: over a year their mean is taken.",
    )  # fmt: skip
    unit = forms.CharField(label="Unit", max_length=60)
    polarity = forms.ChoiceField(label="Which way is better", choices=kinds(Polarity))
    origin = forms.ChoiceField(label="Where values come from", choices=kinds(Origin))
    what = forms.MultipleChoiceField(
        label="Records that count", required=False,
        help_text="For loaded evidence alone. What a force's own records are flagged by is counted by itself.",
    )  # fmt: skip
    every = forms.ChoiceField(label="One value for each", choices=kinds(Every))
    window = forms.ChoiceField(label="Shown over", choices=kinds(WindowKind))
    start_month = forms.IntegerField(label="First month of its year", min_value=1, max_value=12, initial=4)
    decimals = forms.IntegerField(label="Decimals", min_value=0, max_value=6, initial=0)
    field_order: tuple[str, ...] = _DEFINED

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        own = [(name, f"{words.capitalize()} (the force's own records)") for name, words in flags_of_records()]
        groups = [(key, words.capitalize()) for key, words in GROUPS.items()]
        field.choices = [*groups, *pairs(types_of_records()), *own]

    def defined(self) -> Defined:
        """Return the definition as it was filled in."""
        told = dict(self.cleaned_data)
        question = {"what": told["what"]} if told["what"] else {}
        names = [name for name in Defined.__dataclass_fields__ if name in told]
        parts = {name: told[name] for name in names}
        of = {"measure": Measure, "polarity": Polarity, "origin": Origin, "every": Every, "window": WindowKind}
        return Defined(**(parts | {name: kind(told[name]) for name, kind in of.items()}), question=question)


def pairs(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return names as choices."""
    return [(one, one) for one in names]


class AddForm(DefinitionForm, NamingForm):
    """An indicator that comes into the register, with its first definition."""

    NAMES: ClassVar = {"supplier": (Organisation, "Nobody named")}
    reference = forms.CharField(label="Short name", max_length=20, help_text="Such as DA-03.")
    name = forms.CharField(label="Name", max_length=200)
    supplier = forms.ChoiceField(label="Supplier", required=False)
    sensitive = forms.BooleanField(
        label="Sensitive", required=False, help_text="Earlier values are not shown by a link alone."
    )
    field_order = ("reference", "name", "supplier", "sensitive", *_DEFINED)


class DefineForm(DefinitionForm):
    """Another definition, from a day on, and why."""

    because = long_text("Why it is counted otherwise", 2, max_length=LONGEST_NOTE)
    field_order = ("since", "because", *_DEFINED)


def as_typed(definition: Definition) -> dict[str, Any]:
    """Return a definition as its form would have been filled; the day is left open."""
    names = [name for name in DefinitionForm.base_fields if name not in {"since", "what"}]
    return {name: getattr(definition, name) for name in names} | {"what": definition.question.get("what", [])}


def wording_typed(definition: Definition) -> dict[str, Any]:
    """Return the words of a definition as their form would have been filled."""
    return {name: getattr(definition, name) for name in WordingForm.base_fields}


class AmendForm(NamingForm):
    """Name, supplier, and whether it is sensitive."""

    NAMES: ClassVar = {"supplier": (Organisation, "Nobody named")}
    name = forms.CharField(label="Name", max_length=200)
    supplier = forms.ChoiceField(label="Supplier", required=False)
    sensitive = forms.BooleanField(label="Sensitive", required=False)


def indicator_typed(indicator: Indicator) -> dict[str, Any]:
    """Return an indicator as its form would have been filled."""
    return {
        "name": indicator.name, "supplier": str(indicator.supplier_id or ""), "sensitive": indicator.sensitive,
    }  # fmt: skip


class TargetForm(forms.Form):
    """What is aimed at from a day on."""

    since = day("Aimed at from")
    kind = forms.ChoiceField(label="Kind of target", choices=kinds(TargetKind))
    low = forms.DecimalField(label="Value, or lower end of the range", required=False, max_digits=16, decimal_places=4)
    high = forms.DecimalField(label="Upper end of the range", required=False, max_digits=16, decimal_places=4)
    points = long_text(
        "Trajectory", 3, required=False, help_text="A day and a value on each line, such as 2026-03-31 120."
    )
    by = day("To be reached by", required=False)
    baseline = forms.CharField(label="Baseline", max_length=200, required=False)
    reason = long_text("Why", 2, max_length=LONGEST_NOTE, required=False, help_text="Needed where there is none yet.")
    expected_on = day("A target is expected by", required=False, help_text="Needed where there is none yet.")

    def aimed(self) -> Aimed:
        """Return the target as it was filled in."""
        told = dict(self.cleaned_data)
        return Aimed(**(told | {"kind": TargetKind(told["kind"]), "points": read_points(told["points"])}))


class WideForm(SendForm):
    """A sheet with periods across, and why its numbers differ from what is known, where they do."""

    reason = forms.CharField(
        label="Why numbers differ", required=False, max_length=LONGEST_NOTE,
        help_text="For every number that corrects one; a row may say its own under “because”.",
    )  # fmt: skip


class OrderForm(forms.Form):
    """At which place each indicator stands. `up` and `down` name one that goes past its neighbour."""

    def __init__(self, *args: Any, found: Sequence[Indicator], **more: Any) -> None:
        super().__init__(*args, **more)
        self.found = found
        for place, one in enumerate(found, start=1):
            self.fields[str(one.pk)] = forms.IntegerField(
                label=f"Place of {one.reference} {one.name}", min_value=0, max_value=9_999, initial=place,
                widget=forms.NumberInput(attrs={"class": "govuk-input"}),
            )  # fmt: skip

    def ordered(self) -> list[Indicator]:
        """Return the indicators in the order that was filled in; one that moved stands at the place of its number."""
        wanted = {one.pk: self.cleaned_data[str(one.pk)] for one in self.found}
        return put_at(list(self.found), [wanted[one.pk] for one in self.found])

    def pushed(self) -> list[Indicator] | None:
        """Return the order after a push up or down, with what was typed; None where none was pressed."""
        order = self.ordered() if self.is_valid() else list(self.found)
        for name, step in (("up", -1), ("down", 1)):
            at = next((place for place, one in enumerate(order) if str(one.pk) == self.data.get(name)), None)
            if at is not None:
                other = min(max(at + step, 0), len(order) - 1)
                order[at], order[other] = order[other], order[at]
                return order
        return None


class RetireForm(forms.Form):
    """From when an indicator is counted no longer, and why."""

    on = day("Counted no longer from")
    because = long_text("Why", 2, max_length=LONGEST_NOTE)


class ColumnForm(forms.Form):
    """Whether red, amber and green are shown beside the three judgements, from when, by which rule, and why."""

    since = day("From")
    on = forms.ChoiceField(label="The column", choices=[("on", "Is shown"), ("", "Is not shown")], required=False)
    rule = long_text("Rule printed beside it", 4, max_length=1000, initial=COLUMN_RULE)
    because = long_text("Who demands it, and why", 2, max_length=LONGEST_NOTE)


class ValueForm(forms.Form):
    """What is known of one period."""

    starts = day("First day of the period")
    ends = day("Last day of the period")
    numerator = forms.DecimalField(label="First number", required=False, max_digits=16, decimal_places=4)
    denominator = forms.DecimalField(label="Second number", required=False, max_digits=16, decimal_places=4)
    value = forms.DecimalField(
        label="Figure as printed", required=False, max_digits=16, decimal_places=4,
        help_text="Only where a document prints it without its numbers.",
    )  # fmt: skip
    missing = forms.CharField(label="No number, because", max_length=300, required=False)
    status = forms.ChoiceField(label="How far it is settled", choices=kinds(Status))
    because = long_text("Why it is another value now", 2, max_length=LONGEST_NOTE, required=False)
    comment = long_text("Comment", 2, max_length=1000, required=False)
    came_from = forms.CharField(label="Where from", max_length=300, required=False)

    def __init__(self, *args: Any, definition: Definition, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["numerator"].label = definition.numerator
        if definition.denominator:
            self.fields["denominator"].label = definition.denominator
        else:
            del self.fields["denominator"]

    def written(self) -> Written:
        """Return what was written down."""
        told = self.cleaned_data
        numbers = Numbers(told["numerator"], told.get("denominator"), told["value"], told["missing"])
        words = {name: told[name] for name in ("because", "comment", "came_from")}
        return Written(told["starts"], told["ends"], numbers, status=Status(told["status"]), **words)
