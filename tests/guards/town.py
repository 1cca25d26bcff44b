"""Partnerships for guards: one's own and a foreign one, each with a canary in everything that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.documents.coverage import chapter
from frankpledge.domain.assessments.rules import coverage
from frankpledge.domain.chapters.actions.parts import set_hidden
from frankpledge.domain.chapters.actions.remarks import remark
from frankpledge.domain.evidence.actions import EventFacts, record_published_figures, register_event
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.plans.actions import record_step
from frankpledge.domain.profiles.actions import keep_profile
from frankpledge.domain.proposals.actions import ask_agency
from frankpledge.domain.proposals.queries import proposals
from frankpledge.domain.publishing.actions import publish_edition
from frankpledge.domain.releases.actions.columns import try_columns
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.uploads import Arrived, note_outcome, send_files
from frankpledge.domain.releases.models import ColumnMapping, Upload
from frankpledge.domain.releases.queries.uploads import annotated_place
from frankpledge.domain.releases.rules import FileState, Whose
from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.ground import clock
from frankpledge.ground.access.actions import invite
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.blocks import Document, Figure, FigureRef, Paragraph, Section, SummaryPoint, Text
from frankpledge.ground.documents.listing import Listing, as_xlsx
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.links import registry as links
from frankpledge.ground.links.actions import open_link, use_link
from frankpledge.ground.links.forms import TextForm
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.ground.tokens.actions import make_token
from frankpledge.lake.own.mapping import Mapping
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import Chapter as Plan
from frankpledge.statute.template import Prompt, assessment_template
from tests.ground.people import new_member, new_workspace
from tests.guards.aligned import aligned
from tests.guards.cased import cased
from tests.guards.decided import decided
from tests.guards.dutiful import dutiful
from tests.guards.engaged import registers
from tests.guards.escalated import sent_up
from tests.guards.highlighted import highlighted
from tests.guards.measured import measured
from tests.guards.met import met
from tests.guards.noticed import noticed
from tests.guards.packed import packed
from tests.guards.performing import performing
from tests.guards.planned import planned
from tests.guards.registered import registered
from tests.guards.returned import returned
from tests.guards.scored import scored
from tests.guards.seated import seated
from tests.guards.sited import sited
from tests.guards.spoken import spoken
from tests.guards.tabled import tabled
from tests.guards.threaded import threaded
from tests.guards.undertaken import undertaken
from tests.guards.violent import violent
from tests.guards.worked import worked

# A purpose for links that stands on nothing else.
PURPOSE = "test.text"


def asked(link: Link) -> Asked:
    """Return what a link of the tests asks for: a text."""
    return Asked(title="A text from you", lede="A page is enough.", only_for="this text", form=TextForm)


links.LINKS = {PURPOSE: Purpose("a text", asked, lambda link, answers: "Your text has come.")}  # type: ignore[attr-defined]
OURS, THEIRS = ("reference", "recorded", "offence_code"), ("Reference", "Recorded", "Offence code")
LAST, EARLIER = Month(2025, 12), Month(2024, 12)
KNOWN = datetime(2026, 1, 24, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Town:
    """A workspace with somebody in every role, and what its addresses need."""

    canary: str
    workspace: Workspace
    people: dict[Role, User]
    parts: dict[str, str | int] = field(default_factory=dict)

    def everyone(self) -> User:
        """Return somebody who holds every role."""
        person = self.people[Role.ADMINISTRATOR]
        for role in Role:
            add_member(workspace=self.workspace, user=person, role=role)
        return person


@dataclass(frozen=True)
class Area:
    """The area that a partnership serves."""

    code: str
    name: str


def build_town(canary: str, *, area: Area | None = None) -> Town:
    """Return a town whose every word carries the canary: members, a job, printed figures, assessments.

    One assessment is approved and public, an earlier one a draft.
    """
    workspace = new_workspace(f"{canary} Community Safety Partnership", generated=True)
    people = {role: new_member(workspace, role, name=f"{canary} {role.label}") for role in Role}
    officer, analyst = people[Role.OFFICER], people[Role.ANALYST]
    Partnership.objects.create(
        workspace=workspace,
        name=workspace.name,
        area_code=area.code if area else f"X22{canary}"[:20],
        area_name=area.name if area else canary,
        nation="england",
        two_tier=False,
    )
    record("accounts.workspace_created", workspace, by=officer, facts={"name": f"{canary} in a fact"})
    run = JobRun.objects.create(
        workspace=workspace, name="test.none", title=f"{canary} work", asked_by=analyst, asked_at=clock.now()
    )
    record_published_figures(workspace=workspace, rows=[printed(canary)], by=analyst)
    facts = EventFacts(
        kind="recording", first="2025-03", last="", words=f"{canary} reports online", source=f"{canary} bulletin"
    )
    event = register_event(workspace=workspace, facts=facts, by=analyst)
    read = Read(window=year_ending(LAST), year="2025/26", manifest=f"{canary} manifest", known_at=KNOWN)
    drafted = save_draft(workspace=workspace, read=read, tree=paper(canary), by=analyst)
    edition = approve(paper=send_for_review(paper=drafted.paper, by=analyst), by=officer, formats=("html",))
    publication = publish_edition(edition=edition, by=officer)
    earlier = Read(window=year_ending(EARLIER), year="2024/25", manifest=f"{canary} manifest", known_at=KNOWN)
    again = save_draft(workspace=workspace, read=earlier, tree=paper(canary), by=analyst, plans=plans(canary))
    chapter = again.paper.chapters.get()
    set_hidden(part=chapter.parts.get(), hidden=False, by=analyst)
    ask_agency(part=chapter.parts.get(), to_whom=f"{canary} health board", days=28, by=officer)
    proposal = proposals(chapter).get()
    step = record_step(
        workspace=workspace,
        year="2024/25",
        words=f"{canary} step",
        lead=f"{canary} council",
        outcome="in_part",
        why=f"{canary} reason",
        by=officer,
    )
    said = remark(chapter=chapter, words=f"{canary} remark", by=officer)
    held = registers(canary, workspace, officer)
    given, spent = (
        open_link(workspace=workspace, purpose=PURPOSE, about=about, to_whom=f"{canary} Fire", days=30, by=officer)
        for about in ("a text", "another")
    )
    use_link(link=spent.link, answers={})
    upload = sent(canary, workspace, analyst)
    log = undertaken(canary, workspace, officer)
    tables = tabled(canary, workspace, analyst=analyst, officer=officer)
    meeting = met(canary, workspace, officer)
    return Town(
        canary,
        workspace,
        people,
        {
            "slug": workspace.slug,
            "run_id": str(run.pk),
            "release": "no-such-release",
            "table": "months",
            "study": "time",
            "event": str(event.pk),
            "last_month": str(LAST),
            "number": edition.number,
            "form": "html",
            "edition": str(edition.pk),
            "identity": str(publication.pk),
            "chapter": str(chapter.pk),
            "part": str(chapter.parts.get().pk),
            "remark": str(said.pk),
            "step": str(step.pk),
            "proposal": str(proposal.pk),
            "peer_set": peers(canary, workspace, analyst).pk,
            "link": str(given.link.pk),
            **log,
            **tables,
            **registered(canary, workspace, log["action"], officer),
            **measured(canary, workspace, officer),
            **noticed(canary, workspace, officer, people[Role.MEMBER]),
            **meeting,
            **packed(canary, workspace, officer, meeting),
            **sent_up(canary, workspace, officer),
            **worked(canary, workspace, officer),
            **planned(canary, workspace, log["action"], officer),
            **returned(canary, workspace, officer),
            **highlighted(canary, workspace, officer, people[Role.MEMBER]),
            **performing(canary, workspace, officer, people[Role.MEMBER], analyst),
            **decided(canary, workspace, officer, people[Role.MEMBER]),
            **dutiful(canary, workspace, officer),
            **held,
            **violent(canary, workspace, officer, people[Role.MEMBER]),
            **aligned(canary, workspace, officer),
            **cased(canary, workspace, officer),
            **threaded(canary, workspace, str(log["action"]), str(held["exercise"]), officer),
            **spoken(canary, workspace, held["exercise"], officer, analyst),
            **scored(canary, workspace, officer, people[Role.MEMBER]),
            **coming(canary, workspace, officer, people[Role.MEMBER]),
            "uidb36": "nobody",
            "key": "set-password",
            **seated(canary, workspace, officer),
            **sited(canary, workspace, officer, people[Role.MEMBER]),
            "token": given.token,
            "program": program(canary, workspace, people[Role.ADMINISTRATOR]),
            "spent": spent.token,
            "upload": str(upload.pk),
            "paper": str(keep_profile(workspace=workspace, document=paper(canary), by=analyst).pk),
            "file": 1,
            "mapping": ColumnMapping.objects.get(workspace=workspace).pk,
        },
    )


def coming(canary: str, workspace: Workspace, officer: User, member: User) -> dict[str, str]:
    """Return somebody who is invited, and the role of somebody who is there."""
    address = f"{canary.lower()}@example.org"
    made = invite(workspace=workspace, email=address, role=Role.LEAD, organisation=f"{canary} council", by=officer)
    return {"invitation": str(made.invitation.pk), "membership": str(member.memberships.get().pk)}


def program(canary: str, workspace: Workspace, by: User) -> str:
    """Return a token for a program of the administrator's."""
    made = make_token(
        workspace=workspace, name=f"{canary} program", writes=True, reaches=["actions"], until=clock.today(), by=by
    )
    return str(made.token.pk)


