"""The gate: a table of a partner leaves as a view that was attacked, by two people, or is refused with ways out."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from frankpledge.analysis.disclosure import audit
from frankpledge.analysis.disclosure.views import Cube
from frankpledge.analysis.periods import Month
from frankpledge.domain.disclosure.models import CellVersion, Release, ReleasedCell, Solved
from frankpledge.domain.disclosure.queries.union import trial, union_of
from frankpledge.domain.disclosure.rules import NotForRelease
from frankpledge.domain.evidence.queries.store import known
from frankpledge.domain.open_data import actions
from frankpledge.domain.open_data.documents import FILES, HEAD, as_csv, as_csvw, as_dcat, as_parquet, rows_of
from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.domain.open_data.queries import catalogue, cells_of
from frankpledge.domain.open_data.queries.cubes import held, sources_of
from frankpledge.domain.open_data.queries.trying import NotReleasable, tried, view_of
from frankpledge.domain.open_data.rules import Asked, CannotRelease, Detail, Period, Place, State
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event

pytestmark = pytest.mark.django_db
SOURCE = "records:nevershire-police.crime-and-incident-extract"
APRIL, MARCH = Month(2024, 4), Month(2025, 3)


def asked(
    place: Place = Place.WARD, detail: Detail = Detail.TYPE, period: Period = Period.YEAR, *, first: Month = APRIL,
    last: Month = MARCH,
) -> Asked:  # fmt: skip
    return Asked(SOURCE, place, detail, period, first, last)


def released(loaded: Partnership, one: Asked, by: User, second: User) -> DataTable:
    made = actions.propose(workspace=loaded.workspace, asked=one, title="", by=by)
    return actions.approve(proposal=made, by=second)


def test_tables_of_a_year_leave_one_after_another_and_an_attacker_with_all_of_them_finds_nobody(
    loaded: Partnership, officer: User, analyst: User, second: User
) -> None:
    place = loaded.workspace
    wards = released(loaded, asked(), analyst, officer)
    months = released(loaded, asked(Place.PARTNERSHIP, period=Period.MONTH), officer, second)
    released(loaded, asked(Place.PARTNERSHIP, Detail.SENSITIVE), officer, second)
    union = union_of(data_set=SOURCE, workspace=place)
    assert len(union.protected) > 20
    found = audit(releases=union.told, protected=union.protected, exact=False)
    assert found.unsafe == ()
    rows = ReleasedCell.objects.filter(release__workspace=place)
    assert not rows.filter(state="suppressed", value__isnull=False).exists()
    assert not rows.filter(value__gte=1, value__lte=4).exists()
    assert rows.filter(state="suppressed", primary=False).exists()

    # What is published is what the lake holds, and the sum of the months is that of the wards.
    cube = held(known(place), SOURCE, loaded).cube
    for line in view_of(asked(), cube).lines:
        cell = rows.get(release=wards.release, key=line.number.name)
        assert cell.value in (None, line.number.value)
    total = rows.get(release=wards.release, place="*", kind="*").value
    assert total == sum(one.value or 0 for one in rows.filter(release=months.release, kind="*"))

    # The same table again shares every cell: nothing is new, and no part of the attack is solved a second time.
    before = CellVersion.objects.count(), Solved.objects.count()
    again = released(loaded, asked(), officer, second)
    assert (CellVersion.objects.count(), Solved.objects.count()) == before
    assert as_csv(again, cells_of(again)) == as_csv(wards, cells_of(wards))
    verbs = Event.objects.filter(workspace=place.pk).values_list("verb", flat=True)
    assert {"open_data.proposed", "open_data.released", "disclosure.released"} <= set(verbs)


def test_it_takes_two_people_and_a_table_that_nobody_changed_under_them(
    loaded: Partnership, officer: User, analyst: User, second: User, member: User
) -> None:
    place = loaded.workspace
    one = asked(Place.PARTNERSHIP, Detail.GROUP, Period.MONTH)
    with pytest.raises(NotPermitted):
        actions.propose(workspace=place, asked=one, title="", by=member)
    made = actions.propose(workspace=place, asked=one, title="Months by group", by=officer)
    with pytest.raises(NotForRelease, match="proposed this release yourself"):
        actions.approve(proposal=made, by=officer)
    with pytest.raises(NotPermitted):
        actions.approve(proposal=made, by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(
            state=State.RELEASED, decided_by=officer, decided_at=made.proposed_at
        )
    Proposal.objects.filter(pk=made.pk).update(digest="0" * 64)
    made.refresh_from_db()
    with pytest.raises(CannotRelease, match="not what the proposal shows"):
        actions.approve(proposal=made, by=second)
    assert not Release.objects.filter(audience="public").exists()
    with pytest.raises(CannotRelease, match="not said why"):
        actions.turn_down(proposal=made, reason=" ", by=second)
    made = actions.turn_down(proposal=made, reason="Not this year.", by=second)
    with pytest.raises(CannotRelease, match="decided on before"):
        actions.approve(proposal=made, by=second)


def test_a_release_that_came_between_trial_and_approval_makes_it_be_tried_again(
    loaded: Partnership, officer: User, second: User
) -> None:
    from frankpledge.domain.disclosure.actions import release_view

    place = loaded.workspace
    cube = held(known(place), SOURCE, loaded).cube
    first = trial(view_of(asked(detail=Detail.ALL), cube), data_set=SOURCE, workspace=place)
    released(loaded, asked(Place.PARTNERSHIP, Detail.SENSITIVE), officer, second)
    with pytest.raises(NotForRelease, match="made meanwhile"):
        release_view(trial=first, what="late", told={}, workspace=place, proposed_by=officer, by=second)
    with pytest.raises(NotForRelease, match="yourself"):
        release_view(trial=first, what="late", told={}, workspace=place, proposed_by=officer, by=officer)


def test_a_table_finer_than_any_is_refused_with_its_small_cells_and_tables_that_were_tried(
    loaded: Partnership,
) -> None:
    state = known(loaded.workspace)
    fine = asked(Place.NEIGHBOURHOOD, period=Period.MONTH)
    with pytest.raises(NotReleasable, match="No fixed table has neighbourhoods") as refused:
        tried(fine, known=state, partnership=loaded)
    cube = held(state, SOURCE, loaded).cube
    assert isinstance(cube, Cube)
    small = [n for (_, _, month), n in cube.counts.items() if APRIL <= month <= MARCH and 1 <= n <= 4]
    assert refused.value.failing == len(small)
    assert "Nevermouth 001A" in refused.value.cells[0]
    assert [way.change for way in refused.value.ways][:2] == ["larger places", "larger places and a longer period"]
    for way in refused.value.ways:
        found = tried(way.asked, known=state, partnership=loaded)
        assert (len(found.trial.view.lines), len(found.trial.hidden.names)) == (way.numbers, way.hidden)
    with pytest.raises(NotReleasable, match="No fixed table"):
        tried(asked(Place.WARD, Detail.SENSITIVE), known=state, partnership=loaded)


def test_what_an_earlier_release_gives_away_is_refused_and_named(
    loaded: Partnership, officer: User, second: User
) -> None:
    """Plant a release that a naive publisher made: everything above four, and the totals."""
    state = known(loaded.workspace)
    first = tried(asked(), known=state, partnership=loaded)
    small = first.trial.hidden.primary
    naive = released(loaded, asked(), officer, second)
    hidden = ReleasedCell.objects.filter(release=naive.release, state="suppressed")
    values = {line.number.name: line.number.value for line in first.trial.view.lines}
    for cell in hidden:
        if cell.key not in small:
            cell.state, cell.value = "value", values[cell.key]
            cell.save()
    with pytest.raises(NotReleasable, match="could be worked out") as refused:
        tried(asked(Place.PARTNERSHIP, Detail.ALL, Period.MONTH), known=state, partnership=loaded)
    assert refused.value.failing >= 1
    assert all("April 2024" in cell or "2024-04 to 2025-03" in cell for cell in refused.value.cells)


def test_a_key_that_was_changed_is_noticed(loaded: Partnership, officer: User, second: User, settings) -> None:  # type: ignore[no-untyped-def]
    released(loaded, asked(Place.PARTNERSHIP, Detail.SENSITIVE), officer, second)
    settings.SECRET_KEY = "another key, of another installation"
    with pytest.raises(NotForRelease, match="key with which earlier releases were marked"):
        tried(asked(), known=known(loaded.workspace), partnership=loaded)


def test_the_files_say_the_same_show_nothing_hidden_and_are_the_same_bytes(
    loaded: Partnership, officer: User, second: User
) -> None:
    table = released(loaded, asked(), officer, second)
    cells = cells_of(table)
    text = as_csv(table, cells).decode()
    lines = text.split("\r\n")
    assert lines[0] == ",".join(HEAD)
    assert len(lines) == len(cells) + 2
    counts = [line.rsplit(",", 1)[1] for line in lines[1:-1]]
    assert {one for one in counts if not one.isdigit()} == {"[c]"}
    assert counts.count("[c]") == sum(cell.state == "suppressed" for cell in cells)
    assert not {"1", "2", "3", "4"} & set(counts)
    import pyarrow as pa

    held_ = pq.read_table(pa.BufferReader(as_parquet(table, cells)))
    assert held_["count"].to_pylist() == [None if one == "[c]" else int(one) for one in counts]
    assert held_["mark"].to_pylist() == ["[c]" if one == "[c]" else "" for one in counts]
    assert held_["period_begins"].to_pylist()[0].isoformat() == "2024-04-01"
    described = json.loads(as_csvw(table, cells))
    assert [one["name"] for one in described["tableSchema"]["columns"]] == list(HEAD)
    assert described["tableSchema"]["columns"][-1]["null"] == ["[c]", "[x]"]
    whole = json.loads(as_dcat(catalogue(), title="Open data", address=lambda part: f"https://example.org/{part}"))
    (data_set,) = whole["dcat:dataset"]
    links = [one["dcat:downloadURL"]["@id"] for one in data_set["dcat:distribution"]]
    assert links == [f"https://example.org/{table.pk}/{name}" for name in FILES]
    for _, make, _, _ in FILES.values():
        assert make(table, cells_of(table)) == make(DataTable.objects.get(pk=table.pk), cells_of(table))
    assert {row[3].isoformat() for row in rows_of(table, cells)} == {"2024-04-01"}


def test_an_officer_proposes_from_the_page_reads_why_not_and_another_approves(
    loaded: Partnership, client: Client, officer: User, second: User
) -> None:
    slug, place = loaded.workspace.slug, {"source": SOURCE, "first": "2024-04", "last": "2025-03", "title": ""}
    client.force_login(officer)
    here = reverse("open_data:propose", args=(slug,))
    fine = client.post(here, {**place, "place": "lsoa", "detail": "type", "period": "month"})
    page = fine.content.decode()
    assert fine.status_code == 422
    assert "of its cells would be from 1 to 4" in page
    assert "place=csp&amp;detail=type&amp;period=month" in page
    backwards = client.post(here, {**place, "last": "2023-01", "place": "csp", "detail": "all", "period": "month"})
    assert "comes before the first" in backwards.content.decode()
    sent = client.post(here, {**place, "place": "csp", "detail": "sensitive", "period": "year"})
    made = Proposal.objects.get()
    assert sent["Location"] == reverse("open_data:one", args=(slug, made.pk))
    own = client.get(sent["Location"]).content.decode()
    assert "Another officer approves it" in own
    client.force_login(second)
    assert "Approve a table of open data" in client.get(reverse("web:home", args=(slug,))).content.decode()
    client.post(reverse("open_data:approve", args=(slug, made.pk)))
    assert "Withdraw the table" in client.get(sent["Location"]).content.decode()
    log = client.get(reverse("open_data:log_file", args=(slug, "csv"))).content.decode()
    assert officer.name in log
    assert second.name in log
    client.post(reverse("open_data:withdraw", args=(slug, made.pk)), {"reason": "A supplier put it right."})
    assert list(catalogue()) == []
    assert "A supplier put it right." in client.get(sent["Location"]).content.decode()
    with pytest.raises(CannotRelease, match="withdrawn before"):
        actions.withdraw(proposal=DataTable.objects.get().proposal, reason="again", by=second)


def test_every_restricted_source_is_offered_and_what_is_not_held_is_refused(loaded: Partnership) -> None:
    state = known(loaded.workspace)
    assert (SOURCE, None) in [(one.id, one.sensitive) for one in sources_of(state)]
    with pytest.raises(CannotRelease, match="No restricted data"):
        held(state, "rows:nothing", loaded)
    whole = held(state, SOURCE, loaded)
    assert isinstance(whole.cube, Cube)
    assert whole.cube.sensitive_kinds == ("Sexual offences", "Domestic abuse", "Hate crime")
    assert "Sexual offences" not in whole.cube.kinds
