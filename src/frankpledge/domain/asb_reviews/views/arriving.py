"""One file on its way in from somebody without an account: held in memory alone, and never more than is taken.

The words of the form come before the file, so that they are kept where the file is too large.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from frankpledge.ground.documents.cleaned import MOST_MEGABYTES

MEGABYTE = 1024 * 1024
# So much is still read to its end, so that a page can say what was too much; of more the line is cut.
MOST_READ = 60 * MEGABYTE
TOO_LARGE = f"This file has more than {MOST_MEGABYTES} megabytes. Send a smaller picture, or a part of it."


class OneFile(FileUploadHandler):
    """Takes one file of a request, up to its size."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.whole = self.files = self.bytes = 0
        self.held = BytesIO()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 (Django's name)
        """Remember how large the whole request says that it is."""
        self.whole = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, unless it is the second."""
        super().new_file(*args, **kwargs)
        self.files += 1
        self.held = BytesIO()
        if self.files > 1:
            self._stop("One file is taken at a time. Send the next one after this.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece of the file."""
        self.bytes += len(raw_data)
        if self.bytes > MOST_MEGABYTES * MEGABYTE:
            self._stop(TOO_LARGE)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the finished file."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )

    def _stop(self, words: str) -> None:
        self.held = BytesIO()
        self.request.too_much = words  # type: ignore[union-attr]
        raise StopUpload(connection_reset=self.whole > MOST_READ)