def sent(canary: str, workspace: Workspace, by: User) -> Upload:
    """Return an upload of one file of the partnership's own, whose columns are asked about and were tried once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_text(f"Reference,Recorded,Offence code\n{canary}/1,14/01/2025,105A\n", encoding="utf-8")
        file = Arrived(name=f"{canary} figures.csv", path=str(path), size=path.stat().st_size)
        upload = send_files(workspace=workspace, whose=Whose.OWN, meant_for=[workspace], files=[file], by=by)
    asks = {"workspace": str(workspace.pk), "member": "", "status": "asking", "warnings": [], "message": canary}
    faults = Listing("faults", "Faults", ("Line",), ((f"{canary} with its faults",),), clock.today())
    annotated_place(upload.files.get()).write_bytes(as_xlsx(faults))
    note_outcome(upload=upload, outcomes={1: (FileState.ASKING, [asks])}, by=by)
    named = Mapping("records", f"{canary} extract", f"{canary} Police", tuple(zip(OURS, THEIRS, strict=True)))
    try_columns(file=upload.files.get(), mapping=named, words=THEIRS, by=by)
    remember_mapping(workspace=workspace, name=f"{canary} layout", headers=THEIRS, mapping=named, by=by)
    return upload


def plans(canary: str) -> tuple[Plan, ...]:
    """Return one chapter to write."""
    prompt = Prompt(ref="area", title=f"{canary} heading", ask=f"Write of {canary}.", why="")
    return (Plan(ref="context", title=f"{canary} chapter", about="", provides=(), prompts=(prompt,)),)


def peers(canary: str, workspace: Workspace, by: User) -> PeerSet:
    """Return a set of peers that is kept and not in use."""
    return PeerSet.objects.create(
        workspace=workspace,
        name=f"{canary} peers",
        method=PeerSet.Method.BY_HAND,
        reason=f"{canary} reason",
        parameters={"size": 1},
        members=[{"code": "X22000009", "name": f"{canary} neighbour"}],
        dated=KNOWN.date(),
        made_by=by,
        made_at=KNOWN,
    )


def printed(canary: str) -> dict[str, str]:
    """Return one printed figure."""
    words = {"label": f"{canary} figure", "unit": "offences", "period": "2022/23", "source": f"{canary} plan, page 4"}
    return {**words, "group": f"{canary} group", "value": "12", "missing": "", "caveat": f"{canary} caveat"}


def paper(canary: str) -> Document:
    """Return a short paper."""
    point = SummaryPoint("1", (Text(f"{canary} lamps went out "), FigureRef("lamps"), Text(" times.")))
    quiet = Section("summary", f"{canary} in short", (Paragraph((Text(f"{canary} had a quiet year."),)), point))
    lamps = Figure(
        "lamps", "34", f"{canary} lamps that went out", 34, unit="times", area=canary, period="2025",
        source=f"{canary} council", cut_off="As known on 24 January 2026",
    )  # fmt: skip
    return Document(
        title=f"{canary} strategic assessment",
        subtitle=f"{canary}, year ending December 2025",
        partnership=f"{canary} Community Safety Partnership",
        status="Draft, not approved",
        foot="cut-off 24 January 2026",
        cut_off=date(2026, 1, 24),
        sections=(quiet, covered()),
        figures={"lamps": lamps},
    )


def covered() -> Section:
    """Return the coverage chapter that every assessment has, with nothing covered."""
    law = assessment_template()
    asked = (requirements(on=LAST.last_day, nation="england", two_tier=False) for requirements in (contents, inputs))
    must, consider = (coverage(required, needs=law.needs, provided={}) for required in asked)
    return chapter(must, consider, title="Coverage", about="what the law asks for")
