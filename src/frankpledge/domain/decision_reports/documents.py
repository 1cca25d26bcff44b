"""A report as a document: its open part, its withheld part, and the notice that is published before a key decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from frankpledge.domain.decision_reports.actions.agreeing import Trees
from frankpledge.domain.decision_reports.models import Heading, Report, Step
from frankpledge.domain.decision_reports.queries.reports import (
    headings_of,
    is_private,
    known_to,
    nation_of,
    practice_on,
)
from frankpledge.domain.decision_reports.queries.route import way_along
from frankpledge.domain.decision_reports.rules import Local, Outcome, framework_law
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.narrative.queries.passages import rendered
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import (
    Block,
    Callout,
    Column,
    Document,
    Figure,
    Line,
    Paragraph,
    Plain,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from frankpledge.ground.documents.formats import rendered as in_formats
from frankpledge.lake.store import EmptyLake, NotKnownYet
from frankpledge.statute.council_decisions import deciding_bodies, exempt_paragraphs
from frankpledge.statute.deadlines import in_words

TO_WRITE = "To be written."
NO_EVIDENCE = "No open data is loaded, so none of it is quoted."
INVENTED = "This report, and all that it says, is invented"


@dataclass(frozen=True)
class _Made:
    """A report read once for its documents."""

    report: Report
    headings: tuple[Heading, ...]
    local: Local
    today: date
    known: date | None

    @property
    def cut_off(self) -> date:
        """Return the day as known of the evidence; of a report that is read at none, the day on which it was begun."""
        return self.known or self.report.recorded_at.date()

    @property
    def withheld(self) -> tuple[Heading, ...]:
        """Return the headings that are kept from the public."""
        return tuple(one for one in self.headings if one.restricted and one.answered)


def trees(report: Report, *, today: date) -> Trees:
    """Return both parts of a report, made from one source. The second is None where nothing is withheld."""
    made = _made(report, today)
    return Trees(_open(made), _exempt(made) if made.withheld else None)


def open_tree(report: Report, *, today: date) -> Document:
    """Return the open part of a report as it stands."""
    return _open(_made(report, today))


def _made(report: Report, today: date) -> _Made:
    return _Made(report, headings_of(report), practice_on(report.workspace, today), today, _known_on(report))


def _known_on(report: Report) -> date | None:
    """Return the day as known of the evidence that a report is read at; None where nothing is loaded."""
    try:
        known = known_to(report)
    except (EmptyLake, NotKnownYet):
        return None
    return known.on if known.manifest else None


def _line(words: str) -> Line:
    return (Text(words),)


def _named(label: str, words: str) -> Plain:
    return Plain((Strong(f"{label}. "), Text(words)))


# ---- the open part ------------------------------------------------------------------------------------------------


def _open(made: _Made) -> Document:
    report, sections = made.report, [_head(made)]
    figures: dict[str, Figure] = {}
    for one in made.headings:
        if not one.answered and not one.required:
            continue
        blocks, quoted = _withheld_note(made, one) if one in made.withheld else _under(one)
        figures |= quoted
        sections.append(Section(one.ref, one.title, blocks))
    if made.withheld:
        sections.append(Section("exempt", "Why a part is not for publication", tuple(_grounds(made)), numbered=False))
    return Document(
        title=report.title,
        subtitle=f"Decision report {report.number}",
        partnership=made.local.council or report.workspace.name,
        status="Draft, not agreed",
        foot=f"Decision report {report.number}",
        cut_off=made.cut_off,
        sections=tuple(sections),
        figures=figures,
        cover=(
            ("Classification", _classified(made)),
            ("Key decision", "Yes" if report.key else "No"),
            ("Wards affected", report.wards or "not said"),
            ("Status", "Draft. It is the report once a second person has agreed it"),
        ),
        demonstration=INVENTED if report.workspace.generated else "",
    )


def _classified(made: _Made) -> str:
    if not made.withheld:
        return "Open"
    return f"Open, with an exempt appendix (Schedule 12A, paragraph {', '.join(made.report.exempt) or 'not named'})"


def _head(made: _Made) -> Section:
    report = made.report
    told = [_named("Purpose", report.purpose)]
    told.append(_named("Key decision", report.key_because if report.key else "This is not a key decision."))
    law = framework_law(nation_of(report.workspace)) if report.framework else None
    if law is not None:
        told.append(_named("Policy framework", f"{law.words} ({law.provision})"))
    known = f"Each is taken from the evidence as known on {in_words(made.known)}." if made.known else NO_EVIDENCE
    told.append(_named("Figures", known))
    steps = way_along(report, today=made.today)
    blocks: tuple[Block, ...] = (*told, _way(at.step for at in steps)) if steps else tuple(told)
    return Section("report", "This report", blocks, numbered=False)


def _way(steps: Iterable[Step]) -> Table:
    rows = tuple(
        Row(
            (
                _line(one.maker),
                _line(in_words(one.on) if one.on else one.period or "not set"),
                _line(Outcome(one.outcome).label if one.outcome else "to come"),
            )
        )
        for one in steps
    )
    columns = (Column("Body", share=0.45), Column("On", share=0.25), Column("Outcome", share=0.3))
    return Table("The way of this report", "Each body in its turn", columns, rows, numbered=False)


def _under(heading: Heading) -> tuple[tuple[Block, ...], dict[str, Figure]]:
    """Return what stands under a heading with its figures; what nobody wrote yet is said to be so."""
    if heading.nil:
        return (Paragraph(_line(heading.nil)),), {}
    if heading.passage is None or not heading.passage.text.strip():
        return (Plain(_line(TO_WRITE)),), {}
    return rendered(heading.passage)


def _withheld_note(made: _Made, heading: Heading) -> tuple[tuple[Block, ...], dict[str, Figure]]:
    named = f"paragraph {', '.join(made.report.exempt) or 'not named'} of Schedule 12A"
    words = f"“{heading.title}” is exempt under {named} and stands in the appendix that is not published."
    return (Callout("note", "Not for publication.", _line(words)),), {}


def _grounds(made: _Made) -> Iterator[Block]:
    nation = nation_of(made.report.workspace)
    for one in exempt_paragraphs():
        if one.nation == nation and one.paragraph in made.report.exempt:
            yield _named(f"Paragraph {one.paragraph}", f"Information {one.words} ({one.provision}).")
    said = made.report.public_interest or "Not yet weighed."
    yield _named("Public interest", said)


# ---- the withheld part --------------------------------------------------------------------------------------------


def _exempt(made: _Made) -> Document:
    report, sections = made.report, []
    figures: dict[str, Figure] = {}
    for one in made.withheld:
        blocks, quoted = _under(one)
        figures |= quoted
        sections.append(Section(one.ref, one.title, blocks))
    named = ", ".join(report.exempt) or "not named"
    why = Section("exempt", "Why this is not for publication", tuple(_grounds(made)), numbered=False)
    return Document(
        title=f"{report.title}: exempt appendix",
        subtitle=f"Decision report {report.number}, not for publication",
        partnership=made.local.council or report.workspace.name,
        status="Draft, not agreed",
        foot=f"Decision report {report.number}, exempt appendix",
        cut_off=made.cut_off,
        sections=(*sections, why),
        figures=figures,
        cover=(
            ("Not for publication", f"Exempt under paragraph {named} of Schedule 12A, Local Government Act 1972"),
            ("Status", "Draft. It is the appendix once a second person has agreed it"),
        ),
        marking="OFFICIAL-SENSITIVE",
        disclosable="Not for publication: exempt information. A request under the FOI Act is judged when it comes",
        demonstration=INVENTED if report.workspace.generated else "",
    )


# ---- the notice ---------------------------------------------------------------------------------------------------


def key_notice(step: Step, *, today: date) -> Document:
    """Return the document that must be public before a key decision: what reg 9(1) asks for, and nothing exempt."""
    report, local = step.report, practice_on(step.report.workspace, today)
    told = [
        _named("What is to be decided", report.title),
        _named("The matter", report.purpose),
        _named("Key decision", report.key_because or "It is not said why."),
        _named("Decision maker", _maker(step, local)),
        _named("When", f"On {in_words(step.on)}" if step.on else step.period or "The day is not set."),
        _named("Wards affected", report.wards or "not said"),
    ]
    papers = (Paragraph(_line(f"Report: {report.title}.")), *_background(report))
    return Document(
        title="Notice of a key decision",
        subtitle=report.title,
        partnership=local.council or report.workspace.name,
        status=f"Drawn up on {in_words(today)}",
        foot=f"Notice of a key decision, report {report.number}",
        cut_off=today,
        sections=(
            Section("decision", "The decision", tuple(told), numbered=False),
            Section("papers", "Documents submitted for consideration", papers, numbered=False),
            Section("access", "How to see them", tuple(_access(report, local)), numbered=False),
        ),
        cover=(
            ("Decision maker", step.maker),
            ("Under", "SI 2012/2089 reg 9"),
            ("Publish at", "the council's offices and its website"),
        ),
        demonstration=INVENTED if report.workspace.generated else "",
    )


def _access(report: Report, local: Local) -> Iterator[Block]:
    how = local.contact or "The address was not recorded: it must be given before this is published."
    yield _named("Where documents are to be had", how)
    yield Plain(_line("Other documents may be submitted to the decision maker. Ask there to be told of them."))
    if is_private(report):
        grounds = f"A part of the report is exempt (Schedule 12A, paragraph {', '.join(report.exempt) or 'not named'})."
        yield _named("In private", f"{grounds} {report.public_interest}".strip())


def _maker(step: Step, local: Local) -> str:
    members = local.cabinet_members.strip() if step.kind == "cabinet" else ""
    kind = deciding_bodies()[step.kind].label
    named = step.maker if step.maker == kind else f"{step.maker} ({kind.lower()})"
    if members:
        return f"{named}. Members: {'; '.join(one.strip() for one in members.splitlines() if one.strip())}"
    return f"{named}. Members: not recorded." if step.kind == "cabinet" else named


def _background(report: Report) -> Iterator[Block]:
    """Yield the background papers as the report lists them, unless that list is withheld."""
    for one in headings_of(report):
        if one.ref == "background" and one.answered and not one.restricted:
            yield from _under(one)[0]


def files(document: Document, formats: Iterable[str], *, report: Report, what: str, by: User) -> dict[str, bytes]:
    """Return a document in those formats, after recording that it left."""
    cells = [Cell(key=str(report.pk), value=None, policy=Policy.RESTRICTED)]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=report.workspace, by=by)
    return in_formats(document, formats)
