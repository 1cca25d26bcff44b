"""Refusing is a result: what was refused, where, why, and what to do about it.

Everything that Frankpledge declines to do is a `Refusal`, whose text is fit for a page, a terminal and an API alike.
"""

from __future__ import annotations


class Refusal(Exception):
    """A thing that was not done, with the reason, the place and the cure in plain words."""

    def __init__(self, reason: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{place}{self.reason}{cure}"

    def as_json(self) -> dict[str, str]:
        """Return the parts, for `--json` and the API."""
        return {"refused": type(self).__name__, "reason": self.reason, "where": self.where, "cure": self.cure}
