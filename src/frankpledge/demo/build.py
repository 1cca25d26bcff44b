"""Building the demonstration through the product's own actions: nothing is written that a user could not have written.

An invented county carries all generated evidence. Herefordshire carries only its published facts, and nothing invented.
"""

from __future__ import annotations

import csv
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

from frankpledge.config.keys import OPERATOR, write_once
from frankpledge.demo.generator import Generated, generate
from frankpledge.domain.assessments.documents.files import export_edition
from frankpledge.domain.assessments.jobs import draft_for_area
from frankpledge.domain.evidence.actions import ingest_files, record_published_figures
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.ground.accounts.actions import add_member, create_user
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import user_of, workspace_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import papers
from frankpledge.ground.documents.rules import State
from frankpledge.lake.areas import is_two_tier
from frankpledge.lake.store import EmptyLake

Say = Callable[[str], None]
SEED = 1285  # the year of the Statute of Winchester, which made the hundred answer for its peace
COUNTY_SLUG = "nevermouth"
BEFORE_THE_BOARD = timedelta(days=3)
PEOPLE = (
    ("analyst", "Demonstration analyst", Role.ANALYST),
    ("officer", "Demonstration officer", Role.OFFICER),
    ("member", "Demonstration board member", Role.MEMBER),
)


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    email: str
    password: str
    role: str


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
    accounts, people = _accounts(data)
    folder = data / "demonstration"
    edition = Edition.objects.filter(workspace__slug=COUNTY_SLUG).order_by("number").first()
    fresh = edition is None
    if edition is None:
        say("Generating the evidence of an invented county …")
        evidence = generate(folder / "files", seed=SEED)
        _load(evidence, people["analyst"], say)
        edition = _assess(evidence, people, say)
    documents = _documents(edition, folder / "documents", people["officer"], say)
    _herefordshire(people)
    names = [(w.name, w.slug) for w in (edition.workspace, workspace_of("herefordshire")) if w]
    return Built(data=str(data), workspaces=tuple(names), accounts=accounts, documents=documents, fresh=fresh)


def _accounts(data: Path) -> tuple[tuple[Account, ...], dict[str, User]]:
    """Return the accounts. Their passwords are made once and kept beside the data, for its owner alone to read."""
    kept = data / "demonstration-accounts.csv"
    drawn = "\n".join(f"{name}@demonstration.invalid,{secrets.token_hex(6)},{role.value}" for name, _, role in PEOPLE)
    write_once(kept, drawn)
    accounts = tuple(Account(*row) for row in csv.reader(kept.read_text(encoding="ascii").splitlines()))
    people = {}
    for account, (key, name, _) in zip(accounts, PEOPLE, strict=True):
        known = user_of(account.email)
        people[key] = known or create_user(email=account.email, name=name, password=account.password)
    write_once(data / OPERATOR, str(people["officer"].pk))
    return accounts, people


def _load(evidence: Generated, analyst: User, say: Say) -> None:
    """Load the county in two steps, as it became known: places and a first publication, then some months again."""
    for words, paths, known in (
        ("places and people", evidence.geography, evidence.known_first),
        ("the first publication", evidence.first_publication, evidence.known_first),
        ("the months that were published again", evidence.second_publication, evidence.known_second),
    ):
        at = datetime.combine(known, time(9), tzinfo=UTC)
        if loaded_until() > at:
            continue
        say(f"Loading {words} …")
        report = ingest_files(paths=paths, by=analyst, known_at=at)
        for refused in (file for file in report.files if file.status == "refused"):
            raise RuntimeError(f"{refused.file} {refused.member}: {refused.message}")


def loaded_until() -> datetime:
    """Return the moment of the newest load; long ago where there is none."""
    try:
        return the_lake().snapshot().manifest.known_at
    except EmptyLake:
        return datetime.min.replace(tzinfo=UTC)


def _assess(evidence: Generated, people: dict[str, User], say: Say) -> Edition:
    """Return the approved edition of the county's main partnership: drafted by the analyst, approved by the officer."""
    say("Drafting the strategic assessment …")
    officer, analyst = people["officer"], people["analyst"]
    snapshot = the_lake().snapshot()
    area = find(snapshot, evidence.partnership_code, kind="csp")
    partnership = found_partnership(
        area_kind=area.kind,
        area_code=area.code,
        area_name=display_name(area),
        nation="england",
        two_tier=is_two_tier(snapshot, area),
        generated=True,
        by=officer,
    )
    for key, _, role in PEOPLE:
        add_member(workspace=partnership.workspace, user=people[key], role=role, by=officer)
    waiting = papers(workspace=partnership.workspace, viewer=officer).filter(state=State.IN_REVIEW).first()
    if waiting is None:
        drafted = draft_for_area(area=area.code, last_month=evidence.last_month, by=analyst)
        waiting = send_for_review(paper=drafted.paper, by=analyst)
    say("Approving it, by a second person …")
    met = datetime.combine(evidence.known_second, time(14), tzinfo=UTC) + BEFORE_THE_BOARD
    return approve(paper=waiting, by=officer, at=met)


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
    for key, _, role in PEOPLE:
        add_member(workspace=partnership.workspace, user=people[key], role=role, by=officer)
    with files("frankpledge.demo").joinpath("herefordshire.csv").open(encoding="utf-8") as rows:
        record_published_figures(workspace=partnership.workspace, rows=csv.DictReader(rows), by=officer)
