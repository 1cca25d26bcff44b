"""Where the parts of an answer lead: each keeps the question in its address."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.explorer.queries.asked import Asked


@dataclass(frozen=True)
class Links:
    """The addresses of one question in one workspace."""

    slug: str
    question: Asked

    def ask(self, **parts: str) -> str:
        """Return the address of the question, or of another that differs in some parts."""
        return f"{reverse('explorer:ask', args=(self.slug,))}?{self.question.other(**parts)}"

    def places(self, **parts: str) -> str:
        """Return the address of the places and partnerships as tables."""
        return f"{reverse('explorer:places', args=(self.slug,))}?{self.question.other(**parts)}"

    def figure(self, of: str, key: str = "") -> str:
        """Return the address of one figure of the answer."""
        return self._one("explorer:figure", of, key)

    def rows(self, of: str, key: str = "", *, before: bool = False) -> str:
        """Return the address of the rows that a figure was counted from, or those of the year before."""
        return f"{self._one('explorer:rows', of, key)}{'&before=1' if before else ''}"

    def csv(self, table: str, **parts: str) -> str:
        """Return the address of one table of the answer as CSV."""
        return f"{reverse('explorer:csv', args=(self.slug, table))}?{self.question.other(**parts)}"

    def release(self, release: str) -> str:
        """Return the address of a file's own page."""
        return reverse("releases:release", args=(self.slug, release))

    def deeper(self, study: str = "") -> str:
        """Return the address of a study of the question, or of the list of them."""
        where = (
            reverse("studies:study", args=(self.slug, study)) if study else reverse("studies:home", args=(self.slug,))
        )
        return f"{where}?{self.question.query}"

    def events(self) -> str:
        """Return the address of the register of events."""
        return reverse("explorer:events", args=(self.slug,))

    def peers(self) -> str:
        """Return the address of the sets of peers."""
        return reverse("yardsticks:peers", args=(self.slug,))

    def _one(self, route: str, of: str, key: str) -> str:
        parts = {"of": of, "key": key} if key else {"of": of}
        return f"{reverse(route, args=(self.slug,))}?{self.question.other(**parts)}"
