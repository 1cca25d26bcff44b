"""What is asked of a page and of each kind of block."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.rules import STANDING, Block, Kind, Language
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.ui.forms import day, long_text

OWN = ""


class PageForm(forms.Form):
    """A new page."""

    standing = forms.ChoiceField(
        label="Which page", required=False, choices=[*STANDING.items(), (OWN, "A page of its own")]
    )
    slug = forms.SlugField(
        label="Its address",
        max_length=60,
        required=False,
        help_text="For a page of its own: small letters, strokes.",
    )
    title = forms.CharField(label="Title", max_length=120)
    lede = forms.CharField(label="One sentence beneath it", max_length=300, required=False)
    language = forms.ChoiceField(label="Language", choices=[(one.value, one.label) for one in Language])
    quiet = forms.BooleanField(
        label="It is a safety page",
        required=False,
        help_text="For pages on abuse or sexual violence: it can be left at once, and its address says nothing.",
    )

    def clean(self) -> dict[str, Any]:
        """Return what was given, with the address of the page."""
        given = super().clean() or {}
        given["slug"] = given.pop("standing", "") or given.get("slug", "")
        if not given["slug"]:
            self.add_error("slug", "Give the address of the page.")
        elif given["slug"] in STANDING and given.get("quiet"):
            self.add_error("quiet", "This page has an address that says what it is.")
        return given


class WordsForm(forms.Form):
    """The title of a page and the sentence beneath it."""

    title = forms.CharField(label="Title", max_length=120)
    lede = forms.CharField(label="One sentence beneath it", max_length=300, required=False)


class BlockForm(forms.Form):
    """A block: what is asked depends on its kind."""

    kind: Kind

    def __init__(self, *args: Any, publications: list[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publications = publications

    def block(self) -> Block:
        """Return the block, as it is kept."""
        plain = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in self.cleaned_data.items()
        }
        return {"kind": str(self.kind), **plain}


class TextBlock(BlockForm):
    """A heading with its paragraphs."""

    kind = Kind.TEXT
    heading = forms.CharField(label="Heading", max_length=120, required=False)
    words = long_text("Text", 8, max_length=8_000, help_text="An empty line parts paragraphs; “- ” begins a point.")


class ContactBlock(BlockForm):
    """A service or a contact of the directory."""

    kind = Kind.CONTACT
    name = forms.CharField(label="Name", max_length=120)
    group = forms.CharField(label="Heading that it stands under", max_length=80, help_text="Such as: Repeated trouble.")
    words = long_text("What it does, and for whom", 3, max_length=600)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    hours = forms.CharField(label="When it answers", max_length=120, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    web = forms.URLField(label="Web page", required=False, assume_scheme="https", max_length=200)
    refuge = forms.BooleanField(label="It is a refuge: nobody may learn where it is", required=False)
    withholds = forms.BooleanField(label="It does not want to say where it is", required=False)
    address = forms.CharField(label="Address", max_length=200, required=False)
    reviewed_on = day("These facts were checked with the service on")
    review_by = day("They must be checked again by")

    def clean(self) -> dict[str, Any]:
        """Return what was given. One way to reach a service is needed."""
        given = super().clean() or {}
        if not (given.get("phone") or given.get("email") or given.get("web")):
            self.add_error("phone", "Give one way to reach it.")
        checked, again = given.get("reviewed_on"), given.get("review_by")
        if checked and again and again <= checked:
            self.add_error("review_by", "This is not after the day of the check.")
        return given


class DocumentBlock(BlockForm):
    """A published document."""

    kind = Kind.DOCUMENT
    publication = forms.ChoiceField(label="Document")
    words = forms.CharField(label="What it is, in a sentence", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["publication"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), str(one.edition)) for one in self.publications]


class FigureBlock(BlockForm):
    """A figure of a published document, by its key: it stays what was published."""

    kind = Kind.FIGURE
    figure = forms.ChoiceField(label="Figure")
    label = forms.CharField(label="What it is, in plain words", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (f"{one.pk} {key}", f"{figure.label}: {figure.display} ({one.edition.title})")
            for one in self.publications
            for key, figure in document_of(one.edition).figures.items()
        ]

    def block(self) -> Block:
        """Return the block, as it is kept."""
        publication, _, key = self.cleaned_data["figure"].partition(" ")
        return {"kind": str(self.kind), "publication": publication, "key": key, "label": self.cleaned_data["label"]}


class TableBlock(BlockForm):
    """A small table, typed in."""

    kind = Kind.TABLE
    caption = forms.CharField(label="What the table shows", max_length=160)
    rows = long_text(
        "Rows",
        8,
        max_length=4_000,
        help_text="A line for each row, cells parted by “|”. The first is the head.",
    )
    source = forms.CharField(label="Source and period", max_length=200)

    def clean_rows(self) -> str:
        """Return the rows, refused where they have different numbers of cells."""
        rows = [line for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        if len(rows) < 2 or len({line.count("|") for line in rows}) > 1:
            raise forms.ValidationError("Each row needs as many cells as the head, and there must be one.")
        return "\n".join(rows)


FORMS: dict[str, type[BlockForm]] = {
    form.kind: form for form in (TextBlock, ContactBlock, FigureBlock, TableBlock, DocumentBlock)
}


class ApproveForm(forms.Form):
    """From when the public sees a page."""

    shown_from = day("Show it from", help_text="Today, or a day ahead.")


class ReasonForm(forms.Form):
    """Why a page is withdrawn."""

    reason = forms.CharField(label="Why it is withdrawn", help_text="The public page will say this.", max_length=500)
