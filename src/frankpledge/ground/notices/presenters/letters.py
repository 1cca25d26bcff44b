"""A mail: neutral words, counts, and addresses that ask who reads; as plain text, and as HTML that looks the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from frankpledge.ground.documents.look import COLOUR, FONT
from frankpledge.ground.notices.queries.news import Group, Place
from frankpledge.ground.notices.rules import Purpose

TITLES = {
    Purpose.DIGEST: "What waits for you",
    Purpose.AT_ONCE: "You are mentioned",
    Purpose.CHASER: "How does it stand?",
}
THANKS = "Thank you, and what was made of it"
SHOWN_OF_A_KIND = 10


@dataclass(frozen=True)
class Line:
    """One line of a mail: its neutral words, and where they lead."""

    words: str
    href: str
    urgent: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Lines under a heading, and a sentence for those that are not shown."""

    heading: str
    lines: tuple[Line, ...]
    rest: str = ""


@dataclass(frozen=True)
class Part:
    """What a mail says of one partnership."""

    name: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Letter:
    """A mail, before it is made. `stop` is its own way out; `wishes` where a person says how they are told.

    With `thanks` it asks for nothing.
    """

    purpose: Purpose
    to: str
    lede: str
    parts: tuple[Part, ...]
    count: int
    why: str
    stop: str
    wishes: str = ""
    thanks: bool = False

    @property
    def title(self) -> str:
        """Return what it is about."""
        return THANKS if self.thanks else TITLES[self.purpose]

    @property
    def subject(self) -> str:
        """Return its subject, which names a partnership and no matter."""
        whose = f", {self.parts[0].name}" if len(self.parts) == 1 else ""
        mark = "" if self.title.endswith("?") else ":"
        return f"{self.title}{mark} {things(self.count)}{whose}"


def things(count: int) -> str:
    """Return a count of things."""
    return "1 thing" if count == 1 else f"{count:,} things"


def address_of(path: str) -> str:
    """Return the whole address of a page of this installation."""
    return f"{settings.ADDRESS}{path}"


def parts_of(places: tuple[Place, ...]) -> tuple[Part, ...]:
    """Return what there is to tell, in neutral words alone, apart by partnership."""
    return tuple(
        Part(place.workspace.name, tuple(_paragraph(group, place.workspace.slug) for group in place.groups))
        for place in places
    )


def _paragraph(group: Group, slug: str) -> Paragraph:
    named = [one for one in group.news if one.neutral]
    lines = tuple(Line(one.neutral, address_of(one.href), one.urgent) for one in named[:SHOWN_OF_A_KIND])
    more = len(group.news) - len(lines)
    rest = f"{things(more)[:1].upper()}{things(more)[1:]} {'more ' if lines else ''}to be seen after you sign in."
    if more and not lines:
        lines = (Line(rest, address_of(reverse("web:home", args=(slug,)))),)
        more = 0
    return Paragraph(f"{group.kind.label}: {len(group.news):,}", lines, rest if more else "")


def message(letter: Letter) -> EmailMultiAlternatives:
    """Return a mail that is ready to go. It fetches nothing, counts nothing, and says how to stop it."""
    shown = {"letter": letter, "colour": COLOUR, "font": FONT, "home": settings.ADDRESS}
    made = EmailMultiAlternatives(
        subject=f"Frankpledge: {letter.subject}",
        body=render_to_string("notices/mail.txt", shown),
        to=[letter.to],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{letter.stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    made.attach_alternative(render_to_string("notices/mail.html", shown), "text/html")
    return made
