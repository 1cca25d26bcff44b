"""What is asked: which part of the register, who answers, what happened, what proves it, for whom a calendar is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.duties.queries.register import NEEDS, Wanted
from frankpledge.domain.duties.rules import Given, Upload
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.kept import WHAT_IS_KEPT
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.links.rules import MOST_DAYS
from frankpledge.ground.ui.forms import day
from frankpledge.statute.duties import PARTS, bodies, event_kinds
from frankpledge.statute.obligations import State

ANY = "all"
STATES = {
    State.LATE: "Late",
    State.DUE: "Due",
    State.NOT_EVIDENCED: "Not evidenced",
    State.MET: "Met",
    State.NOT_IN_FORCE: "Not in force",
    State.NOT_APPLICABLE: "Does not apply",
}
WHEN = {ANY: "Any day", "over": "Overdue", "30": "Next 30 days", "90": "Next 90 days"}
WHOSE = {ANY: "Anybody", "mine": "Mine", "nobody": "Nobody yet"}


class RegisterForm(forms.Form):
    """Which obligations the register shows. Everything stands in the address; what it leaves out is filled in."""

    year = forms.ChoiceField(label="Year", choices=())
    state = forms.ChoiceField(
        label="State",
        choices=[(NEEDS, "Needs something"), (ANY, "All"), *((one.value, words) for one, words in STATES.items())],
    )
    who = forms.ChoiceField(label="Who is bound", choices=())
    part = forms.ChoiceField(label="Part", choices=[(ANY, "All parts"), *PARTS.items()])
    when = forms.ChoiceField(label="When", choices=list(WHEN.items()))
    owner = forms.ChoiceField(label="Who answers", choices=list(WHOSE.items()))

    def __init__(self, asked: Mapping[str, str], *, years: tuple[FinancialYear, ...], year: FinancialYear) -> None:
        usual = {"year": str(year), "state": NEEDS, "who": ANY, "part": ANY, "when": ANY, "owner": ANY}
        super().__init__({name: asked.get(name) or value for name, value in usual.items()})
        choose(self, "year", [(str(one), str(one)) for one in years])
        choose(self, "who", [(ANY, "Anybody"), *((one.id, one.label) for one in bodies().values())])

    def wanted(self) -> Wanted:
        """Return what is asked for; a word that is no choice asks for everything, and its field says so."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if name != "year" and value != ANY}
        return Wanted(**{name: told.get(name, "") for name in ("state", "who", "part", "when", "owner")})


class YearForm(forms.Form):
    """Which year a page shows."""

    year = forms.ChoiceField(label="Year", choices=())

    def __init__(self, *, years: tuple[FinancialYear, ...], year: FinancialYear) -> None:
        super().__init__({"year": str(year)})
        choose(self, "year", [(str(one), str(one)) for one in years])


class OwnerForm(forms.Form):
    """Who answers for a duty."""

    owner = forms.ModelChoiceField(
        label="Person", queryset=User.objects.none(), required=False, empty_label="Nobody of this workspace"
    )
    role_words = forms.CharField(
        label="Post and body",
        max_length=200,
        required=False,
        help_text="Such as Head of community safety, the council.",
    )
    deputy = forms.ModelChoiceField(label="Deputy", queryset=User.objects.none(), required=False, empty_label="Nobody")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "deputy"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class ExcuseForm(forms.Form):
    """Why a duty does not bind this partnership."""

    reason = forms.CharField(
        label="Why it does not bind here",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave it empty where the duty binds. Such as: there is one probation provider alone.",
    )


class EventForm(forms.Form):
    """Something that starts a clock."""

    kind = forms.ChoiceField(label="What happened", choices=())
    on = day("Day on which it happened", help_text="For a council committee: the day of the meeting.")
    given = day(
        "Day that it names itself",
        required=False,
        help_text="Where a request or a notice says by when, or a meeting is called. Else leave it empty.",
    )
    words = forms.CharField(
        label="In a few words",
        max_length=300,
        help_text="Enough to know it again. No names of people, no case details.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(one.id, one.label) for one in event_kinds().values()])


class EvidenceForm(forms.Form):
    """What proves that a duty was met."""

    words = forms.CharField(label="What it is", max_length=300, help_text="Such as: minutes of the board, item 4.")
    on = day("Day on which the duty was met by it")
    edition = forms.ModelChoiceField(
        label="An edition in Frankpledge", queryset=Edition.objects.none(), required=False, empty_label="None"
    )
    address = forms.CharField(
        label="Or its address",
        max_length=500,
        required=False,
        help_text="Of a page here, which begins with /w/, or of the web, which begins with https://.",
    )
    file = forms.FileField(label="Or a file", required=False, help_text=f"{WHAT_IS_KEPT} It is kept as it is.")

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]

    def given(self) -> Given:
        """Return the evidence as the rules know it."""
        told = self.cleaned_data
        sent = told["file"]
        return Given(
            words=told["words"],
            on=told["on"],
            edition=str(told["edition"].pk) if told["edition"] else "",
            address=told["address"],
            file=Upload(sent.name, sent.read()) if sent else None,
        )


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(label="Why it is withdrawn", max_length=500)


class FeedForm(forms.Form):
    """For whom a calendar is, whose duties it holds, and how long its address lasts."""

    to_whom = forms.CharField(label="Who will subscribe", max_length=200, help_text="A person or a body.")
    only_for = forms.ModelChoiceField(
        label="Whose duties", queryset=User.objects.none(), required=False, empty_label="All of the partnership’s"
    )
    days = forms.IntegerField(
        label="Days that the address lasts", min_value=1, max_value=MOST_DAYS, initial=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["only_for"].queryset = people  # type: ignore[attr-defined]


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a list of a form its choices."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]
