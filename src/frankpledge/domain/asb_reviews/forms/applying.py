"""What is asked of an application: by an officer from paper or telephone, and of whoever applies on the public host."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews.actions import applying
from frankpledge.domain.asb_reviews.actions.applying import Line
from frankpledge.domain.asb_reviews.actions.handling import mark_motive
from frankpledge.domain.asb_reviews.forms import CaseForm, line_words, pick
from frankpledge.domain.asb_reviews.rules import LONGEST_LINE, LONGEST_WORDS, Channel, Contact, Sure, Told, Whose
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.ui.forms import day, long_text

HATE = (("", "Not asked, or not sure"), ("yes", "Yes"), ("no", "No"))
SAID = {"yes": True, "no": False}


class ApplicationForm(forms.Form):
    """An application apart from its reports, as an officer writes it down."""

    whose = pick(Whose, "Who is it for")
    applicant = long_text("The applicant: name, and where they live", 2, max_length=LONGEST_WORDS)
    affected = long_text(
        "The person it is for, where that is somebody else", 2, max_length=LONGEST_WORDS, required=False
    )
    consent = forms.BooleanField(label="That person has agreed", required=False)
    place = long_text("Where it happens", 2, max_length=LONGEST_WORDS, required=False)
    effect = long_text("What happens, and what it does to them", 4, max_length=LONGEST_WORDS)
    danger = long_text("Is anybody in danger? Who is most at risk?", 2, max_length=LONGEST_WORDS, required=False)
    hate = forms.ChoiceField(
        label="Do they think that it is because of who they are", choices=HATE, required=False,
        help_text="Of the whole. What is said of a single report goes before it.",
    )  # fmt: skip
    contact_by = pick(Contact, "Safe contact")
    contact_how = long_text(
        "Number, address, or through whom; when it is safe", 2, max_length=LONGEST_WORDS, required=False
    )

    def given(self) -> dict[str, Any]:
        """Return what is kept of it."""
        told = {name: self.cleaned_data[name] for name in (*applying.PLAIN, *applying.SEALED)}
        return told | {"hate": SAID.get(told["hate"])}


class EnterForm(ApplicationForm):
    """An application that came on paper or by telephone."""

    channel = forms.ChoiceField(
        label="How it came", choices=[(one.value, one.label) for one in Channel if one is not Channel.WEB],
        widget=forms.RadioSelect,
    )  # fmt: skip
    received_on = day("It came on")
    field_order = ("channel", "received_on")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["received_on"].initial = clock.today()


class LineForm(CaseForm):
    """One time that it was reported, as an officer writes it down."""

    TITLE = "Add a report"
    LEDE = "A day may be “about”, or not known: agencies’ logs supply it, and an unknown day is never “not met”."
    what = long_text("What happened", 3, max_length=LONGEST_WORDS)
    happened_on = day("It happened on", required=False)
    happened_sure = pick(Sure, "That day is", initial=Sure.UNKNOWN)
    told_on = day("It was reported on", required=False)
    told_sure = pick(Sure, "This day is", initial=Sure.UNKNOWN)
    told = forms.ChoiceField(label="Who was told", choices=[(one.value, one.label) for one in Told])
    told_whom = forms.CharField(label="Which one", max_length=LONGEST_LINE, required=False)
    reference = forms.CharField(label="Reference", max_length=LONGEST_LINE, required=False)
    made_by = forms.IntegerField(
        label="Who reported it", min_value=0, max_value=99, initial=0,
        help_text="0 is the applicant. Number other people from 1: rules that count people need to tell them apart.",
    )  # fmt: skip

    hate = forms.ChoiceField(label="Was its motive hate, as they see it", choices=HATE, required=False)

    def act(self, by: User) -> object:
        """Add it."""
        given = Line(**self.cleaned_data | {"hate": SAID.get(self.cleaned_data["hate"])})
        return applying.add_line(case=self.case, given=given, by=by)


class MotiveForm(CaseForm):
    """Whether the motive of a report was hate."""

    TITLE = "Say whether hate was the motive"
    LEDE = "As the person to whom it happened sees it, or anybody else: nobody has to prove it."
    ROWS: ClassVar = {"report": ("reports", {})}
    report = forms.ChoiceField(label="Report")
    hate = forms.ChoiceField(label="Its motive was hate", choices=HATE, required=False)

    def words_of(self, row: Any) -> str:
        """Return a line as it is chosen."""
        return line_words(row)

    def act(self, by: User) -> object:
        """Mark it."""
        return mark_motive(report=self.row("report"), hate=SAID.get(self.cleaned_data["hate"]), by=by)


class ContactForm(CaseForm):
    """The safe contact, as it is agreed anew."""

    TITLE = "Change the safe contact"
    contact_by = pick(Contact, "Safe contact")
    contact_how = long_text(
        "Number, address, or through whom; when it is safe", 2, max_length=LONGEST_WORDS, required=False
    )

    def act(self, by: User) -> object:
        """Keep it."""
        return applying.keep(case=self.case, given=self.cleaned_data, by=by)


APPLYING: dict[str, type[CaseForm]] = {"report": LineForm, "motive": MotiveForm, "contact": ContactForm}
