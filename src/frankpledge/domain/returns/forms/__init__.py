"""What is asked on the pages of the partnership: a round, a check, an agreement, a reason, a pair."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.returns.models import Cell, Return
from frankpledge.domain.returns.rules import LONGEST_REASON, LONGEST_WORDS, OPEN, State
from frankpledge.ground.accounts.models import User, Workspace

OFFERED_QUARTERS, OFFERED_MONTHS = 6, 6


def periods(today: date) -> list[tuple[str, str]]:
    """Return the periods that are over and can be asked for, the newest first."""
    month = Month.of(today)
    quarter = Quarter.of(month)
    quarters = [Quarter.of(quarter.window.first - 3 * back) for back in range(1, OFFERED_QUARTERS + 1)]
    months = [month - back for back in range(1, OFFERED_MONTHS + 1)]
    return [
        *((f"quarter {one}", f"{one}: {one.label}") for one in quarters),
        *((f"month {one}", one.label) for one in months),
    ]


class RoundForm(forms.Form):
    """For which period every supplier is asked."""

    period = forms.ChoiceField(
        label="Period", help_text="Every supplier is asked for what the register of indicators says is due from it."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = periods(today)

    def given(self) -> tuple[Every, str]:
        """Return how long the period is, and which."""
        every, period = self.cleaned_data["period"].split(" ", 1)
        return Every(every), period


class ReturnChoiceForm(forms.Form):
    """Which returns are shown. Nothing said shows all."""

    round = forms.CharField(label="Round, such as 2025/26 Q2", max_length=30, required=False)
    state = forms.ChoiceField(
        label="Standing", required=False,
        choices=[("late", "Late"), *((one.value, one.label) for one in State)],
    )  # fmt: skip

    def chosen(self, found: QuerySet[Return], *, on: date) -> QuerySet[Return]:
        """Return that part of some returns which is chosen."""
        name, state = self.cleaned_data.get("round", ""), self.cleaned_data.get("state", "")
        found = found.filter(round__name=name) if name else found
        if state == "late":
            found = found.filter(state__in=OPEN, due_on__lt=on, first_sent_at__isnull=True)
        elif state:
            found = found.filter(state=state)
        return found.order_by("-round__starts", "supplier__name")


class CheckForm(forms.Form):
    """Whether figures can be taken: all of them, unless it is said of one why not."""

    words = forms.CharField(
        label="What you looked at", max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A sentence for whoever publishes it.",
    )  # fmt: skip

    def __init__(self, *args: Any, cells: Iterable[Cell] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cell in cells:
            if not cell.missing:
                self.fields[f"aside-{cell.pk}"] = forms.CharField(
                    label=f"{cell}: not taken, because", max_length=LONGEST_REASON, required=False
                )

    def set_aside(self) -> dict[str, str]:
        """Return, by cell, why its numbers are not taken."""
        told = self.cleaned_data.items()
        return {name.removeprefix("aside-"): text for name, text in told if name.startswith("aside-") and text}


class AgreeForm(forms.Form):
    """Who said for the organisation that these are its figures."""

    as_whom = forms.CharField(
        label="Who agreed, and how", max_length=200,
        help_text="Such as: the service manager, on the telephone. Better still, send them the link.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))


class PairForm(forms.Form):
    """Two indicators that are held against each other."""

    indicator = forms.ChoiceField(label="Indicator from a return")
    other = forms.ChoiceField(label="Held against")
    low = forms.DecimalField(
        label="At least so many times the other", max_digits=10, decimal_places=4, min_value=Decimal(0), required=False
    )
    high = forms.DecimalField(
        label="At most so many times the other", max_digits=10, decimal_places=4, min_value=Decimal(0), required=False
    )
    words = forms.CharField(label="Why they belong together", max_length=300)

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._here: dict[str, Indicator] = {
            str(one.pk): one for one in indicators(workspace=workspace, viewer=viewer).filter(retired_on__isnull=True)
        }
        choices = [(key, f"{one.reference}: {one.name}") for key, one in self._here.items()]
        for name in ("indicator", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def given(self) -> dict[str, Any]:
        """Return the pair as its action takes it."""
        told = dict(self.cleaned_data)
        return {**told, "indicator": self._here[told["indicator"]], "other": self._here[told["other"]]}
