"""Somebody asks what is held about them: every passage is decided, with a ground, and a second person lets it out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from frankpledge.ground import clock
from frankpledge.ground.audit.models import Event
from frankpledge.ground.sealed import registry
from frankpledge.ground.sealed.actions import (
    answer_access_request,
    decide_passage,
    extend_access_request,
    give,
    open_access_request,
    read_for,
    take_answer,
)
from frankpledge.ground.sealed.models import AccessRequest, Passage
from frankpledge.ground.sealed.queries.access import access_requests_on, open_access_requests, passages_of
from frankpledge.ground.sealed.rules.access import Fate, NotAnswered, redacted
from frankpledge.ground.sealed.rules.grants import Matter, NotYours
from frankpledge.ground.sealed.rules.keeping import CaseKind
from frankpledge.statute.retention import NoSuchClass, access_due, access_time, exemptions
from tests.ground.sealed.conftest import STORY, Planted, Town, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(town: Town, planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = CaseKind(
        kind="sealed.plantedcase",
        label="Case",
        rows=lambda workspace, about: planted.case.objects.filter(workspace=workspace, pk=about),
        ended=lambda workspace: (),
        remove=lambda workspace, about: None,
    )
    monkeypatch.setattr(registry, "CASEWORK", (kind,), raising=False)
    give(
        workspace=town.workspace, matter=town.matter, to=town.other, capacity="second", until=in_days(30), works=True,
        by=town.lead,
    )  # fmt: skip


def asked(town: Town) -> AccessRequest:
    return open_access_request(workspace=town.workspace, matter=town.matter, received_on=clock.today(), by=town.lead)


def queue(town: Town, request: AccessRequest) -> list[Passage]:
    return list(passages_of(request, viewer=town.lead))


def test_everything_that_is_written_waits_sealed_and_nothing_goes_out_while_it_does(town: Town) -> None:
    request = asked(town)
    assert request.due_on == access_due(clock.today())
    first, second = queue(town, request)
    assert [first.source, second.source] == ["sealed.plantedcase.story", "sealed.plantedcase.contact"]
    assert (str(first.text), first.fate, first.row) == ("(sealed)", "waiting", str(town.case.pk))
    assert [each.pk for each in access_requests_on(town.matter, workspace=town.workspace, viewer=town.other)] == [
        request.pk
    ]
    assert str(request).startswith("Access request")
    assert [each.pk for each in open_access_requests(workspace=town.workspace, viewer=town.other)] == [request.pk]
    assert open_access_requests(workspace=town.workspace, viewer=town.administrator) == ()
    with pytest.raises(NotAnswered, match="not answered yet"):
        take_answer(request=request, by=town.lead)
    with pytest.raises(NotAnswered, match="2 passages wait"):
        answer_access_request(request=request, by=town.other)


def test_a_second_person_lets_out_what_was_decided_and_only_that(town: Town) -> None:
    request = asked(town)
    first, second = queue(town, request)
    decide_passage(passage=first, fate=Fate.REDACTED, ground="another_person", leave_out=["Blenheim"], by=town.lead)
    decide_passage(passage=second, fate=Fate.WITHHELD, ground="serious_harm", by=town.lead)
    with pytest.raises(NotAnswered, match="second person"):
        answer_access_request(request=request, by=town.lead)
    given, withheld = answer_access_request(request=request, by=town.other)
    assert given.words == STORY.replace("Blenheim", "[left out]")
    assert given.ground.startswith("It is about somebody else")
    assert (withheld.words, withheld.ground[:20]) == (None, "Giving it would be l")
    for act in (
        lambda: answer_access_request(request=request, by=town.other),
        lambda: decide_passage(passage=first, fate=Fate.WHOLE, by=town.lead),
        lambda: extend_access_request(request=request, by=town.lead),
    ):
        with pytest.raises(NotAnswered, match="answered already"):
            act()
    assert take_answer(request=request, by=town.lead) == (given, withheld)
    verbs = set(Event.objects.filter(subject=town.matter.about).values_list("verb", flat=True))
    assert {"sealed.access_asked", "sealed.passage_decided", "sealed.access_answered", "sealed.answer_taken"} <= verbs
    assert Event.objects.filter(verb="sealed.case_read", facts__reason="case_access_request").count() == 4


def test_a_decision_can_be_changed_until_the_answer_and_leaves_nothing_of_the_one_before(town: Town) -> None:
    request = asked(town)
    first, second = queue(town, request)
    decide_passage(passage=first, fate=Fate.REDACTED, ground="crime", leave_out=["night"], by=town.lead)
    decide_passage(passage=first, fate=Fate.WHOLE, by=town.lead)
    decide_passage(passage=second, fate=Fate.WHOLE, by=town.other)
    first.refresh_from_db()
    assert (first.shown, first.ground) == (None, "")
    assert [one.words for one in answer_access_request(request=request, by=town.lead)] == [STORY, " Ann@Example.org "]


def test_what_is_left_out_has_a_ground_and_stands_in_the_passage(town: Town) -> None:
    first, _ = queue(town, asked(town))
    with pytest.raises(NoSuchClass, match="on what ground"):
        decide_passage(passage=first, fate=Fate.WITHHELD, by=town.lead)
    with pytest.raises(NotAnswered, match="nothing was decided"):
        decide_passage(passage=first, fate=Fate.WAITING, by=town.lead)
    with pytest.raises(NotAnswered, match="do not stand in the passage"):
        decide_passage(passage=first, fate=Fate.REDACTED, ground="crime", leave_out=["Marlborough"], by=town.lead)
    first.refresh_from_db()
    assert first.fate == "waiting"


def test_the_month_runs_from_the_day_of_receipt_and_may_be_made_longer_within_it_alone(town: Town) -> None:
    assert access_due(date(2026, 1, 31)) == date(2026, 2, 28)
    assert access_due(date(2026, 1, 31), longer=True) == date(2026, 4, 30)
    request = asked(town)
    with time_machine.travel(clock.now() + timedelta(days=40)), pytest.raises((NotAnswered, NotYours)):
        extend_access_request(request=request, by=town.lead)
    assert extend_access_request(request=request, by=town.lead).due_on == access_due(clock.today(), longer=True)
    with pytest.raises(NotAnswered, match="lies ahead"):
        open_access_request(workspace=town.workspace, matter=town.matter, received_on=in_days(1), by=town.lead)
    assert (access_time().months, len(exemptions())) == (1, 5)


def test_whoever_may_not_open_the_case_neither_asks_decides_nor_sees_the_queue(town: Town) -> None:
    request = asked(town)
    first = queue(town, request)[0]
    for act in (
        lambda by: open_access_request(workspace=town.workspace, matter=town.matter, received_on=clock.today(), by=by),
        lambda by: decide_passage(passage=first, fate=Fate.WHOLE, by=by),
        lambda by: answer_access_request(request=request, by=by),
        lambda by: take_answer(request=request, by=by),
        lambda by: extend_access_request(request=request, by=by),
        lambda by: passages_of(request, viewer=by),
        lambda by: access_requests_on(town.matter, workspace=town.workspace, viewer=by),
    ):
        with pytest.raises(NotYours):
            act(town.administrator)


def test_the_longest_words_are_left_out_first_and_none_named_is_refused() -> None:
    assert redacted("Ann Smith and Ann", ["Ann", "Ann Smith"]) == "[left out] and [left out]"
    with pytest.raises(NotAnswered, match="no words to leave out"):
        redacted("Ann", [" "])
    assert {one.label for one in Fate} == {"To be decided", "Given whole", "Given in part", "Withheld"}


def test_whoever_has_no_account_opens_their_own_rows_with_a_trace_and_no_others(town: Town, planted: Planted) -> None:
    class Applicant:
        pk = "a code"

        def __str__(self) -> str:
            return "The applicant"

    found = read_for(workspace=town.workspace, matter=town.matter, rows=[town.case], by=Applicant())
    assert found.of(town.case, "story") == STORY
    event = Event.objects.filter(verb="sealed.case_read").latest("number")
    assert (event.actor_label, event.facts["reason"]) == ("The applicant", "case_own")
    theirs: Any = planted.case.objects.create(workspace=town.workspace, story="Theirs")
    with pytest.raises(NotYours):
        read_for(workspace=town.workspace, matter=town.matter, rows=[theirs], by=Applicant())
    assert theirs.matter == Matter("sealed.plantedcase", str(theirs.pk))
