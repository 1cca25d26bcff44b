"""What is asked of a page and of each kind of block."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.queries.board import bodies_now, sitters
from frankpledge.domain.site.queries.choices import (
    figure_choices,
    figure_choices_of,
    picture_choices,
    picture_choices_of,
)
from frankpledge.domain.site.rules import STANDING, Block, Kind, Language
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.forms import day, long_text

OWN = ""
LIVE, RENEWS, STAYS = "live", "From the police’s open data, renewed with them", "From what is published, as it was"


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
    """A block: what is asked depends on its kind, and what there is to choose on whose page it stands on."""

    kind: Kind

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workspace = workspace
        for name, found in self.offered().items():
            if not found and not self.fields[name].required:
                del self.fields[name]  # there is nothing to choose
                continue
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
            field.choices = found

    def offered(self) -> dict[str, Any]:
        """Return what there is to choose, field by field."""
        return {}

    def public(self) -> list[Publication]:
        """Return what is published, the newest first."""
        return list(publications().filter(workspace=self.workspace))

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

    def offered(self) -> dict[str, Any]:
        """Return every document that is public."""
        return {"publication": [(str(one.pk), str(one.edition)) for one in self.public()]}


class FigureBlock(BlockForm):
    """A figure: one of open data that renews with them, or one of a published document, which stays as it was."""

    kind = Kind.FIGURE
    figure = forms.ChoiceField(label="Figure")
    label = forms.CharField(label="What it is, in plain words", max_length=120)

    def offered(self) -> dict[str, Any]:
        """Return every figure that may be shown."""
        live = [(f"{LIVE} {key}", words) for key, words in figure_choices()]
        return {"figure": [(RENEWS, live), (STAYS, figure_choices_of(self.public()))]}

    def block(self) -> Block:
        """Return the block, as it is kept."""
        named = _named(self.cleaned_data["figure"], "key")
        return {"kind": str(self.kind), **named, "label": self.cleaned_data["label"]}


class ChartBlock(BlockForm):
    """A chart: one drawn from open data as they are now, or one of a published document, which stays as it was."""

    kind = Kind.CHART
    chart = forms.ChoiceField(label="Chart", help_text="Its finding, its source and the table behind it come with it.")

    def offered(self) -> dict[str, Any]:
        """Return every chart that may be shown."""
        live = [(f"{LIVE} {key}", words) for key, words in picture_choices()]
        return {"chart": [(RENEWS, live), (STAYS, picture_choices_of(self.public()))]}

    def block(self) -> Block:
        """Return the block, as it is kept."""
        return {"kind": str(self.kind), **_named(self.cleaned_data["chart"], "picture")}


def _named(chosen: str, by: str) -> dict[str, str]:
    """Return what was chosen: a key of open data, or a publication and what it is called there."""
    where, _, key = chosen.partition(" ")
    return {"live": key} if where == LIVE else {"publication": where, by: key}


def asked_again(block: Block) -> dict[str, Any]:
    """Return a block as its form asks for it."""
    chosen = f"{LIVE} {block['live']}" if "live" in block else f"{block.get('publication')} "
    return {**block, "figure": f"{chosen}{block.get('key', '')}", "chart": f"{chosen}{block.get('picture', '')}"}


class MembersBlock(BlockForm):
    """Who sits on a body, as it is on the day on which the page is read."""

    kind = Kind.MEMBERS
    body = forms.ChoiceField(label="Body")
    named = forms.MultipleChoiceField(
        label="Elected members whose names the page shows",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All others are shown by their seat and organisation alone.",
    )

    def offered(self) -> dict[str, Any]:
        """Return every body, and whoever sits on one under a name of their own."""
        bodies = bodies_now(self.workspace, on=clock.today())
        named = [
            (str(one.representation), f"{one.name}, {seat} ({body.called})")
            for body in bodies
            for seat, one in sitters(body)
        ]
        return {"body": [(str(one.id), one.name) for one in bodies], "named": named}

    def block(self) -> Block:
        """Return the block, as it is kept."""
        return {"named": [], **super().block()}


class MeetingsBlock(BlockForm):
    """When a body meets, and what is published of the meetings that it held."""

    kind = Kind.MEETINGS
    body = forms.ChoiceField(label="Body")

    def offered(self) -> dict[str, Any]:
        """Return every body."""
        return {"body": [(str(one.id), one.name) for one in bodies_now(self.workspace, on=clock.today())]}


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
    form.kind: form
    for form in (
        TextBlock,
        ContactBlock,
        FigureBlock,
        ChartBlock,
        TableBlock,
        DocumentBlock,
        MembersBlock,
        MeetingsBlock,
    )
}


class ApproveForm(forms.Form):
    """From when the public sees a page."""

    shown_from = day("Show it from", help_text="Today, or a day ahead.")
    seen = forms.CharField(
        label="The draft that was read", required=False, max_length=40, widget=forms.HiddenInput,
        help_text="Its mark when it was read: one that was changed since is not approved.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a page is withdrawn."""

    reason = forms.CharField(label="Why it is withdrawn", help_text="The public page will say this.", max_length=500)
