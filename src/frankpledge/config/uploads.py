"""Files on their way in: into a private folder under the data folder, so many and so large and from whom is said here.

A request that brings more is read to its end without being kept, so that its page can say what was too much.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

ARRIVING = "uploads/arriving"
MEGABYTE = 1024 * 1024
# Beside the files a request holds its other fields and the marks between its parts.
ENVELOPE = MEGABYTE


class ArrivedFile(UploadedFile):  # type: ignore[type-arg]  # generic for the checker alone
    """A file that came with a request: on disk, for its owner alone (0600), gone when the request ends."""

    def __init__(self, name: str | None, content_type: str | None, charset: str | None) -> None:
        folder = Path(settings.DATA) / ARRIVING
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=".part", dir=folder)  # noqa: SIM115 (closed with the request)
        self.place = file.name
        super().__init__(file, name, content_type, 0, charset)

    def temporary_file_path(self) -> str:
        """Return where the file lies until the request ends."""
        return self.place


class PrivateUploads(FileUploadHandler):
    """Writes what a signed-in person sends to disk, and never more than may be sent in one go."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.whole = self.files = self.bytes = 0
        self.arriving: ArrivedFile | None = None

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 (Django's name)
        """Remember how large the whole request says that it is."""
        self.whole = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, unless nobody is signed in or it would be too much."""
        super().new_file(*args, **kwargs)
        if not getattr(getattr(self.request, "user", None), "is_authenticated", False):
            raise StopUpload(connection_reset=True)
        self.files += 1
        if self.files > settings.UPLOAD_FILES:
            most = settings.UPLOAD_FILES
            self._stop(f"More than {most} files were sent in one go. Send fewer, or pack them as zip.")
        self._check_size(self.whole - ENVELOPE)
        self.arriving = ArrivedFile(self.file_name, self.content_type, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of the file."""
        self.bytes += len(raw_data)
        self._check_size(self.bytes)
        try:
            if self.arriving is not None:
                self.arriving.write(raw_data)
        except OSError:
            self._stop(
                "The server has no room for these files. Tell whoever runs the installation, then send them again."
            )

    def file_complete(self, file_size: int) -> ArrivedFile | None:
        """Return the finished file."""
        done, self.arriving = self.arriving, None
        if done is not None:
            done.seek(0)
            done.size = file_size
        return done

    def upload_interrupted(self) -> None:
        """Throw away a file that did not come to its end."""
        if self.arriving is not None:
            self.arriving.close()
            self.arriving = None

    def _check_size(self, size: int) -> None:
        most = settings.UPLOAD_MEGABYTES
        if size > most * MEGABYTE:
            self._stop(
                f"These files are more than {most:,} MB together, which is the most that a page takes in one go. "
                "Send them in parts, or load them with the command frankpledge ingest."
            )

    def _stop(self, words: str) -> None:
        """Take no more of the request; the page says why from `request.too_much`."""
        self.upload_interrupted()
        self.request.too_much = words  # type: ignore[union-attr]
        raise StopUpload(connection_reset=False)
