"""The register of events: who keeps it, what it concerns, and how verdicts heed it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.actions import EventFacts, register_event, withdraw_event
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.area import ASB, area_reading, find
from frankpledge.domain.evidence.queries.events import event_register, own_event, standing_events
from frankpledge.domain.evidence.queries.explore import explored, what_changed
from frankpledge.domain.evidence.queries.months import Months, asb, compared, crime, expected
from frankpledge.domain.evidence.rules import CannotRegister, CannotWithdraw
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event as Recorded
from frankpledge.lake.store import Snapshot
from frankpledge.statute.categories import UnknownCrimeType
from frankpledge.statute.events import Event
from tests.domain.county import County, months_between

YEAR = year_ending(Month(2025, 12))
SAID = EventFacts(
    kind="recording", first="2025-03", last="2025-03", words="Shops report online", source="Force bulletin 4"
)


def event(**changes: Any) -> Event:
    said: dict[str, Any] = {
        "id": "local", "kind": "recording", "first": Month(2025, 3), "last": Month(2025, 3), "nation": "both",
        "forces": (), "types": (), "words": "Shops report online", "source": "Force bulletin 4", "confidence": "K",
    }  # fmt: skip
    return Event(**(said | changes))


def months(first: str, last: str, kind: str = "Burglary", *, times: dict[str, float] | None = None) -> Months:
    """Return months of about a hundred each, some of them multiplied."""
    draw = random.Random(3)
    present = tuple(Month.parse(month) for month in months_between(first, last))
    counts = {(m, kind): round((100 + draw.randint(-6, 6)) * (times or {}).get(str(m), 1.0)) for m in present}
    return Months(counts, present, ("nevershire",))


AROUND = {"nation": "england", "force": "Nevershire"}


# ---- what verdicts make of it --------------------------------------------------------------------------------


def test_a_registered_change_of_recording_between_two_years_leaves_no_verdict() -> None:
    risen = months("2022-01", "2025-12", times={f"2025-{n:02d}": 1.5 for n in range(1, 13)})
    told = compared(risen, YEAR, crime, **AROUND)
    parted = compared(risen, YEAR, crime, **AROUND, events=(event(first=Month(2025, 1), last=Month(2025, 1)),))
    assert told is not None
    assert parted is not None
    assert (told.change.verdict, parted.change.verdict) == ("higher", "cannot_tell")
    assert parted.change.recorded == "higher"
    assert parted.change.reason == "The recorded level changed; crime: cannot tell."


def test_a_change_in_recording_incidents_says_nothing_of_crimes_and_the_other_way_round() -> None:
    risen = months("2022-01", "2025-12", times={f"2025-{n:02d}": 1.5 for n in range(1, 13)})
    of_incidents = compared(risen, YEAR, crime, **AROUND, events=(event(types=(ASB,)),))
    assert of_incidents is not None
    assert of_incidents.change.verdict == "higher"
    incidents = months("2022-01", "2025-12", ASB, times={f"2025-{n:02d}": 1.5 for n in range(1, 13)})
    of_crimes = compared(incidents, YEAR, asb, crime_type=ASB, **AROUND, events=(event(types=("Burglary",)),))
    assert of_crimes is not None
    assert of_crimes.change.verdict == "higher"


def test_from_a_change_of_recording_on_no_month_is_a_signal() -> None:
    risen = months("2022-01", "2025-12", times={f"2025-{n:02d}": 1.6 for n in range(5, 13)})
    series = risen.series(crime, last=Month(2025, 12))
    told = expected(series, YEAR, **AROUND)
    unsure = expected(series, YEAR, **AROUND, events=(event(first=Month(2025, 5), last=Month(2025, 5)),))
    assert [b.signal for b in told[-8:] if b] == ["higher"] * 8
    assert [(b.signal, b.unsure) for b in unsure[-8:] if b] == [("", True)] * 8
    assert [b.unsure for b in unsure[-12:-8] if b] == [False] * 4


def test_an_unusual_time_is_kept_out_of_what_is_expected_and_a_mark_is_not() -> None:
    floods = {f"2024-{n:02d}": 0.4 for n in (2, 3, 4)}
    series = months("2022-01", "2025-12", times=floods).series(crime, last=Month(2025, 12))
    flood = event(kind="event", first=Month(2024, 2), last=Month(2024, 4))
    march = series.months.index(Month(2025, 3))
    plain, heeded = expected(series, YEAR, **AROUND), expected(series, YEAR, **AROUND, events=(flood,))
    marked = expected(series, YEAR, **AROUND, events=(replace(flood, kind="mark"),))
    before, after, same = plain[march], heeded[march], marked[march]
    assert before is not None
    assert after is not None
    assert before.centre < 90 < after.centre
    assert same == before


# ---- whom it concerns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "name", "concerned"),
    [
        ({}, "Nevermouth", True),
        ({"force": "nevershire"}, "Nevermouth", True),
        ({"force": "norfolk"}, "Nevermouth", False),
        ({"area": ("csp", "X22000001")}, "Nevermouth", True),
        ({"area": ("csp", "X22000002")}, "Nevermouth", False),
        ({"area": ("csp", "X22000001")}, "Nevershire", True),
    ],
)
def test_an_event_concerns_its_force_and_what_shares_ground_with_its_area(
    newest: Snapshot, workspace: Workspace, analyst: User, changes: dict[str, Any], name: str, concerned: bool
) -> None:
    register_event(workspace=workspace, facts=replace(SAID, **changes), by=analyst)
    kind = "force" if name == "Nevershire" else "csp"
    found = standing_events(workspace, newest, find(newest, name, kind))
    assert [each.words for each in found] == ["Shops report online"] * concerned


def test_another_partnerships_events_are_not_heeded_and_the_installations_are(
    newest: Snapshot, workspace: Workspace, analyst: User
) -> None:
    area = find(newest, "Nevermouth")
    register_event(workspace=workspace, facts=SAID, by=analyst)
    assert standing_events(None, newest, area) == ()
    register_event(workspace=None, facts=replace(SAID, words="New records system"), by=analyst)
    assert [each.words for each in standing_events(None, newest, area)] == ["New records system"]
    assert len(standing_events(workspace, newest, area)) == 2


def test_the_explorer_the_reading_and_this_quarter_heed_it(
    evidence: County, workspace: Workspace, partnership: Partnership, analyst: User
) -> None:
    snapshot = evidence.snapshot()
    area = find(snapshot, "Nevermouth")

    def verdicts() -> set[str]:
        found = what_changed(kind="csp", code="X22000001", workspace=workspace)
        assert found is not None
        standing = standing_events(workspace, snapshot, area)
        told = explored(area="Nevermouth", what="Vehicle crime", window=YEAR, events=standing)
        assert told.compared is not None
        return {told.compared.change.verdict, *(t.compared.change.verdict for t in found.types if t.compared)}

    assert "lower" in verdicts()
    registered = register_event(workspace=workspace, facts=SAID, by=analyst)
    assert verdicts() == {"cannot_tell"}
    events = standing_events(workspace, snapshot, area)
    read = area_reading(snapshot, area=area, window=YEAR, generated=True, events=events)
    assert {t.compared.change.verdict for t in read.types if t.compared} == {"cannot_tell"}
    assert read.events == events
    withdraw_event(event=registered, reason="It was another force", by=analyst)
    assert "lower" in verdicts()


# ---- how it is kept ------------------------------------------------------------------------------------------


def test_an_event_is_withdrawn_with_a_reason_and_never_deleted(workspace: Workspace, analyst: User) -> None:
    kept = register_event(workspace=workspace, facts=replace(SAID, last=""), by=analyst)
    assert (kept.first, kept.last) == ("2025-03", "2025-03")
    with pytest.raises(CannotWithdraw, match="needs a reason"):
        withdraw_event(event=kept, reason=" ", by=analyst)
    withdraw_event(event=kept, reason="It was another force", by=analyst)
    with pytest.raises(CannotWithdraw, match="withdrawn before"):
        withdraw_event(event=kept, reason="Again", by=analyst)
    (row,) = event_register(workspace=workspace, viewer=analyst)
    assert (row.withdrawn_by, row.withdrawn_because) == (analyst, "It was another force")
    assert list(Recorded.objects.filter(verb__startswith="evidence.event").values_list("verb", flat=True)) == [
        "evidence.event_registered",
        "evidence.event_withdrawn",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first": "March"}, "not a month"),
        ({"first": "2025-03", "last": "2025-01"}, "before it begins"),
        ({"words": " "}, "description is not given"),
        ({"source": ""}, "source is not given"),
        ({"kind": "rumour"}, "no kind of event"),
    ],
)
def test_an_event_says_when_what_and_from_where(
    workspace: Workspace, analyst: User, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(CannotRegister, match=words):
        register_event(workspace=workspace, facts=replace(SAID, **changes), by=analyst)
    with pytest.raises(UnknownCrimeType):
        register_event(workspace=workspace, facts=replace(SAID, types=("Rain",)), by=analyst)
    assert not LocalEvent.objects.exists()


def test_only_those_who_may_register_do_and_nobody_elses_event_is_ones_own(
    workspace: Workspace, analyst: User, member: User
) -> None:
    with pytest.raises(NotPermitted):
        register_event(workspace=workspace, facts=SAID, by=member)
    kept = register_event(workspace=workspace, facts=SAID, by=analyst)
    with pytest.raises(NotPermitted):
        withdraw_event(event=kept, reason="No", by=member)
    of_all = register_event(workspace=None, facts=SAID, by=analyst)
    assert own_event(kept.pk, workspace=workspace, viewer=member) == kept
    assert own_event(of_all.pk, workspace=workspace, viewer=analyst) is None
    assert set(event_register(workspace=workspace, viewer=member)) == {kept, of_all}
    assert str(kept) == "Shops report online, 2025-03"


def test_a_window_of_months_is_not_needed_to_hold_an_event() -> None:
    assert event().parts(Window(Month(2024, 1), Month(2024, 12)), YEAR)
