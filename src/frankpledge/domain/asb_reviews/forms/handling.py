"""What is asked from the receipt of an application to the decision on its threshold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews.actions import handling, letting
from frankpledge.domain.asb_reviews.forms import ONE_ORGANISATION, CaseForm, line_words
from frankpledge.domain.asb_reviews.queries.cases import readers_to_be, takers
from frankpledge.domain.asb_reviews.queries.letters import acknowledgement, reasons
from frankpledge.domain.asb_reviews.queries.threshold import reckoning_of
from frankpledge.domain.asb_reviews.rules import LONGEST_WORDS
from frankpledge.domain.bodies.forms import offer
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.sealed.queries import holders_of
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.case_procedures import grounds
from frankpledge.statute.case_words import count_words
from frankpledge.statute.deadlines import working_days_after

WORKING_DAYS = 10


class AcknowledgeForm(CaseForm):
    """The letter that says that it has come."""

    TITLE, BUTTON = "Acknowledge it", "Send"
    LEDE = "The applicant reads the letter with their code. Nothing is mailed."
    words = long_text("Letter", 10, max_length=LONGEST_WORDS)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].initial = acknowledgement(self.case, on=clock.today())

    def act(self, by: User) -> object:
        """Send it."""
        return handling.acknowledge(case=self.case, words=self.cleaned_data["words"], by=by)


class HandOverForm(CaseForm):
    """Who looks after the case from now on."""

    TITLE = "Give it another named contact"
    to = forms.ChoiceField(label="Who looks after it")

    def __init__(self, *args: Any, viewer: User, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        self._people = {str(one.pk): one for one in takers(self.case.workspace)}
        offer(self, "to", [(key, one.name) for key, one in self._people.items()])

    def act(self, by: User) -> object:
        """Hand it over."""
        return handling.hand_over(case=self.case, to=self._people[self.cleaned_data["to"]], by=by)


class JoinForm(CaseForm):
    """Two reports of one incident."""

    TITLE = "Count two reports as one incident"
    LEDE = "The reason stands in the letter to the applicant. Leave the second empty to count a report by itself again."
    ROWS: ClassVar = {"report": ("reports", {}), "same_as": ("reports", {"same_as__isnull": True})}
    report = forms.ChoiceField(label="This report")
    same_as = forms.ChoiceField(label="tells of the same incident as", required=False)
    because = long_text("Why", 2, max_length=500, required=False)

    def words_of(self, row: Any) -> str:
        """Return a line as it is chosen."""
        return line_words(row)

    def act(self, by: User) -> object:
        """Join them."""
        because = self.cleaned_data["because"]
        return handling.join_report(report=self.row("report"), same_as=self.row("same_as"), because=because, by=by)


class LogForm(CaseForm):
    """The days that an agency's log has for a report."""

    TITLE = "Days from an agency’s log"
    NAMES: ClassVar = ONE_ORGANISATION
    ROWS: ClassVar = {"report": ("reports", {})}
    report = forms.ChoiceField(label="Report")
    organisation = forms.ChoiceField(label="Whose log")
    happened_on = day("It happened on", required=False)
    told_on = day("It was reported on", required=False)

    def words_of(self, row: Any) -> str:
        """Return a line as it is chosen."""
        return line_words(row)

    def act(self, by: User) -> object:
        """Record them."""
        happened, told = self.cleaned_data["happened_on"], self.cleaned_data["told_on"]
        organisation = self.named()["organisation"]
        return handling.log_days(
            report=self.row("report"), organisation=organisation, happened_on=happened, told_on=told, by=by
        )


class SettleForm(CaseForm):
    """Days that no log has, as the reviewer settles them."""

    TITLE = "Settle days that no log has"
    LEDE = "The reason stands in the letter to the applicant."
    ROWS: ClassVar = {"report": ("reports", {})}
    report = forms.ChoiceField(label="Report")
    happened_on = day("It happened on", required=False)
    told_on = day("It was reported on", required=False)
    because = long_text("Why these days are taken", 2, max_length=500)

    def words_of(self, row: Any) -> str:
        """Return a line as it is chosen."""
        return line_words(row)

    def act(self, by: User) -> object:
        """Settle them."""
        told = {name: self.cleaned_data[name] for name in ("happened_on", "told_on", "because")}
        return handling.settle_days(report=self.row("report"), **told, by=by)


