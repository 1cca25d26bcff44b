"""What is asked of an action: what it is, what is reported, another date; each a page that works without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms

from frankpledge.domain.action_log.actions import Said, Undertaken, take_report
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import Choice, action_for_link
from frankpledge.domain.action_log.rules import OFFERED, Progress, in_words
from frankpledge.domain.attachments.rules import File
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.kept import NAMED
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.ground.ui.forms import day

ALL = "all"
STATES = (("open", "Open"), ("late", "Late"), ("completed", "Completed"), ("stopped", "Stopped"), ("all", "All"))


def _choices(rows: Any, none: str = "") -> list[tuple[str, str]]:
    found = [(str(one.pk), one.name) for one in rows]
    return [("", none), *found] if none else found


class ActionForm(forms.Form):
    """All of an action but its progress."""

    wording = forms.CharField(
        label="What is to be done", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence that begins with a verb.",
    )  # fmt: skip
    body = forms.ChoiceField(label="Group whose log it stands in")
    organisation = forms.ChoiceField(label="Organisation that does it")
    person = forms.ChoiceField(label="Person", required=False)
    deputy = forms.ChoiceField(label="Deputy", required=False)
    agreed_on = day("Agreed on")
    due = day("By when", required=False, help_text="Leave empty for what has no end: it is shown as ongoing.")
    evidence_wanted = forms.CharField(
        label="What will show that it is done", max_length=500, required=False,
        help_text="A paper, a signed agreement, a number of people trained.",
    )  # fmt: skip
    origin = forms.CharField(
        label="Where it was agreed",
        max_length=300,
        required=False,
        help_text="Such as: Board, 2 December 2025, item 4.",
    )

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, amended: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows: dict[str, dict[str, Any]] = {
            name: {str(row.pk): row for row in standing_rows(kind, workspace=workspace, viewer=viewer)}
            for name, kind in (("body", Body), ("organisation", Organisation), ("person", Person), ("deputy", Person))
        }
        for name, rows in self._rows.items():
            none = "Nobody named" if name in {"person", "deputy"} else ""
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _choices(rows.values(), none)
        if amended:
            for name in ("agreed_on", "due", "origin"):
                del self.fields[name]

    def given(self, action: Action | None = None) -> Undertaken:
        """Return the action as it was given; of one that is put right, with the days and origin that it has."""
        told = self.cleaned_data
        chosen: dict[str, Any] = {name: rows.get(told.get(name, "")) for name, rows in self._rows.items()}
        return Undertaken(
            wording=told["wording"],
            body=chosen["body"],
            organisation=chosen["organisation"],
            person=chosen["person"],
            deputy=chosen["deputy"],
            agreed_on=action.agreed_on if action else told["agreed_on"],
            due=action.due if action else told["due"],
            evidence_wanted=told["evidence_wanted"],
            origin=action.origin if action else told["origin"],
            reference=action.reference if action else "",
        )


def as_typed(action: Action) -> dict[str, str]:
    """Return an action as its form would have been filled."""
    return {
        "wording": action.wording,
        "body": str(action.body_id),
        "organisation": str(action.organisation_id),
        "person": str(action.person_id or ""),
        "deputy": str(action.deputy_id or ""),
        "evidence_wanted": action.evidence_wanted,
    }


def said_from(cleaned: Mapping[str, Any]) -> Said:
    """Return what a form's clean values report."""
    return Said(
        said=Progress(cleaned["said"]),
        words=cleaned.get("words", ""),
        evidence=cleaned.get("evidence", ""),
        done_on=cleaned.get("done_on"),
        asks_for=cleaned.get("asks_for"),
    )


class ReportForm(forms.Form):
    """What is said of an action."""

    said = forms.ChoiceField(
        label="How does it stand?", choices=[(one.value, one.label) for one in OFFERED], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="In a sentence or two", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was done since the last time, or what stands in its way.",
    )  # fmt: skip
    evidence = forms.CharField(label="If it is done: what shows it", max_length=500, required=False)
    done_on = day("If it is done: on which day", required=False)
    asks_for = day(
        "If its date cannot be kept: which one can", required=False,
        help_text="The partnership officer decides; say why above.",
    )  # fmt: skip

    def __init__(self, *args: Any, wanted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wanted:
            self.fields["evidence"].help_text = f"Asked for was: {wanted}."

    def given(self) -> Said:
        """Return the report as the actions know it."""
        return said_from(self.cleaned_data)


class ShownForm(ReportForm):
    """What is said of an action by whoever has an account: a file may show that it is done."""

    file = forms.FileField(
        label="If it is done: a file that shows it", required=False,
        help_text=f"{NAMED}. It is attached to the action, and counts as what shows it.",
    )  # fmt: skip
    field_order = ("said", "words", "evidence", "file", "done_on", "asks_for")

    def sent(self) -> File | None:
        """Return the file as the actions know it, if there is one."""
        given = self.cleaned_data["file"]
        return File(given.name, given.read()) if given else None


class DateForm(forms.Form):
    """Another date, and why."""

    due = day("New date", required=False, help_text="Leave empty to make it ongoing.")
    reason = forms.CharField(label="Why", max_length=500)


class ReasonForm(forms.Form):
    """Why an action is stopped or opened again."""

    reason = forms.CharField(label="Why", max_length=500)


class LinkForm(forms.Form):
    """How long a link lasts."""

    days = forms.IntegerField(label="Days that the link lasts", min_value=1, max_value=180, initial=28)


class ChoiceForm(forms.Form):
    """Which part of the log is shown. Nothing said shows what is open."""

    state = forms.ChoiceField(label="Standing", choices=STATES)
    body = forms.ChoiceField(label="Group")
    organisation = forms.ChoiceField(label="Organisation")
    words = forms.CharField(label="Words", max_length=100, required=False)
    mine = forms.BooleanField(label="Mine alone", required=False)

    def __init__(self, asked: Mapping[str, Any], *, workspace: Workspace, viewer: User) -> None:
        said = {name: asked.get(name) or ALL for name in ("body", "organisation")}
        rest = {name: asked[name] for name in ("words", "mine") if name in asked}
        super().__init__({"state": asked.get("state") or "open", **said, **rest})
        kinds: Mapping[str, type[Body | Organisation]] = {"body": Body, "organisation": Organisation}
        for name, kind in kinds.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(ALL, "All"), *_choices(standing_rows(kind, workspace=workspace, viewer=viewer))]

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        self.is_valid()
        told = {name: "" if value == ALL else value for name, value in self.cleaned_data.items()}
        return Choice(
            state=self.cleaned_data.get("state", "open"),
            body=told.get("body", ""),
            organisation=told.get("organisation", ""),
            words=told.get("words", "").strip(),
            mine=bool(told.get("mine")),
        )


# ---- by a link -----------------------------------------------------------------------------------------------------


def asked(link: Link) -> Asked:
    """Return what a link asks of an organisation: how its action stands."""
    action = action_for_link(link)
    due = f"by {in_words(action.due)}" if action.due else "ongoing"
    form: Callable[..., forms.Form] = partial(ReportForm, wanted=action.evidence_wanted)
    return Asked(
        title=f"How does action {action.number} stand?",
        lede=f"{action.wording} ({due}; {action.body.name})",
        only_for=f"what {link.to_whom} reports on action {action.number}",
        form=form,
        after="The partnership officer sees it at once, and the group at its next meeting.",
    )


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Take what was sent by a link, and return the receipt's words."""
    return take_report(link, said_from(answers))


LINK = Purpose("a report on an action", asked, take)
