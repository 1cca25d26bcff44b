"""What a supplier is asked: the boxes of its return, a file in their place, a code, and whether it agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from frankpledge.domain.returns.actions.answering import take
from frankpledge.domain.returns.actions.judging import agree_by_link
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.queries import return_for_link
from frankpledge.domain.returns.rules import LONGEST_WORDS, NotAReturn, State
from frankpledge.domain.returns.rules.answers import (
    COMMENT,
    EXPLAINED,
    MISSING,
    NUMBER,
    OUT_OF,
    Box,
    Read,
    fields_of,
    read,
)
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose

MOST_BYTES = 5_000_000
ROWS = {COMMENT: 2, EXPLAINED: 3}


def _field(box: Box, part: str) -> forms.CharField:
    labels = {
        NUMBER: box.numerator if box.two else box.label,
        OUT_OF: box.denominator,
        MISSING: "Why there is no figure",
        COMMENT: "Comment",
        EXPLAINED: "What lies behind it?",
    }
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if part in ROWS:
        return forms.CharField(
            label=labels[part], required=False, widget=forms.Textarea(attrs={**attrs, "rows": ROWS[part]})
        )
    if part != MISSING:
        attrs |= {"inputmode": "numeric", "class": "w-number"}
    return forms.CharField(label=labels[part], required=False, widget=forms.TextInput(attrs=attrs))


class ReturnForm(forms.Form):
    """The boxes of a return. Every field takes text: what is wrong with it is told beside the box, and it stays."""

    def __init__(self, *args: Any, boxes: Sequence[Box], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boxes = tuple(boxes)
        self.told: Read | None = None
        for box in self.boxes:
            for part in (NUMBER, OUT_OF, MISSING, COMMENT, EXPLAINED):
                if part != OUT_OF or box.two:
                    self.fields[box.named(part)] = _field(box, part)

    def clean(self) -> dict[str, Any]:
        """Read the boxes, and tell what is wrong with each."""
        typed = {name: str(self.cleaned_data.get(name, "")) for name in fields_of(self.boxes)}
        self.told = read(self.boxes, typed)
        for name, fault in self.told.faults.items():
            self.add_error(name, fault)
        return self.cleaned_data


def typed_in(data: Mapping[str, str], boxes: Sequence[Box]) -> dict[str, str]:
    """Return what was typed into the boxes, as it came."""
    return {name: data[name] for name in fields_of(boxes) if name in data}


class SheetForm(forms.Form):
    """A file in place of the boxes."""

    file = forms.FileField(
        label="Your workbook", help_text="The workbook of this page, filled: Excel, OpenDocument or CSV.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Send the one that you filled."},
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Return the file, refused where it is larger than any return."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(f"A file takes {MOST_BYTES // 1_000_000} MB at most. Send the template alone.")
        return sent


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label="Code from the mail", max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "w-number"}),
        error_messages={"required": "Write the code from the mail."},
    )  # fmt: skip


class WishForm(forms.Form):
    """What is wrong in what was sent."""

    words = forms.CharField(
        label="What should be corrected?", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The partnership opens your return again and sends you another link.",
        error_messages={"required": "Say in a line what should be corrected."},
    )  # fmt: skip


# ---- agreeing by a link ----------------------------------------------------------------------------------------------


class AgreeLinkForm(forms.Form):
    """Whether these are the organisation's figures."""

    agrees = forms.ChoiceField(
        label="Are these your figures?", widget=forms.RadioSelect,
        choices=[("yes", "Yes, they can be used"), ("no", "No, something is wrong")],
        error_messages={"required": "Choose one of the two."},
    )  # fmt: skip
    words = forms.CharField(
        label="If something is wrong: what", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Ask what is wrong of whoever says that something is."""
        if self.cleaned_data.get("agrees") == "no" and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", "Say in a line what is wrong.")
        return self.cleaned_data


def asked(link: Link) -> Asked:
    """Return what the page of a return asks, for pages that name it: it has pages of its own."""
    one = return_for_link(link)
    return Asked(
        title=f"Your figures for {one.round}", lede="", only_for=f"this return of {link.to_whom}", form=forms.Form
    )


def asked_to_agree(link: Link) -> Asked:
    """Return what a link asks of an organisation whose figures were checked."""
    one = return_for_link(link)
    if one.state != State.CHECKED:
        raise NotAReturn("there is nothing to agree to any more.")
    return Asked(
        title=f"Your figures for {one.round}: are they right?",
        lede="They were checked. Once you agree they are used, and not before.",
        only_for=f"what {link.to_whom} says of its figures for {one.round}",
        form=AgreeLinkForm,
        shown={"lines": figures_of(one)},
        after="If something is wrong, they are opened again and you get another link by which you correct them.",
    )


def figures_of(one: Return) -> list[tuple[str, str]]:
    """Return what a return says, line by line. A sensitive figure is not shown to whoever has a link alone."""
    hidden = "not shown here: look at your own records"
    return [(str(cell), hidden if cell.indicator.sensitive else _said(cell)) for cell in one.cells.all()]


def _said(cell: Any) -> str:
    if cell.set_aside:
        return f"not used: {cell.set_aside}"
    if cell.missing:
        return f"no figure: {cell.missing}"
    if cell.denominator is not None:
        return f"{cell.numerator:,.0f} of {cell.denominator:,.0f}"
    return f"{cell.numerator:,.0f}"


def take_agreement(link: Link, answers: Mapping[str, Any]) -> str:
    """Take what an organisation says of its figures, and return the words of the receipt."""
    return agree_by_link(link, agrees=answers["agrees"] == "yes", words=str(answers.get("words", "")))


SEND = Purpose("figures for a period", asked, take, page="returns:figures")
AGREEMENT = Purpose(
    "an answer whether its figures are right", asked_to_agree, take_agreement, template="returns/agree.html",
    keeps=False,
)  # fmt: skip
