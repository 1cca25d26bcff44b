"""The editor as a page shows it: every button works without scripts, and whatever is refused, nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Claim, Passage
from frankpledge.domain.narrative.queries.passages import claims_of, quoted_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.county import County
from tests.domain.narrative.conftest import AREA, DRUGS, FELL, SPRING, YEAR, anyone
from tests.guards.page import faults

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.domain.narrative.harness")]
CHANGE = {
    "query": "recorded_change",
    "figure_area": AREA,
    "figure_what": "Drugs",
    "figure_period": SPRING,
    "figure_form": "plain",
}
FALL = {"kind": "fell", "claim_area": AREA, "claim_what": "Drugs", "claim_period": SPRING}


@pytest.fixture
def desk(client: Client, passage: Passage, evidence: County, analyst: User) -> Desk:
    client.force_login(analyst)
    return Desk(client, passage)


class Desk:
    """Somebody at the editor of a passage."""

    def __init__(self, client: Client, passage: Passage) -> None:
        self.client, self.place = client, f"/w/{passage.workspace.slug}/try/{passage.pk}/"
        self.identity = passage.pk

    @property
    def passage(self) -> Passage:
        return Passage.objects.get(pk=self.identity)

    def look(self) -> str:
        return self.client.get(self.place).content.decode()

    def press(self, deed: str, *, status: int = 302, **typed: Any) -> str:
        start = {"text": self.passage.text, "revision": self.passage.revision}
        answer = self.client.post(self.place, {"deed": deed, **start, **typed})
        assert answer.status_code == status
        return answer.content.decode() if status != 302 else self.look()


def heard(html: str) -> str:
    """Return the words of a page without marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_shows_how_it_reads_what_is_stale_and_every_source(desk: Desk) -> None:
    html = desk.look()
    assert 'class="live-figure live-figure--stale" href="#figure-drugs">80</a>' in html
    assert 'class="live-figure" href="#figure-drugs_before">108</a>' in html
    assert '<span class="claim--untrue">Drug offences fell.</span>' in html
    words = heard(html)
    assert "2 things are no longer as written" in words
    assert "As written 80 Now 81" in words
    assert "No longer true Fell against the year before" in words
    assert "data.police.uk, street-level recorded crime" in words
    assert faults(html) == []


def test_words_are_saved(desk: Desk) -> None:
    html = desk.press("save", text="Drug offences: {drugs}.\r\n\r\nNo more.")
    assert "Saved." in html
    assert desk.passage.text == "Drug offences: {drugs}.\n\nNo more."


def test_a_figure_is_chosen_looked_at_and_inserted_at_the_cursor(desk: Desk) -> None:
    typed = "A change of \r\nit was."
    html = desk.press("choose", status=200, text=typed, query="recorded_change")
    assert all(f'name="figure_{name}"' in html for name in ("area", "what", "period", "form"))
    assert "A change of \nit was." in html.replace("\r\n", "\n")
    html = desk.press("look", status=200, text=typed, **CHANGE)
    assert "25%" in heard(html)
    assert "ratio 95% interval 0.56 to 1.00" in html
    assert desk.passage.text == DRUGS
    desk.press("insert", text=typed, at=12, **CHANGE)
    assert desk.passage.text == "A change of {recorded_change}\nit was."
    assert [one.accepted().display for one in quoted_of(desk.passage)] == ["25%"]


def test_without_a_cursor_a_figure_goes_to_the_end(desk: Desk) -> None:
    desk.press("insert", **CHANGE)
    assert desk.passage.text == f"{DRUGS} {{recorded_change}}"


def test_a_figure_is_not_inserted_before_all_of_it_was_asked(desk: Desk) -> None:
    html = desk.press("insert", status=200, query="recorded_change", figure_area=AREA)
    assert 'name="figure_period"' in html
    desk.press("insert", status=422, query="")
    desk.press("look", status=422, query="horoscope")
    assert desk.passage.text == DRUGS


def test_another_choice_forgets_what_only_the_first_one_asked(desk: Desk) -> None:
    asked = {**CHANGE, "query": "months_present", "figure_period": YEAR}
    assert "12 months" in desk.press("look", status=200, **asked)


def test_what_is_refused_is_told_and_what_was_typed_is_there(desk: Desk) -> None:
    html = desk.press("look", status=422, text="My words.", **{**CHANGE, "figure_what": "Robbery"})
    assert "a percentage is not given on a base under 50" in html
    assert "My words." in html
    html = desk.press("save", status=422, text="It was {rumour}.")
    assert "no figure of this passage is called “rumour”" in html
    assert "It was {rumour}." in html
    desk.press("dance", status=422)


