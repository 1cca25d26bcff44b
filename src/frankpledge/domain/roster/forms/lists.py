"""What is asked of a member list: the file, and the body of lines that name none."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from frankpledge.domain.roster.forms.fields import RegisterForm
from frankpledge.domain.roster.queries.lists import ReadList, read_list
from frankpledge.refusal import Refusal

MOST_BYTES = 5_000_000


class ListForm(RegisterForm):
    """A member list. What it holds is read while the form is checked: `read`."""

    file = forms.FileField(label="Member list", help_text="A workbook (.xlsx or .ods) or CSV.")
    body = forms.ChoiceField(
        label="Body of lines that name none", choices=(), required=False, help_text="Where the list is of one group."
    )
    read: ReadList

    def offer(self) -> None:
        """Offer the bodies that have not ended."""
        found = [one for one in self.register.bodies.values() if one.until is None]
        ordered = sorted(found, key=lambda one: one.name.casefold())
        self.choose(body=[("", "Every line names its body"), *((one.name, one.name) for one in ordered)])

    def clean_file(self) -> Any:
        """Read the file, or say why it cannot be read."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError("The file is larger than a member list can be: 5 MB.")
        with tempfile.NamedTemporaryFile(prefix="members-") as kept:
            kept.write(sent.read())  # read at once: its size is bounded above
            kept.flush()
            try:
                self.read = read_list(Path(kept.name), called=sent.name or "file")
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return sent
