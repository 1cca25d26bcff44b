"""A scoring from its beginning to the board's choice: who may do what, what counts, and what it comes to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from frankpledge.analysis.priorities import agreement
from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.models import Agency, Issue, Scoring, Sheet
from frankpledge.domain.priorities.queries.results import recommended, result_of, tiers_of
from frankpledge.domain.priorities.queries.scorings import own_agency, own_marks, scheme_of, scoring_of, standings
from frankpledge.domain.priorities.rules import CannotScore, StillBlind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.queries import recent
from frankpledge.refusal import Refusal
from tests.domain.priorities.conftest import Table
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


def test_the_medians_of_what_was_sent_make_the_result(closed: Table) -> None:
    found = result_of(closed.scoring)
    assert [sheet.agency for sheet in found.sheets] == ["Council", "Police"]
    assert found.scores.median[:, 0].tolist() == [4, 2.5, 0.5]
    assert found.scores.risk.tolist() == [1, 2.5 * 2.5 / 16, 0.5 * 0.5 / 16]
    assert list(found.tiers.values()) == [1, 2, 3]
    marks = [[4] * 10 + [2] * 10 + [1] * 10, [4] * 10 + [3] * 10 + [0] * 10]
    assert found.agreement == agreement(marks=marks)
    assert (found.stability.draws, found.stability.seed) == (2_000, 1998)


def test_what_is_saved_and_not_sent_is_not_counted(table: Table) -> None:
    table.open()
    table.send(table.council, 4, 2, 1)
    actions.save_sheet(agency=table.police, marks=table.marks(0, 0, 4), by=table.constable)
    table.close()
    found = result_of(table.scoring)
    assert [sheet.agency for sheet in found.sheets] == ["Council"]
    assert found.scores.risk[0] == 1
    assert "two agencies" in found.no_agreement


def test_unsure_agencies_leave_more_places_open(table: Table) -> None:
    table.open()
    table.send(table.council, 3, 2, 0, certainty="unsure")
    table.send(table.police, 2, 3, 0, certainty="unsure")
    table.close()
    assert list(tiers_of(table.scoring).values()) == [1, 1, 3]


def test_an_issue_of_which_nobody_can_say_has_no_place(table: Table) -> None:
    table.open()
    table.send(table.council, 3, 1, None)
    table.close()
    assert list(tiers_of(table.scoring).values()) == [1, 2, 0]


def test_marks_of_which_nothing_follows_are_said_to_be_so(table: Table) -> None:
    table.open()
    table.send(table.council, 3, None, None)
    table.close()
    found = result_of(table.scoring)
    assert found.stability is None
    assert "Fewer than two issues" in found.no_stability
    assert set(found.tiers.values()) == {0}


def test_in_a_second_round_who_sends_nothing_stands_by_the_first_marks(closed: Table) -> None:
    closed.open()
    assert own_marks(agency=Agency.objects.get(pk=closed.council.pk), viewer=closed.councillor) == closed.marks(4, 2, 1)
    closed.send(closed.council, 0, 2, 4)
    assert result_of(closed.scoring).scores.median[0, 0] == 4
    closed.close()
    found = result_of(closed.scoring)
    assert [(sheet.agency, sheet.round) for sheet in found.sheets] == [("Council", 2), ("Police", 1)]
    assert found.scores.median[0, 0] == 2
    assert found.round == 2


def test_marks_that_were_sent_stand(table: Table) -> None:
    table.open()
    table.send(table.council, 4, 2, 1)
    for act in (actions.save_sheet, actions.send_sheet):
        with pytest.raises(CannotScore, match="stand"):
            act(agency=table.council, marks=table.marks(0, 0, 0), by=table.councillor)
    table.send(table.police, 1, 1, 1)
    table.close()
    with pytest.raises(CannotScore, match="no marks are taken"):
        table.send(table.police, 4, 4, 4)


def test_a_sheet_comes_in_for_ones_own_agency_alone_and_whole(table: Table) -> None:
    table.open()
    for by in (table.officer, table.constable):
        with pytest.raises(CannotScore, match="do not mark for"):
            actions.send_sheet(agency=table.council, marks=table.marks(4, 4, 4), by=by)
    half = {table.issues[0].pk: table.marks(4, 4, 4)[table.issues[0].pk]}
    with pytest.raises(CannotScore, match="still to be given"):
        actions.send_sheet(agency=table.council, marks=half, by=table.councillor)
    actions.save_sheet(agency=table.council, marks=half, by=table.councillor)
    assert own_marks(agency=table.council, viewer=table.councillor) == half
    assert own_marks(agency=table.council, viewer=table.constable) == {}
    assert own_marks(agency=table.council, viewer=table.officer) == {}


def test_a_round_closed_by_another_meanwhile_takes_nothing_more(table: Table) -> None:
    table.open()
    stale = Agency.objects.select_related("scoring").get(pk=table.police.pk)
    table.send(table.council, 4, 2, 1)
    table.close()
    assert stale.scoring.state == "first_open"
    with pytest.raises(CannotScore):
        actions.send_sheet(agency=stale, marks=table.marks(0, 0, 0), by=table.constable)
    assert Sheet.objects.count() == 1


def test_what_is_scored_and_by_whom_is_settled_before_the_first_mark(table: Table) -> None:
    with pytest.raises(CannotScore, match="there already"):
        actions.add_issue(scoring=table.scoring, name=" noise ", by=table.officer)
    with pytest.raises(CannotScore, match="mark for another"):
        actions.add_agency(scoring=table.scoring, name="Probation", email=table.councillor.email, by=table.officer)
    stranger = new_member(new_workspace("South Vale"), Role.MEMBER)
    for email in (stranger.email, "nobody@example.invalid"):
        with pytest.raises(CannotScore, match="nobody here"):
            actions.add_agency(scoring=table.scoring, name="Probation", email=email, by=table.officer)
    actions.remove_issue(issue=table.issues[2], by=table.officer)
    actions.remove_agency(agency=table.fire, by=table.officer)
    table.open()
    for change in (
        lambda: actions.add_issue(scoring=table.scoring, name="Fraud", by=table.officer),
        lambda: actions.remove_issue(issue=Issue.objects.select_related("scoring").all()[0], by=table.officer),
        lambda: actions.add_agency(scoring=table.scoring, name="Probation", by=table.officer),
        lambda: actions.remove_agency(agency=Agency.objects.select_related("scoring").all()[0], by=table.officer),
    ):
        with pytest.raises(CannotScore, match="stay as they are"):
            change()


def test_a_scheme_that_changes_later_alters_no_scoring_that_was_begun(table: Table) -> None:
    kept = scheme_of(table.scoring)
    assert len(kept.criteria) == 10
    Scoring.objects.filter(pk=table.scoring.pk).update(scheme={**table.scoring.scheme, "seed": 5})
    assert scheme_of(Scoring.objects.get(pk=table.scoring.pk)).seed == 5


def test_how_far_agencies_are_is_told_without_their_marks(table: Table) -> None:
    table.open()
    table.send(table.council, 4, 2, 1)
    actions.save_sheet(agency=table.police, marks=table.marks(0, 0, 4), by=table.constable)
    told = standings(scoring=table.scoring, viewer=table.officer)
    assert [one.words.split(" on ")[0] for one in told] == ["sent", "nothing yet", "saved, not sent"]


def test_only_the_officer_runs_a_scoring_and_only_the_board_and_the_officer_record_its_choice(closed: Table) -> None:
    lead = new_member(closed.scoring.workspace, Role.LEAD)
    for change in (
        lambda: actions.begin_scoring(workspace=closed.scoring.workspace, year="2025/26", title="x", top=1, by=lead),
        lambda: actions.add_issue(scoring=closed.scoring, name="x", by=lead),
        lambda: actions.add_agency(scoring=closed.scoring, name="x", by=lead),
        lambda: actions.remove_issue(issue=closed.issues[0], by=lead),
        lambda: actions.remove_agency(agency=closed.fire, by=lead),
        lambda: actions.open_round(scoring=closed.scoring, by=lead),
        lambda: actions.close_round(scoring=closed.scoring, by=lead),
        lambda: actions.ask_agency(agency=closed.fire, days=5, by=lead),
        lambda: actions.record_choice(scoring=closed.scoring, chosen=[closed.issues[0].pk], reasons={}, by=lead),
    ):
        with pytest.raises(NotPermitted):
            change()


def test_a_person_whose_role_ended_marks_no_more(table: Table) -> None:
    table.open()
    table.councillor.is_active = False
    table.councillor.save()
    with pytest.raises(NotPermitted):
        actions.send_sheet(agency=table.council, marks=table.marks(1, 1, 1), by=table.councillor)


def test_the_board_follows_the_marks_without_words_and_departs_with_them(closed: Table, workspace: Workspace) -> None:
    abuse, burglary, noise = (issue.pk for issue in closed.issues)
    actions.record_choice(scoring=closed.scoring, chosen=[abuse], reasons={}, by=closed.councillor)
    assert [one.name for one in recommended(workspace=workspace, year="2025/26", viewer=closed.officer)] == [
        "Domestic abuse"
    ]
    with pytest.raises(CannotScore, match="departs from the scoring on Domestic abuse, Noise"):
        actions.record_choice(scoring=closed.scoring, chosen=[noise], reasons={}, by=closed.councillor)
    why = {noise: "Residents ask for it most", abuse: "It has a board of its own", burglary: ""}
    actions.record_choice(scoring=closed.scoring, chosen=[noise], reasons=why, by=closed.councillor)
    found = recommended(workspace=workspace, year="2025/26", viewer=closed.officer)
    assert [(one.name, one.chosen, one.departs, one.by_scoring, one.reason) for one in found] == [
        ("Noise", True, True, False, "Residents ask for it most"),
        ("Domestic abuse", False, True, True, "It has a board of its own"),
    ]
    assert (found[1].low, found[1].high, found[1].in_top, found[1].risk) == (1, 1, 1.0, 1.0)


def test_nothing_is_recommended_or_chosen_while_the_first_round_is_open(table: Table, workspace: Workspace) -> None:
    table.open()
    table.send(table.council, 4, 2, 1)
    assert recommended(workspace=workspace, year="2025/26", viewer=table.officer) == ()
    with pytest.raises(StillBlind):
        actions.record_choice(scoring=table.scoring, chosen=[table.issues[0].pk], reasons={}, by=table.officer)


def test_without_a_choice_the_scoring_recommends_what_is_first_and_what_ties(
    table: Table, workspace: Workspace
) -> None:
    table.open()
    table.send(table.council, 3, 3, 0)
    table.close()
    found = recommended(workspace=workspace, year="2025/26", viewer=table.officer)
    assert [(one.name, one.by_scoring, one.tied, one.chosen) for one in found] == [
        ("Domestic abuse", False, True, None),
        ("Burglary", False, True, None),
    ]
    assert recommended(workspace=workspace, year="2024/25", viewer=table.officer) == ()


def test_another_partnership_sees_no_scoring(closed: Table, workspace: Workspace) -> None:
    stranger = new_member(new_workspace("South Vale"), Role.OFFICER)
    assert scoring_of(closed.scoring.pk, workspace=workspace, viewer=stranger) is None
    assert recommended(workspace=workspace, year="2025/26", viewer=stranger) == ()
    assert own_agency(scoring=closed.scoring, viewer=stranger) is None


def test_the_ledger_tells_of_the_scoring_and_never_of_a_mark(closed: Table, workspace: Workspace) -> None:
    actions.record_choice(scoring=closed.scoring, chosen=[closed.issues[0].pk], reasons={}, by=closed.councillor)
    told = [happening.words for happening in recent(workspace, limit=5)]
    assert told == [
        "recorded the board’s choice of 1 issues, 0 against the scoring",
        "closed round 1 of scoring, with marks from 2 agencies",
        "sent the marks of Police in round 1",
        "sent the marks of Council in round 1",
        "opened round 1 of scoring",
    ]


def test_the_database_keeps_one_sheet_of_an_agency_in_a_round(closed: Table) -> None:
    sheet = Sheet.objects.all()[0]
    for change in ({"round": 3}, {"agency": closed.police}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sheet.objects.filter(pk=sheet.pk).update(**change)


def test_a_second_scoring_of_that_name_in_that_year_is_refused(table: Table, workspace: Workspace) -> None:
    with pytest.raises(Refusal, match="there already"):
        actions.begin_scoring(workspace=workspace, year="2025/26", title="priorities", top=1, by=table.officer)
    other: User = table.officer
    actions.begin_scoring(workspace=workspace, year="2026/27", title="Priorities", top=1, by=other)
