"""One report: its headings, what it is, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frankpledge.domain.decision_reports.models import Heading, Report
from frankpledge.domain.decision_reports.presenters.words import page_of
from frankpledge.domain.decision_reports.rules import Local
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.ui.parts import Covered
from frankpledge.statute.deadlines import in_words


def headings_covered(headings: Iterable[Heading], *, writes: bool) -> tuple[Covered, ...]:
    """Return the headings with how far each is, each leading to where it is written."""
    return tuple(
        Covered(
            f"{one.title}{' (withheld)' if one.restricted else ''}",
            _kind(one),
            _written(one),
            page_of(one.report, "write", one.pk) if writes else "",
        )
        for one in headings
    )


def _kind(one: Heading) -> str:
    if one.nil:
        return "nil"
    if one.answered:
        return "present"
    return "missing" if one.required else "not_applicable"


def _written(one: Heading) -> str:
    if one.nil:
        return one.nil if not one.restricted else "nothing to say"
    if one.answered and one.passage is not None:
        return f"by {one.passage.written_by.name}, {in_words(one.passage.written_at.date())}"
    return "to write" if one.required else "may be left out"


def facts_of(report: Report, local: Local) -> tuple[tuple[str, str], ...]:
    """Return what a report is, for the side of its page."""
    key = f"Yes. {report.key_because}" if report.key else "No"
    told = [
        ("Stands", report.state.label),
        ("Key decision", key),
        ("Wards affected", report.wards or "not said"),
        ("Policy framework", "Yes: full council adopts it" if report.framework else "No"),
        ("Answers for it", report.author.name),
        ("Council", local.council or "not recorded"),
    ]
    if report.exempt:
        told.append(("Exempt under", f"paragraph {', '.join(report.exempt)} of Schedule 12A"))
    return tuple(told)


@dataclass(frozen=True)
class Files:
    """A report as files: which, a word on it, and (form, address) of each."""

    title: str
    note: str
    forms: tuple[tuple[str, str], ...]


def files_of(
    report: Report, forms: Iterable[str], *, open_: Iterable[Edition], exempt: Iterable[Edition], drafts: bool
) -> Iterator[Files]:
    """Yield the files of a report: its editions, those of what is withheld, and the draft for who may read it."""
    names = tuple(forms)
    for one in open_:
        agreed = f"agreed by {one.approved_by.name}, {in_words(one.approved_at.date())}"
        addresses = tuple((form, page_of(report, "edition_file", one.number, form)) for form in names)
        yield Files(f"Edition {one.number}", agreed, addresses)
    for one in exempt:
        addresses = tuple((form, page_of(report, "exempt_file", one.number, form)) for form in names)
        yield Files(
            f"Exempt appendix, edition {one.number}", "not for publication; who takes it is recorded", addresses
        )
    if drafts:
        yield Files("As it stands", "a draft", tuple((form, page_of(report, "draft_file", form)) for form in names))