class AskForm(CaseForm):
    """What a relevant body is asked."""

    TITLE, BUTTON = "Ask a relevant body", "Make the link"
    LEDE = "The link opens what you write here and the lines that you choose, and nothing else of the case."
    NAMES: ClassVar = ONE_ORGANISATION
    ROWS: ClassVar = {"about": ("reports", {})}
    organisation = forms.ChoiceField(label="Whom you ask")
    asks = long_text(
        "What you ask", 5, max_length=LONGEST_WORDS,
        help_text="Only what this body needs to find it in its records, and what you want to know.",
    )  # fmt: skip
    about = forms.MultipleChoiceField(
        label="Lines whose days you ask for", required=False, widget=forms.CheckboxSelectMultiple
    )
    due = day("Answer by")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["due"].initial = working_days_after(clock.today(), WORKING_DAYS)

    def words_of(self, row: Any) -> str:
        """Return a line as it is chosen."""
        return line_words(row)

    def act(self, by: User) -> object:
        """Ask, and return the request with its link."""
        due = self.cleaned_data["due"]
        days = max((due - clock.today() + timedelta(days=WORKING_DAYS)).days, 1)
        asks, about, organisation = self.cleaned_data["asks"], self.row("about"), self.named()["organisation"]
        return handling.ask_body(
            case=self.case, organisation=organisation, asks=asks, about=about, due=due, days=days, by=by
        )


class DecideForm(CaseForm):
    """The decision on the threshold."""

    TITLE, BUTTON = "Decide on the threshold", "Decide, and send the letter"
    LEDE = "Where the count reaches the number it is met. Else the bodies weigh the three headings, and say why."
    met = forms.ChoiceField(
        label="The threshold is", choices=(("met", "Met"), ("not_met", "Not met")), widget=forms.RadioSelect
    )
    persistence = long_text(
        grounds()[0].label, 2, max_length=LONGEST_WORDS, required=False, help_text=grounds()[0].words
    )
    harm = long_text(grounds()[1].label, 2, max_length=LONGEST_WORDS, required=False, help_text=grounds()[1].words)
    response = long_text(grounds()[2].label, 2, max_length=LONGEST_WORDS, required=False, help_text=grounds()[2].words)
    words = long_text(
        "Letter", 12, max_length=LONGEST_WORDS, required=False,
        help_text="Leave it empty to send the letter that is drafted from the count and what you write above.",
    )  # fmt: skip

    @property
    def lede(self) -> str:
        """Return what follows, and the count as it stands now."""
        return " ".join((*count_words(reckoning_of(self.case)), self.LEDE))

    def act(self, by: User) -> object:
        """Decide."""
        met = self.cleaned_data["met"] == "met"
        weighed: dict[str, str] = {one.id: self.cleaned_data[one.id] for one in grounds()}
        words = self.cleaned_data["words"] or reasons(self.opened(), met=met, weighed=weighed, on=clock.today())
        return handling.decide(case=self.case, met=met, weighed=weighed, words=words, by=by)


class NewCodeForm(CaseForm):
    """Another code for an applicant who lost theirs."""

    TITLE, BUTTON = "Replace a lost code", "Make another code"
    LEDE = "Tell it by the agreed safe contact only, once you know who you speak to. The old code ends at once."
    sure = forms.BooleanField(label="I reach the applicant by the contact that they agreed, and by no other")

    def act(self, by: User) -> object:
        """Return the code."""
        return handling.new_code(case=self.case, by=by)


class LetInForm(CaseForm):
    """Who else is let in to the case."""

    TITLE = "Let somebody in"
    LEDE = "They open this case and no other, for a reason that they give each time, until the day that you set."
    who = forms.ChoiceField(label="Who")
    capacity = forms.ChoiceField(
        label="As", choices=[(one, one.capitalize()) for one in ("panel", "deputy", "supervisor")]
    )
    works = forms.BooleanField(label="They may change it", required=False)
    until = day("Until")

    def __init__(self, *args: Any, viewer: User, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        self._people = {str(one.pk): one for one in readers_to_be(self.case.workspace)}
        offer(self, "who", [(key, one.name) for key, one in self._people.items()])

    def act(self, by: User) -> object:
        """Let them in."""
        told = {name: self.cleaned_data[name] for name in ("capacity", "until", "works")}
        return letting.let_in(case=self.case, person=self._people[self.cleaned_data["who"]], **told, by=by)


class LetOutForm(CaseForm):
    """Who is let out again."""

    TITLE, BUTTON = "Take it back from somebody", "Take back"
    grant = forms.ChoiceField(label="Who")

    def __init__(self, *args: Any, viewer: User, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        found = holders_of(self.case.matter, workspace=self.case.workspace, viewer=viewer)
        self._grants = {str(one.pk): one for one in found}
        offer(self, "grant", [(key, f"{one.user.name}, {one.capacity}") for key, one in self._grants.items()])

    def act(self, by: User) -> object:
        """Take it back."""
        return letting.let_out(grant=self._grants[self.cleaned_data["grant"]], by=by)


HANDLING: dict[str, type[CaseForm]] = {
    "acknowledge": AcknowledgeForm,
    "hand-over": HandOverForm,
    "ask": AskForm,
    "join": JoinForm,
    "log": LogForm,
    "settle": SettleForm,
    "decide": DecideForm,
    "code": NewCodeForm,
    "let-in": LetInForm,
    "let-out": LetOutForm,
}
