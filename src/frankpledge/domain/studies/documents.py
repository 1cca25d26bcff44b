"""The problem profile: one problem in one area by objective, scanning, analysis, response and assessment (OSARA).

Every number comes from a study or from the explorer's answer. What the data do not tell is listed as a gap and never
filled in: victims and offenders above all, of whom open data hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.html import strip_tags

from frankpledge.analysis.periods import Month, rolling
from frankpledge.charts.theme import DOCUMENT_WIDTH
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.naming import day_in_words, display_name
from frankpledge.domain.exhibits.documents.pictures import block
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters import STUDIES, Choices, StudyPage, study_page
from frankpledge.domain.studies.presenters.page import Part
from frankpledge.domain.studies.queries.own import MONTH_ONLY, own_of
from frankpledge.domain.studies.queries.series import subject
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    Figure,
    FigureRef,
    Inline,
    Paragraph,
    Plain,
    Row,
    Section,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.ui.parts import Table as PageTable
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

FORMATS = ("html", "docx", "pdf")
MEASURES = {"crime": "crime", "all crime": "crime", "asb": "asb", "anti-social behaviour": "asb"}
SHOWN = 10
ANALYSIS = (("why", "Why did it change?"), ("time", "When"), ("places", "Where"), ("forecast", "What may come"))
NOBODY = "Open data say nothing of {whom}."


class NoSuchType(Refusal):
    """Nothing that is counted bears this name."""


@dataclass(frozen=True)
class Profile:
    """A finished profile: its document, and the cells of figures that leave with it."""

    document: Document
    cells: tuple[Cell, ...]
    stem: str


def type_named(name: str) -> str:
    """Return what is counted under a name, in whatever capitals; any other is refused with those there are."""
    plain = name.strip().casefold()
    if plain in MEASURES:
        return MEASURES[plain]
    for one in crime_types():
        if plain in (one.name.casefold(), one.plain_name.casefold()):
            return one.name
    known = ", ".join(one.name for one in crime_types() if one.valid_to is None)
    raise NoSuchType(
        f"Nothing that is counted is called “{name}”.", where="--type", cure=f"Use crime, asb, or: {known}."
    )


def question(snapshot: Snapshot, area: Area, *, what: str, last: Month, workspace: Workspace | None) -> Asked:
    """Return the question of a profile: the twelve months to a month, by neighbourhood."""
    said = (("area", area.code), ("what", what), ("months", "12"), ("to", str(last)), ("places", "neighbourhood"))
    events = standing_events(workspace, snapshot, area)
    generated = bool(workspace and workspace.generated)
    return Asked(snapshot, area, what, rolling(last, 12), "neighbourhood", events, said, generated=generated)


def problem_profile(asked: Asked, workspace: Workspace | None) -> Profile:
    """Return the profile of one problem in one area."""
    of = subject(asked)
    pages = {name: study_page(STUDIES[name], asked, Choices(workspace)) for name, _ in ANALYSIS}
    figures = _figures(asked)
    name, where = say.capital(say.subject(asked.what)), display_name(asked.area)
    own = own_of(asked, workspace).events is not None
    document = Document(
        title=f"Problem profile: {name[:1].lower()}{name[1:]}",
        subtitle=f"{where}, {of.window.label}",
        partnership=workspace.name if workspace else where,
        status="Draft, not approved",
        foot=f"Problem profile: {name[:1].lower()}{name[1:]}, {where}",
        cut_off=asked.snapshot.manifest.known_at.date(),
        sections=(
            Section("objective", "Objective", tuple(_objective(asked))),
            Section("scanning", "Scanning", tuple(_scanning(asked, figures))),
            Section("analysis", "Analysis", tuple(_analysis(pages, own=own))),
            Section("response", "Response", tuple(_response())),
            Section("assessment", "Assessment", tuple(_assessment(pages))),
            Section("gaps", "What we cannot say", tuple(_gaps(pages, own=own))),
        ),
        figures=figures,
        cover=(("Area", where), ("Problem", name), ("Period", of.window.label), ("As known on", _day(asked))),
        marking="OFFICIAL-SENSITIVE" if own else "OFFICIAL",
        demonstration="Every figure here is generated." if asked.generated else "",
    )
    cells = [cell for page in pages.values() for file in page.files for cell in file.cells]
    stem = f"{asked.area.name}-{asked.what}-problem-profile-{asked.window.last}".lower().replace(" ", "-")
    return Profile(document, tuple(cells), "".join(letter for letter in stem if letter.isalnum() or letter == "-"))


def write_profile(
    profile: Profile, *, formats: Iterable[str], folder: Path, workspace: Workspace | None, by: User
) -> tuple[Path, ...]:
    """Write a profile in the formats named, after recording that its figures left; return the files."""
    made = rendered(profile.document, formats)
    keyed = [replace(cell, key=f"{number} {cell.key}") for number, cell in enumerate(profile.cells, start=1)]
    release(audience=Audience.WORKSPACE, cells=keyed, what=profile.document.title, workspace=workspace, by=by)
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{profile.stem}.{form}" for form in made)
    for path, content in zip(paths, made.values(), strict=True):
        path.write_bytes(content)
    return paths


def _day(asked: Asked) -> str:
    return day_in_words(asked.snapshot.manifest.known_at.date())


def _figures(asked: Asked) -> dict[str, Figure]:
    """Return the figures that sentences quote: the count, the year before, the rate."""
    of, e = subject(asked), subject(asked).explored
    frame = {
        "area": of.name,
        "period": of.window.label,
        "source": of.source,
        "cut_off": of.cut_off,
        "generated": asked.generated,
    }

    def figure(key: str, display: str, label: str, value: float, **known: object) -> Figure:
        return Figure(key=key, display=display, label=label, value=value, **{**frame, **known})  # type: ignore[arg-type]

    found = {"total": figure("total", f"{e.total:,}", "Recorded in the period", e.total, unit="recorded")}
    if e.compared:
        before = f"{of.before.label}"
        found["now"] = figure("now", f"{e.compared.now:,}", "Recorded in like months", e.compared.now, unit="recorded")
        found["before"] = figure(
            "before", f"{e.compared.before:,}", "Recorded in like months a year before", e.compared.before,
            unit="recorded", period=before, method=e.compared.change.method,
        )  # fmt: skip
    if e.rate:
        told = f"95% interval {e.rate.lower:,.1f} to {e.rate.upper:,.1f}"
        found["rate"] = figure(
            "rate", f"{e.rate.value:,.1f}", "Per 1,000 residents", e.rate.value, unit="per 1,000",
            denominator=f"{e.people:,} residents, mid-{e.people_year}", method=told,
        )  # fmt: skip
    return found


def _plain(words: str, note: str = "") -> Paragraph:
    return Paragraph((Text(words),), note)


def _objective(asked: Asked) -> list[Block]:
    return [
        _plain(
            f"To understand {say.subject(asked.what)} in {display_name(asked.area)} well enough to choose what to do, "
            "for whom, where and when, and to know afterwards whether it worked.",
            "The partnership sets the objective: what would be different, by how much and by when",
        )
    ]


def _scanning(asked: Asked, figures: dict[str, Figure]) -> list[Block]:
    e, of = subject(asked).explored, subject(asked)
    unit, name = say.unit(asked.what), say.subject(asked.what)
    line: list[Inline] = [FigureRef("total"), Text(f" {unit} of {name} were recorded in the {of.window.label}")]
    if "rate" in figures:
        line += [Text(", "), FigureRef("rate"), Text(" per 1,000 residents")]
    blocks: list[Block] = [Paragraph((*line, Text(".")), f"{of.source}. What nobody reported is not in it")]
    if e.compared:
        told: list[Inline] = [
            FigureRef("now"),
            Text(" against "),
            FigureRef("before"),
            Text(f" in like months a year before. {e.compared.change.reason}"),
        ]
        blocks.append(Paragraph((Text(f"{say.finding(e)}: "), *told), e.compared.change.method))
    return [*blocks, *(_plain(f"{caveat}") for caveat in e.caveats)]


def _analysis(pages: dict[str, StudyPage], *, own: bool) -> list[Block]:
    blocks: list[Block] = [Subheading("Victim"), _victim(own=own), Subheading("Offender")]
    blocks.append(
        _plain(
            NOBODY.format(whom="offenders"),
            "Needed: suspects, their links and what is known of how; from the force, and probation for those it knows",
        )
    )
    for name, title in ANALYSIS:
        page = pages[name]
        blocks += [Subheading(title), _plain(f"{page.title}. {page.lede}".strip())]
        for part in page.parts:
            blocks += _part(part, name)
    return blocks


def _victim(*, own: bool) -> Paragraph:
    if own:
        return _plain(
            "The force's own records bear a keyed mark of the victim and no name, age or sex: who is harmed again can "
            "be counted, who they are cannot be told.",
            "Needed: age, sex and circumstances, from the force and from those who support victims",
        )
    return _plain(
        NOBODY.format(whom="victims"),
        "Needed: age, sex, circumstances and whether they were victims before, from the force and support services",
    )


def _part(part: Part, study: str) -> list[Block]:
    """Return one part of a study: its picture, or its table where it has none, with its method as the side note."""
    if part.absent:
        return [_plain(f"{part.title}: {part.absent[:1].lower()}{part.absent[1:]}", part.method)]
    blocks: list[Block] = []
    if part.picture:
        blocks.append(replace(block(part.picture.draw(DOCUMENT_WIDTH)), name=f"{study}-{part.ref}"))
    elif part.table and part.table.rows:
        blocks.append(_table(part.title, part.table))
    blocks += [_plain(part.words)] if part.words else []
    return [*blocks, Plain((Text(part.method),))] if part.method else blocks


def _table(title: str, table: PageTable) -> Table:
    columns = tuple(Column(column.head, "right" if column.right else "left") for column in table.columns)
    rows = tuple(Row(_line(row.cells)) for row in table.rows[:SHOWN])
    left = len(table.rows) - len(rows)
    notes = (f"{left} rows more are on the page of the study.",) if left else ()
    return Table(title=title, subtitle="", columns=columns, rows=rows, notes=notes)


def _line(cells: Sequence[str]) -> tuple[tuple[Text, ...], ...]:
    return tuple((Text(" ".join(strip_tags(cell).split())),) for cell in cells)


def _response() -> list[Block]:
    return [
        _plain(
            "No response is proposed here: the data do not choose one. For each that is considered, write down what it "
            "changes (victim, offender or place), where and when, who does it, and what is known to work.",
            "The College of Policing's crime reduction toolkit says how sure the evidence is",
        )
    ]


def _assessment(pages: dict[str, StudyPage]) -> list[Block]:
    return [
        _plain(
            "Judge what is done by the months after it, against a comparison area, with the method named before it "
            "begins. What months would bring anyway: "
            f"{pages['forecast'].title[:1].lower()}{pages['forecast'].title[1:]}.",
            "An area chosen for being high would have fallen anyway (regression to the mean)",
        )
    ]


def _gaps(pages: dict[str, StudyPage], *, own: bool) -> list[Block]:
    gaps = ["Offenders: nothing is held.", "Victims: who they are is not held."]
    if not own:
        gaps.append(f"Hours, days and exact places: {MONTH_ONLY[:1].lower()}{MONTH_ONLY[1:]}")
    gaps += [f"{part.title}: {part.absent}" for page in pages.values() for part in page.parts if part.absent]
    gaps += [f"{page.title}: {page.lede}" for page in pages.values() if not page.parts]
    gaps += ["What was never reported.", "What residents and workers say: no survey is read here."]
    return [_plain(gap) for gap in dict.fromkeys(gaps)]
