"""The demonstration's case reviews: two that name nobody, and Herefordshire's counts with what is not known left so."""

from __future__ import annotations

import pytest

from frankpledge.demo.case_reviews import print_case_review_counts, review_cases
from frankpledge.domain.asb_reviews.public_counts import counts_of
from frankpledge.domain.asb_reviews.queries.cases import lines_of
from frankpledge.domain.asb_reviews.rules import Stage
from frankpledge.ground import clock
from frankpledge.ground.accounts.rules import Role
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


def test_the_county_has_two_cases_and_herefordshire_three_printed_periods() -> None:
    workspace, printing = new_workspace(), new_workspace()
    officer, lead = new_member(workspace, Role.OFFICER), new_member(workspace, Role.LEAD)
    printer = new_member(printing, Role.OFFICER)
    for _ in range(2):
        review_cases(workspace, by=officer, second=lead)
        print_case_review_counts(printing, by=printer)
    lines = lines_of(workspace=workspace, viewer=officer, on=clock.today())
    assert [(one.stage, one.contact != "") for one in lines] == [(Stage.RECEIVED, False), (Stage.ACKNOWLEDGED, True)]
    told = [(one.applications, one.not_met, one.printed) for one in counts_of(workspace=printing)]
    assert told == [(9, None, True), (5, None, True), (9, None, True)]
    counted = [(one.applications, one.not_met, one.reviews) for one in counts_of(workspace=workspace)]
    assert counted == [(14, 6, 8), (9, 4, 5)], "what was not met and what was reviewed make up what was asked"
