"""What is asked of whoever applies by themselves: a page a time, and nothing that must be known for certain."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.asb_reviews.actions.applying import Line
from frankpledge.domain.asb_reviews.forms import pick
from frankpledge.domain.asb_reviews.rules import LONGEST_LINE, LONGEST_WORDS, Contact, Sure, Told, Whose
from frankpledge.ground import clock
from frankpledge.ground.documents.cleaned import WHAT_IS_TAKEN
from frankpledge.ground.ui.forms import day, long_text

FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"]
NOT_SURE = ("not_sure", "I am not sure")


SAID = {"yes": True, "no": False}


def said(answer: str) -> bool | None:
    """Return what was said to a question; None where nothing was, or where they are not sure."""
    return SAID.get(answer)


def motive(label: str) -> forms.ChoiceField:
    """Return the question after a motive of hate."""
    return forms.ChoiceField(
        label=label, help_text="Such as your race, religion, disability, sexuality or gender.",
        choices=(("yes", "Yes"), ("no", "No"), NOT_SURE), widget=forms.RadioSelect, required=False,
    )  # fmt: skip


class CheckForm(forms.Form):
    """Three questions that advise, and never refuse."""

    many = forms.ChoiceField(
        label="How many times has it been reported?",
        help_text="To anyone: council, police, landlord. By you, or by someone for you. In the last six months.",
        choices=(("few", "Once or twice, or not at all"), ("three", "Three times or more"), NOT_SURE),
        widget=forms.RadioSelect,
        required=False,
    )
    soon = forms.ChoiceField(
        label="Was each report made within a month of what happened?",
        choices=(("three", "Yes, all or at least three"), ("few", "Some, fewer than three"), NOT_SURE),
        widget=forms.RadioSelect,
        required=False,
    )


class ReportForm(forms.Form):
    """One time that it was reported."""

    what = long_text("What happened?", 3, max_length=LONGEST_WORDS, help_text="A sentence is enough. No names needed.")
    happened_on = day(
        "When did it happen?", required=False, input_formats=FORMATS,
        help_text="Leave it empty if you do not know: we ask the agencies.",
    )  # fmt: skip
    happened_about = forms.BooleanField(label="About then: I am not sure", required=False)
    told_on = day("When was it reported?", required=False, input_formats=FORMATS)
    told_about = forms.BooleanField(label="About then: I am not sure", required=False)
    told = forms.ChoiceField(label="Who was told?", choices=[(one.value, one.label) for one in Told])
    told_whom = forms.CharField(label="Which one", max_length=LONGEST_LINE, required=False)
    reference = forms.CharField(label="Reference", max_length=LONGEST_LINE, required=False)
    made_by = forms.TypedChoiceField(
        label="Who made this report?", coerce=int, required=False, initial=0,
        choices=[(0, "Me"), *((number, f"Another person: {letter}") for number, letter in enumerate("ABCDEF", 1))],
        help_text="No name needed. Take the same letter for the same person each time.",
    )  # fmt: skip
    hate = motive("Do you think that it happened because of who you are?")

    def __init__(self, *args: Any, counts_people: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not counts_people:  # the rules here do not ask, so neither do we
            del self.fields["made_by"]

    def clean(self) -> dict[str, Any]:
        """Return what was given; a day that is still to come is asked again."""
        told = super().clean() or {}
        for name in ("happened_on", "told_on"):
            if told.get(name) and told[name] > clock.today():
                self.add_error(name, "This day is still to come. Check it, or leave it empty.")
        return told

    def line(self, once: str) -> Line:
        """Return the report as it was given."""
        told = self.cleaned_data
        sure: dict[str, Any] = {f"{name}_sure": self._sure(name) for name in ("happened", "told")}
        kept = {name: told[name] for name in ("what", "happened_on", "told_on", "told", "told_whom", "reference")}
        return Line(**kept, **sure, hate=said(told["hate"]), made_by=told.get("made_by") or 0, once=once)

    def _sure(self, name: str) -> Sure:
        if not self.cleaned_data[f"{name}_on"]:
            return Sure.UNKNOWN
        return Sure.ABOUT if self.cleaned_data[f"{name}_about"] else Sure.EXACT


class EffectForm(forms.Form):
    """What it does to them, and how great the danger is."""

    effect = long_text(
        "What does it do to you?", 4, max_length=LONGEST_WORDS,
        help_text="Sleep, health, children, work, going out. How long it has gone on.",
    )  # fmt: skip
    place = long_text("Where does it happen?", 2, max_length=LONGEST_WORDS, required=False)
    danger = long_text(
        "Is anybody in danger, or more at risk than others?", 2, max_length=LONGEST_WORDS, required=False,
        help_text="In danger now: ring 999.",
    )  # fmt: skip


class YouForm(forms.Form):
    """For whom it is, and how to reach them safely."""

    whose = pick(Whose, "Who is this for?", initial=Whose.SELF)
    affected = long_text("If for someone else: who is it?", 2, max_length=LONGEST_WORDS, required=False)
    consent = forms.BooleanField(label="They have agreed that I ask", required=False)
    applicant = long_text(
        "Your name, and where you live", 2, max_length=LONGEST_WORDS,
        help_text="The agencies need it to find your reports.",
    )  # fmt: skip
    contact_by = pick(
        Contact, "How may we contact you?", initial=Contact.CODE,
        help_text="We use this way and no other. We never write of what it is about.",
    )  # fmt: skip
    contact_how = long_text(
        "Number, address or person, and when it is safe", 2, max_length=LONGEST_WORDS, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Return what was given. A way to be reached needs its number or address."""
        told = super().clean() or {}
        if told.get("contact_by") not in (None, Contact.CODE) and not told.get("contact_how"):
            self.add_error(
                "contact_how", "Say the number, the address or the person, or choose to look here with your code."
            )
        if told.get("whose") == Whose.OTHER and not told.get("consent"):
            self.add_error("consent", "Ask them first. Or ask for yourself, if it touches you too.")
        return told


class FileForm(forms.Form):
    """A photograph, a PDF or a diary. What it shows comes first: it is kept where the file is not taken."""

    words = forms.CharField(label="What does it show?", max_length=LONGEST_LINE, required=False)
    file = forms.FileField(
        label="Choose it", widget=forms.ClearableFileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf,.txt"}),
        help_text=f"{WHAT_IS_TAKEN} A diary on paper: photograph its pages.",
        error_messages={"required": "Choose a file first, or go on without one."},
    )  # fmt: skip


class MessageForm(forms.Form):
    """A message to whoever looks after the case."""

    words = long_text("Write to us", 4, max_length=LONGEST_WORDS)


class CodeForm(forms.Form):
    """A code."""

    code = forms.CharField(
        label="Your code", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
