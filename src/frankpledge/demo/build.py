"""Building the demonstration through the product's own actions: nothing is written that a user could not have written.

An invented county carries all generated evidence. Herefordshire carries only its published facts, and nothing invented.
"""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

from frankpledge.demo.aligned import hold_against_others
from frankpledge.demo.asked import ask_partners
from frankpledge.demo.authors import write
from frankpledge.demo.case_reviews import print_case_review_counts, review_cases
from frankpledge.demo.decided import bring_before_the_council
from frankpledge.demo.delivery import deliver
from frankpledge.demo.dutiful import record_duties
from frankpledge.demo.generator import Generated
from frankpledge.demo.history import Say, evidence, load, load_own_files, register_events, steps
from frankpledge.demo.kept import keep_registers
from frankpledge.demo.levels import above, next_door
from frankpledge.demo.measured import measure_everything, print_the_appendix, print_the_offences
from frankpledge.demo.meeting import hold_meetings
from frankpledge.demo.noticing import tell_everybody
from frankpledge.demo.papers import send_papers
from frankpledge.demo.people import PARTS, SERVED_ALIKE, Account, accounts, let_in, tie_posts
from frankpledge.demo.planned import keep_plans_as_printed, plan_ahead
from frankpledge.demo.registers import register
from frankpledge.demo.reporting import report_to_the_board
from frankpledge.demo.residents import open_to_the_public
from frankpledge.demo.risky import register_risks
from frankpledge.demo.table import seat_everybody
from frankpledge.demo.tables import let_tables_out
from frankpledge.demo.tied import tie_together
from frankpledge.demo.violence import answer_violence, sign_next_door
from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.documents.files import export_edition
from frankpledge.domain.assessments.jobs import approve_assessment, draft_for_area, send
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.queries import assessment_of
from frankpledge.domain.evidence.actions import record_published_figures
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import known, the_lake
from frankpledge.domain.partnerships.actions import found_partnership, place_within
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.actions import choose_peers
from frankpledge.domain.yardsticks.queries.peers import peer_sets
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspace_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import editions
from frankpledge.ground.documents.rules import State
from frankpledge.lake.areas import is_two_tier, neighbours

ASSESSED = ("2023", "2024")  # each was assessed when the last of its files had come
COUNTY_SLUG = "nevermouth"
BEFORE_THE_BOARD = timedelta(days=3)


@dataclass(frozen=True)
class Built:
    """What the demonstration holds and where."""

    data: str
    workspaces: tuple[tuple[str, str], ...]
    accounts: tuple[Account, ...]
    documents: tuple[str, ...]
    fresh: bool

    def as_json(self) -> dict[str, object]:
        """Return the same for `--json`."""
        return asdict(self)


def build(data: Path, *, say: Say) -> Built:
    """Return the demonstration in the data folder, building whatever part of it is not there yet.

    Each step asks whether it was done, so that a second call takes seconds and one that was interrupted goes on.
    """
    told, people = accounts(data)
    folder = data / "demonstration"
    fresh = workspace_of(COUNTY_SLUG) is None
    say("Making the evidence of an invented county …")
    edition = _county(people, evidence(folder / "files"), say)
    open_to_the_public(edition.workspace, by=people["officer"], second=people["member"])
    say("Letting tables out as open data …")
    let_tables_out(edition.workspace, proposes=people["analyst"], approves=people["officer"])
    documents = _documents(edition, folder / "documents", people["officer"], say)
    county = above(by=people["officer"], people=people)
    place_within(partnership=edition.workspace.partnership, parent=county, by=people["officer"])
    neighbour = next_door(county, by=people["neighbour"])
    home = Workspace.objects.select_related("partnership").get(pk=edition.workspace_id)
    sign_next_door(home, neighbour, by=people["officer"], keeper=people["neighbour"])
    _herefordshire(people)
    names = [(w.name, w.slug) for w in (edition.workspace, workspace_of("herefordshire")) if w]
    return Built(data=str(data), workspaces=tuple(names), accounts=told, documents=documents, fresh=fresh)


