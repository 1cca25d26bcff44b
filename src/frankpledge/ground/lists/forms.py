"""What is asked of a list: the file, what its heads mean, what its words mean."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists import rules
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Reader, Sheet, read_file
from frankpledge.ground.lists.rules import CLEARS, LEFT_OUT, MOST_LINES, ListKind, plain
from frankpledge.refusal import Refusal

MOST_BYTES = 5_000_000
SAMPLES, LONGEST_SAMPLE = 3, 60
NOT_YET = "?"
MOST_WORDS = 200


class SendForm(forms.Form):
    """A list. What it holds is read while the form is checked: `read`. A register adds what it asks of all lines.

    `refusal` is why the file could not be read, with its place and cure; None where it could.
    """

    file = forms.FileField(label="The list", help_text="A workbook (.xlsx or .ods) or CSV, of 5 MB at most.")
    read: Read
    refusal: Refusal | None = None

    def __init__(self, *args: Any, kind: ListKind, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind, self.workspace, self.viewer = kind, workspace, viewer
        self.offer()

    def offer(self) -> None:
        """Give the fields their choices."""

    def said(self) -> dict[str, str]:
        """Return what was said of all lines beside the file."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name != "file"}

    def clean_file(self) -> Any:
        """Read the file, or say why it cannot be read."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError("The file is larger than a list can be: 5 MB.")
        with tempfile.NamedTemporaryFile(prefix="list-") as kept:
            kept.write(sent.read())  # read at once: its size is bounded above
            kept.flush()
            try:
                called = sent.name or "file"
                self.read = read_file(Path(kept.name), called=called, kind=self.kind, workspace=self.workspace)
            except Refusal as refusal:
                self.refusal = refusal
                raise forms.ValidationError(str(refusal)) from None
        return sent


class ChosenForm(forms.Form):
    """Which numbered rows of a register change, and what of them: a change at a stroke, told as a list would tell it.

    A register says what changes are called, which columns each fills, and what stands in these (`cells`).
    """

    CALLED: ClassVar[Mapping[str, str]]
    HEADS: ClassVar[Mapping[str, tuple[str, ...]]]
    NOUN: ClassVar[str]
    numbers = forms.CharField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label="What changes?", widget=forms.RadioSelect)

    def clean_numbers(self) -> list[int]:
        """Return the numbers of the rows."""
        found = [int(part) for part in self.cleaned_data["numbers"].split(",") if part.strip().isdigit()]
        if not 0 < len(found) <= MOST_LINES:
            raise forms.ValidationError(f"Choose the {self.NOUN}s on the list again.")
        return found

    def offer(self, **offered: Sequence[tuple[str, str]]) -> None:
        """Give fields of choice what may be chosen, after leaving it as it is."""
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "As it is"), *choices]

    def chosen_numbers(self) -> list[int]:
        """Return the numbers of the rows, as far as they are numbers."""
        said = str(self.data.get("numbers", ""))
        return [int(part) for part in said.split(",") if part.strip().isdigit()]

    def called(self) -> str:
        """Return what the change is called in the list of lists."""
        count = len(self.cleaned_data["numbers"])
        noun = self.NOUN if count == 1 else f"{self.NOUN}s"
        return f"{self.CALLED[self.cleaned_data['what']]}, {count:,} {noun} chosen"

    def cells(self) -> dict[str, str]:
        """Return what stands in each column of every line."""
        raise NotImplementedError

    def read(self) -> Read:
        """Return the change as a list would say it: a line for each row, under the register's own heads."""
        cells, heads = self.cells(), self.HEADS[self.cleaned_data["what"]]
        lines = tuple(
            (0, number, [str(number), *(cells[head] for head in heads)]) for number in self.cleaned_data["numbers"]
        )
        return Read((Sheet("", 1, ("number", *heads)),), lines)


class HeadsForm(forms.Form):
    """Which column each head of a list means."""

    def __init__(self, *args: Any, sent: SentList, sheets: Sequence[Sheet], reader: Reader, **more: Any) -> None:
        super().__init__(*args, **more)
        self.heads = list(dict.fromkeys(head for sheet in sheets for head in sheet.heads if head))
        headed = reader.kind.headed
        offered = [("", "Not read"), *((one.name, one.head + (" (needed)" if one.needed else "")) for one in headed)]
        for at, head in enumerate(self.heads):
            self.fields[f"head_{at}"] = forms.ChoiceField(
                label=head, choices=offered, required=False, initial=reader.known.get(plain(head), ""),
                help_text=_sample(sent, sheets, head),
            )  # fmt: skip

    def said(self) -> dict[str, str]:
        """Return the column of each head."""
        return {head: self.cleaned_data[f"head_{at}"] for at, head in enumerate(self.heads)}


def _sample(sent: SentList, sheets: Sequence[Sheet], head: str) -> str:
    places = {at: sheet.heads.index(head) + 2 for at, sheet in enumerate(sheets) if head in sheet.heads}
    cells = (line[places[line[0]]] for line in sent.lines if line[0] in places and len(line) > places[line[0]])
    told = list(dict.fromkeys(" ".join(cell.split())[:LONGEST_SAMPLE] for cell in cells if cell))[:SAMPLES]
    return f"Such as: {'; '.join(told)}" if told else "Nothing stands under it."


class WordsForm(forms.Form):
    """What the words mean that nobody has said the meaning of."""

    def __init__(self, *args: Any, sent: SentList, reader: Reader, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = [(column, word) for column, word, _ in sent.unknown[:MOST_WORDS]]
        for at, (name, word, count) in enumerate(sent.unknown[:MOST_WORDS]):
            column = reader.kind.column(name)
            note = f"{column.head}, in {count:,} {'line' if count == 1 else 'lines'}."
            self.fields[f"word_{at}"] = (
                forms.CharField(
                    label=f"“{word}”", required=False, max_length=20,
                    help_text=f"{note} A day, such as 2026-03-31; “none” for no day; “-” leaves such lines out.",
                )
                if column.is_day
                else forms.ChoiceField(
                    label=f"“{word}”", required=False, help_text=note, initial=NOT_YET,
                    choices=_meanings(reader.offered[name], needed=column.needed),
                )
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check that days are days."""
        told = super().clean() or {}
        for name, field in self.fields.items():
            value = (told.get(name) or "").strip()
            if isinstance(field, forms.ChoiceField) or value in {"", CLEARS, LEFT_OUT}:
                continue
            day = rules.day_of(value)
            if day is None:
                self.add_error(name, f"“{value}” is not a day. Write it as {rules.A_DAY}, or none, or -.")
            else:
                told[name] = day.isoformat()
        return told

    def said(self) -> dict[tuple[str, str], str]:
        """Return what each word means, of those that were said."""
        told = {pair: (self.cleaned_data.get(f"word_{at}") or NOT_YET) for at, pair in enumerate(self.asked)}
        return {pair: "" if means == NOTHING else means for pair, means in told.items() if means != NOT_YET}


NOTHING = "nothing"


def _meanings(offered: Sequence[tuple[str, str]], *, needed: bool) -> list[tuple[str, str]]:
    first = [(NOT_YET, "Not said yet")]
    nothing = [] if needed else [(NOTHING, "Nothing: as if the cell were empty")]
    return [*first, *offered, *nothing, (LEFT_OUT, "Leave such lines out")]
