"""The problem profile: one problem in one area by objective, scanning, analysis, response and assessment (OSARA).

Every number is a figure that comes from a study or from the explorer's answer, with source, period, base and cut-off.
What the data do not tell is listed as a gap and never filled in: victims and offenders above all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frankpledge.domain.evidence.queries.naming import day_in_words, display_name
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.places.queries.where import near_repeats, places_reading
from frankpledge.domain.profiles.documents.book import Book
from frankpledge.domain.profiles.documents.parts import absences, drawn
from frankpledge.domain.profiles.documents.people import offender, victim
from frankpledge.domain.profiles.documents.scanning import scanning
from frankpledge.domain.profiles.documents.short import in_short, response_grid
from frankpledge.domain.profiles.documents.where_and_when import ahead_said, places_said, time_said, why_said
from frankpledge.domain.studies.presenters import Choices, StudyPage, studies, study_page
from frankpledge.domain.studies.queries.ahead import HORIZONS, outlook
from frankpledge.domain.studies.queries.own import MONTH_ONLY, own_of
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.studies.queries.when import hours_of, time_reading
from frankpledge.domain.studies.queries.why import why
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Block, Document, Paragraph, Plain, Section, Subheading, Text
from frankpledge.refusal import Refusal

STUDIED = ("why", "time", "places", "forecast", "compare")
Sentences = Callable[[], list[Block]]


@dataclass(frozen=True)
class Making:
    """What a profile is made of: its figures, the pages of the studies, and for whom it is made."""

    book: Book
    pages: dict[str, StudyPage]
    workspace: Workspace | None

    @property
    def asked(self) -> Asked:
        """Return the question."""
        return self.book.asked

    @property
    def subtitle(self) -> str:
        """Return what the tables are of."""
        of = self.book.subject
        return f"{say.capital(say.subject(self.asked.what))}, {of.name}, {of.window.label}"


def problem_profile(asked: Asked, workspace: Workspace | None) -> Document:
    """Return the profile of one problem in one area. Refused where no month of its period is loaded."""
    of, known = subject(asked), studies()
    pages = {name: study_page(known[name], asked, Choices(workspace)) for name in STUDIED}
    making = Making(Book(of, own_of(asked, workspace).events), pages, workspace)
    name, where = say.subject(asked.what), display_name(asked.area)
    title = f"Problem profile: {name[:1].lower()}{name[1:]}"
    scanned, told = scanning(making.book), _sentences(making)
    sections = (
        Section("objective", "Objective", (*_objective(asked), *in_short(making.book, scanned, told))),
        Section("scanning", "Scanning", (*scanned, *drawn(pages["compare"], "compare", making.subtitle))),
        Section("analysis", "Analysis", tuple(_analysis(making, told))),
        Section("response", "Response", (*_response(), response_grid(making.book.figures))),
        Section("assessment", "Assessment", tuple(_assessment(making, told))),
        Section("gaps", "What we cannot say", tuple(_gaps(making))),
    )
    return Document(
        title=title,
        subtitle=f"{where}, {of.window.label}",
        partnership=workspace.name if workspace else where,
        status="Draft, not approved",
        foot=f"{title}, {where}",
        cut_off=asked.snapshot.manifest.known_at.date(),
        sections=sections,
        figures=making.book.figures,
        cover=(
            ("Area", where),
            ("Problem", say.capital(name)),
            ("Period", of.window.label),
            ("As known on", day_in_words(asked.snapshot.manifest.known_at.date())),
        ),
        marking="OFFICIAL-SENSITIVE" if making.book.own else "OFFICIAL",
        demonstration="Every figure here is generated." if asked.generated else "",
    )


def stem(asked: Asked) -> str:
    """Return how the files of a profile are called, without their ending."""
    plain = f"{asked.area.name}-{asked.what}-problem-profile-{asked.window.last}".lower().replace(" ", "-")
    return "".join(letter for letter in plain if letter.isalnum() or letter == "-")


def _objective(asked: Asked) -> list[Block]:
    words = (
        f"To understand {say.subject(asked.what)} in {display_name(asked.area)} well enough to choose what to do, for "
        "whom, where and when, and to know afterwards whether it worked."
    )
    note = "The partnership sets the objective: what would be different, by how much and by when"
    return [Paragraph((Text(words),), note)]


def _sentences(making: Making) -> dict[str, list[Block]]:
    """Return what each study found, in sentences whose figures are written down with them."""
    book, asked, workspace = making.book, making.asked, making.workspace
    return {
        "victim": victim(book),
        "offender": offender(book),
        "places": _told(lambda: places_said(book, places_reading(asked), near_repeats(asked, workspace))),
        "time": _told(lambda: time_said(book, time_reading(asked), hours_of(asked, workspace))),
        "why": _told(lambda: why_said(book, why(asked))),
        "forecast": _told(lambda: ahead_said(book, outlook(asked, HORIZONS[0]))),
    }


def _analysis(making: Making, told: dict[str, list[Block]]) -> list[Block]:
    pages, several = making.pages, making.asked.what == "crime"
    return [
        Subheading("Victim"),
        *told["victim"],
        Subheading("Offender"),
        *told["offender"],
        Subheading("Location"),
        *told["places"],
        *drawn(pages["places"], "places", making.subtitle, without=("tried",)),
        Subheading("Time"),
        *told["time"],
        *drawn(pages["time"], "time", making.subtitle),
        Subheading("Why it changed"),
        *told["why"],
        *drawn(pages["why"], "why", making.subtitle, without=("places",) if several else ()),
    ]


def _told(sentences: Sentences) -> list[Block]:
    """Return the sentences of a study, or the reason why it has none."""
    try:
        return sentences()
    except Refusal as refusal:
        return [Paragraph((Text(f"This cannot be said. {refusal.reason}"),), refusal.cure)]


def _response() -> list[Block]:
    words = (
        "No response is proposed here: the data do not choose one. For each that is considered, write down what it "
        "changes (victim, offender or place), where and when, who does it, and what is known to work."
    )
    note = "The College of Policing's crime reduction toolkit says how sure the evidence is"
    return [Paragraph((Text(words),), note)]


def _assessment(making: Making, told: dict[str, list[Block]]) -> list[Block]:
    words = (
        "Judge what is done by the months after it, against a comparison area, with the method named before it begins. "
        "What the months to come would bring anyway stands below."
    )
    return [
        Paragraph((Text(words),), "An area chosen for being high would have fallen anyway (regression to the mean)"),
        *told["forecast"],
        *drawn(making.pages["forecast"], "forecast", making.subtitle, without=("tried",)),
    ]


def _gaps(making: Making) -> list[Block]:
    own = making.book.own is not None
    gaps = ["Offenders: who they are is not held.", "Victims: who they are is not held."]
    if not own:
        gaps.append(f"Hours, days and exact places: {MONTH_ONLY[:1].lower()}{MONTH_ONLY[1:]}")
    gaps += [gap for name in STUDIED for gap in absences(making.pages[name])]
    gaps += ["What was never reported.", "What residents and workers say: no survey is read here."]
    told = [
        gap for gap in dict.fromkeys(gaps) if own or MONTH_ONLY[:20].lower() not in gap.lower() or "Hours, days" in gap
    ]
    return [Plain((Text(gap),)) for gap in told]
