"""A paper that somebody sent, on its page and on the page of its meeting."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.models import Paper, Version


@dataclass(frozen=True)
class VersionLine:
    """A version of a paper: what changed in it, what it is as a file, and what was taken out of it."""

    version: Version
    head: str
    facts: str
    told: tuple[str, ...]


def paper_details(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Return what is said of a paper."""
    where = f"{paper.item.order}. {paper.item.title}" if paper.item else "none: its item was taken off the agenda"
    told = [
        ("Author", paper.author),
        ("Meeting", str(paper.meeting)),
        ("Item", where),
        ("Marking", paper.get_marking_display()),
    ]
    if paper.marking == Marking.RESTRICTED:
        told.append(("Why", paper.because))
    if paper.item is not None and paper.item.asks:
        told.append(("Decision sought", paper.item.asks))
    return tuple(told)


def version_lines(paper: Paper) -> tuple[VersionLine, ...]:
    """Return the versions of a paper, the newest first."""
    return tuple(_line(one) for one in sorted(paper.versions.all(), key=lambda one: -one.number))


def _line(version: Version) -> VersionLine:
    pages = f", {version.pages} {'page' if version.pages == 1 else 'pages'}" if version.pages else ""
    facts = f"{version.get_kind_display()}{pages}, {filesizeformat(version.size)}, sent by {version.sent_by.name}"
    return VersionLine(version, version.changed or "As it was first sent", facts, tuple(version.told))
