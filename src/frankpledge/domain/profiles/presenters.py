"""Problem profiles in a list, and one of them with what it found and its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.profiles.rules import FILES, KIND
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.lake.areas import kind_in_words


def profile_address(paper: Paper) -> str:
    """Return the page of the profile whose paper this is."""
    return reverse("profiles:profile", args=(paper.workspace.slug, paper.pk))


def list_table(found: Iterable[Paper], slug: str) -> Table | None:
    """Return the profiles of a workspace, the newest first, or None without any."""
    rows = tuple(
        Row(
            (
                one.title.removeprefix("Problem profile: ").capitalize(),
                day_in_words(one.created_at.date()),
                one.created_by.name,
                State(one.state).label,
            ),
            href=reverse("profiles:profile", args=(slug, one.pk)),
        )
        for one in found
    )
    columns = (Column("Profile"), Column("Drafted"), Column("By"), Column("State"))
    return Table("Problem profiles", columns, rows, caption_hidden=True) if rows else None


@dataclass(frozen=True)
class ProfilePage:
    """A profile: what it is, every figure that it quotes, its files, and what it cannot say."""

    title: str
    caption: str
    known: str
    marking: str
    details: tuple[tuple[str, str], ...]
    files: tuple[Choice, ...]
    read: str
    figures: Table


def profile_page(paper: Paper, document: Document) -> ProfilePage:
    """Return the page of a profile."""
    slug = paper.workspace.slug
    files = tuple(Choice(FORMATS[form].label, reverse("profiles:file", args=(slug, paper.pk, form))) for form in FILES)
    drafted = f"{day_in_words(paper.created_at.date())}, by {paper.created_by.name}"
    return ProfilePage(
        title=f"{document.title}, {document.subtitle}",
        caption=document.status,
        known=f"As known on {day_in_words(document.cut_off)}",
        marking=document.marking,
        details=(*document.cover, ("Drafted", drafted), ("Marking", document.marking)),
        files=files,
        read=reverse("profiles:read", args=(slug, paper.pk)),
        figures=_figures(document),
    )


def _figures(document: Document) -> Table:
    """Return every figure of a profile with the frame that makes it one."""
    rows = tuple(
        Row((f.label, f.display, f.period, f.denominator or "–", f.source, f.cut_off.removeprefix("As known on ")))
        for f in document.figures.values()
    )
    heads = (
        Column("Figure"),
        Column("Value", right=True),
        Column("Period"),
        Column("Base"),
        Column("Source"),
        Column("As known on"),
    )
    return Table("Figures of the profile", heads, rows, caption_hidden=True)


def asked_details(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return what a profile would be about, before it is drafted."""
    return (
        ("Area", f"{asked.area.name} ({kind_in_words(asked.area.kind)})"),
        ("Problem", say.capital(say.subject(asked.what))),
        ("Period", say.capital(asked.window.label)),
        ("As known on", day_in_words(asked.snapshot.manifest.known_at.date())),
    )


__all__ = ["KIND", "ProfilePage", "asked_details", "list_table", "profile_address", "profile_page"]
