"""The register of campaigns on its pages."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.campaigns.models import Campaign, Piece
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/campaigns/"


@pytest.fixture
def as_officer(client: Client, officer: object) -> Client:
    client.force_login(officer)  # type: ignore[arg-type]
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_campaign_is_added_filled_and_told_by_pages(as_officer: Client, stage: Stage) -> None:
    police, fire = (str(stage.organisations[name].pk) for name in ("police", "fire"))
    typed = {"name": "Lock it", "subject": "Burglary", "began": "2025-03-01", "ended": "2025-02-01", "lead": police}
    assert "before it began" in words(as_officer.post(f"{HOME}add/", typed))
    both = typed | {"ended": "2025-09-30", "partners": [police, fire]}
    assert "among its partners too" in words(as_officer.post(f"{HOME}add/", both))
    made = words(as_officer.post(f"{HOME}add/", both | {"partners": [fire]}, follow=True))
    assert "It is over, and not told" in made
    assert "not known" in made
    place = f"{HOME}{Campaign.objects.get().pk}/"
    piece = {"kind": "event", "name": "Stall", "on": "2025-04-01", "place": "Market", "count": "0"}
    assert "people who came: 0" in words(as_officer.post(f"{place}piece/", piece, follow=True))
    assert "Taken out." in words(as_officer.post(f"{place}piece/{Piece.objects.get().pk}/remove/", follow=True))
    assert as_officer.post(f"{place}piece/{Campaign.objects.get().pk}/remove/").status_code == 404
    reach = {"channel": "social", "count": "9000", "source": "The platform", "as_at": "2025-09-30"}
    assert "9,000" in words(as_officer.post(f"{place}reach/", reach, follow=True))
    assert "does not lie between" in words(as_officer.post(f"{place}reach/", reach | {"as_at": "2025-01-01"}))
    heard = {"words": "I bought a lock", "whose": "Students", "on": "2025-09-30"}
    assert "I bought a lock" in words(as_officer.post(f"{place}said/", heard, follow=True))
    change = {"changed": "Burglaries fell by nine", "known_from": "Police count, before and after"}
    told = words(as_officer.post(f"{place}change/", change, follow=True))
    assert "Known from: Police count, before and after" in told
    assert "It is over, and not told" not in told


def test_a_campaign_is_put_right_and_withdrawn_by_pages(as_officer: Client, campaign: Campaign, stage: Stage) -> None:
    place = f"{HOME}{campaign.pk}/"
    assert "3200.50" in words(as_officer.get(f"{place}edit/"))
    typed = {"name": "Walk on", "subject": "Violence", "began": "2025-03-01", "cost": "0"}
    typed["lead"] = str(stage.organisations["police"].pk)
    said = words(as_officer.post(f"{place}edit/", typed, follow=True))
    assert "since 1 March 2025" in said
    assert "nobody named" in said
    assert as_officer.post(f"{place}withdraw/", {"reason": ""}).status_code == 422
    assert "No campaign stands" in words(as_officer.post(f"{place}withdraw/", {"reason": "Twice"}, follow=True))
    assert as_officer.get(place).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?state=running", False), ("?state=untold&order=name", True), ("?year=2024%2F25", True),
     ("?subject=Violence+at+night&words=young", True), ("?words=ice", False), ("?organisation=nonsense", True)],
)  # fmt: skip
def test_the_list_shows_what_is_chosen(query: str, found: bool, as_officer: Client, campaign: Campaign) -> None:
    assert (f"{HOME}{campaign.pk}/" in words(as_officer.get(f"{HOME}{query}"))) is found


def test_what_is_shown_leaves_with_a_line_for_each_channel(as_officer: Client, campaign: Campaign) -> None:
    (row,) = csv.DictReader(io.StringIO(as_officer.get(f"{HOME}campaigns.csv").content.decode("utf-8-sig")))
    assert (row["campaign"], row["cost"], row["reached"]) == ("Walk away", "3200.50", "")
    for channel in ("social", "press"):
        typed = {"channel": channel, "source": "x", "as_at": "2025-09-30"}
        as_officer.post(f"{HOME}{campaign.pk}/reach/", typed)
    rows = list(csv.DictReader(io.StringIO(as_officer.get(f"{HOME}campaigns.csv").content.decode("utf-8-sig"))))
    assert [(one["channel"], one["reached"]) for one in rows] == [
        ("Newspapers and magazines", "?"), ("Social media", "?"),
    ]  # fmt: skip


def test_this_quarter_asks_what_came_of_it(as_officer: Client, campaign: Campaign) -> None:
    assert f"Say what came of the campaign {campaign.name}" in as_officer.get("/w/tithing/").content.decode()
