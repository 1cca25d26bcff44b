"""What is asked of a case, deed by deed: each form says its title and does its act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews.models import Case, Report
from frankpledge.domain.asb_reviews.queries.opened import OpenCase
from frankpledge.domain.bodies.forms import NamingForm, offer
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground.accounts.models import User
from frankpledge.ground.ui.forms import day
from frankpledge.statute.deadlines import in_words

__all__ = ["CaseForm", "day", "offer"]


class CaseForm(NamingForm):
    """A form about a case. `TITLE` heads its page, `BUTTON` sends it, `LEDE` says what follows. `act` does it.

    `ROWS` names fields in which a row of the case is chosen: field to (relation, which of its rows may be); they are
    told apart without what is sealed. `opened` opens the case where a letter is drafted from it.
    """

    TITLE: ClassVar[str] = ""
    BUTTON: ClassVar[str] = "Record"
    LEDE: ClassVar[str] = ""
    ROWS: ClassVar[dict[str, tuple[str, dict[str, Any]]]] = {}

    def __init__(self, *args: Any, case: Case, viewer: User, opened: Callable[[], OpenCase], **more: Any) -> None:
        super().__init__(*args, workspace=case.workspace, viewer=viewer, **more)
        self.case, self.opened = case, opened
        self._chosen_rows: dict[str, dict[str, Any]] = {}
        for name, (relation, which) in self.ROWS.items():
            found = {str(one.pk): one for one in getattr(case, relation).filter(**which)}
            self._chosen_rows[name] = found
            several = isinstance(self.fields[name], forms.MultipleChoiceField)
            none = [] if several or self.fields[name].required else [("", "None")]
            offer(self, name, [*none, *((key, self.words_of(one)) for key, one in found.items())])

    def words_of(self, row: Any) -> str:
        """Return a row of the case as it is chosen."""
        return str(row)

    @property
    def lede(self) -> str:
        """Return what stands above the form."""
        return self.LEDE

    def row(self, name: str) -> Any:
        """Return the row that was chosen; None where none was; several where several may be."""
        told, rows = self.cleaned_data[name], self._chosen_rows[name]
        return [rows[one] for one in told if one in rows] if isinstance(told, list) else rows.get(told)

    def act(self, by: User) -> object:
        """Do what was asked."""
        raise NotImplementedError


ONE_ORGANISATION: dict[str, tuple[type[Organisation], str]] = {"organisation": (Organisation, "")}


def pick(kind: Iterable[Any], label: str, **more: Any) -> forms.ChoiceField:
    """Return a field for one of the choices of a kind, all in view."""
    return forms.ChoiceField(
        label=label, choices=[(one.value, one.label) for one in kind], widget=forms.RadioSelect, **more
    )


def line_words(report: Report) -> str:
    """Return a line of an application as it is chosen: its place, whom it was told, and when."""
    when = f", {in_words(report.told_on)}" if report.told_on else ""
    return f"Report {report.position}: {report.get_told_display()}{when}"