def _county(people: dict[str, User], made: Generated, say: Say) -> Edition:
    """Return the newest edition of the county's main partnership, its history told from the first load to the last.

    Two assessments are approved editions; the third went into review before some months came again, and waits.
    """
    first, *later = steps(made)
    load(first, by=people["analyst"], say=say)
    partnership = _founded(made, people)
    let_in(partnership.workspace, people, keys=tuple(one.key for one in PARTS), by=people["officer"])
    seat_everybody(partnership.workspace, "nevermouth", by=people["officer"])
    tie_posts(partnership.workspace, people, by=people["officer"])
    _peers(partnership, people["analyst"])
    for step in later:
        load(step, by=people["analyst"], say=say)
        if step.whole in ASSESSED:
            _assessed(partnership.workspace, step.known, people, say)
        if step.known == made.known_first:
            register_events(made, workspace=partnership.workspace, by=people["analyst"])
            say("Loading what partners sent …")
            load_own_files(made, workspace=partnership.workspace, by=people["analyst"])
            register(partnership.workspace, by=people["officer"])
            _reviewed(partnership.workspace, made, people, say)
    hold_meetings(partnership.workspace, "nevermouth", by=people["officer"], second=people["member"])
    register_risks(partnership.workspace, by=people["officer"])
    keep_registers(partnership.workspace, by=people["officer"])
    say("Measuring three years …")
    measure_everything(partnership.workspace, by=people["analyst"], second=people["officer"])
    ask_partners(partnership.workspace, by=people["officer"], checks=people["analyst"], publishes=people["lead"])
    deliver(partnership.workspace, by=people["officer"], lead=people["lead"], second=people["member"])
    plan_ahead(partnership.workspace, by=people["officer"], second=people["member"])
    record_duties(partnership.workspace, people)
    bring_before_the_council(partnership.workspace, by=people["officer"], second=people["member"])
    edition = editions(workspace=partnership.workspace, viewer=people["officer"], kind=KIND)[0]
    say("Reporting to the board …")
    report_to_the_board(
        partnership.workspace, "nevermouth", by=people["officer"], lead=people["lead"], second=people["member"]
    )
    send_papers(partnership.workspace, "nevermouth", edition=edition, by=people["officer"], reader=people["member"])
    review_cases(partnership.workspace, by=people["caseworker"], second=people["lead"])
    answer_violence(partnership.workspace, by=people["officer"], second=people["member"])
    hold_against_others(partnership.workspace, by=people["officer"])
    tie_together(partnership.workspace, by=people["officer"])
    tell_everybody(partnership.workspace, people)
    return edition


def _founded(made: Generated, people: dict[str, User]) -> Partnership:
    snapshot = the_lake().snapshot()
    area = find(snapshot, made.partnership_code, kind="csp")
    return found_partnership(
        area_kind=area.kind,
        area_code=area.code,
        area_name=display_name(area),
        nation="england",
        two_tier=is_two_tier(snapshot, area),
        generated=True,
        by=people["officer"],
    )


def _peers(partnership: Partnership, analyst: User) -> None:
    """Choose the other partnerships of the force as peers by hand, so that the document says what that is worth."""
    if peer_sets(workspace=partnership.workspace, viewer=analyst).exists():
        return
    snapshot = the_lake().snapshot()
    area = find(snapshot, partnership.area_code, kind=partnership.area_kind)
    choose_peers(
        workspace=partnership.workspace,
        name="The other partnerships of the county",
        codes=[other.code for other in neighbours(snapshot, area)],
        reason="They have one police force, and have always been named together.",
        by=analyst,
    )


def _assessed(workspace: Workspace, known_on: date, people: dict[str, User], say: Say) -> None:
    """Draft, write and approve the assessment of the year before, as known on a day, unless it is approved."""
    last_month = f"{known_on.year - 1}-12"
    draft = _drafted(workspace, last_month, known_on, people["analyst"], say)
    if draft.paper.state == State.APPROVED:
        return
    if draft.paper.state == State.DRAFT:
        draft.paper = send(assessment=draft, by=people["analyst"])
    met = datetime.combine(known_on, time(14), tzinfo=UTC) + BEFORE_THE_BOARD
    approve_assessment(assessment=draft, by=people["officer"], at=met)


def _reviewed(workspace: Workspace, made: Generated, people: dict[str, User], say: Say) -> None:
    """Draft and write the assessment of the last year, and send it for review, unless that was done."""
    draft = _drafted(workspace, made.last_month, made.known_first, people["analyst"], say)
    if draft.paper.state == State.DRAFT:
        send(assessment=draft, by=people["analyst"])


def _drafted(workspace: Workspace, last_month: str, known_on: date, by: User, say: Say) -> Assessment:
    there = assessment_of(workspace=workspace, last_month=last_month, viewer=by)
    if there is not None and there.paper.state != State.DRAFT:
        return there
    say(f"Writing the assessment of {last_month[:4]} …")
    drafted = draft_for_area(area=workspace.partnership.area_code, last_month=last_month, as_known=known_on, by=by)
    write(drafted, known(workspace, known_on), by=by)
    return drafted


def _documents(edition: Edition, folder: Path, officer: User, say: Say) -> tuple[str, ...]:
    if not folder.exists():
        say("Writing the edition's files …")
        export_edition(edition=edition, folder=folder, by=officer)
    return tuple(str(path) for path in sorted(folder.iterdir()))


def _herefordshire(people: dict[str, User]) -> None:
    """Found Herefordshire's partnership with the facts that were published about it."""
    officer = people["officer"]
    partnership = found_partnership(
        area_kind="csp",
        area_code="E22000326",
        area_name="Herefordshire",
        nation="england",
        two_tier=False,
        by=officer,
    )
    let_in(partnership.workspace, people, keys=SERVED_ALIKE, by=officer)
    seat_everybody(partnership.workspace, "herefordshire", by=officer)
    hold_meetings(partnership.workspace, "herefordshire", by=officer, second=people["member"])
    print_the_appendix(partnership.workspace, by=officer)
    print_the_offences(partnership.workspace, by=officer)
    keep_plans_as_printed(partnership.workspace, by=officer)
    print_case_review_counts(partnership.workspace, by=officer)
    with files("frankpledge.demo").joinpath("herefordshire.csv").open(encoding="utf-8") as rows:
        record_published_figures(workspace=partnership.workspace, rows=csv.DictReader(rows), by=officer)
