"""What is asked of a meeting: when and where, its items, who came, what was decided, what was undertaken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.actions.minuting import Came, DecisionFacts
from frankpledge.domain.meetings.actions.planning import ItemFacts
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.attending import SeatLine
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking, Presence
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.queries import editions
from frankpledge.ground.ui.forms import day, long_text

NOT_RECORDED = ""
ALL = "all"


def chosen_from(rows: Iterable[Any], none: str = "") -> list[tuple[str, str]]:
    """Return rows as choices by their key."""
    found = [(str(one.pk), str(one)) for one in rows]
    return [("", none), *found] if none else found


class MeetingForm(forms.Form):
    """A meeting to be planned."""

    body = forms.ChoiceField(label="Body")
    kind = forms.ChoiceField(label="Kind", choices=[(one.value, one.label) for one in Kind])
    on = day("Day")
    starts = forms.TimeField(label="Begins at", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label="Place", max_length=300, required=False, help_text="A room, online, or both.")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in standing_rows(Body, workspace=workspace, viewer=viewer)}
        self.fields["body"].choices = chosen_from(self.bodies.values())  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Another day, hour or place."""

    on = day("Day")
    starts = forms.TimeField(label="Begins at", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label="Place", max_length=300, required=False)


class CycleForm(forms.Form):
    """For which body dates are proposed, from which day, and how often it meets."""

    body = forms.ChoiceField(label="Body")
    last = day("Day of the last meeting", help_text="The same weekday of the month is proposed.")
    months = forms.ChoiceField(
        label="How often",
        choices=[("1", "Every month"), ("2", "Every other month"), ("3", "Every quarter"), ("6", "Twice a year")],
    )
    count = forms.IntegerField(label="How many meetings", min_value=1, max_value=24, initial=4)

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in standing_rows(Body, workspace=workspace, viewer=viewer)}
        self.fields["body"].choices = chosen_from(self.bodies.values())  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    """An item of an agenda."""

    title = forms.CharField(label="Title", max_length=300)
    kind = forms.ChoiceField(label="What is asked", choices=[(one.value, one.label) for one in ItemKind])
    asks = forms.CharField(label="Decision that is sought", max_length=500, required=False)
    presenter = forms.CharField(label="Who presents it", max_length=200, required=False)
    marking = forms.ChoiceField(
        label="Who may see it", choices=[(one.value, one.label) for one in Marking],
        help_text="Restricted: those at the table and whoever takes the minutes. Left out of the open minutes.",
    )  # fmt: skip
    because = forms.CharField(
        label="Why it is restricted", max_length=300, required=False, help_text="Printed in its place in the open pack."
    )
    paper = forms.ChoiceField(label="Paper: an edition of this partnership", required=False)
    paper_words = forms.CharField(
        label="Paper kept elsewhere", max_length=500, required=False, help_text="What it is and where it lies."
    )

    draws = forms.ChoiceField(
        label="What it takes from the record", required=False,
        choices=[("", "Nothing"), *((one.value, one.label) for one in Drawn)],
        help_text="Read until the meeting is held, and kept as it stood then.",
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._editions = {str(one.pk): one for one in editions(workspace=workspace, viewer=viewer)}
        choices = [(key, f"{one.title}, edition {one.number}") for key, one in self._editions.items()]
        self.fields["paper"].choices = [("", "None"), *choices]  # type: ignore[attr-defined]

    def given(self) -> ItemFacts:
        """Return the item as the actions know it."""
        told = self.cleaned_data
        return ItemFacts(
            title=told["title"], kind=ItemKind(told["kind"]), marking=Marking(told["marking"]),
            presenter=told["presenter"], asks=told["asks"], paper=self._editions.get(told["paper"]),
            paper_words=told["paper_words"], draws=Drawn(told["draws"]) if told["draws"] else None,
            because=told["because"],
        )  # fmt: skip


def item_as_typed(item: Item) -> dict[str, str]:
    """Return an item as its form would have been filled."""
    return {
        "title": item.title, "kind": item.kind, "asks": item.asks, "presenter": item.presenter,
        "marking": item.marking, "paper": str(item.paper_id or ""), "paper_words": item.paper_words,
        "draws": item.draws, "because": item.restricted_because,
    }  # fmt: skip


class AttendanceForm(forms.Form):
    """How each seat was filled, and by whom."""

    def __init__(self, *args: Any, lines: Iterable[SeatLine], people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        presences = [(NOT_RECORDED, "Not recorded"), *((one.value, one.label) for one in Presence)]
        names = [(str(one.pk), one.name) for one in people]
        for line in self.lines:
            sitters = [one for one in (line.seat.representative, *line.seat.deputies) if one]
            first = [(str(one.person), f"{one.name} ({one.part.label.lower()})") for one in sitters]
            others = [(key, name) for key, name in names if key not in {key for key, _ in first}]
            self.fields[f"presence-{line.seat.id}"] = forms.ChoiceField(
                label=f"{line.seat.name}: {line.organisation}", choices=presences, required=False,
                initial=line.presence.value if line.presence else NOT_RECORDED,
            )  # fmt: skip
            self.fields[f"person-{line.seat.id}"] = forms.ChoiceField(
                label=f"Who came for {line.seat.name}", choices=[("", "Not recorded"), *first, *others], required=False,
                initial=str(line.person) if line.person else "",
            )  # fmt: skip

    def came(self) -> Mapping[UUID, Came]:
        """Return how each seat was filled, of those of which anything was said."""
        told, found = self.cleaned_data, {}
        for line in self.lines:
            presence, person = told[f"presence-{line.seat.id}"], told[f"person-{line.seat.id}"]
            if presence:
                found[line.seat.id] = Came(Presence(presence), UUID(person) if person else None)
        return found


class MinuteForm(forms.Form):
    """What is minuted under an item."""

    words = long_text("What was said", rows=6, required=False, help_text="An empty line begins another paragraph.")


class DecisionForm(forms.Form):
    """A decision, and all that must be known of it later."""

    wording = long_text("What was decided")
    reason = long_text("Reason", rows=2)
    section_17 = forms.CharField(
        label="Section 17", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The likely effect on crime, disorder, substance misuse, re-offending and serious violence; or none.",
    )  # fmt: skip
    options = long_text("Other options", rows=2, required=False)
    equality = long_text("Equality", rows=2, required=False)
    seen = forms.ChoiceField(label="Figures that the meeting saw", required=False)

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._editions = {str(one.pk): one for one in editions(workspace=workspace, viewer=viewer)}
        choices = [(key, f"{one.title}, edition {one.number}") for key, one in self._editions.items()]
        self.fields["seen"].choices = [("", "None"), *choices]  # type: ignore[attr-defined]

    def given(self) -> DecisionFacts:
        """Return the decision as the actions know it."""
        told = self.cleaned_data
        return DecisionFacts(
            wording=told["wording"], reason=told["reason"], section_17=told["section_17"], options=told["options"],
            equality=told["equality"], seen=self._editions.get(told["seen"]),
        )  # fmt: skip


class UndertakingForm(forms.Form):
    """An action that was agreed: left empty, none was."""

    what = forms.CharField(label="Action", max_length=500, required=False)
    organisation = forms.ChoiceField(label="Organisation that does it", required=False)
    person = forms.ChoiceField(label="Person", required=False)
    due = day("By when", required=False, help_text="Leave empty for what has no end.")
    evidence_wanted = forms.CharField(label="What will show that it is done", max_length=300, required=False)

    def __init__(self, *args: Any, meeting: Meeting, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meeting = meeting
        kinds: Mapping[str, type[Organisation | Person]] = {"organisation": Organisation, "person": Person}
        self._rows: dict[str, dict[str, Any]] = {
            name: {str(one.pk): one for one in standing_rows(kind, workspace=meeting.workspace, viewer=viewer)}
            for name, kind in kinds.items()
        }
        for name, rows in self._rows.items():
            self.fields[name].choices = chosen_from(rows.values(), "Choose")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the clean values; an action needs an organisation."""
        told = super().clean() or {}
        if told.get("what") and not told.get("organisation"):
            self.add_error("organisation", "Choose who does it.")
        return told

    def given(self) -> tuple[Undertaken, ...]:
        """Return the action that was agreed; none where nothing was written."""
        told = self.cleaned_data
        if not told.get("what", "").strip():
            return ()
        whole = Undertaken(
            wording=told["what"], body=self._meeting.body,
            organisation=self._rows["organisation"][told["organisation"]],
            person=self._rows["person"].get(told["person"]), agreed_on=self._meeting.on, due=told["due"],
            evidence_wanted=told["evidence_wanted"],
        )  # fmt: skip
        return (whole,)


class InterestForm(forms.Form):
    """An interest that was declared."""

    seat = forms.ChoiceField(label="Seat")
    words = forms.CharField(label="The interest", max_length=300)

    def __init__(self, *args: Any, lines: Iterable[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(line.seat.id), f"{line.seat.name}: {line.organisation}") for line in lines]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a meeting is cancelled, minutes are returned, or a correction is opened."""

    reason = forms.CharField(label="Why", max_length=500)


class BodyYearForm(forms.Form):
    """Which body and year are shown. Nothing said shows all."""

    body = forms.ChoiceField(label="Body")
    year = forms.ChoiceField(label="Year")

    def __init__(self, asked: Mapping[str, Any], *, bodies: Iterable[Body], years: Iterable[int]) -> None:
        super().__init__({name: asked.get(name) or ALL for name in ("body", "year")})
        self.fields["body"].choices = [(ALL, "All"), *chosen_from(bodies)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(ALL, "All"), *((str(one), str(one)) for one in years)]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """Return what is chosen; empty for all, and for what there is none of."""
        told = self.cleaned_data.get(name, ALL) if self.is_valid() or self.errors else ALL
        return "" if told == ALL else str(told)