def test_a_claim_is_tested_and_attached_to_a_sentence_of_the_words_as_typed(desk: Desk, now: Known) -> None:
    text = "Its rate is the highest."
    html = desk.press("choose_claim", status=200, text=text, kind="highest")
    assert 'name="claim_period"' in html
    assert '<option value="Its rate is the highest.">' in html
    highest = {"kind": "highest", "claim_area": AREA, "claim_period": YEAR, "sentence": text}
    html = desk.press("attach", text=text, **highest)
    assert "The claim holds, and is attached." in html
    (old, new) = claims_of(desk.passage)
    assert (new.kind, new.sentence, new.manifest) == ("highest", text, now.manifest)
    assert old.sentence == FELL


def test_a_claim_that_does_not_hold_is_refused_with_its_reason_beside_the_sentence_as_heard(desk: Desk) -> None:
    html = desk.press("attach", status=422, sentence=DRUGS.partition(". ")[0] + ".", **FALL)
    assert (
        "“Police recorded 80 drug offences, 108 a year before.”: “Fell against the year before” does not hold" in html
    )
    desk.press("attach", status=422, sentence="", **FALL)
    desk.press("attach", status=422, kind="")
    assert Claim.objects.count() == 1


def test_a_figure_claimed_to_be_at_least_something_is_one_of_the_passage(desk: Desk) -> None:
    html = desk.press("choose_claim", status=200, kind="at_least")
    assert "{drugs}: 80" in html
    asked = {"claim_figure": quoted_of(desk.passage)[0].reference.key, "claim_number": "81", "kind": "at_least"}
    desk.press("attach", sentence=FELL, **asked)
    assert [claim.kind for claim in claims_of(desk.passage)] == ["fell", "at_least"]


def test_a_new_value_is_accepted_and_an_untrue_claim_is_given_up_with_a_reason(desk: Desk) -> None:
    desk.press("accept", of="drugs")
    html = desk.press("give_up", status=422, of=str(claims_of(desk.passage)[0].pk))
    assert "giving up a claim needs its reason" in html
    html = desk.press("give_up", of=str(claims_of(desk.passage)[0].pk), reason="Level now.")
    assert "No longer as written" not in html
    assert Claim.objects.get().gone_because == "Level now."


def test_a_claim_is_taken_off(desk: Desk) -> None:
    identity = str(claims_of(desk.passage)[0].pk)
    desk.press("detach", of=identity)
    assert claims_of(desk.passage) == ()
    desk.press("detach", status=422, of=identity)


def test_a_second_writer_keeps_their_words_on_the_page(desk: Desk, passage: Passage, now: Known, officer: User) -> None:
    write_passage(
        passage=passage, workspace=passage.workspace, text="First.", known=now, by=officer, may=anyone, revision=1
    )
    html = desk.press("save", status=422, text="Second.", revision=1)
    assert "Partnership officer wrote in this passage" in html
    assert "Second." in html
    assert desk.passage.text == "First."
    assert 'name="revision" value="1"' in html


def test_numbers_typed_by_hand_are_named(desk: Desk) -> None:
    assert "“12” should be a figure" in heard(desk.press("save", text="It was 12."))


def test_whoever_may_not_write_is_refused_by_every_button(desk: Desk, people: dict[Role, User]) -> None:
    desk.client.force_login(people[Role.MEMBER])
    for deed in ("save", "choose", "look", "insert", "attach", "detach", "accept", "give_up"):
        desk.press(deed, status=403, text="Not mine.")
    assert desk.passage.text == DRUGS


def test_what_is_typed_stays_text(desk: Desk) -> None:
    html = desk.press("save", text="<script>alert(1)</script> & **<b>**")
    assert "<script>alert" not in html
    assert "<strong>&lt;b&gt;</strong>" in html


def test_a_member_of_another_partnership_finds_no_passage(
    desk: Desk, partnership: Partnership, officer: User, then: Known
) -> None:
    from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace

    other = create_workspace(name="Elsewhere", slug="elsewhere", by=officer)
    stranger = create_user(email="stranger@elsewhere.invalid", name="Stranger")
    add_member(workspace=other, user=stranger, role=Role.ANALYST, by=officer)
    desk.client.force_login(stranger)
    for place in (desk.place, desk.place.replace("/tithing/", "/elsewhere/")):
        answer = desk.client.get(place)
        assert answer.status_code >= 400
        assert b"drug" not in answer.content.lower().replace(b"<title>drugs", b"")
