"""Sets of peers are formed or chosen by those who may, one is in use, and each says how it came to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.drawn import View, drawn
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.actions import choose_peers, form_nearest_peers, use_peer_set
from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.domain.yardsticks.queries.alike import NoPeers
from frankpledge.domain.yardsticks.queries.chosen import choices
from frankpledge.domain.yardsticks.queries.peers import peers_in_use
from frankpledge.domain.yardsticks.rules import CannotBePeers
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.queries import recent
from frankpledge.ground.documents.blocks import Picture
from frankpledge.lake import areas
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from tests.domain.yardsticks.conftest import WINDOW, _heard

REASON = "They have always been named together."


@pytest.fixture
def loaded(rich: Path, settings: Any) -> Path:
    settings.DATA = rich
    return rich


@pytest.fixture
def others(snapshot: Snapshot, partnership: Partnership) -> list[str]:
    area = areas.find_area(snapshot, partnership.area_code, kind="csp")
    return [one.code for one in areas.neighbours(snapshot, area)]


@pytest.fixture
def by_hand(loaded: Path, partnership: Partnership, analyst: User, others: list[str]) -> PeerSet:
    return choose_peers(workspace=partnership.workspace, name="Usual", codes=others, reason=REASON, by=analyst)


def test_the_open_method_keeps_what_it_went_by_and_how_far_each_area_lies(
    loaded: Path, partnership: Partnership, analyst: User
) -> None:
    made = form_nearest_peers(workspace=partnership.workspace, name=" Alike ", size=3, by=analyst)
    assert (made.name, made.method, made.in_use) == ("Alike", "nearest", True)
    assert made.parameters["size"] == made.parameters["chosen_from"] == 3
    assert made.parameters["distance"] == "standardised Euclidean, equal weights"
    assert len(made.variables) == 5
    assert made.parameters["without"] == ["Residents per square kilometre (logarithm)"], "two share a district"
    distances = [member["distance"] for member in made.members]
    assert distances == sorted(distances)
    assert partnership.area_code not in {member["code"] for member in made.members}


def test_fifteen_of_four_areas_are_refused_and_nothing_is_kept(
    loaded: Path, partnership: Partnership, analyst: User
) -> None:
    with pytest.raises(NoPeers, match="15 areas are asked for"):
        form_nearest_peers(workspace=partnership.workspace, name="Alike", by=analyst)
    assert not PeerSet.objects.exists()


def test_peers_by_hand_need_a_reason_a_name_of_their_own_and_three_areas(
    by_hand: PeerSet, partnership: Partnership, analyst: User, others: list[str]
) -> None:
    here = partnership.workspace
    with pytest.raises(CannotBePeers, match="need a reason"):
        choose_peers(workspace=here, name="Again", codes=others, reason=" ", by=analyst)
    with pytest.raises(CannotBePeers, match="called “Usual” already"):
        choose_peers(workspace=here, name="Usual", codes=others, reason=REASON, by=analyst)
    with pytest.raises(CannotBePeers, match="no name"):
        choose_peers(workspace=here, name="", codes=others, reason=REASON, by=analyst)
    with pytest.raises(CannotBePeers, match="2 peers are chosen"):
        choose_peers(workspace=here, name="Two", codes=[*others[:2], partnership.area_code], reason=REASON, by=analyst)
    assert by_hand.parameters["size"] == 3


def test_one_set_is_in_use_and_taking_another_is_recorded(
    by_hand: PeerSet, loaded: Path, partnership: Partnership, analyst: User
) -> None:
    here = partnership.workspace
    before = choices(here)
    form_nearest_peers(workspace=here, name="Alike", size=3, by=analyst)
    assert PeerSet.objects.filter(workspace=here, in_use=True).count() == 1
    assert choices(here) != before
    use_peer_set(peer_set=by_hand, by=analyst)
    assert peers_in_use(here) == by_hand
    assert choices(here) == before
    said = [one.words for one in recent(here, limit=3)]
    assert any("took the set of peers “Usual” in use" in words for words in said)
    assert any("(nearest by the open method)" in words for words in said)


def test_a_member_chooses_no_peers(loaded: Path, partnership: Partnership, member: User, others: list[str]) -> None:
    with pytest.raises(Refusal):
        choose_peers(workspace=partnership.workspace, name="Mine", codes=others, reason=REASON, by=member)
    with pytest.raises(Refusal):
        form_nearest_peers(workspace=partnership.workspace, name="Mine", size=3, by=member)


def test_a_workspace_without_a_partnership_has_nothing_to_compare(
    loaded: Path, workspace: Workspace, analyst: User
) -> None:
    with pytest.raises(NoPeers, match="no partnership"):
        form_nearest_peers(workspace=workspace, name="Alike", size=3, by=analyst)


def said(ledger: Ledger) -> str:
    """Return what the exhibits of peers say."""
    names = ("peers.table", "peers.dots")
    return "\n".join(_heard(block, ledger) for name in names for block in EXHIBITS[name](ledger))


def test_peers_by_hand_say_that_they_were_chosen_by_no_methodology_beside_their_intervals(
    by_hand: PeerSet, held: AreaReading, snapshot: Snapshot
) -> None:
    ledger = Ledger(held, Known(snapshot, None, by_hand.workspace))
    words = said(ledger)
    assert "The rate of recorded crime is higher than that of its 3 peers" in words
    assert words.count("chosen by no methodology") >= 3
    assert "Peers, chosen by no methodology" in words
    figure = ledger.figures["peers.ratio"]
    assert "95% interval of the ratio" in figure.method
    assert "chosen by no methodology" in figure.method
    assert figure.inputs[0] == {"what": "events here", "value": held.crime}


def test_peers_by_the_open_method_name_it_with_the_answer_for_other_sizes(
    loaded: Path, partnership: Partnership, analyst: User, held: AreaReading, snapshot: Snapshot
) -> None:
    form_nearest_peers(workspace=partnership.workspace, name="Alike", size=3, by=analyst)
    words = said(Ledger(held, Known(snapshot, None, partnership.workspace)))
    assert "Against 10: not known, as the set holds 3 areas; against 20: not known" in words
    assert (
        "The peers are the 3 nearest of 3 partnerships by share of residents aged under 18 (mid-2024), share" in words
    )
    assert "None of it is crime" in words


def test_without_a_set_and_without_a_wider_area_the_reasons_stand_in_words_and_no_empty_table(ledger: Ledger) -> None:
    words = said(ledger)
    assert "No set of peers is in use" in words
    assert "England and Wales: 1 of its 43 forces are in the lookups loaded." in words
    assert "no data" not in words


def test_a_drawing_that_was_kept_is_made_anew_when_another_set_is_taken(
    by_hand: PeerSet, loaded: Path, partnership: Partnership, analyst: User, snapshot: Snapshot
) -> None:
    view = View(Known(snapshot, None, partnership.workspace), "csp", partnership.area_code, WINDOW, generated=True)
    first = drawn(view, "peers.dots")
    form_nearest_peers(workspace=partnership.workspace, name="Alike", size=3, by=analyst)
    again = drawn(view, "peers.dots")
    notes = [block.notes for block in (*first.blocks, *again.blocks) if isinstance(block, Picture)]
    assert notes[0] != notes[1]


@pytest.fixture
def signed_in(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def address(name: str, *more: int) -> str:
    return reverse(f"yardsticks:{name}", args=("tithing", *more))


def test_an_analyst_forms_a_set_from_a_page_and_sees_what_it_went_by(
    signed_in: Client, loaded: Path, partnership: Partnership
) -> None:
    empty = signed_in.get(address("peers")).content.decode()
    assert "There is no set of peers yet" in empty
    answer = signed_in.post(address("nearest"), {"name": "Alike", "size": "3"}, follow=True)
    page = answer.content.decode()
    assert "The set is kept and in use." in page
    assert "The 3 nearest of 3 partnerships of the nation" in page
    assert "None of these is crime." in page


def test_what_cannot_be_formed_is_an_error_of_the_form(
    signed_in: Client, loaded: Path, partnership: Partnership
) -> None:
    answer = signed_in.post(address("nearest"), {"name": "Alike", "size": "15"})
    assert answer.status_code == 422
    assert "15 areas are asked for and there are 3 others" in answer.content.decode()


def test_peers_are_chosen_by_name_and_another_set_is_taken_in_use(
    signed_in: Client, loaded: Path, partnership: Partnership, others: list[str], by_hand: PeerSet
) -> None:
    asked = {"name": "Names", "areas": "Quillbridge\nInklemarsh\n\nVale and Wold", "reason": REASON}
    page = signed_in.post(address("by_hand"), asked, follow=True).content.decode()
    assert "Chosen by no methodology: They have always been named together." in page
    assert "Use Usual" in page
    signed_in.post(address("use", by_hand.pk))
    by_hand.refresh_from_db()
    assert by_hand.in_use
    wrong = signed_in.post(address("by_hand"), {**asked, "name": "Wrong", "areas": "Nowhere at all"})
    assert wrong.status_code == 422
    assert "Nowhere at all" in wrong.content.decode()
    assert signed_in.post(address("use", 999_999)).status_code == 404


def test_whoever_only_reads_sees_the_sets_and_no_buttons(
    client: Client, by_hand: PeerSet, member: User, told: Callable[[str], str]
) -> None:
    client.force_login(member)
    page = client.get(address("peers")).content.decode()
    assert "Usual" in page
    assert "Choose peers by hand" not in page
    assert client.get(address("nearest")).status_code == 403
