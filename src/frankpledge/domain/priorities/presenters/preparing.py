"""The list of scorings, one that is being prepared or marked, and what waits for whoever marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.priorities.models import Agency, Issue, Scoring
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.queries.scorings import Standing, own_agency, own_sheet, scheme_of, scorings
from frankpledge.domain.priorities.rules import FIRST, State
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.priorities import Scheme


def list_table(found: Iterable[Scoring], slug: str) -> Table:
    """Return the scorings of a workspace."""
    rows = tuple(
        Row(
            (one.title, one.year, State(one.state).label, _chosen(one)),
            href=reverse("priorities:one", args=(slug, one.pk)),
        )
        for one in found
    )
    columns = (Column("Scoring"), Column("For the year"), Column("State"), Column("Board’s choice"))
    return Table("Scorings", columns, rows, caption_hidden=True)


def _chosen(scoring: Scoring) -> str:
    return f"{scoring.chosen_at.day} {scoring.chosen_at:%B %Y}" if scoring.chosen_at else "not recorded"


@dataclass(frozen=True)
class AgencyLine:
    """An agency on the page of a scoring: who marks, how far it is, and what may be done about it."""

    id: UUID
    name: str
    words: str
    link: str
    may_ask: bool


@dataclass(frozen=True)
class ScoringPage:
    """A scoring: what is scored by whom, where it stands, and the next step."""

    scoring: Scoring
    caption: str
    lede: str
    issues: tuple[Issue, ...]
    agencies: tuple[AgencyLine, ...]
    scheme: Scheme
    being_prepared: bool
    opens: str
    closes: str
    seen: bool
    marks: Agency | None


def scoring_page(
    scoring: Scoring, issues: tuple[Issue, ...], agencies: tuple[Standing, ...], mine: Agency | None
) -> ScoringPage:
    """Return the page of a scoring."""
    state = State(scoring.state)
    return ScoringPage(
        scoring=scoring,
        caption=f"Scoring for {scoring.year} · {state.label}",
        lede=_lede(state, agencies),
        issues=issues,
        agencies=tuple(_agency_line(one, state) for one in agencies),
        scheme=scheme_of(scoring),
        being_prepared=state is State.PREPARED,
        opens={State.PREPARED: "Open the first round", State.FIRST_CLOSED: "Open a second round"}.get(state, ""),
        closes="Close the round" if state.open_round else "",
        seen=state.shown_round is not None,
        marks=mine if state.open_round else None,
    )


def _lede(state: State, agencies: tuple[Standing, ...]) -> str:
    sent = f"{sum(one.sent_at is not None for one in agencies)} of {len(agencies)} agencies have sent their marks."
    if state is State.PREPARED:
        return "Name what is to be scored and who scores it. Then open the first round."
    if state.open_round == FIRST:
        return f"{sent} Nobody sees another’s marks until the round is closed."
    if state.open_round:
        return f"{sent} The marks of the first round are seen; those of this one once it is closed."
    return f"The round is closed. {sent}"


def _agency_line(one: Standing, state: State) -> AgencyLine:
    who = f"{one.agency.scorer.name} marks" if one.agency.scorer else "by a link"
    link = f"Link: {one.link.lower()}." if one.link and not one.agency.scorer else ""
    words = who if state is State.PREPARED else f"{who}; {one.words}"
    may_ask = one.agency.scorer is None and state.open_round is not None and one.sent_at is None
    return AgencyLine(one.agency.pk, one.agency.name, words, link, may_ask)


def home(asked: HomeRequest) -> HomeContribution:
    """Return what scorings bring to "This quarter": a sheet that waits for this reader's marks."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.MARK, workspace=workspace, user=viewer):
        return HomeContribution()
    open_now = [one.value for one in State if one.open_round]
    found = scorings(workspace=workspace, viewer=viewer).filter(state__in=open_now, agencies__scorer=viewer)
    return HomeContribution(needs=tuple(need for one in found for need in _sheet_waits(one, viewer)))


def _sheet_waits(scoring: Scoring, viewer: User) -> tuple[Need, ...]:
    agency = own_agency(scoring=scoring, viewer=viewer)
    sheet = own_sheet(agency=agency, viewer=viewer) if agency else None
    if agency is None or (sheet and sheet.sent_at):
        return ()
    return (
        Need(
            title=f"Score the issues for {agency.name}",
            href=reverse("priorities:sheet", args=(scoring.workspace.slug, scoring.pk)),
            words=f"{scoring.title}, {scoring.year}. What you give is seen once the round is closed.",
        ),
    )
