"""A file that comes by a link: one, small, kept in memory and nowhere else."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest

from frankpledge.domain.returns.forms.answering import MOST_BYTES

# Beside the file a request holds the marks between its parts.
ENVELOPE = 10_000
MEGABYTE = 1_000_000


class SmallUploads(MemoryFileUploadHandler):
    """Takes one file of a stranger who has a link, and reads what is larger to its end without keeping it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.files = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 (Django's name)
        """Say whether the whole request is small enough."""
        self.activated = content_length <= MOST_BYTES + ENVELOPE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, unless it is too large or one of several."""
        self.files += 1
        if not self.activated or self.files > 1:
            most = f"One file of at most {MOST_BYTES // MEGABYTE} MB is taken. Send the workbook of this page alone."
            self.request.too_much = most  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        super().new_file(*args, **kwargs)


def take_small(request: HttpRequest) -> None:
    """Let a request bring one small file, though nobody is signed in. Before anything of it is read."""
    request.upload_handlers = [SmallUploads(request)]
