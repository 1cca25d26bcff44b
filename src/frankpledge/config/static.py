"""Where static files are found and what they are called."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class LastingNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names files by their content, so that they may be kept for ever.

    A page whose styles were not gathered is still a page.
    """

    manifest_strict = False

    def hashed_name(self, name: str, content: object = None, filename: str | None = None) -> str:
        """Return a file's lasting name, or its own where the file is not there."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
