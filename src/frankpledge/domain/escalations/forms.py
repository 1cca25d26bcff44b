"""What is asked when something is sent up, put on an agenda, answered, taken back or handed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.escalations.actions import Answer, SentUp
from frankpledge.domain.escalations.queries import Choice, Matter
from frankpledge.domain.escalations.rules import LONGEST_ANSWER, LONGEST_WORDS
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.registry import Agenda
from frankpledge.ground.ui.forms import day, long_text

ALL = "all"
STATES = (
    ("open", "Open"), ("late", "Late"), ("answered", "Answered"), ("taken_back", "Taken back"), ("all", "All"),
)  # fmt: skip
WAYS = ((ALL, "Sent or received"), ("sent", "Sent by it"), ("received", "For it to answer"))


def bodies_here(workspace: Workspace, viewer: User) -> dict[str, Body]:
    """Return the groups that stand today, by their key."""
    found = standing_rows(Body, workspace=workspace, viewer=viewer).select_related("parent")
    return {str(one.pk): one for one in found if one.span.holds(clock.today())}


def _named(bodies: Mapping[str, Body]) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in bodies.items()]


class SendForm(forms.Form):
    """What a group sends up. A group without a choice asks the one that it reports to."""

    sender = forms.ChoiceField(label="Group that sends it up")
    receiver = forms.ChoiceField(
        label="Group that is asked", required=False, help_text="Left open, the one that the first reports to."
    )
    words = long_text("What it is about", 2, max_length=LONGEST_WORDS)
    asks = long_text("What is asked", 2, max_length=LONGEST_WORDS, help_text="A decision, money, a person, a word.")
    why = long_text(
        "Why the group cannot settle it itself",
        3,
        max_length=LONGEST_WORDS,
        help_text="And what follows if nothing is done.",
    )
    by_when = day("Answer wanted by", required=False, help_text="Left empty: when the group next meets.")
    sent_on = day("Sent up on", required=False, help_text="Left empty: today.")

    def __init__(self, *args: Any, bodies: Mapping[str, Body], matter: Matter | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies, self._matter = bodies, matter
        self.fields["sender"].choices = _named(bodies)  # type: ignore[attr-defined]
        none = [("", "The group that it reports to")]
        self.fields["receiver"].choices = none + _named(bodies)  # type: ignore[attr-defined]
        if matter is not None:
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        """Return what was said, with the group that is asked; told where the sender reports to none."""
        told: dict[str, Any] = super().clean() or {}
        sender = self._bodies.get(told.get("sender", ""))
        told["to"] = self._bodies.get(told.get("receiver", "")) or (sender.parent if sender else None)
        if sender is not None and told["to"] is None:
            self.add_error("receiver", f"{sender} reports to no group: choose the one that is asked.")
        return told

    def given(self) -> SentUp:
        """Return what is sent up as the actions know it."""
        told = self.cleaned_data
        return SentUp(
            sender=self._bodies[told["sender"]],
            receiver=told["to"],
            matter=self._matter or Matter(told["words"]),
            asks=told["asks"],
            why=told["why"],
            by_when=told["by_when"],
            sent_on=told["sent_on"],
        )


class AgendaForm(forms.Form):
    """Which meeting is to have it on its agenda."""

    meeting = forms.ChoiceField(label="Meeting", widget=forms.RadioSelect)

    def __init__(self, *args: Any, agendas: Iterable[Agenda], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agendas = {one.about: one for one in agendas}
        named = [(key, f"{one.title}") for key, one in self._agendas.items()]
        self.fields["meeting"].choices = named  # type: ignore[attr-defined]

    def agenda(self) -> Agenda:
        """Return the meeting that was chosen."""
        return self._agendas[self.cleaned_data["meeting"]]


class AnswerForm(forms.Form):
    """What the group answered."""

    words = long_text("What the group answered", 4, max_length=LONGEST_ANSWER)
    decision = forms.IntegerField(
        label="Number of its decision",
        min_value=1,
        max_value=10_000,
        required=False,
        help_text="Left empty where it answered without one.",
    )
    on = day("Answered on", required=False, help_text="Left empty: today.")

    def given(self) -> Answer:
        """Return the answer as the actions know it."""
        told = self.cleaned_data
        return Answer(told["words"], told["decision"], told["on"])


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class HandOnForm(forms.Form):
    """Which group is asked instead, and why."""

    receiver = forms.ChoiceField(label="Group that is asked instead")
    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)

    def __init__(self, *args: Any, bodies: Mapping[str, Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = bodies
        self.fields["receiver"].choices = _named(bodies)  # type: ignore[attr-defined]

    def chosen(self) -> Body:
        """Return the group that was chosen."""
        return self._bodies[self.cleaned_data["receiver"]]


class ChoiceForm(forms.Form):
    """Which escalations are shown. Nothing said shows what is open."""

    state = forms.ChoiceField(label="Standing", choices=STATES)
    body = forms.ChoiceField(label="Group")
    way = forms.ChoiceField(label="Sent or received", choices=WAYS)
    words = forms.CharField(label="Words", max_length=100, required=False)

    def __init__(self, asked: Mapping[str, Any], *, workspace: Workspace, viewer: User) -> None:
        said = {"state": asked.get("state") or "open", "words": asked.get("words") or ""}
        super().__init__({**said, **{name: asked.get(name) or ALL for name in ("body", "way")}})
        rows = standing_rows(Body, workspace=workspace, viewer=viewer)
        choices = [(ALL, "All"), *((str(one.pk), one.name) for one in rows)]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        self.is_valid()
        told = {name: "" if value == ALL else value for name, value in self.cleaned_data.items() if name != "state"}
        state = self.cleaned_data.get("state", "open")
        return Choice(state, told.get("body", ""), told.get("way", ""), told.get("words", "").strip())
