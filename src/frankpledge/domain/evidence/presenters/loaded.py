"""What is loaded, file by file, in the parts of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.evidence.queries.loaded import Loaded
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table


@dataclass(frozen=True)
class HomePage:
    """What is loaded, for the first page of the evidence."""

    lede: str
    known: str
    facts: tuple[Fact, ...]
    months: Table | None
    note: str
    files: Table | None
    file_note: str
    links: tuple[Choice, ...]


SHOWN_FILES = 12


def home_page(found: Loaded, slug: str) -> HomePage:
    """Return the first page of the evidence, with its newest files."""
    gaps = sum(len(force.missing) for force in found.forces)
    rows = sum(int(release["rows"]) for release in found.releases if release["current"] == "yes")
    links = (
        Choice("Explore", reverse("explorer:ask", args=(slug,)), "any area, type and period, as known on any day"),
        Choice(
            "Look deeper", reverse("studies:home", args=(slug,)), "why, when, where, against whom, and what may come"
        ),
        Choice(
            "Events and changes of recording",
            reverse("explorer:events", args=(slug,)),
            "what bends a series without any change in crime",
        ),
        Choice("Every file", reverse("releases:list", args=(slug,)), "what was loaded, and how good it is"),
        Choice("Peers", reverse("yardsticks:peers", args=(slug,)), "the partnerships that this one is held against"),
        Choice("Published figures", reverse("evidence:published", args=(slug,)), "numbers that came in print"),
    )
    return HomePage(
        lede="Files in, dated and reproducible figures out. A file that is loaded twice changes nothing.",
        known=found.cut_off,
        facts=(
            Fact("Files", f"{len(found.releases):,}", "releases loaded"),
            Fact("Rows", f"{rows:,}", "in the newest state"),
            Fact("Forces", f"{len(found.forces):,}", "with street-level files"),
            Fact("Gaps", f"{gaps:,}", "months missing between first and last"),
        ),
        months=_months_table(found) if found.forces else None,
        note="Street-level files, by force",
        files=_files_table(found, slug) if found.releases else None,
        file_note=f"The newest {SHOWN_FILES}" if len(found.releases) > SHOWN_FILES else "",
        links=links,
    )


def _months_table(found: Loaded) -> Table:
    return Table(
        "Months of street-level files, by force",
        (Column("Force"), Column("From"), Column("To"), Column("Months", right=True), Column("Missing")),
        tuple(
            Row(
                (
                    force.force.replace("-", " ").title(),
                    force.first.label,
                    force.last.label,
                    f"{force.there:,}",
                    _gap_words([month.label for month in force.missing]),
                )
            )
            for force in found.forces
        ),
        caption_hidden=True,
    )


def _gap_words(months: list[str]) -> str:
    if not months:
        return "none"
    return ", ".join(months) if len(months) <= 3 else f"{len(months)} months, {months[0]} to {months[-1]}"


def _files_table(found: Loaded, slug: str) -> Table:
    newest = list(reversed(found.releases))[:SHOWN_FILES]
    return Table(
        "Files loaded, newest first",
        (
            Column("File"),
            Column("Rows", right=True),
            Column("Set aside", right=True),
            Column("Loaded"),
            Column("State"),
        ),
        tuple(
            Row(
                (
                    str(release["file"]).rsplit("/", 1)[-1],
                    f"{release['rows']:,}",
                    f"{release['set aside']:,}",
                    str(release["loaded"]),
                    "current" if release["current"] == "yes" else "replaced",
                ),
                href=reverse("releases:release", args=(slug, release["release"])),
            )
            for release in newest
        ),
        caption_hidden=True,
    )
