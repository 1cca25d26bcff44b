"""An agency's sheet: for a person of the workspace, and for whoever comes by a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.priorities.actions import take_sheet
from frankpledge.domain.priorities.models import Issue, Scoring
from frankpledge.domain.priorities.queries.results import Result, number_of, result_of
from frankpledge.domain.priorities.queries.scorings import agency_for_link, issues_of, scheme_of
from frankpledge.domain.priorities.rules import FIRST, SECOND, Marked, State
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.statute.priorities import Criterion, Scheme

CANNOT_SAY = "x"
CERTAINTY, COMMENT = "certainty", "comment"
LONGEST_COMMENT = 2_000
BLIND = "Nobody else sees your marks until the round is closed, and you see nobody else’s."
OPEN = "Beside each criterion stands what the first round made of it. Change what the talk has changed, leave the rest."


@dataclass(frozen=True)
class Part:
    """The fields of one issue on a sheet, for the page."""

    issue: Issue
    fields: tuple[forms.BoundField, ...]


class SheetForm(forms.Form):
    """An agency's sheet: a mark for each criterion of each issue, how sure it is, and a comment.

    `complete` asks for every mark, as sending does; saving takes what there is. `hints` says what the first round made
    of a criterion, by (issue, criterion).
    """

    def __init__(
        self,
        *args: Any,
        issues: Iterable[Issue],
        scheme: Scheme,
        complete: bool = True,
        hints: Mapping[tuple[UUID, str], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.issues, self.scheme = tuple(issues), scheme
        for issue in self.issues:
            for criterion in scheme.criteria:
                hint = (hints or {}).get((issue.pk, criterion.id), "")
                self.fields[name_of(issue, criterion.id)] = mark_field(issue, criterion, hint, complete=complete)
            self.fields[name_of(issue, CERTAINTY)] = certainty_field(issue, scheme, complete=complete)
            self.fields[name_of(issue, COMMENT)] = forms.CharField(
                label="Comment", required=False, max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the fields by issue."""
        names = [*(criterion.id for criterion in self.scheme.criteria), CERTAINTY, COMMENT]
        return tuple(Part(issue, tuple(self[name_of(issue, name)] for name in names)) for issue in self.issues)

    def marks(self) -> dict[UUID, Marked]:
        """Return the marks that were given: of each issue those criteria that were answered."""
        return marks_from(self.cleaned_data, self.issues, self.scheme)


def name_of(issue: Issue, what: str) -> str:
    """Return the name of a field."""
    return f"{what}-{issue.pk}"


def mark_field(issue: Issue, criterion: Criterion, hint: str, *, complete: bool) -> forms.ChoiceField:
    """Return the field of one mark: its choices say what each mark means."""
    anchors = [(str(mark), f"{mark}: {words}") for mark, words in enumerate(criterion.anchors)]
    return forms.ChoiceField(
        label=criterion.label,
        help_text=f"{criterion.question} {hint}".strip(),
        required=complete,
        choices=[("", "Choose"), *anchors, (CANNOT_SAY, "Cannot say")],
        error_messages={"required": f"{issue.name}: mark “{criterion.label}”, or choose “Cannot say”."},
    )


def certainty_field(issue: Issue, scheme: Scheme, *, complete: bool) -> forms.ChoiceField:
    """Return the field of how sure the agency is."""
    steps = [(one.id, f"{one.label}: {one.words[:1].lower()}{one.words[1:]}") for one in scheme.certainties]
    return forms.ChoiceField(
        label="How sure are you?",
        help_text="Of your marks of this issue, taken together.",
        required=complete,
        choices=[("", "Choose"), *steps],
        error_messages={"required": f"{issue.name}: say how sure you are."},
    )


def marks_from(cleaned: Mapping[str, Any], issues: Iterable[Issue], scheme: Scheme) -> dict[UUID, Marked]:
    """Return the marks in a form's clean values, of those issues for which anything was given."""
    found = {}
    for issue in issues:
        given = {one.id: cleaned.get(name_of(issue, one.id), "") for one in scheme.criteria}
        marked = Marked(
            scores={name: None if mark == CANNOT_SAY else int(mark) for name, mark in given.items() if mark},
            certainty=cleaned.get(name_of(issue, CERTAINTY), ""),
            comment=cleaned.get(name_of(issue, COMMENT), ""),
        )
        if marked.scores or marked.certainty or marked.comment:
            found[issue.pk] = marked
    return found


def as_typed(marks: Mapping[UUID, Marked], issues: Iterable[Issue]) -> dict[str, str]:
    """Return marks as their form would have been filled."""
    typed = {}
    for issue in issues:
        marked = marks.get(issue.pk)
        if marked:
            for name, mark in marked.scores.items():
                typed[name_of(issue, name)] = CANNOT_SAY if mark is None else str(mark)
            typed[name_of(issue, CERTAINTY)] = marked.certainty
            typed[name_of(issue, COMMENT)] = marked.comment
    return typed


def sheet_form(scoring: Scoring, *args: Any, **kwargs: Any) -> SheetForm:
    """Return the sheet of a scoring; in a second round with what the first made of each criterion."""
    hints = first_round(result_of(scoring)) if State(scoring.state).open_round == SECOND else None
    return SheetForm(*args, issues=issues_of(scoring), scheme=scheme_of(scoring), hints=hints, **kwargs)


def first_round(result: Result) -> dict[tuple[UUID, str], str]:
    """Return, by issue and criterion, the median of the first round and how far its marks went apart."""
    found = {}
    for at, issue in enumerate(result.issues):
        for column, criterion in enumerate(result.scheme.criteria):
            median, low, high = (
                number_of(part[at], column)
                for part in (result.scores.median, result.scores.lowest, result.scores.highest)
            )
            said = "no marks" if median is None else f"median {median:g}, from {low:g} to {high:g}"
            found[(issue.pk, criterion.id)] = f"First round: {said}."
    return found


def round_words(scoring: Scoring) -> str:
    """Return what somebody who marks must know of the round."""
    return BLIND if State(scoring.state).open_round == FIRST else OPEN


def asked(link: Link) -> Asked:
    """Return what a link asks of an agency: its sheet."""
    scoring = agency_for_link(link).scoring
    issues = len(issues_of(scoring))
    return Asked(
        title=f"Score {issues} issues for {scoring.year}",
        lede=f"{len(scheme_of(scoring).criteria)} marks from 0 to 4 for each. {round_words(scoring)}",
        only_for=f"the marks of {link.to_whom}",
        form=partial(sheet_form, scoring),
        after="The marks of all agencies are put together by their medians. The partnership’s board chooses, and gives "
        "its reason where it departs from them.",
    )


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Take what was sent by a link, and return the receipt's words."""
    scoring = agency_for_link(link).scoring
    return take_sheet(link, marks_from(answers, issues_of(scoring), scheme_of(scoring)))


LINK = Purpose("marks for priorities", asked, take, "priorities/by_link.html")
