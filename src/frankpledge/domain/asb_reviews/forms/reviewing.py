"""What is asked from a threshold that is met to a case that is closed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import reviewing, wording
from frankpledge.domain.asb_reviews.forms import ONE_ORGANISATION, CaseForm, pick
from frankpledge.domain.asb_reviews.models import Discontent
from frankpledge.domain.asb_reviews.queries.letters import closing, outcome
from frankpledge.domain.asb_reviews.rules import LONGEST_LINE, LONGEST_WORDS
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.deadlines import in_words


def prose(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    """Return a field for what is written of a case."""
    return long_text(label, rows, max_length=LONGEST_WORDS, **more)


class PanelForm(CaseForm):
    """A panel as it is called together."""

    TITLE, BUTTON = "Call the panel", "Call it"
    NAMES: ClassVar = {"chair_of": (Organisation, "")}
    meets_on = day("It meets on")
    chair = forms.CharField(label="The chair’s post", max_length=LONGEST_LINE, help_text="A post, no name.")
    chair_of = forms.ChoiceField(label="The chair’s organisation")
    independent = forms.BooleanField(label="The chair’s agency did not deal with this case")
    independent_because = prose("How you know", 2)
    victim = pick(rules.Invited, "The victim")
    victim_how = prose("By whom they are represented, or why they are not invited", 2, required=False)

    def act(self, by: User) -> object:
        """Call it."""
        given = reviewing.PanelFacts(**self.cleaned_data | self.named())
        return reviewing.call_panel(case=self.case, given=given, by=by)


class MemberForm(CaseForm):
    """Who sits on the panel."""

    TITLE = "Seat a member"
    NAMES: ClassVar = ONE_ORGANISATION
    ROWS: ClassVar = {"panel": ("panels", {})}
    panel = forms.ChoiceField(label="Panel")
    organisation = forms.ChoiceField(label="Organisation")
    post = forms.CharField(label="Post", max_length=LONGEST_LINE, help_text="A post, no name.")
    conflict = pick(rules.Conflict, "Conflict of interests")
    conflict_how = prose("What it is, or why they stay", 2, required=False)

    def words_of(self, row: Any) -> str:
        """Return a panel as it is chosen."""
        return in_words(row.meets_on)

    def act(self, by: User) -> object:
        """Seat them."""
        told = {name: self.cleaned_data[name] for name in ("post", "conflict", "conflict_how")}
        return reviewing.seat_member(panel=self.row("panel"), organisation=self.named()["organisation"], **told, by=by)


class HeldForm(CaseForm):
    """That a panel met."""

    TITLE = "Record that the panel met"
    ROWS: ClassVar = {"panel": ("panels", {"held_on__isnull": True})}
    panel = forms.ChoiceField(label="Panel called for")
    on = day("It met on")
    found = prose("What it found", 5)

    def words_of(self, row: Any) -> str:
        """Return a panel as it is chosen."""
        return in_words(row.meets_on)

    def act(self, by: User) -> object:
        """Record it."""
        return reviewing.hold_panel(
            panel=self.row("panel"), on=self.cleaned_data["on"], found=self.cleaned_data["found"], by=by
        )


class RiskForm(CaseForm):
    """How great the risk to the victim is held to be."""

    TITLE = "Assess the risk"
    level = pick(rules.Level, "Risk to the victim")
    words = prose("Why")

    def act(self, by: User) -> object:
        """Record it."""
        return reviewing.assess_risk(case=self.case, **self.cleaned_data, by=by)


class StepForm(CaseForm):
    """A step of the action plan."""

    TITLE = "Add a step to the action plan"
    NAMES: ClassVar = ONE_ORGANISATION
    organisation = forms.ChoiceField(label="Who does it")
    words = prose("What is to be done", 2)
    due = day("By")

    def act(self, by: User) -> object:
        """Add it."""
        return reviewing.add_step(case=self.case, **self.cleaned_data | self.named(), by=by)


class DoneForm(CaseForm):
    """That a step was done."""

    TITLE = "A step was done"
    ROWS: ClassVar = {"step": ("steps", {"done_on__isnull": True})}
    step = forms.ChoiceField(label="Step")
    on = day("On")

    def words_of(self, row: Any) -> str:
        """Return a step as it is chosen."""
        return f"{row.organisation}, by {in_words(row.due)}"

    def act(self, by: User) -> object:
        """Record it."""
        return reviewing.finish_step(step=self.row("step"), on=self.cleaned_data["on"], by=by)


class RecommendForm(CaseForm):
    """What a body is recommended."""

    TITLE = "Recommend something to a body"
    LEDE = "A body with public functions must have regard to it: its answer is awaited and recorded here."
    NAMES: ClassVar = ONE_ORGANISATION
    organisation = forms.ChoiceField(label="To whom")
    words = prose("What is recommended")
    answer_by = day("Answer by")

    def act(self, by: User) -> object:
        """Recommend it."""
        return reviewing.recommend(case=self.case, **self.cleaned_data | self.named(), by=by)


class RegardForm(CaseForm):
    """What a body answered to a recommendation."""

    TITLE = "Record an answer to a recommendation"
    ROWS: ClassVar = {"recommendation": ("recommendations", {})}
    recommendation = forms.ChoiceField(label="Recommendation")
    regard = pick(rules.Regard, "It")
    answer = prose("What it will do, or why not", required=False)
    on = day("Answered on")

    def words_of(self, row: Any) -> str:
        """Return a recommendation as it is chosen."""
        return f"{row.organisation}, by {in_words(row.answer_by)}"

    def act(self, by: User) -> object:
        """Record it."""
        told = {name: self.cleaned_data[name] for name in ("regard", "answer", "on")}
        return reviewing.record_regard(recommendation=self.row("recommendation"), **told, by=by)


class OutcomeForm(CaseForm):
    """The letter that tells the outcome."""

    TITLE, BUTTON = "Tell the outcome", "Send"
    LEDE = (
        "Drafted from what the panel found, the plan and the recommendations. The applicant reads it with their code."
    )
    words = prose("Letter", 14)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not self.is_bound:
            self.fields["words"].initial = outcome(self.opened())

    def act(self, by: User) -> object:
        """Send it."""
        return reviewing.tell_outcome(case=self.case, words=self.cleaned_data["words"], by=by)


class WriteForm(CaseForm):
    """A message to the applicant."""

    TITLE, BUTTON = "Write to the applicant", "Send"
    LEDE = "They read it with their code. Nothing is mailed."
    words = prose("Message", 5)

    def act(self, by: User) -> object:
        """Send it."""
        return reviewing.write(case=self.case, words=self.cleaned_data["words"], by=by)


class WordForm(CaseForm):
    """That something waits, by e-mail."""

    TITLE, BUTTON = "Send word by e-mail", "Send it"
    sure = forms.BooleanField(label="The applicant agreed to be written to at the address of the safe contact")

    @property
    def lede(self) -> str:
        """Return all that the mail says."""
        return (
            f"All that it says is “{wording.SUBJECT}”, and that they know where to look. No name, no code, no word of "
            "the case. Nothing goes by itself."
        )

    def act(self, by: User) -> object:
        """Send it."""
        wording.send_word(case=self.case, by=by)
        return None


class PauseForm(CaseForm):
    """Why the clock stands still."""

    TITLE, BUTTON = "Let the clock stand still", "Stop the clock"
    since = day("From")
    reason = pick(rules.PauseReason, "Why")

    def act(self, by: User) -> object:
        """Stop it."""
        return reviewing.pause(case=self.case, **self.cleaned_data, by=by)


class ResumeForm(CaseForm):
    """When the clock runs again."""

    TITLE, BUTTON = "Let the clock run again", "Run"
    until = day("Last day on which it stood still")

    def act(self, by: User) -> object:
        """Run it."""
        return reviewing.resume(case=self.case, **self.cleaned_data, by=by)


class DiscontentForm(CaseForm):
    """That the applicant is not content."""

    TITLE = "The applicant is not content"
    about = forms.ChoiceField(label="With what", choices=Discontent.About.choices, widget=forms.RadioSelect)
    before = forms.ChoiceField(label="Before whom", choices=Discontent.Before.choices, widget=forms.RadioSelect)
    words = prose("What they say")

    def act(self, by: User) -> object:
        """Record it."""
        return reviewing.raise_discontent(case=self.case, **self.cleaned_data, by=by)


class AnswerForm(CaseForm):
    """The answer to an applicant who is not content."""

    TITLE, BUTTON = "Answer it", "Answer, and send the letter"
    LEDE = "Where they were right, decide or hold the review again: each decision is counted by itself."
    ROWS: ClassVar = {"discontent": ("discontents", {"answered_on__isnull": True})}
    discontent = forms.ChoiceField(label="What they were not content with")
    upheld = forms.ChoiceField(
        label="They were",
        choices=(("yes", "Right, in whole or in part"), ("no", "Not right")),
        widget=forms.RadioSelect,
    )
    words = prose("Letter", 8)

    def words_of(self, row: Any) -> str:
        """Return it as it is chosen."""
        return f"{row.get_about_display()}, before {row.get_before_display().lower()}, {in_words(row.raised_on)}"

    def act(self, by: User) -> object:
        """Answer it."""
        upheld = self.cleaned_data["upheld"] == "yes"
        return reviewing.answer_discontent(
            discontent=self.row("discontent"), upheld=upheld, words=self.cleaned_data["words"], by=by
        )


class CloseForm(CaseForm):
    """Why a case is closed."""

    TITLE, BUTTON = "Close it", "Close, and send the letter"
    because = pick(rules.Closing, "Why")
    words = prose(
        "Letter", 6, required=False, help_text="Leave it empty to send the letter that is drafted from the reason."
    )

    def act(self, by: User) -> object:
        """Close it."""
        because = rules.Closing(self.cleaned_data["because"])
        words = self.cleaned_data["words"] or closing(self.case, because=because.label, on=clock.today())
        return reviewing.close(case=self.case, because=because, words=words, by=by)


REVIEWING: dict[str, type[CaseForm]] = {
    "panel": PanelForm,
    "member": MemberForm,
    "risk": RiskForm,
    "held": HeldForm,
    "step": StepForm,
    "done": DoneForm,
    "recommend": RecommendForm,
    "regard": RegardForm,
    "outcome": OutcomeForm,
    "write": WriteForm,
    "word": WordForm,
    "pause": PauseForm,
    "resume": ResumeForm,
    "not-content": DiscontentForm,
    "answer": AnswerForm,
    "close": CloseForm,
}
